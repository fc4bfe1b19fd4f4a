"""Cells of workbooks: formats, formulas, errors, hidden parts, long sheets."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook

from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.limits import Limits
from tests.reading.tables.making import codes, noticed, unplaced, workbook

TITLES = ("项目名称", "三级指标", "指标值")


def _values(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.95, "0%", "95%"),
        (0.954999, "0%", "95.4999%"),
        (1, "0%", "100%"),
        (0.07, "0.00%", "7%"),
        (0.001, "0.0%", "0.1%"),
        (95, "General", "95"),
        (95.5, "0", "95.5"),
        (1200000, "#,##0", "1200000"),
        (0.1, "0.00", "0.1"),
        (1e-7, "General", "0.0000001"),
        (30, '0"人"', "30人"),
        (30, '"≥"0"人"', "≥30人"),
        (30, r"0\%", "30%"),
        (350.5, '"¥"#,##0.00', "¥350.5"),
        (350.5, "[$¥-804]#,##0.00", "¥350.5"),
        (-3, "0;[Red](0)", "-3"),
        (12, "0_);[Red]\\(0\\)", "12"),
        (44926, "m/d/yyyy", "2022-12-31"),
        (44926, 'yyyy"年"m"月"', "2022-12"),
        (44926, 'yyyy"年"m"月"d"日";@', "2022-12-31"),
        (44926.5, "yyyy-mm-dd hh:mm", "2022-12-31"),
        (0.354166666666667, "h:mm", "08:30"),
        (True, "General", "TRUE"),
    ],
)
def test_a_number_is_read_by_its_format_and_never_rounded(
    tmp_path: Path, value: object, number_format: str, text: str
) -> None:
    """Percent, date, currency and units of the format; the stored figure in full."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": (TITLES, ("甲", "指标", value))},
        formats={"C2": number_format},
    )
    assert [text] == _values(read(path))


def test_built_in_dates_of_chinese_workbooks_are_dates(tmp_path: Path) -> None:
    """Formats 31 and 57 stand in no list, and show a day and a month."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for row, index in enumerate((31, 57), start=1):
            sheet.write_row(row, 0, ("甲", f"指标{row}号"))
            sheet.write_number(row, 2, 44926, book.add_format({"num_format": index}))
    assert ["2022-12-31", "2022-12"] == _values(read(path))


def test_results_of_formulas_are_read_and_missing_ones_reported(
    tmp_path: Path,
) -> None:
    """A result is what the program that saved the file left; nothing is computed."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ("甲", "有结果"))
        percent = book.add_format({"num_format": "0%"})
        sheet.write_formula(1, 2, "=19/20", percent, 0.95)
        sheet.write_row(2, 0, ("甲", "文字结果"))
        sheet.write_formula(2, 2, '="≥"&5&"次"', None, "≥5次")
    assert ["95%", "≥5次"] == _values(read(path))
    rows = (TITLES, ("甲", "无结果", "=1+1"))
    document = read(workbook(tmp_path / "b.xlsx", {"表": rows}))
    assert [""] == _values(document)
    assert [("REA003", "表", "C2")] == [
        (each.code, each.place and each.place.sheet, each.place and each.place.cell)
        for each in document.diagnostics
    ]


def test_an_error_in_a_cell_is_no_value(tmp_path: Path) -> None:
    """#DIV/0! is reported with its cell."""
    path = workbook(tmp_path / "a.xlsx", {"表": (TITLES, ("甲", "比率", "#DIV/0!"))})
    document = read(path)
    assert [""] == _values(document)
    assert [("REA003", "单元格的值是错误：#DIV/0!")] == noticed(document)


def test_hidden_rows_columns_and_sheets_are_told_and_not_read(tmp_path: Path) -> None:
    """What nobody sees on the sheet is no value, and a finding quotes it."""
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "表": (
                (*TITLES, "备注"),
                ("甲", "一号", "1次", "另计"),
                ("甲", "二号", "2次"),
            ),
            "旧": (TITLES, ("乙", "三号", "3次")),
        },
    )
    book = load_workbook(path)
    book["表"].row_dimensions[3].hidden = True
    book["表"].column_dimensions["D"].hidden = True
    book["旧"].sheet_state = "hidden"
    book.save(path)
    document = read(path)
    assert ["1次"] == _values(document)
    assert [
        (
            "REA002",
            "隐藏的列没有读取；需要的话请取消隐藏：“备注 另计”（D1、D2）",
        ),
        (
            "REA002",
            "隐藏的行没有读取；需要的话请取消隐藏：“甲 二号 2次”（A3、B3、C3）",
        ),
        (
            "REA002",
            (
                "隐藏的工作表“旧”没有读取（6 格有内容：“项目名称　三级指标　指标值"
                "　乙”…）；需要的话请取消隐藏"
            ),
        ),
    ] == noticed(document)


