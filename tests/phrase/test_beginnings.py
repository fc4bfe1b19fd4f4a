"""What terminals begin with is shipped, never out of date, never trusted blindly."""

import pytest

from perftargets import _data
from perftargets.phrase.beginnings import FILE, beginnings
from perftargets.phrase.engine import Engine
from perftargets.phrase.scanner import first_characters
from perftargets.units import default_units


@pytest.mark.checkout
def test_the_shipped_table_is_that_of_the_grammar() -> None:
    """After a change of grammar/ run ``make tables``."""
    from tools.tables import starts

    assert _data.read("grammar", FILE) == starts()


def test_a_pattern_that_is_another_one_is_worked_out() -> None:
    """Units of one's own change the patterns, and not the names, of terminals."""
    assert frozenset("ab") == beginnings("ABOUT", "a+|b")


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
    assert "₿" in first_characters(dict(scanner.terminals)["MONEY"])
