"""Measure, print the tables, and write ``docs/reference/performance-lint.md``."""

import sys
import tempfile
from pathlib import Path

from bench.clock import ROOT
from bench.lint import measurements
from bench.lint.making import ROWS, write_small
from bench.machine import machine
from bench.page import Table, page

PAGE = ROOT / "docs" / "reference" / "performance-lint.md"

HEAD = """\
# Performance of lint

Written by `make bench-lint`, from one run; nothing on this page is typed by hand.
Compare ratios between machines, not times. Within a process, processor time is
measured; whole processes are measured by the clock on the wall.
"""


def tables(folder: Path) -> list[Table]:
    """Measure all, one after the other."""
    small = write_small(folder)
    size = small["yaml"].stat().st_size
    return [
        Table(
            "Distinct rows",
            f"{measurements.BESIDE * ROWS:,} rows of which no name, value or actual "
            "stands twice (`bench/distinct.py`), in one process each after a warm-up "
            "on other rows; processor time of the call, best of "
            f"{measurements.ROUNDS} in turn. frictionless and pandera hold the same "
            "CSV to a schema of types: they say whether a cell is a number, and none "
            "of what it states.",
            ("call", "rows a second", "of frictionless"),
            measurements.beside(folder),
        ),
        Table(
            "Many projects",
            f"One call of `lint` on a document of so many projects with {ROWS} rows "
            "each, all of them distinct and with actuals, by the rules that run "
            "without being asked for; reading is not counted (it has a page of its "
            "own). Each document in a new process, best "
            f"of {measurements.ROUNDS} in turn. Growth is linear when the time of a "
            "project stays level. The last column is the most memory the process had, "
            "the document with it.",
            (
                *("projects", "rows", "findings", "time"),
                *("rows a second", "a project", "most memory"),
            ),
            measurements.growth(),
        ),
        Table(
            "One small file",
            f"Whole processes, from start to exit, best of {measurements.PROCESSES} in "
            f"turn: a table of {size:,} bytes as YAML, and for ruff and sqlfluff a "
            "Python file and a query of about that size. The others look at the "
            "notation or a schema; none reads what a value says. The last column is "
            "the time of `perftargets lint` in times of theirs.",
            ("process", "time", "perftargets in times of it"),
            measurements.whole_processes(measurements.linters(small)),
        ),
    ]


def main() -> int:
    """Print the page and keep it."""
    with tempfile.TemporaryDirectory() as name:
        text = page(machine(), tables(Path(name)), head=HEAD)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
