"""Workbooks, opened again with openpyxl."""

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries

from perftargets.model.project import Document, Goal
from perftargets.writing import Form
from perftargets.writing.xlsx import render
from tests.writing.documents import DOCUMENT, ROADS, SCHOOL, with_reason

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MONEY = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
COLUMNS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
COLUMNS += ["分值", "得分", "偏差原因分析及改进措施"]


def _book(document: Document, form: Form) -> "Workbook":
    return openpyxl.load_workbook(io.BytesIO(render(document, form=form).data))


def _sheet(document: Document, form: Form, number: int = 0) -> "Worksheet":
    return _book(document, form).worksheets[number]


def _values(sheet: "Worksheet") -> list[list[Any]]:
    """Give the rows without their empty cells."""
    return [
        [value for value in row if value is not None]
        for row in sheet.iter_rows(values_only=True)
    ]


def _merged(sheet: "Worksheet") -> list[str]:
    return sorted(str(each) for each in sheet.merged_cells.ranges)


@pytest.mark.parametrize("form", ["application", "self-evaluation"])
def test_merged_cells_stand_in_one_order(form: Form) -> None:
    """The same document gives the same sheet in every run, whatever a set does."""
    with zipfile.ZipFile(io.BytesIO(render(DOCUMENT, form=form).data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    named = re.findall(r'mergeCell ref="(.*?)"', sheet)
    found = [range_boundaries(each) for each in named]

    assert 8 < len(found)
    assert sorted(found) == found


def test_the_self_evaluation_stands_as_the_form_prints_it() -> None:
    """Cell by cell: money, goal, rows, total, grade."""
    assert [
        ["项目支出绩效自评表"],
        ["（2023年度）"],
        ["项目名称", "校园安全改造项目"],
        ["主管部门", "云港市教育局", "实施单位", "云港市教育局本级"],
        ["项目资金\n（万元）", *MONEY],
        ["年度资金总额", 350.5, 340, "338.20"],
        ["其中：当年财政拨款", 350.5, 340, "338.20"],
        ["上年结转资金"],
        ["其他资金"],
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["消除校园安全隐患。", "已完成全部改造。"],
        ["绩效指标", *COLUMNS],
        ["产出指标", "数量指标", "改造围墙长度", "≥1200米", "1250米", 20, 20],
        ["更换消防设施", "300套", "295套", 10, 9.83, "部分学校撤并。"],
        ["质量指标", "工程验收合格率", "100%", "100%", 20, 20],
        ["效益指标", "社会效益指标", "安全事故", "0起", "0起", 30, 30],
        ["满意度指标", "师生满意度", "≥90%", "88%", 10, 9.78],
        ["总分", 90, 89.61],
        ["等级", "良"],
    ] == _values(_sheet(DOCUMENT, "self-evaluation"))


def test_the_application_stands_as_the_form_prints_it() -> None:
    """Cell by cell; money in another unit stays as written."""
    assert [
        ["项目支出绩效目标申报表"],
        ["（2023年度）"],
        ["项目名称", "农村道路养护项目"],
        ["主管部门", "云港市交通局", "实施单位", "云港市公路局"],
        ["项目期", "2023年"],
        ["项目资金\n（万元）", "年度资金总额", "1200000元"],
        ["其中：财政拨款"],
        ["其他资金"],
        ["总体目标", "年度目标"],
        ["养护农村道路。"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "权重"],
        ["产出指标", "数量指标", "养护里程", "120公里", 50],
        ["效益指标", "可持续影响指标", "道路使用年限", "5年以上", 40],
    ] == _values(_sheet(DOCUMENT, "application", 1))


def test_cells_of_one_category_are_merged() -> None:
    """Neighbours of one category share a cell, and labels stand beside their rows."""
    sheet = _sheet(DOCUMENT, "self-evaluation")
    tall = [each for each in sheet.merged_cells.ranges if each.size["rows"] > 1]
    assert ["A10:A11", "A12:A17", "A5:A9", "B13:B15", "C13:C14"] == sorted(
        str(each) for each in tall
    )


def test_a_category_that_comes_back_later_has_its_own_cell() -> None:
    """The order of the rows is kept, whatever their categories."""
    rows = SCHOOL.indicators
    mixed = attrs.evolve(SCHOOL, indicators=(rows[0], rows[3], rows[1]))
    sheet = _sheet(Document(projects=(mixed,)), "self-evaluation")
    found = [sheet.cell(row, 2).value for row in range(12, 15)]
    assert ["产出指标", "效益指标", "产出指标"] == found


def test_points_of_a_category_stand_in_its_cell() -> None:
    """As the forms print them."""
    weighed = attrs.evolve(ROADS, weights=(("产出指标", Decimal(50)),))
    sheet = _sheet(Document(projects=(weighed,)), "application")
    assert "产出指标（50分）" == sheet["B11"].value


def test_each_project_has_a_sheet_with_its_name() -> None:
    """Names that a workbook refuses are changed, and stay apart."""
    names = ["甲/乙:丙", "甲?乙*丙", "History", "很" * 40, "很" * 41, "'引号'", ""]
    projects = tuple(attrs.evolve(ROADS, name=name) for name in names)
    book = _book(Document(projects=projects), "application")
    assert [
        "甲_乙_丙",
        "甲_乙_丙(2)",
        "History_",
        "很" * 31,
        "很" * 28 + "(2)",
        "引号",
        "_",
    ] == book.sheetnames


@pytest.mark.parametrize(
    ("form", "orientation", "repeated"),
    [
        ("flat", "landscape", "$1:$1"),
        ("application", "portrait", "$10:$10"),
        ("self-evaluation", "landscape", "$12:$12"),
    ],
)
def test_a_sheet_prints_on_a4_with_its_titles_on_each_page(
    form: Form, orientation: str, repeated: str
) -> None:
    """One page across, as many down as it takes."""
    sheet = _sheet(DOCUMENT, form)
    fit = sheet.sheet_properties.pageSetUpPr
    assert fit is not None
    assert (9, orientation, 1, 0, True, repeated) == (
        sheet.page_setup.paperSize,
        sheet.page_setup.orientation,
        sheet.page_setup.fitToWidth,
        sheet.page_setup.fitToHeight,
        fit.fitToPage,
        sheet.print_title_rows,
    )


def test_the_fonts_are_chinese_ones() -> None:
    """Titles in 黑体, all else in 宋体."""
    sheet = _sheet(DOCUMENT, "self-evaluation")
    rows = sheet.iter_rows(min_row=2)
    used = {cell.font.name for row in rows for cell in row if cell.value is not None}
    assert ("黑体", {"宋体"}) == (sheet["A1"].font.name, used)


def test_columns_and_rows_have_room_for_their_text() -> None:
    """A long goal makes its row high; more than a row holds goes into further rows."""
    short, long = (
        _sheet(
            Document(projects=(attrs.evolve(ROADS, goal=Goal(text)),)),
            "application",
        )
        for text in ("短" * 10, "长" * 2_000)
    )
    assert [16, 18, 20, 30, 22, 7] == [
        short.column_dimensions[letter].width for letter in "ABCDEF"
    ]
    assert "B9:F9" in _merged(short)
    assert "B9:F10" in _merged(long)
    heights = [long.row_dimensions[row].height or 0 for row in (9, 10)]
    assert max(heights) <= 409
    assert sum(heights) > 409


@pytest.mark.parametrize("form", ["flat", "self-evaluation"])
@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "#N/A", "\t=1", "=HYPERLINK(0)"]
)
def test_no_cell_is_a_formula(form: Form, text: str) -> None:
    """Text stays text, also when someone edits the cell."""
    sheet = _sheet(with_reason(text), form)
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert [("s", True, "@")] == [
        (cell.data_type, cell.quotePrefix, cell.number_format) for cell in found
    ]


