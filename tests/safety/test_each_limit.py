"""Every limit holds to the unit: at it a file is read, over it that is told.

One test for all of them, so that no limit is without one.
"""

import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from reportlab.pdfgen.canvas import Canvas

from perftargets import Finding
from perftargets.reading import Limits, read_bytes
from perftargets.reading.limits import LIMITS
from tests.safety import files

TITLES = "项目名称,一级指标,三级指标,指标值\n"
TABLE = (TITLES + "甲,产出指标,培训次数,≥5次\n" * 3).encode()
HTML = (
    "<table><tr><td>项目名称<td>三级指标<td>指标值<tr><td>甲<td>数<td>5次</table>" * 2
).encode()
RTF = b"{\\rtf1\\ansi 1}"
TEXT = "项目名称：甲\n产出指标\n指标1：培训次数\n指标值：不少于5次\n".encode()


def workbook(folder: Path) -> bytes:
    """Return a sound workbook."""
    return files.put_all(folder)["xlsx"].read_bytes()


def members(data: bytes) -> list[zipfile.ZipInfo]:
    """Return what a container holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.infolist()


def padded(folder: Path) -> bytes:
    """Return a workbook that unpacks to many times its size."""
    made = io.BytesIO(workbook(folder))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/a.bin", bytes(4 * 1024 * 1024))
    return made.getvalue()


def document(folder: Path) -> bytes:
    """Return a sound DOCX."""
    return files.put_all(folder)["docx"].read_bytes()


def depth(data: bytes) -> int:
    """Return how many levels the body of a DOCX has."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        root = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 - our own

    def levels(element: ET.Element) -> int:
        return 1 + max(map(levels, element), default=0)

    return levels(root)


def pages(_: Path) -> bytes:
    """Return a PDF of three pages."""
    data = io.BytesIO()
    canvas = Canvas(data)
    for number in range(3):
        canvas.drawString(50, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@attrs.frozen
class Bounded:
    """A file, and the value of a limit that it just keeps.

    Attributes:
        data: makes the file.
        kept: the value at which nothing is told.
        code: what is found one below.
        said: what the message says then.
    """

    data: Callable[[Path], bytes]
    kept: Callable[[bytes], int]
    code: str
    said: str


BOUNDED = {
    "size": Bounded(lambda _: TABLE, len, "REA004", "the file is over the limit of"),
    "rows": Bounded(lambda _: TABLE, lambda _: 4, "REA003", "limit of 3 rows"),
    "columns": Bounded(lambda _: TABLE, lambda _: 4, "REA004", "limit of 3 columns"),
    "cells": Bounded(lambda _: TABLE, lambda _: 16, "REA003", "limit of 15 cells"),
    "tables": Bounded(lambda _: HTML, lambda _: 2, "REA004", "limit of 1;"),
    "lines": Bounded(lambda _: TEXT, lambda _: 5, "REA004", "limit of 4 lines"),
    "entries": Bounded(
        workbook, lambda data: len(members(data)), "REA004", "more than the limit of"
    ),
    "unpacked": Bounded(
        workbook,
        lambda data: sum(each.file_size for each in members(data)),
        "REA004",
        "over the limit of",
    ),
    "ratio": Bounded(
        padded,
        lambda data: -(-sum(each.file_size for each in members(data)) // len(data)),
        "REA004",
        "like a zip bomb",
    ),
    "depth": Bounded(document, depth, "REA004", "levels"),
    "pages": Bounded(pages, lambda _: 3, "REA004", "limit of 2;"),
}


def limited(limit: str, value: int) -> Limits:
    """Return the usual limits with another value for one."""
    changed: dict[str, Any] = {limit: value}
    return attrs.evolve(LIMITS, **changed)


def about_limits(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and English of what speaks of a limit."""
    return [
        (each.code, each.message.en)
        for each in found
        if "limit" in each.message.en or "like a zip bomb" in each.message.en
    ]


@pytest.mark.parametrize("limit", sorted(BOUNDED))
def test_a_limit_is_kept_to_the_unit(limit: str, tmp_path: Path) -> None:
    """At the limit nothing is told; one below it is, with the limit to raise."""
    case = BOUNDED[limit]
    data = case.data(tmp_path)
    value = case.kept(data)
    at = read_bytes(data, limits=limited(limit, value))
    assert about_limits(at.diagnostics) == []
    over = read_bytes(data, limits=limited(limit, value - 1))
    ((code, said),) = about_limits(over.diagnostics)
    assert (code, case.said in said) == (case.code, True), said


STAND_IN = """#!/bin/sh
echo $$ > "$(dirname "$0")/pid"
exec sleep 300
"""


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_libreoffice_is_ended_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that never ends is, with all it started, and the file is told."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    begun = time.monotonic()
    found = read_bytes(RTF, path="a.rtf", limits=Limits(office=1))
    assert time.monotonic() - begun < 60
    assert [each.code for each in found.diagnostics] == ["REA004"]
    with pytest.raises(ProcessLookupError):
        os.kill(int((program.parent / "pid").read_text()), 0)


@pytest.mark.checkout
def test_the_page_names_what_holds_each_limit() -> None:
    """Each limit has its tests on the page, and its line among what was measured."""
    root = Path(__file__).parents[2]
    text = (root / "docs" / "reference" / "limits.md").read_text(encoding="utf-8")
    table, _, measured = text.partition("<!-- measured: begin -->")
    for limit in (each.name for each in attrs.fields(Limits) if each.name != "choice"):
        (line,) = re.findall(rf"^\| `{limit}` \|.*$", table, re.MULTILINE)
        named = re.findall(r"`(tests/[\w/.]+)`", line)
        assert named, line
        assert [each for each in named if not (root / each).exists()] == []
        assert f"| `{limit}` |" in measured, limit
