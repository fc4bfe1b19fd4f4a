"""What projects come to by every profile is as it is written down."""

import pytest

from tests.scoring.evaluations import FOLDER, documents, written


@pytest.mark.parametrize("name", [name for name, _ in documents()])
def test_projects_come_to_what_is_written_down(name: str) -> None:
    """Points with their rule and reason, totals, lights, reviews, sums, the form."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert text.splitlines() == list(written(name))
