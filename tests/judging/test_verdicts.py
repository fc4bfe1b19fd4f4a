"""Verdicts, reasons and assumptions are as they are written down."""

import pytest

from tests.judging.verdicts import FOLDER, judgement, written


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.txt")))
def test_rows_are_judged_as_written_down(name: str) -> None:
    """Verdict, completion and deviation, the figures compared, reason, assumptions."""
    for row, expected in written(name):
        assert (row, expected) == (row, judgement(*row))
