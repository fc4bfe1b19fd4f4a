"""Writes the JSON Schemas that ship anew: ``make schema``."""

from pathlib import Path

from perftargets.reading.native import profile_schema, schema
from tools import evaluations_schema

FOLDER = Path(__file__).resolve().parents[1] / "src" / "perftargets" / "schema"
SCHEMA = FOLDER / "perftargets-1.json"
PROFILE = FOLDER / "perftargets-profile-1.json"
EVALUATIONS = FOLDER / "perftargets-evaluations-1.json"


def main() -> None:
    """Write the files that are shipped."""
    SCHEMA.write_text(schema.text(), encoding="utf-8", newline="\n")
    PROFILE.write_text(profile_schema.text(), encoding="utf-8", newline="\n")
    EVALUATIONS.write_text(evaluations_schema.text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
