"""What a figure or a range accepts, and by which operator."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.direction import Counted, Polarity, infer_direction
from perftargets.judging.figures import exact, percent
from perftargets.judging.interval import Interval
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator, Range, Target


@attrs.frozen(kw_only=True)
class Acceptance:
    """What a target accepts: its interval, and the operator it came from."""

    accepts: Interval
    operator: Operator | None
    notes: tuple[Message, ...] = ()
    lower_better: bool = False
    direction: Message | None = None


def accepted(operator: Operator, value: Fraction, context: JudgingContext) -> Interval:
    """Return the figures an operator accepts; what is above ``=`` is judged apart."""
    match operator:
        case Operator.AT_LEAST:
            return Interval(value, None)
        case Operator.MORE_THAN:
            return Interval(value, None, low_in=False)
        case Operator.AT_MOST:
            return Interval(None, value)
        case Operator.LESS_THAN:
            return Interval(None, value, high_in=False)
        case Operator.EQUAL:
            return Interval.point(value)
        case Operator.ABOUT:
            return _around(value, context)


def _around(value: Fraction, context: JudgingContext) -> Interval:
    margin = abs(value) * exact(context.tolerance)
    return Interval(value - margin, value + margin)


def acceptances_of(
    target: Target, measure: Comparison | Range, context: JudgingContext
) -> tuple[tuple[Acceptance, ...], Message | None]:
    """Return what a target accepts; both ways where its direction cannot be told.

    The message says why it cannot.
    """
    if isinstance(measure, Range):
        ends = Interval(
            exact(measure.low),
            exact(measure.high),
            low_in=measure.low_inclusive,
            high_in=measure.high_inclusive,
        )
        return (Acceptance(accepts=ends, operator=None),), None
    value, operator = exact(measure.value), measure.operator
    if operator is None or operator is Operator.EQUAL:
        return _by_direction(target, measure, context)
    notes: tuple[Message, ...] = ()
    if operator is Operator.ABOUT:
        margin = percent(context.tolerance)
        notes = (
            Message(
                zh=f"“约”按上下浮动{margin}以内判断{context.by_profile.zh}",
                en=f"“about” is held to mean within {margin} either way"
                f"{context.by_profile.en}",
            ),
        )
    acceptance = Acceptance(
        accepts=accepted(operator, value, context),
        operator=operator,
        notes=notes,
        lower_better=operator in {Operator.AT_MOST, Operator.LESS_THAN},
    )
    return (acceptance,), None


def _by_direction(
    target: Target, measure: Comparison, context: JudgingContext
) -> tuple[tuple[Acceptance, ...], Message | None]:
    """Return what a bare figure accepts, or one with “=”: the direction decides."""
    value = exact(measure.value)
    way = infer_direction(
        target.subject,
        parse(context.name).subject or context.name,
        category=context.category,
        subcategory=context.subcategory,
        field=context.direction,
        counted=Counted(
            measure.unit or _column(context),
            measure.per,
            worded=target.worded and value > 0,
        ),
        units=context.units,
    )
    lower = way.polarity is Polarity.LOWER
    if measure.operator is Operator.EQUAL:
        acceptance = Acceptance(
            accepts=Interval.point(value),
            operator=Operator.EQUAL,
            lower_better=lower,
            direction=way.reason,
        )
        if way.polarity is not None or not value:
            return (acceptance,), None
        reason = Message(
            zh=f"目标“{target.text}”为“=”，{way.reason.zh}",
            en=f"the target “{target.text}” says “=”; {way.reason.en}",
        )
        return (acceptance, attrs.evolve(acceptance, lower_better=True)), reason
    if way.polarity is None:
        reason = Message(
            zh=f"目标“{target.text}”没有写方向，{way.reason.zh}",
            en=f"the target “{target.text}” states no operator; {way.reason.en}",
        )
        return _both_ways(value, context), reason
    operator = Operator.AT_MOST if lower else Operator.AT_LEAST
    acceptance = Acceptance(
        accepts=accepted(operator, value, context),
        operator=operator,
        notes=(way.reason,),
        lower_better=lower,
    )
    return (acceptance,), None


def _both_ways(value: Fraction, context: JudgingContext) -> tuple[Acceptance, ...]:
    note = Message(
        zh="未写方向；越高越好或越低越好，结论相同",
        en="no direction is stated; higher or lower being better, the verdict is one",
    )
    return tuple(
        Acceptance(
            accepts=accepted(operator, value, context),
            operator=operator,
            notes=(note,),
            lower_better=operator is Operator.AT_MOST,
        )
        for operator in (Operator.AT_LEAST, Operator.AT_MOST)
    )


def _column(context: JudgingContext) -> str | None:
    """Return the unit of the unit column, None where it says none."""
    column = parse(f"1{context.unit}").measure if context.unit else None
    return column.unit if isinstance(column, Comparison) else None
