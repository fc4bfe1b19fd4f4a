"""What is found where one thing is written otherwise is as it is written down."""

import pytest

from tests.linting.neighbours_written import SIZE, found, names, piece, written


@pytest.mark.parametrize("start", range(0, len(written()), SIZE))
def test_a_neighbour_is_told_as_written_down(start: int) -> None:
    """What is found of it and not of its table, and the other way round; no more."""
    assert list(found(start)) == piece(start)


def test_every_neighbour_is_written_down() -> None:
    """A change more is noticed, and no two have one name."""
    assert names() == list(written())
