"""The Panyu table as XLSX, CSV and TSV gives the document that its text gives."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading import panyu
from tests.reading.tables.making import codes, grid, read_grids, workbook

TABLE = ((panyu.TITLE,), panyu.COLUMNS, *panyu.rows())


@pytest.fixture(scope="module", name="text")
def _text() -> Document:
    return panyu.as_text()


def test_as_a_sheet_it_is_the_same(tmp_path: Path, text: Document) -> None:
    """A title over all columns, then one project a row."""
    path = workbook(tmp_path / "panyu.xlsx", {"Sheet1": TABLE}, merges=["A1:E1"])
    document = read(path)
    assert text == document
    assert () == document.diagnostics


def test_with_the_department_merged_over_all_rows_it_is_the_same(
    tmp_path: Path, text: Document
) -> None:
    """A cell merged down stands in each row it covers."""
    rows = [TABLE[0], TABLE[1], TABLE[2], *((None, *row[1:]) for row in TABLE[3:])]
    path = workbook(
        tmp_path / "panyu.xlsx", {"Sheet1": rows}, merges=["A1:E1", "A3:A10"]
    )
    assert text == read(path)


def test_another_tool_that_wrote_it_changes_nothing(
    tmp_path: Path, text: Document
) -> None:
    """XlsxWriter writes other XML than openpyxl does."""
    path = tmp_path / "panyu.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("目标")
        sheet.merge_range("A1:E1", panyu.TITLE)
        for number, row in enumerate(TABLE[1:], start=1):
            sheet.write_row(number, 0, row)
    assert text == read(path)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_as_csv_it_is_the_same(
    tmp_path: Path, text: Document, delimiter: str, encoding: str
) -> None:
    """Commas, tabs and semicolons; only GB18030 is a guess."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(TABLE)
    path = tmp_path / "panyu.csv"
    path.write_bytes(made.getvalue().encode(encoding))
    document = read(path)
    assert text == document
    assert (["REA002"] if encoding == "gb18030" else []) == codes(document)


def test_a_name_says_nothing_of_the_form(tmp_path: Path, text: Document) -> None:
    """The workbook under the name of a text is read as a workbook."""
    path = workbook(tmp_path / "panyu.xlsx", {"Sheet1": TABLE}, merges=["A1:E1"])
    renamed = path.rename(tmp_path / "panyu.txt")
    assert text == read(renamed)


def test_rows_cut_by_a_page_break_are_put_together_again(text: Document) -> None:
    """The goal and the list go on under the titles of the next page."""
    header = " | ".join(panyu.COLUMNS)
    rows = panyu.rows()
    department, agency, name, goal, cells = rows[0]
    first = f"{department} | {agency} | {name} | {goal[:20]} | {cells[:75]}"
    rest = f" | | | {goal[20:]} | {cells[75:]}"
    following = [" | ".join(row) for row in rows[1:]]
    document = read_grids(
        grid(f"{panyu.TITLE} | < | < | < | <", header, first),
        grid(header, rest, *following, page=2),
    )
    assert text.projects == document.projects
    assert ["REA002"] == codes(document)


def test_a_row_knows_its_cell(tmp_path: Path) -> None:
    """A row of a list stands in the cell of the list, a project in that of its name."""
    path = workbook(tmp_path / "panyu.xlsx", {"表一": TABLE}, merges=["A1:E1"])
    project = read(path).projects[2]
    place, row = project.place, project.indicators[1].place
    assert place is not None
    assert row is not None
    assert ("表一", "C5") == (place.sheet, place.cell)
    assert ("表一", "E5") == (row.sheet, row.cell)
