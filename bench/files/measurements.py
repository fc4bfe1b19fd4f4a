"""What is measured of files, as rows of tables."""

from pathlib import Path

from bench.files import sizes
from bench.files.programs import best, contenders, convert, cost, rows_of
from bench.page import Row

MEGABYTE = 1024 * 1024


def reading(path: Path, wanted: int) -> list[Row]:
    """Time each reader of one file; all of them must find the rows that are wanted.

    Raises:
        ValueError: one found another number of rows.
    """
    goal = path.with_suffix(".json")
    found = best(contenders(path, goal))
    bare = next(iter(found.values()))
    lines: list[Row] = []
    for name, one in found.items():
        rows = rows_of(one, goal)
        if rows != wanted:
            message = f"{name} found {rows} rows of {path.name}, not {wanted}"
            raise ValueError(message)
        lines.append(
            (
                name,
                f"{one.seconds:.1f} s",
                f"{wanted / one.seconds:,.0f}",
                f"{one.seconds / bare.seconds:.1f}",
                f"{one.memory / MEGABYTE:.0f} MB",
            )
        )
    return lines


def growth(folder: Path) -> list[Row]:
    """Measure the memory of ``convert`` on folders of ever more files."""
    lines: list[Row] = []
    for count in sizes.FILES:
        inner = folder / sizes.folder_of(count)
        one = cost(convert(inner, folder / f"out-{count}"))
        written = len(list((folder / f"out-{count}").glob("*.json")))
        lines.append(
            (
                f"{count}",
                f"{written}",
                f"{one.seconds:.1f} s",
                f"{1000 * one.seconds / count:.0f} ms",
                f"{one.memory / MEGABYTE:.0f} MB",
            )
        )
    return lines
