"""Forms out as XLSX, by openpyxl: the flat table and the official forms.

Text is stored as text whatever it begins with, so that nothing runs as a formula.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from perftargets._escaping import xlsx_text
from perftargets.errors import DataError, MissingExtraError
from perftargets.model.project import Document
from perftargets.writing import application, self_evaluation
from perftargets.writing.fields import unplaced
from perftargets.writing.flat import Table, Value, table
from perftargets.writing.labels import labels
from perftargets.writing.money import without_unit
from perftargets.writing.notices import Cleaner
from perftargets.writing.sheet import Box, Choices, Sheet
from perftargets.writing.written import Form, Written

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

TEXT_LIMIT = 32_767
"""Characters (UTF-16 units) that a cell of a workbook holds."""

ROW_LIMIT = 1_048_576
"""Rows that a sheet of a workbook holds."""

_NAME_LIMIT = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_RESERVED = "history"
# Numbers of this many digits come back from binary floating point as they were.
_DIGITS = 15
_POINTS_A_LINE = 15.6
_MARGIN = 0.6
"""The margins of a page, in inches."""

_WIDTHS = {"goal": 40, "goal_actual": 40, "name": 30, "project": 26, "reason": 28}
_WIDTH, _NARROW = 16, 8
_NARROW_KEYS = {"fiscal_year", "number", "unit", "weight", "score", "direction"}


def render(document: Document, *, form: Form) -> Written:
    """Write a document as a workbook.

    Raises:
        DataError: a text is longer than a cell holds, or there are more rows than a
            sheet has.
        MissingExtraError: openpyxl is not installed.
    """
    if form == "flat":
        made = table(document, titled=True)
        with streamed() as book:
            _style(book)
            _fill_flat(book, made)
        findings = made.findings
    else:
        chosen = application if form == "application" else self_evaluation
        clean = Cleaner()
        book = _workbook()
        book.remove(book.worksheets[0])
        _style(book)
        _fill_forms(book, chosen.sheets(document, clean), form)
        findings = (
            *unplaced(document, chosen.HELD),
            *without_unit(document),
            *clean.findings,
        )
    if document.title is not None:
        book.properties.title = Cleaner()(document.title)
    data = io.BytesIO()
    book.save(data)
    return Written(data.getvalue(), findings)


def render_sheet(sheet: Sheet, choices: Iterable[Choices], *, name: str) -> bytes:
    """Write one form as a workbook, with lists to choose from in its cells.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    book = _workbook()
    from openpyxl.worksheet.datavalidation import DataValidation

    page = book.worksheets[0]
    page.title = _sheet_name(name, {})
    _style(book)
    _fill_form(page, sheet)
    for each in choices:
        # What is not on the list may be written too: forms differ.
        offered = DataValidation(
            type="list",
            formula1=f'"{",".join(each.options)}"',
            allow_blank=True,
            showErrorMessage=False,
        )
        letter = _letter(each.column + 1)
        offered.add(f"{letter}{each.first + 1}:{letter}{each.last + 1}")
        page.add_data_validation(offered)
    page.freeze_panes = f"A{sheet.repeated + 2}"
    book.properties.title = name
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _style(book: "Workbook") -> None:
    """Register the styles of the cells, so that each is stored once."""
    from openpyxl.styles import (
        Alignment,
        Border,
        Font,
        NamedStyle,
        Side,
    )

    fonts = labels("fonts")
    line = Side(style="thin")
    ruled = Border(left=line, right=line, top=line, bottom=line)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    body, bold = Font(name=fonts["body"], size=11), Font(name=fonts["body"], bold=True)
    for name, font, alignment, border in (
        ("title", Font(name=fonts["title"], size=18), middle, None),
        ("subtitle", body, middle, None),
        ("label", bold, middle, ruled),
        ("text", body, left, ruled),
        ("centre", body, middle, ruled),
    ):
        style = NamedStyle(name=f"perftargets-{name}", font=font, alignment=alignment)
        if border is not None:
            style.border = border
        book.add_named_style(style)


def _workbook(*, write_only: bool = False) -> "Workbook":
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtraError(extra="xlsx", purpose="XLSX") from error
    book = Workbook(write_only=write_only)
    book.properties.creator = "perftargets"
    return book


@contextmanager
def streamed() -> "Iterator[Workbook]":
    """Make a workbook whose rows are written at once, and clear up after a failure.

    openpyxl writes each row at once, into a file of the temporary folder. Given up, the
    file would stay there until the process ends, with what the document says, and what
    writes it would complain when it is collected.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    book = _workbook(write_only=True)
    try:
        yield book
    except BaseException:
        # Saving is what closes the rows and takes the file away.
        with suppress(Exception):
            book.save(io.BytesIO())
        raise


def _too_many(rows: int) -> DataError:
    return DataError(
        zh=f"有 {rows} 行指标，一张工作表放不下；请写成 CSV",
        en=f"{rows} rows of indicators do not fit on one sheet; use CSV",
    )


def _fill_flat(book: "Workbook", made: Table) -> None:
    if len(made.rows) >= ROW_LIMIT:
        raise _too_many(len(made.rows))
    _fill_rows(book, made.keys, made.rows, len(made.rows))


def _fill_rows(
    book: "Workbook",
    keys: Sequence[str],
    rows: Iterable[Sequence[Value]],
    count: int | None = None,
) -> None:
    """Write rows one after the other; without ``count`` no filter is set."""
    from openpyxl.cell import WriteOnlyCell

    # What a sheet that is only written lacks, as merged cells, is not used here.
    sheet = cast("Worksheet", book.create_sheet(labels("flat")["sheet"]))
    for index, key in enumerate(keys, start=1):
        width = _NARROW if key in _NARROW_KEYS else _WIDTHS.get(key, _WIDTH)
        sheet.column_dimensions[_letter(index)].width = width
    _set_up_page(sheet, landscape=True, repeated=1)
    sheet.freeze_panes = "A2"
    if count is not None:
        sheet.auto_filter.ref = f"A1:{_letter(len(keys))}{count + 1}"

    def filled(value: Value, style: str) -> "Cell":
        cell: Cell = WriteOnlyCell(sheet)
        _put(cell, value, style)
        return cell

    sheet.append([filled(labels("flat")[key], "label") for key in keys])
    for number, row in enumerate(rows, start=1):
        if number >= ROW_LIMIT:
            raise _too_many(number)
        sheet.append([filled(value, "text") for value in row])


def save_rows(path: Path, keys: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write the rows of a flat table, one after the other, into a workbook.

    Raises:
        DataError: there are more rows than a sheet can hold.
        MissingExtraError: openpyxl is not installed.
        OSError: the file cannot be written.
    """
    with streamed() as book:
        _style(book)
        _fill_rows(book, keys, rows)
        book.save(path)


