"""A made-up form as a grid, or as the bytes of a file."""

import csv
import html
import io

from openpyxl import Workbook

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.reader import documents
from perftargets.text import Place, Source
from tests.reading.docx import making as word
from tests.reading.tables.made.layouts import Table

FORMATS = ("grid", "xlsx", "html", "csv", "docx")


def grid(table: Table) -> Grid:
    """Return the form as the grid that a reader of a format would make."""
    rows = tuple(
        tuple(
            None
            if cell is None
            else Cell(Source.at(cell[0], Place(row=number, column=column)), *cell[1:])
            for column, cell in enumerate(row, start=1)
        )
        for number, row in enumerate(table.rows, start=1)
    )
    return Grid(rows=rows, place=Place(sheet="表"))


def read_as(table: Table, form: str) -> Document:
    """Read the form as it stands in a file of a format."""
    match form:
        case "grid":
            return documents([grid(table)], path="made")
        case "xlsx":
            return read_bytes(_xlsx(table), path="made.xlsx")
        case "html":
            return read_bytes(_html(table).encode(), path="made.html")
        case "csv":
            return read_bytes(_csv(table).encode(), path="made.csv")
    return read_bytes(_docx(table), path="made.docx")


def _csv(table: Table) -> str:
    """Return the form without its merged cells; what they cover is blank."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in table.rows:
        writer.writerow([cell[0] if cell is not None else "" for cell in row])
    return out.getvalue()


def _html(table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = "".join(
            f'<td rowspan="{cell[1]}" colspan="{cell[2]}">{html.escape(cell[0])}</td>'
            for cell in row
            if cell is not None
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<meta charset=utf-8><table>{''.join(rows)}</table>"


def _xlsx(table: Table) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell is None:
                continue
            text, down, across = cell
            written = sheet.cell(number, column)
            written.value = text or None
            if text:
                written.data_type = "s"
            if down * across > 1:
                sheet.merge_cells(
                    start_row=number,
                    start_column=column,
                    end_row=number + down - 1,
                    end_column=column + across - 1,
                )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(table: Table) -> bytes:
    made = word.with_table([[""] * table.width for _ in table.rows])
    target = made.tables[0]
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            text, down, across = cell
            corner = target.cell(number, column)
            if down * across > 1:
                corner = corner.merge(
                    target.cell(number + down - 1, column + across - 1)
                )
            corner.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
