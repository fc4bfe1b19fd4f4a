"""What is found in the tables of the tests is as it is written down."""

import pytest

from tests.linting.findings_written import FOLDER, TABLES, written


@pytest.mark.parametrize("name", list(TABLES))
def test_findings_are_as_written_down(name: str) -> None:
    """Code, place, piece, message, hint and proposals; none more, and none lost."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert text.splitlines() == list(written(name))
