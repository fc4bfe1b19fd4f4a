"""Makes files that cannot be read, or not wholly, one for each way to go wrong."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from docx import Document
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

GOOD = "项目名称,三级指标,指标值\n甲项目,培训次数,不少于5次\n"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    b"<w:document><w:body/></w:document>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    b"<worksheet><sheetData/></worksheet>"
)


def files() -> dict[str, bytes]:
    """Give the content of each file of the folder by its name."""
    good = workbook(("项目名称", "三级指标", "指标值"), ("甲项目", "次数", "≥5次"))
    word = document("目标表")
    return {
        "aliases.yaml": _laughs().encode(),
        "binary.csv": bytes(range(256)) * 20,
        "bomb.pdf": _pdf_bomb(),
        "bomb.xlsx": changed(good, {"xl/media/a.bin": b"\0" * 30_000_000}),
        "cut.docx": word[: len(word) // 2],
        "cut.pdf": pdf("目标表")[:300],
        "cut.xlsx": good[: len(good) // 2],
        "deep.html": b"<html><body>" + b"<table><tr><td>" * 20_000,
        "deep.json": b'{"schema":"perftargets/1","projects":' + b"[" * 200_000,
        "deep.yaml": b"schema: perftargets/1\nprojects: " + b"[" * 200_000,
        "empty.json": b"",
        "empty.xlsx": workbook(),
        "entities.docx": changed(word, {"word/document.xml": ENTITIES}),
        "entities.xlsx": changed(good, {"xl/worksheets/sheet1.xml": OUTSIDE}),
        "good.csv": GOOD.encode("gbk"),
        "good.tsv": GOOD.replace(",", "\t").encode(),
        "huge.csv": GOOD.encode() + b"x" * (16 * 1024 * 1024),
        "large.xlsx": changed(
            good, {"xl/worksheets/sheet1.xml": b" " * 200 * 1024 * 1024}
        ),
        "lines.txt": b"- x\n" * 300_000,
        "locked.pdf": pdf("目标表", password="secret"),  # noqa: S106 -- a test's own
        "locked.xlsx": ole("EncryptionInfo", "EncryptedPackage"),
        "macro.xlsm": changed(good, {"xl/vbaProject.bin": b"VBA"}),
        "old.doc": ole("WordDocument"),
        "other.wps": ole("WordDocument"),
        "page.ofd": _zip({"OFD.xml": b"<a/>"}),
        "quote.csv": GOOD.encode() + '乙项目,"次数,5次\n'.encode(),
        "renamed.csv": good,
        "renamed.xlsx": "今天天气很好。\n".encode(),
        "scan.pdf": pdf(),
        "wrong.toml": b'schema = "perftargets/1"\nprojects = [\n',
    }


def workbook(*rows: Iterable[str]) -> bytes:
    """Make a workbook of one sheet."""
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(made)
    return made.getvalue()


def document(*lines: str) -> bytes:
    """Make a Word document of some paragraphs."""
    text, made = Document(), io.BytesIO()
    for line in lines:
        text.add_paragraph(line)
    text.save(made)
    return made.getvalue()


def pdf(*lines: str, password: str | None = None) -> bytes:
    """Make a page with lines of text; without one it has a picture's frame alone."""
    made = io.BytesIO()
    lock = None if password is None else StandardEncryption(password)
    canvas = Canvas(made, encrypt=lock)
    canvas.rect(50, 50, 100, 100)
    for number, line in enumerate(lines):
        canvas.drawString(60, 700 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def changed(source: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Copy a container with parts changed or added."""
    with zipfile.ZipFile(io.BytesIO(source)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return _zip({**kept, **parts})


def ole(*names: str) -> bytes:
    """Make what the directory of an old office document looks like."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    entries = [name.encode("utf-16-le").ljust(128, b"\0") for name in names]
    return header + b"".join(entries)


def _zip(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def _laughs() -> str:
    lines = ["schema: perftargets/1", "a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join([*lines, "projects: *i\n"])


def _pdf_bomb() -> bytes:
    packed = zlib.compress(b" " * 40_000_000, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
        + packed
        + b"\nendstream",
    )
    body = b"".join(
        b"%d 0 obj\n%b\nendobj\n" % (number, each)
        for number, each in enumerate(objects, start=1)
    )
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
