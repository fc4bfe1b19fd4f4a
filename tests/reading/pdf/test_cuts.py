"""PDFs whose rows, titles and merged cells a page break cuts."""

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak

from tests.reading import panyu
from tests.reading.pdf.making import FONT, GRID, document, style, table
from tests.reading.pdf.reading import ROWS, WIDTHS, noticed, opened, tables, texts


def test_a_cut_row_is_joined_and_told(tmp_path: Path) -> None:
    """The reader says on which page it joined two parts of a row."""
    content = document(panyu.TITLE, table(ROWS, WIDTHS), page=(A4[0], 600))
    found = opened(tmp_path, content)
    said = (
        "the first row of the table on page 2 goes on with the last row of the page "
        "before; they were joined"
    )
    assert ("REA002", said) == noticed(found)[0]
    assert found.diagnostics[0].place is not None
    assert 2 == found.diagnostics[0].place.page


def test_rows_that_are_not_cut_stay_apart() -> None:
    """Short rows after a page break are new ones, and so is an empty value."""
    rows = [
        ("名称", "值"),
        *((f"指标{n}", "" if n == 7 else f"{n}次") for n in range(9)),
    ]
    content = document(table(rows, (150, 80)), page=(A4[0], 72 * 2 + 18 * 6))
    (grid,) = texts(content)
    assert [list(row) for row in rows] == grid


def test_merged_cells_are_merged_across_pages() -> None:
    """A category over several rows goes on where the page breaks."""
    rows = [("一级", "二级", "三级", "值")]
    rows += [("产出", "数量", f"培训{n}", f"{n}期") for n in range(8)]
    ruled = table(
        rows,
        (60, 60, 100, 60),
        GRID,
        ("SPAN", (0, 1), (0, -1)),
        ("SPAN", (1, 1), (1, -1)),
        titles=1,
    )
    content = document(ruled, page=(A4[0], 72 * 2 + 18 * 5 + 12))
    (grid,) = tables(content)
    covering = [grid.at(row, 1) for row in range(1, 9)]
    assert {"数量"} == {cell.text for cell in covering if cell}
    assert [f"培训{n}" for n in range(8)] == [
        cell.text for row in range(1, 9) if (cell := grid.at(row, 2))
    ]


def test_two_forms_of_the_same_width_stay_apart() -> None:
    """A table that begins with the same label and another value is a new form."""
    forms = [
        table([("项目名称", name), ("预算", "10万元")], (80, 200)) for name in "甲乙"
    ]
    content = document(forms[0], PageBreak(), forms[1])
    assert [
        [["项目名称", "甲"], ["预算", "10万元"]],
        [["项目名称", "乙"], ["预算", "10万元"]],
    ] == texts(content)


@pytest.mark.parametrize("height", [280, 320, 440])
def test_titles_in_one_box_with_the_rest_of_a_cut_row_are_cut_off(
    tmp_path: Path, height: float
) -> None:
    """Titles say nothing of a project, wherever the lines around them are missing."""
    ruled = table(ROWS, WIDTHS, GRID, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), titles=1)
    content = document(panyu.TITLE, ruled, page=(A4[0], height), leftMargin=30)
    assert panyu.as_text().projects == opened(tmp_path, content).projects


def test_text_over_the_upper_edge_of_a_table_belongs_to_it(tmp_path: Path) -> None:
    """Cut in the middle of a cell, text may reach out of the part below the break."""
    ruled = table(ROWS, WIDTHS, GRID, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))
    content = document(panyu.TITLE, ruled, page=(A4[0], 320), leftMargin=30)
    assert panyu.as_text().projects == opened(tmp_path, content).projects


def test_letters_on_one_another_are_told(tmp_path: Path) -> None:
    """Two texts at one place give letters in an order that nobody wrote."""
    data = io.BytesIO()
    style()
    canvas = Canvas(data)
    canvas.grid([50, 150, 250], [680, 710, 740])
    canvas.setFont(FONT, 12)
    for shift, text in ((0, "预期目标"), (5, "维护管网")):
        canvas.drawString(60 + shift, 690, text)
    canvas.save()
    said = (
        "characters of page 1 are printed over one another and their order is not "
        "certain: “预维期护目管标网”"
    )
    found = opened(tmp_path, data.getvalue())
    assert [("REA003", said)] == noticed(found)[:1]


def test_a_text_with_room_below_it_does_not_go_on() -> None:
    """A cell that fills its width by chance ends, where its height is not used."""
    rows = [
        ("校舍使用年", "三十年以上", "甲" * 15),
        ("家长满意度", "九成及以上", "乙" * 15),
    ]
    parts = [table([row], (57, 57, 57), split=False) for row in rows]
    grids = texts(document(parts[0], PageBreak(), parts[1]))
    assert [list(row) for row in rows] == [row for grid in grids for row in grid]


def test_a_cut_row_of_narrow_cells_is_joined_though_lines_close_it() -> None:
    """Word processors rule off both parts; a word kept whole leaves a cell not full."""
    titles = ("一级", "二级", "三级", "指标值", "实际", "分值")
    upper = ("效益指", "社会效", "受益人", "≥12万", "12.3", "30")
    parts = [
        table(rows, (42, 42, 42, 42, 42, 42), split=False)
        for rows in (
            [titles, upper],
            [
                ("标", "益指标", "口", "人", "万人", ""),
                ("满意", "对象", "x", "1", "2", "9"),
            ],
        )
    ]
    (grid,) = texts(document(parts[0], PageBreak(), parts[1]))
    joined = ["效益指标", "社会效益指标", "受益人口", "≥12万人", "12.3万人", "30"]
    assert joined == [text and text.replace("\n", "") for text in grid[1]]
    assert "满意" == grid[2][0]


@pytest.mark.parametrize("height", [300, 360, 380, 420])
def test_titles_of_two_rows_are_dropped_on_each_page(height: float) -> None:
    """A title over two rows and titles below one another count as one block."""
    rows = [("一级", "三级", "指标值", ""), ("", "", "年度", "实际")]
    name = "农村饮水安全工程维护管网长度及更换水表数量"
    rows += [("产出", f"{name}{n}", f"≥{n}块", f"{n}块") for n in range(9)]
    merged = (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)))
    spans = [("SPAN", *ends) for ends in merged]
    ruled = table(rows, (50, 70, 60, 60), GRID, *spans, titles=2)
    (grid,) = texts(document(ruled, page=(A4[0], height)))
    assert [list(row) for row in rows[2:]] == grid[2:]
