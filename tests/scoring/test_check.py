"""Checking a document: every row in order, actuals matched to their rows."""

from decimal import Decimal

import pytest

from perftargets.errors import UsageError
from perftargets.findings import Finding, Message, Severity
from perftargets.judging.verdict import Verdict
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.phrase import parse
from perftargets.scoring.check import check
from perftargets.scoring.result import Evaluation
from perftargets.text import Place

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_REPORTED = Verdict.UNDETERMINED, Verdict.NOT_REPORTED


def row(
    name: str, target: str, actual: str | None = None, number: int = 1
) -> Indicator:
    """Make one row of a table."""
    return Indicator(
        number=number,
        category="产出指标",
        name=name,
        target=parse(target),
        actual=None if actual is None else Actual(actual),
    )


def report(
    indicator: str, actual: str, project: str = "", number: int | str | None = None
) -> ReportedActual:
    """Make one row of a file of actuals, in its line."""
    return ReportedActual(
        project=project,
        indicator=indicator,
        number=number,
        actual=Actual(actual, Place(path="actuals.csv", line=2)),
    )


TABLE = Document(
    fiscal_year=2022,
    projects=(
        Project(
            name="培训经费",
            funds=Funds(total=Amounts(adjusted="100万元")),
            indicators=(
                row("培训期数", "不少于2期", number=1),
                row("培训人数", "不少于60人", number=2),
                row("培训人数", "不少于80人", number=3),
                row("完成时间", "12月底前", number=4),
                row("项目支出", "预算内完成", number=5),
            ),
        ),
        Project(
            name="宣传经费",
            indicators=(
                row("宣传次数", "不少于3次", number=1),
                row("培训期数", "不少于1期", number=2),
            ),
        ),
    ),
)


def verdicts(evaluation: Evaluation) -> list[list[Verdict]]:
    """List the verdicts, project by project."""
    return [
        [each.judgement.verdict for each in project.indicators]
        for project in evaluation.projects
    ]


def problems(evaluation: Evaluation) -> list[tuple[str, str]]:
    """List code and English message of each diagnostic."""
    return [(each.code, each.message.en) for each in evaluation.diagnostics]


def test_rows_stand_in_the_documents_order() -> None:
    """Whatever the order of the actuals; what is not reported says so."""
    actuals = Actuals(
        rows=(
            report("宣传次数", "4次"),
            report("项目支出", "98万元"),
            report("完成时间", "2022年11月30日"),
            report("培训期数", "1期", "培训经费"),
        )
    )
    evaluation = check(TABLE, actuals)
    assert verdicts(evaluation) == [
        [NOT_MET, NOT_REPORTED, NOT_REPORTED, MET, MET],
        [MET, NOT_REPORTED],
    ]
    assert problems(evaluation) == []
    assert [project.name for project in evaluation.projects] == ["培训经费", "宣传经费"]


def test_names_match_but_for_white_space() -> None:
    """A line break inside a name is no other name."""
    actuals = Actuals(rows=(report("宣传\n次 数", "4次", " 宣传 经费"),))
    assert verdicts(check(TABLE, actuals))[1] == [MET, NOT_REPORTED]


def test_the_number_tells_equal_names_apart() -> None:
    """培训人数 stands twice; 3 is the second of them, as text or as integer."""
    for number in (3, "3"):
        actuals = Actuals(rows=(report("培训人数", "70人", number=number),))
        found = verdicts(check(TABLE, actuals))
        assert found[0] == [NOT_REPORTED, NOT_REPORTED, NOT_MET, *[NOT_REPORTED] * 2]


@pytest.mark.parametrize(
    ("reported", "message"),
    [
        (
            report("培训人数", "70人", "培训经费"),
            (
                "the actual “70人” is not used: “培训人数” fits 2 rows: "
                "“培训经费 2”、“培训经费 3”; give the project and the number"
            ),
        ),
        (
            report("培训期数", "2期"),
            (
                "the actual “2期” is not used: “培训期数” fits 2 rows: "
                "“培训经费 1”、“宣传经费 2”; give the project and the number"
            ),
        ),
        (
            report("培训次数", "2次"),
            (
                "the actual “2次” is not used: "
                "the table has no indicator named “培训次数”"
            ),
        ),
        (
            report("宣传次数", "4次", "培训经费"),
            (
                "the actual “4次” is not used: project “培训经费” has no indicator "
                "“宣传次数”; it stands in “宣传经费”"
            ),
        ),
        (
            report("宣传次数", "4次", number=9),
            (
                "the actual “4次” is not used: indicator “宣传次数” is not number “9” "
                "but “1”"
            ),
        ),
    ],
)
def test_a_row_that_fits_none_or_several_is_reported(
    reported: ReportedActual, message: str
) -> None:
    """With its place, and it is used nowhere."""
    evaluation = check(TABLE, Actuals(rows=(reported,)))
    assert {each for rows in verdicts(evaluation) for each in rows} == {NOT_REPORTED}
    assert problems(evaluation) == [("REA001", message)]
    assert evaluation.diagnostics[0].place == Place(path="actuals.csv", line=2)


