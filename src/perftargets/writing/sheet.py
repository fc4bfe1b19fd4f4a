"""An official form as boxes on a grid, before it is a sheet or a page."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import attrs

from perftargets.reading.running_text.flow import cells

Style = Literal["title", "subtitle", "label", "text", "centre"]
"""How a box looks: labels and centred text stand in the middle, text at the left."""

LINES = 24
"""How many lines of text one row of a sheet takes; more go into further rows.

A row of a sheet is at most 409 points high.
"""


@attrs.frozen
class Box:
    """A cell with what stands in it, perhaps merged.

    Attributes:
        row: its first row, from 0.
        column: its first column, from 0.
        rows: how many rows it covers.
        columns: how many columns it covers.
        value: text, or a number as the model has it; None for a box left blank.
        style: how it looks.
    """

    row: int
    column: int
    rows: int
    columns: int
    value: str | Decimal | None
    style: Style


@attrs.frozen
class Sheet:
    """One project on one form.

    Attributes:
        name: the project's name.
        widths: the width of each column, in half-width characters.
        boxes: the boxes, row by row; together they cover the grid.
        heights: the height of each row, in lines of text.
        titles: how many rows at the top are titles, outside the ruled table.
        repeated: the row of the titles of the columns, to be printed on each page.
        landscape: whether the page lies on its side.
    """

    name: str
    widths: tuple[int, ...]
    boxes: tuple[Box, ...]
    heights: tuple[int, ...]
    titles: int
    repeated: int
    landscape: bool = False


@attrs.frozen
class Choices:
    """A list to choose from in the cells of one column.

    Attributes:
        column: the column, from 0.
        first: the first row, from 0.
        last: the last row.
        options: what there is to choose.
    """

    column: int
    first: int
    last: int
    options: tuple[str, ...]


Part = tuple[int, str | Decimal | None, Style]
"""A box of one row: how many columns it covers, its value and its style."""


class Drawing:
    """Gathers the boxes of one form from the top down."""

    def __init__(self, widths: tuple[int, ...]) -> None:
        """Begin with no rows."""
        self.widths = widths
        self.boxes: list[Box] = []
        self.row: int = 0

    def line(self, *parts: Part, start: int = 0, rows: int = 1) -> int:
        """Draw boxes side by side from column ``start``, and go below them.

        Gives the first row they cover.
        """
        top, column = self.row, start
        for columns, value, style in parts:
            self.boxes.append(Box(top, column, rows, columns, value, style))
            column += columns
        self.row += rows
        return top

    def down(self, top: int, column: int, columns: int, value: str | None) -> None:
        """Draw a label beside the rows from ``top`` to where the drawing has come."""
        self.boxes.append(Box(top, column, self.row - top, columns, value, "label"))

    def rows_for(self, *columns_and_values: tuple[int, int, str | None]) -> int:
        """Return how many rows a line needs, for its boxes' start, columns and text."""
        lines = max(
            self._lines(start, columns, value or "")
            for start, columns, value in columns_and_values
        )
        return -(-lines // LINES)

    def heights(self) -> tuple[int, ...]:
        """Return each row the lines that the text in it needs."""
        found = [1] * self.row
        for box in self.boxes:
            if box.rows == 1:
                found[box.row] = max(found[box.row], min(self._needs(box), LINES))
        for box in self.boxes:
            if box.rows > 1:
                covered = range(box.row, box.row + box.rows)
                missing = self._needs(box) - sum(found[row] for row in covered)
                for row in covered:
                    # What is missing is spread, so that no row grows out of bounds.
                    share = -(-missing // (covered.stop - row))
                    if share > 0:
                        found[row] = min(found[row] + share, LINES)
                        missing -= share
        return tuple(found)

    def sorted(self) -> tuple[Box, ...]:
        """Return the boxes row by row, each row from left to right."""
        return tuple(sorted(self.boxes, key=lambda box: (box.row, box.column)))

    def _needs(self, box: Box) -> int:
        if box.style in {"title", "subtitle"}:
            return 2
        return self._lines(box.column, box.columns, _shown(box.value))

    def _lines(self, start: int, columns: int, text: str) -> int:
        # Two characters of space go for the edges of the cell.
        width = max(sum(self.widths[start : start + columns]) - 2, 2)
        return sum(max(1, -(-cells(line) // width)) for line in text.split("\n"))


def runs(keys: list[tuple[str | None, ...]]) -> Iterator[tuple[int, int]]:
    """Return the start and length of each run of equal neighbours."""
    start = 0
    for index in range(1, len(keys) + 1):
        if index == len(keys) or keys[index] != keys[start]:
            yield start, index - start
            start = index


def _shown(value: str | Decimal | None) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value or ""
