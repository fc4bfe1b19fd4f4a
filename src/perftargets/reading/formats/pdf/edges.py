"""The outer lines of tables that their makers left out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from perftargets.reading.formats.pdf.glyph import Rectangle

NEAR = 3.0
"""Within how many points two lines count as one, as pdfplumber has it."""

THIN = 7.0
"""How many points high a row is at least."""

_CLOSED = 0.5
"""Which share of a side shows that a line closes it."""

_FEWEST = 3
"""How many lines must end at one place to show where a table ends."""


def closing(
    across: Sequence[dict[str, Any]], down: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Draw the outer lines that a table leaves out, where its inner lines end."""
    added: list[dict[str, Any]] = []
    for lines, others, (low, high), (start, end) in (
        (across, down, ("x0", "x1"), ("top", "bottom")),
        (down, across, ("top", "bottom"), ("x0", "x1")),
    ):
        orientation = "v" if low == "x0" else "h"
        for side in (low, high):
            groups: dict[int, list[dict[str, Any]]] = {}
            for line in lines:
                groups.setdefault(round(line[side] / NEAR), []).append(line)
            for group in _each(groups.values(), others, (low, high), (start, end)):
                if len(group) < _FEWEST:
                    continue
                first, last = _reach(group, others, (low, high), (start, end))
                at = sum(line[side] for line in group) / len(group)
                # Inside a table lines end at merged cells, and nothing is left out.
                if any(
                    line[low] < at - NEAR
                    and line[high] > at + NEAR
                    and first - NEAR <= line[start] <= last + NEAR
                    for line in lines
                ):
                    continue
                there = [
                    other
                    for other in others
                    if abs(other[low] - at) < NEAR
                    and other[start] < last
                    and other[end] > first
                ]
                covered = sum(other[end] - other[start] for other in there)
                if covered < last - first - NEAR:
                    edge: dict[str, Any] = {low: at, high: at, start: first, end: last}
                    edge["width"] = edge["x1"] - edge["x0"]
                    edge["height"] = edge["bottom"] - edge["top"]
                    edge["orientation"] = orientation
                    edge["whole"] = not there
                    added.append(edge)
    return added


def _each(
    groups: Iterable[list[dict[str, Any]]],
    others: Sequence[dict[str, Any]],
    along: tuple[str, str],
    across: tuple[str, str],
) -> Iterator[list[dict[str, Any]]]:
    """Divide groups of lines that end at one place into those of each table.

    Between two tables no line crosses; where none crosses anywhere it is one table.
    """
    (low, high), (start, end) = along, across
    for group in groups:
        lines = sorted(group, key=lambda line: float(line[start]))
        left = min(line[low] for line in lines) - NEAR
        right = max(line[high] for line in lines) + NEAR
        near = [other for other in others if left <= other[low] <= right]
        run = lines[:1]
        for before, line in pairwise(lines):
            middle = (before[start] + line[start]) / 2
            crossed = any(other[start] < middle < other[end] for other in near)
            above = any(other[end] <= middle for other in near)
            below = any(other[start] >= middle for other in near)
            if not crossed and above and below and line[start] - before[start] > NEAR:
                yield run
                run = []
            run.append(line)
        yield run


def _reach(
    group: Sequence[dict[str, Any]],
    others: Sequence[dict[str, Any]],
    along: tuple[str, str],
    across: tuple[str, str],
) -> tuple[float, float]:
    """Return from where to where lines lie, and those that cross them reach."""
    (low, high), (start, end) = along, across
    first = min(line[start] for line in group)
    last = max(line[start] for line in group)
    left = min(line[low] for line in group) - NEAR
    right = max(line[high] for line in group) + NEAR
    crossing = [
        other
        for other in others
        if left <= other[low] <= right
        and other[start] <= last + NEAR
        and other[end] >= first - NEAR
    ]
    first = min([first, *(other[start] for other in crossing)])
    last = max([last, *(other[end] for other in crossing)])
    return first, last


def ajar(
    boxes: Sequence[Rectangle],
    across: Sequence[dict[str, Any]],
    height: float,
    side: int,
) -> frozenset[int]:
    """Return which boxes at one end of a table no line closes, where others are closed.

    A spreadsheet draws no line through a merged cell where it breaks the page.

    Args:
        boxes: the cells of the table.
        across: the horizontal lines as they are drawn.
        height: where the table begins or ends.
        side: 1 for the upper side of a box, 3 for the lower one.
    """
    lines = [each for each in across if abs(each["top"] - height) <= NEAR]
    at_end = [
        index
        for index, box in enumerate(boxes)
        if abs(box[side] - height) <= NEAR and box[3] - box[1] > NEAR
    ]
    found = {
        index
        for index in at_end
        if _covered(boxes[index], lines) < _CLOSED * (boxes[index][2] - boxes[index][0])
    }
    return frozenset(found) if len(found) < len(at_end) else frozenset()


def _covered(box: Rectangle, lines: Sequence[dict[str, Any]]) -> float:
    """Return how much of the width of a box lines cover, none of it twice."""
    at, total = box[0], 0.0
    for line in sorted(lines, key=lambda each: float(each["x0"])):
        end = min(line["x1"], box[2])
        if end > at:
            total += end - max(line["x0"], at)
            at = end
    return total
