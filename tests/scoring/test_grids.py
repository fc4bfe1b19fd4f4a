"""What comes of every kind of target around its edges is as it is written down."""

import pytest

from tests.scoring.grids.written import GRIDS, found, written


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_comes_to_what_is_written_down(name: str) -> None:
    """Points, lights, sums, years, matches, reviews: each line to the letter."""
    assert found(name) == written(name)
