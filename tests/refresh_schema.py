"""Writes the JSON Schemas that ship anew: ``python -m tests.refresh_schema``."""

from pathlib import Path

from perftargets.files import _profile_schema, _schema
from perftargets.report import _evaluations_schema

FOLDER = Path(__file__).resolve().parents[1] / "src" / "perftargets" / "schema"
SCHEMA = FOLDER / "perftargets-1.json"
PROFILE = FOLDER / "perftargets-profile-1.json"
EVALUATIONS = FOLDER / "perftargets-evaluations-1.json"


def main() -> None:
    """Write the files that are shipped."""
    SCHEMA.write_text(_schema.text(), encoding="utf-8", newline="\n")
    PROFILE.write_text(_profile_schema.text(), encoding="utf-8", newline="\n")
    EVALUATIONS.write_text(_evaluations_schema.text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
