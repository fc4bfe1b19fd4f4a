"""Workbooks and grids for the tests, and what was read of them, field by field."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
from openpyxl import Workbook

from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Funds
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.reader import documents
from perftargets.text import Place, Source

Row = Sequence[object]


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Row]],
    *,
    merges: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write a workbook by openpyxl; merges and formats are those of the first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    first = book.worksheets[0]
    for reference in merges:
        first.merge_cells(reference)
    for reference, number_format in (formats or {}).items():
        first[reference].number_format = number_format
    book.save(path)
    return path


def grid(*rows: str, page: int = 1, trailing: Sequence[str] = ()) -> Grid:
    """Make a grid out of lines, cells parted by ``|``; ``^`` is covered from above.

    ``<`` is covered by the cell to its left.
    """
    table = [[cell.strip() for cell in row.split("|")] for row in rows]
    made: list[tuple[Cell | None, ...]] = []
    for number, row in enumerate(table):
        cells: list[Cell | None] = []
        for column, text in enumerate(row):
            if text in {"^", "<"}:
                cells.append(None)
                continue
            down = across = 1
            while _at(table, number + down, column) == "^":
                down += 1
            while _at(table, number, column + across) == "<":
                across += 1
            place = Place(page=page, row=number + 1)
            cells.append(Cell(Source.at(text, place), down, across))
        made.append(tuple(cells))
    place = Place(page=page)
    notes = tuple(Source.at(line, place) for line in trailing)
    return Grid(rows=tuple(made), place=place, trailing=notes)


def _at(table: list[list[str]], row: int, column: int) -> str:
    if row < len(table) and column < len(table[row]):
        return table[row][column]
    return ""


def read_grids(*grids: Grid) -> Document:
    """Read grids as the tables of one file."""
    return documents(grids, path="table")


def said(indicator: Indicator) -> dict[str, object]:
    """Give the fields of a row that hold something, in plain values."""
    values: dict[str, object] = {}
    for field in attrs.fields(Indicator):
        value = getattr(indicator, field.name)
        if field.name in {"place", "places"} or value is None:
            continue
        plain = getattr(value, "text", value)
        values[field.name] = plain if isinstance(plain, str | int) else str(plain)
    return values


def money(funds: Funds | None) -> dict[str, dict[str, str]]:
    """Give the amounts that are there, by source."""
    lines = (
        attrs.asdict(funds, filter=lambda _, value: value is not None) if funds else {}
    )
    lines.pop("place", None)
    return {
        source: {key: str(value) for key, value in line.items()}
        for source, line in lines.items()
        if line
    }


def noticed(document: Document) -> list[tuple[str, str]]:
    """Give code and quoted text of each finding."""
    return [(each.code, each.message.zh) for each in document.diagnostics]


def unplaced(document: Document) -> list[str]:
    """Give the texts that no field took."""
    return [
        each.message.zh.partition("“")[2].rpartition("”")[0]
        for each in document.diagnostics
        if each.code == "REA001"
    ]


def codes(document: Document) -> list[str]:
    """Give the codes of the findings."""
    return [each.code for each in document.diagnostics]
