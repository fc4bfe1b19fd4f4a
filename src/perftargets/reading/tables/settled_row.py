"""A row of a flat table as its settled columns read it: texts, and where they begin."""

from collections.abc import Mapping, Sequence

import attrs

from perftargets.reading.tables.grid import FlatForm, FlatRow, Spot
from perftargets.reading.tables.values import NOTHING
from perftargets.text import Source

_NO = -1
"""The number of a column that the table has not: cells end in one more, a blank one."""


@attrs.define
class CarriedLevel:
    """A level of categories, as the rows so far leave it to those with a blank cell.

    ``spot`` is None where it stands nowhere, or not in this file or sheet.
    """

    text: str = ""
    spot: Spot | None = None
    changed: bool = False

    def begin(self, source: Source, form: FlatForm) -> None:
        """Begin with what rows that were read another way have left."""
        self.text = source.text
        self.spot = form.spot_of(source.place()) if source.text else None
        self.changed = False

    def set(self, text: str, spot: Spot | None) -> None:
        """Note what a row leaves."""
        self.text, self.spot, self.changed = text, spot, True

    def source(self, form: FlatForm) -> Source:
        """Return it as a text with its place."""
        if self.spot is None:
            return NOTHING
        return Source.at(self.text, form.place(self.spot))


class OrdinaryRow:
    """One row.

    Attributes:
        flat: the row as the reader of the format gives it.
        cells: its texts without the white space around them.
        rights: where these begin, each in its line or row.
    """

    __slots__ = ("cells", "flat", "rights")

    def __init__(self, flat: FlatRow, cells: Sequence[str], *, bare: bool) -> None:
        """Keep a row; ``bare`` where no text has white space around it."""
        self.flat: FlatRow = flat
        self.cells: Sequence[str] = cells
        self.rights: Sequence[int] = flat.rights
        if flat.form.in_characters and not bare:
            self.rights = [
                right + len(text) - len(text.lstrip()) if cell else right
                for text, cell, right in zip(
                    flat.texts, cells, flat.rights, strict=False
                )
            ]

    def spot(self, column: int) -> Spot | None:
        """Return where the text of a cell begins; None where the row is too short."""
        if not 0 <= column < len(self.rights):
            return None
        return self.flat.down, self.rights[column]

    def sources(self, columns: Mapping[str, int]) -> dict[str, Source]:
        """Return the cells of some fields as texts with their places."""
        return {key: self.flat.source(at) for key, at in columns.items()}


@attrs.frozen(kw_only=True)
class RowColumns:
    """The column of each field that a row of an indicator may have."""

    number: int = _NO
    category: int = _NO
    subcategory: int = _NO
    name: int = _NO
    target: int = _NO
    unit: int = _NO
    weight: int = _NO
    score: int = _NO
    actual: int = _NO
    expected: int = _NO
    likelihood: int = _NO
    reason: int = _NO
    note: int = _NO
    direction: int = _NO
    operator: int = _NO
    lower: int = _NO
    upper: int = _NO
