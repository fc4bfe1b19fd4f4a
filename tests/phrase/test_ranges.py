"""Laws of two values with a joiner between them, whatever the values are."""

from itertools import product

import pytest

from perftargets.phrase import parse
from perftargets.phrase.messages import unsettled
from perftargets.phrase.select import select
from tests.phrase.grammar import engine

VALUES = (
    *("BARE", "DATE", "DATE_DUE", "FIGURE", "FIGURE_MORE"),
    *("INTERVAL", "NUMERAL", "RANK", "RATIO", "TOLERANCE"),
)
JOINERS = ("DASH", "DASHES", "TO", "AND", "LINK", "GAP", "")
AROUND = (("", ""), ("AT_LEAST", ""), ("ABOUT", "OR_MORE"), ("TEXT", "EXCLUSIVE"))


@pytest.mark.parametrize("first", VALUES)
def test_two_values_of_any_kinds_have_a_plan(first: str) -> None:
    """Nothing raises, whatever joins them and stands around them."""
    codes = engine().grammar.scanner.codes
    for joiner, second, (before, behind) in product(JOINERS, VALUES, AROUND):
        kinds = [
            kind for kind in (before, first, joiner, second, behind) if kind in codes
        ]
        sequence = "".join(codes[kind] for kind in kinds)

        plan = select(engine().grammar.constituents(sequence), len(sequence))

        assert plan.items, kinds


@pytest.mark.parametrize(
    ("phrase", "pieces"),
    [
        ("20-30多人", ["30多人"]),
        ("（2-10余场）", ["10余场"]),
        ("200余至300场", ["200余"]),
        ("20多-30余人", ["20多-30余人"]),
        ("约200-300余场", ["约", "300余场"]),
        ("不低于20-30多人", ["不低于", "30多人"]),
        ("20-30多人以上", ["30多人", "以上"]),
    ],
)
def test_an_end_that_is_open_is_told(phrase: str, pieces: list[str]) -> None:
    """余 and 多 leave the end of a range open: it is read, and decides nothing."""
    target = parse(phrase)

    assert "range" == target.kind
    assert sorted(pieces) == sorted(
        found.span.of(phrase) for found in target.diagnostics
    )
    assert unsettled(target) is not None
