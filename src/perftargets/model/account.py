"""What became of each piece of a file: used, understood, known to say nothing, left."""

from collections.abc import Iterable

import attrs

from perftargets._values import Value
from perftargets.text import Place


@attrs.frozen(kw_only=True, repr=False)
class Region(Value):
    """One table, sheet or page of a file, and how its filled cells were accounted for.

    Each cell that is not blank, and each line above or below a table, counts once.

    Attributes:
        name: the sheet or table as places name it; empty where the file has one.
        used: values of a field.
        titles: titles of columns and labels that were understood.
        remarks: what is known to be none of the table: year, unit, page number.
        skipped: rows that say nothing of their own: column numbers, fillers, sums.
        left: what no field takes; told by findings.
        place: where the region begins.
    """

    name: str = ""
    used: int = 0
    titles: int = 0
    remarks: int = 0
    skipped: int = 0
    left: int = 0
    place: Place | None = attrs.field(default=None, eq=False)

    @property
    def cells(self) -> int:
        """All filled cells of the region."""
        return self.used + self.titles + self.remarks + self.skipped + self.left


@attrs.frozen(repr=False)
class Account(Value):
    """The account of a file: the sums of its regions, in order."""

    regions: tuple[Region, ...] = ()

    @property
    def used(self) -> int:
        """Cells that became values of a field."""
        return sum(each.used for each in self.regions)

    @property
    def titles(self) -> int:
        """Titles and labels that were understood."""
        return sum(each.titles for each in self.regions)

    @property
    def remarks(self) -> int:
        """Cells that are known to be none of the table."""
        return sum(each.remarks for each in self.regions)

    @property
    def skipped(self) -> int:
        """Cells of rows that say nothing of their own."""
        return sum(each.skipped for each in self.regions)

    @property
    def left(self) -> int:
        """Cells that no field takes; findings tell them."""
        return sum(each.left for each in self.regions)

    @property
    def cells(self) -> int:
        """All filled cells of the file."""
        return sum(each.cells for each in self.regions)

    @classmethod
    def of(cls, regions: Iterable[Region]) -> "Account":
        """Make an account; regions without a cell are left out."""
        return cls(tuple(each for each in regions if each.cells))
