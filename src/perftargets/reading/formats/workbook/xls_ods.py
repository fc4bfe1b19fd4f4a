"""Documents from XLS, XLSB and ODS, by python-calamine.

That library gives values without their formats. Those of XLS come by xlrd; an ODS holds
what its cells show. The numbers of XLSB are read as they are stored, and a finding says
so, since 0.95 may have been shown as 95 %.
"""

import datetime as dt
import io
import json
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import attrs

from perftargets.errors import MissingExtraError
from perftargets.model.project import Document
from perftargets.reading.formats import isolated
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.workbook.date_format import date_text, shows_date
from perftargets.reading.formats.workbook.displayed import (
    date_displayed,
    number_displayed,
)
from perftargets.reading.formats.workbook.extent import check_extent
from perftargets.reading.formats.workbook.number_format import (
    exact,
    number_text,
    string_text,
)
from perftargets.reading.formats.workbook.ods_shown import (
    Displayed,
    SheetLook,
    displayed_cells,
)
from perftargets.reading.formats.workbook.sheet_xml import Merge
from perftargets.reading.formats.workbook.sheets import (
    BLANK,
    Hidden,
    SheetGrids,
    check_choice,
)
from perftargets.reading.formats.zip import UnusableError, open_zip
from perftargets.reading.notices import guessed, unreadable_file
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.reader import documents
from perftargets.text import Place, short_number

if TYPE_CHECKING:
    from perftargets.findings import Finding

# Number formats, struck and hidden cells of XLS, by xlrd in a process of its own.
#
# python-calamine gives the values of XLS without their formats. xlrd gives the formats;
# it runs apart, with bounds on memory and time, since it holds a whole file in memory.

_FORMATS_MEMORY = 2 * 1024**3
"""How many bytes the process may take."""


