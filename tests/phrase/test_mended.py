"""Phrases that were read wrong once, each with why it was."""

from typing import Any

import pytest

from perftargets.phrase import parse, to_wire
from perftargets.text import fold
from tests.corpus.entries import meant, measure

FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "6月底前50%，9月底前100%",
        "前50% is a place in a row, and both shares are words",
        {
            "kind": "compound",
            "items": [
                {"kind": "deadline", "operator": "<=", "date": "--06-30"},
                {"value": "50", "unit": "%"},
                {"kind": "deadline", "operator": "<=", "date": "--09-30"},
                {"value": "100", "unit": "%"},
            ],
        },
    ),
    (
        "6月30日前支付80%",
        "the like with a day",
        {
            "kind": "compound",
            "items": [
                {"kind": "deadline", "operator": "<=", "date": "--06-30"},
                {"value": "80", "unit": "%"},
            ],
        },
    ),
    (
        "10-20千牛",
        "牛 is an unknown unit, and 千 a scale",
        {"kind": "range", "low": "10", "high": "20", "unit": "千牛"},
    ),
    (
        "不低于上一年度",
        "一年 is a figure before 上一年 is a referent",
        {"kind": "reference", "operator": ">=", "referent": "上一年度"},
    ),
    (
        "不低于上一年水平",
        "一年 is a figure before 上一年 is a referent",
        {"kind": "reference", "operator": ">=", "referent": "上一年水平"},
    ),
    (
        "新建5所以及改建3所",
        "所 refuses to stand before 以",
        {
            "kind": "compound",
            "items": [{"value": "5", "unit": "所"}, {"value": "3", "unit": "所"}],
        },
    ),
    (
        "不少于15星期",
        "15星 is a grade",
        {"operator": ">=", "value": "15", "unit": "星期"},
    ),
    (
        "（不少于 3）",
        "3） behind a blank is a list marker",
        {"operator": ">=", "value": "3"},
    ),
    ("A-1区绿化", "1区 is a figure behind a letter", {"kind": "qualitative"}),
    ("（满意度 95）", "95） behind a blank is a list marker", {"value": "95"}),
    (
        "（3）",
        "a figure in brackets is a list marker, and nothing is left",
        {"value": "3"},
    ),
    (
        "较上年不降低",
        "a denied change is read as the change",
        {"kind": "reference", "operator": ">=", "referent": "上年"},
    ),
    (
        "较上年不增长",
        "a denied change is read as the change",
        {"kind": "reference", "operator": "<=", "referent": "上年"},
    ),
    (
        "比上年不增加",
        "a denied change is read as the change",
        {"kind": "reference", "operator": "<=", "referent": "上年"},
    ),
    (
        "较上年未下降",
        "a denied change is read as the change",
        {"kind": "reference", "operator": ">=", "referent": "上年"},
    ),
    (
        "同比不下降",
        "a denied change is read as the change",
        {"kind": "reference", "operator": ">=", "referent": "同比"},
    ),
    (
        "环比不增加",
        "a denied change is read as the change",
        {"kind": "reference", "operator": "<=", "referent": "环比"},
    ),
    (
        "成本同比没有增加",
        "a denied change is read as the change",
        {"kind": "reference", "operator": "<=", "referent": "同比"},
    ),
    (
        "(5,10]万元",
        "a scaled unit behind an interval is lost",
        {
            "kind": "range",
            "low": "50000",
            "high": "100000",
            "unit": "元",
            "low_inclusive": False,
        },
    ),
    (
        "[60,80]万元",
        "a scaled unit behind an interval is lost",
        {"kind": "range", "low": "600000", "high": "800000", "unit": "元"},
    ),
    (
        "[1,3)万人",
        "a scaled unit behind an interval is lost",
        {
            "kind": "range",
            "low": "10000",
            "high": "30000",
            "unit": "人",
            "high_inclusive": False,
        },
    ),
    (
        "[5,10]亿元",
        "a scaled unit behind an interval is lost",
        {"kind": "range", "low": "500000000", "high": "1000000000", "unit": "元"},
    ),
    (
        "[10,20]万元/公里",
        "a scaled unit behind an interval is lost",
        {
            "kind": "range",
            "low": "100000",
            "high": "200000",
            "unit": "元",
            "per": "公里",
        },
    ),
    (
        "-3--1%",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-3", "high": "-1", "unit": "%"},
    ),
    (
        "-3%--1%",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-3", "high": "-1", "unit": "%"},
    ),
    (
        "-2%—-1%",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-2", "high": "-1", "unit": "%"},
    ),
    (
        "-5—-2℃",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-5", "high": "-2", "unit": "摄氏度"},
    ),
    (
        "-10℃--5℃",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-10", "high": "-5", "unit": "摄氏度"},
    ),
    (
        "-3%——1%",
        "the minus of an upper end is half of a long dash",
        {"kind": "range", "low": "-3", "high": "1", "unit": "%"},
    ),
    ("达到2021年水平", "the year of a level is a deadline", {"kind": "qualitative"}),
    ("达到2020年标准", "the year of a level is a deadline", {"kind": "qualitative"}),
    (
        "3.5元/公里·车",
        "the second rate is no unit of the table",
        {"value": "3.5", "unit": "元", "per": "公里/车"},
    ),
]

