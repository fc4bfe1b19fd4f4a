"""Verdicts, reasons and assumptions are as they are written down."""

import pytest

from tests.judging.verdicts import FOLDER, VARIOUS, judgement, written

SIZE = 50
"""Rows of one test: few, so that a fault is found by the tests near it."""

PIECES = [
    (file.stem, start)
    for file in sorted(FOLDER.glob("*.txt"))
    for start in range(0, len(file.read_text(encoding="utf-8").splitlines()), SIZE)
]


@pytest.mark.parametrize(("name", "start"), PIECES)
def test_rows_are_judged_as_written_down(name: str, start: int) -> None:
    """Verdict, completion and deviation, the figures compared, reason, assumptions."""
    for row, expected in list(written(name))[start : start + SIZE]:
        assert (row, expected) == (row, judgement(*row, in_full=name == VARIOUS))
