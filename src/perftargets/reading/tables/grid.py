"""Tables as every format gives them: a grid of cells, merged ones covering others."""

import re
from collections.abc import Iterable, Iterator

import attrs

from perftargets.findings import Finding
from perftargets.text import NOWHERE, Place, Source

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Characters that print nothing: joiners, marks of direction, soft hyphens."""


def in_sight(source: Source) -> Source:
    """Drop the characters that print nothing; what is left keeps its places."""
    if source.text.isascii() or _UNSEEN.search(source.text) is None:
        return source
    starts = [0, *(found.end() for found in _UNSEEN.finditer(source.text))]
    ends = [found.start() for found in _UNSEEN.finditer(source.text)]
    return Source.join(
        source[start:end]
        for start, end in zip(starts, [*ends, len(source.text)], strict=True)
    )


@attrs.frozen
class Cell:
    """One cell: its text with its place, and how far it is merged.

    Attributes:
        source: the text as shown; empty for an empty cell. Line breaks inside it stay.
        row_span: how many rows it covers, itself counted.
        column_span: how many columns it covers, itself counted.
    """

    source: Source = attrs.field(converter=in_sight)
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The text without white space around it."""
        return self.source.text.strip()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.source.text.strip()


_Beginning = tuple[tuple[int, Cell], ...]
"""Cells that begin in one row, with their columns."""

_ROWS_KEPT = 4
"""A row is looked at many times in a stretch, and seldom again."""


def _remember(known: dict[int, _Beginning], row: int, found: _Beginning) -> None:
    if len(known) >= _ROWS_KEPT:
        known.clear()
    known[row] = found


def _all_in_sight(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(map(in_sight, sources))


@attrs.frozen(kw_only=True)
class Grid:
    """One table of a file: a sheet, a table of a document, a table on a page.

    A large table may be given as several grids after each other, and so is one that is
    broken across pages: a grid without column titles of its own continues the one
    before it.

    Attributes:
        rows: the cells; None at a position that a merged cell covers. Rows may differ
            in length.
        heading: paragraphs above the table that belong to it: title, year, unit.
        trailing: paragraphs below the table: notes, signatures.
        place: where the table begins.
        findings: what was noticed while its cells were read.
        first: whether it begins a sheet or stands by itself; False where the reader
            knows that it continues the grid before it.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    heading: tuple[Source, ...] = attrs.field(default=(), converter=_all_in_sight)
    trailing: tuple[Source, ...] = attrs.field(default=(), converter=_all_in_sight)
    place: Place = NOWHERE
    findings: tuple[Finding, ...] = ()
    first: bool = True
    _covered: dict[tuple[int, int], tuple[int, int]] = attrs.field(
        init=False, eq=False, repr=False
    )
    _started: dict[int, _Beginning] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _filled: dict[int, _Beginning] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    @_covered.default
    def _cover(self) -> dict[tuple[int, int], tuple[int, int]]:
        height = len(self.rows)
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for top, row in enumerate(self.rows):
            for left, cell in enumerate(row):
                if cell is None or (cell.row_span == 1 and cell.column_span == 1):
                    continue
                # A span may claim more than the table has.
                for down in range(top, min(top + cell.row_span, height)):
                    across = min(left + cell.column_span, len(self.rows[down]))
                    for column in range(left, across):
                        covered.setdefault((down, column), (top, left))
        return covered

    @property
    def width(self) -> int:
        """The length of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the position of the cell that covers a position, or the position."""
        here = (row, column)
        return self._covered.get(here, here) if self._covered else here

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position; None where the table has none."""
        down, across = self.origin(row, column)
        if not 0 <= down < len(self.rows) or not 0 <= across < len(self.rows[down]):
            return None
        return self.rows[down][across]

    def starts(self, row: int) -> _Beginning:
        """Return the cells that begin in a row, with their columns."""
        found = self._started.get(row)
        if found is None:
            covered = self._covered
            found = tuple(
                (column, cell)
                for column, cell in enumerate(self.rows[row])
                if cell is not None
                and (not covered or self.origin(row, column) == (row, column))
            )
            _remember(self._started, row, found)
        return found

    def filled(self, row: int) -> _Beginning:
        """Return the cells that begin in a row and are not blank."""
        found = self._filled.get(row)
        if found is None:
            found = tuple(each for each in self.starts(row) if not each[1].is_blank)
            _remember(self._filled, row, found)
        return found

    def across(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Yield the cells that a row shows, those merged from above included.

        Each cell comes once, with the first column of this row that it covers.
        """
        before: tuple[int, int] | None = None
        for column in range(len(self.rows[row])):
            origin = self.origin(row, column)
            cell = self.at(row, column)
            if cell is not None and origin != before:
                yield column, cell
            before = origin
