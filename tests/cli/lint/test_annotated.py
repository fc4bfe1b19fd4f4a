"""``lint --xlsx-annotated``: a copy of the workbook that staff can act on."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Result, Run

ROWS = [
    ["项目名称", "一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["培训项目", "产出指标", "数量指标", "培训人次", "约1200人次", ""],
    ["培训项目", "产出指标", "质量指标", "合格率", "≥95%", "=1+1"],
]
LINT = ("lint", "a.xlsx", "--select", "VAL003,STR002", "--lang", "zh")


@pytest.fixture
def book(folder: Path) -> Path:
    """Write a small workbook."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "申报表"
    for row in ROWS:
        sheet.append(row)
    sheet["F3"].value = "=1+1"
    path = folder / "a.xlsx"
    made.save(path)
    return path


@pytest.mark.usefixtures("book")
def test_findings_stand_on_the_cells(run: Run, folder: Path) -> None:
    """The cell at fault has a comment and a colour, the others have none."""
    result = run(*LINT, "--xlsx-annotated", "b.xlsx")

    assert 1 == result.code
    copy = openpyxl.load_workbook(folder / "b.xlsx")
    sheet = copy["申报表"]
    commented = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None and "VAL003" in cell.comment.text
    }
    assert ["E2"] == list(commented)
    assert commented["E2"].startswith("警告 VAL003 “约1200人次”没有底线")
    assert "依据：财预〔2015〕88号" in commented["E2"]
    assert "FFFFE08A" == sheet["E2"].fill.fgColor.rgb
    assert "=1+1" == sheet["F3"].value


@pytest.mark.usefixtures("book")
def test_every_finding_is_listed_in_a_sheet(run: Run, folder: Path) -> None:
    """Those without a cell too; the original stays as it was."""
    before = (folder / "a.xlsx").read_bytes()
    run(*LINT, "--xlsx-annotated", "b.xlsx")

    sheet = openpyxl.load_workbook(folder / "b.xlsx")["检查结果"]
    rows = list(sheet.iter_rows(values_only=True))
    assert ("级别", "编号", "位置", "项目", "指标", "问题", "怎么改", "依据") == rows[0]
    assert {"REA003", "STR002", "VAL003"} == {row[1] for row in rows[1:]}
    assert before == (folder / "a.xlsx").read_bytes()


@pytest.mark.usefixtures("book")
def test_the_original_is_never_written_over(run: Run) -> None:
    """The copy needs a name of its own."""
    assert run("lint", "a.xlsx", "--xlsx-annotated", "a.xlsx") == Result(
        2, "", "perftargets: “a.xlsx” is the file to read; it is never written over\n"
    )


@pytest.mark.usefixtures("book")
def test_it_is_for_one_workbook(run: Run) -> None:
    """Several files have no one copy, and a YAML file has no cells."""
    assert run("lint", "a.xlsx", "table.yaml", "--xlsx-annotated", "b.xlsx") == Result(
        2, "", "perftargets: --xlsx-annotated is for one XLSX file\n"
    )
    assert 2 == run("lint", "table.yaml", "--xlsx-annotated", "b.xlsx").code


def test_the_content_says_what_a_workbook_is(
    run: Run, folder: Path, book: Path
) -> None:
    """A workbook under another name has cells; a text under its name has none."""
    book.rename(folder / "a.dat")
    (folder / "table.yaml").rename(folder / "text.xlsx")

    found = run("lint", "a.dat", *LINT[2:], "--xlsx-annotated", "b.xlsx")
    refused = run("lint", "text.xlsx", "--xlsx-annotated", "c.xlsx")

    assert 1 == found.code
    assert (folder / "b.xlsx").exists()
    assert refused == Result(
        2,
        "",
        "perftargets: --xlsx-annotated is for an XLSX file, which “text.xlsx” is not\n",
    )
    assert not (folder / "c.xlsx").exists()


def test_a_merged_cell_takes_the_comment_at_its_beginning(
    run: Run, folder: Path, book: Path
) -> None:
    """A name that goes over two rows is one cell, whichever of them is at fault."""
    made = openpyxl.load_workbook(book)
    made["申报表"]["D2"].value = "合格率"
    made["申报表"].merge_cells("D2:D3")
    made.save(book)

    run("lint", "a.xlsx", "--select", "STR010,NAM003", "--xlsx-annotated", "b.xlsx")

    sheet = openpyxl.load_workbook(folder / "b.xlsx")["申报表"]
    assert sheet["D2"].comment is not None
    assert "D2:D3" in sheet.merged_cells
