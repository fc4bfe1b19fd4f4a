"""A phrase that is not understood says so, and where."""

import pytest

from perftargets.phrase import parse

REFUSED = [
    ("≥", "operator-without-figure", "≥"),
    ("满意度不低于", "operator-without-figure", "不低于"),
    ("以上", "suffix-without-figure", "以上"),
    ("不低于90%以下", "contradicting-operators", "不低于90%以下"),
    ("2022年2月30日前", "no-such-date", "2022年2月30日"),
    ("2022年13月底前", "no-such-date", "2022年13月"),
    ("若干次", "vague-figure", "若干"),
    ("10⁴人", "vague-figure", "10⁴"),
    ("≤5×10^3个", "operator-without-figure", "≤5×10^3个"),
    ("数十场", "vague-figure", "数十"),
    ("30日前", "open-date", "30日前"),
    ("每月10日前", "open-date", "每月10日前"),
    ("90%-80%", "empty-range", "90%-80%"),
]
"""Phrases that read as words, why, and the piece of them that is meant."""

DOUBTED = [
    ("11月前", "deadline", "ambiguous-deadline", "11月"),
    ("不低于20-30人", "range", "operator-beside-range", "不低于"),
]
"""Phrases that are read, and leave something open."""


@pytest.mark.parametrize(("phrase", "code", "piece"), REFUSED)
def test_a_phrase_that_is_not_understood_is_words_and_says_why(
    phrase: str, code: str, piece: str
) -> None:
    """The reading is qualitative, with one diagnostic that points to the piece."""
    target = parse(phrase)

    assert "qualitative" == target.kind
    assert [(code, piece)] == [
        (found.code, found.span.of(phrase)) for found in target.diagnostics
    ]


@pytest.mark.parametrize(("phrase", "kind", "code", "piece"), DOUBTED)
def test_a_phrase_that_leaves_something_open_is_read_and_says_what(
    phrase: str, kind: str, code: str, piece: str
) -> None:
    """The reading stands, with one diagnostic that points to the piece."""
    target = parse(phrase)

    assert kind == target.kind
    assert [(code, piece)] == [
        (found.code, found.span.of(phrase)) for found in target.diagnostics
    ]


@pytest.mark.parametrize(("phrase", "code", "piece"), REFUSED)
def test_a_message_quotes_the_piece_it_is_about(
    phrase: str, code: str, piece: str
) -> None:
    """In both languages."""
    (found,) = parse(phrase).diagnostics

    assert code == found.code
    assert piece in found.message.zh
    assert piece in found.message.en


def test_the_longest_phrase_is_read_and_a_longer_one_is_not() -> None:
    """The bound is 2,000 characters; beyond it the words stand, with the reason."""
    longest = "测" * 1996 + "≥90%"

    assert "comparison" == parse(longest).kind
    too_long = parse("测" + longest)
    assert "qualitative" == too_long.kind
    assert [("too-long", 0, 2001)] == [
        (found.code, found.span.start, found.span.end) for found in too_long.diagnostics
    ]
