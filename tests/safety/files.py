"""One table in every form that is read, two projects of three rows each."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from reportlab.platypus import PageBreak

from perftargets.reading import read
from perftargets.reading.formats.registry import READERS
from perftargets.writing import write
from tests.reading.pdf import making as pdf
from tests.reading.tables.making import workbook

MADE = Path(__file__).with_name("made")
"""Workbooks that LibreOffice wrote."""

TITLES = ("项目名称", "一级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "培训人次", "≥30人次"),
    ("产出指标", "培训合格率", "≥95%"),
    ("效益指标", "群众满意度", "≥90%"),
)
RUNNING = """2022年部门预算项目支出绩效目标表
主管部门 预算单位 项目名称 绩效目标 绩效指标
某局 某局办公室 甲项目 办好培训 1、产出指标：培训人次，年度指标值：≥30人次。
2、产出指标：培训合格率，年度指标值：≥95%。
3、效益指标：群众满意度，年度指标值：≥90%。
"""


def pages() -> bytes:
    """Give a PDF with a project on each of two pages."""
    one, two = (
        pdf.table([TITLES, *((name, *row) for row in ROWS)], [90, 90, 120, 120])
        for name in ("甲项目", "乙项目")
    )
    return pdf.document(one, PageBreak(), two)


def packed_pages() -> bytes:
    """Return the same PDF with its objects inside of one stream, as Word writes it."""
    data = pages()
    objects = {
        int(found[1]): found[2].strip()
        for found in re.finditer(rb"(\d+) 0 obj\b(.*?)endobj", data, re.DOTALL)
    }
    root = next(number for number, text in objects.items() if b"/Catalog" in text)
    inside = {each: text for each, text in objects.items() if b"stream" not in text}
    outside = {each: text for each, text in objects.items() if b"stream" in text}
    index, body = b"", b""
    for number, text in inside.items():
        index += b"%d %d " % (number, len(body))
        body += text + b"\n"
    holder, table = max(objects) + 1, max(objects) + 2
    packed = zlib.compress(index + body)
    outside[holder] = (
        b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\n"
        b"endstream" % (len(inside), len(index), len(packed), packed)
    )
    made = b"%PDF-1.5\n"
    rows = {0: (0, 0, 65535)}
    rows.update({each: (2, holder, at) for at, each in enumerate(inside)})
    for number, text in outside.items():
        rows[number] = (1, len(made), 0)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows[table] = (1, len(made), 0)
    entries = b"".join(struct.pack(">BIH", *rows[each]) for each in range(table + 1))
    return made + (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Length %d>>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (table, table + 1, root, len(entries), entries, len(made))
    )


def page() -> str:
    """Give an HTML page with a table."""
    lines = [TITLES, *(("甲项目", *row) for row in ROWS)]
    cells = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    body = "".join(f"<tr>{line}</tr>" for line in cells)
    return f"<html><body><table>{body}</table></body></html>"


def binary_workbook() -> bytes:
    """Give the beginnings of an XLSB: enough to be taken for one."""
    made = BytesIO()
    with ZipFile(made, "w") as container:
        container.writestr("xl/workbook.bin", b"\x83\x01\x00")
    return made.getvalue()


def put_all(folder: Path) -> dict[str, Path]:
    """Write a file of every form that has a reader, by the name of the form."""
    document = read(MADE / "flat.ods")
    found = {form: folder / f"a.{form}" for form in READERS}
    found["running-text"] = folder / "a.txt"
    sheets = {
        name: [TITLES, *((name, *row) for row in ROWS)] for name in ("甲项目", "乙项目")
    }
    workbook(found["xlsx"], sheets)
    for form in ("csv", "json", "toml", "yaml"):
        write(document, found[form])
    write(document, found["docx"], form="application")
    for form in ("ods", "xls"):
        found[form].write_bytes((MADE / f"flat.{form}").read_bytes())
    found["xlsb"].write_bytes(binary_workbook())
    found["pdf"].write_bytes(pages())
    found["html"].write_text(page(), encoding="utf-8")
    found["running-text"].write_text(RUNNING, encoding="utf-8")
    return found
