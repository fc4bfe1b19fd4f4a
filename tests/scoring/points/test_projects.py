"""Points of a project: weights given and derived, the budget, total and grade."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets.model.project import Amounts
from perftargets.scoring.weights import Origin
from tests.scoring.points.making import changed, evaluated, row

OUTPUT, BENEFIT, SATISFACTION, COST = "产出指标", "效益指标", "满意度指标", "成本指标"
SPENT = Amounts(adjusted="350.5万元", spent="332.975万元")
"""95 % of the budget."""


def weights(*categories: str, **settings: object) -> list[Fraction | None]:
    """Derive the points of rows of these categories, none given."""
    rows = [row("5次", category=each) for each in categories]
    result = evaluated(rows, **settings)  # type: ignore[arg-type]
    return [each.points.weight for each in result.indicators]


def test_given_points_are_taken_as_they_stand() -> None:
    """A wrong sum is no reason to rescale or not to score."""
    result = evaluated([row("5次", "4次", weight="10"), row("5次", "5次", weight="30")])
    assert [each.points.points for each in result.indicators] == [
        Decimal("8.00"),
        Decimal("30.00"),
    ]
    score = result.score
    assert (score.total, score.out_of, score.complete) == (
        Decimal("38.00"),
        Fraction(40),
        True,
    )
    assert score.notes[-1].en == (
        "the points add up to 40, not 100; nothing is rescaled and no grade is given"
    )


def test_ninety_points_leave_ten_for_the_budget() -> None:
    """Where the rows have 90, execution has the profile's 10, and says so."""
    result = evaluated([row("5次", "5次", weight="90")], money=SPENT)
    money = result.score.execution
    assert (money.weight, money.points, money.rate) == (
        Fraction(10),
        Decimal("9.50"),
        Fraction(95, 100),
    )
    assert (result.score.total, result.score.grade) == (Decimal("99.50"), "优")
    assert result.score.notes[0].zh == "指标分值合计90，预算执行率按10分计"


def test_a_hundred_points_leave_none_for_the_budget() -> None:
    """Where the rows have 100, execution does not count."""
    result = evaluated([row("5次", "5次", weight="100")], money=SPENT)
    assert (result.score.execution.weight, result.score.execution.points) == (
        None,
        None,
    )
    assert (result.score.total, result.score.out_of) == (
        Decimal("100.00"),
        Fraction(100),
    )


def test_the_forms_own_points_for_the_budget_win() -> None:
    """A form that prints 20 for execution gets 20."""
    money = Amounts(adjusted="100万元", spent="50万元", weight=Decimal(20))
    result = evaluated([row("5次", "5次", weight="80")], money=money)
    assert result.score.execution.points == Decimal("10.00")
    assert result.score.total == Decimal("90.00")


@pytest.mark.parametrize(
    ("money", "rate"),
    [
        (Amounts(adjusted="100万元", spent="100万元"), Fraction(1)),
        (Amounts(adjusted="100万元", spent="120万元"), Fraction(6, 5)),
        (Amounts(adjusted="100万元", spent="500000元"), Fraction(1, 2)),
        (
            Amounts(initial="9万元", adjusted="8万元", spent="4万元"),
            Fraction(1, 2),
        ),
        (Amounts(initial="200万元", spent="50万元"), Fraction(1, 4)),
        (Amounts(rate="87.5%"), Fraction(7, 8)),
        (Amounts(adjusted="100万元"), None),
        (Amounts(spent="100万元"), None),
        (Amounts(adjusted="0万元", spent="0万元"), None),
        (Amounts(adjusted="100万元", spent="50"), None),
        (Amounts(adjusted="100万元", spent="50吨"), None),
        (Amounts(adjusted="约100万元", spent="50万元"), None),
    ],
)
def test_the_rate_of_execution(money: Amounts, rate: Fraction | None) -> None:
    """Spent against the adjusted budget; what is not sure gives no rate."""
    assert evaluated([row("5次")], money=money).score.execution.rate == rate


def test_more_spent_than_budgeted_is_full_and_no_more() -> None:
    """10 × min(1, 120/100)."""
    money = Amounts(adjusted="100万元", spent="120万元", weight=Decimal(10))
    result = evaluated([row("5次", "5次", weight="90")], money=money)
    assert result.score.execution.points == Decimal("10.00")


def test_a_budget_that_is_not_known_keeps_the_total_open() -> None:
    """Execution has points and no rate: it is not scored, the total says so."""
    result = evaluated([row("5次", "5次", weight="90")])
    score = result.score
    assert (score.execution.weight, score.execution.points) == (Fraction(10), None)
    assert (score.total, score.complete, score.grade) == (
        Decimal("90.00"),
        False,
        None,
    )
    assert score.notes[-1].zh == "总分不完整：1项（共10分）未计分"


@pytest.mark.parametrize(("spent", "asked"), [("90万元", False), ("89万元", True)])
def test_low_execution_asks_for_a_reason_in_sichuan(spent: str, *, asked: bool) -> None:
    """Under 90 % there, and nowhere as mof2020 is shipped."""
    money = Amounts(adjusted="100万元", spent=spent)
    rows = [row("5次", "5次", weight="90")]
    here = evaluated(rows, money=money, profile="sichuan").score.execution
    assert here.unexplained is asked
    assert evaluated(rows, money=money).score.execution.unexplained is False


def test_derived_points_are_exact_fractions() -> None:
    """产出 50 over three rows, 效益 30 and the 10 of 满意度, all rescaled to 100."""
    found = weights(OUTPUT, OUTPUT, OUTPUT, BENEFIT)
    assert found == [
        Fraction(500, 27),
        Fraction(500, 27),
        Fraction(500, 27),
        Fraction(400, 9),
    ]
    assert sum(each or 0 for each in found) == 100


