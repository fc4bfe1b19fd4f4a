"""The outer lines of tables that their makers left out."""

from collections.abc import Sequence
from typing import Any

NEAR = 3.0
"""Within how many points two lines count as one, as pdfplumber has it."""

THIN = 7.0
"""How many points high a row is at least."""

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
            for group in groups.values():
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


def _reach(
    group: Sequence[dict[str, Any]],
    others: Sequence[dict[str, Any]],
    along: tuple[str, str],
    across: tuple[str, str],
) -> tuple[float, float]:
    """Tell from where to where lines lie, and those that cross them reach."""
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
