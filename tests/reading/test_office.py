"""Old office files: converted by LibreOffice where it is, else named as before."""

import subprocess
from pathlib import Path

import pytest

from perftargets.model.project import Document
from perftargets.reading import read, read_bytes
from perftargets.reading.formats import office

PAGE = (
    "<html><body><p>项目名称：河道管护</p><table border=1>"
    "<tr><td>一级指标</td><td>三级指标</td><td>指标值</td></tr>"
    "<tr><td>产出指标</td><td>巡河次数</td><td>≥24次</td></tr>"
    "</table></body></html>"
)
EXCEL_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
)
ROWS = (("项目名称", "三级指标", "指标值"), ("甲", "巡查", "≥24次"))


def _excel_2003() -> bytes:
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row)
        + "</Row>"
        for row in ROWS
    )
    return EXCEL_2003.format(rows=rows).encode()


def _targets(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


def _saved(folder: Path, *forms: str) -> Path:
    """Let LibreOffice save a page in one form after the other."""
    program = office.program()
    if program is None:
        pytest.skip("LibreOffice is not there")
    path = folder / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    for form in forms:
        subprocess.run(
            [
                *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                *("--headless", "--convert-to", form, "--outdir", str(folder)),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        path = folder / f"a.{form}"
    return path


@pytest.mark.parametrize("forms", [("odt",), ("odt", "doc"), ("odt", "rtf")])
def test_old_documents_are_converted_and_read_and_that_is_said(
    tmp_path: Path, forms: tuple[str, ...]
) -> None:
    """The finding names what the file was."""
    document = read(_saved(tmp_path, *forms))
    assert ["≥24次"] == _targets(document)
    said = (
        f"这是 {forms[-1].upper()} 文件，由 LibreOffice 转换为 DOCX 后读取；位置是"
        "转换后的位置，请与原件核对"
    )
    assert ("REA002", said) == (
        document.diagnostics[0].code,
        document.diagnostics[0].message.zh,
    )


def test_xml_of_excel_2003_is_converted_where_that_is_possible() -> None:
    """It is a table of cells, and looks like a page of HTML at first sight."""
    if office.program() is None:
        pytest.skip("LibreOffice is not there")
    assert ["≥24次"] == _targets(read_bytes(_excel_2003(), path="a.xls"))


def test_xml_of_excel_2003_is_named_where_nothing_converts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The advice is what to save it as."""
    monkeypatch.setattr(office, "program", lambda: None)
    document = read_bytes(_excel_2003(), path="a.xls")
    assert [
        ("REA004", "这是 XML 电子表格 2003（SpreadsheetML），不能读取；请另存为 XLSX")
    ] == [(each.code, each.message.zh) for each in document.diagnostics]


def test_a_program_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is then named as if the program were not there."""
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(slow))
    assert office.converted(b"x", ".doc", "docx", seconds=1) is None


def test_the_program_gets_nothing_of_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its environment is its own, its folder is its own and is gone afterwards."""
    spy = tmp_path / "soffice"
    seen = tmp_path / "seen"
    spy.write_text(f"#!/bin/sh\nenv > {seen}\npwd >> {seen}\nexit 1\n")
    spy.chmod(0o755)
    monkeypatch.setenv("SECRET", "word")
    monkeypatch.setattr(office, "program", lambda: str(spy))
    assert office.converted(b"x", ".doc", "docx", seconds=20) is None
    said = seen.read_text()
    assert "SECRET" not in said
    assert "https_proxy=http://127.0.0.1:9" in said
    assert not Path(said.splitlines()[-1]).exists()
