"""Texts with tables, opened again with python-docx."""

import io
import zipfile
from typing import TYPE_CHECKING

import attrs
import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.formats import office
from perftargets.writing import Form
from perftargets.writing.docx import render
from tests.writing.documents import DOCUMENT, ROADS, SCHOOL, with_reason

if TYPE_CHECKING:
    from docx.document import Document as Draft
    from docx.table import Table

MONEY = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
COLUMNS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
COLUMNS += ["分值", "得分", "偏差原因分析及改进措施"]


def _draft(document: Document, form: Form) -> "Draft":
    return docx.Document(io.BytesIO(render(document, form=form).data))


def _texts(table: "Table") -> list[list[str]]:
    """Give the text of each row, a merged cell once in each row that it covers."""
    found: list[list[str]] = []
    for row in table.rows:
        once = {cell._tc: cell.text for cell in row.cells}  # noqa: SLF001 - the cell
        found.append(list(once.values()))
    return found


def test_the_self_evaluation_stands_as_the_form_prints_it() -> None:
    """Row by row; python-docx gives a merged cell in each row that it covers."""
    (table, _) = _draft(DOCUMENT, "self-evaluation").tables
    school = "校园安全改造项目"
    money, goal, rows = "项目资金\n（万元）", "年度总体目标", "绩效指标"
    spent = ["350.5", "340", "338.20", "", "", ""]
    first = ["改造围墙长度", "≥1200米", "1250米", "20", "20", ""]
    second = ["更换消防设施", "300套", "295套", "10", "9.83", "部分学校撤并。"]
    third = ["工程验收合格率", "100%", "100%", "20", "20", ""]
    fourth = ["安全事故", "0起", "0起", "30", "30", ""]
    fifth = ["师生满意度", "≥90%", "88%", "10", "9.78", ""]
    assert [
        ["项目名称", school],
        ["主管部门", "云港市教育局", "实施单位", "云港市教育局本级"],
        [money, "", *MONEY],
        [money, "年度资金总额", *spent],
        [money, "其中：当年财政拨款", *spent],
        [money, "上年结转资金", *[""] * 6],
        [money, "其他资金", *[""] * 6],
        [goal, "预期目标", "实际完成情况"],
        [goal, "消除校园安全隐患。", "已完成全部改造。"],
        [rows, *COLUMNS],
        [rows, "产出指标", "数量指标", *first],
        [rows, "产出指标", "数量指标", *second],
        [rows, "产出指标", "质量指标", *third],
        [rows, "效益指标", "社会效益指标", *fourth],
        [rows, "满意度指标", "", *fifth],
        ["总分", "90", "89.61", ""],
        ["等级", "良"],
    ] == _texts(table)


def test_an_application_has_a_table_for_each_project() -> None:
    """With its title and year above it, and from the second on a new page.

    Word wants a paragraph after the last table.
    """
    draft = _draft(DOCUMENT, "application")
    names = [table.rows[0].cells[1].text for table in draft.tables]
    assert [SCHOOL.name, ROADS.name] == names
    assert [
        ("项目支出绩效目标申报表", None),
        ("（2023年度）", None),
        ("项目支出绩效目标申报表", True),
        ("（2023年度）", None),
        ("", None),
    ] == [
        (each.text, each.paragraph_format.page_break_before)
        for each in draft.paragraphs
    ]


@pytest.mark.parametrize(
    ("form", "orientation", "size"),
    [
        ("application", WD_ORIENT.PORTRAIT, (Mm(210), Mm(297))),
        ("self-evaluation", WD_ORIENT.LANDSCAPE, (Mm(297), Mm(210))),
    ],
)
def test_the_page_is_a4(
    form: Form, orientation: WD_ORIENT, size: tuple[Mm, Mm]
) -> None:
    """An application stands, a self-evaluation lies."""
    section = _draft(DOCUMENT, form).sections[0]
    width, height = section.page_width or 0, section.page_height or 0
    assert orientation == section.orientation
    assert [0, 0] == [
        abs(width - size[0]) // Mm(1),
        abs(height - size[1]) // Mm(1),
    ]


def test_the_first_row_is_repeated_and_no_row_breaks() -> None:
    """Each page names its project; Word repeats only rows at the top of a table."""
    table = _draft(DOCUMENT, "application").tables[0]
    rows = [row._tr.trPr for row in table.rows]  # noqa: SLF001 - no other way to it
    found = [
        (
            each.find(qn("w:tblHeader")) is not None,
            each.find(qn("w:cantSplit")) is not None,
        )
        for each in rows
    ]
    assert [(True, True), *[(False, True)] * (len(rows) - 1)] == found


def test_the_fonts_are_chinese_ones() -> None:
    """Titles in 黑体, all else in 宋体, also for Chinese characters."""
    draft = _draft(DOCUMENT, "application")
    fonts = [
        each.get(qn("w:eastAsia")) for each in draft.element.body.iter(qn("w:rFonts"))
    ]
    assert ("黑体", {"黑体", "宋体"}) == (fonts[0], set(fonts))
    style = draft.styles["Normal"].element.find(qn("w:rPr")).find(qn("w:rFonts"))
    assert "宋体" == style.get(qn("w:eastAsia"))


def test_cells_fill_the_width_of_the_page() -> None:
    """The columns of a standing page are 170 mm together, less a rounding."""
    draft = _draft(DOCUMENT, "application")
    for table in draft.tables:
        width = sum(column.width or 0 for column in table.columns)
        assert 0 <= Mm(170) - width < Mm(1)


def test_text_stays_text() -> None:
    """Angle brackets, a formula, spaces at the ends, a line break."""
    text = " <w:p>=1+1&\n第二行 "
    draft = _draft(with_reason(text), "self-evaluation")
    assert text == draft.tables[0].rows[10].cells[-1].text


def test_the_file_says_what_it_is() -> None:
    """Title of the document, or of the form; no word of the library it came from."""
    named, bare = (
        _draft(document, "application").core_properties
        for document in (DOCUMENT, attrs.evolve(DOCUMENT, title=None))
    )
    assert (DOCUMENT.title, "perftargets", "") == (
        named.title,
        named.author,
        named.comments,
    )
    assert "项目支出绩效目标申报表" == bare.title


def test_a_document_without_projects_is_an_empty_text() -> None:
    """Nothing to write is no mistake."""
    assert [] == _draft(Document(), "application").tables


def test_a_document_is_written_byte_for_byte_the_same() -> None:
    """No time, no number of a run, nothing of the machine stands in it."""
    first, again = (render(DOCUMENT, form="application").data for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        entries = file.infolist()
        assert None is file.testzip()
    assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in entries}
    assert "[Content_Types].xml" == entries[0].filename


def test_what_is_written_is_read_again() -> None:
    """By the library itself, with every row and nothing to report of the text."""
    made = render(DOCUMENT, form="self-evaluation")
    back = read_bytes(made.data, path="a.docx")
    assert [(row.name, row.target.text) for _, row in DOCUMENT.rows()] == [
        (row.name, row.target.text) for _, row in back.rows()
    ]


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["application", "self-evaluation"])
def test_libreoffice_opens_it(form: Form) -> None:
    """Opened and saved anew there, the text says the same, row by row."""
    made = render(DOCUMENT, form=form)
    saved = office.converted(made.data, ".docx", "docx", seconds=120)
    assert saved is not None
    before, after = (docx.Document(io.BytesIO(each)) for each in (made.data, saved))
    assert [_texts(table) for table in before.tables] == [
        _texts(table) for table in after.tables
    ]
