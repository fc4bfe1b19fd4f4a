"""Writes the tables that spare the first phrase its analysis: ``make tables``."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from unittest import mock

from perftargets.phrase import beginnings, engine, grammar, parse_table, vocabulary
from perftargets.units import default_units

FOLDER = Path(__file__).resolve().parents[1] / "grammar"


def starts() -> str:
    """Return what each terminal of the shipped grammar begins with, as JSON."""
    found: dict[str, tuple[str, ...]] = {}

    def clues_of(
        name: str,
        pattern: Callable[[], str],
        *,
        shipped: bool = False,  # noqa: ARG001 -- nothing that is kept is looked at
        begins: bool = True,
    ) -> beginnings.Clues:
        text = pattern()
        clues = beginnings.worked_out(text, begins=begins)
        needs = ("".join(sorted(needed)) for needed in clues.needs)
        checksum = beginnings.checksum_of(text)
        found[name] = (checksum, "".join(sorted(clues.starts)), *needs)
        return clues

    with (
        mock.patch.object(vocabulary, "clues_of", clues_of),
        mock.patch.object(grammar, "kept", return_value=None),
    ):
        terminals = engine.Engine.from_units(default_units()).grammar.scanner.terminals
        for terminal in terminals:
            _ = terminal.asks
    rows = ([name, *each] for name, each in sorted(found.items()))
    return _lines([[beginnings.sources()], *rows])


def table() -> str:
    """Return the parse table of the shipped grammar, as JSON."""
    parser = grammar.build()
    leaders = grammar.leaders_of(parse_table.machine_of(parser))
    held = parse_table.held_of(parser, leaders.values())
    parts = (
        f"{_plain(key)}: {_lines(part) if isinstance(part, list) else _plain(part)}"
        for key, part in held.items()
    )
    return "{\n" + ",\n".join(part.rstrip() for part in parts) + "\n}\n"


def _lines(rows: Iterable[object]) -> str:
    return "[\n" + ",\n".join(map(_plain, rows)) + "\n]\n"


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


FILES: Mapping[str, Callable[[], str]] = {
    beginnings.FILE: starts,
    parse_table.FILE: table,
}


def main() -> None:
    """Write the files that are shipped."""
    for name, made in FILES.items():
        (FOLDER / name).write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
