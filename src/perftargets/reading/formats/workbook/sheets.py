"""Sheets of a workbook as grids: merged cells, limits, parts of long sheets."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from perftargets._progress import step
from perftargets.findings import Finding
from perftargets.model.places import cell_numbers
from perftargets.reading.formats.workbook.left_out import (
    Doubts,
    LeftOutCells,
    UnseenCell,
)
from perftargets.reading.formats.workbook.number_format import FormatDoubt, Shown
from perftargets.reading.formats.workbook.sheet_xml import Merge, letters
from perftargets.reading.formats.zip import UnusableError
from perftargets.reading.limits import Choice, Limits
from perftargets.reading.notices import (
    error_in_cell,
    guessed,
    unplaced,
    unreadable_cell,
)
from perftargets.reading.tables.grid import (
    NO_TEXT,
    Cell,
    CellRow,
    FlatRow,
    FlatRows,
    Grid,
    Spot,
    is_in_sight,
)
from perftargets.text import Place, Source, counted

_TOLD = 500
"""So many rows go by from one step that is told to the next."""

_AT_ONCE = 2_000
"""How many rows one grid holds: a long sheet is given in parts."""

BLANK = ""
"""The text of a cell that holds nothing, or nothing that anybody sees."""

_BLANK_CELL = Cell(NO_TEXT)
"""A cell that holds nothing; where it stands is of no interest."""

_COLUMNS = range(1, 20_000)
"""The numbers of the columns of a row; no sheet has more."""

_LINE_END = re.compile("[\r\n]")

_MOST_NAMES = 20
"""How many sheets are named where one is missing."""

_MOST_QUOTED = 4
"""How many cells of a hidden sheet a finding quotes."""

_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?DISPIMG\s*\(", re.IGNORECASE)
"""How a cell begins into which WPS has put a picture."""


def check_choice(choice: Choice, names: Sequence[str]) -> None:
    """Refuse a workbook that has not each of the sheets that are to be read.

    Raises:
        UnusableError: one of them is not there.
    """
    missing = [name for name in choice.sheets if name not in names]
    if missing:
        there = "、".join(names[:_MOST_NAMES])
        raise UnusableError(
            zh=f"没有名为“{missing[0]}”的工作表；有：{there}",
            en=f"there is no sheet named “{missing[0]}”; there are: {there}",
        )


def is_picture(text: str) -> bool:
    """Return whether a cell holds a picture of WPS in place of a text."""
    return _PICTURE.match(text) is not None


@attrs.frozen
class Hidden:
    """Numbers of the rows and columns that a sheet does not show."""

    rows: Collection[int] = ()
    columns: Collection[int] = ()


NOTHING_HIDDEN = Hidden()


@attrs.frozen
class _SheetForm:
    """The sheet whose rows the flat rows are."""

    path: str | None
    name: str
    in_characters: bool = False
    _letters: dict[int, str] = attrs.field(factory=dict, eq=False, repr=False)

    def cell(self, text: str, spot: Spot) -> Cell:
        """Make a cell in a row and a column."""
        return Cell(Source.at(text, self.place(spot))) if text else _BLANK_CELL

    def place(
        self, spot: Spot, project: str | None = None, indicator: str | None = None
    ) -> Place:
        """Return the place of a row and a column, both from 1."""
        row, column = spot
        known = self._letters.get(column)
        if known is None:
            known = self._letters[column] = letters(column)
        return Place(
            path=self.path,
            sheet=self.name,
            cell=f"{known}{row}",
            project=project,
            indicator=indicator,
        )

    def spot_of(self, place: Place) -> Spot | None:
        """Return row and column of a place of this sheet."""
        numbers = cell_numbers(place.cell)
        if numbers is None:
            return None
        spot = numbers[1], numbers[0]
        return spot if place == self.place(spot) else None


class SheetGrids:
    """Makes grids of one sheet out of the texts of its rows."""

    def __init__(
        self,
        name: str,
        *,
        path: str | None,
        limits: Limits,
        merges: Sequence[Merge],
        hidden: Hidden = NOTHING_HIDDEN,
    ) -> None:
        """Keep what the grids need; merged ranges over the limit are left out."""
        self._hidden_rows = frozenset(hidden.rows)
        self._hidden_columns = frozenset(hidden.columns)
        self._left_out = LeftOutCells()
        self._name = name
        self._path = path
        self._form = _SheetForm(path, name)
        self._limits = limits
        self._findings: list[Finding] = []
        self._doubts = Doubts()
        self._merges = self._bounded(merges)
        self._shown_anchors = frozenset(self._in_sight())
        self._next = 0
        self._used = 0

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return the place of a cell, rows and columns from 1, or of the sheet."""
        cell = None if row is None or column is None else f"{letters(column)}{row}"
        return Place(path=self._path, sheet=self._name, cell=cell)

    def cell(self, text: str, row: int, column: int) -> str:
        """Return the text of a cell; none where nobody sees it, or of a picture."""
        if not text or self.is_hidden(row, column, text):
            return BLANK
        if is_picture(text):
            self.note(
                unreadable_cell(
                    "单元格里是图片，没有读取；请把图片里的内容写成文字",
                    "the cell holds a picture, which was not read; write as text what "
                    "it shows",
                    self.place(row, column),
                )
            )
            return BLANK
        return text

    def struck(self, text: str, row: int, column: int) -> str:
        """Drop struck-through text, and report it with its place."""
        if text.strip() and not self.is_hidden(row, column, text):
            self._left_out.add(UnseenCell.STRUCK, row, text, self.place(row, column))
        return BLANK

    def error(self, value: str, row: int, column: int) -> str:
        """Report a cell whose value is an error of a formula."""
        if not self.is_hidden(row, column, value):
            self.note(error_in_cell(value, self.place(row, column)))
        return BLANK

    def unread(self, rows: Iterable[Sequence[str]]) -> Iterator[Grid]:
        """Report a hidden sheet that holds text, of which nothing is read."""
        found = (Cell(Source(text)).text for row in rows for text in row if text)
        texts = [text for text in found if text]
        if not texts:
            return
        quoted = "　".join(texts[:_MOST_QUOTED])
        finding = guessed(
            f"隐藏的工作表“{self._name}”没有读取（{len(texts)} 格有内容：“{quoted}”…"
            "）；需要的话请取消隐藏",
            f"the hidden sheet “{self._name}” was not read "
            f"({counted(len(texts), 'cell')} with text: “{quoted}”…); unhide it if it "
            "counts",
            self.place(),
        )
        yield Grid(rows=(), place=self.place(), findings=(finding,))

    @property
    def is_wholly_seen(self) -> bool:
        """Whether the sheet hides neither a row nor a column."""
        return not (self._hidden_rows or self._hidden_columns)

    def is_hidden(self, row: int, column: int, text: str) -> bool:
        """Return whether a cell stands in a hidden row or column; its text is told."""
        in_row, in_column = row in self._hidden_rows, column in self._hidden_columns
        if not (in_row or in_column) or (row, column) in self._shown_anchors:
            return False
        if text.strip():
            why, group = (
                (UnseenCell.ROW, row) if in_row else (UnseenCell.COLUMN, column)
            )
            self._left_out.add(why, group, text, self.place(row, column))
        return True

    def _in_sight(self) -> Iterator[tuple[int, int]]:
        """Yield the corners of merged cells of which some part is seen."""
        if not self._hidden_rows and not self._hidden_columns:
            return
        for each in self._merges:
            rows = range(each.top, each.bottom + 1)
            columns = range(each.left, each.right + 1)
            if not (
                self._hidden_rows.issuperset(rows)
                or self._hidden_columns.issuperset(columns)
            ):
                yield each.top, each.left

    def shown(
        self, shown: Shown, number_format: str, stored: object, where: tuple[int, int]
    ) -> str:
        """Return the text that a format shows; a doubt about it is told at the end.

        ``where`` is its row and column, both from 1.
        """
        if shown.doubt is FormatDoubt.HIDDEN:
            if not self.is_hidden(*where, shown.text) and shown.text.strip():
                self._left_out.add(UnseenCell.FORMAT, 0, shown.text, self.place(*where))
            return BLANK
        if shown.doubt is not None and not self._is_out_of_sight(*where):
            self._doubts.add(
                shown.doubt,
                number_format,
                text=shown.text,
                stored=str(stored),
                place=self.place(*where),
            )
        return self.cell(shown.text, *where)

    def note(self, finding: Finding) -> None:
        """Add a finding, which goes out with the next grid."""
        self._findings.append(finding)

    def _is_out_of_sight(self, row: int, column: int) -> bool:
        return self.is_hidden(row, column, "")

    def grids(self, rows: Iterable[Sequence[str]], used: int = 0) -> Iterator[Grid]:
        """Return the rows in grids of bounded size; blank rows at the end are none.

        ``used`` is how many cells the sheets before have taken of the limit.
        """
        self._used = used
        part: list[FlatRow | CellRow] = []
        blank = number = start = 0
        first, merged_to = True, 0
        for row in rows:
            number += 1
            if number % _TOLD == 0:
                step("lines", number)
            width = len(row)
            while width and not row[width - 1]:
                width -= 1
            if not width and number > merged_to:
                blank += 1
                continue
            if self._is_over(number, width, blank):
                break
            part += [self._row([], each) for each in range(number - blank, number)]
            blank = 0
            part.append(self._row(row[:width], number))
            merged_to = max(merged_to, self._reach(number))
            if len(part) >= _AT_ONCE and number >= merged_to:
                yield self._grid(part, start, first=first)
                start, part, first = number, [], False
        self._findings += [*self._doubts.take(), *self._left_out.take()]
        if part or self._findings:
            yield self._grid(part, start, first=first)
        if first and not part:
            # The finding of an empty sheet goes out with a grid without rows.
            empty = guessed(
                f"工作表“{self._name}”是空的",
                f"the sheet “{self._name}” is empty",
                self.place(),
            )
            yield Grid(rows=(), place=self.place(), findings=(empty,))

    @property
    def used(self) -> int:
        """How many cells the sheets up to this one have taken of the limit."""
        return self._used

    def _is_over(self, number: int, width: int, blank: int) -> bool:
        self._used += width + blank
        for found, most, zh, en in (
            (number, self._limits.rows, "行", "rows"),
            (width, self._limits.columns, "列", "columns"),
            (self._used, self._limits.cells, "格", "cells"),
        ):
            if found > most:
                self.note(
                    unreadable_cell(
                        f"工作表“{self._name}”超过上限 {most} {zh}，从第 {number} 行起"
                        "没有读取；请拆分，或调高上限",
                        f"the sheet “{self._name}” has more than the limit of {most} "
                        f"{en}; it was not read from row {number} on; split it or "
                        "raise the limit",
                        self.place(number, 1),
                    )
                )
                return True
        return False

    def _bounded(self, merges: Sequence[Merge]) -> list[Merge]:
        kept: list[Merge] = []
        area = 0
        for merge in merges:
            if merge.bottom < merge.top or merge.right < merge.left:
                continue
            # Whole columns may be merged by accident; the sheet ends before that.
            most = attrs.evolve(
                merge,
                bottom=min(merge.bottom, self._limits.rows),
                right=min(merge.right, self._limits.columns),
            )
            if most.bottom < most.top or most.right < most.left:
                continue
            area += most.area
            if area > self._limits.cells:
                self._findings.append(
                    unreadable_cell(
                        f"工作表“{self._name}”的合并单元格超过上限，其余按未合并读取",
                        f"merged cells of the sheet “{self._name}” are over the limit; "
                        "the rest were read as if they were not merged",
                        self.place(merge.top, merge.left),
                    )
                )
                break
            kept.append(most)
        return kept

    def _reach(self, number: int) -> int:
        """Return the last row of the merged ranges that begin up to a row."""
        reach = 0
        while self._next < len(self._merges) and self._merges[self._next].top <= number:
            reach = max(reach, self._merges[self._next].bottom)
            self._next += 1
        return reach

    def _row(self, texts: Sequence[str], number: int) -> FlatRow | CellRow:
        """Keep a row as text, or as cells where there is more to one of them."""
        flat = FlatRow(texts, number, _COLUMNS, self._form)
        joined = "".join(texts)
        plain = is_in_sight(joined) and _LINE_END.search(joined) is None
        return flat if plain else flat.cells()

    def _grid(self, part: list[FlatRow | CellRow], start: int, *, first: bool) -> Grid:
        """Make a grid of rows, of which the first is the one after ``start``."""
        for merge in self._merges:
            if start < merge.top <= start + len(part):
                self._merge(part, merge, start)
        self._merges = [each for each in self._merges if each.top > start + len(part)]
        self._next = 0
        findings, self._findings = tuple(self._findings), []
        return Grid(
            rows=FlatRows(part),
            place=self.place(start + 1, 1),
            findings=findings,
            first=first,
        )

    def _merge(self, part: list[FlatRow | CellRow], merge: Merge, start: int) -> None:
        top, left = merge.top - start - 1, merge.left - 1
        bottom = min(merge.bottom - start, len(part))
        for row in range(top, bottom):
            given = part[row]
            cells = [*(given if isinstance(given, tuple) else given.cells())]
            cells += [_BLANK_CELL] * (merge.right - len(cells))
            for column in range(left, merge.right):
                covered = cells[column]
                if (row, column) == (top, left):
                    continue
                if covered is not None and not covered.is_blank:
                    self.note(unplaced(covered.text, covered.source.place()))
                cells[column] = None
            first = cells[left] if row == top else None
            if first is not None:
                cells[left] = attrs.evolve(
                    first, row_span=bottom - top, column_span=merge.right - left
                )
            part[row] = tuple(cells)
