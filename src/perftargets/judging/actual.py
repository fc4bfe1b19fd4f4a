"""Actuals as people write them: 95%, 6.5万宗, 已完成, 12次（因疫情减少）."""

import re

import attrs

from perftargets.findings import Message
from perftargets.judging.words import plain, verdict_words
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Measure,
    Missing,
    Operator,
    Qualitative,
    Target,
)

_LONGEST_QUOTE = 60
_REMARKS = 10
"""Remarks read at most; a figure that answers stands in the first or second."""
_REMARK = re.compile(r"[(（]([^()（）]+)[)）]")


@attrs.frozen
class Reported:
    """What was reported of one indicator, read.

    Attributes:
        text: as written.
        words: the same without what never changes the sense, to look up in word lists.
        target: what the phrase language makes of it.
        items: its parts, one unless several things are reported.
        remarks: what the remarks in brackets say: 96%（全市平均95%）.
    """

    text: str
    words: str
    target: Target
    items: tuple[Target, ...]
    remarks: tuple[Target, ...] = attrs.field(default=(), eq=False)

    @property
    def quoted(self) -> str:
        """The text as reasons quote it, cut where it is long."""
        if len(self.text) <= _LONGEST_QUOTE:
            return self.text
        return f"{self.text[:_LONGEST_QUOTE]}…"

    @property
    def nothing(self) -> bool:
        """Whether the cell says that nothing is reported."""
        return isinstance(self.target.measure, Missing)

    @property
    def asides(self) -> tuple[str, ...]:
        """The words that stand beside the figures, to look up in word lists."""
        return tuple(
            plain(item.text)
            for item in (*self.items, *self.remarks)
            if isinstance(item.measure, Qualitative)
        )


def read_actual(text: str) -> Reported:
    """Read what a cell of actuals says."""
    remarks = tuple(parse(remark) for remark in _REMARK.findall(text)[:_REMARKS])
    return attrs.evolve(reported(parse(text)), remarks=remarks)


def reported(target: Target) -> Reported:
    """Take an actual that is read already."""
    measure = target.measure
    items = measure.items if isinstance(measure, Compound) else (target,)
    return Reported(target.text, plain(target.text), target, items)


def without_amount_word(item: Target, whole: str) -> Measure:
    """Take off an operator that in an actual only names the amount: 达到3% is 3%."""
    measure = item.measure
    if not isinstance(measure, Comparison) or measure.operator is None:
        return measure
    written = {"".join(span.of(whole).split()) for span in item.spans.operator}
    if measure.operator is Operator.EQUAL or (
        written and written <= verdict_words().amount
    ):
        return attrs.evolve(measure, operator=None)
    return measure


def not_done(actual: Reported) -> Message | None:
    """Say that the words alone state that it was not done, or None."""
    words = verdict_words()
    if actual.words in words.not_begun or actual.words in words.not_reached:
        return Message(
            zh=f"实际情况写明“{actual.words}”",
            en=f"the actual says “{actual.words}”, not done",
        )
    return None


def no_figure(actual: Reported) -> Message:
    """Say why words are no answer to a target with a figure."""
    words = verdict_words()
    if actual.words in words.reached or actual.words in words.partly:
        return Message(
            zh=f"实际情况只写“{actual.words}”，没有数字；请填写实际完成的数值",
            en=f"the actual only says “{actual.words}”; write the figure reached",
        )
    return Message(
        zh=f"实际情况“{actual.quoted}”中没有可与目标比较的数字",
        en=f"the actual “{actual.quoted}” holds no figure to compare with the target",
    )
