"""A document with what an evaluation found filled in: actuals, points, totals."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perftargets._renamed import renamed
from perftargets.judging.figures import to_places
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.profile import Profile
from perftargets.scoring.grade import grade
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.weights import Origin


def fill_form(evaluation: Evaluation) -> Document:
    """Fill the document in, as the form for self-evaluation wants it (自评表).

    Every row gets the actual that was used, its points and its score. Points without
    an end are rounded so that they still add up to what they are parts of. A row that
    could not be scored keeps an empty score and says why in its remarks. A total stands
    only where it is complete, and with it the grade.
    """
    return attrs.evolve(
        evaluation.document,
        projects=tuple(
            _project(project, evaluation.profile) for project in evaluation.projects
        ),
    )


def _project(result: ProjectEvaluation, profile: Profile) -> Project:
    score = result.score
    weights = _weights(result, profile)
    rows = tuple(
        _row(row, weight, profile)
        for row, weight in zip(result.indicators, weights, strict=True)
    )
    total = _total(result, rows) if score.complete else None
    return attrs.evolve(
        result.project,
        indicators=rows,
        funds=_funds(result, profile),
        total=total,
        grade=grade(total, profile) if total is not None and score.of_hundred else None,
    )


def _total(result: ProjectEvaluation, rows: tuple[Indicator, ...]) -> Decimal | None:
    """Return the total that the printed scores add up to.

    Where rows are set aside, the rest makes 100 and is no sum of what is printed.
    """
    score = result.score
    scores = [row.score for row in rows]
    aside = any(not row.points.applicable for row in result.indicators)
    if aside or score.total is None or None in scores:
        return score.total
    money = score.execution.points if score.execution.weight is not None else None
    return sum((each for each in scores if each is not None), money or Decimal(0))


def _weights(result: ProjectEvaluation, profile: Profile) -> list[Decimal | None]:
    """Return the points of each row as a form prints them."""
    exact = [row.points.weight for row in result.indicators]
    printed = [
        row.indicator.weight
        if row.indicator.weight is not None or weight is None
        else _decimal(weight, profile)
        for row, weight in zip(result.indicators, exact, strict=True)
    ]
    derived = {Origin.DERIVED, Origin.CATEGORY}
    errors = {
        index: Fraction(rounded) - weight
        for index, (row, rounded, weight) in enumerate(
            zip(result.indicators, printed, exact, strict=True)
        )
        if row.points.origin in derived and rounded is not None and weight is not None
    }
    unit = Fraction(1, 10**profile.points.places)
    off = round(sum(errors.values(), Fraction(0)) / unit)
    # The rows that rounding moved furthest the wrong way give or take a unit each.
    sign = 1 if off < 0 else -1
    worst = sorted(errors, key=lambda index: (errors[index] * sign, index))
    for index in worst[: abs(off)]:
        before = printed[index]
        if before is not None:
            printed[index] = before + Decimal(sign).scaleb(-profile.points.places)
    return printed


def _row(
    row: IndicatorEvaluation, weight: Decimal | None, profile: Profile
) -> Indicator:
    points = row.points
    score = points.points
    if points.exact is not None and points.weight and weight is not None:
        # The share of what is printed, so that the form follows its own formula.
        share = points.exact / points.weight
        settings = profile.points
        score = to_places(share * Fraction(weight), settings.places, settings.rounding)
    note = row.indicator.note
    if points.points is None and not (note or "").strip():
        note = points.reason.zh
    return attrs.evolve(
        row.indicator, actual=row.actual, weight=weight, score=score, note=note
    )


def _funds(result: ProjectEvaluation, profile: Profile) -> Funds | None:
    money, funds = result.score.execution, result.project.funds
    if money.weight is None:
        return funds
    known = funds or Funds()
    total: Amounts = attrs.evolve(
        known.total,
        weight=_decimal(money.weight, profile),
        score=money.points,
        rate=_rate(known.total.rate, money.rate),
    )
    return attrs.evolve(known, total=total)


def _rate(printed: str | None, rate: Fraction | None) -> str | None:
    if printed is not None or rate is None:
        return printed
    return f"{to_places(rate * 100, 2):f}%"


def _decimal(value: Fraction, profile: Profile) -> Decimal:
    """Write points as a form prints them: whole, or with the profile's decimals."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    return to_places(value, profile.points.places)


if not TYPE_CHECKING:
    __getattr__ = renamed(__name__, filled="fill_form")