def _fill_forms(book: "Workbook", sheets: Iterable[Sheet], form: Form) -> None:
    taken: dict[str, int] = {}
    for drawn in sheets:
        _fill_form(book.create_sheet(_sheet_name(drawn.name, taken)), drawn)
    if not book.worksheets:
        # A workbook without a sheet cannot be opened.
        sheet = book.create_sheet(_sheet_name(labels(form)["title"], taken))
        _put(sheet["A1"], labels(form)["title"], "title")


def _fill_form(sheet: "Worksheet", drawn: Sheet) -> None:
    for index, width in enumerate(drawn.widths, start=1):
        sheet.column_dimensions[_letter(index)].width = width
    for index, lines in enumerate(drawn.heights, start=1):
        sheet.row_dimensions[index].height = lines * _POINTS_A_LINE + 4
    for box in drawn.boxes:
        _fill_box(sheet, box)
    # openpyxl keeps them as a set, in an order that differs from run to run.
    merged = sorted(sheet.merged_cells.ranges, key=lambda each: each.bounds)
    vars(sheet.merged_cells)["ranges"] = merged
    _set_up_page(sheet, landscape=drawn.landscape, repeated=drawn.repeated + 1)
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{_letter(len(drawn.widths))}{len(drawn.heights)}"


def _fill_box(sheet: "Worksheet", box: Box) -> None:
    top, left = box.row + 1, box.column + 1
    _put(sheet.cell(top, left), box.value, box.style)
    if box.rows == 1 and box.columns == 1:
        return
    # The lines around a merged cell are those of the cells it covers.
    for row in range(top, top + box.rows):
        for column in range(left, left + box.columns):
            sheet.cell(row, column).style = f"perftargets-{box.style}"
    sheet.merge_cells(
        start_row=top,
        start_column=left,
        end_row=top + box.rows - 1,
        end_column=left + box.columns - 1,
    )


def _set_up_page(sheet: "Worksheet", *, landscape: bool, repeated: int) -> None:
    """Set A4, as many pages down as it takes and one across, titles on each."""
    from openpyxl.worksheet.properties import (
        PageSetupProperties,
    )

    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{repeated}:{repeated}"
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "&P / &N"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, _MARGIN)
    sheet.page_margins.header = sheet.page_margins.footer = _MARGIN / 2


def _put(cell: Any, value: Value, style: str) -> None:
    cell.style = f"perftargets-{style}"
    match value:
        case None:
            return
        case str():
            _put_text(cell, value)
        case int():
            _put_number(cell, Decimal(value))
        case Decimal():
            _put_number(cell, value)


def _put_text(cell: Any, text: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    if units > TEXT_LIMIT:
        raise DataError(
            zh=f"“{text[:20]}…”有 {units} 个字符，单元格最多 {TEXT_LIMIT} 个",
            en=f"“{text[:20]}…” has {units} characters and a cell holds {TEXT_LIMIT}",
        )
    cell.value = xlsx_text(text)
    # What begins with = would be a formula, and #N/A an error.
    cell.data_type = "s"
    cell.number_format = "@"
    # So that it stays text when someone edits the cell.
    cell.quotePrefix = True


def _put_number(cell: Any, number: Decimal) -> None:
    _, digits, exponent = number.as_tuple()
    if (
        not isinstance(exponent, int)
        or len(digits) > _DIGITS
        or abs(exponent) > _DIGITS
    ):
        _put_text(cell, format(number, "f"))
        return
    cell.value = int(number) if exponent == 0 else number
    # As many places as are written: 9.80 is shown so.
    cell.number_format = "0" if exponent >= 0 else "0." + "0" * -exponent


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(index)


def _sheet_name(name: str, taken: dict[str, int]) -> str:
    """Return a name that no sheet has yet, and that a workbook accepts.

    ``taken`` counts how often a name was wanted, so that many of one name cost no more.
    """
    base = _NOT_IN_NAMES.sub("_", Cleaner()(name[:_NAME_LIMIT])).strip().strip("'")
    # A name cannot hold an escape of its own; _x0041_ would be shown as A.
    base = _ESCAPE.sub("-", base)
    if base.lower() == _RESERVED or not base:
        base += "_"
    candidate = base = _cut(base, _NAME_LIMIT)
    while candidate.lower() in taken:
        taken[base.lower()] += 1
        tail = f"({taken[base.lower()]})"
        candidate = _cut(base, _NAME_LIMIT - len(tail)) + tail
    taken[candidate.lower()] = 1
    return candidate


def _cut(text: str, units: int) -> str:
    """Cut a text to so many UTF-16 units, and no sign in two."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.rstrip("'")
