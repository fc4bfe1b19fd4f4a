"""The guard of speed measures what it says, and fails where something fell by half."""

from pathlib import Path

import pytest

from bench import distinct, ratios
from perftargets import read

pytestmark = pytest.mark.checkout


def test_no_row_stands_twice() -> None:
    """Names differ over the whole table; 20,000 rows in 2,500 projects."""
    rows = list(distinct.lines())

    assert 20_000 == len(rows) == len({row.name for row in rows})
    assert 2_500 == len({row.project for row in rows})


def test_the_table_is_read_whole(tmp_path: Path) -> None:
    """Each cell finds its field, and nothing is reported."""
    distinct.write_csv(tmp_path / "table.csv", 3, seed=5)
    document = read(tmp_path / "table.csv")

    assert () == document.diagnostics
    assert [
        (row.name, row.target, row.unit, row.weight, row.actual and row.actual.text)
        for row in (row for _, row in distinct.document(3, actuals=True, seed=5).rows())
    ] == [
        (row.name, row.target, row.unit, row.weight, row.actual and row.actual.text)
        for _, row in document.rows()
    ]


def test_what_is_measured_has_landed() -> None:
    """A task more, and the guard says so."""
    found = ratios.measured(projects=2, rounds=1)

    assert ratios.landed().keys() == found.keys()
    assert all(0 < ratio < 1 for ratio in found.values())


def test_a_fall_by_half_fails() -> None:
    """Less than that is what a busy machine does."""
    known = {"read": 0.02, "lint": 0.01, "check": 0.01}

    assert [] == ratios.fallen({"read": 0.011, "lint": 0.02, "check": 0.01}, known)
    assert [
        "lint: 0.00400 of the plain loop, landed 0.01000",
        "check: 0.00000 of the plain loop, landed 0.01000",
        "scan: nothing landed",
    ] == ratios.fallen({"read": 0.02, "lint": 0.004, "scan": 1.0}, known)
