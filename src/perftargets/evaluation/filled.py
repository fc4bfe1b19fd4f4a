"""A document with what an evaluation found filled in: actuals, points, totals."""

from decimal import Decimal
from fractions import Fraction

import attrs

from perftargets.evaluation._figures import to_places
from perftargets.evaluation.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.evaluation.weights import Origin
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.profile import Profile


def filled(evaluation: Evaluation) -> Document:
    """Fill the document in, as the form for self-evaluation wants it (自评表).

    Every row gets the actual that was used, its points and its score; points without
    an end are rounded. A row that could not be scored keeps an empty score and says
    why in its remarks. A total stands only where it is complete, and with it the grade.
    """
    return attrs.evolve(
        evaluation.document,
        projects=tuple(
            _project(project, evaluation.profile) for project in evaluation.projects
        ),
    )


def _project(result: ProjectEvaluation, profile: Profile) -> Project:
    score = result.score
    return attrs.evolve(
        result.project,
        indicators=tuple(_row(row, profile) for row in result.indicators),
        funds=_funds(result, profile),
        total=score.total if score.complete else None,
        grade=score.grade,
    )


def _row(row: IndicatorEvaluation, profile: Profile) -> Indicator:
    points = row.points
    weight = row.indicator.weight
    if weight is None and points.weight is not None:
        weight = _decimal(points.weight, profile)
    note = row.indicator.note
    if points.points is None and not (note or "").strip():
        note = points.reason.zh
    return attrs.evolve(
        row.indicator, actual=row.actual, weight=weight, score=points.points, note=note
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


def is_derived(evaluation: Evaluation) -> bool:
    """Say whether some row has points that the file does not give it."""
    return any(
        row.points.origin in {Origin.DERIVED, Origin.CATEGORY}
        for _, row in evaluation.rows()
    )
