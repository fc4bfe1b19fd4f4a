"""``lint --fix`` of a workbook: a repaired copy beside it, the original as it was."""

from pathlib import Path

import openpyxl
import pytest

from perftargets.reading import read
from tests.cli.conftest import Run

ROWS = [
    ["项目名称", "一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["培训项目", "产出指标", "数量指标", "培训 人次", "≧1200人次", "甲"],
    ["培训项目", "产出指标", "质量指标", "合格率", "≥95%", "≧"],
    ["培训项目", "效益指标", "社会效益", "持证上岗率", "≧90%", "≧90%"],
]


@pytest.fixture
def book(folder: Path) -> Path:
    """Write a small workbook in which one value stands twice in its row."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    path = folder / "a.xlsx"
    made.save(path)
    return path


def test_repairs_go_to_a_copy(run: Run, book: Path) -> None:
    """A value that stands twice in its row changes in the cell of the target alone."""
    before = book.read_bytes()

    result = run("lint", "a.xlsx", "--fix", "--select", "TXT003,TXT004")

    copy = book.with_name("a.fixed.xlsx")
    assert result.err == ("“a.fixed.xlsx” has the repairs\nrepaired: 3\n")
    assert before == book.read_bytes()
    assert [
        ("培训人次", "≥1200人次", "甲"),
        ("合格率", "≥95%", "≧"),
        ("持证上岗率", "≥90%", "≧90%"),
    ] == [(row.name, row.target.text, row.note) for _, row in read(copy).rows()]


def test_a_copy_that_is_there_is_not_written_over(run: Run, book: Path) -> None:
    """It may hold somebody's work."""
    copy = book.with_name("a.fixed.xlsx")
    copy.write_bytes(b"work")

    result = run("lint", "a.xlsx", "--fix", "--select", "TXT003")

    assert 2 == result.code
    assert b"work" == copy.read_bytes()


def test_a_workbook_in_order_gets_no_copy(run: Run, book: Path) -> None:
    """Nothing to repair, nothing to write."""
    result = run("lint", "a.xlsx", "--fix", "--select", "UNT002")

    assert "repaired: 0\n" == result.err
    assert not book.with_name("a.fixed.xlsx").exists()


def test_diff_shows_the_cells_that_fix_would_change(run: Run, book: Path) -> None:
    """Cell by cell, and nothing is written."""
    result = run("lint", "a.xlsx", "--diff", "--select", "TXT003,TXT004")

    assert 1 == result.code
    assert (
        "--- a.xlsx\n+++ a.fixed.xlsx\n"
        "@@ Sheet!D2 @@\n-培训 人次\n+培训人次\n"
        "@@ Sheet!E2 @@\n-≧1200人次\n+≥1200人次\n"
        "@@ Sheet!E4 @@\n-≧90%\n+≥90%\n"
    ) == result.out
    assert not book.with_name("a.fixed.xlsx").exists()
