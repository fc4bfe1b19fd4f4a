"""What terminals begin with is shipped, never out of date, never trusted blindly."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs
import lark
import pytest

from perftargets import _data
from perftargets.phrase import parse_table
from perftargets.phrase.beginnings import FILE, clues_of
from perftargets.phrase.engine import Engine, folded_text
from perftargets.phrase.follows import first_characters
from perftargets.phrase.grammar import build
from perftargets.units import default_units
from tests.corpus.entries import cases
from tests.phrase.grammar import engine, terminals_by_class


@pytest.mark.checkout
@pytest.mark.parametrize("file", [FILE, parse_table.FILE])
def test_a_shipped_table_is_that_of_the_grammar(file: str) -> None:
    """After a change of grammar/ run ``make tables``."""
    from tools.tables import FILES

    assert _data.read("grammar", file) == FILES[file]()


def sequences() -> Iterator[str]:
    """Give sequences of kinds: the short ones of classes, and those of the corpus."""
    scanner = engine().grammar.scanner
    classes = [scanner.codes[min(names)] for names in terminals_by_class().values()]
    for length in range(5):
        yield from map("".join, product(classes, repeat=length))
    for case in cases():
        cleaned, _ = engine().noise.cleaned(folded_text(case.phrase))
        yield scanner.scan(cleaned)[0]


def test_a_row_of_the_table_is_put_down_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks while a row is taken apart, in another thread, sees none."""
    seen: list[frozenset[int]] = []
    real = parse_table._rule  # noqa: SLF001 -- what takes a row apart

    def looking(*entry: Any) -> Any:
        seen.append(frozenset(rows))
        return real(*entry)

    monkeypatch.setattr(parse_table, "_rule", looking)
    machine = parse_table.kept()
    assert machine is not None
    rows = machine.begin().parse_conf.states
    for state in range(
        len(json.loads(_data.read("grammar", parse_table.FILE))["rows"])
    ):
        at = len(seen)
        assert rows[state] is rows[state]
        assert not any(state in each for each in seen[at:])
    assert seen


def test_the_shipped_table_groups_as_the_one_that_lark_builds() -> None:
    """The same constituents of every sequence."""
    shipped = engine().grammar
    built = attrs.evolve(shipped, begin=parse_table.machine_of(build()).begin)

    assert parse_table.kept() is not None
    assert [] == [
        codes
        for codes in {*sequences()}
        if shipped.constituents(codes) != built.constituents(codes)
    ]


def test_the_shipped_table_has_the_terminals_that_lark_reads() -> None:
    """Their patterns, their order, and the rules that are one of them."""
    shipped, built = parse_table.kept(), parse_table.machine_of(build())

    assert shipped is not None
    assert built[1:] == shipped[1:]


def test_another_grammar_or_lark_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that may not fit is left alone, and the phrase is read all the same."""
    monkeypatch.setattr(parse_table, "sources", lambda: "00000000")
    assert parse_table.kept() is None
    monkeypatch.undo()
    monkeypatch.setattr(lark, "__version__", "99.0.0")
    assert parse_table.kept() is None
    assert engine().parse("不少于100条") == Engine.from_units(default_units()).parse(
        "不少于100条"
    )


def test_a_pattern_that_is_another_one_is_worked_out() -> None:
    """Units of one's own change the patterns, and not the names, of terminals."""
    assert frozenset("ab") == clues_of("ABOUT", lambda: "a+|b").starts


def test_units_of_ones_own_are_begun_with() -> None:
    """A sign that begins figures in no shipped unit is one where a table says so."""
    own = """
[[units]]
name = "贝币"
prefixes = "₿"
dimension = "money"
factor = "1"
"""
    scanner = Engine.from_units(default_units().extended(own)).grammar.scanner
    shipped = Engine.from_units(default_units()).grammar.scanner

    assert "₿" in scanner.starts
    assert "₿" not in shipped.starts
    assert "₿" in first_characters(
        next(each.pattern for each in scanner.terminals if each.name == "MONEY")
    )


def test_what_is_kept_of_a_shipped_pattern_is_taken_without_a_look() -> None:
    """The pattern is not even made, where grammar and units are those shipped."""

    def never() -> str:
        message = "made"
        raise AssertionError(message)

    kept = {each.name: each.needs for each in engine().grammar.scanner.terminals}
    for name in ("ABOUT", "AT_LEAST"):
        clues = clues_of(name, never, shipped=True)
        assert clues.needs == kept[name]
        assert clues.starts
        with pytest.raises(AssertionError, match="made"):
            clues_of(name, never)


def test_what_is_kept_of_a_pattern_holds_for_that_pattern_alone() -> None:
    """By its checksum, where units or words were added to those that are shipped."""
    pattern = next(
        each.pattern
        for each in engine().grammar.scanner.terminals
        if each.name == "AT_LEAST"
    )
    kept = clues_of("AT_LEAST", lambda: pattern, shipped=True)
    assert clues_of("AT_LEAST", lambda: pattern).starts == kept.starts
    other = clues_of("AT_LEAST", lambda: "[甲乙]丙")
    assert other == (frozenset("甲乙"), (frozenset("丙"), frozenset("甲乙")))


def test_a_pattern_of_which_nothing_is_kept_is_worked_out() -> None:
    """Also where nothing was added."""
    assert clues_of("NEW", lambda: "a|b", shipped=True).starts == frozenset("ab")
    assert clues_of("NEW", lambda: "a|b", begins=False) == (
        frozenset(),
        (frozenset("ab"),),
    )
    empty = clues_of("NEW", lambda: "a?", begins=False)
    assert empty == (frozenset(), ())
    with pytest.raises(ValueError, match="can be empty"):
        clues_of("NEW", lambda: "a?")
