"""Phrases that were read wrong once, each with why it was."""

from typing import Any

import pytest

from perftargets.phrase import parse, to_wire
from perftargets.text import fold
from tests.corpus.entries import meant, measure

FAULTS: list[tuple[str, str, dict[str, Any]]] = [
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