def test_numbers_are_numbers_and_show_the_places_written() -> None:
    """Points can be added up in the sheet."""
    sheet = _sheet(DOCUMENT, "self-evaluation")
    cells = [sheet["H13"], sheet["H14"], sheet["H18"]]
    assert [("n", 20, "0"), ("n", 9.83, "0.00"), ("n", 89.61, "0.00")] == [
        (cell.data_type, cell.value, cell.number_format) for cell in cells
    ]


def test_numbers_that_a_sheet_would_round_stay_text() -> None:
    """A sheet keeps 15 digits."""
    rows = tuple(
        attrs.evolve(ROADS.indicators[0], number=number, weight=weight)
        for number, weight in (
            (10**15 - 1, Decimal("0.5")),
            (10**15, Decimal("1.00000000000000001")),
        )
    )
    sheet = _sheet(Document(projects=(attrs.evolve(ROADS, indicators=rows),)), "flat")
    titles = [cell.value for cell in sheet[1]]
    columns = [titles.index(title) + 1 for title in ("序号", "分值")]
    assert [
        [(999_999_999_999_999, "n"), (0.5, "n")],
        [("1000000000000000", "s"), ("1.00000000000000001", "s")],
    ] == [
        [
            (sheet.cell(row, each).value, sheet.cell(row, each).data_type)
            for each in columns
        ]
        for row in (2, 3)
    ]


def test_the_flat_sheet_has_the_columns_of_the_csv() -> None:
    """One row of titles, then one for each indicator; it can be filtered."""
    sheet = _sheet(DOCUMENT, "flat")
    titles = [cell.value for cell in sheet[1]]
    assert ["年度", "主管部门", "预算单位", "项目名称"] == titles[:4]
    column = titles.index("三级指标") + 1
    assert [row.name for _, row in DOCUMENT.rows()] == [
        sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)
    ]
    assert ("A2", "A1:X8") == (sheet.freeze_panes, sheet.auto_filter.ref)


def test_the_title_of_the_document_is_the_title_of_the_workbook() -> None:
    """The forms have a title of their own."""
    assert DOCUMENT.title == _book(DOCUMENT, "application").properties.title


def test_a_document_without_projects_is_an_empty_form() -> None:
    """A workbook cannot be without a sheet."""
    sheet = _sheet(Document(), "application")
    assert [["项目支出绩效目标申报表"]] == _values(sheet)