def test_an_empty_sheet_is_named_and_an_empty_workbook_is_an_error(
    tmp_path: Path,
) -> None:
    """The other sheets are read."""
    rows = (TITLES, ("甲", "一号", "1次"))
    document = read(workbook(tmp_path / "a.xlsx", {"表": rows, "Sheet2": ()}))
    assert [("REA002", "工作表“Sheet2”是空的")] == noticed(document)
    empty = read(workbook(tmp_path / "b.xlsx", {"表": ()}))
    assert ["REA002", "REA004"] == sorted(codes(empty))


def test_text_under_a_merged_cell_is_not_lost(tmp_path: Path) -> None:
    """What a merged cell covers is hidden from sight; it is reported."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ("甲", "一号", "1次"))
        sheet.merge_range("A2:A3", "甲")
        sheet.write_string("A3", "乙")
        sheet.write_row(2, 1, ("二号", "2次"))
    document = read(path)
    assert ["乙"] == unplaced(document)
    assert ["甲"] == [project.name for project in document.projects]


def test_a_long_sheet_is_read_in_parts_and_is_one_table(tmp_path: Path) -> None:
    """Parts end between rows, never inside a merged cell."""
    path = tmp_path / "a.xlsx"
    count = 4500
    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for number in range(1, count + 1):
            sheet.write_row(number, 1, (f"第{number}项", f"{number}次"))
        sheet.merge_range(1, 0, 1990, 0, "甲")
        sheet.merge_range(1991, 0, 2100, 0, "乙")
        sheet.merge_range(2101, 0, count, 0, "丙")
    document = read(path)
    assert [("甲", 1990), ("乙", 110), ("丙", 2400)] == [
        (project.name, len(project.indicators)) for project in document.projects
    ]
    assert [f"{number}次" for number in range(1, count + 1)] == _values(document)
    assert [] == codes(document)


def test_a_sheet_over_the_limit_is_cut_off_with_an_error(tmp_path: Path) -> None:
    """The rows up to the limit are read; the limit is the caller's to change."""
    rows = (TITLES, *(("甲", f"第{n}项", f"{n}次") for n in range(1, 10)))
    path = workbook(tmp_path / "a.xlsx", {"表": rows})
    document = read(path, limits=Limits(rows=5))
    assert ["1次", "2次", "3次", "4次"] == _values(document)
    assert ["REA003"] == codes(document)
    assert 9 == len(_values(read(path, limits=Limits(rows=10))))


def test_a_format_down_to_the_last_row_asks_for_no_memory(tmp_path: Path) -> None:
    """Blank cells at the edges of a sheet count for nothing."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TITLES, ("甲", "一号", "1次")):
        sheet.append(row)
    sheet["XFD1048576"].number_format = "0%"
    path = tmp_path / "a.xlsx"
    book.save(path)
    document = read(path)
    assert ["1次"] == _values(document)
    assert [] == codes(document)


def test_a_cell_at_the_far_corner_is_over_the_limits(tmp_path: Path) -> None:
    """Two cells far apart do not make a sheet of seventeen thousand million."""
    path = workbook(tmp_path / "a.xlsx", {"表": (TITLES, ("甲", "一号", "1次"))})
    book = load_workbook(path)
    book["表"]["XFD1048576"] = "远"
    book.save(path)
    document = read(path)
    assert ["1次"] == _values(document)
    assert ["REA003"] == codes(document)


def test_a_date_alone_is_a_deadline(tmp_path: Path) -> None:
    """A date cell of a target is read by its date."""
    rows = (TITLES, ("甲", "完成时间", dt.date(2024, 2, 29)))
    document = read(workbook(tmp_path / "a.xlsx", {"表": rows}))
    target = document.projects[0].indicators[0].target
    assert ("2024-02-29", "deadline") == (target.text, target.kind)
