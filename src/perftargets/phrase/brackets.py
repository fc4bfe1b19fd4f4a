"""Brackets: a second target behind the value, a definition before it, or a remark.

What stands in brackets behind a value is a target where, read alone, it is a clean
comparison, range or deadline with an operator of its own: 培训10期（合格率≥95%）.
Where it bounds an age, a size or a grade, or repeats the value, it is a remark
(``aside``), which only the text can tell.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from perftargets.phrase.clauses import DATES, Bracket, Clause, clauses
from perftargets.phrase.constituents import Chain, Constituent, Loose, Word
from perftargets.phrase.operators import POSTFIX, STRONG, WEAK
from perftargets.phrase.plan import PlanItem, Trouble
from perftargets.phrase.view import View, is_word

DEEPEST = 3
"""Brackets within brackets that are read; what lies deeper is reported."""

_TARGETS = frozenset({"comparison", "range", "deadline", "period", "zero"})

_STATING = frozenset({*STRONG, *WEAK, *POSTFIX})

ReadClause = Callable[[Clause], Iterable[PlanItem]]
"""Reads the items of one clause."""


def beside(
    view: View, item: PlanItem, read: ReadClause, depth: int
) -> Iterator[PlanItem]:
    """Return the targets in brackets behind a measure, and report what is unread.

    The measure comes first, with what is to be reported of its brackets.
    """
    troubles: list[Trouble] = []
    targets: list[PlanItem] = []
    value = max(item.figures, default=item.run[0])
    for bracket in view.clause.brackets:
        holds = bracket.start < value < bracket.end
        if holds or not _states(bracket.parts):
            continue
        trouble = Trouble(code="unread-bracket", run=(bracket.start, bracket.end))
        if bracket.start < value:
            if not _defines(view, bracket):
                troubles.append(trouble)
            continue
        found = None if depth >= DEEPEST else _targets(bracket, read)
        if found is None:
            troubles.append(trouble)
        else:
            targets += found
    told = {trouble.run for trouble in troubles}
    troubles += (other for other in _ends(view) if other.run not in told)
    yield attrs.evolve(item, troubles=(*item.troubles, *troubles))
    yield from targets


def unread(view: View, item: PlanItem) -> PlanItem:
    """Report brackets that state what cannot be read where no measure stands."""
    troubles = [
        Trouble(code="unread-bracket", run=(bracket.start, bracket.end))
        for bracket in view.clause.brackets
        if _states(bracket.parts)
    ]
    return attrs.evolve(item, troubles=(*item.troubles, *troubles, *_ends(view)))


def _ends(view: View) -> Iterator[Trouble]:
    """Report a bracket that is the end of a range: -3%-(-1%)."""
    brackets = view.clause.brackets
    ends = {bracket.end for bracket in brackets}
    for index, part in enumerate(view.parts):
        if not is_word(part, "DASH", "DASHES", "TO"):
            continue
        if part.first not in ends and not isinstance(view.at(index - 1), Chain):
            continue
        for bracket in brackets:
            figure = len(bracket.parts) == 1 and isinstance(bracket.parts[0], Chain)
            if figure and bracket.start == part.last + 1:
                run = (bracket.start, bracket.end)
                yield Trouble(code="unread-bracket", run=run)


def _targets(bracket: Bracket, read: ReadClause) -> list[PlanItem] | None:
    """Read a bracket alone; None where it is not clean."""
    items = [item for clause in clauses(bracket.parts) for item in read(clause)]
    if any(item.troubles or item.instead is not None for item in items):
        return None
    stated = [item for item in items if item.kind not in {"qualitative", "all"}]
    fit = [item for item in stated if _is_target(item)]
    if len(fit) < len(stated):
        return None
    return [
        attrs.evolve(item, aside=(bracket.start, bracket.end))
        for item in fit
        if not _of_noun(bracket, item)
    ]


def _is_target(item: PlanItem) -> bool:
    stated = item.operator is not None or item.kind == "range"
    return item.kind in _TARGETS and stated


def _of_noun(bracket: Bracket, item: PlanItem) -> bool:
    """Return whether a bound belongs to the noun behind it: （80岁以上老人）."""
    for index, part in enumerate(bracket.parts):
        if isinstance(part, Chain) and part.values[-1].at in item.figures:
            if part.values[-1].kind in DATES:
                return False
            first = index == 0 and not part.operators
            following = bracket.parts[index + 1 : index + 2]
            return first and bool(following) and is_word(following[0], "TEXT")
    return False


def _states(parts: Sequence[Constituent]) -> bool:
    """Return whether parts hold a word that could state a target with an operator."""
    return any(_is_stating(part) for part in parts)


def _is_stating(part: Constituent) -> bool:
    match part:
        case Chain(operators=operators, values=values):
            if len(values) > 1 and values[-1].kind not in DATES:
                return True
            tokens = (
                *operators,
                *(mark for value in values for mark in value.suffixes),
            )
            return any(token.kind in _STATING for token in tokens)
        case Loose(operators=operators):
            return any(
                token.kind in STRONG or token.kind == "HOLD" for token in operators
            )
        case Word(kind=kind):
            return kind in {"ZERO", "WITHIN_LIMIT", "SAME_AS", "INTERVAL"}


def _defines(view: View, bracket: Bracket) -> bool:
    """Return whether a bracket before the value defines a noun.

    That of 优良天数（AQI≤100）比例85% does.
    """
    behind = next((part for part in view.parts if part.first >= bracket.end), None)
    return is_word(behind, "TEXT", "OF")
