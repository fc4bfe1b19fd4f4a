"""The page on use in a program: its programs print what stands below them."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.how_to import followed, programs

PAGE = "in-your-own-program.md"


def test_the_page_can_be_followed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One program after the other, as typed."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}

    assert programs(PAGE) == followed(PAGE, names, capsys)
    assert 6 == len(programs(PAGE))
