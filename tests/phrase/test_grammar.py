"""Laws of the grammar: no conflict, no gap, and one reading of every spelling."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product

import attrs
import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.common import ParserConf
from lark.exceptions import GrammarError
from lark.parsers.lalr_analysis import LALR_Analyzer

from perftargets.phrase.build import Builder
from perftargets.phrase.follows import first_characters
from perftargets.phrase.select import select
from perftargets.phrase.target import Comparison, Operator, Target, compared
from tests.corpus.entries import cases
from tests.phrase.grammar import (
    cut,
    engine,
    reference,
    terminal_patterns,
    terminals_by_class,
    tokens,
)
from tests.phrase.made_up import STEADY, phrases
from tests.phrase.spelled import HOLE, spellings
from tests.phrase.test_corpus import OPEN

LONGEST_SEQUENCE = 6


def find_conflicts(parser: lark.Lark) -> None:
    """Analyse a grammar anew, strictly: lark itself resolves a conflict in silence.

    Raises:
        GrammarError: in some state a token could be shifted or end a rule.
    """
    conf = ParserConf(parser.rules, {}, ["start"])
    analysis = LALR_Analyzer(conf, strict=True)
    analysis.compute_lalr()  # type: ignore[no-untyped-call]


def test_the_grammar_has_no_conflict() -> None:
    """Each sequence of kinds has one derivation."""
    find_conflicts(reference())


def test_a_conflict_would_be_found() -> None:
    """A grammar in which 1-1-1 groups either way does not pass the analysis."""
    ambiguous = lark.Lark('start: start "-" start | "1"', parser="lalr", lexer="basic")

    with pytest.raises(GrammarError, match="Shift/Reduce conflict"):
        find_conflicts(ambiguous)


def test_every_terminal_has_a_priority_of_its_own() -> None:
    """Which of two terminals is tried first is never left to lark."""
    priorities = [terminal.priority for terminal in reference().terminals]

    assert sorted(set(priorities)) == sorted(priorities)


def test_no_spelling_belongs_to_two_terminals() -> None:
    """But for one, where what stands behind it decides."""
    owners: dict[str, set[str]] = {}
    for terminal in terminal_patterns().keys() - OPEN:
        for spelling in spellings(terminal_patterns()[terminal]):
            if HOLE not in spelling:
                owners.setdefault(spelling, set()).add(terminal)

    assert {"控制到": {"HOLD", "DECREASE_TO"}} == {
        spelling: names for spelling, names in owners.items() if len(names) > 1
    }


def test_every_terminal_belongs_to_one_class() -> None:
    """Words, operators, values, suffixes and joiners: each kind is one of them."""
    classes = terminals_by_class()
    members = [name for names in classes.values() for name in names]

    assert ["_join", "_operator", "_plain", "_value", "suffix"] == sorted(classes)
    assert sorted(terminal_patterns()) == sorted(members)


def codes_of(names: Iterable[str]) -> list[str]:
    """Give the codes of kinds that the scanner makes of terminals."""
    codes = engine().grammar.scanner.codes
    return [codes[name] for name in names]


def read(codes: Iterable[str]) -> int:
    """Parse and select over a sequence of kinds; give the number of its items."""
    sequence = "".join(codes)
    parts = engine().grammar.constituents(sequence)
    return len(select(parts, len(sequence)).items)


@pytest.mark.parametrize("length", range(LONGEST_SEQUENCE + 1))
def test_every_sequence_of_classes_parses(length: int) -> None:
    """The grammar is total; a class stands for its members, which read alike in it."""
    classes = codes_of(min(names) for names in terminals_by_class().values())

    assert all(read(sequence) >= 1 for sequence in product(classes, repeat=length))


def test_every_pair_of_kinds_is_read() -> None:
    """Selection finds an item in each, whatever stands beside what."""
    kinds = sorted(engine().grammar.kinds)

    assert all(read(pair) >= 1 for pair in product(kinds, repeat=2))


@STEADY
@given(st.data())
def test_every_sequence_of_kinds_is_read(data: st.DataObject) -> None:
    """Longer sequences over all kinds parse, and selection does not raise."""
    kinds = st.sampled_from(sorted(engine().grammar.kinds))

    assert read(data.draw(st.lists(kinds, max_size=40))) >= 1


def scanned(folded: str) -> list[tuple[str, int]]:
    """Cut text with the scanner into codes and where each begins."""
    codes, begins = engine().grammar.scanner.scan(folded)
    assert len(folded) == begins[-1]
    return list(zip(codes, begins[:-1], strict=True))


def cut_by_lark(folded: str) -> list[tuple[str, int]]:
    """Cut text with lark's lexer; neighbours of the kind of TEXT are one, as ours."""
    scanner = engine().grammar.scanner
    found: list[tuple[str, int]] = []
    position = 0
    for token in cut(folded):
        code = scanner.codes[token.terminal]
        if code != scanner.rest or not found or found[-1][0] != code:
            found.append((code, position))
        position += len(token.text)
    assert len(folded) == position
    return found


