"""What is found around the edges of the rules is as it is written down."""

import pytest

from tests.linting.grids.written import GRIDS, found, written


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_is_told_as_written_down(name: str) -> None:
    """Place, code, message and all else of each finding; none more, and none lost."""
    assert found(name) == written(name)
