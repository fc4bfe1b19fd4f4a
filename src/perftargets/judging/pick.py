"""Which figure of an actual answers a target."""

from collections.abc import Callable
from typing import NamedTuple

from perftargets.findings import Message
from perftargets.judging.actual import Reported, no_figure, without_amount_word
from perftargets.judging.context import Circumstances
from perftargets.judging.doubt import doubt, says_reached
from perftargets.judging.figures import exact
from perftargets.judging.words import change_head, verdict_words
from perftargets.phrase.target import Change, Comparison, Measure, Range, Target


class Figure(NamedTuple):
    """One figure of an actual, and what was left aside to get it."""

    item: Target
    measure: Comparison | Range
    notes: tuple[Message, ...] = ()


def pick(
    target: Target, unit: str | None, actual: Reported, about: Circumstances
) -> Figure | Message:
    """Find the figure of an actual that answers a target.

    Of several, the one whose unit can be compared, then the one that is said to be what
    was reached, then the one about the same thing.
    """
    words = verdict_words()
    if actual.words in words.reached | words.partly:
        # 全部完成 reads as 100%, but it only says that it was done.
        return no_figure(actual)
    found = [
        Figure(item, measure)
        for item in actual.items
        if isinstance(
            measure := _figure(item, target, actual, about), Comparison | Range
        )
    ]
    if not found:
        return no_figure(actual)
    left = found
    doubts = {each.item: doubt(each.item, actual.text, target, about) for each in found}
    if unit is not None:
        left = _narrowed(
            left,
            lambda each: (
                each.measure.unit is not None
                and about.units.commensurable(each.measure.unit, unit)
            ),
        )
    subjects = {target.subject, about.name} - {""}
    left = _narrowed(left, lambda each: doubts[each.item] is None)
    left = _narrowed(left, lambda each: says_reached(each.item))
    left = _narrowed(left, lambda each: each.item.subject in subjects)
    if len(left) != 1:
        return _several(found)
    reason = doubts[left[0].item]
    if reason is not None:
        return reason
    if len(actual.items) == 1:
        return left[0]
    note = Message(
        zh=f"实际情况“{actual.quoted}”中取“{left[0].item.text}”",
        en=f"of the actual “{actual.quoted}”, “{left[0].item.text}” is taken",
    )
    return left[0]._replace(notes=(note,))


def _figure(
    item: Target, target: Target, actual: Reported, about: Circumstances
) -> Measure:
    """Read an item; a change answers where the name's figure is itself a change."""
    measure = item.measure
    if isinstance(measure, Change) and measure.value is not None:
        heads = [change_head(name) for name in (target.subject, about.name)]
        head = next((each for each in heads if each is not None), None)
        if head is measure.direction:
            return Comparison(measure.operator, measure.value, measure.unit)
        if head is not None and measure.operator is None:
            return Comparison(None, -exact(measure.value), measure.unit)
    return without_amount_word(item, actual.text)


def _narrowed(left: list[Figure], test: Callable[[Figure], bool]) -> list[Figure]:
    """Keep those that pass a test, all of them where that decides nothing."""
    if len(left) == 1:
        return left
    return [each for each in left if test(each)] or left


def _several(found: list[Figure]) -> Message:
    texts = "、".join(f"“{each.item.text}”" for each in found)
    return Message(
        zh=f"实际情况中有几个数字，不知以哪一个为准：{texts}",
        en=f"the actual holds several figures, and which answers is not clear: {texts}",
    )
