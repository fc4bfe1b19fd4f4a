"""Rows of sums among the rows of indicators: 小计, 合计, 总分."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import unplaced
from perftargets.reading.tables import titles
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.grid import Cell
from perftargets.reading.tables.values import is_nothing, points
from perftargets.text import Source, fold

_BEHIND = ":)]*☆★ \t\n\r"


def kind_of_sum(text: str) -> str | None:
    """Return whether a cell begins a row of sums, ``total`` or ``subtotal``."""
    if fold(text[-1:]) not in _ends():
        return None
    title = titles.bare(text)
    for kind in ("total", "subtotal"):
        if title in titles.words("rows", kind):
            return kind
    if title.endswith(tuple(titles.words("rows", "sum_endings"))):
        return "subtotal"
    return None


@cache
def _ends() -> frozenset[str]:
    """Return what the words for sums end in, and what a title may have behind them.

    Most rows begin with another text, and this is all that is looked at.
    """
    words = (
        *titles.words("rows", "total"),
        *titles.words("rows", "subtotal"),
        *titles.words("rows", "sum_endings"),
    )
    last = {form[-1] for word in words for form in (word, word.upper())}
    return frozenset(last | set(_BEHIND))


@attrs.define
class LevelPoints:
    """The points printed beside a second level, held to the rows below it.

    A sum that adds up says nothing that the rows do not say; any other is a finding.
    """

    stated: Decimal | None = None
    source: Source = attrs.field(factory=lambda: Source(""))
    counted: Decimal = Decimal(0)

    def begin(self, number: Decimal, source: Source) -> list[Finding]:
        """Begin another second level with its points; report the one before."""
        found = self.close()
        self.stated, self.source, self.counted = number, source, Decimal(0)
        return found

    def count(self, weight: Decimal | None) -> None:
        """Add the points of one row."""
        self.counted += weight or 0

    def close(self) -> list[Finding]:
        """Report points that are not the sum of the rows."""
        if self.stated is None or self.stated == self.counted:
            return []
        return [unplaced(self.source.text.strip(), self.source.place())]


@attrs.define
class RunningSums:
    """The points of the rows so far, to compare a row of sums with.

    A sum that adds up says nothing that the rows do not say; any other one is a
    finding, except the total score, which a project has a field for.
    """

    weights: Decimal = Decimal(0)
    scores: Decimal = Decimal(0)
    all_weights: Decimal = Decimal(0)

    def count(self, weight: Decimal | None, score: Decimal | None) -> None:
        """Add the points of one row."""
        self.weights += weight or 0
        self.all_weights += weight or 0
        self.scores += score or 0

    def read(
        self,
        first: Cell,
        cells: Sequence[tuple[str, Cell]],
        *,
        draft: Draft,
        findings: list[Finding],
    ) -> None:
        """Read a row of sums.

        Args:
            first: the cell that says what the row is.
            cells: the other cells, each with the field of its column or nothing.
            draft: the project whose rows are summed.
            findings: where to report a sum that does not add up.
        """
        kind = kind_of_sum(first.text)
        for field, cell in cells:
            number = points(cell.text)
            if kind == "total" and field == "score" and number is not None:
                draft.total = number
                draft.places["total"] = cell.source.place()
            elif number not in self._known(kind, field, draft):
                if is_nothing(cell.text):
                    continue
                place = attrs.evolve(cell.source.place(), project=draft.name or None)
                said = f"{first.text}：{cell.text}"
                findings.append(unplaced(said, place))
        if kind == "subtotal":
            self.weights = self.scores = Decimal(0)

    def _known(self, kind: str | None, field: str, draft: Draft) -> frozenset[Decimal]:
        """Return the sums that a cell may state without saying anything new."""
        match kind, field:
            case "total", "weight":
                lines = draft.amounts.values()
                # The points for spending the budget stand with the money.
                money = sum((line.get("weight") or 0 for line in lines), Decimal(0))
                return frozenset({self.all_weights, self.all_weights + money})
            case "subtotal", "weight":
                return frozenset({self.weights})
            case "subtotal", "score":
                return frozenset({self.scores})
        return frozenset()


def with_score(cells: list[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    """Read the last number as the score: sums do not always stand below its title.

    One below the title of the weights is theirs: a form not yet filled in has no other.
    """
    numbers = [
        cell
        for field, cell in cells
        if field != "weight" and points(cell.text) is not None
    ]
    if not numbers or any(field == "score" for field, _ in cells):
        return cells
    return [("score" if cell is numbers[-1] else field, cell) for field, cell in cells]