@attrs.frozen
class SheetFormats:
    """What xlrd tells of the cells of a sheet, by row and column from 1.

    Attributes:
        formats: number formats, General left out.
        errors: values that are errors, such as ``#N/A``.
        struck: cells with struck text: that part of it, or None for all of it.
        hidden_rows: numbers of rows that are not shown.
        hidden_columns: numbers of columns that are not shown.
    """

    formats: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    errors: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    struck: Mapping[tuple[int, int], str | None] = attrs.field(factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def xls_formats(data: bytes) -> Mapping[str, SheetFormats] | None:
    """Return what xlrd tells of each sheet, by its name.

    None where they are not to be had: xlrd is not installed, or does not read the file.
    """
    if find_spec("xlrd") is None:
        return None
    try:
        done = isolated.run("xls-formats", "xlrd", data, memory=_FORMATS_MEMORY)
    except subprocess.TimeoutExpired:
        return None
    # Without a process apart, in this one; the reader says so.
    done = isolated.run_here("xls-formats", data) if done is None else done
    if done.code:
        return None
    found: dict[str, Any] = json.loads(done.data)
    looks, errors = found["looks"], found["errors"]
    return {
        name: SheetFormats(
            {(row, column): looks[number] for row, column, number in cells},
            {(row, column): text for row, column, text in errors.get(name, ())},
            {
                (row, column): part
                for row, column, part in found["struck"].get(name, ())
            },
            *map(tuple, found["hidden"][name]),
        )
        for name, cells in found["sheets"].items()
    }


# A first reading of a workbook in a process of its own.
#
# python-calamine ends its whole process where a damaged file asks it for more memory
# than there is.

_MEMORY = 4 * 1024**3
"""How many bytes the first reading may take."""


def probe(data: bytes) -> bool:
    """Read a workbook in another process, and forget what was read.

    Gives whether that could be done. Where no other process can be had, it is read in
    this one, which has to be told, unless this one is in a sandbox itself.

    Raises:
        UnusableError: the reading failed, or took too long.
    """
    try:
        done = isolated.run("probe", "python_calamine", data, memory=_MEMORY)
    except subprocess.TimeoutExpired as problem:
        raise UnusableError(
            zh=f"工作簿在 {isolated.SECONDS} 秒内没有读完；"
            "请用办公软件打开后另存为 XLSX",
            en=f"the workbook could not be read within {isolated.SECONDS} seconds; "
            "open it in an office program and save it as XLSX",
        ) from problem
    here = isolated.run_here("probe", data) if done is None else done
    if here.code:
        raise UnusableError(
            zh="工作簿已损坏或设有密码；请用办公软件打开后另存为 XLSX",
            en="the workbook is damaged or locked; open it in an office program and "
            "save it as XLSX",
        )
    return done is not None or isolated.is_contained()


_MOST_NAMED = 5
"""How many cells a finding names."""


def read_content(content: Content) -> Document:
    """Read a document from a workbook; what is wrong with it is a finding.

    Raises:
        MissingExtraError: python-calamine is not installed.
    """
    try:
        import python_calamine  # noqa: F401 - on use
    except ImportError as problem:
        raise MissingExtraError(extra="xlsx", purpose="XLS, XLSB, ODS") from problem
    workbook = _Workbook(content)
    try:
        if content.data.startswith(b"PK"):
            container = open_zip(content.data, content.limits)
            ods = "content.xml" in container.names
            check_extent(container, "ods" if ods else "xlsb", content.limits)
            if ods:
                workbook.displayed = displayed_cells(container, content.limits)
        workbook.guarded = probe(content.data)
        if not content.data.startswith(b"PK"):
            workbook.formats = xls_formats(content.data)
        document = documents(workbook.grids(), path=content.path, titles=content.titles)
    except UnusableError as problem:
        finding = unreadable_file(problem.zh, problem.en, Place(path=content.path))
        return Document(diagnostics=(finding,), path=content.path)
    found = (*workbook.findings(), *document.diagnostics)
    return attrs.evolve(document, diagnostics=found)


class _Workbook:
    """Goes through the sheets of one workbook."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._doubtful: list[Place] = []
        self._numbers = 0
        self.formats: Mapping[str, SheetFormats] | None = None
        self.displayed: Mapping[str, SheetLook] | None = None
        self.guarded = True

    def findings(self) -> "Iterator[Finding]":
        """Return what was read without its formats, or without a guard."""
        if not self.guarded:
            yield guessed(
                "本程序里不能另起进程，工作簿就在本进程中读取，所用内存和时间不受限制",
                "no other process could be started, so the workbook was read in this "
                "one, where memory and time are not bounded",
                Place(path=self._content.path),
            )
        if not self._doubtful:
            return
        names = "、".join(f"{place.sheet}!{place.cell}" for place in self._doubtful)
        more = "…" if self._numbers > len(self._doubtful) else ""
        yield guessed(
            "读不到这个文件的数字格式：数值按存储值读取，显示的百分号、单位和缩放都看不到"
            f"（{names}{more}）；另存为 XLSX 可避免",
            "the number formats of this file cannot be seen: numbers were read as "
            "stored, without the percent signs, units and scales that were shown "
            f"({names}{more}); save the file as XLSX to avoid this",
            self._doubtful[0],
        )

    def grids(self) -> Iterator[Grid]:
        """Return the grids of all sheets in order."""
        book = self._open()
        used = 0
        choice = self._content.limits.choice
        check_choice(choice, [name for name, _ in book])
        for name, state in book:
            if not choice.takes_sheet(name):
                continue
            each = self._sheet(name)
            look, formats = self._look_of(name), self._formats_of(name)
            merges = list(look.merges) or [
                Merge(top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in each.merged_cell_ranges or ()
            ]
            merges.sort(key=lambda merge: (merge.top, merge.left))
            sheet = SheetGrids(
                name,
                path=self._content.path,
                limits=self._content.limits,
                merges=merges,
                hidden=Hidden(
                    look.hidden_rows or formats.hidden_rows,
                    look.hidden_columns or formats.hidden_columns,
                ),
            )
            if state != "Visible" and not choice.sheets:
                yield from sheet.unread(self._rows(each, sheet))
                continue
            for where, said in self._errors(name):
                sheet.error(said, *where)
            yield from sheet.grids(self._rows(each, sheet), used)
            used = sheet.used

    def _open(self) -> list[tuple[str, str]]:
        from python_calamine import CalamineWorkbook

        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(self._content.data))
            return [
                (
                    each.name,
                    str(each.visible).rpartition(".")[2],
                )
                for each in self._book.sheets_metadata
                if "WorkSheet" in str(each.typ)
            ]
        except Exception as problem:  # it raises anything for a bad file
            raise _damaged(problem) from problem

    def _sheet(self, name: str) -> Any:
        try:
            each = self._book.get_sheet_by_name(name)
        except Exception as problem:  # as when it is opened
            raise _damaged(problem) from problem
        return each

    def _rows(self, each: Any, sheet: SheetGrids) -> Iterator[list[str]]:
        above, left = each.start or (0, 0)
        for _ in range(above):
            yield []
        rows = each.to_python(skip_empty_area=True)
        for number, row in enumerate(rows, start=above + 1):
            yield [sheet.cell("", number, 1)] * left + [
                self._cell(value, sheet, each.name, (number, column))
                for column, value in enumerate(row, start=left + 1)
            ]

    def _formats_of(self, name: str) -> SheetFormats:
        return (self.formats or {}).get(name, SheetFormats())

    def _struck(self, name: str) -> Mapping[tuple[int, int], str | None]:
        return self._look_of(name).struck or self._formats_of(name).struck

    def _look_of(self, name: str) -> SheetLook:
        return (self.displayed or {}).get(name, SheetLook())

    def _errors(self, name: str) -> Iterator[tuple[tuple[int, int], str]]:
        """Return the cells of a sheet that hold errors, which the library blanks."""
        yield from self._formats_of(name).errors.items()
        for where, cell in self._look_of(name).cells.items():
            if cell.is_error:
                yield where, cell.text or "#"

    def _cell(
        self, value: object, sheet: SheetGrids, name: str, where: tuple[int, int]
    ) -> str:
        struck = self._struck(name)
        if where in struck:
            part = struck[where]
            sheet.struck(str(value) if part is None else part, *where)
            if part is None:
                return BLANK
            value = str(value).replace(part, "", 1)
        if isinstance(value, bool):
            return sheet.cell("TRUE" if value else "FALSE", *where)
        if self.formats is not None:
            look = self._formats_of(name).formats.get(where, "General")
            return _formatted(value, sheet, look, where)
        if isinstance(value, int | float):
            if self.displayed is not None:
                cell = self._look_of(name).cells.get(where, Displayed(None))
                shown = number_displayed(value, cell.text, percent=cell.percent)
                return sheet.shown(shown, "", _written(value), where)
            self._numbers += 1
            if len(self._doubtful) < _MOST_NAMED:
                self._doubtful.append(sheet.place(*where))
            return sheet.cell(_written(value), *where)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            text = self._look_of(name).cells.get(where, Displayed(None)).text
            return sheet.cell(date_displayed(value, text), *where)
        return sheet.cell(str(value), *where)


def _formatted(
    value: object, sheet: SheetGrids, look: str, where: tuple[int, int]
) -> str:
    """Return the text of a value whose format is known."""
    if isinstance(value, int | float):
        shown = number_text(value, look)
        return sheet.shown(shown, look, _written(value), where)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        if not shows_date(look):
            look = "yyyy-mm-dd hh" if _has_time(value) else "yyyy-mm-dd"
        return sheet.cell(date_text(value, look), *where)
    text = str(value)
    return sheet.shown(string_text(text, look), look, text, where)


def _written(value: float) -> str:
    number = exact(value)
    return short_number(number) if number.is_finite() else str(value)


def _has_time(value: object) -> bool:
    return isinstance(value, dt.datetime) and value.time() != dt.time()


def _damaged(problem: Exception) -> UnusableError:
    what = f"{type(problem).__name__}: {problem}"[:200]
    return UnusableError(
        zh=f"工作簿已损坏或设有密码（{what}）；请用办公软件打开后另存为 XLSX",
        en=f"the workbook is damaged or locked ({what}); open it in an office program "
        "and save it as XLSX",
    )
