"""Documents, reports and evaluations as frames, and documents back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from perftargets import (
    Actual,
    Amounts,
    Document,
    Fault,
    Funds,
    Goal,
    Indicator,
    Place,
    Project,
    Report,
    UsageError,
    _data,
    check,
    lint,
    parse,
    read,
    read_actuals,
)
from perftargets.frames import (
    check_columns,
    from_frame,
    to_arrow,
    to_pandas,
    to_polars,
)

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

FULL = Document(
    title="自评表",
    fiscal_year=2022,
    department="区府办",
    profile="mof2021",
    projects=(
        Project(
            name="培训",
            agency="甲",
            department="乙",
            period="2022年",
            goal=Goal("培训不少于100人", "培训120人"),
            funds=Funds(
                total=Amounts(initial="10万元", rate="95%", weight=Decimal(10)),
                other=Amounts(spent="0"),
            ),
            weights=(("产出指标", Decimal(50)), ("效益指标", Decimal("30.5"))),
            total=Decimal("98.5"),
            grade="优",
            indicators=(
                Indicator(
                    number=1,
                    category="产出指标",
                    subcategory="数量指标",
                    name="培训人数",
                    target=parse("不少于100人"),
                    unit="人",
                    long_term_target=parse("≥300人"),
                    weight=Decimal("12.5"),
                    direction="正向",
                    actual=Actual("120人"),
                    expected="120人",
                    likelihood="确定能",
                    score=Decimal(10),
                    reason="无",
                    note="备注",
                ),
                Indicator(
                    number="1-a",
                    category="",
                    name="",
                    target=parse(""),
                    weight=Decimal("1E+30"),
                    actual=Actual(""),
                ),
            ),
        ),
        Project(name="培训", goal=Goal(""), funds=Funds()),
        Project(name=""),
    ),
)


@pytest.mark.parametrize("frame", [to_arrow, to_pandas, to_polars])
@pytest.mark.parametrize(
    "document",
    [FULL, Document(), Document(title="空", fiscal_year=2022)],
    ids=["full", "nothing", "a title"],
)
def test_a_document_comes_back(
    document: Document, frame: Callable[[Document], Any]
) -> None:
    """Every field, in every kind of frame; a weight too wide for a column as well."""
    found = from_frame(frame(document))

    assert document == found
    assert () == found.diagnostics


def test_a_published_table_comes_back() -> None:
    """The Panyu table has 50 rows."""
    document = read(str(_data.data("example", "panyu-2022.txt")))

    table = to_arrow(document)

    assert 50 == table.num_rows
    assert document == from_frame(table)


def test_rows_without_an_index_make_projects_by_their_name() -> None:
    """A frame of one's own needs no more than names and targets."""
    frame = pl.DataFrame(
        {"project": ["甲", "乙", "甲"], "name": ["a", "b", "c"], "target": ["5条"] * 3}
    )

    document = from_frame(frame)

    assert [("甲", ["a", "c"]), ("乙", ["b"])] == [
        (project.name, [row.name for row in project.indicators])
        for project in document.projects
    ]


def test_what_has_no_place_in_a_document_is_told() -> None:
    """A column of another name, and a weight that is no figure."""
    frame = pd.DataFrame(
        {"name": ["a"], "target": ["5条"], "weight": ["十分"], "colour": ["red"]}
    )

    document = from_frame(frame)

    assert [
        ("REA001", "a document has no place for these columns: colour", None),
        ("REA003", "“十分” in column “weight” is not a number", Place(row=1)),
    ] == [(found.code, found.message.en, found.place) for found in document.diagnostics]


def test_an_evaluation_has_a_row_for_each_indicator_with_what_was_decided() -> None:
    """Verdict, points and the total of its project stand in each row."""
    evaluation = check(
        read(str(_data.data("example", "panyu-2022.txt"))),
        read_actuals(str(_data.data("example", "panyu-2022-actuals.csv"))),
    )

    table = to_arrow(evaluation)

    rows = [row for _, row in evaluation.rows()]
    assert 50 == table.num_rows
    assert [str(row.judgement.verdict) for row in rows] == table["verdict"].to_pylist()
    assert [row.points.points for row in rows] == table["points"].to_pylist()
    totals = [project.score.total for project, _ in evaluation.rows()]
    assert totals == table["project_total"].to_pylist()


def test_columns_of_an_evaluation_checked_anew_give_the_same() -> None:
    """``check_columns`` and ``check`` are one computation."""
    evaluation = check(
        read(str(_data.data("example", "panyu-2022.txt"))),
        read_actuals(str(_data.data("example", "panyu-2022-actuals.csv"))),
    )
    table = to_arrow(evaluation)
    inputs = table.select(
        ["name", "category", "subcategory", "target", "actual", "weight", "fiscal_year"]
    )

    found = check_columns(inputs)

    for column in ("verdict", "completion", "deviation", "verdict_reason", "case"):
        assert table[column].to_pylist() == found[column].to_pylist()
    assert table["points"].to_pylist() == found["points"].to_pylist()


def test_a_report_has_a_row_for_each_finding_and_each_fault() -> None:
    """What was set aside says so, and a rule that broke down is a fault."""
    found = lint(FULL)
    report = Report(
        findings=found.findings[:1],
        suppressed=found.findings[1:2],
        faults=(Fault(code="VAL001", name="vague-value", error="boom"),),
    )

    rows = to_arrow(report, language="zh").to_pylist()

    first, second = found.findings[:2]
    assert [
        (first.code, str(first.severity), False, first.message.zh),
        (second.code, str(second.severity), True, second.message.zh),
        ("VAL001", "fault", False, report.faults[0].message.zh),
    ] == [
        (row["code"], row["severity"], row["suppressed"], row["message"])
        for row in rows
    ]


def test_findings_alone_are_a_frame_too() -> None:
    """The diagnostics of a document, with their places."""
    document = from_frame(pl.DataFrame({"target": ["5条"], "weight": ["x"]}))

    (row,) = to_arrow(document.diagnostics).to_pylist()

    assert ("REA003", "error", 1) == (row["code"], row["severity"], row["row"])


def test_what_is_no_document_is_refused() -> None:
    """The message names what may be given."""
    with pytest.raises(UsageError, match=r"^int is no frame; give a document"):
        to_arrow(3)  # type: ignore[arg-type]
