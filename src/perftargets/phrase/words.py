"""Measures in words: zero and all, and comparisons with what has no figure here."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Token,
)
from perftargets.phrase.operators import REFERRING, STRONG, resolve
from perftargets.phrase.plan import PlanItem
from perftargets.phrase.target import Operator
from perftargets.phrase.view import View, is_word

_HOLES = ("VAGUE", "OPEN_DATE", "ZERO")
"""Words that are no referent: an operator before them lacks its figure."""


_SAME: Mapping[str, Operator] = MappingProxyType(
    {
        "SAME_AS": Operator.EQUAL,
        "SAME_OR_LESS": Operator.AT_MOST,
        "SAME_OR_MORE": Operator.AT_LEAST,
    }
)
"""What 与上年持平 states, alone and with 或略有下降."""


def in_words(view: View) -> PlanItem | None:
    """Read 无缺勤, 零差错, 全覆盖, 应享尽享."""
    for index in view.words("ZERO", "ZERO_IS", "ALL"):
        word = view.parts[index]
        run = (word.first, word.first + 1)
        zero = not is_word(word, "ALL")
        return PlanItem(
            kind="zero" if zero else "all",
            run=view.run,
            operator=Operator.EQUAL,
            operators=(word.first,),
            words=run,
            subject=(run,) if is_word(word, "ZERO") else view.subject({word.first}),
            hedges=view.hedges(),
            inferred=("zero-in-words" if zero else "all-in-words",),
        )
    return None


def reference(view: View) -> PlanItem | None:
    """Read 不低于上年, 预算内完成, 与上年持平."""
    for index in view.words(*_SAME):
        return _same_as(view, index)
    for index in view.words("WITHIN_LIMIT"):
        return _within_limit(view, index)
    return next(_referring(view), None)


def _same_as(view: View, index: int) -> PlanItem:
    at = view.parts[index].first
    return PlanItem(
        kind="reference",
        run=view.run,
        operator=_SAME[view.kind(index)],
        operators=(at,),
        words=(at, at + 1),
        subject=view.subject({at}),
        hedges=view.hedges(),
    )


def _within_limit(view: View, index: int) -> PlanItem:
    """Read 预算内, 控制在预算内, 控制在年度预算内."""
    at = start = view.parts[index].first
    gone, operators = {at}, [at]
    for before in (view.at(index - 1), view.at(index - 2)):
        if isinstance(before, Loose):
            # The words between 控制在 and 预算内 belong to the limit.
            start = before.last + 1
            gone |= set(range(before.first, at))
            operators = [*(token.at for token in before.operators), at]
            break
        if isinstance(before, Chain):
            break
    return PlanItem(
        kind="reference",
        run=view.run,
        operator=Operator.AT_MOST,
        operators=tuple(operators),
        words=(start, at + 1),
        subject=view.subject(gone),
        hedges=view.hedges(),
    )


def _referring(view: View) -> Iterator[PlanItem]:
    """Return what each run of operators with words behind it states."""
    for index, part in enumerate(view.parts):
        match part:
            case Loose(operators=operators):
                item = _held_against(view, part, operators, index + 1)
            case Chain(
                operators=operators, values=[SuffixedValue(kind="DATE", suffixes=())]
            ):
                # 不低于2021年水平: the date begins the referent.
                if not is_word(view.at(index + 1), "TEXT", "ADVERB"):
                    continue
                item = _held_against(view, part, operators, index)
            case _:
                continue
        if item is not None:
            yield item


def _held_against(
    view: View, part: Constituent, operators: tuple[Token, ...], first: int
) -> PlanItem | None:
    """Read operators with the words from the part at ``first`` on as the referent."""
    kinds = {token.kind for token in operators}
    stated, held = kinds & REFERRING, "HOLD" in kinds
    rest = view.parts[first:]
    if not rest:
        wanting = held or kinds & STRONG.keys()
        return view.refused("operator-without-figure", part) if wanting else None
    reading = resolve(operators, ())
    if reading.clash:
        return view.refused("contradicting-operators", *operators)
    within = [word for word in rest if is_word(word, "WITHIN", "OR_LESS")]
    if not stated and not held:
        return None
    start = rest[0].values[0].at if isinstance(rest[0], Chain) else rest[0].first
    end = within[-1].first if within and not stated else rest[-1].last + 1
    hole = any(is_word(word, *_HOLES) for word in rest)
    if hole or reading.operator is None or start >= end:
        return view.refused("operator-without-figure", part, rest[-1])
    gone = {token.at for token in operators} | set(range(start, rest[-1].last + 1))
    item = PlanItem(
        kind="reference",
        run=view.run,
        operator=reading.operator,
        operators=tuple(token.at for token in operators),
        words=(start, end),
        subject=view.subject(gone),
        hedges=view.hedges(),
    )
    if stated or within:
        return item
    # 控制在预算总额 names a limit, 控制在合理水平 does not: the text must tell.
    return attrs.evolve(view.as_words(), between=(start, end), instead=item)
