"""The table of units that a call names is the one that rules convert by."""

from pathlib import Path

import attrs

import perftargets
from perftargets.linting.lint import lint
from perftargets.units import Unit, default_units
from tests.linting.made_up import document, indicator

RULES = Path(perftargets.__file__).parent / "linting"


def test_units_of_a_call_count() -> None:
    """A unit of one's own has the size that its table says, and no other."""
    row = attrs.evolve(indicator("口罩发放", "≥500箱", line=5), unit="件")
    table = document(row)
    same = default_units().extended(
        [Unit(name=name, dimension="parcels") for name in ("箱", "件")]
    )

    assert ["UNT003"] == [each.code for each in lint(table, select=["UNT003"])]
    assert () == lint(table, select=["UNT003"], units=same).findings


def test_no_rule_takes_another_table() -> None:
    """Only the call and its context know the table that is used without one."""
    assert ["context.py", "lint.py"] == [
        path.name
        for path in sorted(RULES.rglob("*.py"))
        if "default_units" in path.read_text(encoding="utf-8")
    ]
