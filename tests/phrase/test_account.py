"""The law of the phrase language: nothing that could state a measure is left over.

From a text are cut the tokens that its measures used: operators, figures, units, rates,
referents. What is left are words. A reading is clean when it has no diagnostic that
leaves it open, and of a clean reading nothing may be left that could state a measure.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given

from perftargets.phrase import parse
from perftargets.phrase.engine import folded_text
from perftargets.phrase.messages import unsettled
from perftargets.phrase.target import Compound, Qualitative, Target
from tests.corpus.entries import cases
from tests.phrase.grammar import Token, cut, engine, terminals_by_class
from tests.phrase.made_up import STEADY, phrases, spliced, usual

QUIET = frozenset({"KEEP", "REACH", "ABOUT", "UNTIL"})
"""Operators that state no side of words: 达到国家标准, 截至目前."""

OPERATORS = terminals_by_class()["_operator"] - QUIET

BOUNDS = frozenset({"OR_MORE", "OR_LESS", "WITHIN", "OUTSIDE", "ROUGHLY", "BETWEEN"})

FIGURES = terminals_by_class()["_value"] - {"DATE", "DATE_DUE"}

OTHERS = frozenset(
    {"INCLUSIVE", "EXCLUSIVE", "OPEN_DATE", "SAME_AS", "WITHIN_LIMIT", "VAGUE", "BASE"}
)

MARKS = frozenset({"INCLUSIVE", "EXCLUSIVE", "SHARE"})
"""What may stand between a figure and the noun that it qualifies."""

LEADING_ON = frozenset(
    {
        "DASH",
        "DASHES",
        "TO",
        "OPEN",
        "INCREASE",
        "DECREASE",
        "INCREASE_TO",
        "DECREASE_TO",
    }
    | {"GAP"}
)
"""What may stand behind a figure that is where something begins: 由70%提升至85%."""

NOUNS = frozenset(
    {"TEXT", "WORD", "QUOTED", "CODE", "NUMERAL_NAME", "NUMERAL_WORD"}
) | {
    "NUMBER_NAME",
    "GRADE",
    "PLAN",
    "RATIO",
    "ADVERB",
    "OR_WORD",
    "DURING",
}
"""What a figure or a bound may qualify: 65岁以上老人, 规模以上企业."""

SPEAKING = ("operator", "number", "unit", "per", "referent")


def test_the_law_is_broken_by_a_reading_that_leaves_an_operator_over() -> None:
    """The check of this module would find it: a part of the marks is taken away."""
    assert ["≥"] == left_over("≥90%", [(1, 3)])
    assert ["不低于", "60%"] == left_over("不低于60%，≥90%", [(7, 11)])
    assert [] == left_over("65岁以上老人体检800人", [(8, 12)])


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        # The share is of so many, and their bound is lost.
        ("不超过5人的95%", ["unread-operator"]),
        ("≥200户的95%", ["unread-operator"]),
        ("200户的95%", ["unread-figure"]),
        ("约200户的95%", ["unread-figure"]),
        # The figure qualifies the noun behind it.
        ("不足5人的教学点3个", []),
        ("不低于100户的农户的95%", []),
    ],
)
def test_a_figure_that_a_share_is_of_is_told(phrase: str, codes: list[str]) -> None:
    """不足5人的教学点 has a noun behind its 的, 不超过5人的95% has none."""
    assert [found.code for found in parse(phrase).diagnostics] == codes


def left_over(text: str, used: list[tuple[int, int]]) -> list[str]:
    """Give the tokens of a text that could state a measure and lie in no used span."""
    cleaned, offsets = engine().noise.cleaned(folded_text(text))
    taken = {at for start, end in used for at in range(start, end)}
    places = range(len(cleaned)) if offsets is None else offsets
    tokens = cut(cleaned)
    position, free = 0, []
    for index, token in enumerate(tokens):
        if not taken & set(places[position : position + len(token.text)]):
            free.append(index)
        position += len(token.text)
    remarks = set(_remarks(tokens))
    return [
        tokens[index].text
        for index in free
        if index not in remarks and _could_measure(tokens, index)
    ]


def _remarks(tokens: list[Token]) -> Iterator[int]:
    """Give what stands in brackets and is no target.

    So is what has no operator (（其中省级200万元）), and what defines the noun
    behind it (优良天数（AQI≤100）比例).
    """
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.terminal == "OPEN":
            opened.append(index)
        elif token.terminal == "CLOSE" and opened:
            inside = range(opened.pop(), index)
            kinds = {tokens[at].terminal for at in inside}
            defines = {token.terminal for token in tokens[index + 1 : index + 2]}
            if (defines <= NOUNS and defines) or not kinds & (OPERATORS | BOUNDS):
                yield from inside


def _could_measure(tokens: list[Token], index: int) -> bool:
    kind = tokens[index].terminal
    before = tokens[index - 1].terminal if index else ""
    rest = [
        token for token in tokens[index + 1 : index + 6] if token.terminal not in MARKS
    ]
    after = [*rest, Token("", ""), Token("", "")]
    behind = after[0].terminal
    if kind in BOUNDS:
        known = before in FIGURES | {"DATE", "DATE_DUE"}
        return before not in NOUNS and behind not in NOUNS and not known
    if kind in {"INCLUSIVE", "EXCLUSIVE"}:
        return before not in FIGURES | BOUNDS | {"DATE", "DATE_DUE"}
    if kind in FIGURES:
        return behind not in NOUNS | BOUNDS | LEADING_ON
    if kind in OPERATORS and behind in FIGURES:
        # 不超过30人的小班: the bound is one of the noun.
        noun = next(one for one in after[1:] if one.terminal not in BOUNDS)
        return not noun.text.startswith("的")
    return kind in OPERATORS | OTHERS and behind not in NOUNS


def broken(text: str) -> list[str]:
    """Give what a clean reading of a text leaves over that could state a measure."""
    target = parse(text)
    items = target.measure.items if isinstance(target.measure, Compound) else (target,)
    measures = [item for item in items if not isinstance(item.measure, Qualitative)]
    if not measures or target.kind == "missing" or any(map(unsettled, items)):
        return []
    if any(item.diagnostics for item in items):
        return []
    return left_over(text, [*used(measures), *_words(text, items)])


def used(items: list[Target]) -> Iterator[tuple[int, int]]:
    """Give where the parts of measures stand."""
    for item in items:
        for part in SPEAKING:
            for span in getattr(item.spans, part):
                yield span.start, span.end


def _words(text: str, items: tuple[Target, ...]) -> Iterator[tuple[int, int]]:
    """Give where items in words alone stand: each is a target of its own."""
    for item in items:
        if isinstance(item.measure, Qualitative):
            start = text.find(item.text)
            if start >= 0:
                yield start, start + len(item.text)


def test_nothing_of_the_corpus_is_left_over() -> None:
    """Each phrase of the corpus, and what it leaves over."""
    found = {case.phrase: broken(case.phrase) for case in cases()}

    assert {} == {phrase: left for phrase, left in found.items() if left}


@STEADY
@given(usual())
def test_nothing_of_a_usual_phrase_is_left_over(phrase: str) -> None:
    """Phrases of the shapes that tables have."""
    assert [] == broken(phrase)


@STEADY
@given(spliced())
def test_nothing_of_spliced_phrases_is_left_over(phrase: str) -> None:
    """Two phrases of the corpus, cut at any token and put together."""
    assert [] == broken(phrase)


@STEADY
@given(phrases())
def test_nothing_of_made_up_text_is_left_over(text: str) -> None:
    """Pieces of the language in any order."""
    assert [] == broken(text)
