"""The forms on the pages of docs/reference/forms: made as PDF, pictured, read.

``make forms`` makes the pictures anew, and what the pages show of the documents.
"""

import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import attrs
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from tests.reading.pdf.making import style

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
BLOCK = re.compile(r"(?<=^```yaml\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FILE = Path(__file__).with_name("forms.toml")
MARGIN = 18


@attrs.frozen
class Form:
    """A form as it looks.

    Attributes:
        title: the lines above it.
        widths: the widths of its columns, in points.
        rows: its rows, cells parted by ``|``; ``^`` is covered from above, ``<`` from
            the left.
        lines: whether lines stand around the cells.
    """

    title: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[str]
    lines: bool = True

    def cells(self) -> list[list[str]]:
        """Give the cells of all rows."""
        return [[cell.strip() for cell in row.split("|")] for row in self.rows]

    def spans(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Give the first and last position of each merged cell, column first."""
        cells = self.cells()
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                if text in {"^", "<"}:
                    continue
                right, low = column, row
                while right + 1 < len(texts) and texts[right + 1] == "<":
                    right += 1
                while low + 1 < len(cells) and cells[low + 1][column] == "^":
                    low += 1
                if (right, low) != (column, row):
                    yield (column, row), (right, low)

    def text(self) -> str:
        """Give the form as text, as it is copied out of a page."""
        rows = (" ".join(filter(None, row)) for row in self.cells())
        return "\n".join([*self.title, *rows]) + "\n"

    def workbook(self) -> bytes:
        """Make the form as a workbook, its merged cells merged."""
        book, made = Workbook(), io.BytesIO()
        sheet = book.worksheets[0]
        for line in self.title:
            sheet.append([line])
        above = len(self.title)
        for number, row in enumerate(self.cells(), start=above + 1):
            for column, text in enumerate(row, start=1):
                if text not in {"", "^", "<"}:
                    sheet.cell(number, column, text)
        for (left, top), (right, low) in self.spans():
            sheet.merge_cells(
                start_row=above + top + 1,
                start_column=left + 1,
                end_row=above + low + 1,
                end_column=right + 1,
            )
        book.save(made)
        return made.getvalue()

    def document(self) -> Document:
        """Read the form: its PDF, or its text where no lines stand in it."""
        if self.lines:
            return read_bytes(self.pdf(), path="form.pdf")
        return read_bytes(self.text().encode(), path="form.txt")

    def pdf(self) -> bytes:
        """Print the form on a page of its size."""
        width = sum(self.widths)
        parts = [Paragraph(line, _title()) for line in self.title]
        texts = [
            ["" if text in {"^", "<"} else Paragraph(text, style()) for text in row]
            for row in self.cells()
        ]
        table = Table(texts, colWidths=list(self.widths))
        table.setStyle(
            [
                *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * self.lines),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                *(("SPAN", first, last) for first, last in self.spans()),
            ]
        )
        height = table.wrap(width, 10_000)[1] + 24 * len(parts) + 2 * MARGIN + 12
        made = io.BytesIO()
        template = SimpleDocTemplate(
            made,
            pagesize=(width + 2 * MARGIN + 12, height),
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN,
        )
        template.build([*parts, table])
        return made.getvalue()


def _title() -> ParagraphStyle:
    return ParagraphStyle(
        "title", style(12), alignment=TA_CENTER, leading=16, spaceAfter=8
    )


FORMS = MappingProxyType(
    {
        name: Form(**form)
        for name, form in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    }
)
"""Each form by the name of its page and its picture."""


def image(name: str) -> Path:
    """Give the file of a picture."""
    return FOLDER / "images" / f"form-{name}.png"


def page(name: str) -> Path:
    """Give the page of a form."""
    return FOLDER / "forms" / f"{name}.md"
