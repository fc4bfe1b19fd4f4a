"""Empty forms: what they offer, how they print, and that they are read when filled."""

import io
from typing import Any

import openpyxl
import pytest

from perftargets.errors import UsageError
from perftargets.linting.lint import lint
from perftargets.reading import read_bytes
from perftargets.writing.empty import empty
from perftargets.writing.written import MOST_ROWS, ROWS

TITLES = {
    "application": [
        "一级指标",
        "二级指标",
        "三级指标",
        "符号",
        "年度指标值",
        "度量单位",
    ],
    "self-evaluation": [
        *("一级指标", "二级指标", "三级指标", "符号", "年度指标值", "度量单位"),
        *("实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ],
}
FORMS = sorted(TITLES)
FILLED = (
    ("产出指标", "数量指标", "举办培训期数", "≥", 4, "期"),
    ("产出指标", "质量指标", "培训合格率", "≥", "95", "%"),
    ("产出指标", "时效指标", "完成时间", "≤", "2024年11月底", None),
    ("效益指标", "社会效益指标", "服务能力", "定性", "有效提升", None),
)


def _book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def _row_of(sheet: Any, text: str) -> int:
    """Give the row in which a text stands."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                return int(cell.row)
    raise AssertionError(text)


@pytest.mark.parametrize("form", FORMS)
def test_titles_are_fixed_and_stand_on_each_page(form: str) -> None:
    """One A4 page wide; the row of titles is printed again on the next."""
    sheet = _book(empty(form, year=2024)).active
    row = _row_of(sheet, "三级指标")

    titles = [cell.value for cell in sheet[row][1:] if cell.value]
    assert TITLES[form] == titles[: len(TITLES[form])]
    assert f"${row}:${row}" == sheet.print_title_rows
    setup = sheet.page_setup
    assert (1, 0, 9) == (setup.fitToWidth, setup.fitToHeight, int(setup.paperSize))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "（2024年度）" == sheet["A2"].value
    assert f"A{row + 1}" == sheet.freeze_panes


@pytest.mark.parametrize("form", FORMS)
def test_categories_and_signs_are_offered(form: str) -> None:
    """In each row of indicators; what is not on the list may be written too."""
    sheet = _book(empty(form)).active
    first = _row_of(sheet, "三级指标") + 1
    offered = {
        str(each.sqref): (each.formula1.strip('"').split(","), each.showErrorMessage)
        for each in sheet.data_validations.dataValidation
    }

    area = f"{first}:{{}}{first + ROWS - 1}"
    assert {f"{letter}{area.format(letter)}" for letter in "BCE"} == set(offered)
    categories, strict = offered[f"B{area.format('B')}"]
    assert {"产出指标", "效益指标", "满意度指标", "成本指标"} == set(categories)
    assert not strict
    assert "数量指标" in offered[f"C{area.format('C')}"][0]
    assert ["≥", "≤", "=", ">", "<", "定性"] == offered[f"E{area.format('E')}"][0]


def _filled(form: str) -> bytes:
    book = _book(empty(form, year=2024))
    sheet = book.active
    name = _row_of(sheet, "项目名称")
    sheet.cell(name, 2).value = "干部培训项目"
    first = _row_of(sheet, "三级指标") + 1
    for row, values in enumerate(FILLED, start=first):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column).value = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_a_filled_form_is_read_as_it_was_filled(form: str) -> None:
    """Sign, figure and unit make the target; rows left blank are none."""
    document = read_bytes(_filled(form), path="a.xlsx")

    (project,) = document.projects
    assert (2024, "干部培训项目") == (document.fiscal_year, project.name)
    assert [
        ("产出指标", "数量指标", "举办培训期数", "≥4期", "comparison"),
        ("产出指标", "质量指标", "培训合格率", "≥95%", "comparison"),
        ("产出指标", "时效指标", "完成时间", "2024年11月底", "deadline"),
        ("效益指标", "社会效益指标", "服务能力", "有效提升", "qualitative"),
    ] == [
        (
            row.category,
            row.subcategory,
            row.name,
            row.target.text,
            row.target.measure.kind,
        )
        for row in project.indicators
    ]
    assert [] == [
        (each.code, each.message.zh) for each in lint(document, select=["REA"])
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_has_no_indicator(form: str) -> None:
    """It is known as a form, and told to be empty."""
    document = read_bytes(empty(form), path="a.xlsx")

    assert 0 == sum(1 for _ in document.rows())
    assert ["REA004"] == [each.code for each in document.diagnostics]


def test_the_same_form_has_the_same_cells() -> None:
    """Rows are as many as asked for, within bounds."""
    sheet = _book(empty("application", rows=3)).active
    last = _row_of(sheet, "三级指标") + 3
    assert last == sheet.max_row
    for rows in (0, MOST_ROWS + 1):
        with pytest.raises(UsageError, match=str(MOST_ROWS)):
            empty("application", rows=rows)
    with pytest.raises(UsageError, match="flat"):
        empty("flat")
