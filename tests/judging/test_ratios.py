"""Ratios compare as exact fractions, and of places a lower one is better."""

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.phrase import parse

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
OPEN, NONE = Verdict.UNDETERMINED, Verdict.NOT_REPORTED


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("师生比不低于1:20", "1:18", MET),
        ("师生比不低于1:20", "1:20", MET),
        ("师生比不低于1:20", "1:22", NOT_MET),
        ("师生比不低于1:20", "师生比1:19.5", MET),
        # The other way round it is most likely the same thing.
        ("师生比不低于1:20", "17:1", OPEN),
        ("≤17:1", "16:1", MET),
        ("≤17:1", "18:1", NOT_MET),
        ("≤17:1", "1:16", OPEN),
        ("师生比不低于1:20", "5%", OPEN),
        ("师生比不低于1:20", "1:18、1:25", OPEN),
        ("师生比不低于1:20", "预计1:18", OPEN),
        ("师生比不低于1:20", "", NONE),
        # Without an operator, and without a word for the direction.
        ("配比1:20", "1:20", MET),
        ("配比1:20", "1:18", OPEN),
        ("投入产出比＝1:3", "2:6", MET),
        ("投入产出比＝1:3", "1:4", OPEN),
        ("排名前10", "第8名", MET),
        ("排名前10", "第10名", MET),
        ("排名前10", "第11名", NOT_MET),
        ("排名前10", "前5名", MET),
        ("排名前10", "前20名", OPEN),
        ("排名前10", "8", MET),
        ("排名前10", "8万元", OPEN),
        ("排名前10", "-1", OPEN),
        ("不低于第5名", "第5名", MET),
        ("不低于第5名", "第6名", NOT_MET),
        ("排名高于第5名", "第5名", NOT_MET),
        ("全市考核第一名", "第一名", MET),
        ("全市考核第一名", "第2名", NOT_MET),
        ("排名前10", "未开展", OPEN),
    ],
)
def test_an_actual_is_judged(target: str, actual: str, verdict: Verdict) -> None:
    """Met, not met, or left to a person."""
    assert verdict is judge(parse(target), actual).verdict


@pytest.mark.parametrize(
    ("direction", "verdict"), [("正向", MET), ("反向", NOT_MET), (None, OPEN)]
)
def test_the_form_may_state_the_direction_of_a_ratio(
    direction: str | None, verdict: Verdict
) -> None:
    """师生比 and 生师比 point opposite ways, so the name decides nothing."""
    about = JudgingContext(direction=direction)

    assert verdict is judge(parse("配比1:20"), "1:18", about).verdict


def test_a_strict_profile_misses_an_equal_ratio() -> None:
    """By the same rule as a figure with =."""
    about = JudgingContext(strict_equal=True)

    assert NOT_MET is judge(parse("投入产出比＝1:3"), "1:4", about).verdict


def test_the_reason_names_both_sides() -> None:
    """In both languages."""
    reason = judge(parse("师生比不低于1:20"), "1:22").reason

    assert "实际1:22，目标≥1:20，未达到" == reason.zh
    assert "actual 1:22, target ≥1:20: not met" == reason.en


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("次年4月30日前", "2023年4月1日", MET),
        ("次年4月30日前", "2022年4月1日", MET),
        ("次年4月30日前", "2023年5月1日", NOT_MET),
        ("上年末", "2021年12月30日", MET),
        ("上年末", "2022年1月3日", NOT_MET),
        ("次年4月30日前", "4月1日", OPEN),
    ],
)
def test_a_date_of_another_year_is_counted_from_the_fiscal_year(
    target: str, actual: str, verdict: Verdict
) -> None:
    """2022: 次年 is 2023 and 上年 2021."""
    about = JudgingContext(fiscal_year=2022)

    assert verdict is judge(parse(target), actual, about).verdict


def test_a_date_of_another_year_needs_a_fiscal_year() -> None:
    """Without one nothing is decided."""
    assert OPEN is judge(parse("次年4月30日前"), "2023年4月1日").verdict


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("培训3期240人", "240人"),
        ("50人（含线上10人以上）", "60人"),
        ("5万元封顶", "4万元"),
        ("▲5%", "6%"),
        ("2023年3月和9月", "2023年9月"),
    ],
)
def test_a_target_that_was_not_read_for_certain_is_not_decided(
    target: str, actual: str
) -> None:
    """What was left over is named."""
    judged = judge(parse(target), actual, JudgingContext(fiscal_year=2023))

    assert OPEN is judged.verdict
    assert parse(target).diagnostics[0].message.zh in judged.reason.zh


def test_both_targets_of_a_bracket_count() -> None:
    """培训10期（合格率≥95%） with 60 % is not met in whole."""
    judged = judge(parse("培训10期（合格率≥95%）"), "10期，合格率60%")

    assert Verdict.PARTLY_MET is judged.verdict
