"""Tables as every format gives them: a grid of cells, merged ones covering others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, overload

import attrs

from perftargets.findings import Finding
from perftargets.text import NOWHERE, Place, Source

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Characters that print nothing: joiners, marks of direction, soft hyphens."""


def is_in_sight(text: str) -> bool:
    """Return whether every character of a text prints something, or is white space."""
    return text.isascii() or _UNSEEN.search(text) is None


def in_sight(source: Source) -> Source:
    """Drop the characters that print nothing; what is left keeps its places."""
    if is_in_sight(source.text):
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


CellRow = tuple[Cell | None, ...]
"""The cells of one row; None where a merged cell covers the position."""

Spot = tuple[int, int]
"""Where something stands: line and column of a text, row and column of a sheet."""


class FlatForm(Protocol):
    """What the flat rows of one text or sheet have in common."""

    @property
    def in_characters(self) -> bool:
        """Whether a place points at a character of a cell, and not at the cell."""

    def cell(self, text: str, spot: Spot) -> Cell:
        """Make a cell as it is made where no row is kept as text."""

    def place(
        self, spot: Spot, project: str | None = None, indicator: str | None = None
    ) -> Place:
        """Return the place of a spot, in a project and a row."""

    def spot_of(self, place: Place) -> Spot | None:
        """Return the spot of a place; None for one of another file, sheet or kind."""


@attrs.define
class FlatRow:
    """A row kept as text: no cell is merged, has a second line or unseen characters.

    Most rows of a long table are read so (``settled``), and never become cells.

    Attributes:
        texts: the texts as shown, with the white space around them.
        down: the line of the text or the row of the sheet.
        rights: where each cell begins: the column of its first character, or its own.
        form: the text or sheet.
    """

    texts: Sequence[str]
    down: int
    rights: Sequence[int]
    form: FlatForm

    def cells(self) -> CellRow:
        """Return the cells."""
        down, form = self.down, self.form
        return tuple(
            form.cell(text, (down, right))
            for text, right in zip(self.texts, self.rights, strict=False)
        )

    def source(self, column: int) -> Source:
        """Return the text of a cell, white space around it set aside."""
        text = self.texts[column] if 0 <= column < len(self.texts) else ""
        bare = text.strip()
        if not bare:
            return NO_TEXT
        right = self.rights[column]
        if self.form.in_characters:
            right += len(text) - len(text.lstrip())
        return Source.at(bare, self.form.place((self.down, right)))


NO_TEXT = Source("")
"""What stands in a blank cell."""

_MADE = 256
"""So many flat rows are kept as cells: titles are held to the 60 rows below them."""


class FlatRows(Sequence[CellRow]):
    """The rows of a grid of which some are flat: those become cells when asked for."""

    __slots__ = ("_made", "_rows")

    def __init__(self, rows: Sequence[FlatRow | CellRow]) -> None:
        """Keep the rows."""
        self._rows = rows
        self._made: dict[int, CellRow] = {}

    def flat(self, index: int) -> FlatRow | None:
        """Return a row as text; None where it was given as cells."""
        row = self._rows[index]
        return None if isinstance(row, tuple) else row

    def widths(self) -> Iterator[int]:
        """Yield the length of each row."""
        for row in self._rows:
            yield len(row if isinstance(row, tuple) else row.texts)

    def given(self) -> Iterator[tuple[int, CellRow]]:
        """Yield the rows that were given as cells, with their numbers."""
        for index, row in enumerate(self._rows):
            if isinstance(row, tuple):
                yield index, row

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    @overload
    def __getitem__(self, key: int) -> CellRow: ...
    @overload
    def __getitem__(self, key: slice) -> "FlatRows": ...
    def __getitem__(self, key: int | slice) -> "CellRow | FlatRows":
        """Return one row as cells, or a stretch of the rows."""
        if isinstance(key, slice):
            return FlatRows(self._rows[key])
        row = self._rows[key]
        if isinstance(row, tuple):
            return row
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _MADE:
                self._made.clear()
            made = self._made[key] = row.cells()
        return made


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

    rows: Sequence[CellRow]
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
        widths = tuple(self._widths())
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        rows = self.rows
        # No cell of a flat row is merged.
        given = rows.given() if isinstance(rows, FlatRows) else enumerate(rows)
        for top, row in given:
            for left, cell in enumerate(row):
                if cell is None or (cell.row_span == 1 and cell.column_span == 1):
                    continue
                # A span may claim more than the table has.
                for down in range(top, min(top + cell.row_span, len(widths))):
                    across = min(left + cell.column_span, widths[down])
                    for column in range(left, across):
                        covered.setdefault((down, column), (top, left))
        return covered

    @property
    def width(self) -> int:
        """The length of the longest row."""
        return max(self._widths(), default=0)

    def _widths(self) -> Iterator[int]:
        rows = self.rows
        return rows.widths() if isinstance(rows, FlatRows) else map(len, rows)

    def flat(self, row: int) -> FlatRow | None:
        """Return a row as text; None where it holds more than text."""
        return self.rows.flat(row) if isinstance(self.rows, FlatRows) else None

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
