"""The account while a file is read: every filled cell ends in exactly one sum."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import attrs

from perftargets.model.account import Account, Region
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.text import NOWHERE, Place

CellUse = Literal["used", "titles", "remarks", "skipped", "left"]


def filled(cells: Iterable[tuple[int, Cell]]) -> int:
    """Count the cells that are not blank."""
    return sum(not cell.is_blank for _, cell in cells)


@attrs.define
class Ledger:
    """Counts cells by what became of them, region by region."""

    regions: list[tuple[str, Place, Counter[str]]] = attrs.field(factory=list)

    def begin(self, grid: Grid) -> None:
        """Begin a region; parts of one sheet or table go on with it."""
        name = grid.place.sheet or ""
        if self.regions and not grid.first and self.regions[-1][0] == name:
            return
        self.regions.append((name, grid.place, Counter()))

    def add(self, kind: CellUse, count: int) -> None:
        """Count cells."""
        if count:
            self._current[kind] += count

    @property
    def _current(self) -> Counter[str]:
        if not self.regions:
            self.regions.append(("", NOWHERE, Counter()))
        return self.regions[-1][2]

    def left(self) -> int:
        """Return how many cells of the region are left."""
        return self._current["left"]

    def account(self) -> Account:
        """Return the sums."""
        return Account.of(
            Region(name=name, place=place, **dict(counted))
            for name, place, counted in self.regions
        )
