"""The cells above and below the rows: labels and their values, wherever they stand."""

import re
from collections.abc import Callable, Sequence

import attrs

from perftargets.findings import Finding
from perftargets.model.category import classify
from perftargets.reading import words as _words
from perftargets.reading.notices import unplaced, unreadable_cell
from perftargets.reading.running_text.flow import year
from perftargets.reading.tables import titles as _titles
from perftargets.reading.tables.account import CellUse, Ledger
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.headings import headings_of
from perftargets.reading.tables.money import read_money
from perftargets.reading.tables.titles import Titles
from perftargets.reading.tables.values import (
    is_nothing,
    money_unit,
    one_line,
    paragraph,
    points,
)
from perftargets.text import Place, Source, fold, unspaced

Position = tuple[int, int]

_MOST_SCAN = 64
"""How many cells to the right of a label its value may stand."""

_BETWEEN = re.compile(r"\s+")


@attrs.define
class Heads:
    """What stands over the whole file: title, year and the unit of money."""

    title: Source | None = None
    fiscal_year: int | None = None
    unit: str | None = None

    def take(self, text: Source, findings: list[Finding]) -> bool:
        """Read a line that is a title, a year or a unit; return whether it was one."""
        folded = unspaced(fold(text.text))
        if _is_furniture(text.text):
            return True
        found = _titles.pattern("year").fullmatch(folded)
        if found is not None:
            self._year(int(found[1]), text, findings)
            return True
        unit = money_unit(text.text)
        if unit is not None and len(folded) < _MOST_SCAN and _is_only_unit(folded):
            self.unit = unit
            return True
        line = _without_mark(one_line(text))
        if not is_heading(line.text):
            return False
        if self.title is None:
            self.title = line
        elif _titles.normal(self.title.text) != _titles.normal(line.text):
            findings.append(unplaced(line.text, line.place()))
        stated = year([line])
        if stated is not None:
            self._year(stated, text, findings)
        return True

    def _year(self, stated: int, text: Source, findings: list[Finding]) -> None:
        if self.fiscal_year is None:
            self.fiscal_year = stated
        elif self.fiscal_year != stated:
            findings.append(unplaced(text.text.strip(), text.place()))

    def year_of(self, text: Source, findings: list[Finding]) -> None:
        """Read the value of a label that asks for the year."""
        found = _titles.pattern("year").fullmatch(unspaced(fold(text.text)))
        if found is None:
            findings.append(unplaced(text.text.strip(), text.place()))
        else:
            self._year(int(found[1]), text, findings)


def is_heading(text: str) -> bool:
    """Return whether a text is the title of a table: it names one, no more."""
    folded = unspaced(fold(text))
    return (
        len(folded) <= 80  # noqa: PLR2004 - a longer text is a sentence
        and not any(mark in folded for mark in ":。;")
        and _titles.pattern("heading").fullmatch(folded) is not None
    )


def _without_mark(line: Source) -> Source:
    """Remove 附表： or 附件2： from the title that stands on its line."""
    found = _titles.pattern("attached").match(line.text)
    return line[found.end() :].strip() if found else line


def is_note(text: str) -> bool:
    """Return whether a text begins as notes below a table do."""
    return text.lstrip().startswith(_words.words("furniture", "notes"))


def _is_furniture(text: str) -> bool:
    """Return whether a line is what pages carry: 附件2, 第 1 页."""
    line = text.strip()
    return any(
        _words.patterns("furniture", key).fullmatch(line) is not None
        and money_unit(line) is None
        for key in ("before_title", "anywhere")
    )


def _is_only_unit(folded: str) -> bool:
    return _titles.pattern("money_unit").fullmatch(folded.strip("()")) is not None


