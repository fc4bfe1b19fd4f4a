"""An auditor's sheet as a workbook: the differences, and what was not read.

Rows go out one after the other, so that memory does not grow with them.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftargets._escaping import csv_cell, terminal, xlsx_text, xml_fit
from perftargets.errors import DataError
from perftargets.findings import Language, Message
from perftargets.reporting.sheet_lines import (
    PROBLEM_TITLES,
    PROBLEMS,
    TITLE,
    TITLES,
    difference_lines,
    problem_lines,
    sums,
)
from perftargets.reporting.totals import Totals
from perftargets.scoring.differences import FileReview
from perftargets.writing.labels import labels
from perftargets.writing.xlsx import ROW_LIMIT, streamed

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = (30, 16, 16, 16, 20, 20, 9, 9, 60, 62)
_PROBLEM_WIDTHS = (30, 16, 10, 90, 62)
_NUMBERS = frozenset({6, 7})
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""


def save_sheet(
    path: Path, found: Iterable[FileReview], *, language: Language
) -> Totals:
    """Write the workbook, and return the sums.

    Args:
        path: the file to write; it is there already or can be made.
        found: the files, gone through once.
        language: of titles and formulas.

    Raises:
        DataError: there are more lines than a sheet can hold.
        MissingExtraError: openpyxl is not installed.
        OSError: the file cannot be written.
    """
    totals = Totals()
    with streamed() as book:
        lines = _Sheet(book, TITLE, TITLES, _WIDTHS, language)
        unread = _Sheet(book, PROBLEMS, PROBLEM_TITLES, _PROBLEM_WIDTHS, language)
        for each in found:
            totals.add(each)
            for cells in difference_lines(each, language):
                lines.add(cells, numbers=_NUMBERS)
            for cells in problem_lines(each, language):
                unread.add(cells)
        lines.add([])
        lines.add([sums(totals).text(language)], plain=True)
        book.properties.title = TITLE.text(language)
        book.save(path)
    return totals


class _Sheet:
    """One sheet with titles that stay in sight."""

    def __init__(
        self,
        book: "Workbook",
        name: Message,
        titles: Sequence[Message],
        widths: Sequence[int],
        language: Language,
    ) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side
        from openpyxl.utils import get_column_letter

        # What a sheet that is only written lacks, as merged cells, is not used here.
        self._sheet: Any = book.create_sheet(name.text(language)[:31])
        self._rows = 0
        fonts = labels("fonts")
        self._wrapped = Alignment(vertical="top", wrap_text=True)
        self._top = Alignment(vertical="top")
        self._bold = Font(name=fonts["body"], size=11, bold=True)
        self._body = Font(name=fonts["body"], size=11)
        line = Side(style="thin", color="BBBBBB")
        self._ruled = Border(left=line, right=line, top=line, bottom=line)
        self._last = len(titles) - 1
        for index, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width
        self._sheet.freeze_panes = "A2"
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.fitToHeight = 0
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._sheet.print_title_rows = "1:1"
        self.add([title.text(language) for title in titles], bold=True)

    def add(
        self,
        cells: Sequence[str],
        *,
        numbers: frozenset[int] = frozenset(),
        bold: bool = False,
        plain: bool = False,
    ) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._rows += 1
        if self._rows > ROW_LIMIT:
            raise DataError(
                zh="不符的行太多，一张工作表放不下；请写成 CSV",
                en="there are more lines than a sheet can hold; use CSV",
            )
        made = []
        for index, text in enumerate(cells):
            cell = WriteOnlyCell(self._sheet)
            _put(cell, text, number=index in numbers)
            # A digest is one long word: wrapped, it would be cut off by its row.
            long = plain or index == self._last
            cell.alignment = self._top if long else self._wrapped
            cell.font = self._bold if bold else self._body
            if index in numbers and cell.data_type == "n":
                cell.number_format = "0.00"
            if not plain:
                cell.border = self._ruled
            made.append(cell)
        self._sheet.append(made)


def _put(cell: Any, text: str, *, number: bool) -> None:
    """Put a text into a cell, a figure as one; what looks like a formula is none."""
    if number and text.replace(".", "", 1).isdecimal():
        from decimal import Decimal

        cell.value = Decimal(text)
        return
    cell.value = xlsx_text(xml_fit(csv_cell(terminal(text))))[:_LONGEST]
    cell.data_type = "s"
