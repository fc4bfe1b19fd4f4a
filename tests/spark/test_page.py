"""The page about Spark can be followed."""

from typing import Any

import pytest

from tests.pages.how_to import followed, programs


def test_the_page_prints_what_it_shows(
    session: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its programs share one session, that of the other tests."""
    assert session is not None
    shown = programs("spark.md")
    names: dict[str, Any] = {}
    found = followed("spark.md", names, capsys)

    assert 2 == len(shown)
    assert shown == found
