"""The benchmark compares readers that read alike, and counts what it says it counts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from bench.clock import Contender, best
from bench.contenders import (
    Stated,
    by_expression,
    forget,
    plain_lark,
    remembered,
    simple,
    stated,
)
from bench.labels import states
from bench.page import Table, page
from bench.phrases import HOSTILE, ORDINARY, easy
from perftargets import Parser, parse

pytestmark = pytest.mark.checkout


def test_easy_phrases_are_distinct_and_the_same_each_time() -> None:
    """A phrase seen twice would be remembered."""
    phrases = easy(1000)

    assert 1000 == len(set(phrases))
    assert phrases == easy(1000)


def test_the_expression_and_the_library_read_easy_phrases_alike() -> None:
    """Neither saves time by reading less."""
    phrases = easy(1000)

    assert [simple(parse(text)) for text in phrases] == [
        by_expression(text) for text in phrases
    ]


def test_the_expression_reads_all_parts() -> None:
    """Subject, operator, value with its scale, and unit."""
    assert ("培训", ">=", Decimal(70000), "人次") == by_expression("培训不少于7万人次")
    assert ("", "~", Decimal(95), "%") == by_expression("95%左右")
    assert by_expression("符合规范") is None


@pytest.mark.parametrize("text", [*easy(20), "每季度1次", "≥70%且<85%", "无缺勤", "/"])
def test_lark_alone_reads_as_the_library_does(text: str) -> None:
    """What lark alone is timed with leads to the same target."""
    assert parse(text) == plain_lark()(text)


def test_a_parser_forgets() -> None:
    """Phrases and shapes are read anew in each round."""
    parser = Parser()
    # With the first phrase the grammar is loaded; from the second on they are kept.
    for text in ("合格率95%", "不少于100条"):
        parser.parse(text)
    before = remembered(parser)

    forget(parser, shapes=True)

    assert (1, 0) == (before, remembered(parser))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不少于100条", Stated((">=",), (Decimal(100),))),
        ("10-20人", Stated((), (Decimal(10), Decimal(20)))),
        ("三分之一", Stated((), (Fraction(1, 3),))),
        ("不低于上年", Stated((">=",), ())),
        ("12月底前", Stated()),
        ("培训2期，每期不少于40人", Stated((">=",), (Decimal(2), Decimal(40)))),
    ],
)
def test_what_a_phrase_states_is_counted(text: str, expected: Stated) -> None:
    """Operators and figures in order; a date is neither."""
    assert expected == stated(parse(text))


def test_what_a_label_states_is_counted_the_same_way() -> None:
    """Labels are counted without a reading."""
    label = {
        "kind": "compound",
        "items": [
            {"kind": "comparison", "operator": None, "value": "2"},
            {"kind": "range", "low": "0", "high": "1/3"},
            {"kind": "deadline", "operator": "<=", "date": "--12-31"},
        ],
    }

    assert Stated((), (Decimal(2), Decimal(0), Fraction(1, 3))) == states(label)


def test_the_contenders_take_turns() -> None:
    """What slows the machine slows all of them; each forgets before its turn."""
    calls: list[str] = []

    def noted(name: str) -> Contender:
        return Contender(
            lambda text: calls.append(name + text), lambda: calls.append(name)
        )

    assert {"a", "b"} == set(best({"a": noted("a"), "b": noted("b")}, "12", rounds=2))
    assert ["a", "a1", "a2", "b", "b1", "b2"] * 2 == calls


@pytest.mark.parametrize("make", [*ORDINARY.values(), *HOSTILE.values()])
def test_long_phrases_have_the_length_that_is_said(make: "object") -> None:
    """Time a character is divided by it."""
    assert callable(make)
    assert [250, 2000] == [len(make(250)), len(make(2000))]


def test_the_page_is_tables() -> None:
    """A head, the machine, and for each table its title, text and rows."""
    table = Table("Speed", "Best of two.", ("who", "rate"), [("a", "1"), ("b", "2")])

    assert (
        page("One core.", [table]).splitlines()[-9:]
        == [
            "One core.",
            "",
            "## Speed",
            "",
            "Best of two.",
            "",
            "| who | rate |",
            "|---|---:|",
            "| a | 1 |",
            "| b | 2 |",
        ][1:]
    )
