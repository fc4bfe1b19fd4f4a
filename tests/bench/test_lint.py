"""The benchmark of lint looks at what it says it looks at."""

import sys
from pathlib import Path

import pytest

from bench.lint.making import ROWS, document, write_small
from bench.lint.measurements import whole_processes
from perftargets import lint, read

pytestmark = pytest.mark.checkout


def test_every_project_is_looked_at() -> None:
    """Each has its rows, and the hedged one of each is reported."""
    whole = document(3)
    report = lint(whole, select=["VAL003"])

    assert 3 * ROWS == sum(1 for _ in whole.rows())
    assert [project.name for project in whole.projects] == [
        finding.project for finding in report
    ]


def test_the_small_files_are_of_one_size(tmp_path: Path) -> None:
    """The table reads without a remark; program and query are a line longer at most."""
    small = write_small(tmp_path)
    size = small["yaml"].stat().st_size

    assert () == read(small["yaml"]).diagnostics
    assert size <= small["python"].stat().st_size < size + 60
    assert size <= small["sql"].stat().st_size < size + 60


def test_a_linter_that_is_missing_is_told() -> None:
    """Its row says so, and the others are timed."""
    calls = {"here": (sys.executable, "-c", "pass"), "away": None}

    rows = whole_processes(calls, rounds=1)

    assert ("away", "not installed", "") == rows[1]
    assert ("here", "1.0") == (rows[0][0], rows[0][2])
