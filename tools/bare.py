"""What the wheel does without any extra; run by the interpreter that has it alone."""

import subprocess
import sys
from pathlib import Path

from perftargets import parse


def main() -> None:
    """Read a phrase, and be told by the command which extra it lacks.

    Raises:
        SystemExit: either is not as it should be.
    """
    target = parse("不少于100条")
    if str(target) != "≥100条":
        sys.exit(f"a phrase is read as {target}")
    done = subprocess.run(
        [Path(sys.executable).with_name("perftargets"), "parse", "不少于100条"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    if done.returncode != 2 or "perftargets[cli]" not in done.stderr:  # noqa: PLR2004
        sys.exit(f"the command ended with {done.returncode}: {done.stderr}")


if __name__ == "__main__":
    main()
