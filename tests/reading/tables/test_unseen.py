"""What nobody sees on a sheet is no value and is told, in every kind of workbook."""

import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl import load_workbook
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading.tables.making import noticed, workbook

TITLES = ("项目名称", "一级指标", "三级指标", "指标值", "实际完成值", "备注")
ROWS = (
    ("道路养护", "产出指标", "巡查", "≥24次", "26次", "按月"),
    ("道路养护", "产出指标", "抢修", "≥777次", "778次", "按次"),
    ("道路养护", "产出指标", "清扫", "≥12次", "13次", "按周"),
)
KINDS = ("row", "column", "struck row", "struck cell", "struck run", "format", "sheet")
FORMS = ("xlsx", "ods", "xls")

SEEN = {
    "row": [("巡查", "≥24次", "26次"), ("清扫", "≥12次", "13次")],
    "column": [
        ("巡查", "≥24次", None),
        ("抢修", "≥777次", None),
        ("清扫", "≥12次", None),
    ],
    "struck row": [("巡查", "≥24次", "26次"), ("清扫", "≥12次", "13次")],
    "struck cell": [
        ("巡查", "≥24次", "26次"),
        ("抢修", "≥777次", None),
        ("清扫", "≥12次", "13次"),
    ],
    "struck run": [
        ("巡查", "≥24次", "26次"),
        ("抢修", "≥777次", "9次"),
        ("清扫", "≥12次", "13次"),
    ],
    "format": [
        ("巡查", "≥24次", "26次"),
        ("抢修", "≥777次", None),
        ("清扫", "≥12次", "13次"),
    ],
    "sheet": [],
}
"""Name, target and actual of what is left to be seen, by what was done."""


