"""The page about notebooks can be followed."""

from typing import Any

import pytest

from tests.pages.how_to import followed, programs

pytest.importorskip("pyarrow")
pytest.importorskip("pandas")


def test_the_page_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    """Its programs go on with each other's names, as the cells of a notebook do."""
    shown = programs("notebooks.md")
    names: dict[str, Any] = {}
    found = followed("notebooks.md", names, capsys)

    assert 4 == len(shown)
    assert shown == found
