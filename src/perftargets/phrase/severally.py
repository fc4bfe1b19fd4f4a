"""分别: the figures that follow each take what stands before the first of them.

学生满意度、家长满意度分别不低于90%、85% states two targets, each with the operator;
where as many names as figures stand before it, each has its own.
"""

from collections.abc import Iterable, Iterator

import attrs

from perftargets.phrase.plan import PlanItem, Run, Trouble
from perftargets.phrase.view import View, is_word, runs

_SHARED = frozenset({"comparison", "change"})


def shared(view: View, item: PlanItem) -> tuple[tuple[Run, ...], ...] | None:
    """Give the names before 分别, one for each figure to come; None without 分别."""
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
    """Hand what stands before the first figure on to those that follow it."""
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