def test_the_scanner_cuts_the_corpus_as_lark_does() -> None:
    """The same kinds, at the same places."""
    folded = ["".join(token.text for token in tokens(case.phrase)) for case in cases()]

    assert [] == [text for text in folded if cut_by_lark(text) != scanned(text)]


@STEADY
@given(phrases())
def test_the_scanner_cuts_anything_as_lark_does(text: str) -> None:
    """Pieces of the language in any order, with any characters between them."""
    assert cut_by_lark(text) == scanned(text)


def test_a_place_is_tried_for_every_terminal_that_can_begin_there() -> None:
    """The quick analysis of the patterns finds the starts of the whole patterns."""
    scanner = engine().grammar.scanner
    names = [terminal.name for terminal in scanner.terminals]
    starts: dict[str, set[str]] = {}
    for terminal in scanner.terminals:
        for character in first_characters(terminal.pattern):
            starts.setdefault(character, set()).add(terminal.name)
    # All digits share one list, and all numerals.
    for alike in ("0123456789", "零〇一二三四五六七八九十两廿卅壹贰叁肆伍陆柒捌玖拾"):
        shared = set().union(*(starts[character] for character in alike))
        starts |= dict.fromkeys(alike, shared)

    assert starts == {
        character: {names[index] for index in which}
        for character, which in scanner.starts.items()
    }


@attrs.frozen(eq=False)
class Slow(Builder):
    """A builder without the quick ways."""

    def common(self, *_: object) -> Target | None:
        """Leave every phrase to the whole way."""
        return None

    def words_alone(self, *_: object) -> Target | None:
        """Leave words to it as well."""
        return None


def everything(target: Target) -> Mapping[str, object]:
    """Give a target with what equality passes over."""
    return {
        "target": target,
        "text": target.text,
        "worded": target.worded,
        "spans": target.spans,
        "inferred": target.inferred,
        "diagnostics": target.diagnostics,
    }


def both_ways(phrase: str) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Read a phrase with the quick way allowed, and without it."""
    quick = engine()
    slow = attrs.evolve(quick, builder=Slow(quick.builder.figures))
    return everything(quick.parse(phrase)), everything(slow.parse(phrase))


def test_the_quick_way_gives_what_the_whole_way_gives() -> None:
    """On every phrase of the corpus."""
    read_both = [(case.phrase, *both_ways(case.phrase)) for case in cases()]

    assert [] == [phrase for phrase, quick, slow in read_both if quick != slow]


@STEADY
@given(phrases())
def test_the_quick_way_gives_what_the_whole_way_gives_anywhere(text: str) -> None:
    """On made-up phrases too."""
    quick, slow = both_ways(text)

    assert quick == slow


def test_a_target_made_by_place_is_one_that_is_constructed() -> None:
    """Every field is set, and the two cannot be told from each other."""
    marks = (("number", 0, 1),)
    made = compared("5条", "", Operator.AT_LEAST, Decimal(5), "条", ("x",), marks)
    measure = Comparison(Operator.AT_LEAST, Decimal(5), "条")
    constructed = Target("5条", "", measure, inferred=("x",), marks=marks)

    assert all(
        getattr(constructed, each.name) == getattr(made, each.name)
        for each in attrs.fields(Target)
    )
    assert attrs.asdict(constructed) == attrs.asdict(made)
    assert type(made.measure) is Comparison
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.subject = "x"  # type: ignore[misc]


def test_the_quick_way_is_taken() -> None:
    """Most phrases are one figure: else the two tests above would compare nothing."""
    quick, phrase = engine(), "处置率90%"
    codes, begins = quick.grammar.scanner.scan(phrase)
    plan = select(quick.grammar.constituents(codes), len(codes))

    assert plan.common is not None
    assert quick.builder.common(plan.common, phrase, phrase, begins, 0) is not None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("石楼农村公路建设", True),
        ("明显改善", True),
        ("处置率90%", False),
        ("不低于", False),
    ],
)
def test_words_alone_are_read_quickly(phrase: str, *, expected: bool) -> None:
    """A phrase of which something is to be said is not."""
    quick = engine()
    codes, _ = quick.grammar.scanner.scan(phrase)
    plan = select(quick.grammar.constituents(codes), len(codes))

    found = quick.builder.words_alone(plan, phrase, phrase)
    assert (found == quick.parse(phrase)) is expected
    assert (found is not None) is expected
