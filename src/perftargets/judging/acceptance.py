"""What a figure or a range accepts, and by which operator."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.context import Circumstances
from perftargets.judging.direction import Better, bearing
from perftargets.judging.figures import exact, percent
from perftargets.judging.interval import Interval
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator, Range, Target

SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "≤",
    Operator.LESS_THAN: "<",
    Operator.EQUAL: "=",
    Operator.ABOUT: "≈",
}
"""How reasons write an operator."""


@attrs.frozen(kw_only=True)
class Line:
    """What a target accepts: its interval, and the operator it came from."""

    accepts: Interval
    operator: Operator | None
    notes: tuple[Message, ...] = ()
    lower_better: bool = False


def accepted(operator: Operator, value: Fraction, about: Circumstances) -> Interval:
    """Give the figures an operator accepts; what is above ``=`` is judged apart."""
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
            return _around(value, about)


def _around(value: Fraction, about: Circumstances) -> Interval:
    margin = abs(value) * exact(about.tolerance)
    return Interval(value - margin, value + margin)


def line_of(
    target: Target, measure: Comparison | Range, about: Circumstances
) -> Line | Message:
    """Say what a target accepts, or why its direction cannot be told."""
    if isinstance(measure, Range):
        ends = Interval(
            exact(measure.low),
            exact(measure.high),
            low_in=measure.low_inclusive,
            high_in=measure.high_inclusive,
        )
        return Line(accepts=ends, operator=None)
    value = exact(measure.value)
    way = bearing(
        target.subject,
        parse(about.name).subject or about.name,
        category=about.category,
        subcategory=about.subcategory,
        field=about.direction,
    )
    notes: tuple[Message, ...] = ()
    operator = measure.operator
    if operator is None:
        if way.better is None:
            return Message(
                zh=f"目标“{target.text}”没有写方向，{way.reason.zh}",
                en=f"the target “{target.text}” states no operator; {way.reason.en}",
            )
        higher = way.better is Better.HIGHER
        operator = Operator.AT_LEAST if higher else Operator.AT_MOST
        notes = (way.reason,)
    elif operator is Operator.ABOUT:
        margin = percent(about.tolerance)
        notes = (
            Message(
                zh=f"“约”按上下浮动{margin}以内判断{about.by_profile.zh}",
                en=f"“about” is held to mean within {margin} either way"
                f"{about.by_profile.en}",
            ),
        )
    return Line(
        accepts=accepted(operator, value, about),
        operator=operator,
        notes=notes,
        lower_better=way.better is not Better.HIGHER,
    )


def middle(accepts: Interval) -> Fraction | None:
    """Give the figure half-way between both ends, where it has both."""
    if accepts.low is None or accepts.high is None:
        return None
    return (accepts.low + accepts.high) / 2
