"""Workbooks where there is no second process, as in a browser."""

import io
import subprocess
import sys

import pytest
import xlwt

from perftargets.reading import read_bytes
from perftargets.reading.formats import helper

TITLES = ("项目名称", "一级指标", "三级指标", "指标值")
ROWS = (("河道管护", "产出指标", "巡河次数", "≥24次"), ("", "", "合格率", 0.95))


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    percent = xlwt.easyxf(num_format_str="0%")
    for row, values in enumerate((TITLES, *ROWS)):
        for column, value in enumerate(values):
            look = (percent,) if isinstance(value, float) else ()
            sheet.write(row, column, value, *look)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class PanicError(BaseException):
    """Stands for a panic of compiled code, which is no Exception."""


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the platform one that starts no process."""
    monkeypatch.setattr(sys, "platform", "emscripten")

    def started(*_: object, **__: object) -> None:
        message = "a process was started"
        raise AssertionError(message)

    monkeypatch.setattr(subprocess, "run", started)


def test_an_xls_reads_as_it_does_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows, the same findings: the interpreter itself is in a sandbox."""
    data = _xls()
    apart = read_bytes(data, path="a.xls")
    with monkeypatch.context() as here:
        here.setattr(sys, "platform", "emscripten")
        alone = read_bytes(data, path="a.xls")

    assert ["≥24次", "95%"] == [row.target.text for _, row in apart.rows()]
    assert apart == alone
    assert apart.diagnostics == alone.diagnostics


@pytest.mark.parametrize("fault", [PanicError, MemoryError, RecursionError, ValueError])
@pytest.mark.usefixtures("one_process")
def test_whatever_the_library_raises_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    """It would have ended the process apart; here it ends the reading of this file."""

    def broken(_: bytes) -> bytes:
        raise fault

    monkeypatch.setitem(vars(helper)["JOBS"], "probe", broken)

    document = read_bytes(_xls(), path="a.xls")

    assert () == document.projects
    assert ["REA004"] == [each.code for each in document.diagnostics]


@pytest.mark.usefixtures("one_process")
def test_formats_that_cannot_be_had_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are read as stored, and a finding says so."""

    def broken(_: bytes) -> bytes:
        raise PanicError

    monkeypatch.setitem(vars(helper)["JOBS"], "xls-formats", broken)

    document = read_bytes(_xls(), path="a.xls")

    assert ["≥24次", "0.95"] == [row.target.text for _, row in document.rows()]
    assert any("数字格式" in each.message.zh for each in document.diagnostics)
