"""What nobody sees on a page is no value; what is seen is read, turned or not."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading.pdf.making import FONT, GRID, Style, document, style, table
from tests.reading.pdf.reading import opened

TITLES = ("一级指标", "三级指标", "指标值", "实际完成值", "分值")
ROWS = (
    ("产出指标", "巡河次数", "≥24次", "26次", "40"),
    ("产出指标", "清漂合格率", "≥95%", "96%", "30"),
    ("效益指标", "水质达标率", "≥90%", "92%", "20"),
)
WIDTHS = (80, 120, 80, 80, 50)
SEEN = [
    ("产出指标", "巡河次数", "≥24次", "26次"),
    ("产出指标", "清漂合格率", "≥95%", "96%"),
    ("效益指标", "水质达标率", "≥90%", "92%"),
]


def _rows(found: Document) -> list[tuple[str, str, str, str | None]]:
    return [
        (
            row.category,
            row.name,
            row.target.text,
            row.actual.text if row.actual else None,
        )
        for _, row in found.rows()
    ]


def _told(found: Document) -> list[tuple[str, str]]:
    return [(each.code, each.message.zh) for each in found.diagnostics]


def _page(draw: Callable[[Canvas], None]) -> bytes:
    """Make a page with a ruled table, and draw something more on it."""
    style()
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.setFont(FONT, 9)
    canvas.drawString(60, 790, "项目名称：河道管护")
    made = table([TITLES, *ROWS], WIDTHS)
    _, height = made.wrapOn(canvas, 500, 800)
    made.drawOn(canvas, 60, 770 - height)
    canvas.setFont(FONT, 9)
    draw(canvas)
    canvas.save()
    return data.getvalue()


def _off_page(canvas: Canvas) -> None:
    canvas.drawString(60, 900, "≥777次")


def _clipped(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(300, 300, 50, 50)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(225, 745, "≥777次")
    canvas.restoreState()


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(225, 735, "≥777次")


def _unpainted(canvas: Canvas) -> None:
    text = canvas.beginText(225, 735)
    text.setTextRenderMode(3)
    text.textOut("≥777次")
    canvas.drawText(text)


def _tilted(canvas: Canvas) -> None:
    canvas.translate(150, 600)
    canvas.rotate(40)
    canvas.setFont(FONT, 40)
    canvas.drawString(0, 0, "≥777次")


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (_off_page, "第 1 页有页面之外或被裁去的文字，没有读取：“≥777次”"),
        (_clipped, "第 1 页有页面之外或被裁去的文字，没有读取：“≥777次”"),
        (
            _white,
            "第 1 页有看不见的文字（不着色，或与纸同色），没有读取：“≥777次”",
        ),
        (
            _unpainted,
            "第 1 页有看不见的文字（不着色，或与纸同色），没有读取：“≥777次”",
        ),
        (_tilted, "第 1 页有斜排的文字（像是水印），没有读取：“≥777次”"),
    ],
)
def test_what_nobody_sees_of_a_page_is_no_value_and_is_told(
    tmp_path: Path, draw: Callable[[Canvas], None], told: str
) -> None:
    """Off the page, outside the clip, in white, without paint, across the page."""
    found = opened(tmp_path, _page(draw))
    assert SEEN == _rows(found)
    assert [("REA002", told)] == _told(found)


def test_white_text_on_a_dark_box_is_seen(tmp_path: Path) -> None:
    """Titles are often white on blue."""
    dark = ("BACKGROUND", (0, 0), (-1, 0), "#003366")
    white = ("TEXTCOLOR", (0, 0), (-1, 0), "#ffffff")
    style()
    made = Table([TITLES, *ROWS], colWidths=WIDTHS)
    made.setStyle([("FONTNAME", (0, 0), (-1, -1), FONT), GRID, dark, white])
    found = opened(tmp_path, document("项目名称：河道管护", made))
    assert (SEEN, []) == (_rows(found), _told(found))


def test_text_that_its_cell_cuts_off_is_told(tmp_path: Path) -> None:
    """≥1200 of which the last digits are hidden is not 12."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(340, 700, 30, 80)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(346, 757, "完成1200人次")
        canvas.restoreState()

    found = opened(tmp_path, _page(draw))
    assert [("REA003", "p1:r1")] == [
        (each.code, str(each.place).rpartition("/")[2].partition(":")[2])
        for each in found.diagnostics
        if "截断" in each.message.zh
    ]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_lying_on_its_side_is_read_standing(
    tmp_path: Path, quarter: int
) -> None:
    """Some programs turn the content of a wide page and not the page."""
    style()
    data = io.BytesIO()
    side = 600.0
    canvas = Canvas(data, pagesize=(side, side))
    canvas.translate(side / 2, side / 2)
    canvas.rotate(quarter)
    canvas.translate(-side / 2, -side / 2)
    canvas.setFont(FONT, 9)
    canvas.drawString(60, 560, "项目名称：河道管护")
    made = table([TITLES, *ROWS], WIDTHS)
    _, height = made.wrapOn(canvas, 500, 800)
    made.drawOn(canvas, 60, 540 - height)
    canvas.save()
    found = opened(tmp_path, data.getvalue())
    assert (SEEN, []) == (_rows(found), _told(found))


