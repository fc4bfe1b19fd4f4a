"""The one line in which a target is told to people."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Direction,
    Measure,
    Missing,
    Operator,
    Qualitative,
    Range,
    Reference,
    Target,
)
from perftargets.reporting.phrase import kind, reading


def target(measure: Measure, subject: str = "") -> Target:
    """Make a target of which only the meaning matters."""
    return Target("", subject, measure)


@pytest.mark.parametrize(
    ("measure", "zh", "en"),
    [
        (Comparison(Operator.AT_LEAST, Decimal("7E+4"), "宗"), "≥ 70000 宗", None),
        (Comparison(None, Decimal("0.10"), "%"), "0.10 %", None),
        (Comparison(Operator.MORE_THAN, Fraction(1, 3)), "> 1/3", None),
        (Comparison(Operator.ABOUT, Decimal(2), "次", "季度"), "≈ 2 次/季度", None),
        (Comparison(Operator.LESS_THAN, Decimal(3), None, "人"), "< 3 /人", None),
        (
            Range(Decimal(70), Decimal(85), high_inclusive=False, unit="%"),
            "[70, 85) %",
            None,
        ),
        (Deadline(Operator.AT_MOST, "--12-31"), "≤ --12-31", None),
        (Deadline(None, "2022-12", "2022-01"), "2022-01/2022-12", None),
        (Reference(Operator.EQUAL, "上年"), "= 上年", None),
        (Qualitative(), "以文字为准", "the words are the target"),
        (Missing(), "没有目标值", "no target"),
        (
            Change(Direction.DECREASE, Operator.AT_LEAST, Decimal(2), "%", "同比"),
            "减少 ≥ 2 %（基数：同比）",
            "decrease ≥ 2 % (base: 同比)",
        ),
        (Change(Direction.INCREASE), "增加", "increase"),
        (
            Compound(
                (
                    target(Comparison(Operator.AT_MOST, Decimal(10), "家"), "酒店"),
                    target(Qualitative()),
                )
            ),
            "酒店 ≤ 10 家; 以文字为准",
            "酒店 ≤ 10 家; the words are the target",
        ),
    ],
)
def test_reading_in_both_languages(measure: Measure, zh: str, en: str | None) -> None:
    """Each kind says its operator, figures and unit; words follow the language."""
    assert reading(target(measure), "zh") == zh
    assert reading(target(measure), "en") == (en or zh)


def test_subject_stands_before_the_measure() -> None:
    """What is measured comes first."""
    rate = target(Comparison(None, Decimal(90), "%"), "处置率")
    assert reading(rate, "en") == "处置率 90 %"


def test_kinds_have_a_name_in_both_languages() -> None:
    """The English name is the one of the wire form."""
    assert kind(target(Missing()), "en") == "missing"
    assert kind(target(Missing()), "zh") == "缺失"