def test_different_reports_of_one_row_decide_nothing() -> None:
    """Which of two actuals is right, a person must say."""
    actuals = Actuals(rows=(report("宣传次数", "4次"), report("宣传次数", "2次")))
    evaluation = check(TABLE, actuals)
    assert verdicts(evaluation)[1][0] is UNDETERMINED
    assert evaluation.projects[1].indicators[0].judgement.reason.en == (
        "different actuals are reported: “4次”、“2次”"
    )
    assert problems(evaluation) == [
        (
            "REA001",
            "this row has different actuals, again “2次”: nothing is decided",
        )
    ]


def test_the_same_report_twice_counts_once() -> None:
    """It is noticed all the same."""
    actuals = Actuals(rows=(report("宣传次数", "4次"), report("宣传次数", "4 次")))
    evaluation = check(TABLE, actuals)
    assert verdicts(evaluation)[1][0] is MET
    assert problems(evaluation) == [("REA001", "“4 次” is reported for this row again")]


OWN = Document(
    projects=(Project(name="项目", indicators=(row("次数", "3次", "2次"),)),)
)


def test_actuals_in_the_document_are_checked() -> None:
    """A self-evaluation form holds its own actuals."""
    assert verdicts(check(OWN)) == [[NOT_MET]]


def test_the_file_of_actuals_wins_over_the_document() -> None:
    """And a diagnostic says that they differ."""
    evaluation = check(OWN, Actuals(rows=(report("次数", "3次"),)))
    assert verdicts(evaluation) == [[MET]]
    assert problems(evaluation) == [
        (
            "REA002",
            "the document says “2次”, the file of actuals “3次”; the latter is used",
        )
    ]


@pytest.mark.parametrize("text", ["2次", "2 次", "", "  "])
def test_a_file_that_adds_nothing_is_no_difference(text: str) -> None:
    """The same actual again, or an empty cell, leaves the document's own."""
    evaluation = check(OWN, Actuals(rows=(report("次数", text),)))
    assert verdicts(evaluation) == [[NOT_MET]]
    assert problems(evaluation) == []


def test_what_the_readers_noticed_comes_first() -> None:
    """Nothing that a reader said is lost."""
    noticed = [
        Finding(
            code="REA001",
            name="unplaced-text",
            severity=Severity.WARNING,
            message=Message(zh=word, en=word),
        )
        for word in ("document", "actuals")
    ]
    document = Document(projects=TABLE.projects, diagnostics=(noticed[0],))
    actuals = Actuals(rows=(report("无此指标", "1"),), diagnostics=(noticed[1],))
    assert problems(check(document, actuals)) == [
        ("REA001", "document"),
        ("REA001", "actuals"),
        (
            "REA001",
            "the actual “1” is not used: the table has no indicator named “无此指标”",
        ),
    ]


def test_dates_need_the_documents_fiscal_year() -> None:
    """12月底前 of an unknown year decides nothing."""
    document = Document(projects=TABLE.projects)
    actuals = Actuals(rows=(report("完成时间", "2022年11月30日"),))
    assert verdicts(check(document, actuals))[0][3] is UNDETERMINED


def test_settings_reach_the_verdict() -> None:
    """Tolerance and the strict reading of = are the caller's."""
    document = Document(
        projects=(
            Project(
                name="项目",
                indicators=(row("批次", "约4批", "5批"), row("期数", "=12期", "13期")),
            ),
        )
    )
    assert verdicts(check(document)) == [[NOT_MET, MET]]
    changed = check(document, tolerance=Decimal("0.25"), strict_equal=True)
    assert verdicts(changed) == [[MET, NOT_MET]]


@pytest.mark.parametrize(
    "tolerance", [Decimal(-1), Decimal("NaN"), Decimal("Infinity")]
)
def test_a_tolerance_that_is_none_is_refused(tolerance: Decimal) -> None:
    """The caller's mistake is an exception."""
    with pytest.raises(UsageError, match=r"^tolerance must be "):
        check(TABLE, tolerance=tolerance)


def test_counts_name_every_verdict() -> None:
    """In one order, zeros included."""
    assert check(OWN).counts() == {
        MET: 0,
        NOT_MET: 1,
        Verdict.PARTLY_MET: 0,
        UNDETERMINED: 0,
        NOT_REPORTED: 0,
    }


@pytest.mark.parametrize(
    ("asked", "named", "year", "told"),
    [
        ("mof2020", None, 2022, True),
        (None, "mof2020", 2023, True),
        ("mof2020", None, 2021, False),
        ("mof2021", None, 2023, False),
        ("hubei", None, 2023, False),
        (None, None, 2023, False),
        ("mof2020", None, None, False),
    ],
)
def test_a_profile_older_than_the_rules_of_the_year_is_told(
    asked: str | None,
    named: str | None,
    year: int | None,
    told: bool,  # noqa: FBT001
) -> None:
    """Where it was asked for, by the caller or by the document."""
    document = Document(fiscal_year=year, profile=named, projects=())
    found = check(document, profile=asked).diagnostics
    assert [each.code for each in found] == ["REA002"] * told
    if told:
        assert found[0].message.en == (
            f"the rules of profile mof2020 are those up to 2021, and {year} has newer "
            "ones; profile mof2021 has them"
        )