def test_a_known_budget_keeps_its_ten_points() -> None:
    """With budget and spending known the rows share 90."""
    assert weights(OUTPUT, OUTPUT, BENEFIT, SATISFACTION, money=SPENT) == [
        25,
        25,
        30,
        10,
    ]


def test_missing_satisfaction_passes_its_points_to_benefit() -> None:
    """效益 40 then."""
    assert weights(OUTPUT, BENEFIT, money=SPENT) == [50, 40]


def test_nothing_passes_where_a_profile_says_so() -> None:
    """Without an heir the rest is rescaled: 50 and 30 of 80 make 90."""
    profile = changed("weights", satisfaction_passes_to=None)
    assert weights(OUTPUT, BENEFIT, money=SPENT, profile=profile) == [
        Fraction(225, 4),
        Fraction(135, 4),
    ]


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ((COST, OUTPUT, BENEFIT, SATISFACTION), [20, 40, 20, 10]),
        ((OUTPUT, BENEFIT, SATISFACTION), [50, 30, 10]),
        ((COST, OUTPUT, BENEFIT), [20, 40, 30]),
    ],
)
def test_points_by_101(categories: tuple[str, ...], expected: list[int]) -> None:
    """成本 20, 产出 40, 效益 20; without 成本 50 and 30; 满意度 passes to 效益."""
    assert weights(*categories, money=SPENT, profile="mof2021") == expected


def test_cost_counts_as_output_where_it_has_no_points() -> None:
    """By 10号 a cost row stands under 产出 and shares its 50."""
    assert weights(COST, OUTPUT, BENEFIT, SATISFACTION, money=SPENT) == [
        25,
        25,
        30,
        10,
    ]


def test_a_row_of_no_known_category_gets_none_derived() -> None:
    """It stays open and the total says so."""
    result = evaluated([row("5次", "5次", category="其他"), row("5次", "5次")])
    strange, usual = (each.points for each in result.indicators)
    assert (strange.weight, strange.origin, strange.points) == (
        None,
        Origin.NONE,
        None,
    )
    assert (usual.weight, usual.points) == (Fraction(100), Decimal("100.00"))
    assert result.score.complete is False


def test_given_points_need_no_known_category() -> None:
    """A strange category is no reason not to score."""
    found = evaluated([row("5次", "4次", category="其他", weight="10")])
    assert found.indicators[0].points.points == Decimal("8.00")


def test_derived_points_add_up_exactly() -> None:
    """Three thirds of 60 are 60.00, whatever the rows print."""
    rows = [row("5次", "5次") for _ in range(3)] + [row("5次", "5次", category=BENEFIT)]
    score = evaluated(rows).score
    assert [each.points for each in score.rows] == [
        Decimal("18.52"),
        Decimal("18.52"),
        Decimal("18.52"),
        Decimal("44.44"),
    ]
    assert score.total == Decimal("100.00")


@pytest.mark.parametrize(
    ("total", "expected"), [("rounded", "13.34"), ("exact", "13.33")]
)
def test_given_points_add_up_as_the_profile_says(total: str, expected: str) -> None:
    """Two rows of 6.666… are 13.34 as printed and 13.33 rounded once."""
    rows = [row("不少于3次", "2次", weight="10")] * 2
    profile = changed("points", total=total)
    assert evaluated(rows, profile=profile).score.total == Decimal(expected)


def test_the_points_of_a_category_are_divided_over_its_rows() -> None:
    """产出指标（50分） over four rows is 12.5 each."""
    rows = [row("5次", "4次") for _ in range(4)]
    result = evaluated(rows, weights=((OUTPUT, Decimal(50)),))
    assert [each.points.weight for each in result.indicators] == [Fraction(25, 2)] * 4
    assert result.score.total == Decimal("40.00")
    assert result.indicators[0].points.origin is Origin.CATEGORY


def test_points_given_to_some_rows_leave_the_others_open() -> None:
    """Nothing says what is left for them."""
    rows = [row("5次", "5次", weight="20"), row("5次", "5次")]
    result = evaluated(rows, weights=((OUTPUT, Decimal(50)),))
    assert [each.points.points for each in result.indicators] == [
        Decimal("20.00"),
        None,
    ]


def test_rows_that_do_not_apply_rescale_the_rest() -> None:
    """40 of 50 points that apply are 80 of 100."""
    rows = [row("5次", "4次", weight="50"), row("5次", "不适用", weight="50")]
    score = evaluated(rows).score
    assert (score.total, score.out_of, score.complete, score.grade) == (
        Decimal("80.00"),
        Fraction(50),
        True,
        "良",
    )


def test_an_open_row_leaves_total_and_grade_open() -> None:
    """The sum so far stands, the grade does not."""
    rows = [row("5次", "5次", weight="60"), row("5次", "完成", weight="40")]
    score = evaluated(rows).score
    assert (score.total, score.complete, score.open_points, score.grade) == (
        Decimal("60.00"),
        False,
        Fraction(40),
        None,
    )


@pytest.mark.parametrize(
    ("actual", "grade"),
    [
        ("90次", "优"),
        ("89次", "良"),
        ("80次", "良"),
        ("79次", "中"),
        ("60次", "中"),
        ("59次", "差"),
        ("0次", "差"),
    ],
)
def test_grades(actual: str, grade: str) -> None:
    """优 from 90, 良 from 80, 中 from 60, 差 below."""
    rows = [row("不少于100次", actual, weight="100")]
    assert evaluated(rows).score.grade == grade


def test_a_project_without_rows_has_no_total() -> None:
    """Nothing is scored, nothing is complete."""
    score = evaluated([]).score
    assert (score.total, score.complete, score.grade) == (None, False, None)
