"""No choice of rules hides that a file, or a part of it, could not be read."""

import json
from pathlib import Path

import pytest

import perftargets
from perftargets.findings import UNREADABLE, Finding, Message, Severity
from perftargets.linting.catalogue import catalogue
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reading import read_bytes
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

BROKEN = b"PK\x03\x04...."
CHOICES = {
    "select": {"select": ["VAL"]},
    "select one": {"select": ["VAL003"]},
    "ignore all": {"ignore": ["ALL"]},
    "ignore family": {"ignore": ["REA"]},
    "ignore part": {"ignore": ["REA00"]},
    "lighter": {"severities": {"REA": "info", "ALL": "info"}},
}
"""Choices of rules that name none of the codes exactly."""


def document(code: str, mark: str | None = None) -> Document:
    """Give a document of one row in which one thing could not be read."""
    finding = Finding(
        code=code,
        name=catalogue()[code].name,
        severity=Severity.ERROR,
        message=Message("读不出", "unreadable"),
        project="甲",
        indicator="培训",
    )
    row = Indicator(category="产出指标", name="培训", target=parse("≥5次"), note=mark)
    project = Project(name="甲", indicators=(row,))
    return Document(projects=(project,), diagnostics=(finding,))


@pytest.mark.parametrize("code", sorted(UNREADABLE))
@pytest.mark.parametrize("choice", CHOICES)
def test_what_could_not_be_read_is_an_error_whatever_is_chosen(
    code: str, choice: str
) -> None:
    """And the report raises for it."""
    report = perftargets.lint(document(code), **CHOICES[choice])  # type: ignore[arg-type]
    found = [each for each in report if each.code == code]
    assert [each.severity for each in found] == [Severity.ERROR]
    with pytest.raises(perftargets.FindingsError):
        report.raise_for_errors()


@pytest.mark.parametrize("code", sorted(UNREADABLE))
def test_its_own_code_or_name_sets_it_aside(code: str) -> None:
    """That is a decision about this very finding."""
    for name in (code, code.lower(), catalogue()[code].name):
        report = perftargets.lint(document(code), ignore=[name])
        assert code not in {each.code for each in report}
    lighter = perftargets.lint(document(code), severities={code: "info"})
    assert [each.severity for each in lighter if each.code == code] == [Severity.INFO]


@pytest.mark.parametrize("code", sorted(UNREADABLE))
def test_a_marker_of_the_file_names_the_code_too(code: str) -> None:
    """``ignore`` without a code sets all else aside."""
    all_else = document(code, "perftargets: ignore")
    assert code in {each.code for each in perftargets.lint(all_else)}
    named = document(code, f"perftargets: ignore[{code}]")
    report = perftargets.lint(named)
    assert code not in {each.code for each in report}
    assert code in {each.code for each in report.suppressed}


@pytest.mark.parametrize(
    "settings",
    [
        'select = ["VAL"]',
        'ignore = ["REA"]',
        'ignore = ["ALL"]\nextend-select = ["VAL"]',
        'severity = { REA = "info" }',
        'per-file-ignores = { "*.xlsx" = ["REA"] }',
    ],
)
def test_no_settings_hide_it_from_the_command(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
) -> None:
    """The command ends with 1, and SARIF says that it was not successful."""
    (tmp_path / "a.xlsx").write_bytes(BROKEN)
    (tmp_path / "perftargets.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("lint", "a.xlsx", "-o", "sarif=a.sarif")
    if result.code == 2:
        # No rule is left, which the command refuses for itself.
        assert "no rule is selected" in result.err
        return
    assert result.code == 1
    assert "REA004" in result.out
    tree = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))
    assert tree["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_report_that_read_everything_is_successful(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever its rules found, so that the law above says something."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(
        "项目名称,三级指标,指标值\n甲项目,培训次数,约5次\n", encoding="utf-8"
    )
    result = run("lint", "a.csv", "-o", "sarif=a.sarif")
    assert result.code == 1
    tree = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))
    assert tree["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_the_select_option_hides_nothing(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """As it was met: a broken workbook and ``--select VAL``."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(BROKEN)
    result = run("lint", str(path), "--select", "VAL")
    assert result.code == 1
    assert "REA004" in result.out
    assert [each.code for each in read_bytes(BROKEN).diagnostics] == ["REA004"]
