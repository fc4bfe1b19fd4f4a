"""Damaged and hostile tables: one clear finding, and no exception."""

import io
import zipfile
from pathlib import Path

import pytest

from perftargets.errors import UsageError
from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.formats import office
from perftargets.reading.limits import Limits
from tests.reading.tables.making import codes, noticed, workbook


@pytest.fixture(autouse=True)
def _without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as where LibreOffice is not installed."""
    monkeypatch.setattr(office, "program", lambda: None)


TITLES = ("项目名称", "三级指标", "指标值")
SHEETS = {"表": (TITLES, ("甲", "一号", "1次"))}


def _said(document: Document) -> str:
    """Give the one finding there is, which must be an error about the file."""
    assert ["REA004"] == codes(document)
    assert () == document.projects
    return document.diagnostics[0].message.en


def _changed(source: Path, goal: Path, parts: dict[str, bytes]) -> Path:
    """Copy a container with some parts changed or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(goal, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return goal


def _ole(*names: str) -> bytes:
    """Make what the directory of an old office document looks like."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    entries = [name.encode("utf-16-le").ljust(128, b"\0") for name in names]
    return header + b"".join(entries)


def _zip(*names: str, mimetype: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, mimetype if name == "mimetype" else b"<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "with a password"),
        (_ole("Root Entry", "WordDocument"), "save it as DOCX"),
        (_ole("Root Entry", "PowerPoint Document"), "this is a presentation"),
        (_ole("Root Entry", "Contents"), "an old office document"),
        (_ole("Root Entry", "Workbook"), "the workbook is damaged or locked"),
        (_zip("OFD.xml", "Doc_0/Document.xml"), "this is an OFD document"),
        (
            _zip("mimetype", mimetype=b"application/vnd.oasis.opendocument.text"),
            "this is an ODT document",
        ),
        (_zip("ppt/presentation.xml"), "this is a presentation"),
        (_zip("a.txt", "b.txt"), "a ZIP archive without a document"),
        (_zip("xl/workbook.xml"), "the workbook is damaged"),
        (b"{\\rtf1\\ansi }", "this is an RTF document"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "this is an MHTML page"),
        (b"<?xml version='1.0'?><Workbook/>", "this is XML and no table"),
    ],
)
def test_what_is_not_read_is_named_by_its_content(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """The ending says XLSX each time; the message says what it is and what to do."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert message in _said(read(path))


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    """Half a file gives one finding, wherever it was cut."""
    whole = workbook(tmp_path / "a.xlsx", SHEETS).read_bytes()
    for part in range(1, 10):
        path = tmp_path / f"{part}.xlsx"
        path.write_bytes(whole[: len(whole) * part // 10])
        assert "the file is damaged" in _said(read(path))


def test_a_workbook_with_broken_parts_is_damaged(tmp_path: Path) -> None:
    """Whatever the library raises for it stays inside."""
    source = workbook(tmp_path / "a.xlsx", SHEETS)
    for number, (name, content) in enumerate(
        (
            ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='x'/>"),
            ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='?'>"),
            ("xl/workbook.xml", b"<workbook><sheets><sheet/></sheets></workbook>"),
            ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs>"),
            ("[Content_Types].xml", b"<Types/>"),
        )
    ):
        path = _changed(source, tmp_path / f"{number}.xlsx", {name: content})
        assert "the workbook is damaged" in _said(read(path))


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    """A DTD can multiply text or fetch files; no part may have one."""
    source = workbook(tmp_path / "a.xlsx", SHEETS)
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b"<worksheet><sheetData/></worksheet>"
    )
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        path = _changed(source, tmp_path / "bomb.xlsx", {name: bomb})
        assert "declares entities" in _said(read(path))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """The ratio and the size unpacked are looked at first; both can be changed."""
    source = workbook(tmp_path / "a.xlsx", SHEETS)
    path = _changed(
        source, tmp_path / "bomb.xlsx", {"xl/media/a.bin": b"\0" * 20_000_000}
    )
    assert "like a zip bomb" in _said(read(path))
    assert "over the limit of 1000 bytes" in _said(
        read(source, limits=Limits(unpacked=1000))
    )
    assert ["1次"] == [
        row.target.text for _, row in read(path, limits=Limits(ratio=100_000)).rows()
    ]


def test_a_part_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """Styles become a tree in memory, so that they have a limit of their own."""
    source = workbook(tmp_path / "a.xlsx", SHEETS)
    styles = b"<styleSheet>" + b"<xf/>" * 7_000_000 + b"</styleSheet>"
    path = _changed(source, tmp_path / "b.xlsx", {"xl/styles.xml": styles})
    limits = Limits(ratio=100_000)
    assert "xl/styles.xml in it unpacks to" in _said(read(path, limits=limits))


def test_too_many_sheets_are_refused(tmp_path: Path) -> None:
    """The limit is the caller's to change."""
    sheets = {f"表{number}": SHEETS["表"] for number in range(4)}
    path = workbook(tmp_path / "a.xlsx", sheets)
    assert "more sheets than the limit of 3" in _said(
        read(path, limits=Limits(tables=3))
    )
    assert 4 == sum(1 for _ in read(path, limits=Limits(tables=4)).rows())


def test_macros_are_not_run_and_named(tmp_path: Path) -> None:
    """The cells of a workbook with macros are read."""
    source = workbook(tmp_path / "a.xlsx", SHEETS)
    path = _changed(source, tmp_path / "a.xlsm", {"xl/vbaProject.bin": b"VBA"})
    document = read(path)
    assert ["1次"] == [row.target.text for _, row in document.rows()]
    assert [("REA002", "文件含有宏；宏没有运行，只读取单元格")] == noticed(document)


def test_merged_cells_over_the_whole_sheet_ask_for_no_memory(tmp_path: Path) -> None:
    """A merged range ends where the content ends."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": (("2022年绩效目标表",), TITLES, ("甲", "一号", "1次"))},
    )
    with zipfile.ZipFile(path) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    merges = b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    changed = sheet.replace(b"</sheetData>", b"</sheetData>" + merges)
    document = read(
        _changed(path, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": changed})
    )
    assert ["1次"] == [row.target.text for _, row in document.rows()]


def test_ods_that_repeats_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    """What is repeated is counted before it is laid out in memory."""
    content = (
        b"<office:document-content><table:table><table:table-row "
        b'table:number-rows-repeated="1048576"><table:table-cell '
        b'table:number-columns-repeated="16384" office:value-type="string">'
        b"</table:table-cell></table:table-row></table:table>"
        b"</office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    assert "1048576 rows and 16384 columns" in _said(read(path))


def test_a_quote_never_closed_costs_only_what_follows(tmp_path: Path) -> None:
    """The rows before it are read; the line is named."""
    path = tmp_path / "a.csv"
    path.write_text(
        '项目名称,三级指标,指标值\n甲,一号,1次\n乙,"二号,2次\n', encoding="utf-8"
    )
    document = read(path)
    assert ["1次"] == [row.target.text for _, row in document.rows()]
    assert [("REA003", 3)] == [
        (each.code, each.place and each.place.line) for each in document.diagnostics
    ]


def test_csv_over_a_limit_is_cut_off(tmp_path: Path) -> None:
    """Rows, columns and cells each have a limit."""
    path = tmp_path / "a.csv"
    rows = "".join(f"甲,第{n}项,{n}次\n" for n in range(1, 10))
    path.write_text("项目名称,三级指标,指标值\n" + rows, encoding="utf-8")
    for limits, count in (
        (Limits(rows=5), 4),
        (Limits(cells=9), 2),
    ):
        document = read(path, limits=limits)
        assert count == sum(1 for _ in document.rows())
        assert ["REA003"] == codes(document)
    assert "2 columns" in _said(read(path, limits=Limits(columns=2)))


def test_a_bad_file_of_aliases_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    """It names the table or field that is not known."""
    table = workbook(tmp_path / "a.xlsx", SHEETS)
    own = tmp_path / "own.toml"
    for content, message in (
        ("[colums]\nname = ['x']", "there is no table “colums”"),
        ("[columns]\nnames = ['x']", "columns.names cannot be used"),
        ("[columns]\nname = 'x'", "columns.name cannot be used"),
        ("columns", "is no TOML"),
    ):
        own.write_text(content, encoding="utf-8")
        with pytest.raises(UsageError, match=message):
            read(table, aliases=own)


def test_a_table_of_something_else_is_named_by_how_it_begins(tmp_path: Path) -> None:
    """One finding for the file, not one for each cell."""
    path = workbook(tmp_path / "a.xlsx", {"表": (("姓名", "电话"), ("张三", 123))})
    assert "it begins “姓名”" in _said(read(path))
