"""The cells between the lines of a page, and the tables that they make.

pdfplumber finds the same (a law holds the two to each other), but compares each
crossing of lines with every other one: some hundred lines on one page take minutes.
Here a crossing looks along its own lines alone, and how often it may is bounded.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perftargets.reading.formats.pdf.budget import LimitError
from perftargets.reading.formats.pdf.glyph import Rectangle

LOOKS = 4_000_000
"""How often crossings of one page are looked at beside each other."""

_Crossing = tuple[float, float]
_Edge = Mapping[str, Any]


def cells_between(
    crossings: Mapping[_Crossing, Mapping[str, Sequence[_Edge]]],
) -> list[Rectangle]:
    """Return the smallest cell that begins at each crossing, from left to right.

    Args:
        crossings: where lines cross, as pdfplumber gives it: left and top, with the
            lines down (``v``) and across (``h``) that meet there.

    Raises:
        LimitError: the lines make no table, and hold more crossings than are tried.
    """
    points = sorted(crossings)
    down = {point: _lines(crossings[point]["v"]) for point in points}
    across = {point: _lines(crossings[point]["h"]) for point in points}
    columns: dict[float, list[_Crossing]] = {}
    rows: dict[float, list[_Crossing]] = {}
    places: dict[_Crossing, tuple[int, int]] = {}
    for point in points:
        column, row = columns.setdefault(point[0], []), rows.setdefault(point[1], [])
        column.append(point)
        row.append(point)
        places[point] = len(column), len(row)
    looks = 0
    found: list[Rectangle] = []
    for point in points:
        below, right = places[point]
        cell = None
        for under in columns[point[0]][below:]:
            looks += 1
            if down[point].isdisjoint(down[under]):
                continue
            for beside in rows[point[1]][right:]:
                looks += 1
                corner = beside[0], under[1]
                if (
                    corner in crossings
                    and not across[point].isdisjoint(across[beside])
                    and not down[corner].isdisjoint(down[beside])
                    and not across[corner].isdisjoint(across[under])
                ):
                    cell = (*point, *corner)
                    break
            if cell is not None or looks > LOOKS:
                break
        if looks > LOOKS:
            raise LimitError(
                zh="一页的表格线过于杂乱，像是图案，无法认出表格",
                en="the lines of a page are too tangled for a table, as of a pattern",
            )
        if cell is not None:
            found.append(cell)
    return found


def _lines(edges: Sequence[_Edge]) -> frozenset[tuple[float, ...]]:
    return frozenset(
        (edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges
    )


def tables_of(cells: Sequence[Rectangle]) -> list[list[Rectangle]]:
    """Group cells that meet at a corner, from top to bottom; no table is one cell."""
    tables = [
        [cells[index] for index in group] for group in _groups(cells) if len(group) > 1
    ]
    return sorted(tables, key=lambda table: min((cell[1], cell[0]) for cell in table))


def _groups(cells: Sequence[Rectangle]) -> Iterator[list[int]]:
    """Yield the numbers of cells that hang together, as passes over all would do.

    A pass adds each cell that meets one before it, or one of an earlier pass; another
    one follows until none is added.
    """
    at_corner: dict[_Crossing, list[int]] = {}
    for index, cell in enumerate(cells):
        for corner in _corners(cell):
            at_corner.setdefault(corner, []).append(index)
    passes: dict[int, int] = {}
    for first in range(len(cells)):
        if first in passes:
            continue
        known = {first: 0}
        waiting = deque([first])
        while waiting:
            index = waiting.popleft()
            turn = known[index]
            if passes.get(index, turn + 1) <= turn:
                continue
            passes[index] = turn
            for corner in _corners(cells[index]):
                for other in at_corner[corner]:
                    later = turn + (other < index)
                    if known.get(other, later + 1) > later:
                        known[other] = later
                        (waiting.append if other < index else waiting.appendleft)(other)
        yield sorted(known, key=lambda index: (known[index], index))


def _corners(cell: Rectangle) -> tuple[_Crossing, ...]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
