"""One fault gives one finding: the more exact rule speaks for the others."""

import attrs
import pytest

from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from tests.linting.made_up import document, indicator


def _codes(name: str, target: str, *select: str) -> list[str]:
    table = document(indicator(name, target, line=5))
    report = lint(table, select=select or ["VAL", "UNT", "TXT002", "CAT"])
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("培训人数", "XX人", ["TXT002"]),
        ("验收合格率", "≥XX%", ["TXT002"]),
        ("验收合格率", "≥9500%", ["VAL006"]),
        ("安全事故起数", "≥0起", ["VAL009"]),
        ("管理人数", "≥6200人；规范管理率≥64%", ["VAL011"]),
    ],
)
def test_the_more_exact_rule_stands_alone(
    name: str, target: str, expected: list[str]
) -> None:
    """Of several rules that see one fault, one reports it."""
    assert expected == _codes(name, target)


def test_a_rule_that_mends_another_field_too_stands_alone() -> None:
    """A unit that does not fit the name is told once, though the column has another."""
    row = attrs.evolve(indicator("培训人数", "≥60个", line=5), unit="人")
    found = [each.code for each in lint(document(row), select=["UNT"]).findings]
    assert ["UNT001"] == found


def test_a_rule_that_is_not_chosen_supersedes_nothing() -> None:
    """Without the more exact rule the other one is heard."""
    assert ["VAL013"] == _codes("验收合格率", "≥9500%", "VAL013")


def test_two_faults_of_a_row_stay_two() -> None:
    """A leftover in the name does not hide a vague value."""
    assert ["TXT002", "VAL001"] == _codes("XX工程效果", "有效")


def test_what_is_superseded_exists() -> None:
    """Every code or prefix that a rule declares belongs to another rule."""
    for rule in CATALOGUE.values():
        for start in rule.supersedes:
            assert [code for code in CATALOGUE if code.startswith(start)] != []
            assert not rule.code.startswith(start)
