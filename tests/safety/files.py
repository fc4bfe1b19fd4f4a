"""One table in every form that is read, two projects of three rows each."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from reportlab.platypus import PageBreak

from perftargets.reading import read
from perftargets.reading.formats.registry import READERS
from perftargets.writing import write
from tests.reading.pdf import making as pdf

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
    for form in ("csv", "json", "toml", "xlsx", "yaml"):
        write(document, found[form])
    write(document, found["docx"], form="application")
    for form in ("ods", "xls"):
        found[form].write_bytes((MADE / f"flat.{form}").read_bytes())
    found["xlsb"].write_bytes(binary_workbook())
    found["pdf"].write_bytes(pages())
    found["html"].write_text(page(), encoding="utf-8")
    found["running-text"].write_text(RUNNING, encoding="utf-8")
    return found
