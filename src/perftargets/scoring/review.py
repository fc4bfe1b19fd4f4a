"""复核: a filled self-evaluation recomputed, and what in it does not follow."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from perftargets._values import Language, Value, rows_table
from perftargets.findings import Message
from perftargets.judging.figures import decimal_text, exact
from perftargets.profile import Profile
from perftargets.scoring.grade import grade
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.shares import ShareCase
from perftargets.text import unspaced

_HALF = Fraction(1, 2)


class ReviewOutcome(StrEnum):
    """What a printed figure is worth."""

    FOLLOWS = "follows"
    """It is what the rule gives."""
    DIFFERS = "differs"
    """It is not."""
    OPEN = "open"
    """No rule gives a figure to hold it against."""
    NOT_PRINTED = "not_printed"
    """The form prints none."""


@attrs.frozen(kw_only=True, repr=False)
class CheckedFigure(Value):
    """One printed figure against what it should be.

    Attributes:
        outcome: whether it follows.
        printed: what the form prints; None where it prints none.
        expected: what the rule gives, rounded; None where it gives nothing.
        reason: the working.
    """

    outcome: ReviewOutcome
    printed: Decimal | None
    expected: Decimal | None
    reason: Message

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return what is printed, what it should be, and the working."""
        return {
            "printed": decimal_text(self.printed),
            "expected": decimal_text(self.expected),
            "outcome": str(self.outcome),
            "reason": self.reason.text(language),
        }


@attrs.frozen(kw_only=True, repr=False)
class RowReview(Value):
    """One row: its printed score against the rule for it."""

    row: IndicatorEvaluation
    score: CheckedFigure


@attrs.frozen(kw_only=True, repr=False)
class ProjectReview(Value):
    """One project recomputed.

    Attributes:
        project: the project as it was evaluated.
        rows: its rows, in order.
        execution: the printed score for spending the budget.
        total: the printed total against the sum of the printed scores.
        grade: the printed grade against that of the printed total; None where the
            form prints no grade or no total.
        grade_expected: the grade that the printed total has by the profile.
    """

    project: ProjectEvaluation
    rows: tuple[RowReview, ...]
    execution: CheckedFigure
    total: CheckedFigure
    grade: ReviewOutcome
    grade_expected: str | None

    def differing(self) -> tuple[RowReview, ...]:
        """Return the rows whose printed score does not follow."""
        return tuple(
            row for row in self.rows if row.score.outcome is ReviewOutcome.DIFFERS
        )

    @property
    def follows(self) -> bool:
        """Whether nothing that is printed differs from what the rules give."""
        outcomes = [row.score.outcome for row in self.rows]
        outcomes += [self.execution.outcome, self.total.outcome, self.grade]
        return ReviewOutcome.DIFFERS not in outcomes


