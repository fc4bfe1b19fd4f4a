"""Documents from XLS, XLSB and ODS, by python-calamine.

That library gives values without their formats: 0.95 may have been shown as 95 %. Such
cells are read as they are stored, and a finding says so.
"""

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from perftargets.errors import MissingExtraError
from perftargets.files._date_format import date_text
from perftargets.files._extent import check_extent
from perftargets.files._findings import guessed, unreadable_file
from perftargets.files._formats import Content
from perftargets.files._forms import documents
from perftargets.files._number_format import exact, plain
from perftargets.files._probe import probe
from perftargets.files._sheet_xml import Merge
from perftargets.files._sheets import Sheet
from perftargets.files._table import Cell, Grid
from perftargets.files._zip import UnusableError, open_zip
from perftargets.model.project import Document
from perftargets.text import Place

if TYPE_CHECKING:
    from perftargets.diagnostics import Finding

_MOST_NAMED = 5
"""How many cells a finding names."""


def read_content(content: Content) -> Document:
    """Read a document from a workbook; what is wrong with it is a finding.

    Raises:
        MissingExtraError: python-calamine is not installed.
    """
    try:
        import python_calamine  # noqa: F401, PLC0415 - on use
    except ImportError as problem:
        raise MissingExtraError(extra="xlsx", purpose="XLS, XLSB, ODS") from problem
    workbook = _Workbook(content)
    try:
        if content.data.startswith(b"PK"):
            container = open_zip(content.data, content.limits)
            ods = "content.xml" in container.names
            check_extent(container, "ods" if ods else "xlsb", content.limits)
        probe(content.data)
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

    def findings(self) -> "Iterator[Finding]":
        """Tell which numbers may have been shown as percentages."""
        if not self._doubtful:
            return
        names = "、".join(
            f"{place.sheet}!{place.cell}" for place in self._doubtful[:_MOST_NAMED]
        )
        more = "…" if len(self._doubtful) > _MOST_NAMED else ""
        yield guessed(
            "这种格式读不到数字格式，不大于 1 的小数可能显示为百分数，按存储值读取"
            f"（{names}{more}）；另存为 XLSX 可避免",
            "number formats cannot be seen in this format, so decimals up to 1 may "
            f"have been shown as percentages; they were read as stored "
            f"({names}{more}); save the file as XLSX to avoid this",
            self._doubtful[0],
        )

    def grids(self) -> Iterator[Grid]:
        """Give the grids of all sheets in order."""
        book = self._open()
        used = 0
        for name, state in book:
            each = self._sheet(name)
            merges = [
                Merge(top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in each.merged_cell_ranges or ()
            ]
            merges.sort(key=lambda merge: (merge.top, merge.left))
            sheet = Sheet(
                name,
                path=self._content.path,
                limits=self._content.limits,
                merges=merges,
            )
            if state != "Visible":
                sheet.note(
                    guessed(
                        f"隐藏的工作表“{name}”照常读取",
                        f"the hidden sheet “{name}” was read like the others",
                        sheet.place(),
                    )
                )
            yield from sheet.grids(self._rows(each, sheet), used)
            used = sheet.used

    def _open(self) -> list[tuple[str, str]]:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - on use

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

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 - the library's own type
        try:
            each = self._book.get_sheet_by_name(name)
        except Exception as problem:  # as when it is opened
            raise _damaged(problem) from problem
        return each

    def _rows(self, each: Any, sheet: Sheet) -> Iterator[list[Cell]]:  # noqa: ANN401 - as above
        above, left = each.start or (0, 0)
        for _ in range(above):
            yield []
        rows = each.to_python(skip_empty_area=True)
        for number, row in enumerate(rows, start=above + 1):
            yield [sheet.cell("", number, 1)] * left + [
                sheet.cell(self._text(value, sheet, number, column), number, column)
                for column, value in enumerate(row, start=left + 1)
            ]

    def _text(self, value: object, sheet: Sheet, row: int, column: int) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            number = exact(value)
            if 0 < number <= 1:
                self._doubtful.append(sheet.place(row, column))
            return plain(number) if number.is_finite() else str(value)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            return date_text(value, "h" if _has_time(value) else "")
        return str(value)


def _has_time(value: object) -> bool:
    return isinstance(value, dt.datetime) and value.time() != dt.time()


def _damaged(problem: Exception) -> UnusableError:
    what = f"{type(problem).__name__}: {problem}"[:200]
    return UnusableError(
        zh=f"工作簿已损坏或设有密码（{what}）；请用办公软件打开后另存为 XLSX",
        en=f"the workbook is damaged or locked ({what}); open it in an office program "
        "and save it as XLSX",
    )
