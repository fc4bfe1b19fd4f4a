"""Choose the figure of an actual that answers a target."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import exact
from perftargets.judging.reported import (
    ASIDE,
    GAPS,
    Reported,
    Statement,
    no_figure,
    unsure,
)
from perftargets.judging.words import QUIET, WordKind, change_head, verdict_words
from perftargets.phrase.target import Change, Comparison, Measure, Range, Target


@attrs.frozen
class ChosenFigure:
    """The figure of an actual that answers, and what was left aside to get it."""

    item: Target
    measure: Comparison | Range
    whole: str
    early: bool = False
    notes: tuple[Message, ...] = ()


@attrs.frozen
class _Measured:
    """A statement and the measure that it answers with."""

    stated: Statement
    measure: Comparison | Range


def choose(
    target: Target, unit: str | None, actual: Reported, context: JudgingContext
) -> ChosenFigure | Message:
    """Choose the figure of an actual that answers a target, or return why none does.

    Of several, the one whose unit can be compared, then the one that is said to be what
    was reached, or the whole, then the one about the same thing.
    """
    words = verdict_words()
    if actual.words in words.reached or actual.words in words.partly:
        # 全部完成 reads as 100%, but it only says that it was done.
        return no_figure(actual)
    alone = _alone(target, actual, context)
    if alone is not None:
        return alone
    found = [
        _Measured(each, measure)
        for each in actual.statements
        if isinstance(measure := _figure(each, target, context), Comparison | Range)
    ]
    if not found:
        return no_figure(actual)
    alike = [each for each in found if comparable(each.measure, unit, context)] or found
    levels = [each for each in alike if each.stated.level]
    if not levels:
        return alike[0].stated.doubt or no_figure(actual)
    left = _narrowed(levels, target, context)
    if len(left) != 1:
        return _several(left)
    stated, measure = left[0].stated, left[0].measure
    if _exceed(left[0], alike):
        return _several(alike)
    if stated.cumulative and any(each.stated.this_year for each in alike):
        return _several(alike)
    reason = stated.unclear or _beside(stated, alike, actual)
    if reason is not None:
        return reason
    notes: tuple[Message, ...] = ()
    if len(actual.items) > 1:
        notes = (
            Message(
                zh=f"实际情况“{actual.quoted}”中取“{stated.item.text}”",
                en=f"of the actual “{actual.quoted}”, “{stated.item.text}” is taken",
            ),
        )
    return ChosenFigure(stated.item, measure, stated.whole, stated.early, notes)


def _alone(
    target: Target, actual: Reported, context: JudgingContext
) -> ChosenFigure | None:
    """Return the one figure of an actual that says nothing else."""
    if len(actual.statements) != 1 or len(actual.items) > 1 or actual.loose:
        return None
    (stated,) = actual.statements
    if not stated.level or stated.unclear is not None:
        return None
    if stated.cumulative and stated.this_year:
        return None
    measure = _figure(stated, target, context)
    if not isinstance(measure, Comparison | Range):
        return None
    return ChosenFigure(stated.item, measure, stated.whole, stated.early)


def _narrowed(
    levels: list[_Measured], target: Target, context: JudgingContext
) -> list[_Measured]:
    """Keep those that pass each test in turn, all where a test decides nothing."""
    if len(levels) == 1:
        return levels
    subjects = {target.subject, context.name} - {""}
    left = levels
    for test in (
        lambda found: [each for each in found if each.stated.reached],
        lambda found: _whole(found, context),
        lambda found: [each for each in found if each.stated.item.subject in subjects],
    ):
        if len(left) > 1:
            left = test(left) or left
    return left


def _figure(each: Statement, target: Target, context: JudgingContext) -> Measure:
    """Return a measure; a change answers where the name's figure is itself a change."""
    measure = each.item.measure
    if isinstance(measure, Change) and measure.value is not None:
        heads = [change_head(name) for name in (target.subject, context.name)]
        head = next((each for each in heads if each is not None), None)
        if head is measure.direction:
            return Comparison(measure.operator, measure.value, measure.unit)
        if head is not None and measure.operator is None:
            return Comparison(None, -exact(measure.value), measure.unit)
    return each.measure


def comparable(
    measure: Comparison | Range, unit: str | None, context: JudgingContext
) -> bool:
    """Report whether a measure can be in the unit of the target."""
    return (
        unit is None
        or measure.unit is None
        or context.units.commensurable(measure.unit, unit)
    )


def _whole(left: list[_Measured], context: JudgingContext) -> list[_Measured]:
    """Keep the one that is said to be the whole, where the others make it up.

    Parts add up to the whole; a rate of the calendar makes it in the year.
    """
    totals = [each for each in left if each.stated.total]
    value = _single(totals[0].measure) if len(totals) == 1 else None
    if value is None:
        return []
    parts = [each.measure for each in left if each is not totals[0]]
    amounts = [_single(part) for part in parts if part.per is None]
    yearly = [_in_year(part, context) for part in parts if part.per is not None]
    if any(amount != value for amount in yearly) or None in amounts:
        return []
    added = sum((amount or Fraction(0) for amount in amounts), Fraction(0))
    return totals if not amounts or added == value else []


def _exceed(whole: _Measured, alike: list[_Measured]) -> bool:
    """Report whether its parts come to more than a whole: 22场，其中15场、12场."""
    value = _single(whole.measure)
    parts = [
        _single(each.measure)
        for each in alike
        if each.stated.mark is not None and each.stated.mark.kind is WordKind.PART
    ]
    units = {each.measure.unit for each in alike}
    if value is None or not parts or None in parts or len(units) > 1:
        return False
    return sum((part or Fraction(0) for part in parts), Fraction(0)) > value


def _in_year(rate: Comparison | Range, context: JudgingContext) -> Fraction | None:
    amount, unit = _single(rate), context.units.find(rate.per or "")
    if amount is None or unit is None or unit.per_year is None:
        return None
    return amount * unit.per_year


def _single(measure: Comparison | Range) -> Fraction | None:
    if isinstance(measure, Comparison) and measure.operator is None:
        return exact(measure.value)
    return None


def _beside(
    chosen: Statement,
    alike: list[_Measured],
    actual: Reported,
) -> Message | None:
    """Return what beside the figure chosen leaves open whether it answers."""
    earlier = chosen.reached
    for each in actual.statements:
        if each is chosen:
            earlier = False
        if each is chosen or each.mark is None:
            continue
        kind = each.mark.kind
        if kind in QUIET and not any(each is found.stated for found in alike):
            # 100户，完成率100%: a share beside a count, which it says nothing else of.
            continue
        aside = kind in ASIDE or kind in GAPS
        if aside and (each.clear or earlier):
            continue
        if earlier and kind in {WordKind.NEGATION, WordKind.FLOW}:
            continue
        return each.doubt
    if actual.loose:
        return unsure(actual.quoted, actual.loose[0])
    return None


def _several(found: list[_Measured]) -> Message:
    texts = "、".join(f"“{each.stated.item.text}”" for each in found)
    return Message(
        zh=f"实际情况中有几个数字，不知以哪一个为准：{texts}",
        en=f"the actual holds several figures, and which answers is not clear: {texts}",
    )