def _made(path: Path, kind: str) -> Path:
    """Write a workbook of which something is hidden or struck."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(ROWS, start=1):
            sheet.write_row(number, 0, row)
        struck = book.add_format({"font_strikeout": True})
        match kind:
            case "row":
                sheet.set_row(2, None, None, {"hidden": True})
            case "column":
                sheet.set_column("E:E", None, None, {"hidden": True})
            case "struck row":
                for column, text in enumerate(ROWS[1]):
                    sheet.write(2, column, text, struck)
            case "struck cell":
                sheet.write(2, 4, ROWS[1][4], struck)
            case "struck run":
                sheet.write_rich_string("E3", struck, "778次", "9次")
            case "format":
                sheet.write(2, 4, 778, book.add_format({"num_format": ";;;"}))
            case "sheet":
                book.add_worksheet("新").activate()
                sheet.hide()
                book.worksheets()[1].set_first_sheet()
    return path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every damaged workbook in every form."""
    folder = tmp_path_factory.mktemp("unseen")
    for kind in KINDS:
        _made(folder / f"{kind}.xlsx", kind)
    program = shutil.which("soffice")
    for form in FORMS[1:] if program else ():
        subprocess.run(
            [
                *(str(program), f"-env:UserInstallation=file://{folder}/profile"),
                *("--headless", "--convert-to", form, "--outdir", str(folder)),
                *(str(folder / f"{kind}.xlsx") for kind in KINDS),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return folder


def _rows(document: Document) -> list[tuple[str, str, str | None]]:
    return [
        (row.name, row.target.text, row.actual.text if row.actual else None)
        for _, row in document.rows()
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_sees_is_no_value_and_is_told(
    office: Path, kind: str, form: str
) -> None:
    """The rest is read as if it were not there, and a finding quotes it."""
    path = office / f"{kind}.{form}"
    if not path.exists():
        pytest.skip("LibreOffice is not there")
    document = read(path)
    assert SEEN[kind] == _rows(document)
    wanted = "项目名称" if kind == "sheet" else "778"
    assert any(
        code == "REA002" and wanted in message for code, message in noticed(document)
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_merged_label_is_seen_though_its_first_row_is_hidden(
    tmp_path: Path, form: str
) -> None:
    """A merged cell shows its text in the rows that are left."""
    source = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(ROWS, start=1):
            sheet.write_row(number, 0, row)
        sheet.merge_range("B2:B4", "效益指标")
        sheet.set_row(1, None, None, {"hidden": True})
    if form != "xlsx":
        program = shutil.which("soffice")
        if program is None:
            pytest.skip("LibreOffice is not there")
        subprocess.run(
            [
                *(program, f"-env:UserInstallation=file://{tmp_path}/profile"),
                *("--headless", "--convert-to", form, "--outdir", str(tmp_path)),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    document = read(tmp_path / f"a.{form}")
    assert [("效益指标", "抢修"), ("效益指标", "清扫")] == [
        (row.category, row.name) for _, row in document.rows()
    ]


@pytest.mark.parametrize(
    "text",
    ['=DISPIMG("ID_5F0A",1)', '=_xlfn.DISPIMG("ID_5F0A",1)', 'DISPIMG("ID_1",1)'],
)
def test_a_picture_in_a_cell_is_no_value(tmp_path: Path, text: str) -> None:
    """WPS keeps it as a formula of its own; the cell is told as not read."""
    path = workbook(tmp_path / "a.xlsx", {"表": (TITLES, ROWS[0])})
    book = load_workbook(path)
    book["表"]["E2"].value = text
    book["表"]["E2"].data_type = "s"
    book.save(path)
    document = read(path)
    assert [("巡查", "≥24次", None)] == _rows(document)
    assert [
        ("REA003", "单元格里是图片，没有读取；请把图片里的内容写成文字")
    ] == noticed(document)


def test_pictures_notes_and_text_boxes_are_told_with_their_cells(
    tmp_path: Path,
) -> None:
    """They lie over the sheet and belong to no cell, so nothing takes them."""
    picture = tmp_path / "a.png"
    Picture.new("RGB", (4, 4)).save(picture)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ROWS[0])
        sheet.insert_image("E2", str(picture))
        sheet.insert_textbox("H2", "实际为25次")
        sheet.write_comment("E2", "待核实")
        sheet.set_header("&L单位：万元&C第&P页")
    document = read(path)
    assert [("巡查", "≥24次", "26次")] == _rows(document)
    assert [
        ("REA001", "读不出这段文字属于哪一栏：“实际为25次”"),
        ("REA002", "工作表上有 1 张图片，没有读取（E2）"),
        ("REA002", "工作表有 1 条批注，没有读取（E2）"),
        ("REA001", "读不出这段文字属于哪一栏：“单位：万元”"),
    ] == noticed(document)
    assert "H2" == (
        document.diagnostics[0].place and document.diagnostics[0].place.cell
    )
    assert isinstance(Image(str(picture)), Image)


@pytest.mark.parametrize(
    ("stored", "look", "text"),
    [
        (0.1 + 0.2, "0%", "30%"),
        (1.1 * 3, '0.0"元"', "3.3元"),
        (0.57 - 0.28, "General", "0.29"),
        (4.1 * 3, "0.0", "12.3"),
        (0.3 - 0.1 - 0.2, "0%", "0%"),
        (0.154171, "0.0000%", "15.4171%"),
        (90 / 7, "General", "12.8571428571429"),
        (123456789012345, "0", "123456789012345"),
    ],
)
def test_noise_of_binary_floats_stays_out(
    tmp_path: Path, stored: float, look: str, text: str
) -> None:
    """Of what is stored 15 significant digits count, as a spreadsheet shows them."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": (TITLES[:5], (*ROWS[0][:4], stored))},
        formats={"E2": look},
    )
    assert [("巡查", "≥24次", text)] == _rows(read(path))


def test_a_raised_figure_behind_a_figure_is_marked(tmp_path: Path) -> None:
    """10 and a raised 3 are no 103."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        raised = book.add_format({"font_script": 1})
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ROWS[0])
        sheet.write_rich_string("D2", "≥10", raised, "3", "次")
    assert [("巡查", "≥10^3次", "26次")] == _rows(read(path))
