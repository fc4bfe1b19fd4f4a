"""Measure, print the tables, and write ``docs/reference/performance-files.md``."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench import distinct
from bench.clock import ROOT
from bench.files import measurements
from bench.files.programs import ROUNDS
from bench.files.sizes import (
    FILES,
    PAGES,
    ROWS,
    ROWS_OF_FILE,
    ROWS_OF_PAGE,
)
from bench.machine import machine
from bench.page import Table, page

PAGE = ROOT / "docs" / "reference" / "performance-files.md"
COLUMNS = ("process", "processor time", "rows a second", "times", "most memory")

HEAD = f"""\
# Performance of reading files

Written by `make bench-files`, from one run; nothing on this page is typed by hand.
Compare ratios between machines, not times. Each row is a whole process from its start
to its exit: its processor time, and the most memory it had (`ru_maxrss`). The best of
{ROUNDS} runs in turn stands here.

The bare library goes through the same cells and counts the rows. perftargets also says
what each value means, which field it belongs to and where it stands; all have to find
the same number of rows.
"""


def tables(folder: Path) -> list[Table]:
    """Measure all, one after the other."""
    width = len(distinct.TITLES)
    of_pdf = PAGES * ROWS_OF_PAGE
    return [
        Table(
            f"CSV of {ROWS:,} rows",
            f"{width} columns, {distinct.PROJECTS:,} projects; no name, value or "
            "actual stands twice.",
            COLUMNS,
            measurements.reading(folder / "table.csv", ROWS),
        ),
        Table(
            f"XLSX of {ROWS:,} rows",
            "The same table on one sheet, written by xlsxwriter.",
            COLUMNS,
            measurements.reading(folder / "table.xlsx", ROWS),
        ),
        Table(
            f"PDF of {PAGES} pages",
            f"A ruled table with its titles on each page, {of_pdf:,} rows in all.",
            COLUMNS,
            measurements.reading(folder / "table.pdf", of_pdf),
        ),
        Table(
            "Many files",
            f"`perftargets convert FOLDER --to json` on folders of {FILES[0]} to "
            f"{FILES[-1]} workbooks of {ROWS_OF_FILE} rows, one run each. Memory does "
            "not grow with the number of files when the last column stays level.",
            ("files", "written", "processor time", "a file", "most memory"),
            measurements.growth(folder),
        ),
    ]


def main() -> int:
    """Print the page and keep it."""
    with tempfile.TemporaryDirectory() as name:
        # A process begins with the memory of the one that starts it: this one is small.
        making = [sys.executable, "-m", "bench.files.making", name]
        subprocess.run(making, cwd=ROOT, check=True)
        text = page(machine(), tables(Path(name)), head=HEAD)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
