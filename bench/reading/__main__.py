"""Read made-up layouts by the thousand, and write ``docs/reference/reading.md``.

``python -m bench.reading --seeds 2000`` goes through so many layouts in each format.
"""

import argparse
from collections import Counter
from collections.abc import Sequence

from bench.clock import ROOT
from bench.machine import machine
from bench.page import Table, page
from tests.reading.tables.made.formats import FORMATS, read_as
from tests.reading.tables.made.layouts import layout
from tests.reading.tables.made.outcome import outcome

PAGE = ROOT / "docs" / "reference" / "reading.md"
COLUMNS = ("layouts", "rows", "right", "told", "silent", "invented", "cells left")
SEEDS = 300
FIRST = 10_000
"""The first seed: none of those that the tests go through."""

HEAD = """\
# How much of a table is read

Written by `make bench-reading`, from one run; nothing on this page is typed by hand.
The layouts are made up by seed (`tests/reading/tables/made`): titles put together of
parts, columns in several orders, categories merged, repeated or blank, values split
into operator, figure and unit, multi-year blocks beside or above those of the year,
column numbers, remarks, titles that nobody knows. What a maker of layouts did not think
of is not among them: the figures show what holds of known kinds, and no more.

A row is right when each of its fields is read as it stands, told when a finding names
it or quotes what was not read, silent when neither is so; invented rows stand in no
form.
Cells left are those of the account that no field takes, all told by findings.
"""


def measured(seeds: Sequence[int], forms: Sequence[str]) -> list[Table]:
    """Read the layouts in each format; return a table by format and one by kind."""
    by_format: dict[str, Counter[str]] = {}
    by_kind: dict[str, Counter[str]] = {}
    for seed in seeds:
        made = layout(seed)
        for form in forms:
            document = read_as(made.table, form)
            found = outcome(made, document)
            found["layouts"] += 1
            found["rows"] += len(made.truth)
            if document.account is not None:
                found["left"] += document.account.left
                found["cells"] += document.account.cells
            by_format.setdefault(form, Counter()).update(found)
            by_kind.setdefault(made.kind, Counter()).update(found)
    return [
        Table("By format", "", ("format", *COLUMNS), _rows(by_format)),
        Table("By kind of layout", "", ("kind", *COLUMNS), _rows(by_kind)),
    ]


def _rows(counted: dict[str, Counter[str]]) -> list[tuple[str, ...]]:
    return [
        (
            name,
            str(found["layouts"]),
            f"{found['rows']:,}",
            f"{100 * found['right'] / max(found['rows'], 1):.1f} %",
            str(found["told"]),
            str(found["silent"]),
            str(found["invented"]),
            f"{100 * found['left'] / max(found['cells'], 1):.1f} %",
        )
        for name, found in sorted(counted.items())
    ]


def main() -> None:
    """Measure and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=SEEDS)
    asked = options.parse_args()
    tables = measured(range(FIRST, FIRST + asked.seeds), FORMATS)
    text = page(machine(), tables, head=HEAD)
    PAGE.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - what the command says


if __name__ == "__main__":
    main()
