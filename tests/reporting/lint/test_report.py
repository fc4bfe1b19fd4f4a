"""The report as a value: filter, group, count, join, show."""

import pytest

from perftargets.errors import FindingsError, UsageError
from perftargets.findings import Report, Severity
from tests.reporting.lint.reports import BROKEN, NONE, TWO, hostile


def codes(report: Report) -> list[str]:
    """Give the codes of the findings."""
    return [finding.code for finding in report]


def test_a_report_is_gone_through() -> None:
    """Iteration and length are those of the findings; a report is never false."""
    assert ["TST002", "TST001"] == codes(TWO)
    assert 2 == len(TWO)
    assert NONE


def test_filter() -> None:
    """Conditions hold together; a severity takes in the graver ones."""
    assert ["TST002"] == codes(TWO.filter(severity="error"))
    assert ["TST002", "TST001"] == codes(TWO.filter(severity=Severity.WARNING))
    assert ["TST001"] == codes(TWO.filter(code="about-a-figure"))
    assert ["TST001"] == codes(TWO.filter(indicator="培训人次", project="培训项目"))
    assert [] == codes(TWO.filter(lambda each: each.hint is None, code="TST001"))


def test_group() -> None:
    """A report for each key, in the order met."""
    assert {"TST002": ["TST002"], "TST001": ["TST001"]} == {
        key: codes(part) for key, part in TWO.group("code").items()
    }
    assert ["", "培训人次"] == list(TWO.group("indicator"))
    assert ["表.yaml"] == list(TWO.group("path"))
    assert ["培训中心"] == list(TWO.group("agency"))
    assert ["error", "warning"] == list(TWO.group("severity"))


def test_group_by_something_else_is_refused() -> None:
    """The message lists the keys."""
    with pytest.raises(UsageError, match=r"^a report is not grouped by “colour”; "):
        TWO.group("colour")  # type: ignore[arg-type]


def test_counts_and_the_worst() -> None:
    """The gravest first; nothing found has no worst."""
    assert {"error": 1, "warning": 1, "info": 0} == TWO.counts()
    assert Severity.ERROR is TWO.worst()
    assert NONE.worst() is None


def test_reports_are_joined() -> None:
    """Findings, counts and files of both, in order."""
    both = TWO + hostile()

    assert ["TST002", "TST001", "TST001"] == codes(both)
    assert ("表.yaml", "a,b/表 1.xlsx") == both.paths
    assert (2, 3) == (both.projects, both.indicators)
    assert (("mof2020", "1"),) == both.profiles


def test_raise_for_errors_takes_a_severity() -> None:
    """Warnings pass unless they are asked for."""
    warnings = TWO.filter(code="TST001")

    assert warnings.raise_for_errors() is warnings
    with pytest.raises(FindingsError, match=r"^表\.yaml:5:7: TST001 “全年约1200人次”"):
        warnings.raise_for_errors("warning")


def test_raise_for_errors_knows_a_rule_that_broke_down() -> None:
    """A report that is not complete is not clean."""
    with pytest.raises(FindingsError, match=r"^rule TST004 broken-rule broke down at"):
        BROKEN.raise_for_errors()


def test_a_notebook_shows_the_findings_escaped() -> None:
    """One row a finding."""
    shown = hostile()._repr_html_()

    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert 3 == TWO._repr_html_().count("<tr>")


def test_to_dicts_speaks_one_language() -> None:
    """Messages in the language asked for."""
    (first, _) = TWO.to_dicts("zh")

    assert ("TST002", "超过一行") == (first["code"], first["message"])
