"""Figures and dates that are written, and were not plainly reached."""

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.phrase import parse

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    "actual",
    [
        "没有达到95%",
        "无法达到95%",
        "95%未达到",
        "预计95%",
        "计划达到95%",
        "力争95%",
        "约95%以上",
        "目标95%",
        "超过目标95%",
        "完成目标的100%",
        "差3%",
        "线上95%线下96%",
    ],
)
def test_a_figure_that_may_not_be_what_was_reached_decides_nothing(actual: str) -> None:
    """Denied, planned, hedged or one of several, it is no actual."""
    assert judge(parse("不低于95%"), actual).verdict is UNDETERMINED


@pytest.mark.parametrize(
    "actual", ["未开展5次", "还差2次", "缺2次", "3次+3次", "3+3次", "线上3次、线下3次"]
)
def test_nothing_is_added_up_or_taken_off(actual: str) -> None:
    """A sum that a person would do in the head is left to a person."""
    assert judge(parse("不少于5次"), actual).verdict is UNDETERMINED


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("计划5次，实际6次", MET),
        ("计划5次实际4次", NOT_MET),
        ("原定5次，实际开展6次", MET),
        ("取消2次，实际4次", NOT_MET),
        ("累计6次", MET),
        ("2022年开展6次", MET),
        ("超额完成6次", MET),
        ("应急演练6次", MET),
        ("组织未成年人活动6次", MET),
    ],
)
def test_what_is_said_to_be_reached_counts(actual: str, expected: Verdict) -> None:
    """实际 names it, and a word that only looks like a denial is none."""
    assert judge(parse("不少于5次"), actual).verdict is expected


def test_words_of_the_indicator_are_no_denial() -> None:
    """不合格率 is what is measured; 不 in it denies nothing."""
    about = JudgingContext(name="产品不合格率")
    assert judge(parse("≤5%"), "不合格率3%", about).verdict is MET


@pytest.mark.parametrize("actual", ["未达到95%", "不到95%", "不足95%"])
def test_less_than_the_target_is_a_figure_below_it(actual: str) -> None:
    """Whatever is below 95% is below a target of 95%, and below one of at most 96%."""
    assert judge(parse("不低于95%"), actual).verdict is NOT_MET
    assert judge(parse("≤96%"), actual).verdict is MET


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("12月20日完成", MET),
        ("于2022年11月30日完成验收", MET),
        ("12月底前未完成", UNDETERMINED),
        ("预计12月20日完成", UNDETERMINED),
        ("12月20日启动", UNDETERMINED),
        ("1月开始，12月20日完成", UNDETERMINED),
    ],
)
def test_a_date_on_which_it_was_not_done(actual: str, expected: Verdict) -> None:
    """A date of beginning, or of a plan, is no date of completion."""
    about = JudgingContext(fiscal_year=2022)
    assert judge(parse("12月底前"), actual, about).verdict is expected


def test_the_reason_quotes_the_word() -> None:
    """A person sees what stood in the way."""
    assert judge(parse("不低于95%"), "95%未达到").reason.en == (
        "“未” in “95%未达到” leaves open whether that is what was reached"
    )


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("增长5%", MET), ("增长3%", NOT_MET), ("下降1%", NOT_MET)],
)
def test_a_change_answers_a_rate_of_change(actual: str, expected: Verdict) -> None:
    """The figure of a 增长率 is itself a change."""
    assert judge(parse("增长率≥4%"), actual).verdict is expected
