"""Documents from XLSX, by openpyxl: formats, merged cells, several sheets.

Values are the stored ones: percentages and dates as their formats show them, results
of formulas as the program that saved the file left them. Nothing is computed and no
macro is run.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from perftargets._escaping import xlsx_value
from perftargets.errors import MissingExtraError
from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.workbook.date_format import (
    DATE_IDS,
    YEAR_MONTH_IDS,
    date_text,
    shows_date,
)
from perftargets.reading.formats.workbook.drawn import beside_cells
from perftargets.reading.formats.workbook.number_format import (
    FormatDoubt,
    Shown,
    exact,
    number_text,
    string_text,
)
from perftargets.reading.formats.workbook.sheet_xml import Facts, facts, letters
from perftargets.reading.formats.workbook.sheets import (
    BLANK,
    Hidden,
    SheetGrids,
    check_choice,
)
from perftargets.reading.formats.workbook.xlsx_strings import shared_strings
from perftargets.reading.formats.zip import Container, UnusableError, open_zip
from perftargets.reading.notices import (
    guessed,
    unreadable_cell,
    unreadable_file,
)
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.reader import documents
from perftargets.text import Place, short_number

_PART = 32 * 1024 * 1024
"""How many bytes a part that becomes one tree in memory may have."""

_STRINGS = 128 * 1024 * 1024
"""How many bytes the table of strings may have; a sheet is bounded by its cells."""

_PLAIN_IDS = frozenset({0, 49})
"""Built-in formats that show text as it is: General and @."""

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL_NAME = rb"http://schemas.openxmlformats.org/\1/2006/"

_CELLS = re.compile(rb"<(?:[\w.-]+:)?sheetData\b")
"""What holds the cells of a sheet; a sheet without a cell has it too."""

_AT_ONCE = 500
_WIDE = 4
"""How many times the limit of cells blank cells may take on the way."""


def read_content(content: Content) -> Document:
    """Read a document from a workbook; what is wrong with it is a finding.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    try:
        import openpyxl  # noqa: F401 - on use
    except ImportError as problem:
        raise MissingExtraError(extra="xlsx", purpose="XLSX") from problem
    try:
        container = open_zip(content.data, content.limits)
        container.check_xml()
        if _is_strict(container):
            content = attrs.evolve(content, data=_transitional(container))
            container = open_zip(content.data, content.limits)
        _check_parts(container)
        workbook = _Workbook(content, container)
        document = documents(workbook.grids(), path=content.path, titles=content.titles)
    except UnusableError as problem:
        finding = unreadable_file(problem.zh, problem.en, Place(path=content.path))
        return Document(diagnostics=(finding,), path=content.path)
    found = (*workbook.findings, *document.diagnostics)
    return attrs.evolve(document, diagnostics=found)


def _is_strict(container: Container) -> bool:
    """Return whether a workbook is of the strict kind (ISO/IEC 29500-1 strict)."""
    book = "xl/workbook.xml"
    return book in container.names and _STRICT in container.read(book, most=_PART)