@pytest.mark.parametrize("quarter", [90, 270])
def test_turned_text_in_a_cell_is_read_in_its_own_direction(
    tmp_path: Path, quarter: int
) -> None:
    """A label that runs up or down the side of its rows."""
    style()
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.setFont(FONT, 9)
    canvas.drawString(60, 790, "项目名称：河道管护")
    cells = [list(row) for row in (TITLES, *ROWS)]
    for row in cells[1:]:
        row[0] = ""
    made = Table(cells, colWidths=WIDTHS, rowHeights=[20, 40, 40, 40])
    made.setStyle(
        [("FONTNAME", (0, 0), (-1, -1), FONT), GRID, ("SPAN", (0, 1), (0, 3))]
    )
    made.wrapOn(canvas, 500, 800)
    made.drawOn(canvas, 60, 600)
    canvas.translate(100, 660)
    canvas.rotate(quarter)
    canvas.drawCentredString(0, 0, "产出指标")
    canvas.save()
    found = opened(tmp_path, data.getvalue())
    assert ["产出指标"] * 3 == [category for category, *_ in _rows(found)]
    assert [] == _told(found)


LINES: dict[str, list[Style]] = {
    "three lines": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
    ],
    "across": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"),
    ],
    "down": [
        ("BOX", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEBEFORE", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ],
    "box": [("BOX", (0, 0), (-1, -1), 0.5, "black")],
    "none": [],
}


@pytest.mark.parametrize("kind", list(LINES))
@pytest.mark.parametrize("wrapped", [False, True])
def test_rows_and_columns_without_lines_are_told_apart(
    tmp_path: Path, kind: str, *, wrapped: bool
) -> None:
    """By the heights and gaps of the text; a wrapped name stays one row."""
    more = "及相关工作开展情况" if wrapped else ""
    rows = [(a, name + more, *rest) for a, name, *rest in ROWS]
    if wrapped:
        top = ("VALIGN", (0, 0), (-1, -1), "TOP")
        made = table([TITLES, *rows], WIDTHS, *(LINES[kind] or [top]))
    else:
        style()
        made = Table([TITLES, *rows], colWidths=WIDTHS)
        made.setStyle([("FONTNAME", (0, 0), (-1, -1), FONT), *LINES[kind]])
    found = opened(tmp_path, document("项目名称：河道管护", made))
    if kind == "box" and wrapped:
        # Text at the lower end of its row lets lines of names stand alone.
        assert ([], {"REA004"}) == (_rows(found), {code for code, _ in _told(found)})
        return
    assert [(a, name + more, *rest) for a, name, *rest in SEEN] == _rows(found)
    assert {"REA002"} == {code for code, _ in _told(found)}


def test_labels_that_stand_once_hold_for_the_rows_below(tmp_path: Path) -> None:
    """Where no line divides the rows, a label is that of those up to the next."""
    style()
    rows = [ROWS[0], ("", *ROWS[1][1:]), ROWS[2]]
    made = Table([TITLES, *rows], colWidths=WIDTHS)
    made.setStyle([("FONTNAME", (0, 0), (-1, -1), FONT), *LINES["down"]])
    found = opened(tmp_path, document("项目名称：河道管护", made))
    assert SEEN == _rows(found)


@pytest.mark.parametrize("kind", ["grid", "three lines"])
def test_a_table_over_ten_pages_is_one(tmp_path: Path, kind: str) -> None:
    """Titles are repeated on each page, and no line closes the table at its end."""
    rows = [("产出指标", f"事项{n}", f"≥{n}个", f"{n}个", "1") for n in range(1, 331)]
    style()
    made = Table([TITLES, *rows], colWidths=WIDTHS, repeatRows=1)
    lines = [GRID] if kind == "grid" else LINES[kind]
    made.setStyle([("FONTNAME", (0, 0), (-1, -1), FONT), *lines])
    found = opened(tmp_path, document("项目名称：河道管护", made))
    assert [(a, name, target, actual) for a, name, target, actual, _ in rows] == _rows(
        found
    )
    assert ["河道管护"] == [project.name for project in found.projects]


def test_two_tables_on_a_page_are_two_projects(tmp_path: Path) -> None:
    """Each has its own name above it."""
    first, second = table([TITLES, *ROWS], WIDTHS), table([TITLES, ROWS[2]], WIDTHS)
    found = opened(
        tmp_path, document("项目名称：河道管护", first, "项目名称：水质监测", second)
    )
    assert [("河道管护", 3), ("水质监测", 1)] == [
        (project.name, len(project.indicators)) for project in found.projects
    ]


@pytest.mark.parametrize("count", [20, 40, 90])
@pytest.mark.parametrize("wide", [False, True])
def test_a_sheet_printed_over_pages_keeps_every_row(
    tmp_path: Path, count: int, *, wide: bool
) -> None:
    """Labels of merged cells are drawn on each page, and cut off where they are not.

    A spreadsheet draws no line through a merged cell where it breaks the page, and
    repeats the rows that are to be printed at the top.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not there")
    source = tmp_path / "a.xlsx"
    titles = ("一级指标", "二级指标", "三级指标", "指标值")
    half = count // 2
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("表")
        look = book.add_format({"border": 1, "valign": "vcenter", "align": "center"})
        sheet.set_column("A:D", 24 if wide else 16)
        if wide:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.merge_range("A1:D1", "项目绩效目标表（2025年度）", look)
        sheet.write_row("A2", ("项目名称", "甲项目", "", ""), look)
        sheet.write_row("A3", titles, look)
        for number in range(count):
            target = (f"事项{number + 1}数量", f"≥{number + 3}个")
            sheet.write_row(3 + number, 2, target, look)
        sheet.merge_range(3, 0, 2 + half, 0, "产出指标", look)
        sheet.merge_range(3, 1, 2 + half, 1, "数量指标", look)
        sheet.merge_range(3 + half, 0, 2 + count, 0, "效益指标", look)
        sheet.merge_range(3 + half, 1, 2 + count, 1, "社会效益指标", look)
        sheet.repeat_rows(2)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            *(program, profile, "--headless", "--convert-to", "pdf"),
            *("--outdir", str(tmp_path), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    found = read(tmp_path / "a.pdf")
    assert ["甲项目"] == [project.name for project in found.projects]
    assert [
        (
            "产出指标" if number < half else "效益指标",
            "数量指标" if number < half else "社会效益指标",
            f"事项{number + 1}数量",
            f"≥{number + 3}个",
        )
        for number in range(count)
    ] == [
        (row.category, row.subcategory, row.name, row.target.text)
        for _, row in found.rows()
    ]