@attrs.frozen(kw_only=True, repr=False)
class Review(Value):
    """A filled document recomputed, project by project.

    Attributes:
        projects: in the document's order.
        profile: the settings it was recomputed by.
    """

    projects: tuple[ProjectReview, ...]
    profile: Profile

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the profile, whether all follows, and each printed figure."""
        return {
            "profile": {"name": self.profile.name, "version": self.profile.version},
            "follows": all(project.follows for project in self.projects),
            "items": self.to_dicts(language),
        }

    def _repr_html_(self) -> str:
        """Return the printed figures as a table for a notebook, one a row."""
        return rows_table(self.to_dicts("zh"))

    def to_dicts(self, language: Language = "en") -> list[dict[str, Any]]:
        """Return each printed figure as what JSON can hold; figures are strings.

        The items of a project are its rows, then ``execution``, ``total``, ``grade``.
        """
        return [item for project in self.projects for item in _items(project, language)]


def _items(found: ProjectReview, language: Language) -> Iterator[dict[str, Any]]:
    """Return the printed figures of a project, each with what it should be."""
    named = [("row", each.row.indicator.name, each.score) for each in found.rows]
    named += [("execution", "", found.execution), ("total", "", found.total)]
    shared = {
        "project": found.project.name,
        "agency": found.project.project.agency,
    }
    for item, name, checked in named:
        yield {
            **shared,
            "item": item,
            "name": name,
            **checked.to_dict(language),
        }
    yield {
        **shared,
        "item": "grade",
        "name": "",
        "printed": found.project.project.grade,
        "expected": found.grade_expected,
        "outcome": str(found.grade),
        "reason": "",
    }


def review(evaluation: Evaluation) -> Review:
    """Recompute what a filled self-evaluation prints.

    Each row is held against the formula for it, the total against the scores that the
    rows print, the grade against the total that is printed: an error is told once,
    where it was made.
    """
    return Review(
        projects=tuple(review_projects(evaluation)), profile=evaluation.profile
    )


def review_projects(evaluation: Evaluation) -> Iterator[ProjectReview]:
    """Recompute one project after the other, for whoever keeps none of them."""
    for project in evaluation.projects:
        yield _project(project, evaluation.profile)


def _project(result: ProjectEvaluation, profile: Profile) -> ProjectReview:
    rows = tuple(
        RowReview(row=row, score=_row(row, profile)) for row in result.indicators
    )
    money = result.score.execution
    spent = _held(money.printed, money.points, money.reason, profile)
    expected, outcome = _grade(result, profile)
    return ProjectReview(
        project=result,
        rows=rows,
        execution=spent,
        total=_total(result, rows, spent, profile),
        grade=outcome,
        grade_expected=expected,
    )


def _row(row: IndicatorEvaluation, profile: Profile) -> CheckedFigure:
    points, printed = row.points, row.indicator.score
    if points.case is ShareCase.LEVEL and printed is not None and points.weight:
        return _in_band(row, printed)
    return _held(printed, points.points, points.reason, profile)


def _held(
    printed: Decimal | None,
    expected: Decimal | None,
    reason: Message,
    profile: Profile,
) -> CheckedFigure:
    if printed is None:
        outcome = ReviewOutcome.NOT_PRINTED
    elif expected is None:
        outcome = ReviewOutcome.OPEN
    elif abs(printed - expected) <= profile.points.tolerance:
        outcome = ReviewOutcome.FOLLOWS
    else:
        outcome = ReviewOutcome.DIFFERS
    return CheckedFigure(
        outcome=outcome, printed=printed, expected=expected, reason=reason
    )


def _in_band(row: IndicatorEvaluation, printed: Decimal) -> CheckedFigure:
    """Check a score for words against the band of its level, not against one figure."""
    points = row.points
    share = exact(printed) / (points.weight or Fraction(1))
    low, high = points.low or Fraction(0), points.high or Fraction(1)
    inside = low <= share < high or share == high == 1
    return CheckedFigure(
        outcome=ReviewOutcome.FOLLOWS if inside else ReviewOutcome.DIFFERS,
        printed=printed,
        expected=printed if inside else points.points,
        reason=points.reason,
    )


def _total(
    result: ProjectEvaluation,
    rows: tuple[RowReview, ...],
    execution: CheckedFigure,
    profile: Profile,
) -> CheckedFigure:
    printed = result.project.total
    scores = [
        row.score.printed
        for row in rows
        if row.row.points.applicable and row.score.printed is not None
    ]
    if execution.printed is not None:
        scores.append(execution.printed)
    counted = [row for row in rows if row.row.points.applicable]
    without = [row for row in counted if row.score.printed is None]
    unpaid = result.score.execution.weight is not None and execution.printed is None
    if not scores or without or unpaid or len(counted) < len(rows):
        return CheckedFigure(
            outcome=ReviewOutcome.NOT_PRINTED
            if printed is None
            else ReviewOutcome.OPEN,
            printed=printed,
            expected=None,
            reason=Message(
                zh="有的行没有得分或不适用，总分不能核对",
                en="some rows print no score or do not apply: the total cannot be "
                "held against their sum",
            ),
        )
    total = sum(scores, Decimal(0))
    reason = Message(
        zh=f"各行得分合计{format(total, 'f')}",
        en=f"the printed scores add up to {format(total, 'f')}",
    )
    # Whoever rounds only the total is off by up to half a unit for each rounded score.
    places = profile.points.places
    unit = Fraction(1, 10**places)
    rounded = sum(_places(score) >= places for score in scores)
    slack = exact(profile.points.tolerance) + _HALF * unit * rounded
    if printed is None:
        outcome = ReviewOutcome.NOT_PRINTED
    elif abs(exact(printed) - exact(total)) <= slack:
        outcome = ReviewOutcome.FOLLOWS
    else:
        outcome = ReviewOutcome.DIFFERS
    return CheckedFigure(
        outcome=outcome, printed=printed, expected=total, reason=reason
    )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _grade(
    result: ProjectEvaluation, profile: Profile
) -> tuple[str | None, ReviewOutcome]:
    printed, total = result.project.grade, result.project.total
    # Bands of 优 and 良 are made for points out of 100.
    known = total is not None and result.score.of_hundred
    expected = grade(total, profile) if total is not None and known else None
    if printed is None:
        return expected, ReviewOutcome.NOT_PRINTED
    if expected is None:
        return expected, ReviewOutcome.OPEN
    same = unspaced(printed) == expected
    return expected, ReviewOutcome.FOLLOWS if same else ReviewOutcome.DIFFERS
