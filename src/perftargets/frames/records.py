"""What a phrase and a verdict say as one flat row, the same in every engine.

Figures are decimals of 38 digits, 18 of them behind the point. What such a decimal
cannot hold stands exactly in the column ``inexact``.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from perftargets.findings import Language
from perftargets.judging.figures import to_places
from perftargets.judging.verdict import Judgement
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Measure,
    Number,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.scoring.points import Points

DIGITS, PLACES = 38, 18
"""Digits of a figure in a column, and how many of them stand behind the point."""

RATIO_PLACES = 4
"""Decimals of completion and deviation, as in reports."""

POINT_PLACES = 6
"""Decimals of points; no profile rounds to more."""


class Item(NamedTuple):
    """One item of a compound; the columns are those of ``Phrase``."""

    kind: str | None = None
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    date: str | None = None
    start: str | None = None
    direction: str | None = None
    base: str | None = None
    referent: str | None = None
    first: Decimal | None = None
    second: Decimal | None = None
    place: Decimal | None = None
    subject: str | None = None
    inexact: str | None = None


class Phrase(NamedTuple):
    """What one phrase says. A null phrase has nothing but nulls.

    Attributes:
        kind: ``comparison``, ``range``, ``deadline``, ``change``, ``reference``,
            ``ratio``, ``ranking``, ``compound``, ``qualitative`` or ``missing``.
        operator: ``>=``, ``>``, ``<=``, ``<``, ``=``, ``~``; null where none stands.
        value: the figure of a comparison or a change, in ``unit``.
        unit: what is counted, in its one spelling.
        per: what it is counted by (季度, 人/年).
        low: the lower end of a range.
        high: the upper end.
        low_inclusive: whether the lower end belongs to it.
        high_inclusive: whether the upper end does.
        date: the date of a deadline, ISO 8601 cut to what is written.
        start: the beginning of a period.
        direction: ``increase`` or ``decrease``, of a change.
        base: what a change starts from, in the words written.
        referent: what a reference is held against.
        first: the first side of a ratio: 1 of 1:20.
        second: the second side of it.
        place: the place of a ranking.
        subject: the words that say what is measured; may be empty.
        inexact: the figures exactly (``1/3``), where decimals of 18 places had to be
            rounded, or could not hold them at all and are null; else null.
        hedges: softening words that were set aside.
        notes: codes of what was not understood or left open.
        items: the items of a compound, in order; null for every other kind.
    """

    kind: str | None = None
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    date: str | None = None
    start: str | None = None
    direction: str | None = None
    base: str | None = None
    referent: str | None = None
    first: Decimal | None = None
    second: Decimal | None = None
    place: Decimal | None = None
    subject: str | None = None
    inexact: str | None = None
    hedges: tuple[str, ...] | None = None
    notes: tuple[str, ...] | None = None
    items: tuple[Item, ...] | None = None


class Outcome(NamedTuple):
    """One actual held against one target. A null target has nothing but nulls.

    Attributes:
        verdict: ``met``, ``not_met``, ``partly_met``, ``undetermined``,
            ``not_reported``; a null actual is not reported.
        completion: actual / target to 4 decimals, halves up; null where it means
            nothing.
        deviation: (actual - target) / target, likewise.
        points: the points of the row, rounded as the profile says; null while open.
        case: the rule that gave the points, or left them open; null without a weight.
        verdict_reason: why the verdict is what it is.
        assumptions: what was decided that the row does not say.
        points_reason: the working of the points, or why there are none.
        verdict_text: the verdict in words of the language asked for: 达成, met.
    """

    verdict: str | None = None
    completion: Decimal | None = None
    deviation: Decimal | None = None
    points: Decimal | None = None
    case: str | None = None
    verdict_reason: str | None = None
    assumptions: tuple[str, ...] | None = None
    points_reason: str | None = None
    verdict_text: str | None = None


class Checked(NamedTuple):
    """One row of ``check_columns``: what the target says, and what came of it."""

    target: Phrase = Phrase()
    outcome: Outcome = Outcome()


def phrase_row(target: Target) -> Phrase:
    """Return the row of a target."""
    measure = target.measure
    items = None
    if isinstance(measure, Compound):
        items = tuple(_item(item.measure, item.subject) for item in measure.items)
    return Phrase(
        *_item(measure, target.subject),
        hedges=target.hedges,
        notes=tuple(found.code for found in target.diagnostics),
        items=items,
    )


def outcome_row(
    judgement: Judgement, points: Points | None, problem: str | None, language: Language
) -> Outcome:
    """Return the row of a verdict; ``problem`` says why there can be no points."""
    return Outcome(
        verdict=str(judgement.verdict),
        completion=_ratio(judgement.completion),
        deviation=_ratio(judgement.deviation),
        points=None if points is None else fitted(points.points, POINT_PLACES)[0],
        case=None if points is None else str(points.case),
        verdict_reason=judgement.reason.text(language),
        assumptions=tuple(each.text(language) for each in judgement.assumptions),
        points_reason=problem if points is None else points.reason.text(language),
        verdict_text=judgement.verdict.words.text(language),
    )


def fitted(
    value: Number | None, places: int = PLACES
) -> tuple[Decimal | None, str | None]:
    """Fit a figure into a column: the decimal, and the exact text where it differs.

    Halves go to the even neighbour. A figure too wide gives None and the text.
    """
    if value is None:
        return None, None
    if (
        isinstance(value, Decimal)
        and value.adjusted() < DIGITS - places
        and -places <= int(value.as_tuple().exponent) <= 0
    ):
        return value, None
    rounded: Decimal | None = to_places(value, places, "half-even")
    if rounded is not None and rounded.adjusted() >= DIGITS - places:
        rounded = None
    if rounded is not None and Fraction(rounded) == Fraction(value):
        return rounded, None
    return rounded, _exact(value)


def _item(measure: Measure, subject: str) -> Item:
    row = Item(kind=measure.kind, subject=subject)
    match measure:
        case Comparison(operator=operator, value=figure, unit=unit, per=per):
            value, inexact = fitted(figure)
            return row._replace(
                operator=_text(operator),
                value=value,
                unit=unit,
                per=per,
                inexact=inexact,
            )
        case Range():
            return _range(measure, row)
        case Deadline(operator=operator, date=date, start=start):
            return row._replace(operator=_text(operator), date=date, start=start)
        case Change():
            value, inexact = fitted(measure.value)
            return row._replace(
                direction=str(measure.direction),
                operator=_text(measure.operator),
                value=value,
                unit=measure.unit,
                base=measure.base,
                inexact=inexact,
            )
        case Reference(operator=operator, referent=referent):
            return row._replace(operator=_text(operator), referent=referent)
        case Ratio(operator=operator, first=one, second=other):
            first, second = fitted(one), fitted(other)
            return row._replace(
                operator=_text(operator),
                first=first[0],
                second=second[0],
                inexact=_sides(measure) if first[1] or second[1] else None,
            )
        case Ranking(operator=operator, place=place):
            value, inexact = fitted(place)
            return row._replace(operator=_text(operator), place=value, inexact=inexact)
        case _:
            return row


def _sides(measure: Ratio) -> str:
    return f"{_exact(measure.first)}:{_exact(measure.second)}"


def _range(measure: Range, row: Item) -> Item:
    low, below = fitted(measure.low)
    high, above = fitted(measure.high)
    inexact = None
    if below is not None or above is not None:
        inexact = "..".join(_exact(each) for each in (measure.low, measure.high))
    return row._replace(
        low=low,
        high=high,
        low_inclusive=measure.low_inclusive,
        high_inclusive=measure.high_inclusive,
        unit=measure.unit,
        per=measure.per,
        inexact=inexact,
    )


def _exact(value: Number) -> str:
    return str(value) if isinstance(value, Fraction) else format(value, "f")


def _text(operator: object) -> str | None:
    return None if operator is None else str(operator)


def _ratio(value: Number | None) -> Decimal | None:
    if value is None:
        return None
    rounded = to_places(value, RATIO_PLACES)
    return rounded if rounded.adjusted() < DIGITS - RATIO_PLACES else None
