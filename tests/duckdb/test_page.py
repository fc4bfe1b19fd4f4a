"""The page about DuckDB can be followed."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.how_to import followed, programs

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its programs share one connection and the folder of tables they make."""
    monkeypatch.chdir(tmp_path)
    shown = programs("duckdb.md")
    names: dict[str, Any] = {}
    found = followed("duckdb.md", names, capsys)
    names["connection"].close()

    assert 4 == len(shown)
    assert shown == found
