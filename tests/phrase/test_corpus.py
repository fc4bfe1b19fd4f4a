"""Every phrase of the corpus reads as it must, and no spelling is without one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from perftargets.phrase import parse, to_wire
from tests.corpus.entries import Case, cases, meant, measure
from tests.phrase.grammar import lists, terminal_patterns, tokens
from tests.phrase.spelled import fits, spellings

PANYU = Path(__file__).parents[1] / "reading" / "panyu-2022.toml"

OPEN = frozenset(
    {
        # Figures, dates and names have no end of spellings: one phrase shows each.
        *("FIGURE_ALONE", "FIGURE", "FIGURE_OF_UNKNOWN", "FIGURE_MORE", "MONEY"),
        *("NUMERAL", "BARE", "BARE_NUMERAL", "NUMERAL_WORD", "TOLERANCE", "DURATION"),
        *("RATE", "VAGUE", "DATE", "DATE_DUE", "OPEN_DATE"),
        *("QUOTED", "CODE", "NUMBER_NAME", "CLOCK", "GRADE", "PLAN", "NUMERAL_NAME"),
        *("RATIO", "RANK", "INTERVAL", "STOCK_DAY", "EACH", "NUMBERED", "SHARE"),
        *("SAME_OR_LESS", "SAME_OR_MORE"),
        # What parts clauses runs on as it likes, and TEXT is what is left.
        *("SEPARATOR", "TEXT"),
    }
)
"""Terminals that are open; every other one is a list of words."""


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}-{case.phrase}")
def test_a_phrase_reads_as_the_corpus_says(case: Case) -> None:
    """The measure is the one meant, in every key of its kind."""
    target = parse(case.phrase)

    assert case.meaning == measure(to_wire(target))
    if case.hedges is not None:
        assert case.hedges == target.hedges


def test_a_phrase_of_a_terminal_holds_it_and_one_that_refuses_it_does_not() -> None:
    """An entry that names a terminal shows it in each of its phrases."""
    astray = [
        (case.phrase, case.terminal or case.without)
        for case in cases()
        for held in [{token.terminal for token in tokens(case.phrase)}]
        if (case.terminal is not None and case.terminal not in held)
        or (case.without is not None and case.without in held)
    ]

    assert [] == astray


def test_each_phrase_stands_once() -> None:
    """No phrase is in two entries, where the two could come to differ."""
    phrases = [case.phrase for case in cases()]

    assert sorted(set(phrases)) == sorted(phrases)


@cache
def shown() -> Mapping[str, frozenset[str]]:
    """Give the tokens that the phrases of a terminal cut for it, by terminal."""
    found: dict[str, set[str]] = {}
    for case in cases():
        for token in tokens(case.phrase):
            found.setdefault(token.terminal, set()).add(token.text)
    return {terminal: frozenset(texts) for terminal, texts in found.items()}


@pytest.mark.parametrize("terminal", terminal_patterns())
def test_every_terminal_has_a_phrase(terminal: str) -> None:
    """A terminal that no phrase shows is noticed."""
    assert terminal in shown()


@pytest.mark.parametrize("terminal", sorted(terminal_patterns().keys() - OPEN))
def test_every_spelling_of_a_word_has_a_phrase(terminal: str) -> None:
    """A word added to the grammar without a phrase is noticed, with the word."""
    unseen = [
        spelling
        for spelling in sorted(spellings(terminal_patterns()[terminal]))
        if not any(fits(spelling, text) for text in shown()[terminal])
    ]

    assert [] == unseen


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("unwanted", "comparison"),
        ("unwanted_tail", "comparison"),
        ("referents", "reference"),
        ("limits", "reference"),
        ("labels", "comparison"),
        ("connectives", "compound"),
        ("missing", "missing"),
        ("noun_of_change", "comparison"),
    ],
)
def test_every_word_of_a_list_has_a_phrase(name: str, kind: str) -> None:
    """A word added to a list of the grammar without a phrase is noticed."""
    phrases = [case.phrase for case in cases() if case.meaning["kind"] == kind]
    unseen = [
        word
        for word in lists()["words"][name]
        if not any(word in phrase for phrase in phrases)
    ]

    assert [] == unseen


def test_the_names_and_values_of_the_published_table_are_in_the_corpus() -> None:
    """Every indicator of the Panyu table for 2022 is a case."""
    table = tomllib.loads(PANYU.read_text(encoding="utf-8"))
    published = {
        text
        for project in table["projects"]
        for _, _, *texts in project["rows"]
        for text in texts
    }

    assert set() == published - {case.phrase for case in cases()}


def test_a_meaning_with_a_key_of_another_kind_is_refused() -> None:
    """A slip in the corpus does not pass for a meaning."""
    with pytest.raises(ValueError, match=r"a deadline has no \['unit'\]"):
        meant({"kind": "deadline", "date": "2022", "unit": "天"})
