"""The rows below the titles: one indicator a row, or one project a row."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import attrs

from perftargets.findings import Finding
from perftargets.model.category import classify
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.places import Places, runs
from perftargets.phrase import parse
from perftargets.reading.notices import (
    doubtful,
    guessed,
    no_target_column,
    unplaced,
    unreadable_cell,
)
from perftargets.reading.tables import flat_columns, lines
from perftargets.reading.tables.account import CellUse, Ledger
from perftargets.reading.tables.builder import Draft, known_places
from perftargets.reading.tables.columns import Columns
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.items import items, read_item
from perftargets.reading.tables.labels import not_points
from perftargets.reading.tables.money import is_part_sum
from perftargets.reading.tables.row_cells import SAID_BESIDE, RowCells
from perftargets.reading.tables.split_values import (
    Parts,
    direction,
    later,
    report_raised,
)
from perftargets.reading.tables.subtotals import (
    LevelPoints,
    RunningSums,
    kind_of_sum,
    with_score,
)
from perftargets.reading.tables.titles import Titles
from perftargets.reading.tables.values import (
    NOTHING,
    amount,
    category,
    indicator_name,
    is_figure,
    is_nothing,
    money_unit,
    one_line,
    paragraph,
    points,
    row_number,
    row_points,
    together,
)
from perftargets.text import NOWHERE, Place, Source

_VALUES = frozenset({"target", "list", "pairs", "lower", "upper", "long_term_target"})
OF_PROJECT = (
    *("code", "agency", "department", "period", "goal", "goal_actual"),
    *("file", "digest"),
)
"""Fields of a row that are those of its project, beside those of ``flat_columns``."""


@attrs.frozen
class Last:
    """The last row read, so that what stands after a page break can go on with it."""

    draft: Draft
    values: dict[str, Source]
    weight: Decimal | None = None
    score: Decimal | None = None


@attrs.define
class Above:
    """What the rows above have left to rows whose cells are blank."""

    category: Source = NOTHING
    subcategory: Source = NOTHING
    long_category: Source = NOTHING
    long_subcategory: Source = NOTHING
    sums: RunningSums = attrs.field(factory=RunningSums)
    levels: LevelPoints = attrs.field(factory=LevelPoints)


class Entries:
    """Reads rows under one set of titles; goes on over grids and pages."""

    def __init__(
        self,
        columns: Columns,
        *,
        titles: Titles,
        unit: str | None,
        findings: list[Finding],
        ledger: Ledger,
    ) -> None:
        self.columns = columns
        self.ledger = ledger
        self._titles = titles
        self._unit = money_unit(columns.money_title, title=True) or unit
        self.findings: list[Finding] = findings
        self.cells: RowCells = RowCells(columns, titles)
        self.above: Above = Above()
        self.strange: dict[int, tuple[Place, list[str]]] = {}
        self.taken: frozenset[int] = columns.taken
        self.figures: list[int] = [
            index
            for key in ("target", "weight", "score", "actual")
            for index in columns.fields.get(key, ())
        ]
        self.leftmost: int = min(self.taken, default=0)
        self.carried: bool = False
        self.group: Source = NOTHING
        self.last: Last | None = None
        self.long: bool = (
            "long_term_target" in columns.fields and "target" not in columns.fields
        )
        """Whether the rows are those of the multi-year block."""
        valued = not _VALUES.isdisjoint(columns.fields)
        if not valued and not columns.long and not columns.across:
            findings.append(no_target_column(columns.seen, columns.place))
        for doubt in columns.doubts:
            report = doubtful if doubt.grave else guessed
            findings.append(report(doubt.zh, doubt.en, columns.place))

    def states_figures(self, grid: Grid, row: int) -> bool:
        """Report whether values or points stand in a row, which no title is.

        A figure inside a text may be part of a title: 分值（100分）, 2023年指标值.
        """
        for index in self.figures:
            cell = grid.at(row, index)
            if cell is None:
                continue
            text = cell.source.text
            if grid.origin(row, index)[0] == row and is_figure(text):
                return True
        return False

    def begins_left(self, grid: Grid, row: int) -> bool:
        """Report whether a row has a cell of its own in the first of its columns."""
        first = next((at for at, _ in grid.filled(row)), None)
        return first is not None and first <= self.leftmost

    def begin_project(self) -> None:
        """Forget what the rows of the project before left."""
        self.findings += self.above.levels.close()
        self.above = Above()

    def is_total(self, grid: Grid, row: int) -> bool:
        """Return whether a row gives sums: 合计, 总分, 小计."""
        cell = self.cells.first(grid, row)
        return cell is not None and kind_of_sum(cell.text) is not None

    def read(
        self, grid: Grid, row: int, project: Callable[[Mapping[str, Source]], Draft]
    ) -> None:
        """Read one row into the project that it belongs to."""
        if self.is_total(grid, row):
            before = len(self.findings)
            self._total(grid, row, project({}))
            told = len(self.findings) - before
            self.ledger.add("left", told)
            self.ledger.add("skipped", max(len(grid.filled(row)) - told, 0))
            return
        if self.cells.is_labelled(grid, row) or self.cells.is_remark(grid, row):
            self._left_out(grid, row)
            return
        values = self.cells.values(grid, row)
        if not self.cells.begins_here(grid, row):
            self._extra(grid, row)
            return
        if is_part_sum(values):
            # 甲局 | | 300: what its projects come to; none of them has this budget.
            self.group = values.get("agency", NOTHING)
            self._left_out(grid, row)
            return
        self._extra(grid, row)
        if self.group.text and not values.get("agency", self.group).text:
            values["agency"] = self.group
        draft = project(values)
        self.of_project(values, draft)
        self._row(grid, row, values, draft)

    def _row(
        self, grid: Grid, row: int, values: Mapping[str, Source], draft: Draft
    ) -> None:
        """Read the indicators of one row, in whichever way its cells hold them."""
        if values.get("list", NOTHING).text:
            draft.lists.append(values["list"])
        if self.columns.across or "pairs" in values:
            self._items(grid, row, values, draft)
        if "name" not in values:
            self.last = Last(draft, dict(values)) if "list" in values else self.last
            return
        if self.long or self.cells.is_long(grid, row):
            self._later(values, draft)
            return
        self._level_points(grid, row, values, draft)
        self._rows(grid, row, values, draft)
        self._long(grid, row, draft)

    def _rows(
        self, grid: Grid, row: int, values: Mapping[str, Source], draft: Draft
    ) -> None:
        """Read the one row, or the several whose lines stand in its cells."""
        if not lines.has_lines(values):
            self._indicator(grid, row, values, draft)
            return
        found = lines.part(values)
        named = one_line(values.get("name", NOTHING))
        place = self._row_place(named, values, draft)
        if found.fault is not None:
            self.findings.append(unreadable_cell(*found.fault, place))
            values = {
                key: together(lines.lines_of(value).texts)
                if key in {"target", "actual"}
                else value
                for key, value in values.items()
            }
            self._indicator(grid, row, values, draft)
            return
        if found.shared:
            self.findings.append(
                guessed(
                    f"一格里有 {len(found.rows)} 项指标，分值、得分或原因只有一个，记在"
                    f"第一项“{found.rows[0]['name'].text}”",
                    f"the cells hold {len(found.rows)} indicators and one weight, "
                    "score or reason, which was given to the first, "
                    f"“{found.rows[0]['name'].text}”",
                    place,
                )
            )
        for each in found.rows:
            self._indicator(grid, row, each, draft)

    def _items(
        self, grid: Grid, row: int, values: Mapping[str, Source], draft: Draft
    ) -> None:
        """Read cells that hold indicators with their values, a name before each."""
        lists: list[tuple[Source, str, str | None]] = []
        if "pairs" in values:
            first, second = self._categories(values, draft)
            if grid.origin(row, self.columns.fields["pairs"][0])[0] == row:
                lists.append((values["pairs"], first.text, second.text or None))
        for column, (first_level, second_level) in self.columns.across.items():
            cell = grid.at(row, column)
            if cell is not None and grid.origin(row, column)[0] == row:
                level = category(Source(first_level))[0].text
                lists.append((cell.source, level, second_level or None))
        for source, level, sublevel in lists:
            if is_nothing(source.text):
                continue
            for item in items(source.strip()):
                read_item(item, level, sublevel, draft=draft, findings=self.findings)

    def _level_points(
        self, grid: Grid, row: int, values: Mapping[str, Source], draft: Draft
    ) -> None:
        """Read the points beside a category as its own; those of level 2 are a sum."""
        for level, column in self.columns.levels.items():
            cell = grid.at(row, column)
            if cell is None or cell.is_blank or grid.origin(row, column)[0] != row:
                continue
            number = points(cell.text)
            if number is None:
                self.findings.append(not_points(cell.text, cell.source.place()))
            elif level == "category":
                named = category(values.get("category", NOTHING))[0].text
                if named:
                    draft.weights.setdefault(named, number)
            else:
                self.findings += self.above.levels.begin(number, cell.source)

    def category_line(self, line: Source, draft: Draft) -> None:
        """Read a category that stands alone over its rows."""
        self._categories({"category": line}, draft)

    def goes_on(self, grid: Grid, row: int) -> bool:
        """Read a row as the rest of the one before the break, if it is that."""
        last = self.last
        if last is None or self.is_total(grid, row):
            return False
        values = self.cells.values(grid, row)
        if not self._is_rest(last, values):
            return False
        if "name" not in self.columns.fields:
            self._rest_of_project(last.draft, values)
            return True
        joined = {
            key: Source.join((last.values.get(key, NOTHING), value))
            for key, value in values.items()
        }
        for key, level in (("category", 1), ("subcategory", 2)):
            if key in values and not values[key].text:
                joined[key] = last.values[key]
            elif classify(values.get(key, NOTHING).text) is not None:
                joined[key] = values[key]
            del level
        last.draft.indicators.pop()
        self.above.sums.count(-(last.weight or Decimal(0)), -(last.score or Decimal(0)))
        self._indicator(grid, row, joined, last.draft)
        return True

    def _is_rest(self, last: Last, values: Mapping[str, Source]) -> bool:
        texts = {key for key, value in values.items() if value.text}
        if not texts:
            return False
        if "name" not in self.columns.fields:
            return "project" not in texts and bool(last.draft.lists)
        if not last.draft.indicators:
            return False
        # A row has what the row before it has; a rest has only what did not fit.
        return "name" not in texts or any(
            last.values.get(key, NOTHING).text and key not in texts
            for key in ("number", "weight")
        )

    def _rest_of_project(self, draft: Draft, values: Mapping[str, Source]) -> None:
        for key in OF_PROJECT:
            value = values.get(key, NOTHING)
            if value.text:
                before = draft.fields.get(key, NOTHING)
                draft.fields[key] = Source.join((before, value))
        if values["list"].text:
            draft.lists.append(values["list"])

    def finish(self) -> None:
        """Report the columns that no field takes, each once."""
        self.findings += self.above.levels.close()
        self.above.levels = LevelPoints()
        for index, title in self.columns.unknown:
            place, texts = self.strange.pop(index, (NOWHERE, []))
            if not texts:
                continue
            more = f" … ({len(texts)})" if len(texts) > 3 else ""  # noqa: PLR2004 - a few show what it is
            said = f"{one_line(Source(title)).text}：{' | '.join(texts[:3])}{more}"
            self.findings.append(unplaced(said, place))

    def _left_out(self, grid: Grid, row: int) -> None:
        cells = [cell for _, cell in grid.filled(row)]
        self.ledger.add("left", len(cells))
        said = "：".join(one_line(cell.source).text for cell in cells)
        self.findings.append(unplaced(said, cells[0].source.place()))

    def _extra(self, grid: Grid, row: int) -> None:
        """Note the cells that stand in no column of a field."""
        taken, sections = self.taken, self.columns.sections
        used = 0
        kinds: dict[CellUse, int] = {}
        for column, cell in grid.filled(row):
            if column in taken and column not in sections:
                used += 1
                continue
            if column in taken or is_nothing(cell.text):
                kind: CellUse = "titles" if column in sections else "skipped"
                kinds[kind] = kinds.get(kind, 0) + 1
                continue
            kinds["left"] = kinds.get("left", 0) + 1
            if any(column == index for index, _ in self.columns.unknown):
                _, texts = self.strange.setdefault(column, (cell.source.place(), []))
                texts.append(cell.text)
            else:
                self.findings.append(unplaced(cell.text, cell.source.place()))
        self.ledger.add("used", used)
        for kind, count in kinds.items():
            self.ledger.add(kind, count)

    # Rows ----------------------------------------------------------------------------

    def of_project(self, values: Mapping[str, Source], draft: Draft) -> None:
        """Add what the cells of a row say of its project; report what disagrees."""
        for key in OF_PROJECT:
            value = values.get(key, NOTHING)
            if is_nothing(value.text):
                # A mark for none is written where a blank would take what is above.
                continue
            value = paragraph(value) if key.startswith("goal") else one_line(value)
            known = draft.fields.setdefault(key, value)
            if known.text != value.text:
                place = attrs.evolve(value.place(), project=draft.name or None)
                self.findings.append(unplaced(value.text, place))
        flat_columns.take(values, draft, unit=self._unit, findings=self.findings)
        budget = values.get("budget", NOTHING)
        text = amount(budget.text, self._unit) if budget.text else None
        if text is not None:
            line = draft.amounts.setdefault("total", {})
            if draft.money_place is None:
                draft.money_place = budget.place()
            if line.setdefault("initial", text) != text:
                self.findings.append(unplaced(budget.text, budget.place()))

    def _categories(
        self, values: Mapping[str, Source], draft: Draft
    ) -> tuple[Source, Source]:
        above = self.above
        given, weight = category(values.get("category", NOTHING))
        written = values.get("subcategory", NOTHING)
        second, second_weight = category(written)
        if given.text:
            if given.text != above.category.text:
                above.subcategory = NOTHING
                above.long_subcategory = NOTHING
            above.category = given
            if weight is not None:
                draft.weights.setdefault(given.text, weight)
        elif "category" in values and above.category.text:
            self._carries(values)
        if second.text:
            if second_weight is not None and second.text != above.subcategory.text:
                # Points of a second level have no field.
                said = one_line(written)
                self.findings.append(unplaced(said.text, said.place()))
            above.subcategory = NOTHING if is_nothing(second.text) else second
        return above.category, above.subcategory

    def _carries(self, values: Mapping[str, Source]) -> None:
        if self.carried:
            return
        self.carried = True
        first = next((value for value in values.values() if value.text), NOTHING)
        self.findings.append(
            guessed(
                "有的行没有写指标类别，按上一行的类别读取",
                "rows without a category were read under that of the row above",
                first.place(),
            )
        )

    def _indicator(
        self, grid: Grid, row: int, values: Mapping[str, Source], draft: Draft
    ) -> None:
        cells, values = values, self.cells.with_unit(values)
        first, second = self._categories(values, draft)
        named = indicator_name(values.get("name", NOTHING))
        name, own_weight = row_points(named)
        actual = one_line(values.get("actual", NOTHING))
        without_value = is_nothing(values.get("target", NOTHING).text)
        if is_nothing(name.text) and without_value and is_nothing(actual.text):
            # A filler of the form: ……, or 指标2： and nothing after it.
            for key in SAID_BESIDE:
                value = values.get(key, NOTHING)
                if not is_nothing(value.text):
                    self.findings.append(unplaced(value.text, value.place()))
            return
        place = self._row_place(name, values, draft)
        here = self.cells.places(grid, row, values) | {
            "name": name.place() if name.text else self.cells.empty(grid, row, "name"),
            "category": first.place(),
            "subcategory": second.place(),
        }
        written = Parts.of(values).joined(place, self.findings)
        here |= runs("name", name) | runs("target", written)
        if not name.text:
            self.findings.append(
                unreadable_cell(
                    f"这一行没有指标名称；指标值是“{written.text}”",
                    f"the row has no name of an indicator; its target is "
                    f"“{written.text}”",
                    place,
                )
            )
        weight = self._points(values, "weight", place)
        if own_weight is not None and weight not in {None, own_weight}:
            self.findings.append(unplaced(named.text, place))
        weight = own_weight if weight is None else weight
        score = self._points(values, "score", place)
        self.above.sums.count(weight, score)
        self.above.levels.count(weight)
        self.last = Last(draft, dict(cells), weight, score)
        draft.indicators.append(
            Indicator(
                number=row_number(values.get("number", NOTHING).text),
                category=first.text,
                subcategory=second.text or None,
                name=name.text,
                target=parse(written.text),
                unit=one_line(values.get("unit", NOTHING)).text or None,
                long_term_target=later(values, place, self.findings),
                weight=weight,
                direction=direction(values, place, self.findings),
                actual=self._actual(actual, draft, name.text),
                expected=one_line(values.get("expected", NOTHING)).text or None,
                likelihood=self.cells.likelihood(
                    grid, row, values, place=place, findings=self.findings
                ),
                score=score,
                reason=self.cells.reason(grid, row, values),
                note=paragraph(values.get("note", NOTHING)).text or None,
                place=place,
                places=Places.of(place, known_places(here)),
            )
        )

    def _row_place(
        self, name: Source, values: Mapping[str, Source], draft: Draft
    ) -> Place:
        first = name
        if not name.text:
            first = next((value for value in values.values() if value.text), NOTHING)
        return first.place().within(draft.name or None, name.text)

    def _actual(self, actual: Source, draft: Draft, name: str) -> Actual | None:
        if not actual.text:
            return None
        place = actual.place().within(draft.name or None, name)
        report_raised(actual, place, self.findings)
        return Actual(actual.text, place=place)

    def _points(
        self, values: Mapping[str, Source], key: str, place: Place
    ) -> Decimal | None:
        source = values.get(key, NOTHING)
        if is_nothing(source.text):
            return None
        number = points(source.text)
        if number is None:
            where = attrs.evolve(
                source.place(), project=place.project, indicator=place.indicator
            )
            self.findings.append(not_points(source.text, where))
        return number

    def _later(self, values: Mapping[str, Source], draft: Draft) -> None:
        """Read a row of the multi-year block that stands above that of the year."""
        first, second = self._categories(values, draft)
        name, _ = row_points(indicator_name(values.get("name", NOTHING)))
        own = "target" not in values and "lower" not in values
        place = self._row_place(name, values, draft)
        written = Parts.of(self.cells.with_unit(values), long=own).joined(
            place, self.findings
        )
        if is_nothing(name.text) and is_nothing(written.text):
            return
        for key in ("weight", "actual", "score", "reason", "note"):
            value = values.get(key, NOTHING)
            if not is_nothing(value.text):
                self.findings.append(unplaced(value.text, value.place()))
        places = {"long_term_target": written.place()}
        draft.add_later((first.text, second.text), name.text, written, place, places)

    def _long(self, grid: Grid, row: int, draft: Draft) -> None:
        """Read the multi-year block beside the one of the year."""
        if not self.columns.long:
            return
        values = {
            key: self.cells.joined(grid, row, indexes)
            for key, indexes in self.columns.long.items()
        }
        above = self.above
        first, _ = category(values.get("category", NOTHING))
        if not first.text:
            first = above.long_category
        elif first.text != above.long_category.text:
            above.long_category, above.long_subcategory = first, NOTHING
        second, _ = category(values.get("subcategory", NOTHING))
        if second.text:
            above.long_subcategory = second
        name = indicator_name(values.get("name", NOTHING))
        if is_nothing(name.text) or not self.cells.has_long(grid, row):
            return
        place = attrs.evolve(
            name.place(), project=draft.name or None, indicator=name.text
        )
        written = Parts.of(values).joined(place, self.findings)
        second = above.long_subcategory
        places = {
            "long_term_target": values.get("target", NOTHING).place(),
            "subcategory": second.place(),
        }
        levels = first.text or above.category.text, second.text
        draft.add_later(levels, name.text, written, place, places)

    # Sums ----------------------------------------------------------------------------

    def _total(self, grid: Grid, row: int, draft: Draft) -> None:
        first = self.cells.first(grid, row)
        if first is None:
            return
        cells = [
            (
                "weight"
                if column in self.columns.levels.values()
                else self.cells.field_at(column),
                cell,
            )
            for column, cell in grid.starts(row)
            if not cell.is_blank and cell is not first
        ]
        if kind_of_sum(first.text) == "total" and "score" in self.columns.fields:
            cells = with_score(cells)
        self.above.sums.read(first, cells, draft=draft, findings=self.findings)
