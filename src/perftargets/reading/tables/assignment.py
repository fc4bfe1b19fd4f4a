"""Which column holds which field: the best assignment as a whole, and its margins.

    total = Σ (1.5 × title + 0.8 × content) + bonuses of neighbours, 0.35 for no field

A field goes to one column. The better of a beam and of the greedy choice is improved
by climbing, one column or one pair of columns at a time. How much is lost when one
column is read another way is its margin: small where two readings are as good.
"""

from collections.abc import Callable, Mapping, Sequence

import attrs

OTHER = "-"
_TITLE = 1.5
_CONTENT = 0.8
_OF_OTHER = 0.35
_WIDE = 24
"""How many partial assignments the beam keeps."""

_ROUNDS = 6

_SEVERAL = frozenset({OTHER, "reason", "note"})
"""What several columns may hold."""

_LEFT_OF = {
    ("category", "subcategory"): 0.1,
    ("subcategory", "name"): 0.1,
    ("category", "name"): 0.1,
    ("name", "target"): 0.15,
    ("target", "actual"): 0.1,
    ("weight", "score"): 0.1,
    ("name", "weight"): 0.05,
    ("number", "name"): 0.05,
    ("actual", "score"): 0.05,
}
"""Pairs of fields that stand in this order in nearly every form."""

_BESIDE = {("operator", "target"): 0.12, ("target", "unit"): 0.12}
"""Pairs that stand next to each other, in either order."""


@attrs.frozen
class ColumnChoice:
    """What one column may hold.

    Attributes:
        options: the fields it may hold, each with the strength of the title, from 0.
        side: the block it belongs to; a field is taken once on each side.
        fit: how well its content fits a field.
    """

    options: Mapping[str, float]
    side: str
    fit: Callable[[str], float]

    def score(self, field: str) -> float:
        """Return what this column adds when it holds a field."""
        if field == OTHER:
            return (
                _OF_OTHER
                if OTHER not in self.options
                else (_TITLE * self.options[OTHER])
            )
        return _TITLE * self.options[field] + _CONTENT * self.fit(field)


@attrs.frozen
class Assignment:
    """The fields of the columns, each with its margin and the next best reading."""

    fields: tuple[str, ...]
    margins: tuple[float, ...]
    rivals: tuple[str, ...]


def assign(choices: Sequence[ColumnChoice]) -> Assignment:
    """Return the best assignment of fields to columns, with its margins."""
    solver = _Solver(choices)
    best = max(
        (solver.climb(start) for start in (solver.beam(), solver.greedy())),
        key=solver.total,
    )
    top = solver.total(best)
    margins: list[float] = []
    rivals: list[str] = []
    for index in range(len(choices)):
        margin, rival = 9.0, OTHER
        for field in solver.options[index]:
            if field == best[index]:
                continue
            other = solver.climb(
                solver.with_field(best, index, field), frozenset({index})
            )
            if other[index] != field:
                continue
            if top - solver.total(other) < margin:
                margin, rival = top - solver.total(other), field
        margins.append(margin)
        rivals.append(rival)
    return Assignment(best, tuple(margins), tuple(rivals))


class _Solver:
    def __init__(self, choices: Sequence[ColumnChoice]) -> None:
        self._choices = choices
        self.options = [tuple({*each.options, OTHER}) for each in choices]
        self._scores = [
            {field: each.score(field) for field in fields}
            for each, fields in zip(choices, self.options, strict=True)
        ]
        self.options = [tuple(sorted(each)) for each in self.options]

    def total(self, fields: Sequence[str]) -> float:
        """Return what an assignment is worth."""
        found = sum(
            scores[field] for scores, field in zip(self._scores, fields, strict=True)
        )
        where: dict[str, int] = {}
        for index, field in enumerate(fields):
            if field != OTHER:
                where.setdefault(field, index)
        for (left, right), bonus in _LEFT_OF.items():
            if left in where and right in where and where[left] < where[right]:
                found += bonus
        for (one, two), bonus in _BESIDE.items():
            if one in where and two in where and abs(where[one] - where[two]) == 1:
                found += bonus
        return found

    def _is_free(self, fields: Sequence[str], index: int, field: str) -> bool:
        if field in _SEVERAL:
            return True
        side = self._choices[index].side
        return not any(
            each == field and at != index and self._choices[at].side == side
            for at, each in enumerate(fields)
        )

    def greedy(self) -> tuple[str, ...]:
        """Assign each column its best field, the surest first."""
        fields = [OTHER] * len(self._choices)
        wanted = sorted(
            (
                (-score, index, field)
                for index, scores in enumerate(self._scores)
                for field, score in scores.items()
                if field != OTHER and score > scores[OTHER]
            )
        )
        for _, index, field in wanted:
            if fields[index] == OTHER and self._is_free(fields, index, field):
                fields[index] = field
        return tuple(fields)

    def beam(self) -> tuple[str, ...]:
        """Go from left to right and keep the best beginnings."""
        kept: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for index, scores in enumerate(self._scores):
            grown = [
                (total + scores[field], (*fields, field))
                for total, fields in kept
                for field in self.options[index]
                if self._is_free(fields, index, field)
            ]
            grown.sort(key=lambda each: (-each[0], each[1]))
            kept = grown[:_WIDE]
        return kept[0][1]

    def with_field(
        self, fields: Sequence[str], index: int, field: str
    ) -> tuple[str, ...]:
        """Return an assignment in which one column holds a field, no other that one."""
        changed = list(fields)
        changed[index] = field
        for at in range(len(changed)):
            if at != index and not self._is_free(changed, at, changed[at]):
                changed[at] = OTHER
        return tuple(changed)

    def climb(
        self, fields: tuple[str, ...], fixed: frozenset[int] = frozenset()
    ) -> tuple[str, ...]:
        """Change one column at a time as long as it gets better."""
        best, top = fields, self.total(fields)
        for _ in range(_ROUNDS):
            before = top
            for index in range(len(best)):
                if index in fixed:
                    continue
                for field in self.options[index]:
                    if field == best[index]:
                        continue
                    tried = self.with_field(best, index, field)
                    if any(tried[at] != best[at] for at in fixed):
                        continue
                    total = self.total(tried)
                    if total > top + 1e-9:
                        best, top = tried, total
            if top <= before + 1e-9:
                return best
        return best
