"""What is found in the tables of the tests is as it is written down."""

import pytest

from tests.linting.findings_written import FOLDER, TABLES, found, pieces, written


@pytest.mark.parametrize(("name", "start"), list(pieces()))
def test_findings_are_as_written_down(name: str, start: int) -> None:
    """Code, place, piece, message, hint and proposals; none more, and none lost."""
    assert written(name, start).splitlines() == found(name, start).splitlines()


@pytest.mark.parametrize("name", sorted({name for name, _ in pieces()}))
def test_every_table_is_written_down(name: str) -> None:
    """A table more, or a page, is noticed."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("# ")]
    assert heads == [f"# {called}" for called, _, _ in TABLES[name]()]
