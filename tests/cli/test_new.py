"""``perftargets new``: an empty form, written once and never over another file."""

from pathlib import Path

import pytest

from perftargets.reading import read
from perftargets.writing.empty import empty
from tests.cli.conftest import Run


@pytest.mark.parametrize("form", ["application", "self-evaluation"])
def test_a_form_is_written(run: Run, tmp_path: Path, form: str) -> None:
    """As the library makes it, and nothing is printed."""
    path = tmp_path / "a.xlsx"

    result = run("new", str(path), "--form", form, "--year", "2025", "--rows", "7")

    assert (0, "", "") == (result.code, result.out, result.err)
    assert read(path) == read(empty(form, year=2025, rows=7), name=str(path))
    assert 2025 == read(path).fiscal_year


def test_a_file_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    """Unless it is to be replaced."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"work")

    assert 2 == run("new", str(path)).code
    assert b"work" == path.read_bytes()
    assert 0 == run("new", str(path), "--force").code
    assert b"PK" == path.read_bytes()[:2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.docx",), "an empty form is an .xlsx file, and “a.docx” is none"),
        (("a.xlsx", "--rows", "501"), "rows must be from 1 to 500, not 501"),
    ],
)
def test_what_cannot_be_written_is_refused(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    """With what was wanted; no file is made."""
    monkeypatch.chdir(tmp_path)

    result = run("new", *arguments)

    assert 2 == result.code
    assert said in result.err
    assert [] == list(tmp_path.iterdir())
