"""What a run of rules gives: findings with places, in order, and faults."""

from unittest import mock

import pytest

from perftargets.errors import FindingsError, UsageError
from perftargets.findings import (
    Excerpt,
    Fault,
    Finding,
    Fix,
    Message,
    Note,
    Report,
    Severity,
)
from perftargets.linting import Context, Defect, engine, rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.profile import load_profile
from perftargets.text import Place, Span
from tests.linting.corpora import rows_of
from tests.linting.made_up import (
    RULES,
    WITH_A_BROKEN_ONE,
    about_a_figure,
    document,
    indicator,
)

TABLE = document(
    indicator("培训人次", "约1200人次", line=5),
    indicator("合格率", "≥95%", line=6),
)


def codes(report: Report) -> list[tuple[str, int | None]]:
    """Give code and line of every finding."""
    return [(each.code, each.place.line if each.place else None) for each in report]


def test_a_finding_says_everything_once() -> None:
    """Code, name and clause come from the rule, names and place from the document."""
    report = lint(TABLE, catalogue=RULES, select=["TST001"])

    assert report.findings == (
        Finding(
            code="TST001",
            name="about-a-figure",
            severity=Severity.WARNING,
            message=Message(zh="“约1200人次”没有底线", en="“约1200人次” has no line"),
            hint=Message(zh="写“≥”", en="write ≥"),
            project="培训项目",
            indicator="培训人次",
            agency="培训中心",
            clause="测试",
            excerpt=Excerpt("约1200人次", Span(0, 1), "target"),
            fix=Fix(span=Span(0, 1), text="≥"),
        ),
    )
    assert Place(path="表.yaml", line=5, column=7) == report.findings[0].place


def test_a_finding_about_a_goal_stands_at_the_goal() -> None:
    """The field decides place and excerpt; what it has to do with is named."""
    (finding,) = lint(TABLE, catalogue=RULES, select=["TST002"])

    assert Place(path="表.yaml", line=3, column=5) == finding.place
    assert Excerpt("全年完成培训任务", Span(0, 8), "goal") == finding.excerpt
    assert (
        Note(
            message=Message(zh="多出的行", en="the row too many"),
            project="培训项目",
            indicator="合格率",
        ),
    ) == finding.related
    assert Place(path="表.yaml", line=6, column=7) == finding.related[0].place


def test_findings_stand_in_the_order_of_the_document() -> None:
    """The document first, then each project, then its rows."""
    report = lint(TABLE, catalogue=RULES, select=["ALL"])

    assert [("TST003", None), ("TST002", 3), ("TST001", 5)] == codes(report)


@pytest.mark.parametrize("many", [1, 3])
def test_how_many_rows_are_asked_at_once_changes_nothing(many: int) -> None:
    """One row at a time finds what fifty at a time do, in the same order."""
    table = rows_of("rows.txt")
    wide = Project(name="合", indicators=tuple(row for _, row in table.rows()))
    both = Document(fiscal_year=2022, projects=(*table.projects, wide))
    expected = lint(both, select=["ALL"], kept=None)
    with mock.patch.object(engine, "_AT_ONCE", many):
        found = lint(both, select=["ALL"], kept=None)
    assert found.findings == expected.findings
    assert len(expected.findings) > len(wide.indicators)


def test_hints_do_not_run_unless_asked_for() -> None:
    """Without a selection every rule runs that is graver than a hint."""
    report = lint(TABLE, catalogue=RULES)

    assert [("TST002", 3), ("TST001", 5)] == codes(report)
    assert frozenset({"TST001", "TST002"}) == report.rules


def test_a_rule_that_breaks_down_is_named_and_the_rest_runs() -> None:
    """A crash is a fault with the name of the rule, and takes nothing else along."""
    report = lint(TABLE, catalogue=WITH_A_BROKEN_ONE)

    assert [("TST002", 3), ("TST001", 5)] == codes(report)
    assert (
        Fault(code="TST004", name="broken-rule", error="LookupError: no such key"),
    ) == report.faults
    assert (
        "rule TST004 broken-rule broke down at 表.yaml:5:7: LookupError: no such key"
        == report.faults[0].message.en
    )


def test_a_severity_can_be_changed() -> None:
    """The settings decide how grave a rule is, and the more exact name wins."""
    report = lint(
        TABLE, catalogue=RULES, severities={"TST001": "info", "TST": Severity.ERROR}
    )

    assert [Severity.ERROR, Severity.INFO] == [each.severity for each in report]


def test_a_severity_that_is_none_is_refused() -> None:
    """The message names those that there are."""
    with pytest.raises(
        UsageError,
        match=r"^there is no severity “fatal”; there are error, warning, info$",
    ):
        lint(TABLE, catalogue=RULES, severities={"TST001": "fatal"})


