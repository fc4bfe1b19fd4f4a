"""Measure, print the tables, and write ``docs/reference/performance-scale.md``."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.clock import ROOT
from bench.machine import machine
from bench.page import page
from bench.scale import measurements
from bench.scale.tables import HEAD, Measured, tables

PAGE = ROOT / "docs" / "reference" / "performance-scale.md"
SIZES = (100_000, 1_000_000, 10_000_000)


def measured(folder: Path, sizes: Sequence[int]) -> Measured:
    """Measure all, one after the other."""
    files = measurements.make(folder, sizes)
    start = measurements.Kept(folder / "runs.jsonl")
    compared = max(
        (size for size in sizes if size <= measurements.WHOLE), default=min(sizes)
    )
    return Measured(
        sizes=tuple(sizes),
        bytes_read={size: path.stat().st_size for size, path in files.items()},
        reading=measurements.costs("parse", measurements.READERS, files, start=start),
        bare=measurements.costs(
            "expression",
            [name for name in measurements.READERS if name != "cached"],
            files,
            start=start,
        ),
        checking=measurements.costs("check", measurements.CHECKERS, files, start=start),
        compared=compared,
        agreement=measurements.agreement(
            measurements.CHECKERS, files[compared], start=start
        ),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the page and keep it."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale")
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument(
        "--folder",
        type=Path,
        help="keep tables and runs here, and go on with those that are there",
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        found = measured(given.folder or Path(name), sorted(given.rows))
    text = page(machine(), tables(found), head=HEAD)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
