"""The page about notebooks can be followed."""

from typing import Any

import pytest

from tests.pages.how_to import Program, programs

pytest.importorskip("pyarrow")
pytest.importorskip("pandas")


def test_the_page_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    """Its programs go on with each other's names, as the cells of a notebook do."""
    shown = programs("notebooks.md")
    names: dict[str, Any] = {}

    found = []
    for program in shown:
        exec(program.code, names)  # noqa: S102 - a page of our own
        found.append(Program(program.code, capsys.readouterr().out))

    assert 4 == len(shown)
    assert shown == found
