"""Tables laid out another way, made into ones that are read row by row.

Two projects may stand side by side on one sheet, each with its own 项目名称 and its own
titles; and indicators may stand in columns, their titles down the left side.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import guessed
from perftargets.reading.tables.columns import find
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.titles import Titles, normal
from perftargets.text import Place

_MOST_ROWS = 200
"""How far down a table is searched; a layout shows in its first rows."""

_MOST_SIDES = 8
_TITLE_COLUMNS = 3
"""In how many columns from the left the titles of indicators may stand."""

_OF_INDICATOR = frozenset(
    {"number", "category", "subcategory", "name", "content", "operator", "target"}
    | {"lower", "upper", "long_term_target", "unit", "weight", "direction", "actual"}
    | {"expected", "likelihood", "score", "reason", "note"}
)
_VALUES = frozenset({"target", "actual", "long_term_target"})

CellRow = tuple[Cell | None, ...]


def cuts(grid: Grid, titles: Titles) -> tuple[int, ...]:
    """Return the columns at which further projects begin beside the first.

    Each side must name a project of its own and have titles of its own below the name;
    anything less is one table.
    """
    for row in range(min(len(grid.rows), _MOST_ROWS)):
        columns, names = _titled(grid, row, titles) or _named(grid, row, titles)
        if not 1 < len(columns) <= _MOST_SIDES or len(set(names)) < len(columns):
            continue
        found = tuple(columns[1:])
        if all(_has_titles(side, titles) for side in parted(grid, found)):
            return found
    return ()


def _titled(grid: Grid, row: int, titles: Titles) -> tuple[list[int], list[str]] | None:
    """Find titles of columns that ask for a project twice, with the first names."""
    columns = [
        column
        for column, cell in grid.starts(row)
        if titles.column(cell.text) == "project"
    ]
    below = row + 1
    if len(columns) < 2 or below >= len(grid.rows):  # noqa: PLR2004 - two tables
        return None
    if find(grid, row, titles) is None:
        return None
    names = [grid.at(below, column) for column in columns]
    if any(name is None or name.is_blank for name in names):
        return None
    return columns, [normal(name.text) for name in names if name is not None]


def _named(grid: Grid, row: int, titles: Titles) -> tuple[list[int], list[str]]:
    """Find the cells of a row that say 项目名称, and the names beside them."""
    columns: list[int] = []
    names: list[str] = []
    waiting = False
    for column, cell in grid.starts(row):
        if cell.is_blank:
            continue
        head, mark, rest = cell.text.replace("：", ":").partition(":")
        if titles.label(head) == "name":
            columns.append(column)
            waiting = not (mark and rest.strip())
            if not waiting:
                names.append(normal(rest))
        elif waiting:
            names.append(normal(cell.text))
            waiting = False
    return columns, names


def _has_titles(grid: Grid, titles: Titles) -> bool:
    rows = range(min(len(grid.rows), _MOST_ROWS))
    return any(
        found is not None and "name" in found.fields
        for found in (find(grid, row, titles) for row in rows)
    )


def parted(grid: Grid, columns: Sequence[int]) -> Iterator[Grid]:
    """Cut a table at columns; a cell that reaches over a cut stays on the left."""
    bounds = [0, *columns, max(grid.width, columns[-1] + 1)]
    for side, (left, right) in enumerate(pairwise(bounds)):
        yield Grid(
            rows=tuple(_clipped(row, left, right) for row in grid.rows),
            heading=() if side else grid.heading,
            trailing=grid.trailing if right == bounds[-1] else (),
            place=grid.place,
            findings=() if side else grid.findings,
            first=grid.first,
        )


def _clipped(row: CellRow, left: int, right: int) -> CellRow:
    return tuple(
        attrs.evolve(cell, column_span=min(cell.column_span, right - column))
        if cell is not None
        else None
        for column, cell in enumerate(row[left:right], start=left)
    )


def upright(grid: Grid, titles: Titles) -> tuple[Grid, ...]:
    """Convert indicators that stand in columns into rows, which is told as a guess.

    Gives the rows above, the turned ones and the rows below as tables of their own;
    nothing where the table has titles above rows, or none at all.
    """
    if _has_titles(grid, titles):
        return ()
    for column in range(_TITLE_COLUMNS):
        run = _run(grid, column, titles)
        if run is not None:
            top, bottom = run
            return (
                attrs.evolve(grid, rows=grid.rows[:top], trailing=()),
                _turned(grid, top, bottom, column),
                Grid(
                    rows=grid.rows[bottom:],
                    trailing=grid.trailing,
                    place=grid.place,
                ),
            )
    return ()


def _run(grid: Grid, column: int, titles: Titles) -> tuple[int, int] | None:
    """Find rows below each other that begin with titles of an indicator."""
    fields: set[str] = set()
    top = 0
    last = min(len(grid.rows), _MOST_ROWS)
    for row in range(last + 1):
        cell = grid.at(row, column) if row < last else None
        field = titles.column(cell.text) if cell is not None else None
        if field in _OF_INDICATOR and field not in fields:
            fields.add(field)
            continue
        if "name" in fields and fields & _VALUES and len(fields) > 2:  # noqa: PLR2004 - two titles are a label and its neighbour
            return top, row
        fields, top = set(), row + 1
    return None


def _turned(grid: Grid, top: int, bottom: int, left: int) -> Grid:
    rows = [row[left:] for row in grid.rows[top:bottom]]
    width = max(len(row) for row in rows)
    turned = tuple(
        tuple(
            attrs.evolve(
                cell,
                row_span=cell.column_span,
                column_span=min(cell.row_span, bottom - top - across),
            )
            if cell is not None
            else None
            for across, cell in enumerate(
                row[column] if column < len(row) else None for row in rows
            )
        )
        for column in range(width)
    )
    place = next(
        (cell.source.place() for cell in turned[0] if cell is not None), grid.place
    )
    return Grid(rows=turned, place=grid.place, findings=(_told(place),))


def _told(place: Place) -> Finding:
    return guessed(
        "指标按列排列（栏目名称在左侧），转成按行读取",
        "the indicators stand in columns, their titles on the left; they were turned "
        "into rows",
        place,
    )
