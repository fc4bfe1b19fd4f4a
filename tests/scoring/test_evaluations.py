"""What projects come to by every profile is as it is written down."""

import pytest

from tests.scoring.evaluations import FOLDER, evaluated, pieces


@pytest.mark.parametrize(("name", "profile"), list(pieces()))
def test_projects_come_to_what_is_written_down(name: str, profile: str) -> None:
    """Points with their rule and reason, totals, lights, reviews, sums, the form."""
    text = (FOLDER / f"{name}-{profile}.txt").read_text(encoding="utf-8")
    assert text.splitlines() == list(evaluated(name, profile))
