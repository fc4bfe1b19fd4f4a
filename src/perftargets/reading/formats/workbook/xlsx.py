"""Documents from XLSX, by openpyxl: formats, merged cells, several sheets.

Values are the stored ones: percentages and dates as their formats show them, results
of formulas as the program that saved the file left them. Nothing is computed and no
macro is run.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import attrs

from perftargets.errors import MissingExtraError
from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.workbook.drawn import beside_cells
from perftargets.reading.formats.workbook.sheet_xml import Facts, facts
from perftargets.reading.formats.workbook.sheets import (
    Hidden,
    SheetGrids,
    check_choice,
)
from perftargets.reading.formats.workbook.xlsx_cells import SheetCells
from perftargets.reading.formats.workbook.xlsx_strings import shared_strings
from perftargets.reading.formats.zip import Container, UnusableError, open_zip
from perftargets.reading.notices import (
    guessed,
    unreadable_cell,
    unreadable_file,
)
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.reader import documents
from perftargets.text import Place

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
            reader = SheetCells(
                each,
                sheet,
                known,
                book.epoch,
                struck,
                data,
                partial(self._container.pieces, part),
            )
            if each.sheet_state != "visible" and not choice.sheets:
                yield from sheet.unread(_guarded(reader.rows(self._most())))
                continue
            for finding in beside_cells(
                self._container, part, data, self._content.limits, sheet.place()
            ):
                sheet.note(finding)
            # The rows are unpacked once more, piece by piece, as they are read.
            del data
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


def _guarded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
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


def _struck_fonts(book: Any) -> frozenset[int]:
    """Return the numbers of the fonts that strike their text through."""
    fonts = vars(book)["_fonts"]
    return frozenset(number for number, font in enumerate(fonts) if font.strike)
