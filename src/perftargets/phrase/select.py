"""Which figure is the value, and what the words around it do to it.

This reads kinds only, never text. One clause states a deadline, a measure, both or
neither; what is neither is words. The readers stand in the order in which they are
tried, and docs/explanation/architecture.md draws them.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.phrase.account import left_over
from perftargets.phrase.brackets import beside, unread
from perftargets.phrase.changes import change, denied, direction_only, not_changed
from perftargets.phrase.clauses import DATES, Clause, clauses, mixes, singled
from perftargets.phrase.constituents import Chain, Constituent, Loose
from perftargets.phrase.deadlines import deadlines
from perftargets.phrase.figures import comparison, spread, two_bounds
from perftargets.phrase.operators import HELD, LOWER, UPPER
from perftargets.phrase.plan import Plan, PlanItem, Run, Trouble
from perftargets.phrase.view import COUNTED, View, has, is_word, runs, without
from perftargets.phrase.words import in_words, reference

# 分别: the figures that follow each take what stands before the first of them.
#
# 学生满意度、家长满意度分别不低于90%、85% states two targets, each with the operator;
# where as many names as figures stand before it, each has its own.

_SHARED = frozenset({"comparison", "change"})


def shared(view: View, item: PlanItem) -> tuple[tuple[Run, ...], ...] | None:
    """Return the names before 分别, one for each figure to come; None without 分别."""
    places = view.words("SEVERALLY")
    if not places or not item.figures or item.kind not in _SHARED:
        return None
    names: list[list[int]] = [[]]
    left = {at for run in item.subject for at in range(*run)}
    for part in view.parts[: places[0]]:
        if is_word(part, "PAUSE", "AND"):
            names.append([])
        else:
            names[-1] += [at for at in range(part.first, part.last + 1) if at in left]
    return tuple(runs(name) for name in names)


def severally(items: Iterable[PlanItem]) -> Iterator[PlanItem]:
    """Apply what stands before the first figure to those that follow it."""
    held: list[PlanItem] = []
    for item in items:
        if held and _follows(held[0], item):
            held.append(item)
            continue
        yield from _distributed(held)
        held = []
        if item.shared is None:
            yield item
        else:
            held = [item]
    yield from _distributed(held)


def _follows(first: PlanItem, item: PlanItem) -> bool:
    plain = item.kind == "comparison" and not item.subject and not item.troubles
    return plain and item.operator in {None, first.operator} and item.shared is None


def _distributed(held: list[PlanItem]) -> Iterator[PlanItem]:
    if not held:
        return
    first, *others = held
    names = first.shared or ()
    if not others:
        trouble = Trouble(code="unread-severally", run=first.run)
        yield attrs.evolve(first, shared=None, troubles=(*first.troubles, trouble))
        return
    own = len(names) == len(held) and all(names)
    if len(names) == 1 and names[0] and not own:
        # 甲乙两校分别100人、200人: whose each is was not read.
        trouble = Trouble(code="unread-severally", run=first.run)
        held = [attrs.evolve(item, troubles=(*item.troubles, trouble)) for item in held]
    for at, item in enumerate(held):
        yield attrs.evolve(
            item,
            shared=None,
            kind=first.kind,
            operator=first.operator,
            operators=item.operators or first.operators,
            direction=first.direction,
            words=first.words,
            hedges=first.hedges,
            per=item.per or first.per,
            subject=names[at] if own else first.subject,
        )


_STRAY = ("OR_MORE", "OR_LESS", "WITHIN", "OUTSIDE", "BETWEEN")
"""Suffixes that need a figure: 以上95% begins with one that has none."""


TWO = 2
"""Bare figures that may still be two targets: 12；1100. More are a list of numbers."""


def select(parts: Sequence[Constituent], count: int) -> Plan:
    """Decide what each token is for; ``count`` is the number of tokens."""
    found = (item for clause in clauses(parts) for item in _statements(clause))
    items = list(severally(_bounds_joined(found)))
    stated = [item for item in items if item.kind != "qualitative" or item.instead]
    if not stated:
        troubles = tuple(trouble for item in items for trouble in item.troubles)
        words = PlanItem(kind="qualitative", run=(0, count), troubles=troubles)
        return Plan(items=(words,))
    listed = len(stated) > TWO or len(stated) < len(items)
    if len(stated) > 1 and listed and all(map(_says_nothing, stated)):
        # 1、2、3: figures of nothing.
        run = (stated[0].run[0], stated[-1].run[1])
        trouble = Trouble(code="unclear-figures", run=run)
        return Plan(
            items=(PlanItem(kind="qualitative", run=(0, count), troubles=(trouble,)),)
        )
    if any(item.kind not in {"deadline", "period"} for item in stated):
        # A bare date beside a measure is its subject, not a statement of its own.
        items = [item for item in items if not _is_bare_date(item)]
    return Plan(items=tuple(items))


def _says_nothing(item: PlanItem) -> bool:
    words = item.subject or item.per or item.box is not None
    return item.bare and item.operator is None and not words


def _is_bare_date(item: PlanItem) -> bool:
    dated = item.kind in {"deadline", "period"}
    return dated and item.operator is None and not item.subject


def _bounds_joined(items: Iterable[PlanItem]) -> Iterator[PlanItem]:
    """Join a lower and an upper bound on one thing: ≥60%，≤75%."""
    held: PlanItem | None = None
    for item in items:
        if held is not None and _are_bounds(held, item):
            yield _joined(held, item)
            held = None
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _are_bounds(first: PlanItem, second: PlanItem) -> bool:
    if first.kind != "comparison" or second.kind != "comparison":
        return False
    if second.subject or first.troubles or second.troubles:
        return False
    sides = {first.operator in LOWER, second.operator in LOWER}
    return {first.operator, second.operator} <= LOWER | UPPER and sides == {True, False}


def _joined(first: PlanItem, second: PlanItem) -> PlanItem:
    lower, upper = (first, second) if first.operator in LOWER else (second, first)
    return attrs.evolve(
        first,
        kind="range",
        operator=lower.operator,
        upper=upper.operator,
        figures=(*lower.figures, *upper.figures),
        operators=(*first.operators, *second.operators),
        per=first.per or second.per,
        box=first.box if first.box is not None else second.box,
        hedges=(*first.hedges, *second.hedges),
        run=(first.run[0], second.run[1]),
        split=(first, second),
    )


def _statements(clause: Clause, depth: int = 0) -> Iterator[PlanItem]:
    """Return the items of one clause: deadlines, a measure, both, or words.

    What brackets behind them state follows; ``depth`` counts the brackets around.
    """
    view = View(clause, tuple(singled(clause.parts)))
    for part in clause.parts:
        if isinstance(part, Chain) and mixes(part):
            yield view.refused("open-date", part)
            return
    measure = _measure(view)
    if measure is not None and measure.kind == "qualitative" and measure.troubles:
        # What was meant is not understood: no part of it is taken alone.
        yield measure
        return
    dates = deadlines(view, beside=measure)
    if measure is not None:
        measure = attrs.evolve(measure, shared=shared(view, measure))
        gone = {at for item in dates for at in range(*item.extent)}
        measure = attrs.evolve(measure, subject=without(measure.subject, gone))
    found = [*dates, *(() if measure is None else (measure,))]
    if not found:
        yield unread(view, view.as_words())
        return
    # All share what is left over, so one of them reports it.
    *others, main = found
    main, *asides = beside(
        view,
        _accounted(view, main),
        lambda inner: _statements(inner, depth + 1),
        depth,
    )
    # In the order written; what has no figure comes last.
    found = [*others, main]
    found.sort(key=lambda item: item.figures[:1] or (item.run[1],))
    yield from (*found, *asides)


def _accounted(view: View, item: PlanItem) -> PlanItem:
    """Report what the item leaves over."""
    return attrs.evolve(item, troubles=(*item.troubles, *left_over(view, item)))


def _measure(view: View) -> PlanItem | None:
    """Read the measure of a clause, deadlines aside."""
    first = view.at(0)
    words_follow = is_word(view.at(1), "TEXT")
    if first is not None and is_word(first, *_STRAY) and not words_follow:
        # 以上门服务为主 begins with no suffix, 以上95% does.
        return view.refused("suffix-without-figure", first)
    figures = view.figures()
    if figures:
        return _figure(view, figures)
    for read in (in_words, reference, not_changed, direction_only, _in_brackets):
        item = read(view)
        if item is not None:
            return item
    return None


def _figure(view: View, figures: list[int]) -> PlanItem:
    """Read the last figure that says what it counts, else the last one."""
    counted = [at for at in figures if view.chain(at).values[-1].kind in COUNTED]
    place = (counted or figures)[-1]
    if view.behind(place) is not None:
        # 60人≤x≤80: the bound behind x is the last figure, whatever it counts.
        place = figures[-1]
    chain = view.chain(place)
    around = view.parts[max(place - 1, 0) : place + 2]
    if any(is_word(part, "GAP") for part in around):
        return view.refused("unclear-figures", *around)
    if has(chain.values[-1], "BEFORE"):
        return view.refused("open-date", chain)
    before = view.at(place - 1)
    if _unit_apart(view, place, chain):
        return view.refused("unit-apart", chain)
    denial = next((view.parts[at] for at in view.words("DENIAL") if at < place), None)
    if denial is not None and (chain.operators or isinstance(before, Loose)):
        return view.refused("denied-measure", denial, chain)
    dated = _share_of_year(view, place)
    if dated is not None:
        return view.refused("reference-with-figure", dated, chain)
    return (
        spread(view, place)
        or two_bounds(view, place, figures)
        or denied(view, place)
        or change(view, place)
        or comparison(view, place)
    )


def _share_of_year(view: View, place: int) -> Chain | None:
    """Find the year of 不超过2021年的95%: what the figure is a share of."""
    if not is_word(view.at(place - 1), "OF"):
        return None
    for part in reversed(view.parts[: place - 1]):
        if isinstance(part, Chain):
            dated = part.values[-1].kind in DATES and not part.values[-1].suffixes
            held = part.operators and part.operators[-1].kind in HELD
            return part if dated and held else None
    return None


def _unit_apart(view: View, place: int, chain: Chain) -> bool:
    """Return whether （含） stands between a figure and its unit: 100（含）人以上."""
    value = chain.values[-1]
    bracketed = has(value, "INCLUSIVE") or has(value, "EXCLUSIVE")
    return value.kind == "BARE" and bracketed and is_word(view.at(place + 1), "TEXT")


def _in_brackets(view: View) -> PlanItem | None:
    """Read a figure in brackets, where it is the only one: 培训场次（12场）."""
    inner = View(view.clause, tuple(singled(view.clause.inner)))
    figures = [
        index
        for index, part in enumerate(inner.parts)
        if isinstance(part, Chain) and part.values[-1].kind not in DATES
    ]
    if len(figures) != 1 or inner.chain(figures[0]).values[-1].kind not in COUNTED:
        return None
    return attrs.evolve(_figure(inner, figures), subject=view.subject(()))
