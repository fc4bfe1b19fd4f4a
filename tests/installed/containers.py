"""One flat table in every kind of file that is read."""

import csv
import html
import io
import zipfile
from collections.abc import Callable, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from docx import Document

from tests.reading.pdf import making as pdf

Rows = Sequence[Sequence[str]]

_ODS = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>
"""

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest manifest:version="1.2"
  xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def _separated(delimiter: str) -> Callable[[Rows], bytes]:
    def make(rows: Rows) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue().encode()

    return make


def _html(rows: Rows) -> bytes:
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>"
        for row in rows
    )
    return f"<!doctype html><meta charset=utf-8><table>{body}</table>".encode()


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([*row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(rows: Rows) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: Rows) -> bytes:
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _MIMETYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows=lines))
    return out.getvalue()


def _docx(rows: Rows) -> bytes:
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(rows: Rows) -> bytes:
    width = 520 / len(rows[0])
    return pdf.document(pdf.table(rows, [width] * len(rows[0]), titles=1))


MAKERS = MappingProxyType(
    {
        "csv": _separated(","),
        "docx": _docx,
        "html": _html,
        "ods": _ods,
        "pdf": _pdf,
        "tsv": _separated("\t"),
        "xls": _xls,
        "xlsx": _xlsx,
    }
)
"""By the ending of the file."""
