"""Phrases of the corpus and of made shapes are read as it is written down."""

import pytest

from tests.phrase.readings import FOLDER, reading, written


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.txt")))
def test_phrases_are_read_as_written_down(name: str) -> None:
    """Measure, the place of every piece, hedges and diagnostics; nothing is lost."""
    for phrase, expected in written(name):
        assert (phrase, expected) == (phrase, reading(phrase))
