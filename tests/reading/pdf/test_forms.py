"""One 自评表 with merged cells as HTML, DOCX and PDF: the same document from each."""

from html import escape
from itertools import product
from pathlib import Path

import docx
import pytest

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading.pdf.making import GRID, document, table

TITLE = "2023年度项目支出绩效自评表"
WIDTH = 9

# A cell is its text and how many rows and columns it covers.
Merged = tuple[str, int, int]
FORM: list[list[Merged]] = [
    [("项目名称", 1, 2), ("农村饮水安全工程维护", 1, 7)],
    [("主管部门", 1, 2), ("县水利局", 1, 3), ("实施单位", 1, 2), ("县水务站", 1, 2)],
    [
        ("项目资金（万元）", 3, 2),
        ("", 1, 1),
        ("年初预算数", 1, 1),
        ("全年预算数", 1, 1),
        ("全年执行数", 1, 1),
        ("分值", 1, 1),
        ("执行率", 1, 1),
        ("得分", 1, 1),
    ],
    [
        ("年度资金总额", 1, 1),
        ("120", 1, 1),
        ("118.5", 1, 1),
        ("110", 1, 1),
        ("10", 1, 1),
        ("92.83%", 1, 1),
        ("9.28", 1, 1),
    ],
    [
        ("当年财政拨款", 1, 1),
        ("120", 1, 1),
        ("118.5", 1, 1),
        ("110", 1, 1),
        ("-", 1, 1),
        ("92.83%", 1, 1),
        ("-", 1, 1),
    ],
    [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
    [
        ("维护全县农村供水管网，保障12万人饮水安全。", 1, 4),
        ("已完成全部管网的维护，12万人饮水安全有保障。", 1, 4),
    ],
    [
        ("一级指标", 1, 1),
        ("二级指标", 1, 1),
        ("三级指标", 1, 1),
        ("年度指标值", 1, 1),
        ("实际完成值", 1, 1),
        ("分值", 1, 1),
        ("得分", 1, 1),
        ("偏差原因分析及改进措施", 1, 2),
    ],
    [
        ("产出指标", 3, 1),
        ("数量指标", 2, 1),
        ("维护管网长度", 1, 1),
        ("≥80公里", 1, 1),
        ("82公里", 1, 1),
        ("20", 1, 1),
        ("20", 1, 1),
        ("", 1, 2),
    ],
    [
        ("更换水表数量", 1, 1),
        ("≥500块", 1, 1),
        ("450块", 1, 1),
        ("15", 1, 1),
        ("13.5", 1, 1),
        ("采购的水表到货晚，余下的50块已于次年1月更换完毕", 1, 2),
    ],
    [
        ("质量指标", 1, 1),
        ("水质达标率", 1, 1),
        ("≥95%", 1, 1),
        ("97%", 1, 1),
        ("15", 1, 1),
        ("15", 1, 1),
        ("", 1, 2),
    ],
    [
        ("效益指标", 1, 1),
        ("社会效益指标", 1, 1),
        ("受益人口", 1, 1),
        ("≥12万人", 1, 1),
        ("12.3万人", 1, 1),
        ("30", 1, 1),
        ("30", 1, 1),
        ("", 1, 2),
    ],
    [
        ("满意度指标", 1, 1),
        ("服务对象满意度指标", 1, 1),
        ("用水户满意度", 1, 1),
        ("≥90%", 1, 1),
        ("93%", 1, 1),
        ("10", 1, 1),
        ("10", 1, 1),
        ("", 1, 2),
    ],
    [("总分", 1, 5), ("100", 1, 1), ("97.78", 1, 1), ("", 1, 2)],
]


def _placed() -> list[tuple[int, int, Merged]]:
    """Give each cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, Merged]] = []
    for row, cells in enumerate(FORM):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            _, down, across = cell
            taken.update(
                product(range(row, row + down), range(column, column + across))
            )
            found.append((row, column, cell))
            column += across
    return found


def _as_html() -> bytes:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={down} colspan={across}>{escape(text)}</td>"
            for text, down, across in cells
        )
        + "</tr>"
        for cells in FORM
    )
    return f"<html><body><h2>{TITLE}</h2><table>{rows}</table></body></html>".encode()


def _as_docx(path: Path) -> None:
    word = docx.Document()
    word.add_paragraph(TITLE)
    made = word.add_table(rows=len(FORM), cols=WIDTH)
    for row, column, (text, down, across) in _placed():
        cell = made.cell(row, column)
        if (down, across) != (1, 1):
            cell = cell.merge(made.cell(row + down - 1, column + across - 1))
        cell.text = text
    word.save(str(path))


def _as_pdf(height: float, *, titles: int = 0, align: str = "BOTTOM") -> bytes:
    rows = [[""] * WIDTH for _ in FORM]
    spans = []
    for row, column, (text, down, across) in _placed():
        rows[row][column] = text
        end = (column + across - 1, row + down - 1)
        spans.append(("SPAN", (column, row), end))
    widths = (45, 60, 80, 60, 60, 50, 45, 45, 60)
    middle = ("VALIGN", (0, 0), (-1, -1), align)
    made = table(rows, widths, GRID, middle, *spans, titles=titles, split=True)
    return document(TITLE, made, page=(595, height))


def _expected(folder: Path) -> Document:
    path = folder / "form.html"
    path.write_bytes(_as_html())
    return read(path)


def test_the_form_is_read_field_by_field(tmp_path: Path) -> None:
    """Head, money, goal and rows stand where the form has them."""
    (project,) = _expected(tmp_path).projects
    assert ("农村饮水安全工程维护", "县水务站") == (project.name, project.agency)
    assert project.goal is not None
    assert "维护全县农村供水管网，保障12万人饮水安全。" == project.goal.text
    assert [
        ("产出指标", "数量指标", "维护管网长度", "≥80公里", "82公里"),
        ("产出指标", "数量指标", "更换水表数量", "≥500块", "450块"),
        ("产出指标", "质量指标", "水质达标率", "≥95%", "97%"),
        ("效益指标", "社会效益指标", "受益人口", "≥12万人", "12.3万人"),
        ("满意度指标", "服务对象满意度指标", "用水户满意度", "≥90%", "93%"),
    ] == [
        (
            row.category,
            row.subcategory,
            row.name,
            row.target.text,
            row.actual and row.actual.text,
        )
        for row in project.indicators
    ]


def test_the_form_as_docx_is_the_same_document(tmp_path: Path) -> None:
    """Merged cells of Word say what spans of HTML say."""
    path = tmp_path / "form.docx"
    _as_docx(path)
    assert _expected(tmp_path) == read(path)


@pytest.mark.parametrize("height", [842, 500, 460, 420, 380, 340, 320, 300])
def test_the_form_as_pdf_is_the_same_document(tmp_path: Path, height: int) -> None:
    """On one page, and broken across pages within rows and merged cells."""
    path = tmp_path / "form.pdf"
    path.write_bytes(_as_pdf(height))
    assert _expected(tmp_path) == read(path)


def test_text_drawn_over_the_lines_of_its_cell_is_told(tmp_path: Path) -> None:
    """What stands in the middle of a cut cell may be drawn over the cell above."""
    path = tmp_path / "form.pdf"
    path.write_bytes(_as_pdf(390, align="MIDDLE"))
    said = [(found.code, found.message.en) for found in read(path).diagnostics]
    over = (
        "on page 1 text runs over the rule of its cell (“水表到”) and may have gone to "
        "the cell above or below; check this page"
    )
    assert ("REA002", over) in said
