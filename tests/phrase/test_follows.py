"""What a pattern can go on with is never less than what it does go on with."""

import re
from functools import cache

import pytest
from hypothesis import given, settings

from perftargets.phrase.follows import (
    DIGITS,
    END,
    Follow,
    PatternForm,
    first_characters,
    follow,
    follow_digits,
    parsed,
)
from perftargets.phrase.terminals import Terminal
from tests.phrase.grammar import engine
from tests.phrase.made_up import STEADY, phrases
from tests.phrase.test_terminals import corpus

pytestmark = pytest.mark.sampled

TERMINALS = engine().grammar.scanner.terminals


@cache
def looked_at(
    name: str,
) -> tuple[PatternForm, re.Pattern[str], dict[str, Follow], dict[str, Follow]]:
    """Give a terminal's form, its pattern, and what follows digits and others."""
    pattern = next(each.pattern for each in TERMINALS if each.name == name)
    form = parsed(pattern)
    return form, re.compile(pattern), follow_digits(form), {}


def denied(terminal: Terminal, texts: list[str]) -> list[tuple[str, int]]:
    """Give the places where a terminal matches what it is said not to go on with."""
    form, whole, behind, follows = looked_at(terminal.name)
    wrong: list[tuple[str, int]] = []
    for text in texts:
        for at, character in enumerate(text):
            if whole.match(text, at) is None:
                continue
            if character not in follows:
                follows[character] = follow(form, character)
            allowed = follows[character].allows(text[at + 1 : at + 2])
            if character in DIGITS:
                rest = text[at:].lstrip("0123456789")
                allowed = allowed and behind[character].allows(rest[:1])
            if not allowed:
                wrong.append((text, at))
    return wrong


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda each: each.name)
def test_what_a_terminal_goes_on_with_is_allowed(terminal: Terminal) -> None:
    """At every place of every phrase of the corpus."""
    assert [] == denied(terminal, [*dict.fromkeys(corpus())][::3])


NUMBERS = [
    *("3", "8", "12", "31", "120", "365", "2022", "1949", "12345", "202212"),
    *("20221231", "2022.12", "2022.12.31", "12.31", "1,003", "0.5", "1:2", "8:30"),
]
BEHIND = [
    *("", "%", "条", "人次", "万元", "年", "年底", "月", "月底前", "日", "日前", "号"),
    *("-13%", "次/年", "热线", "；", "）", "、2", "以上", "余人", "岁", "m2", "个多月"),
]


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda each: each.name)
def test_what_stands_behind_digits_is_allowed(terminal: Terminal) -> None:
    """Of numbers as dates, hours, ratios and figures are written."""
    texts = [f"{number}{behind}" for number in NUMBERS for behind in BEHIND]

    assert [] == denied(terminal, texts)


@settings(STEADY, max_examples=20)
@given(phrases())
def test_what_any_terminal_goes_on_with_is_allowed(text: str) -> None:
    """At every place of made-up phrases."""
    assert [] == [each.name for each in TERMINALS if denied(each, [text])]


def _of(characters: str, *, ends: bool = False, end: bool = False) -> Follow:
    return Follow(frozenset(characters) | frozenset([END] if end else []), ends)


@pytest.mark.parametrize(
    ("pattern", "character", "expected"),
    [
        ("ab", "a", _of("b")),
        ("ab", "b", _of("")),
        ("ab?", "a", _of("b", ends=True)),
        ("a+b", "a", _of("ab")),
        ("a{2}b", "a", _of("ab")),
        ("(?:a|ab|c)d", "a", _of("bd")),
        ("(?P<x>a|ab)", "a", _of("b", ends=True)),
        ("[a-c][x-z]", "b", _of("xyz")),
        ("x?ab", "a", _of("b")),
        ("(?:(?:a)?(?:b)?)c", "a", _of("bc")),
        # A look-ahead asks for what stands next, with what follows it or alone.
        ("a(?=[bc])", "a", _of("bc")),
        ("a(?=[bc])[cd]", "a", _of("c")),
        ("a(?=b|c?)", "a", _of("", ends=True)),
        (r"a(?=\Z|[;,])", "a", _of(";,", end=True)),
        (r"a\Z", "a", _of("", end=True)),
        ("a(?=[bc])(?=[cd])", "a", _of("c")),
        ("(?:(?=a)a|c)b", "a", _of("b")),
        # What is asked not to stand next, and what stands before, is passed over.
        ("a(?!b)", "a", _of("", ends=True)),
        ("(?<=x)ab", "a", _of("b")),
        ("a.", "a", Follow(None, ends=False)),
        ("a[^b]", "a", Follow(None, ends=False)),
        ("(a)\\1b", "a", Follow(None, ends=False)),
    ],
)
def test_what_follows_a_character(
    pattern: str, character: str, expected: Follow
) -> None:
    """As far as the pattern alone can tell."""
    assert follow(parsed(pattern), character) == expected


@pytest.mark.parametrize(
    ("pattern", "digit", "expected"),
    [
        ("[0-9]+月", "1", _of("0123456789月")),
        ("[0-9]{1,2}月", "1", _of("0123456789月")),
        ("1[0-2]月|[1-9]日", "1", _of("012月日")),
        ("1[0-2]月|[1-9]日", "0", _of("")),
        ("[0-9]+(?:年|[.][0-9]+)", "2", _of("0123456789年.")),
        ("[0-9]{4}(?=年)", "2", _of("0123456789年")),
        ("20[0-9]{2}(?:0[1-9]|1[0-2])(?=年)", "2", _of("0123456789年")),
        ("[0-9]+", "2", _of("0123456789", ends=True)),
        ("0次|一[0-9]", "0", _of("次")),
        ("0次|一[0-9]", "1", _of("")),
    ],
)
def test_what_follows_digits(pattern: str, digit: str, expected: Follow) -> None:
    """Behind all of them, by the first of them."""
    assert follow_digits(parsed(pattern))[digit] == expected


@pytest.mark.parametrize(
    ("follow_", "character", "allowed"),
    [
        (_of("b"), "b", True),
        (_of("b"), "c", False),
        (_of("b"), END, False),
        (_of("b", end=True), END, True),
        (_of("b", ends=True), "c", True),
        (_of("", ends=True), END, True),
        (Follow(None, ends=False), "c", True),
    ],
)
def test_what_is_allowed(follow_: Follow, character: str, *, allowed: bool) -> None:
    """A character, or the end of the text."""
    assert follow_.allows(character) is allowed


@pytest.mark.parametrize("pattern", ["a?", "(?=a)?", ".a", "[^a]b", r"(?:a|)"])
def test_a_pattern_that_begins_with_anything_is_refused(pattern: str) -> None:
    """A terminal must tell what it begins with."""
    with pytest.raises(ValueError, match="a terminal that can b"):
        first_characters(pattern)