class Zone:
    """Reads the labels in a run of rows of one grid into a project."""

    def __init__(
        self,
        grid: Grid,
        rows: Sequence[int],
        *,
        titles: Titles,
        heads: Heads,
        findings: list[Finding],
    ) -> None:
        self._grid = grid
        self._rows = rows
        self._titles = titles
        self._heads = heads
        self._findings = findings
        self._used: set[Position] = set()
        self._remarks: set[Position] = set()
        self._cells: dict[Position, Cell] = {
            (row, column): cell
            for row in rows
            for column, cell in grid.starts(row)
            if not cell.is_blank and not self._is_title(row, cell)
        }
        for at, cell in list(self._cells.items()):
            self._cells |= self._several(at, cell)

    def _several(self, at: Position, cell: Cell) -> dict[Position, Cell]:
        """Split a cell of several labels: 主管部门：甲局　　单位：万元.

        What stands behind white space without a label goes on with the value before.
        The parts stand right of the table, where nothing else does.
        """
        source = cell.source.strip()
        starts = [0]
        for found in _BETWEEN.finditer(source.text):
            rest = source.text[found.end() :]
            if self._is_labelled(rest):
                starts.append(found.end())
        if len(starts) == 1 or not self._is_labelled(source.text):
            return {}
        self._used.add(at)
        ends = [*starts[1:], len(source.text)]
        right = self._grid.width + at[1] * _MOST_SCAN
        return {
            (at[0], right + index): Cell(source[start:end].strip())
            for index, (start, end) in enumerate(zip(starts, ends, strict=True))
        }

    def _is_labelled(self, text: str) -> bool:
        """Return whether a text begins with a label and its colon, a year or a unit."""
        head, mark, _ = text.replace("：", ":").partition(":")
        if mark and self._label(unspaced(head)) is not None:
            return True
        word = unspaced(fold(text.split(maxsplit=1)[0])) if text.split() else ""
        year = _titles.pattern("year").fullmatch(word)
        return year is not None or _is_only_unit(word)

    def _is_title(self, row: int, cell: Cell) -> bool:
        """Return whether a cell reaches down into the titles below these rows."""
        beyond = row + cell.row_span > self._rows[-1] + 1
        return beyond and self._titles.column(cell.text) is not None

    def read(self, project: Callable[[str | None], Draft]) -> None:
        """Read every cell into its field; what belongs nowhere is a finding.

        ``project`` gives the project to fill in; called with a name it may begin a
        new one.
        """
        self._take_lines()
        self._take_units()
        self._names(project)
        draft = project(None)
        used = read_money(
            self._grid,
            self._rows,
            draft=draft,
            titles=self._titles,
            unit=self._heads.unit,
            year=self._heads.fiscal_year,
            findings=self._findings,
        )
        self._used |= used
        for at, cell in list(self._cells.items()):
            if at not in self._used:
                self._take_label(at, cell, draft)
        self._report(draft)

    def _take_lines(self) -> None:
        """Read what stands alone: titles, years, units, page numbers."""
        lone = {row: sum(1 for at in self._cells if at[0] == row) for row in self._rows}
        for at, cell in self._cells.items():
            apart = at[1] >= self._grid.width and self._split(cell)[0] is None
            if (lone[at[0]] == 1 or apart) and self._heads.take(
                cell.source, self._findings
            ):
                self._used.add(at)
                self._remarks.add(at)

    def _take_units(self) -> None:
        """Read the unit of money where it stands beside the year or another remark."""
        for at, cell in self._cells.items():
            unit = money_unit(cell.text)
            if at in self._used or not unit or self._label(cell.text):
                continue
            self._heads.take(cell.source, self._findings)
            if self._heads.unit == unit:
                self._used.add(at)
            elif unspaced(fold(cell.text)).endswith(unit):
                # 某局　　单位：万元: what stands before it is told, as any text.
                self._heads.unit = unit

    def count(self, ledger: Ledger) -> None:
        """Account for the cells of these rows, once they were read."""
        for row in self._rows:
            for column, cell in self._grid.starts(row):
                if cell.is_blank:
                    continue
                beyond = self._is_title(row, cell)
                ledger.add("titles" if beyond else self._kind((row, column), cell), 1)

    def _kind(self, at: Position, cell: Cell) -> CellUse:
        if at in self._remarks:
            return "remarks"
        if self._label(cell.text) is not None or self._is_money_title(cell.text):
            return "titles"
        if at in self._used:
            return "used"
        return "skipped" if is_nothing(cell.text) else "left"

    def _is_money_title(self, text: str) -> bool:
        return any(
            self._titles.field(table, text) is not None
            for table in ("sources", "amounts")
        )

    def _names(self, project: Callable[[str | None], Draft]) -> None:
        for at, cell in list(self._cells.items()):
            label, inline = self._split(cell)
            if label != "name":
                continue
            value, where = self._whole(at, cell) if inline is None else (None, None)
            if value is None:
                value, where = self._value(at, cell, inline)
            self._used.add(at)
            if where is not None:
                self._used.add(where)
            if value is not None:
                line = one_line(value)
                draft = project(line.text)
                draft.fields["name"] = line
                draft.place = cell.source.place()
                # Everything else in these rows belongs to the project named here.
                return

    def _label(self, text: str) -> str | None:
        return headings_of(self._titles).label(text)

    def _split(self, cell: Cell) -> tuple[str | None, Source | None]:
        """Return the label a cell holds, and the value where it stands in it too."""
        text = cell.text
        label = self._label(text)
        if label is not None:
            return label, None
        source = cell.source.strip()
        for mark in "：:":
            head, found, _ = source.text.partition(mark)
            if found and (label := self._label(head)) is not None:
                return label, source[len(head) + 1 :].strip()
        return None, None

    def _value(
        self, at: Position, cell: Cell, inline: Source | None
    ) -> tuple[Source | None, Position | None]:
        """Find the value of a label: in its cell, right of it, or below it."""
        if inline is not None:
            # 填报单位：单位负责人： is two labels, and the first has no value.
            colon = inline.text.endswith((":", "："))
            if colon and self._label(inline.text) is not None:
                return None, None
            return inline, None
        row, column = at
        for right in range(column + cell.column_span, len(self._grid.rows[row])):
            origin = self._grid.origin(row, right)
            beside = self._grid.at(row, right)
            if beside is None or beside.is_blank or origin == at:
                continue
            if self._is_value(origin, beside, cell):
                return beside.source.strip(), origin
            break
        below = row + cell.row_span
        if below in self._rows:
            origin = self._grid.origin(below, column)
            under = self._grid.at(below, column)
            stands = under is not None and not under.is_blank and origin[0] >= below
            if under is not None and stands and self._is_value(origin, under, cell):
                return under.source.strip(), origin
        return None, None

    def _whole(self, at: Position, cell: Cell) -> tuple[Source | None, Position | None]:
        """Read 部门整体支出 beside 项目名称 as the name, though it is a label."""
        origin = self._grid.origin(at[0], at[1] + cell.column_span)
        beside = self._grid.at(*origin)
        if beside is None or origin[0] != at[0]:
            return None, None
        kind = self._label(beside.text)
        known = _titles.pattern("whole").fullmatch(_titles.normal(beside.text))
        if kind != "funds" or known is None:
            return None, None
        return beside.source.strip(), origin

    def _is_value(self, origin: Position, cell: Cell, asking: Cell) -> bool:
        """Return whether a cell is a value, where a label beside it asks for one."""
        # A category is a title of rows or columns, never a name or a goal.
        if origin in self._used or classify(cell.text) is not None:
            return False
        label = self._split(cell)[0]
        if label is None:
            return True
        # 已完成 under 实际完成情况: words of a title alone, but no title that is
        # listed, and a title does not ask for what it says itself.
        return (
            label == "goal_actual" == self._split(asking)[0]
            and self._titles.label(cell.text) is None
        )

    def _take_label(self, at: Position, cell: Cell, draft: Draft) -> None:
        label, inline = self._split(cell)
        if label is None or at in self._used:
            return
        value, where = self._value(at, cell, inline)
        self._used.add(at)
        if where is not None:
            self._used.add(where)
        if label == "goal_actual" or _titles.pattern("paired").search(cell.text):
            # The form asks what became of the goal, whatever was filled in.
            draft.places.setdefault("goal_actual", cell.source.place())
        if value is None or not value.text:
            return
        place = attrs.evolve(value.place(), project=draft.name or None)
        match label:
            case "fiscal_year":
                self._heads.year_of(value, self._findings)
            case "total":
                self._total(draft, at, value, place)
            case "grade":
                draft.grade = one_line(value).text
                draft.places["grade"] = value.place()
            case "section" | "funds" | "other":
                said = _said(cell, value) if inline is None else cell.text
                self._findings.append(unplaced(said, place))
            case "goal" | "goal_actual":
                self._field(draft, label, paragraph(value), cell, place)
            case _:
                self._field(draft, label, one_line(value), cell, place)

    def _total(self, draft: Draft, at: Position, value: Source, place: Place) -> None:
        number = points(value.text)
        if number is None:
            self._findings.append(not_points(value.text, place))
            return
        draft.total = number
        draft.places["total"] = value.place()
        # 总分 | 100 | 98: the points to be had stand before those given.
        for _, cell in self._grid.across(at[0]):
            origin = cell.source.place()
            given = points(cell.text)
            position = self._position(cell)
            if position is None or position[1] <= at[1] or position in self._used:
                continue
            if given is None:
                # What stands behind another label (联系电话) is no total.
                break
            if position[1] > at[1]:
                self._used.add(position)
                self._findings.append(unplaced(value.text, place))
                draft.total, value, place = given, cell.source, origin

    def _position(self, cell: Cell) -> Position | None:
        return next((at for at, each in self._cells.items() if each is cell), None)

    def _field(
        self, draft: Draft, key: str, value: Source, cell: Cell, place: Place
    ) -> None:
        known = draft.fields.get(key)
        if key == "goal" and known is not None and _is_of_year(cell, draft):
            # Beside the goal of all years, that of the year is the goal.
            self._findings.append(unplaced(known.text, known.place()))
            draft.fields[key] = value
            draft.goal_label = cell.text
        elif known is None:
            draft.fields[key] = value
            if key == "goal":
                draft.goal_label = cell.text
        elif known.text != value.text and not is_nothing(value.text):
            self._findings.append(unplaced(_said(cell, value), place))

    def _report(self, draft: Draft) -> None:
        for at, cell in self._cells.items():
            if at in self._used or self._label(cell.text) is not None:
                continue
            if is_nothing(cell.text):
                continue
            place = attrs.evolve(cell.source.place(), project=draft.name or None)
            self._findings.append(unplaced(cell.text, place))


def _is_of_year(cell: Cell, draft: Draft) -> bool:
    """Report whether a label asks for the goal of the year, and the one before not."""
    annual = _titles.pattern("annual")
    this = annual.search(_titles.normal(cell.text)) is not None
    return this and annual.search(_titles.normal(draft.goal_label)) is None


def _said(label: Cell, value: Source) -> str:
    return f"{label.text.rstrip('：:')}：{value.text}"


def not_points(text: str, place: Place) -> Finding:
    """Report points that are no number."""
    return unreadable_cell(
        f"分值或得分应是数字，读到“{text}”",
        f"points are a number, and “{text}” was found",
        place,
    )
