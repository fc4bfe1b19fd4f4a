"""Writes the tables that spare the first phrase its analysis: ``make tables``."""

import json
from pathlib import Path
from unittest import mock

from perftargets.phrase import beginnings, engine, grammar
from perftargets.phrase.scanner import first_characters
from perftargets.units import default_units

STARTS = Path(__file__).resolve().parents[1] / "grammar" / beginnings.FILE


def starts() -> str:
    """Return what each terminal of the shipped grammar begins with, as JSON."""
    found: dict[str, tuple[str, str]] = {}

    def worked_out(name: str, pattern: str) -> frozenset[str]:
        characters = first_characters(pattern)
        checksum = beginnings.checksum_of(pattern)
        found[name] = (checksum, "".join(sorted(characters)))
        return characters

    with (
        mock.patch.object(grammar, "beginnings", worked_out),
        mock.patch.object(engine, "beginnings", worked_out),
    ):
        engine.Engine.from_units(default_units())
    rows = (
        json.dumps([name, *each], ensure_ascii=False)
        for name, each in sorted(found.items())
    )
    return "[\n" + ",\n".join(rows) + "\n]\n"


def main() -> None:
    """Write the file that is shipped."""
    STARTS.write_text(starts(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
