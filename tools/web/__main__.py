"""``python -m tools.web``: build the page; ``--serve`` serves the site on localhost."""

import argparse
import sys
from pathlib import Path

from tools.web.build import OUT, build
from tools.web.parts import PartError
from tools.web.serve import serve


def main() -> int:
    """Build, tell the sizes, and serve where asked."""
    parser = argparse.ArgumentParser(prog="python -m tools.web", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="serve the site")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder to build in")
    parser.add_argument("--port", type=int, default=0, help="on this port")
    asked = parser.parse_args()
    try:
        made = build(asked.out)
    except PartError as error:
        sys.stderr.write(f"the page cannot be built: {error}\n")
        return 1
    sizes = ", ".join(f"{key} {size / 1e6:.1f}" for key, size in made.sizes.items())
    site = sum(each.stat().st_size for each in made.site.rglob("*") if each.is_file())
    sys.stdout.write(
        f"{made.file}  {made.file.stat().st_size / 1e6:.1f} MB\n"
        f"{made.site}  {site / 1e6:.1f} MB\n"
        f"compressed parts in MB: {sizes}\n"
    )
    if asked.serve:
        serve(made.site, asked.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