def _transitional(container: Container) -> bytes:
    """Rename the elements of a strict workbook to those the library knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(container.names):
            data = container.read(name)
            if name.lower().endswith((".xml", ".rels")):
                data = _STRICT_NAME.sub(_USUAL_NAME, data)
            file.writestr(name, data)
    return made.getvalue()


def _check_parts(container: Container) -> None:
    """Refuse parts that openpyxl would turn into trees of any size."""
    for name in sorted(container.names):
        low = name.lower()
        if low.startswith("xl/worksheets/") and not low.endswith(".rels"):
            continue
        if low.endswith((".xml", ".rels", ".vml")):
            strings = low == "xl/sharedstrings.xml"
            container.check_size(name, _STRINGS if strings else _PART)


class _Workbook:
    """Goes through the sheets of one workbook."""

    def __init__(self, content: Content, container: Container) -> None:
        self._content = content
        self._container = container
        self.findings: list[Finding] = []
        self._where = Place(path=content.path)
        if any(name.lower().endswith("vbaproject.bin") for name in container.names):
            self.findings.append(
                guessed(
                    "文件含有宏；宏没有运行，只读取单元格",
                    "the file has macros; they were not run, only cells were read",
                    self._where,
                )
            )

    def grids(self) -> Iterator[Grid]:
        """Return the grids of all sheets in order."""
        book = self._open()
        sheets = book.worksheets
        used = 0
        if len(sheets) > self._content.limits.tables:
            raise UnusableError(
                zh=f"工作表超过上限 {self._content.limits.tables} 张",
                en=f"there are more sheets than the limit of "
                f"{self._content.limits.tables}",
                limit="tables",
            )
        struck = _struck_fonts(book)
        choice = self._content.limits.choice
        check_choice(choice, [str(each.title) for each in sheets])
        for each in sheets:
            if not choice.takes_sheet(str(each.title)):
                continue
            # The path of the sheet is known to the library alone.
            part = str(vars(each)["_worksheet_path"])
            data = self._container.read(part)
            known = facts(data)
            sheet = self._sheet(each, known)
            if _CELLS.search(data) is None:
                sheet.note(_lost(sheet.place(), str(each.title)))
            reader = _Cells(each, sheet, known, book.epoch, struck)
            if each.sheet_state != "visible" and not choice.sheets:
                yield from sheet.unread(_guarded(reader.rows(self._most())))
                continue
            for finding in beside_cells(
                self._container, part, data, self._content.limits, sheet.place()
            ):
                sheet.note(finding)
            yield from sheet.grids(_guarded(reader.rows(self._most())), used)
            used = sheet.used

    def _miss(self, reader: Any) -> None:
        """Report the sheets that the book names and the container does not have."""
        found = set(reader.wb.sheetnames)
        for each in reader.parser.sheets:
            if each.name not in found:
                place = attrs.evolve(self._where, sheet=str(each.name))
                self.findings.append(_lost(place, str(each.name)))

    def _most(self) -> int:
        return _WIDE * self._content.limits.cells

    def _open(self) -> Any:
        from openpyxl.chartsheet import Chartsheet
        from openpyxl.reader.excel import ExcelReader
        from openpyxl.xml.constants import SHARED_STRINGS
        from openpyxl.xml.functions import iterparse

        class Reader(ExcelReader):
            """Leaves charts alone: they hold no cells, and an empty one raises."""

            def read_chartsheet(self, sheet: Any, _: Any) -> None:
                # Sheets are known by their number, so that the place must stay.
                book: Any = self.wb
                book._sheets.append(Chartsheet(parent=book, title=sheet.name))  # noqa: SLF001

            def read_strings(self) -> None:
                # The library's own reader drops the look of each run.
                package: Any = self.package
                part = package.find(SHARED_STRINGS)
                if part is not None:
                    with self.archive.open(part.PartName[1:]) as source:
                        self.shared_strings = shared_strings(iterparse(source))

        try:
            with warnings.catch_warnings():
                # What the library cannot keep when writing is of no interest here.
                warnings.simplefilter("ignore")
                reader = Reader(
                    io.BytesIO(self._content.data),
                    read_only=True,
                    data_only=True,
                    keep_links=False,
                )
                reader.read()
                self._miss(reader)
                return reader.wb
        except Exception as problem:  # it raises anything for a bad file
            raise _damaged(problem) from problem

    def _sheet(self, each: Any, known: Facts) -> SheetGrids:
        return SheetGrids(
            str(each.title),
            path=self._content.path,
            limits=self._content.limits,
            merges=known.merges,
            hidden=Hidden(known.hidden_rows, known.hidden_columns),
        )


def _lost(place: Place, name: str) -> Finding:
    return unreadable_cell(
        f"工作表“{name}”的内容缺失或已损坏，没有读取",
        f"the content of the sheet “{name}” is missing or damaged and was not read",
        place,
    )


def _damaged(problem: Exception) -> UnusableError:
    what = f"{type(problem).__name__}: {problem}"[:200]
    return UnusableError(
        zh=f"工作簿已损坏（{what}）；请用办公软件打开后另存",
        en=f"the workbook is damaged ({what}); open it in an office program and save "
        "it",
    )


def _guarded(rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """Read rows in batches; what the library raises or warns of stays inside."""
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(rows, _AT_ONCE))
        except UnusableError:
            raise
        except Exception as problem:  # as when it is opened
            raise _damaged(problem) from problem
        if not batch:
            return
        yield from batch


class _Cells:
    """Turns the cells of one sheet into text."""

    def __init__(
        self,
        each: Any,
        sheet: SheetGrids,
        known: Facts,
        epoch: dt.datetime,
        struck: frozenset[int],
    ) -> None:
        self._each = each
        self._sheet = sheet
        self._without_result = known.without_result
        self._struck_inline = known.struck
        self._struck_fonts = struck
        self._epoch = epoch

    def rows(self, most: int) -> Iterator[list[Cell]]:
        """Return the rows from the first on, blank ones included."""
        # The size that a sheet states is often wrong.
        self._each.reset_dimensions()
        taken = 0
        for number, row in enumerate(self._each.iter_rows(), start=1):
            taken += len(row)
            if taken > most:
                raise UnusableError(
                    zh=f"工作表“{self._each.title}”的空单元格过多，没有读完；"
                    "请删去多余的列",
                    en=f"the sheet “{self._each.title}” has too many blank cells and "
                    "was not read; delete the columns that are not needed",
                )
            yield list(self._row(row, number))

    def _row(self, row: Iterable[Any], number: int) -> Iterator[Cell]:
        for column, each in enumerate(row, start=1):
            value = each.value
            if value is None:
                yield self._nothing(number, column)
            elif self._struck_fonts and self._is_struck(each):
                yield self._sheet.struck(xlsx_value(str(value)), number, column)
            elif isinstance(value, str):
                yield self._string(each, value, number, column)
            else:
                yield self._other(each, value, number, column)

    def _is_struck(self, each: Any) -> bool:
        return each.style_array.fontId in self._struck_fonts

    def _without_struck(self, value: str, row: int, column: int) -> str:
        """Return what is left of a text when its struck runs are told."""
        struck = getattr(value, "struck", "")
        if self._struck_inline:
            inline = self._struck_inline.get(f"{letters(column)}{row}", "")
            if inline:
                struck, value = inline, value.replace(inline, "", 1)
        if struck:
            self._sheet.struck(xlsx_value(struck), row, column)
        return value

    def _nothing(self, row: int, column: int) -> Cell:
        if self._without_result and f"{letters(column)}{row}" in self._without_result:
            if self._sheet.is_hidden(row, column, ""):
                return BLANK
            self._sheet.note(
                unreadable_cell(
                    "公式没有保存计算结果；请用办公软件打开并保存后再读取",
                    "the formula has no stored result; open the file in an office "
                    "program and save it",
                    self._sheet.place(row, column),
                )
            )
        return BLANK

    def _string(self, each: Any, value: str, row: int, column: int) -> Cell:
        if each.data_type == "e":
            return self._sheet.error(value, row, column)
        text = xlsx_value(self._without_struck(value, row, column)).replace("\r", "")
        if each.style_array.numFmtId in _PLAIN_IDS:
            return self._sheet.cell(text, row, column)
        look = each.number_format
        return self._sheet.shown(string_text(text, look), look, text, (row, column))

    def _other(self, each: Any, value: object, row: int, column: int) -> Cell:
        look, where = each.number_format, (row, column)
        if isinstance(value, bool):
            return self._sheet.cell("TRUE" if value else "FALSE", row, column)
        if isinstance(value, int | float):
            kind = each.style_array.numFmtId
            if kind in DATE_IDS:
                return self._chinese_date(value, kind, where)
            shown = number_text(value, look)
            return self._sheet.shown(shown, look, _written(value), where)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            if not shows_date(look):
                return self._no_date(value, look, where)
            return self._sheet.cell(date_text(value, look), row, column)
        return self._sheet.cell(str(value), row, column)

    def _no_date(
        self,
        value: dt.date | dt.time | dt.timedelta,
        look: str,
        where: tuple[int, int],
    ) -> Cell:
        """Undo a date that the library made of a number with a unit such as m."""
        import openpyxl.utils.datetime

        to_excel: Any = openpyxl.utils.datetime.to_excel
        number = to_excel(value, self._epoch)
        shown = Shown(short_number(exact(number)), FormatDoubt.ODD)
        return self._sheet.shown(shown, look, shown.text, where)

    def _chinese_date(self, value: float, kind: int, where: tuple[int, int]) -> Cell:
        from openpyxl.utils.datetime import from_excel

        try:
            date = from_excel(value, self._epoch)
        except (OverflowError, ValueError):
            shown = Shown(short_number(exact(value)), FormatDoubt.ODD)
            return self._sheet.shown(shown, str(kind), shown.text, where)
        look = "yyyy-mm" if kind in YEAR_MONTH_IDS else "yyyy-mm-dd"
        return self._sheet.cell(date_text(date, look), *where)


def _struck_fonts(book: Any) -> frozenset[int]:
    """Return the numbers of the fonts that strike their text through."""
    fonts = vars(book)["_fonts"]
    return frozenset(number for number, font in enumerate(fonts) if font.strike)


def _written(value: float) -> str:
    number = exact(value)
    return short_number(number) if number.is_finite() else str(value)
