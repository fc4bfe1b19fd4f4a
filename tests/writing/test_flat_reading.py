"""Columns of a flat table that speak of the project, as readers take them."""

from decimal import Decimal

from perftargets.model.project import Document
from perftargets.reading import read_bytes


def read(*rows: str) -> Document:
    """Read a flat table: a row of titles, then rows of one project each."""
    return read_bytes("\n".join(rows).encode(), path="flat.csv")


def said(document: Document) -> list[tuple[str, int | None, str]]:
    """Give code, line and message of each finding."""
    return [
        (each.code, each.place.line if each.place else None, each.message.en)
        for each in document.diagnostics
    ]


def unplaced(line: int, text: str) -> tuple[str, int, str]:
    """Give the finding for a text without a place."""
    return "REA001", line, f"no field of the form takes this text: “{text}”"


def test_rows_that_agree_say_it_once() -> None:
    """Year, total, grade and money stand in every row of the project."""
    titles = "年度,项目名称,总分,等级,年度资金总额年初预算数,三级指标,指标值"
    row = "2023年度,修路,88.5,良,350万元"
    document = read(titles, f"{row},里程,5公里", f"{row},标志,20块")
    assert [] == said(document)
    project = document.projects[0]
    assert (2023, Decimal("88.5"), "良", 2) == (
        document.fiscal_year,
        project.total,
        project.grade,
        len(project.indicators),
    )
    assert project.funds is not None
    assert "350万元" == project.funds.total.initial


def test_rows_that_disagree_are_told() -> None:
    """The first row of a project counts; another value in it is a finding."""
    document = read(
        "年度,项目名称,总分,等级,其他资金年初预算数,三级指标,指标值",
        "2023,修路,88,良,1万元,里程,5公里",
        "2024,修路,89,优,2万元,标志,20块",
    )
    assert [unplaced(3, text) for text in ("2024", "89", "优", "2万元")] == said(
        document
    )
    assert (2023, "良") == (document.fiscal_year, document.projects[0].grade)


def test_a_cell_that_is_no_year_is_told() -> None:
    """明年 is no year."""
    document = read("年度,项目名称,三级指标,指标值", "明年,修路,里程,5公里")
    assert [unplaced(2, "明年")] == said(document)
    assert document.fiscal_year is None


def test_projects_of_two_years_are_told() -> None:
    """A document has one year: that of its first project."""
    document = read(
        "年度,项目名称,三级指标,指标值", "2023,修路,里程,5公里", "2024,修桥,桥数,1座"
    )
    assert [unplaced(3, "2024")] == said(document)
    assert 2023 == document.fiscal_year


def test_points_that_are_no_number_are_told() -> None:
    """Total, and the points and score for spending."""
    document = read(
        "项目名称,总分,年度资金总额分值,年度资金总额得分,三级指标,指标值",
        "修路,很高,十,9.5,里程,5公里",
    )
    message = "points are a number, and “{}” was found"
    assert [
        ("REA003", 2, message.format("很高")),
        ("REA003", 2, message.format("十")),
    ] == said(document)
    funds = document.projects[0].funds
    assert funds is not None
    assert (None, Decimal("9.5")) == (funds.total.weight, funds.total.score)


def test_a_mark_for_none_stops_what_is_above() -> None:
    """A blank cell goes on from above; — says that there is none."""
    document = read(
        "项目名称,预算单位,一级指标,二级指标,三级指标,指标值",
        "修路,公路局,产出指标,数量指标,里程,5公里",
        "修路,公路局,产出指标,,标志,20块",
        "修路,公路局,产出指标,—,护栏,3公里",
        "修桥,—,产出指标,数量指标,桥数,1座",
    )
    assert [] == said(document)
    assert ["公路局", None] == [each.agency for each in document.projects]
    assert ["数量指标", "数量指标", None] == [
        row.subcategory for row in document.projects[0].indicators
    ]


def test_the_goal_may_stand_beside_its_label_or_below_others() -> None:
    """年度总体目标 is a label of the goal, and a title over 预期目标."""
    rows = "绩效指标,一级指标,二级指标,三级指标,指标值\n,产出指标,数量指标,里程,5公里"
    beside = read("项目名称,修路", "年度总体目标,把路修好。", rows)
    below = read(
        "项目名称,修路",
        "年度总体目标,预期目标,,实际完成情况",
        ",把路修好。,,修好了",
        rows,
    )
    assert ([], []) == (said(beside), said(below))
    assert [("把路修好。", None), ("把路修好。", "修好了")] == [
        (each.projects[0].goal.text, each.projects[0].goal.actual)
        for each in (beside, below)
        if each.projects[0].goal is not None
    ]
