"""The page of the phrase language says what the parser does now."""

import pytest

from perftargets import parse
from perftargets.phrase.messages import MESSAGES
from tests.corpus.entries import cases
from tests.phrase.grammar import terminal_patterns, tokens
from tools import phrases_page as phrases

pytestmark = pytest.mark.checkout


def test_the_page_is_what_is_generated_now() -> None:
    """A word, unit, message or phrase that the page lacks is noticed.

    ``make reference`` writes the page anew.
    """
    assert phrases.page(cases()) == phrases.PAGE.read_text(encoding="utf-8")


def test_every_terminal_has_a_title() -> None:
    """A terminal that is added, or that is gone, is noticed."""
    titled = [name for file in phrases.titles() for name in file["terminals"]]

    assert sorted(terminal_patterns()) == sorted(titled)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        (name, phrase)
        for file in phrases.titles()
        for name, entry in file["terminals"].items()
        for phrase in entry["show"]
    ],
)
def test_a_phrase_shown_for_a_terminal_holds_it(name: str, phrase: str) -> None:
    """What the page shows under a title is an example of it."""
    assert name in {token.terminal for token in tokens(phrase)}


@pytest.mark.parametrize(
    ("code", "phrase"),
    [(code, phrase) for code, shown in phrases.noted().items() for phrase in shown],
)
def test_a_phrase_shown_for_a_message_has_it(code: str, phrase: str) -> None:
    """What the page shows beside a message is an example of it."""
    assert code in phrases.codes(parse(phrase))


def test_every_message_has_a_phrase() -> None:
    """But for the one about length, which no page can show."""
    shown = {code for case in cases() for code in phrases.codes(parse(case.phrase))}

    assert {*MESSAGES} == shown | {*phrases.noted(), "too-long"}


def test_a_comment_belongs_to_the_terminal_below_it() -> None:
    """The head of a file is its own; a comment that stands alone is nobody's."""
    text = (
        "// some.lark -- words.\n//\n// More.\n\n"
        '// First.\nONE.2: "a"\nTWO.1: "b"\n\n// Alone.\n\nTHREE.0: "c"\n'
    )

    assert phrases.notes(text) == {"": "words. More.", "ONE": "First."}
