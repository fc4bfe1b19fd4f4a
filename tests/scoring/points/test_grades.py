"""Grades on points out of 100 alone, budgets that cannot be right, rows of detail."""

from decimal import Decimal

import pytest

from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.scoring.check import check
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.grade import Score
from perftargets.scoring.points import Points
from perftargets.scoring.review import ReviewOutcome, review
from perftargets.scoring.shares import ShareCase
from tests.scoring.points.making import evaluated, evaluation, row


def budget(adjusted: str, spent: str, weight: str | None = "10") -> Funds:
    """Make the money of a project."""
    points = None if weight is None else Decimal(weight)
    return Funds(total=Amounts(adjusted=adjusted, spent=spent, weight=points))


@pytest.mark.parametrize(
    ("weights", "total", "grade"),
    [
        (("30", "30"), "50.50", None),
        (("60", "50"), "100.50", None),
        (("60", "40"), "90.50", "优"),
    ],
)
def test_a_grade_needs_points_out_of_100(
    weights: tuple[str, str], total: str, grade: str | None
) -> None:
    """60 points with 50.5 earned are no 差, and 110 no 优."""
    lost = Decimal(weights[1]) - Decimal("9.5")
    score = evaluated(
        [
            row("200次", "200次", weight=weights[0]),
            row("200次", f"{200 * lost / Decimal(weights[1])}次", weight=weights[1]),
        ]
    ).score
    assert (score.total, score.grade) == (Decimal(total), grade)
    assert score.of_hundred is (grade is not None)


def test_what_is_set_aside_counts_among_the_100() -> None:
    """A row that does not apply leaves 90 of 100, which make 100; 50 of 60 do not."""
    whole = evaluated(
        [row("5次", "5次", weight="90"), row("5次", "不适用", weight="10")]
    ).score
    assert (whole.total, whole.grade) == (Decimal(100), "优")
    part = evaluated(
        [row("5次", "5次", weight="50"), row("5次", "不适用", weight="10")]
    ).score
    assert (part.total, part.grade) == (Decimal(50), None)


@pytest.mark.parametrize("many", [3, 6, 7, 9])
@pytest.mark.parametrize("digits", [11, 13, 15])
def test_a_part_of_100_that_is_set_aside_leaves_100(many: int, digits: int) -> None:
    """Thirds and sevenths with the digits of a sheet make 100 without a row too."""
    share = str(round(Decimal(100) / many, digits))
    rows = [row("≥3次", "3次", name=str(at), weight=share) for at in range(many - 1)]
    rows.append(row("≥3次", "不适用", name="其他", weight=share))
    score = evaluated(rows).score
    assert (score.total, score.grade, score.of_hundred) == (Decimal(100), "优", True)


def test_points_beside_100_are_told_with_their_digits() -> None:
    """No sum is told to make 100.00 and not 100."""
    rows = [row("≥3次", "3次", name=str(at), weight="33.333") for at in range(3)]
    (_, told) = evaluated(rows).score.notes
    assert told.en == (
        "the points add up to 99.999, not 100; nothing is rescaled and no grade is "
        "given"
    )


def test_a_form_of_60_points_is_filled_in_without_a_grade() -> None:
    """Neither the form nor the review takes the bands of 100 points for 60."""
    project = Project(
        name="经费",
        total=Decimal(60),
        grade="优",
        indicators=(row("5次", "5次", weight="60", score="60"),),
    )
    result = evaluation(project)
    (form,) = fill_form(result).projects
    assert (form.total, form.grade) == (Decimal("60.00"), None)
    (found,) = review(result).projects
    assert (found.grade, found.grade_expected) == (ReviewOutcome.OPEN, None)


@pytest.mark.parametrize(
    ("adjusted", "spent", "zh"),
    [
        (
            "100元",
            "90万元",
            "执行数90万元，预算数100元，执行数是预算数的9000倍",
        ),
        (
            "100万元",
            "90元",
            "执行数90元，预算数100万元，执行数只有预算数的0.01%",
        ),
    ],
)
def test_a_budget_in_another_unit_than_the_spending_is_told(
    adjusted: str, spent: str, zh: str
) -> None:
    """90万元 of 100元 are no 900000 %."""
    rows = (row("5次", "5次", weight="90"),)
    project = Project(name="经费", funds=budget(adjusted, spent), indicators=rows)
    score = evaluation(project).projects[0].score
    assert (score.execution.rate, score.execution.points) == (None, None)
    assert score.execution.doubtful
    assert score.notes[0].zh == f"{zh}，金额或单位可能填错，不计算执行率"
    assert (score.complete, score.grade) == (False, None)


@pytest.mark.parametrize(
    ("adjusted", "spent", "points"),
    [("100万元", "120万元", "10.00"), ("100万元", "0元", "0.00")],
)
def test_overspending_and_no_spending_are_budgets_still(
    adjusted: str, spent: str, points: str
) -> None:
    """120 % counts as 100 %, and nothing spent is 0 %."""
    rows = (row("5次", "5次", weight="90"),)
    project = Project(name="经费", funds=budget(adjusted, spent), indicators=rows)
    execution = evaluation(project).projects[0].score.execution
    assert (execution.points, execution.doubtful) == (Decimal(points), False)


def named(name: str, weight: str | None, actual: str = "5次") -> Indicator:
    """Make a row with a name."""
    return row("5次", actual, name=name, weight=weight)


@pytest.mark.parametrize(
    "name", ["其中：小学", "（其中）初中", "其中:高中", "　其中 中职"]
)
def test_rows_of_detail_have_no_points_of_their_own(name: str) -> None:
    """They have a verdict, and the total is complete without them."""
    score, rows = _scored(named("培训期数", "100"), named(name, None, "2次"))
    assert (score.complete, score.total, score.grade) == (True, Decimal(100), "优")
    assert (rows[1].case, rows[1].points, rows[1].weight) == (
        ShareCase.DETAIL,
        None,
        None,
    )
    assert rows[1].reason.zh == "是上一行的明细（其中），不单独计分"


def test_a_row_without_points_that_is_no_detail_leaves_the_total_open() -> None:
    """Nor is a row of detail one that has nothing above it, or points of its own."""
    score, _ = _scored(named("培训期数", "100"), named("培训人数", None))
    assert not score.complete
    score, _ = _scored(named("其中：小学", None), named("培训人数", "100"))
    assert not score.complete
    score, rows = _scored(named("培训期数", "60"), named("其中：小学", "40"))
    assert (score.total, rows[1].points) == (Decimal(100), Decimal(40))


def _scored(*rows: Indicator) -> tuple[Score, tuple[Points, ...]]:
    result = evaluated(rows)
    return result.score, tuple(each.points for each in result.indicators)


def test_points_of_a_category_are_not_shared_with_details() -> None:
    """The 50 points of 产出指标 go to its two rows, not to the detail between them."""
    rows = (named("期数", None), named("其中：小学", None), named("人数", None))
    project = Project(
        name="经费", weights=(("产出指标", Decimal(50)),), indicators=rows
    )
    found = check(Document(projects=(project,))).projects[0].indicators
    assert [each.points.weight for each in found] == [25, None, 25]
