"""Writes the JSON Schema of perftargets/1 anew: ``python -m tests.refresh_schema``."""

from pathlib import Path

from perftargets.files._schema import text

SCHEMA = (
    Path(__file__).resolve().parents[1]
    / "src"
    / "perftargets"
    / "schema"
    / "perftargets-1.json"
)


def main() -> None:
    """Write the file that is shipped."""
    SCHEMA.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
