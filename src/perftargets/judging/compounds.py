"""Several targets in one cell: each against its part of the actual."""

from collections.abc import Callable

import attrs

from perftargets.findings import Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.reported import Reported
from perftargets.judging.verdict import Judgement, Verdict, undetermined
from perftargets.judging.words import plain
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Measure,
    Qualitative,
    Range,
    Target,
)

Judge = Callable[[Target, Reported], Judgement]
"""Judges one item against the part of the actual that answers it."""


@attrs.frozen
class _Pairs:
    """The parts of an actual by the item they answer, and what that rests on."""

    parts: tuple[Target | None, ...]
    notes: tuple[Message, ...] = ()


def judge_compound(
    measure: Compound, actual: Reported, context: JudgingContext, judge: Judge
) -> Judgement:
    """Judge every item; all must hold. Some met and some not is partly met."""
    if all(isinstance(item.measure, Qualitative) for item in actual.items):
        # 未开展 speaks of every item; so does 已完成, which answers none with a figure.
        pairs = _Pairs((actual.target,) * len(measure.items))
    else:
        pairs = _pairs(measure.items, actual.items, context)
    judged = tuple(
        (item, _one(item, part, actual, judge))
        for item, part in zip(measure.items, pairs.parts, strict=True)
    )
    reason = _reason(judged)
    assumptions = (
        *pairs.notes,
        *(note for _, each in judged for note in each.assumptions),
    )
    return Judgement(
        verdict=_together({each.verdict for _, each in judged}),
        reason=reason,
        parts=judged,
        assumptions=tuple(dict.fromkeys(assumptions)),
    )


def _one(
    item: Target, part: Target | None, actual: Reported, judge: Judge
) -> Judgement:
    if part is None:
        return undetermined(
            Message(
                zh="实际情况没有写这一项",
                en="the actual does not speak of it",
            )
        )
    return judge(item, actual.only(part))


def _together(verdicts: set[Verdict]) -> Verdict:
    if verdicts == {Verdict.MET}:
        return Verdict.MET
    if Verdict.PARTLY_MET in verdicts or verdicts >= {Verdict.MET, Verdict.NOT_MET}:
        return Verdict.PARTLY_MET
    if verdicts == {Verdict.NOT_MET}:
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED


def _pairs(
    items: tuple[Target, ...], parts: tuple[Target, ...], context: JudgingContext
) -> _Pairs:
    """Pair items and parts: by subject, by a unit only they share, then in order."""
    found: dict[int, Target] = {}
    left = list(parts)
    for same in (_same_subject, _same_thing(context), _same_words):
        for index, item in enumerate(items):
            if index in found:
                continue
            fitting = [part for part in left if same(item, part)]
            rivals = [
                other
                for place, other in enumerate(items)
                if place != index
                and place not in found
                and fitting
                and same(other, fitting[0])
            ]
            if len(fitting) == 1 and not rivals:
                found[index] = fitting[0]
                left.remove(fitting[0])
    open_items = [index for index in range(len(items)) if index not in found]
    notes: tuple[Message, ...] = ()
    if open_items and len(open_items) == len(left) and len(items) == len(parts):
        found |= dict(zip(open_items, left, strict=True))
        notes = (
            Message(
                zh="实际情况的各项按先后顺序与目标对应",
                en="the parts of the actual are taken in the order of the target's",
            ),
        )
    return _Pairs(tuple(found.get(index) for index in range(len(items))), notes)


def _same_subject(item: Target, part: Target) -> bool:
    one, other = plain(item.subject), plain(part.subject)
    return bool(one) and one == other and _kinds(item, part)


def _same_thing(context: JudgingContext) -> Callable[[Target, Target], bool]:
    def same(item: Target, part: Target) -> bool:
        one, other = _unit(item.measure), _unit(part.measure)
        return (
            one is not None
            and other is not None
            and context.units.commensurable(one, other)
        )

    return same


def _same_words(item: Target, part: Target) -> bool:
    return plain(item.text) == plain(part.text)


def _kinds(item: Target, part: Target) -> bool:
    figures = (Comparison, Range)
    return isinstance(item.measure, figures) == isinstance(part.measure, figures)


def _unit(measure: Measure) -> str | None:
    return measure.unit if isinstance(measure, Comparison | Range) else None


def _reason(judged: tuple[tuple[Target, Judgement], ...]) -> Message:
    return Message(
        zh="；".join(f"“{item.text}”：{each.reason.zh}" for item, each in judged),
        en="; ".join(f"“{item.text}”: {each.reason.en}" for item, each in judged),
    )
