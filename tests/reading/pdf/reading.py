"""What tests of PDFs look at: the document, its findings, its tables as texts."""

from pathlib import Path

from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.formats.pdf.canvas import Printed
from perftargets.reading.formats.pdf.guard import pages
from perftargets.reading.formats.pdf.reader import PageGatherer
from perftargets.reading.formats.registry import Content
from perftargets.reading.limits import LIMITS, Limits
from perftargets.reading.tables.grid import Grid
from tests.reading import panyu

ROWS = [panyu.COLUMNS, *panyu.rows()]
WIDTHS = (70, 70, 80, 130, 180)


def opened(folder: Path, content: bytes, limits: Limits = LIMITS) -> Document:
    """Read a PDF from a file."""
    path = folder / "a.pdf"
    path.write_bytes(content)
    return read(path, limits=limits)


def noticed(document: Document) -> list[tuple[str, str]]:
    """Give code and English of what its reader noticed."""
    return [(each.code, each.message.en) for each in document.diagnostics]


def codes(document: Document) -> set[str]:
    """Give the codes of what its reader noticed."""
    return {each.code for each in document.diagnostics}


def tables(content: bytes) -> list[Grid]:
    """Give the tables of all its pages, joined."""
    reader = PageGatherer(Content(data=content))
    for page in pages(content, LIMITS):
        assert isinstance(page, Printed)
        reader.add(page)
    return reader.grids([])


def texts(content: bytes) -> list[list[list[str | None]]]:
    """Give the texts of their cells."""
    return [
        [[cell.text if cell else None for cell in row] for row in grid.rows]
        for grid in tables(content)
    ]
