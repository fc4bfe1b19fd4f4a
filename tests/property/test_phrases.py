"""Laws of the phrase language, on the corpus and on made-up phrases."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets.phrase import Parser, from_wire, parse, to_wire
from perftargets.phrase.target import Comparison
from perftargets.text import Span, fold
from perftargets.units import default_units
from tests.corpus.entries import cases, measure
from tests.phrase.made_up import STEADY, UNITS, phrases, spliced, unmarked, usual
from tests.property.laws import broken, targets

pytestmark = pytest.mark.sampled

CORPUS = [case.phrase for case in cases()]


def corpus() -> st.SearchStrategy[str]:
    """Give a phrase of the corpus."""
    return st.sampled_from(CORPUS)


# -- any text at all


@STEADY
@given(st.one_of(st.text(), phrases(), st.tuples(corpus(), phrases()).map("".join)))
def test_any_text_has_a_reading(text: str) -> None:
    """Nothing raises: neither reading, nor writing anew, nor the wire form."""
    target = parse(text)

    assert text == target.text
    assert isinstance(str(target), str)
    assert target == from_wire(json.loads(json.dumps(to_wire(target))))


def test_folding_keeps_the_length_and_is_done_once() -> None:
    """One character for one, and what is folded stays as it is: every character."""
    # ［ and ］ are spoken of in tests/phrase/test_faults.py.
    characters = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) != "Cs" and chr(code) not in "［］"
    ]
    folded = [fold(character) for character in characters]

    assert {1} == set(map(len, folded))
    assert "".join(folded) == fold("".join(folded))


WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
"""Letters, digits and signs by their wide forms."""


def test_wide_characters_say_the_same() -> None:
    """Words of the measure stay as written; in usual characters they are the same."""
    changed = [
        case.phrase
        for case in cases()
        # ［ and ］ are spoken of in tests/phrase/test_faults.py.
        if not {"[", "]"} & set(case.phrase)
        for wide in [measure(to_wire(parse(case.phrase.translate(WIDE))))]
        if case.meaning
        != {
            key: fold(value) if key in {"base", "referent"} and value else value
            for key, value in wide.items()
        }
        and case.meaning["kind"] != "compound"
    ]

    assert [] == changed


# -- written anew


WRITTEN = [text for text in CORPUS if text != "不低于预期"]
"""But for one phrase, which tests/phrase/test_faults.py speaks of."""


def test_what_the_corpus_says_written_anew_means_the_same() -> None:
    """str(target) is a phrase that parses to an equal target."""
    changed = [text for text in WRITTEN if parse(str(parse(text))) != parse(text)]

    assert [] == changed


@STEADY
@given(usual())
def test_a_usual_phrase_written_anew_means_the_same(phrase: str) -> None:
    """str(target) is a phrase that parses to an equal target."""
    target = parse(phrase)

    assert target == parse(str(target))


@STEADY
@given(spliced())
def test_a_spliced_phrase_written_anew_means_the_same(phrase: str) -> None:
    """Also one of two halves that do not belong together."""
    target = parse(phrase)

    assert target == parse(str(target))


@STEADY
@given(usual())
def test_what_is_written_anew_stays_so(phrase: str) -> None:
    """The canonical phrase of a canonical phrase is itself."""
    once = str(parse(phrase))

    assert once == str(parse(once))


# -- spans


def test_every_law_holds_for_the_corpus() -> None:
    """Spans are never empty, never cut each other, and lie in the text."""
    assert [] == [(text, law) for text in CORPUS for law in broken(text)]


@STEADY
@given(st.one_of(phrases(), spliced(), st.text()))
def test_every_law_holds_for_any_text(text: str) -> None:
    """On made-up phrases, however odd; diagnostics point into the text too."""
    assert [] == list(broken(text))


def test_the_spans_of_a_subject_hold_its_words() -> None:
    """Put together, and rid of blanks, they are the subject."""
    astray = [
        (text, target.subject)
        for text in CORPUS
        for target in targets(parse(text))
        if target.spans.subject
        and re.sub(r"\s", "", target.subject)
        != re.sub(r"\s", "", "".join(span.of(text) for span in target.spans.subject))
    ]

    assert [] == astray


@STEADY
@given(unmarked(), st.sampled_from(["", " ", "（", "指标值：", "\n"]))
def test_the_spans_of_a_figure_hold_its_digits_and_its_unit(
    phrase: str, before: str
) -> None:
    """The number's span begins with its first digit; the unit's is a spelling of it."""
    text = before + phrase
    target = parse(text)
    assert isinstance(target.measure, Comparison)
    (number,) = target.spans.number
    (unit,) = target.spans.unit
    first = re.search(r"[0-9]", text)

    assert first is not None
    assert first.start() == number.start
    assert number.end == unit.start
    assert target.measure.unit == default_units().canonical(unit.of(text))


# -- noise


NOISE: Mapping[str, Callable[[str], str]] = {
    "blanks around": lambda text: f"  {text}\t",
    "a wide blank around": lambda text: f"\u3000{text}\u3000",
    "line feeds around": lambda text: f"\n{text}\r\n",
    "characters of no width": lambda text: f"\ufeff{text}\u200b",
    "a full stop": lambda text: f"{text}。",
    "a semicolon": lambda text: f"{text}；",
    "quotes": lambda text: f"“{text}”",
    "straight quotes": lambda text: f'"{text}"',
    "brackets": lambda text: f"（{text}）",
    "a label": lambda text: f"指标值：{text}",
    "two wrappers": lambda text: f"“{text}。” ",
}
"""Ways to wrap a phrase that say nothing."""

LISTED = re.compile(r"(^| )[0-9０-９]{1,2}$")
"""In brackets the end of such a phrase is a list marker: （1）."""


def wrappable() -> list[str]:
    """Give the phrases of the corpus that noise around them leaves as they are.

    One that begins with 为 or 是 may lose it, a bracket without its partner finds one,
    and the longest grow too long.
    """
    return [
        text
        for text in CORPUS
        if len(text) < 1900
        and text[:1] not in {"为", "是"}
        and len(re.findall("[（(]", text)) == len(re.findall("[）)]", text))
        and LISTED.search(text) is None
    ]


def test_most_phrases_can_be_wrapped() -> None:
    """The laws below leave out very few."""
    assert len(CORPUS) - len(wrappable()) < 30


@pytest.mark.parametrize("name", NOISE)
def test_wrapping_does_not_change_the_reading(name: str) -> None:
    """A phrase of the corpus reads the same inside noise."""
    wrapped = NOISE[name]
    changed = [text for text in wrappable() if parse(wrapped(text)) != parse(text)]

    assert [] == changed


@STEADY
@given(usual(), st.lists(st.sampled_from(sorted(NOISE)), max_size=4, unique=True))
def test_wrapping_again_and_again_does_not_change_the_reading(
    phrase: str, names: list[str]
) -> None:
    """Noise around noise is noise."""
    text = phrase
    for name in names:
        text = NOISE[name](text)

    assert parse(phrase) == parse(text)


@STEADY
@given(usual(), st.data())
def test_a_blank_between_two_characters_says_nothing(
    phrase: str, data: st.DataObject
) -> None:
    """Unless it parts two digits, or a sign of two characters."""
    at = data.draw(st.integers(1, len(phrase) - 1))
    around = phrase[at - 1 : at + 1]
    spaced = phrase[:at] + " " + phrase[at:]

    if re.fullmatch(r"[0-9.,][0-9.,]|[<>=]=", around) is None:
        assert parse(phrase) == parse(spaced)


# -- figures


FIGURE = re.compile(r"[1-9][0-9]?")


def with_one_figure() -> list[tuple[str, Span, Comparison]]:
    """Give the phrases of the corpus that say one small whole figure, and where."""
    return [
        (text, number[0], target.measure)
        for text in CORPUS
        for target in [parse(text)]
        for number in [target.spans.number]
        if isinstance(target.measure, Comparison)
        and len(number) == 1
        and FIGURE.fullmatch(number[0].of(text))
        and not re.search(r"[0-9]", text[: number[0].start] + text[number[0].end :])
    ]


@STEADY
@given(st.sampled_from(with_one_figure()), st.integers(31, 59))
def test_another_figure_changes_the_value_and_nothing_else(
    found: tuple[str, Span, Comparison], figure: int
) -> None:
    """Operator, unit, rate, subject and hedges stay."""
    text, span, measure = found
    other = parse(f"{text[: span.start]}{figure}{text[span.end :]}")

    assert attrs.evolve(measure, value=Decimal(figure)) == other.measure
    assert parse(text).subject == other.subject
    assert parse(text).hedges == other.hedges


def test_many_phrases_have_one_figure() -> None:
    """The law above is tried on a good part of the corpus."""
    assert len(with_one_figure()) > 300


@STEADY
@given(st.integers(1, 9999), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_another_unit_changes_the_unit_and_no_more_than_scale(
    figure: int, unit: str, other: str
) -> None:
    """Two phrases with the same figure differ in what is counted."""
    first, second = parse(f"≥{figure}{unit}"), parse(f"≥{figure}{other}")

    assert (first == second) is (unit == other)


# -- wire form, equality


def test_the_wire_form_of_the_corpus_comes_back() -> None:
    """Through JSON, with spans, notes and diagnostics, and the text as written."""
    changed = [
        text
        for text in CORPUS
        for wire in [to_wire(parse(text))]
        if to_wire(from_wire(json.loads(json.dumps(wire)))) != wire
    ]

    assert [] == changed


def test_what_is_read_twice_is_equal_and_has_one_hash() -> None:
    """By two parsers that remember nothing of each other."""
    first, second = Parser(), Parser()
    pairs = [(first.parse(text), second.parse(text)) for text in CORPUS[::7]]

    assert [] == [one for one, two in pairs if one != two or hash(one) != hash(two)]


@STEADY
@given(usual())
def test_what_means_the_same_has_one_hash(phrase: str) -> None:
    """Also where it is written with noise."""
    assert hash(parse(phrase)) == hash(parse(f" {phrase}。"))
