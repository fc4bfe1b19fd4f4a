"""A file with planted faults is reported line by line, its clean twin not at all."""

import re
from pathlib import Path

import pytest

from perftargets.linting.lint import lint
from perftargets.reading import read

HERE = Path(__file__).parent
_MARKS = re.compile(r" # ([A-Z]{3}[0-9]{3}(?: [A-Z]{3}[0-9]{3})*)$")


def _found(name: str, *select: str) -> set[tuple[int | None, str]]:
    report = lint(read(HERE / name), select=select or None)
    assert () == report.faults
    return {
        (finding.place.line if finding.place else None, finding.code)
        for finding in report.findings
    }


def _marked(name: str) -> set[tuple[int, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return {
        (number, code)
        for number, line in enumerate(lines, start=1)
        if (marks := _MARKS.search(line))
        for code in marks[1].split()
    }


def test_the_planted_faults_are_reported_and_nothing_else() -> None:
    """Every marked line has exactly the marked codes, every other line none."""
    assert _marked("planted.yaml") == _found("planted.yaml")


def test_the_clean_twin_is_reported_for_nothing() -> None:
    """On a well-made file nothing fires, warnings and errors."""
    assert set() == _found("clean.yaml")


def test_the_clean_twin_has_no_hints_either() -> None:
    """Nor does any rule that is off by default."""
    assert set() == _found("clean.yaml", "ALL")


def test_faults_of_many_kinds_are_planted() -> None:
    """Every rule on by default that one document can break is planted once."""
    kinds = {code for _, code in _marked("planted.yaml")}
    assert 40 <= len(kinds)


@pytest.mark.parametrize("form", ["json", "toml"])
def test_the_clean_twin_is_clean_in_every_notation(form: str, tmp_path: Path) -> None:
    """The rules look at the document and not at the notation it stands in."""
    from perftargets.writing import write

    path = tmp_path / f"clean.{form}"
    write(read(HERE / "clean.yaml"), path)
    assert () == lint(read(path)).findings
