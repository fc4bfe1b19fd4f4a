"""The money of a project: lines of sources, columns of amounts."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import unplaced, unreadable_cell
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.column_blocks import years
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.headings import headings_of
from perftargets.reading.tables.titles import Titles, normal, pattern, words
from perftargets.reading.tables.values import amount, is_nothing, money_unit, points
from perftargets.text import Place, Source

if TYPE_CHECKING:
    from decimal import Decimal

Position = tuple[int, int]

_NUMBERS = frozenset({"weight", "score"})
_WORDS_AND_FIGURE = re.compile(
    r"\s*([^\d.-]{1,60}?)\s*(-?[\d.,]{1,20}\s*[^\W\d_]{0,3})\s*"
)
"""A name and a figure in one cell, with no more behind it than a unit."""

_LETTERS = re.compile(r"[^\W\d_]")


def read_money(  # noqa: PLR0913 - one keyword for each thing a block is read with
    grid: Grid,
    rows: Sequence[int],
    *,
    draft: Draft,
    titles: Titles,
    unit: str | None,
    year: int | None,
    findings: list[Finding],
) -> set[Position]:
    """Read the money in a run of rows; give the cells that it consists of."""
    money = _Money(grid, draft, titles, unit, findings)
    money.year = year
    return money.read(rows)


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
        self._unit_of_line: str | None = None
        self._unit_of_total: str | None = None
        self._long: set[int] = set()
        self._pairs: dict[int, str] = {}
        self.year: int | None = None

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
            if self._amounts_beside(row, cells):
                columns = {}
                continue
            found = self._amount_columns(row, cells)
            if found:
                columns = found
                continue
            if columns and self._is_nameless(row, cells, columns):
                self._nameless(row, cells, columns)
                continue
            self._line(row, cells, columns)
        return self._used

    def _amounts_beside(self, row: int, cells: list[tuple[int, Cell]]) -> bool:
        """Read 预算数 | 80 | 执行数 | 76.8, each title left of its amount.

        Below each title stand the sources of that amount, in the same column.
        """
        own = [each for each in cells if self._grid.origin(row, each[0])[0] == row]
        found = [
            (title, value)
            for (title, value) in pairwise(own)
            if self._titles.field("amounts", title[1].text) not in {None, *_NUMBERS}
            and self._titles.field("amounts", value[1].text) is None
            and _leads_with_figure(value[1].text)
        ]
        if not found:
            return False
        self._pairs = {}
        for _, cell in cells:
            self._unit = money_unit(cell.text, title=True) or self._unit
        for (column, title), (right, value) in found:
            kind = self._titles.field("amounts", title.text)
            if kind is None:
                continue
            self._used |= {
                self._grid.origin(row, column),
                self._grid.origin(row, right),
            }
            self._unit_of_line = None
            self._put("total", kind, value.text, value.source.place(), title.text)
            self._pairs[column] = kind
        return True

    def _is_nameless(
        self, row: int, cells: list[tuple[int, Cell]], columns: Mapping[int, str]
    ) -> bool:
        """Return whether a row is amounts without a source: those of the whole."""
        own = [each for each in cells if self._grid.origin(row, each[0])[0] == row]
        known = self._draft.amounts.get("total", {})
        return (
            bool(own)
            and all(column in columns for column, _ in own)
            and _leads_with_figure(own[0][1].text)
            and not any(columns[column] in known for column, _ in own)
        )

    def _nameless(
        self, row: int, cells: list[tuple[int, Cell]], columns: Mapping[int, str]
    ) -> None:
        self._unit_of_line = None
        for column, cell in cells:
            origin = self._grid.origin(row, column)
            if origin[0] == row and origin not in self._used:
                self._used.add(origin)
                self._put("total", columns[column], cell.text, cell.source.place())

    def _amount_columns(
        self, row: int, cells: list[tuple[int, Cell]]
    ) -> dict[int, str]:
        """Read a row of titles 年初预算数 | 全年预算数 | …, each for its columns."""
        found: dict[int, str] = {}
        kinds: set[str] = set()
        wanted = self._wanted(cells)
        for column, cell in cells:
            kind = self._titles.field("amounts", cell.text)
            if kind is not None:
                kinds.add(kind)
                if wanted not in (years(cell.text) or (wanted,)):
                    # 2023年预算数 beside 2024年预算数: another year's is reported.
                    kind = "ignored"
                for index in range(column, column + cell.column_span):
                    found.setdefault(index, kind)
        if not kinds - _NUMBERS:
            return {}
        for column, cell in cells:
            if column not in found:
                # 部门整体支出（万元） stands left of the titles, whatever it is called.
                self._unit = money_unit(cell.text, title=True) or self._unit
            if normal(cell.text) in words("rows", "money"):
                self._used.add(self._grid.origin(row, column))
            if column in found:
                self._used.add(self._grid.origin(row, column))
                self._unit = money_unit(cell.text, title=True) or self._unit
        return found

    def _wanted(self, cells: Sequence[tuple[int, Cell]]) -> int | None:
        """Return which year counts among titles some of which state years."""
        titles = [
            years(cell.text)
            for _, cell in cells
            if self._titles.field("amounts", cell.text) is not None
        ]
        stated = {year for each in titles for year in each}
        if self.year is not None and (self.year in stated or () in titles):
            return self.year
        return max(stated, default=None)

    def _line(
        self, row: int, cells: list[tuple[int, Cell]], columns: dict[int, str]
    ) -> None:
        """Read a line of one source, or several label and value side by side."""
        if not columns:
            self._set_all_years_apart(row, cells)
        for index, (column, cell) in enumerate(cells):
            at = self._grid.origin(row, column)
            if at[0] != row or at in self._used:
                continue
            if self._is_long(cell):
                self._long.add(column)
            rest = cells[index + 1 :]
            source = self._source_of(cell.text)
            if source is None:
                if self._is_part(row, cells[index:], columns):
                    self._part(row, cells[index:])
                    return
                self._other(row, cells[index:], columns)
                continue
            self._used.add(at)
            if column in self._long:
                # Below 中期资金总额 stand the sources of all years together.
                self._all_years(row, cell, rest)
            else:
                self._unit_of_line = self._stated(cell, source)
                self._values(row, cell, rest, columns, source)

    def _source_of(self, text: str) -> str | None:
        """Return the source that a label names; 年度资金申请总额 is the whole."""
        listed = self._titles.field("sources", text)
        if listed is not None or self._titles.label(text) is not None:
            return listed
        if headings_of(self._titles).is_total(text):
            return "total"
        return listed

    def _set_all_years_apart(self, row: int, cells: Sequence[tuple[int, Cell]]) -> None:
        """Note the column of all years beside that of the year, both of one source.

        项目资金总额 | 900 | 年度资金申请总额 | 300: the year's is the budget.
        """
        found: dict[str, list[tuple[int, bool]]] = {}
        for column, cell in cells:
            source = self._source_of(cell.text)
            if source is not None and self._grid.origin(row, column)[0] == row:
                annual = pattern("annual").search(normal(cell.text)) is not None
                found.setdefault(source, []).append((column, annual))
        for each in found.values():
            if any(annual for _, annual in each):
                self._long |= {column for column, annual in each if not annual}

    def _stated(self, label: Cell, source: str) -> str | None:
        """Return the unit of a line: its own, that of the total, that of the form."""
        unit = money_unit(label.text, title=True)
        if source == "total":
            self._unit_of_total = unit
        return unit or self._unit_of_total or self._unit

    def _values(
        self,
        row: int,
        label: Cell,
        cells: Sequence[tuple[int, Cell]],
        columns: Mapping[int, str],
        source: str,
    ) -> None:
        """Read the cells after the label of a line, up to the next label."""
        left = next((at for at, cell in self._grid.across(row) if cell is label), -1)
        beside = self._pairs.get(left, "initial")
        for column, cell in cells:
            if self._is_label(cell):
                return
            origin = self._grid.origin(row, column)
            if origin[0] != row or origin in self._used:
                continue
            self._used.add(origin)
            kind = columns.get(column) if columns else beside
            known = self._draft.amounts.get(source, {})
            if kind is None or (kind in known and kind != "ignored"):
                self._left(label, cell)
            else:
                self._put(source, kind, cell.text, cell.source.place(), label.text)

    def _is_label(self, cell: Cell) -> bool:
        known = self._source_of(cell.text) or self._titles.label(cell.text)
        return known is not None

    def _other(
        self, row: int, cells: list[tuple[int, Cell]], columns: Mapping[int, str]
    ) -> None:
        """Read 项目资金 | 350.5 and 财政拨款：80, which stand without lines."""
        self._whole(row, cells, columns)
        column, cell = cells[0]
        source, inline = self._inline(cell)
        if source is not None:
            self._unit_of_line = self._stated(cell, source)
            self._used.add(self._grid.origin(row, column))
            self._put(source, "initial", inline, cell.source.place())

    def _is_part(
        self, row: int, cells: Sequence[tuple[int, Cell]], columns: Mapping[int, str]
    ) -> bool:
        """Return whether a line states amounts of a source that has no field."""
        rest = cells[1:]
        return (
            bool(rest)
            and not self._is_label(cells[0][1])
            and cells[0][0] not in columns
            and all(column in columns for column, _ in rest)
            and all(self._grid.origin(row, column)[0] == row for column, _ in cells)
            and any(_leads_with_figure(cell.text) for _, cell in rest)
        )

    def _part(self, row: int, cells: Sequence[tuple[int, Cell]]) -> None:
        """Report such a line once: 其中：基本支出：500 | 490."""
        self._used |= {self._grid.origin(row, column) for column, _ in cells}
        label = cells[0][1]
        said = [cell.text for _, cell in cells[1:] if not is_nothing(cell.text)]
        place = attrs.evolve(label.source.place(), project=self._draft.name or None)
        text = f"{label.text.rstrip('：:')}：{' | '.join(said)}"
        self._findings.append(unplaced(text, place))

    def _is_long(self, cell: Cell) -> bool:
        if self._titles.label(cell.text) != "other":
            return False
        return pattern("long_term").match(normal(cell.text)) is not None

    def _all_years(
        self, row: int, label: Cell, cells: Sequence[tuple[int, Cell]]
    ) -> None:
        """Report an amount of several years, for which a project has no field."""
        for column, cell in cells:
            if self._source_of(cell.text) is not None:
                return
            origin = self._grid.origin(row, column)
            if origin not in self._used:
                self._used.add(origin)
                self._left(label, cell)
                return

    def _whole(
        self, row: int, cells: list[tuple[int, Cell]], columns: Mapping[int, str]
    ) -> None:
        """Read 项目资金（万元） | 350.5, without lines of sources."""
        if columns or len(cells) < 2:  # noqa: PLR2004 - a label and a value
            return
        (column, cell), (right, beside) = cells[0], cells[1]
        at, origin = self._grid.origin(row, column), self._grid.origin(row, right)
        if self._titles.label(cell.text) != "funds" or origin[0] != row:
            return
        text = amount(beside.text, self._unit)
        if text is None or not _leads_with_figure(beside.text):
            return
        self._used |= {at, origin}
        self._put("total", "initial", beside.text, beside.source.place())

    def _inline(self, cell: Cell) -> tuple[str | None, str]:
        """Read 财政拨款：80 and 财政拨款80 in one cell."""
        for mark in "：:":
            head, found, rest = cell.text.rpartition(mark)
            source = self._source_of(head) if found else None
            if source is not None and rest.strip():
                return source, rest.strip()
        parts = _WORDS_AND_FIGURE.fullmatch(cell.text)
        source = self._source_of(parts[1]) if parts else None
        return source, parts[2] if parts and source else ""

    def _put(
        self, source: str, kind: str, text: str, place: Place, label: str = ""
    ) -> None:
        place = attrs.evolve(place, project=self._draft.name or None)
        if is_nothing(text):
            return
        if kind == "ignored":
            said = f"{label.rstrip('：:')}：{text}" if label else text
            self._findings.append(unplaced(said, place))
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
            said = f"{label.text.rstrip('：:')}：{cell.text}"
            self._findings.append(unplaced(said, place))


def _leads_with_figure(text: str) -> bool:
    """Return whether a cell is an amount: no words stand before its first figure."""
    figure = re.search(r"\d", text)
    return figure is not None and _LETTERS.search(text[: figure.start()]) is None


def is_part_sum(values: Mapping[str, Source]) -> bool:
    """Report whether a row sums the money of a body over its projects."""
    if "project" not in values or values["project"].text:
        return False
    said = {key for key, value in values.items() if not is_nothing(value.text)}
    return "budget" in said and said <= {"budget", "agency", "department", "number"}
