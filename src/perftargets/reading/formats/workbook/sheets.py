"""Sheets of a workbook as grids: merged cells, limits, parts of long sheets."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.findings import Finding
from perftargets.reading.formats.workbook.format_findings import Doubts
from perftargets.reading.formats.workbook.number_format import Shown
from perftargets.reading.formats.workbook.sheet_xml import Merge, letters
from perftargets.reading.limits import Limits
from perftargets.reading.notices import guessed, unplaced, unreadable_cell
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.text import Place, Source

_AT_ONCE = 2_000
"""How many rows one grid holds: a long sheet is given in parts."""

BLANK = Cell(Source(""))
"""A cell that holds nothing; where it stands is of no interest."""

_MOST_NAMED = 10
"""How many hidden rows or columns a finding names."""


class Sheet:
    """Makes grids of one sheet out of its rows."""

    def __init__(
        self, name: str, *, path: str | None, limits: Limits, merges: Sequence[Merge]
    ) -> None:
        """Keep what the grids need; merged ranges over the limit are left out."""
        self._name = name
        self._path = path
        self._limits = limits
        self._findings: list[Finding] = []
        self._doubts = Doubts()
        self._merges = self._bounded(merges)
        self._next = 0
        self._used = 0

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Give the place of a cell, rows and columns from 1, or of the sheet."""
        cell = None if row is None or column is None else f"{letters(column)}{row}"
        return Place(path=self._path, sheet=self._name, cell=cell)

    def cell(self, text: str, row: int, column: int) -> Cell:
        """Make one cell."""
        return Cell(Source.at(text, self.place(row, column))) if text else BLANK

    def shown(
        self, shown: Shown, number_format: str, stored: object, where: tuple[int, int]
    ) -> Cell:
        """Make a cell of what a format shows; a doubt about it is told at the end.

        ``where`` is its row and column, both from 1.
        """
        if shown.doubt is not None:
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

    def hidden(self, zh: str, en: str, names: Sequence[str]) -> None:
        """Report hidden rows or columns, which are read like the others."""
        if not names:
            return
        listed = "、".join(names[:_MOST_NAMED])
        more = "…" if len(names) > _MOST_NAMED else ""
        self.note(
            guessed(
                f"隐藏的{zh}（{listed}{more}）照常读取",
                f"hidden {en} ({listed}{more}) were read like the others",
                self.place(),
            )
        )

    def grids(self, rows: Iterable[Sequence[Cell]], used: int = 0) -> Iterator[Grid]:
        """Give the rows in grids of bounded size; blank rows at the end are none.

        ``used`` is how many cells the sheets before have taken of the limit.
        """
        self._used = used
        part: list[list[Cell | None]] = []
        blank = number = start = 0
        first, merged_to = True, 0
        for row in rows:
            number += 1
            width = len(row)
            while width and row[width - 1] is BLANK:
                width -= 1
            if not width and number > merged_to:
                blank += 1
                continue
            if self._is_over(number, width, blank):
                break
            part += [[] for _ in range(blank)]
            blank = 0
            part.append(list(row[:width]))
            merged_to = max(merged_to, self._reach(number))
            if len(part) >= _AT_ONCE and number >= merged_to:
                yield self._grid(part, start, first=first)
                start, part, first = number, [], False
        self._findings += self._doubts.take()
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
        """Give the last row of the merged ranges that begin up to a row."""
        reach = 0
        while self._next < len(self._merges) and self._merges[self._next].top <= number:
            reach = max(reach, self._merges[self._next].bottom)
            self._next += 1
        return reach

    def _grid(self, part: list[list[Cell | None]], start: int, *, first: bool) -> Grid:
        """Make a grid of rows, of which the first is the one after ``start``."""
        for merge in self._merges:
            if start < merge.top <= start + len(part):
                self._merge(part, merge, start)
        self._merges = [each for each in self._merges if each.top > start + len(part)]
        self._next = 0
        findings, self._findings = tuple(self._findings), []
        return Grid(
            rows=tuple(tuple(row) for row in part),
            place=self.place(start + 1, 1),
            findings=findings,
            first=first,
        )

    def _merge(self, part: list[list[Cell | None]], merge: Merge, start: int) -> None:
        top, left = merge.top - start - 1, merge.left - 1
        bottom = min(merge.bottom - start, len(part))
        for row in range(top, bottom):
            cells = part[row]
            cells += [BLANK] * (merge.right - len(cells))
            for column in range(left, merge.right):
                covered = cells[column]
                if (row, column) == (top, left):
                    continue
                if covered is not None and not covered.is_blank:
                    self.note(unplaced(covered.text, covered.source.place()))
                cells[column] = None
        first = part[top][left]
        if first is not None:
            part[top][left] = attrs.evolve(
                first, row_span=bottom - top, column_span=merge.right - left
            )
