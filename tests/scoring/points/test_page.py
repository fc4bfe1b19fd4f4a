"""docs/explanation/points.md says what points come about: its rows are run."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.scoring.points.making import points

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "points.md"


def rows() -> Iterator[tuple[str, ...]]:
    """Give target, actual, weight, profile and points of each row of the page."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if not line.startswith("|"):
            inside = False
        elif cells[0] == "target":
            inside = True
        elif inside and not line.startswith("|---"):
            yield cells


@pytest.mark.parametrize("cells", list(rows()), ids=lambda cells: " ".join(cells[:4]))
def test_the_page_says_what_happens(cells: tuple[str, ...]) -> None:
    """Each row of the table gives the points that it shows; open gives none."""
    target, actual, weight, profile, expected = cells
    found = points(target, actual, weight=weight, profile=profile).points
    assert found == (None if expected == "open" else Decimal(expected))
