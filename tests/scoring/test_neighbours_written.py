"""What comes of a form with one thing written otherwise is as it is written down."""

import pytest

from tests.scoring.neighbours_written import SIZE, found, names, piece, written


@pytest.mark.parametrize("start", range(0, len(written()), SIZE))
def test_a_neighbour_comes_to_what_is_written_down(start: int) -> None:
    """Points, totals, grades, the review and the form: what differs, and no more."""
    assert list(found(start)) == piece(start)


def test_every_neighbour_is_written_down() -> None:
    """A change more is noticed, and no two have one name."""
    assert names() == list(written())