DOUBTED: list[tuple[str, str]] = [
    ("同比不上升5%", "denied-measure"),
    ("较上年不明显增加", "denied-measure"),
    ("防止成本同比增加", "denied-measure"),
    ("[5,10]万箩", "unclear-figures"),
    ("-3%-(-1%)", "unread-bracket"),
    ("(-2)-(-1)%", "unread-bracket"),
    ("不超过2021年的95%", "reference-with-figure"),
    ("不低于2021年的100%", "reference-with-figure"),
    ("不低于2020年的3倍", "reference-with-figure"),
    ("不少于2021年的120场", "reference-with-figure"),
    ("一、三季度", "open-date"),
    ("1、2季度", "open-date"),
    ("第一、三季度完成", "open-date"),
    ("3..5%", "vague-figure"),
    ("90..5", "vague-figure"),
    ("达标率以上90%", "unread-bound"),
    ("完成率以上", "vague-figure"),
    ("≥九十", "not-a-numeral"),
    ("3、4次", "vague-figure"),
    ("1、3次", "vague-figure"),
]


@pytest.mark.parametrize(
    ("phrase", "meaning"),
    [pytest.param(phrase, meaning, id=reason) for phrase, reason, meaning in FAULTS],
)
def test_a_phrase_means_what_it_says(phrase: str, meaning: dict[str, Any]) -> None:
    """What it means, by the conventions of the phrase language."""
    assert meant(meaning) == measure(to_wire(parse(phrase)))


def test_an_expectation_that_is_the_referent_is_no_hedge() -> None:
    """不低于预期 says nothing softening, and written anew means the same."""
    target = parse("不低于预期")

    assert () == target.hedges
    assert target == parse(str(target))


def test_what_is_estimated_is_hedged() -> None:
    """预计达到90% is at least 90%, softened; 预计 is not what is measured."""
    target = parse("预计达到90%")

    assert ("", ("预计",)) == (target.subject, target.hedges)


def test_wide_square_brackets_are_brackets() -> None:
    """［ and [ fold alike, so that 京财预［2023］15号 is the name of a document."""
    assert fold("[2023]") == fold("［2023］")


@pytest.mark.parametrize(("phrase", "code"), DOUBTED)
def test_what_cannot_be_told_is_reported(phrase: str, code: str) -> None:
    """It is one report; no measure is read with confidence."""
    assert [code] == [found.code for found in parse(phrase).diagnostics]


def test_figures_of_names_that_cannot_be_told_apart_are_reported() -> None:
    """甲乙两校 are two names, and neither figure is said to be of both."""
    codes = [found.code for found in parse("甲乙两校分别100人、200人").diagnostics]

    assert ["unread-severally", "unread-severally"] == codes
