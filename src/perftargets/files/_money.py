"""The money of a project: lines of sources, columns of amounts."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from perftargets.diagnostics import Finding
from perftargets.files._draft import Draft
from perftargets.files._findings import unplaced, unreadable_cell
from perftargets.files._table import Cell, Grid
from perftargets.files._titles import Titles
from perftargets.files._values import amount, is_nothing, money_unit, points
from perftargets.text import Place

Position = tuple[int, int]

_NUMBERS = frozenset({"weight", "score"})


def read_money(
    grid: Grid,
    rows: Sequence[int],
    *,
    draft: Draft,
    titles: Titles,
    unit: str | None,
    findings: list[Finding],
) -> set[Position]:
    """Read the money in a run of rows; give the cells that it consists of."""
    return _Money(grid, draft, titles, unit, findings).read(rows)


class _Money:
    def __init__(
        self,
        grid: Grid,
        draft: Draft,
        titles: Titles,
        unit: str | None,
        findings: list[Finding],
    ) -> None:
        self._grid = grid
        self._draft = draft
        self._titles = titles
        self._unit = unit
        self._findings = findings
        self._used: set[Position] = set()

    def read(self, rows: Sequence[int]) -> set[Position]:
        columns: dict[int, str] = {}
        for row in rows:
            cells = [
                (column, cell)
                for column, cell in self._grid.across(row)
                if not cell.is_blank
            ]
            for _, cell in cells:
                if self._titles.label(cell.text) == "funds":
                    self._unit = money_unit(cell.text, title=True) or self._unit
            found = self._amount_columns(row, cells)
            if found:
                columns = found
                continue
            self._line(row, cells, columns)
        return self._used

    def _amount_columns(
        self, row: int, cells: list[tuple[int, Cell]]
    ) -> dict[int, str]:
        """Read a row of titles 年初预算数 | 全年预算数 | …, each for its columns."""
        found: dict[int, str] = {}
        kinds: set[str] = set()
        for column, cell in cells:
            kind = self._titles.field("amounts", cell.text)
            if kind is not None:
                kinds.add(kind)
                for index in range(column, column + cell.column_span):
                    found.setdefault(index, kind)
        if not kinds - _NUMBERS:
            return {}
        for column, cell in cells:
            if column in found:
                self._used.add(self._grid.origin(row, column))
                self._unit = money_unit(cell.text, title=True) or self._unit
        return found

    def _line(
        self, row: int, cells: list[tuple[int, Cell]], columns: dict[int, str]
    ) -> None:
        """Read a line of one source, or several label and value side by side."""
        for index, (column, cell) in enumerate(cells):
            at = self._grid.origin(row, column)
            if at[0] != row or at in self._used:
                continue
            source = self._titles.field("sources", cell.text)
            if source is None:
                self._whole(row, cells[index:], columns)
                source, inline = self._inline(cell)
                if source is not None and inline:
                    self._used.add(at)
                    self._put(source, "initial", inline, cell.source.place())
                continue
            # The label of a line, and the cells after it up to the next label.
            self._used.add(at)
            self._unit_of_line = money_unit(cell.text, title=True) or self._unit
            for later, beside in cells[index + 1 :]:
                if self._titles.field("sources", beside.text) is not None:
                    break
                if self._titles.label(beside.text) is not None:
                    break
                origin = self._grid.origin(row, later)
                if origin[0] != row or origin in self._used:
                    continue
                kind = columns.get(later) if columns else None
                if not columns:
                    kind = "initial"
                self._used.add(origin)
                if kind is None or self._taken(source, kind):
                    self._left(cell, beside)
                else:
                    self._put(source, kind, beside.text, beside.source.place())

    def _whole(
        self, row: int, cells: list[tuple[int, Cell]], columns: dict[int, str]
    ) -> None:
        """Read 项目资金（万元） | 350.5, without lines of sources."""
        if columns or len(cells) < 2:  # noqa: PLR2004 - a label and a value
            return
        (column, cell), (right, beside) = cells[0], cells[1]
        at, origin = self._grid.origin(row, column), self._grid.origin(row, right)
        if self._titles.label(cell.text) != "funds" or origin[0] != row:
            return
        text = amount(beside.text, self._unit)
        if text is None or not any(digit.isdigit() for digit in beside.text):
            return
        if self._titles.field("sources", beside.text) or self._inline(beside)[0]:
            return
        self._used |= {at, origin}
        self._put("total", "initial", beside.text, beside.source.place())

    def _inline(self, cell: Cell) -> tuple[str | None, str]:
        """Read 财政拨款：80 in one cell."""
        for mark in "：:":
            head, found, rest = cell.text.rpartition(mark)
            source = self._titles.field("sources", head) if found else None
            if source is not None and rest.strip():
                return source, rest.strip()
        return None, ""

    def _taken(self, source: str, kind: str) -> bool:
        return kind in self._draft.amounts.get(source, {})

    _unit_of_line: str | None = None

    def _put(self, source: str, kind: str, text: str, place: Place) -> None:
        place = attrs.evolve(place, project=self._draft.name or None)
        if is_nothing(text):
            return
        if kind == "ignored":
            self._findings.append(unplaced(text, place))
            return
        value: str | Decimal | None
        if kind in _NUMBERS:
            value = points(text)
            if value is None:
                self._findings.append(
                    unreadable_cell(
                        f"资金的分值或得分应是数字，读到“{text}”",
                        f"the points of the money are a number; “{text}” was found",
                        place,
                    )
                )
                return
        elif kind == "rate":
            value = text
        else:
            value = amount(text, self._unit_of_line or self._unit)
        line = self._draft.amounts.setdefault(source, {})
        if kind in line and line[kind] != value:
            self._findings.append(unplaced(text, place))
            return
        line[kind] = value
        if self._draft.money_place is None:
            self._draft.money_place = place

    def _left(self, label: Cell, cell: Cell) -> None:
        if not is_nothing(cell.text):
            place = attrs.evolve(cell.source.place(), project=self._draft.name or None)
            said = f"{label.text}：{cell.text}"
            self._findings.append(unplaced(said, place))
