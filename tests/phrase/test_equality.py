"""Targets are equal when they mean the same, however they are written."""

import pytest

from perftargets import parse

SAME = [
    ("12月底前", "12月底"),
    ("60%-75%", "60%-75"),
    ("≥5条", "不少于5条"),
    ("≥5条", " 5条以上"),
    ("处置率90%", "处置率 90 %"),
    ("10000元", "1万元"),
    ("12月底前", "12月31日前"),
    ("≥60%且≤75%", "60%-75%"),
    ("全覆盖", "=100%"),
    ("无", "/"),
]
APART = [
    ("≥5条", ">5条"),
    ("≥5条", "≥5件"),
    ("≥5条", "≥6条"),
    ("处置率90%", "办结率90%"),
    ("90%", "力争90%"),
    ("12月底前", "12月前"),
    ("5次/年", "5次"),
    ("60%-75%", "60%-76%"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_phrases_that_mean_the_same_are_equal(one: str, other: str) -> None:
    """Text, places and notes do not count; a set holds one of them."""
    assert parse(one).text != parse(other).text
    assert parse(one) == parse(other)
    assert 1 == len({parse(one), parse(other)})


@pytest.mark.parametrize(("one", "other"), APART)
def test_phrases_that_mean_something_else_are_not(one: str, other: str) -> None:
    """Operator, unit, figure, subject, hedge, rate: each counts."""
    assert parse(one) != parse(other)
    assert 2 == len({parse(one), parse(other)})
