"""Actuals from CSV."""

from pathlib import Path

import pytest

from perftargets.model.actuals import Actuals
from perftargets.reading.actuals import read_actuals, read_text


def _rows(actuals: Actuals) -> list[tuple[object, ...]]:
    return [
        (row.project, row.number, row.indicator, row.actual.text)
        for row in actuals.rows
    ]


def _findings(actuals: Actuals) -> list[tuple[str, int | None]]:
    return [
        (each.code, each.place.line if each.place else None)
        for each in actuals.diagnostics
    ]


@pytest.mark.parametrize(
    "text",
    [
        "project,indicator,actual,number\n甲,乙,98%,1\n",
        "项目名称\t指标名称\t实际完成值\t序号\n甲\t乙\t98%\t1\n",
        "\n# 说明\nProject;Indicator;Actual;Number\r\n甲;乙;98%;1\r\n\r\n",
        '项目,三级指标,"实际\n完成值",序号\n'.replace("\n完", "完")
        + '"甲","乙","98%","1"\n',
    ],
)
def test_columns_are_known_by_any_of_their_names(text: str) -> None:
    """Chinese and English titles, and commas, tabs and semicolons, read alike."""
    actuals = read_text(text)
    assert [("甲", 1, "乙", "98%")] == _rows(actuals)
    assert [] == _findings(actuals)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_files_and_utf8_read_alike(tmp_path: Path, encoding: str) -> None:
    """A byte order mark decides; without one the file is UTF-8."""
    path = tmp_path / "actuals.csv"
    path.write_text("项目,指标,实际完成值\n甲,乙,98%\n", encoding=encoding)
    actuals = read_actuals(path)
    assert ([("甲", None, "乙", "98%")], []) == (_rows(actuals), _findings(actuals))


def test_gb18030_is_a_guess(tmp_path: Path) -> None:
    """What a spreadsheet in China writes is read, and the guess is reported."""
    path = tmp_path / "actuals.csv"
    path.write_text("项目,指标,实际完成值\n甲,乙,98%\n", encoding="gb18030")
    actuals = read_actuals(path)
    assert [("甲", None, "乙", "98%")] == _rows(actuals)
    assert [("REA002", None)] == _findings(actuals)


def test_an_actual_knows_its_line_across_cells_of_several_lines() -> None:
    """A line break inside quotes does not shift the lines after it."""
    text = '项目,指标,实际完成值\n甲,乙,"一\n二"\n甲,丙,3\n'
    places = [row.actual.place for row in read_text(text).rows]
    assert [(2, "乙"), (4, "丙")] == [
        (place.line, place.indicator) for place in places if place
    ]


def test_rows_that_do_not_fit_are_reported_with_their_lines() -> None:
    """Short rows, long rows, rows without a name and repeats are findings.

    A row with more cells than titles is not used: 1,200次 without quotes is two cells.
    """
    text = "project,indicator,actual\n甲,乙\n甲,丙,3,多\n甲,,5\n甲,乙,6\n"
    actuals = read_text(text)
    assert [
        ("甲", None, "乙", ""),
        ("甲", None, "乙", "6"),
    ] == _rows(actuals)
    assert [("REA003", 2), ("REA003", 3), ("REA003", 4), ("REA003", 5)] == _findings(
        actuals
    )


def test_the_number_tells_repeated_names_apart() -> None:
    """The same name under two numbers is no repeat."""
    actuals = read_text("project,number,indicator,actual\n甲,2,乙,1\n甲,6,乙,1\n")
    assert [2, 6] == [row.number for row in actuals.rows]
    assert [] == _findings(actuals)


def test_unknown_columns_and_a_missing_project_column_are_reported() -> None:
    """What has no field is named; rows are then matched by indicator alone."""
    actuals = read_text("指标,实际完成值,科室\n乙,5,一科\n")
    assert [("", None, "乙", "5")] == _rows(actuals)
    assert [("REA001", 1), ("REA002", 1)] == _findings(actuals)


@pytest.mark.parametrize("title", ["实际完成值", "实际", "完成情况", "actual"])
def test_the_actual_has_several_titles(title: str) -> None:
    """As people head it."""
    actuals = read_text(f"项目,指标,{title}\n甲,乙,5\n")
    assert [("甲", None, "乙", "5")] == _rows(actuals)
    assert [] == _findings(actuals)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("项目,指标\n甲,乙\n", "lacks actual (实际完成值); found: 项目、指标"),
        ("甲,乙,5\n", "lacks indicator (指标), actual (实际完成值); found: 甲、乙、5"),
        ("# 只有说明\n", "the file has no header"),
        ('项目,指标,实际完成值\n甲,乙,"5\n甲,丙,6\n', "check that quotes are closed"),
    ],
)
def test_what_is_no_file_of_actuals_says_why(text: str, message: str) -> None:
    """Without the columns, or with quotes that never close, one error says so."""
    actuals = read_text(text)
    assert () == actuals.rows
    assert ["REA004"] == [each.code for each in actuals.diagnostics]
    assert message in actuals.diagnostics[0].message.en
