"""Which figure of an actual answers a target."""

from typing import NamedTuple

from perftargets.diagnostics import Message
from perftargets.evaluation._words import verdict_words
from perftargets.evaluation.actual import Reported, no_figure, without_amount_word
from perftargets.evaluation.circumstances import Circumstances
from perftargets.phrase.target import Comparison, Range, Target


class Figure(NamedTuple):
    """One figure of an actual, and what was left aside to get it."""

    item: Target
    measure: Comparison | Range
    notes: tuple[Message, ...] = ()


def pick(
    target: Target, unit: str | None, actual: Reported, about: Circumstances
) -> Figure | Message:
    """Find the figure of an actual that answers a target.

    Of several, the one whose unit can be compared, then the one about the same thing.
    """
    words = verdict_words()
    if actual.words in words.reached | words.partly:
        # 全部完成 reads as 100%, but it only says that it was done.
        return no_figure(actual)
    found = [
        Figure(item, measure)
        for item in actual.items
        if isinstance(
            measure := without_amount_word(item, actual.text), Comparison | Range
        )
    ]
    if not found:
        return no_figure(actual)
    left = found
    if len(left) > 1 and unit is not None:
        left = [
            each
            for each in found
            if each.measure.unit is not None
            and about.units.commensurable(each.measure.unit, unit)
        ]
    if len(left) > 1:
        subjects = {target.subject, about.name} - {""}
        left = [each for each in left if each.item.subject in subjects]
    if len(left) != 1:
        texts = "、".join(f"“{each.item.text}”" for each in found)
        return Message(
            zh=f"实际情况中有几个数字，不知以哪一个为准：{texts}",
            en="the actual holds several figures, and which answers is not clear: "
            f"{texts}",
        )
    if len(actual.items) == 1:
        return left[0]
    note = Message(
        zh=f"实际情况“{actual.text}”中取“{left[0].item.text}”",
        en=f"of the actual “{actual.text}”, “{left[0].item.text}” is taken",
    )
    return left[0]._replace(notes=(note,))
