"""Phrases of the corpus and of made shapes are read as it is written down."""

import pytest

from tests.phrase.readings import FOLDER, reading, written

SIZE = 50
"""Phrases of one test: few, so that a fault is found by the tests near it."""

PIECES = [
    (file.stem, start)
    for file in sorted(FOLDER.glob("*.txt"))
    for start in range(0, len(file.read_text(encoding="utf-8").splitlines()), SIZE)
]


@pytest.mark.parametrize(("name", "start"), PIECES)
def test_phrases_are_read_as_written_down(name: str, start: int) -> None:
    """Measure, the place of every piece, hedges and diagnostics; nothing is lost."""
    for phrase, expected in list(written(name))[start : start + SIZE]:
        assert (phrase, expected) == (phrase, reading(phrase))
