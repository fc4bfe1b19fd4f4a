"""What is found in the tables of the tests is as it is written down."""

import pytest

from tests.linting.findings_written import FOLDER, found, pieces, written


@pytest.mark.parametrize(("name", "start"), list(pieces()))
def test_findings_are_as_written_down(name: str, start: int) -> None:
    """Code, place, piece, message, hint and proposals; none more, and none lost."""
    assert written(name, start).splitlines() == found(name, start).splitlines()


def test_nothing_else_is_written_down() -> None:
    """Every table of the files is one of today."""
    for name in {name for name, _ in pieces()}:
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        tables = [line for line in text.splitlines() if line.startswith("# ")]
        last = max(start for each, start in pieces() if each == name)
        assert last < len(tables) <= last + 10