def test_what_the_reader_noticed_comes_first() -> None:
    """A finding of the reader gets its clause, and counts as any other."""
    unread = Finding(
        code="REA003",
        name="unreadable-cell",
        severity=Severity.ERROR,
        message=Message(zh="读不出", en="unreadable"),
    )
    table = document(indicator("培训人次", "约1200人次", line=5))
    table = type(table)(projects=table.projects, diagnostics=(unread,))
    rules = {**RULES, "REA003": CATALOGUE["REA003"]}

    report = lint(table, catalogue=rules)

    assert ["REA003", "TST001"] == [each.code for each in report]
    assert "财预〔2015〕88号：完整性" == report.findings[0].clause
    chosen = lint(table, catalogue=rules, select=["TST002"])
    assert ["REA003"] == [each.code for each in chosen]


def test_a_marker_in_the_remarks_sets_a_finding_aside() -> None:
    """备注 may say which rule is not to be reported for the row."""
    table = document(
        indicator("培训人次", "约1200人次", line=5, note="perftargets: ignore[TST001]"),
        indicator("合格率", "约95%", line=6),
    )

    report = lint(table, catalogue=RULES, select=["TST001"])

    assert [("TST001", 6)] == codes(report)
    assert ["培训人次"] == [each.indicator for each in report.suppressed]


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("TST001", "the marker that ignores “TST001” sets nothing aside; remove it"),
        ("TST009", "the marker ignores “TST009”, and there is no such rule"),
    ],
)
def test_a_marker_without_a_use_is_reported(marker: str, said: str) -> None:
    """A marker that outlived its finding is a finding."""
    note = f"已核实 perftargets：ignore[{marker}]"
    table = document(indicator("合格率", "≥95%", line=5, note=note))

    report = lint(table, catalogue={**RULES, "IGN001": CATALOGUE["IGN001"]})

    assert [("IGN001", 5)] == codes(report)
    assert said == report.findings[0].message.en


def test_a_marker_for_a_rule_that_did_not_run_is_left_alone() -> None:
    """It may have its use when the rule runs."""
    table = document(
        indicator("合格率", "≥95%", line=5, note="perftargets: ignore[TST001]")
    )
    rules = {**RULES, "IGN001": CATALOGUE["IGN001"]}

    assert () == lint(table, catalogue=rules, select=["TST002", "IGN"]).findings


def test_a_file_may_ask_for_a_profile_that_is_shipped() -> None:
    """The document's own profile holds where the caller names none."""
    table = document()
    asking = type(table)(projects=table.projects, profile="mof2021")

    assert (("mof2021", "1"),) == lint(asking, catalogue=RULES).profiles
    assert (("hubei", "1"),) == lint(asking, catalogue=RULES, profile="hubei").profiles


def test_a_file_that_asks_for_another_profile_is_told() -> None:
    """What a file names is never opened: only shipped profiles count."""
    table = document()
    asking = type(table)(projects=table.projects, profile="../own.toml")

    report = lint(asking, catalogue=RULES)

    assert (("mof2020", "1"),) == report.profiles
    assert "REA001" == report.findings[0].code
    assert (
        "the document asks for the profile “../own.toml”, which is not shipped; "
        "mof2020 is used" == report.findings[0].message.en
    )


def test_the_context_holds_an_actual_against_its_target_once() -> None:
    """A row without an actual has no judgement."""
    context = Context(document=TABLE, profile=load_profile())
    (project,) = TABLE.projects

    assert context.within(project).judgement(project.indicators[0]) is None
    assert "output" == getattr(context.category(project.indicators[0]), "key", None)
    assert context.under(project.indicators[0], "output", "cost")


def test_a_rule_needs_a_summary_in_both_languages() -> None:
    """A docstring without both is a mistake of whoever wrote the rule."""

    def one_language(_row: Indicator, _context: Context) -> list[Defect]:
        """只有中文."""
        return []

    with pytest.raises(
        TypeError, match=r"^one_language: a rule is summed up as “中文。 | English.”$"
    ):
        rule("TST009", Severity.ERROR, clause="测试")(one_language)


def test_name_and_summary_come_from_the_function() -> None:
    """They are written once."""
    assert "about-a-figure" == about_a_figure.name
    assert Message(zh="数字前有“约”。", en="The figure is hedged.") == (
        about_a_figure.summary
    )


def test_the_catalogue_cannot_be_changed() -> None:
    """No call changes what rules there are."""
    with pytest.raises(TypeError):
        CATALOGUE["TST001"] = about_a_figure  # type: ignore[index]


def test_the_one_line_for_other_peoples_programs() -> None:
    """``raise_for_errors`` gives the report back, or raises with all errors in it."""
    well_made = document(indicator("合格率", "≥95%", line=5))
    report = lint(well_made, catalogue=RULES)
    assert report.raise_for_errors() is report

    with pytest.raises(
        FindingsError, match=r"^表\.yaml:3:5: TST002 more than one row$"
    ) as caught:
        lint(TABLE, catalogue=RULES).raise_for_errors()
    assert 2 == len(caught.value.report)  # type: ignore[arg-type]
