"""Deadlines and periods."""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.phrase.clauses import DATES
from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Token,
    Word,
)
from perftargets.phrase.operators import resolve
from perftargets.phrase.plan import PlanItem
from perftargets.phrase.view import View, has, is_word, without


def deadlines(view: View, *, beside: PlanItem | None) -> list[PlanItem]:
    """Read the dates by which, or the one in which, something is done.

    ``beside`` is the measure of the same clause, whose words are left alone: a bare
    date beside a figure is its subject.
    """
    items = list(_dates(view, beside))
    stated = [item for item in items if item.operator is not None]
    items = stated or items[:1]
    gone = {at for item in items for at in range(*item.extent)}
    subject = () if beside is not None else without(view.subject(()), gone)
    hedges = view.hedges()
    return [
        item
        if item.kind == "qualitative"
        else attrs.evolve(item, subject=subject, hedges=(*hedges, *item.hedges))
        for item in items
    ]


def _dates(view: View, beside: PlanItem | None) -> Iterator[PlanItem]:
    taken = range(*beside.words) if beside is not None and beside.words else range(0)
    bare = False
    for index, part in enumerate(_between(view.parts)):
        if not isinstance(part, Chain) or part.values[-1].kind not in DATES:
            continue
        if part.values[-1].at in taken:
            continue
        item = _date(view, index, part)
        if item.kind == "qualitative" or item.operator is not None:
            yield item
        elif not bare and beside is None and _stands_alone(view, index, part):
            bare = True
            yield item


def _between(parts: Sequence[Constituent]) -> Iterator[Constituent | None]:
    """Join 2023年与2025年之间; None stands where the other parts were."""
    rest = iter(enumerate(parts))
    for at, part in rest:
        match parts[at : at + 3]:
            case [
                Chain(values=[SuffixedValue(kind=kind, suffixes=())]) as first,
                Word(kind="AND" | "PAUSE"),
                Chain(operators=(), values=[last]),
            ] if kind in DATES and has(last, "BETWEEN"):
                yield Chain(first.operators, (*first.values, last))
                for _ in range(2):
                    next(rest)
                    yield None
            case _:
                yield part


def _date(view: View, index: int, chain: Chain) -> PlanItem:
    suffixes = [suffix for value in chain.values for suffix in value.suffixes]
    kinds = {suffix.kind for suffix in suffixes}
    if "TEN_DAYS" in kinds:
        return view.refused("open-date", chain)
    before = _before(view, index)
    prefixes = (*before, *chain.operators)
    reading = resolve(prefixes, suffixes)
    if reading.clash:
        return view.refused("contradicting-operators", chain)
    operator = reading.operator
    if len(chain.values) > 1 and not prefixes and "BEFORE" not in kinds:
        # Both ends are written: 底 and 止 close the period, they bound nothing.
        operator = None
    words = {token.kind for token in (*prefixes, *suffixes)}
    if words == {"REACH"} and is_word(view.at(index + 1), "TEXT"):
        # 达到2021年水平: the level of that year, as 达到国家标准.
        operator = None
    operators = tuple(token.at for token in (*prefixes, *suffixes))
    first = before[0].at if before else chain.first
    return PlanItem(
        kind="deadline" if len(chain.values) == 1 else "period",
        run=view.run,
        operator=operator,
        operators=operators if operator is not None else (),
        figures=tuple(value.at for value in chain.values),
        extent=(first, chain.last + 1),
        hedges=reading.hedges,
        closes=bool(kinds & {"END_OF", "WITHIN"}),
        before="BEFORE" in kinds,
        inferred=("end-of-period",) if "END_OF" in kinds else (),
    )


def _before(view: View, index: int) -> tuple[Token, ...]:
    before = view.at(index - 1)
    return before.operators if isinstance(before, Loose) else ()


def _stands_alone(view: View, index: int, chain: Chain) -> bool:
    """Return whether a bare date is a target: 2022年培训工作 is a name."""
    if chain.values[-1].kind == "DATE_DUE":
        return True
    return all(
        is_word(part, "PAUSE", "LINK")
        for part in view.parts[index + 1 :]
        if part.first > chain.last
    )
