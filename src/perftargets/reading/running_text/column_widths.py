"""The widths of the columns, as the lines of the cells show them.

All lines of a cell but the last fill its column, and a column is equally wide all the
way down. A cell of several lines therefore tells how wide its column can be, and the
cells of one column have to agree. How wide a character is printed is not known: a
figure or a quotation mark takes half the width of 字 in one table and all of it in
another, so there are several ways to measure and one fits the whole table best.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import attrs

_WIDEST = 240
"""Half-widths beyond which columns are not told apart."""

_VOTE = 2.0
_MOST_LOST = 5.0
"""What a cell loses for each project whose cell it contradicts, and at most."""

_UNIT = re.compile(
    r"[（(“‘《〈「【]*(?:[A-Za-z0-9０-９.%％,/+-]+|.)[，。、；：！？,;:）)”’》〉」】]*"
)
"""What a line break does not tear apart."""

_HANGING = "，。、；：！？,;:）)”’》〉」】"


def _all_full(_: str) -> int:
    return 2


def _quotes_half(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _quotes_full(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


WidthOf = Callable[[str], int]
"""The width of a character in half-widths."""

MEASURES: tuple[WidthOf, ...] = (_quotes_full, _quotes_half, _all_full)


@attrs.frozen
class WidthRange:
    """How wide a column can be, in half-widths.

    Attributes:
        low: the width of the widest line; the column is not narrower.
        high: the least width at which a line would have taken in more of the next.
    """

    low: int = 0
    high: int = _WIDEST

    @property
    def possible(self) -> bool:
        """Whether any width is left: whether the lines can be lines of one cell."""
        return self.low < self.high


@attrs.frozen
class CellLine:
    """One line of a cell.

    Attributes:
        text: what stands in it.
        alone: whether no other cell stands in the line, so that its width counts.
    """

    text: str
    alone: bool


def range_of(lines: Sequence[CellLine], measure: WidthOf, breaks: int) -> WidthRange:
    """Return how wide the column of a cell can be by its lines.

    Args:
        lines: the lines of the cell, in order.
        measure: how wide characters are.
        breaks: how many of the breaks, from the first, are due to the width; a
            goal may have paragraphs.
    """
    low, high = 0, _WIDEST
    for index, line in enumerate(lines):
        if not line.alone:
            continue
        size = _size(line.text, measure)
        # A closing mark may hang over the edge of its column.
        inside = _size(line.text.rstrip(_HANGING), measure)
        low = max(low, min(inside, _WIDEST - 1))
        if index < breaks and index + 1 < len(lines):
            unit = _UNIT.match(lines[index + 1].text)
            if unit is not None:
                high = min(high, size + _size(unit[0], measure))
    return WidthRange(low, high)


def _size(text: str, measure: WidthOf) -> int:
    # A longer line is as wide as any column; measuring it costs its length.
    return sum(map(measure, text[:_WIDEST]))


class Votes:
    """How many cells of a column agree with each width."""

    def __init__(self) -> None:
        self._counts = [0] * _WIDEST
        self._best: int | None = None

    def add(self, cell: WidthRange, by: int = 1) -> None:
        """Count a cell, or with ``by=-1`` count it no longer."""
        if not cell.possible:
            return
        self._best = None
        counts = self._counts
        counts[cell.low : cell.high] = [
            count + by for count in counts[cell.low : cell.high]
        ]

    def loss(self, cell: WidthRange) -> float:
        """Weigh by how much a cell contradicts the others."""
        if self._best is None:
            self._best = max(self._counts)
        if not self._best:
            return 0.0
        against = self._best - max(self._counts[cell.low : cell.high])
        return min(_MOST_LOST, _VOTE * against)


ColumnVotes = Mapping[str, Votes]
"""The votes by the name of the column."""
