"""Verdicts on changes and on references to something without a figure here."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.model.project import Amounts, Funds
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Direction,
    Operator,
    Reference,
    Target,
)

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
UP, DOWN = Direction.INCREASE, Direction.DECREASE


def change(  # noqa: PLR0913 - one argument for each field of a Change
    direction: Direction,
    value: str | None = None,
    operator: Operator | None = None,
    *,
    unit: str | None = "%",
    base: str | None = None,
    text: str = "变化",
) -> Target:
    """Make a change by hand."""
    amount = None if value is None else Decimal(value)
    unit = unit if value is not None else None
    return Target(text, "", Change(direction, operator, amount, unit, base))


def figure(value: str, unit: str | None = "%", subject: str = "") -> Target:
    """Make a plain figure by hand."""
    return Target(value, subject, Comparison(None, Decimal(value), unit))


@pytest.mark.parametrize(
    ("target", "actual", "expected", "completion"),
    [
        (change(DOWN, "2", Operator.AT_LEAST), change(DOWN, "3"), MET, "3/2"),
        (change(DOWN, "2", Operator.AT_LEAST), change(DOWN, "1"), NOT_MET, "1/2"),
        (change(DOWN, "2", Operator.AT_LEAST), change(UP, "3"), NOT_MET, "-3/2"),
        (change(UP, "3"), change(UP, "3"), MET, "1"),
        (change(UP, "3"), change(UP, "2.9"), NOT_MET, "29/30"),
        (change(UP, "5", Operator.AT_MOST), change(UP, "4"), MET, "4/5"),
        (change(UP, "5", Operator.AT_MOST), change(DOWN, "4"), MET, "-4/5"),
        (change(UP, "5", Operator.AT_MOST), change(UP, "6"), NOT_MET, "6/5"),
    ],
)
def test_the_actual_change_is_compared(
    target: Target, actual: Target, expected: Verdict, completion: str
) -> None:
    """In the direction that the target wants; the other direction counts below 0."""
    judgement = judge(target, actual)
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        (change(UP, base="上年"), change(UP, "1"), MET),
        (change(UP, base="上年"), change(UP), MET),
        (change(UP, base="上年"), change(DOWN, "1"), NOT_MET),
        (change(UP, base="上年"), change(DOWN), NOT_MET),
        (change(UP, "3"), change(DOWN), NOT_MET),
        (change(UP, "3"), change(UP), UNDETERMINED),
        (change(UP, "3", unit="百分点"), change(UP, "4"), UNDETERMINED),
        (change(UP, "3"), figure("95"), UNDETERMINED),
        (change(UP, "3", base="上年"), change(UP, "4", base="同比"), MET),
        (change(UP, "3", base="上年"), change(UP, "4", base="2019年"), UNDETERMINED),
    ],
)
def test_what_a_change_can_be_held_against(
    target: Target, actual: Target, expected: Verdict
) -> None:
    """A plain figure may be a level; another base or unit is another change."""
    assert judge(target, actual).verdict is expected


def test_no_change_is_a_change_of_nothing() -> None:
    """与上年持平 is no increase."""
    same = Target("与上年持平", "", Reference(Operator.EQUAL, "上年"))
    assert judge(change(UP, base="上年"), same).verdict is NOT_MET
    assert judge(change(UP, "3", base="上年"), same).verdict is NOT_MET


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("旅游收入增长率", "3.5", MET),
        ("旅游收入增长率", "2.5", NOT_MET),
        ("旅游收入增长率", "-1", NOT_MET),
        ("旅游收入降幅", "3.5", NOT_MET),
        ("旅游收入", "3.5", UNDETERMINED),
    ],
)
def test_a_plain_figure_is_a_change_where_the_name_says_so(
    name: str, value: str, expected: Verdict
) -> None:
    """The figure of a 增长率 is itself a change."""
    about = JudgingContext(name=name)
    assert judge(change(UP, "3"), figure(value), about).verdict is expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("满意度96%，全市各区平均值95%", MET),
        ("满意度94%，全市各区平均值95%", NOT_MET),
        ("96%（全市各区平均值95%）", MET),
        ("96%", UNDETERMINED),
        ("不低于全市各区平均值", UNDETERMINED),
        ("已完成", UNDETERMINED),
        ("", Verdict.NOT_REPORTED),
    ],
)
def test_a_reference_needs_the_figure_of_its_referent(
    actual: str, expected: Verdict
) -> None:
    """Given with the actual, it decides; else a person must say."""
    assert judge(parse("不低于全市各区平均值"), actual).verdict is expected


def test_a_gap_to_the_referent_decides() -> None:
    """高于全市平均值2个百分点 says on which side of it the actual lies."""
    target = Target("不低于全市平均值", "", Reference(Operator.AT_LEAST, "全市平均值"))
    above = change(UP, "2", unit="百分点", base="全市平均值")
    below = change(DOWN, "2", unit="百分点", base="全市平均值")
    assert judge(target, above).verdict is MET
    assert judge(target, below).verdict is NOT_MET


@pytest.mark.parametrize(
    ("operator", "gap", "expected"),
    [
        (Operator.AT_MOST, change(DOWN, "2", base="上年"), MET),
        (Operator.AT_MOST, change(UP, "2", base="上年"), NOT_MET),
        (Operator.LESS_THAN, change(UP, "2", base="上年"), NOT_MET),
        (Operator.MORE_THAN, change(UP, "2", base="上年"), MET),
        (Operator.EQUAL, change(UP, "2", base="上年"), UNDETERMINED),
        (Operator.AT_LEAST, change(UP, base="上年"), UNDETERMINED),
        (Operator.AT_LEAST, change(UP, "2", base="2019年"), UNDETERMINED),
    ],
)
def test_a_gap_needs_an_amount_and_the_same_referent(
    operator: Operator, gap: Target, expected: Verdict
) -> None:
    """A gap to something else, or of no amount, decides nothing."""
    target = Target("与上年比", "", Reference(operator, "上年"))
    assert judge(target, gap).verdict is expected


def test_a_change_that_was_not_made_is_not_met() -> None:
    """未开展 says that nothing changed for it; 情况良好 says nothing."""
    assert judge(change(UP, "3"), "未开展").verdict is NOT_MET
    assert judge(change(UP, "3"), "情况良好").verdict is UNDETERMINED
    assert judge(change(UP, "3"), "力争增长5%").verdict is UNDETERMINED


FUNDS = Funds(total=Amounts(initial="90万元", adjusted="100万元", spent="98.5万元"))


@pytest.mark.parametrize(
    ("actual", "funds", "expected"),
    [
        ("95万元", FUNDS, MET),
        ("100万元", FUNDS, MET),
        ("105万元", FUNDS, NOT_MET),
        ("预算内完成", FUNDS, MET),
        ("95万元", Funds(total=Amounts(initial="90万元")), NOT_MET),
        ("预算内完成", Funds(total=Amounts(initial="90万元")), UNDETERMINED),
        ("95万元", None, UNDETERMINED),
        ("已完成", None, UNDETERMINED),
    ],
)
def test_the_budget_is_the_projects_own_money(
    actual: str, funds: Funds | None, expected: Verdict
) -> None:
    """The adjusted budget, else the first; what was spent stands in for words."""
    about = JudgingContext(funds=funds)
    assert judge(parse("预算内完成"), actual, about).verdict is expected


@pytest.mark.parametrize(
    ("target", "actual", "baseline", "expected"),
    [
        ("不低于上年", "91%", "90%", MET),
        ("不低于上年水平", "89%", "90%", NOT_MET),
        ("高于上年", "90%", "90%", NOT_MET),
        ("高于上年", "90.1%", "90%", MET),
        ("不高于去年", "5%", "6%", MET),
        ("不低于上年", "2.1万立方米", "2万立方米", MET),
        ("不低于上年", "2.1万立方米", "超额完成", UNDETERMINED),
        ("不低于上年", "91%", "预计90%", UNDETERMINED),
        ("不低于上年", "预计91%", "90%", UNDETERMINED),
        ("不低于全市平均值", "91%", "90%", UNDETERMINED),
        ("不低于上年", "95%（上年94%）", "96%", MET),
    ],
)
def test_last_years_table_answers_a_reference_to_last_year(
    target: str, actual: str, baseline: str, expected: Verdict
) -> None:
    """Its actual is the referent where it is a plain level; the cell's own wins."""
    about = JudgingContext(baseline=parse(baseline))
    assert judge(parse(target), actual, about).verdict is expected


@pytest.mark.parametrize(
    "actual", ["上年98%", "上年的98%", "达到上年的103%", "去年同期98%"]
)
@pytest.mark.parametrize(
    "target", ["不低于上年水平", "不低于上年", "不超过上年同期水平"]
)
def test_a_figure_of_last_year_is_not_what_was_reached(
    target: str, actual: str
) -> None:
    """It may be last year's or a share of it: nothing is decided, whatever is known."""
    known = JudgingContext(baseline=parse("95%"))
    assert Verdict.UNDETERMINED is judge(parse(target), actual, known).verdict
    beside = judge(parse(target), "98%（上年95%）", JudgingContext())
    assert (beside.verdict is Verdict.MET) is target.startswith("不低于")
