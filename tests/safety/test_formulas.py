"""No cell of CSV is run as a formula, whatever a program drops before it."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets._escaping import csv_cell, csv_value
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

DROPPED = "\x00\x01\x1b\x7f\u200b\u200e\u2060\ufeff\x85\u2028"
texts = st.text(st.sampled_from(DROPPED + "'=+-@\t\r\n甲 1\""), max_size=8)


@given(texts)
def test_the_guard_comes_off_again(text: str) -> None:
    """What is read is what was written, but for control characters and line ends."""
    guarded = csv_cell(text)
    fit = csv_cell(f"甲{text}")[1:]
    assert guarded in {fit, f"'{fit}"}
    # ``="…"`` alone is a notation of its own.
    assert guarded == fit or csv_value(guarded) == fit


@given(texts)
def test_nothing_that_runs_is_left(text: str) -> None:
    """Without what programs drop, no cell begins with a sign of a formula."""
    begin = csv_cell(text).lstrip(DROPPED)
    assert not begin.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("drop", ["", *DROPPED])
def test_check_writes_no_formula(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    drop: str,
) -> None:
    """A name or an actual of the file begins no cell of the result with ``=``."""
    row = {"name": f"{drop}=HYPERLINK()", "target": "≥1次", "actual": f"{drop}=1+2"}
    project = {"name": f"{drop}=1+1", "indicators": [row]}
    tree = {"schema": "perftargets/1", "projects": [project]}
    (tmp_path / "a.json").write_text(json.dumps(tree), encoding="utf-8")
    run("check", str(tmp_path / "a.json"), "-o", str(tmp_path / "x.csv"))
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert any("=1+1" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip(DROPPED).startswith("=")]
