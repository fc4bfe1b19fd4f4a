"""The titles above the rows: which column holds which field.

Titles alone decide where each is known and no two ask for one field, which is most
tables. Otherwise the content and the place of the columns have their say
(``evidence``), and the best assignment as a whole counts (``assignment``); what barely
won is told, with the other reading.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from perftargets.model.category import classify
from perftargets.reading.tables import evidence
from perftargets.reading.tables.assignment import (
    OTHER,
    Assignment,
    ColumnChoice,
    assign,
)
from perftargets.reading.tables.column_blocks import (
    Title,
    by_year,
    long_field,
    side_of,
    unit_in,
    years,
)
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.headings import (
    STRONG,
    Heading,
    Headings,
    headings_of,
    names_block,
    shift,
)
from perftargets.reading.tables.regions import (
    are_categories_across,
    bottom_of,
    is_count_row,
    is_group,
    is_title_row,
    texts_across,
)
from perftargets.reading.tables.titles import Titles, normal, pattern
from perftargets.text import NOWHERE, Place

_ABOVE = 12
"""How many rows above the titles may name the blocks of columns."""

_SHORT = 40
_NARROW = 4
"""So many columns at most lie below a title that says what they hold."""

_BEGINS_BLOCK = frozenset({"subcategory", "name", "category"})
_OF_TARGET = frozenset({"target", "operator", "unit", "lower", "upper"})
"""What makes up a value; the multi-year one and that of the year have their own."""

_OF_BLOCK = _OF_TARGET | {"name"}
"""What a block has for itself where two stand side by side."""

_OF_YEAR = frozenset({"actual", "expected", "score"})
"""What is said of the year alone."""

_LENDS = frozenset({"reason", "likelihood", "note"})
"""Titles over others that say what columns with unknown titles hold."""

_SEVERAL = frozenset({"note", "reason"})
_OTHER_STAGES = frozenset({"past", "part", "review", "self", "money", "long"})
_TIMES = frozenset({"past", "long", "part", "year", "number", "self", "review"})
"""What a title over others says of those below it."""

_CONTENT_ALONE = ("category", "subcategory", "operator", "unit", "name", "target")
"""Fields that content alone can show, where no title asks for them."""

_SHOWN = 0.6
"""How well content alone must fit."""

TELL, NOTE = 0.3, 0.6
"""Margins under which a column is told as doubtful, and as a guess."""

_TIE = 0.05
_OPEN_NOTES = ("绩效标准", "指标标准", "完成标准")
"""Titles of remarks in some forms, of the values in others."""

_PLAINLY = 0.9
_DIRECTED = "方向"
_BARE_UNIT = "单位"
"""A title that asks for the unit of the values or for who carries it out."""

_CORE = frozenset(
    {"name", "target", "actual", "weight", "score", "reason", "category"}
    | {"long_term_target", "operator", "unit", "subcategory"}
)

_OPEN: Mapping[str, Mapping[str, float]] = {
    "kind": {"category": 0.6, "operator": 0.55, "direction": 0.45},
    "operator": {"operator": 1.0, "direction": 0.5, "category": 0.3},
    "direction": {"direction": 1.0, "operator": 0.6, "category": 0.4},
    "points": {"weight": 0.7, "score": 0.6},
    "goal": {"goal": 1.0, "target": 0.75},
    "goal_actual": {"goal_actual": 1.0, "actual": 0.8},
    "content": {"name": 0.7, "note": 0.75},
    "standard": {"note": 1.0, "target": 0.6},
    "point": {"note": 0.9, "name": 0.7},
    "category": {"category": 1.0, "operator": 0.4, "subcategory": 0.4},
    "level1": {"category": 1.0},
    "level2": {"subcategory": 1.0, "name": 0.5},
    "level3": {"name": 1.0},
    "level4": {"name": 1.0},
    "level5": {"name": 1.0},
    "total": {"project_total": 1.0},
    "grade": {"project_grade": 1.0},
}
"""What a head can stand for; the content decides among several."""


@attrs.frozen(kw_only=True)
class Doubt:
    """A reading that barely won: REA001 if it is ``grave``, else REA002."""

    zh: str
    en: str
    grave: bool = False


@attrs.frozen(kw_only=True)
class Columns:
    """The columns of one table of rows.

    Attributes:
        top: the first row of the titles.
        bottom: the first row after them.
        fields: the columns of each field, each with the cells that its title spans.
        kinds: for ``reason`` and ``likelihood``, columns to be ticked, with the kind.
        long: the columns of the multi-year block beside the one of the year.
        unknown: columns whose title stands for no field, with the title.
        sections: columns beside the rows that say what they are (绩效指标).
        levels: columns of points beside a level above the rows, with that field.
        across: columns of a category each, with its name at both levels; their cells
            hold lists of indicators.
        titles: the texts of the titles, to know them again on the next page.
        seen: every title over the columns, as findings quote them.
        value_unit: the unit that the title of the values states: 指标值（%）.
        doubts: what had to be guessed.
        place: where the titles stand.
    """

    top: int
    bottom: int
    fields: Mapping[str, tuple[int, ...]]
    kinds: Mapping[str, tuple[tuple[int, str], ...]]
    long: Mapping[str, tuple[int, ...]]
    unknown: tuple[tuple[int, str], ...]
    sections: tuple[int, ...]
    titles: tuple[str, ...]
    levels: Mapping[str, int] = attrs.field(factory=dict)
    across: Mapping[int, tuple[str, str]] = attrs.field(factory=dict)
    seen: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    place: Place = NOWHERE
    money_title: str = ""
    value_unit: str = ""


@attrs.define
class _Group:
    """The columns below one lowest title, and what its path of titles says."""

    columns: list[int]
    texts: tuple[str, ...]
    heading: Heading
    options: dict[str, float]
    side: str = ""
    field: str | None = None

    @property
    def said(self) -> str:
        return Title("", self.columns, self.texts).said


def find(
    grid: Grid,
    row: int,
    titles: Titles,
    *,
    year: int | None = None,
) -> Columns | None:
    """Read the titles that begin in a row; None where the row holds none.

    Args:
        grid: the table.
        row: the row.
        titles: the titles known whole; others are taken apart.
        year: the fiscal year, where it is known: columns of other years are none of
            a field.
    """
    headings = headings_of(titles)
    if not is_title_row(grid, row, titles, headings):
        return None
    bottom = bottom_of(grid, row, titles, headings)
    return _Reading(grid, row, bottom, titles, headings, year).columns()


def is_table(grid: Grid, titles: Titles) -> bool:
    """Report whether a grid has titles of columns that make it a table of targets."""
    return any(find(grid, row, titles) is not None for row in range(len(grid.rows)))


class _Reading:
    """Goes through the columns below one row of titles."""

    def __init__(  # noqa: PLR0913, PLR0917 - what the titles are read by
        self,
        grid: Grid,
        top: int,
        bottom: int,
        titles: Titles,
        headings: Headings,
        year: int | None,
    ) -> None:
        self._grid = grid
        self._top = top
        self._bottom = bottom
        self._titles = titles
        self._headings = headings
        self._year = year
        self._groups: list[_Group] = []
        self._kinds: dict[str, list[tuple[int, str]]] = {}
        self._unknown: list[tuple[int, str]] = []
        self._sections: list[int] = []
        self._levels: dict[str, int] = {}
        self._across: dict[int, tuple[str, str]] = {}
        self._doubts: list[Doubt] = []
        self._profiles: dict[int, evidence.ColumnProfile] = {}
        self._tied: list[_Group] = []
        self._bare_sides = False

    def columns(self) -> Columns | None:
        stacks = [self._stack(index) for index in range(self._width())]
        named = any(
            self._is_name(text) for stack in stacks for text, _ in stack
        ) or not any(
            self._headings.column(s[-1][0]).field == "list" for s in stacks if s
        )
        self._bare_sides = named and self._have_bare_sides(stacks)
        self._gather(stacks, named=named)
        others = self._set_years_apart()
        blocks = self._blocks([each for each in self._groups if each not in others])
        self._set_levels_apart(blocks)
        made: list[dict[str, list[int]]] = []
        for block in blocks:
            self._decide(block)
            made.append(self._fields_of(block))
        main, long = self._sides(made)
        if main.keys().isdisjoint({"name", "list", "pairs"}) and not self._across:
            return None
        return self._columns(main, long)

    def _columns(
        self, main: Mapping[str, list[int]], long: Mapping[str, list[int]]
    ) -> Columns:
        cell = next((each for _, each in self._grid.across(self._top)), None)
        return Columns(
            top=self._top,
            bottom=self._bottom,
            fields={key: tuple(each) for key, each in main.items()},
            kinds={key: tuple(each) for key, each in self._kinds.items()},
            long={key: tuple(each) for key, each in long.items()},
            unknown=tuple(sorted(self._unknown)),
            sections=tuple(self._sections),
            titles=tuple(normal(text) for text in texts_across(self._grid, self._top)),
            levels=self._levels,
            across=self._across,
            seen=tuple(each.said for each in self._groups),
            doubts=tuple(self._doubts),
            place=cell.source.place() if cell else self._grid.place,
            money_title=next(
                (each.texts[-1] for each in self._groups if each.field == "budget"), ""
            ),
            value_unit=next(
                (unit_in(each.said) for each in self._groups if each.field == "target"),
                "",
            ),
        )

    def _is_name(self, text: str) -> bool:
        found = self._headings.column(text)
        if found.field == "pairs":
            return True
        return found.level > 1 or (
            found.field in {"name", "content"} and found.is_title
        )

    # Paths of titles -----------------------------------------------------------------

    def _have_bare_sides(self, stacks: list[list[tuple[str, tuple[int, int]]]]) -> bool:
        """Tell whether 实施期目标 | 年度目标 are the values, with no titles below."""
        lowest = [stack[-1][0] for stack in stacks if stack]
        fields = {self._headings.column(text).field for text in lowest}
        return not fields & {"target", "long_term_target"} and any(
            len(stack) == 1
            and is_group(stack[0][0])
            and pattern("long_term").match(normal(stack[0][0]))
            for stack in stacks
        )

    def _width(self) -> int:
        rows = self._grid.rows[self._top : self._bottom]
        return max(len(row) for row in rows)

    def _stack(self, index: int) -> list[tuple[str, tuple[int, int]]]:
        """Give the titles over one column from the top, each with its cell."""
        found: list[tuple[str, tuple[int, int]]] = []
        for row in range(self._top, self._bottom):
            cell = self._grid.at(row, index)
            origin = self._grid.origin(row, index)
            if cell is None or cell.is_blank or any(at == origin for _, at in found):
                continue
            found.append((cell.text, origin))
        if len(found) == 1 and found[0][1][0] > self._top:
            return [*self._left_of(index, found[0][1][0]), *found]
        if not found and self._top:
            # Without merged cells a title that spans two rows stands in the upper one.
            above = self._grid.at(self._top - 1, index)
            if above is not None and self._headings.column(above.text).is_title:
                origin = self._grid.origin(self._top - 1, index)
                if above.column_span == 1:
                    found.append((above.text, origin))
        return found

    def _left_of(self, index: int, row: int) -> list[tuple[str, tuple[int, int]]]:
        """Give the title over several columns that no merged cell spreads over them."""
        for column in range(index - 1, -1, -1):
            cell = self._grid.at(self._top, column)
            if cell is None or cell.is_blank:
                continue
            below = self._grid.at(row, column)
            origin = self._grid.origin(self._top, column)
            if below is None or below.is_blank or below is cell:
                return []
            return [(cell.text, origin)]
        return []

    def _gather(
        self, stacks: list[list[tuple[str, tuple[int, int]]]], *, named: bool
    ) -> None:
        spans: dict[tuple[int, int], _Group | None] = {}
        top = list(texts_across(self._grid, self._top))
        across = are_categories_across(top, self._titles)
        for index, stack in enumerate(stacks):
            if not stack:
                self._look_for_blocks(index)
                continue
            text, origin = stack[-1]
            if origin in spans:
                # A title over several columns: its cell lies in the first filled one.
                known = spans[origin]
                if known is not None:
                    known.columns.append(index)
                continue
            if across and classify(text) is not None:
                self._across[index] = (stack[0][0], text if len(stack) > 1 else "")
                continue
            spans[origin] = None
            kind = self._titles.field("kinds", text)
            if kind is not None and self._titles.column(text) is None:
                self._kinds.setdefault(kind, []).append((index, text))
                del spans[origin]
                continue
            heading = self._path(stack, named=named)
            if named and heading.field == "list":
                heading = self._of_list(heading, index, stacks)
            if named and self._is_section(heading, origin):
                self._sections.append(index)
                continue
            group = _Group([index], tuple(each for each, _ in stack), heading, {})
            spans[origin] = group
            self._groups.append(group)
        for group in self._groups:
            group.options = self._options(group)

    def _of_list(
        self,
        heading: Heading,
        index: int,
        stacks: list[list[tuple[str, tuple[int, int]]]],
    ) -> Heading:
        """Tell what a column 绩效指标 holds where the table has values of its own.

        Categories, or the names where no other title asks for them; else it stands
        beside the rows and says what they are.
        """
        if self._holds_categories(index):
            return attrs.evolve(heading, field="level1")
        lowest = [self._headings.column(stack[-1][0]) for stack in stacks if stack]
        names = any(each.level > 1 or each.field == "name" for each in lowest)
        valued = any(each.field in {"target", "actual"} for each in lowest)
        found = self._profile(_Group([index], (), Heading(), {}))
        if valued and not names and found.filled > 1 and found.distinct > 0.5:  # noqa: PLR2004 - most differ
            return attrs.evolve(heading, field="name")
        return heading

    def _holds_categories(self, index: int) -> bool:
        """Report whether a column titled 绩效指标 holds categories of level 1."""
        found = self._profile(_Group([index], (), Heading(), {}))
        return found.category > 0.5 and found.filled > 1  # noqa: PLR2004 - most of several

    def _is_section(self, heading: Heading, origin: tuple[int, int]) -> bool:
        """Report whether a title stands beside the rows: 实施期绩效指标."""
        if heading.field == "list":
            return True
        cell = self._grid.at(*origin)
        below = cell is not None and origin[0] + cell.row_span > self._bottom
        return below and not heading.level and heading.field in {None, "name", "goal"}

    def _look_for_blocks(self, index: int) -> None:
        """Note an untitled column that says which block its rows belong to."""
        last = min(len(self._grid.rows), self._bottom + evidence.SAMPLE)
        found = [
            cell.text
            for row in range(self._bottom, last)
            if (cell := self._grid.at(row, index)) is not None
            and not cell.is_blank
            and self._grid.origin(row, index)[0] == row
            and cell.column_span == 1
        ]
        if found and all(
            names_block(text) or self._titles.label(text) == "section" for text in found
        ):
            self._sections.append(index)

    def _path(
        self, stack: list[tuple[str, tuple[int, int]]], *, named: bool
    ) -> Heading:
        """Tell what the titles over a column say, the lowest first."""
        read = [self._headings.column(text) for text, _ in stack]
        low = read[-1]
        if len(stack) == 1:
            if self._bare_sides and is_group(stack[0][0]):
                return attrs.evolve(low, field="target", strength=1.0)
            alone = low.field in {None, "goal"} and _is_long(stack[0][0])
            if alone and named and low.field is None:
                return attrs.evolve(low, field="long_term_target", strength=1.0)
            return low
        above = read[-2]
        flows = {mark for each in read[:-1] for mark in each.marks & _TIMES}
        narrow = self._grid_span(stack[-2][1]) <= _NARROW
        if narrow:
            flows |= {mark for each in read[:-1] for mark in each.marks}
        marks = low.marks | flows
        if low.field is None:
            if above.field is not None and (low.only_marks or above.field in _LENDS):
                return attrs.evolve(
                    above,
                    field=shift(above.field, marks),
                    strength=above.strength * (0.95 if low.only_marks else 0.8),
                    marks=marks,
                    only_marks=low.only_marks,
                )
            return attrs.evolve(low, marks=marks)
        if low.field == "goal" and narrow and above.field in {"target", "actual"}:
            return attrs.evolve(above, field=shift(above.field, marks), marks=marks)
        if low.listed and not narrow:
            return attrs.evolve(low, marks=marks)
        return attrs.evolve(low, field=shift(low.field, marks), marks=marks)

    def _grid_span(self, origin: tuple[int, int]) -> int:
        cell = self._grid.at(*origin)
        return cell.column_span if cell is not None else 1

    def _options(self, group: _Group) -> dict[str, float]:
        heading = group.heading
        if heading.field is None:
            return _bare_stage(heading)
        field = heading.field
        strength = heading.strength
        if "part" in heading.marks and field in {"actual", "score"}:
            strength *= 0.9
        if "review" in heading.marks and field == OTHER:
            return {OTHER: 0.6, "score": 0.35} if _ends_in_points(group) else {OTHER: 1}
        if field == OTHER:
            return {OTHER: strength}
        known = self._known(group, field)
        return {each: strength * share for each, share in known.items()}

    def _known(self, group: _Group, field: str) -> Mapping[str, float]:
        """Return what a head can stand for under these titles."""
        heading = group.heading
        known = _OPEN.get(field, {field: 1.0})
        if field == "note" and normal(group.texts[-1]).endswith(_OPEN_NOTES):
            known = _OPEN["standard"]
        if field == "direction" and _DIRECTED in normal(group.texts[-1]):
            known = {field: 1.0}
        if field == "name" and not heading.listed:
            known = {"name": 1.0, "category": 0.4, "subcategory": 0.4}
        if field == "unit" and len(group.texts) > 1:
            over = self._headings.column(group.texts[-2]).field
            known = {OTHER: 1.0} if over in {"actual", "expected"} else known
        elif field == "unit" and normal(group.texts[-1]) == _BARE_UNIT:
            known = {"unit": 1.0, "agency": 0.5}
        if field == "goal" and len(group.texts) > 1:
            known = {"target": 0.7}
        return known

    # Which columns compete ------------------------------------------------------------

    def _set_years_apart(self) -> list[_Group]:
        """Set apart the columns of other years than that of the form."""
        held = [
            Title(_first(group.options), group.columns, group.texts)
            for group in self._groups
        ]
        _, others, doubts = by_year(held, self._year)
        self._doubts += [Doubt(zh=zh, en=en) for zh, en in doubts]
        apart = [
            group
            for group, title in zip(self._groups, held, strict=True)
            if any(title is each for each in others)
        ]
        self._unknown += [(each.columns[0], each.said) for each in apart]
        return apart

    def _blocks(self, groups: list[_Group]) -> list[list[_Group]]:
        """Part the groups where a second run of names with values begins."""
        seen: set[str] = set()
        for index, group in enumerate(groups):
            field = _first(group.options)
            if field not in _BEGINS_BLOCK or group.heading.strength < STRONG:
                continue
            if (
                field in seen
                and _is_block(groups[index:])
                and _is_block(groups[:index])
            ):
                return [groups[:index], groups[index:]]
            seen.add(field)
        return [groups]

    def _set_levels_apart(self, blocks: list[list[_Group]]) -> None:
        """Take the points beside a level above the rows for those of that level."""
        for block in blocks:
            points = [each for each in block if "weight" in each.options]
            for index, group in enumerate(block[1:], start=1):
                if group not in points:
                    continue
                level = _first(block[index - 1].options)
                lower = any(
                    _first(each.options) in {"subcategory", "name"}
                    for each in block[index + 1 :]
                )
                merged = self._profile(group).merged > 0
                if (
                    level in {"category", "subcategory"}
                    and lower
                    and (len(points) > 1 or merged)
                ):
                    self._levels[level] = group.columns[0]
                    group.options = {f"{level}_weight": 1.0}

    # The decision ---------------------------------------------------------------------

    def _profile(self, group: _Group) -> evidence.ColumnProfile:
        key = group.columns[0]
        if key not in self._profiles:
            last = min(len(self._grid.rows), self._bottom + evidence.SAMPLE)
            rows = [
                row
                for row in range(self._bottom, last)
                if not is_count_row(self._grid, row)
                and not any(
                    cell.column_span > _NARROW and not cell.is_blank
                    for _, cell in self._grid.starts(row)
                )
            ]
            self._profiles[key] = evidence.profile(self._grid, rows, group.columns)
        return self._profiles[key]

    def _decide(self, block: list[_Group]) -> None:
        for group in block:
            long = side_of(Title("target", group.columns, group.texts)) == "long"
            of_value = not _OF_TARGET.isdisjoint(group.options)
            marked = "long" in group.heading.marks and of_value
            group.side = "long" if long or marked else ""
        deepest = max((each.heading.level for each in block), default=0)
        for group in block:
            level = group.heading.level
            if level > 2 and level < deepest:  # noqa: PLR2004 - the third level of four is no name
                group.options = {OTHER: 1.0}
        valued = any(
            group.options.get("target", 0) >= _PLAINLY and "goal" not in group.options
            for group in block
        )
        if valued or not any("name" in group.options for group in block):
            for group in block:
                # A target of several years beside that of the year stays one.
                if "goal" in group.options and group.side != "long":
                    group.options.pop("target", None)
        if self._is_settled(block):
            for group in block:
                group.field = _first(group.options)
            return
        self._add_content(block)
        known = {
            _first(each.options): self._profile(each)
            for each in block
            if each.options and each.heading.strength >= STRONG
        }
        choices = [
            ColumnChoice(
                group.options,
                group.side,
                self._fit(group, known),
            )
            for group in block
        ]
        found = assign(choices)
        for group, field in zip(block, found.fields, strict=True):
            group.field = field
        self._break_ties(block, found)
        self._tell_doubts(block, found)

    def _fit(
        self, group: _Group, known: Mapping[str, evidence.ColumnProfile]
    ) -> Callable[[str], float]:
        found = self._profile(group)
        return lambda field: evidence.fit(field, found, known)

    def _is_settled(self, block: list[_Group]) -> bool:
        """Tell whether the titles alone decide: all known, no field asked for twice."""
        fields: list[tuple[str, str]] = []
        for group in block:
            if len(group.options) != 1 or group.heading.strength < STRONG:
                return False
            field = _first(group.options)
            if field not in _SEVERAL and field != OTHER:
                fields.append((field, group.side))
        names = {field for field, _ in fields}
        return len(set(fields)) == len(fields) and bool(
            names & {"target", "long_term_target", "list", "lower", "pairs"}
        )

    def _add_content(self, block: list[_Group]) -> None:
        """Let content speak for columns whose titles are not known."""
        asked = {
            field
            for group in block
            for field, strength in group.options.items()
            if strength >= 0.6 and not self._profile(group).is_blank  # noqa: PLR2004 - more than a guess
        }
        for index, group in enumerate(block):
            if group.options or group.heading.only_marks:
                continue
            found = self._profile(group)
            for field in _CONTENT_ALONE:
                if field in asked or found.is_blank:
                    continue
                if field == "name" and not _is_after_levels(block, index):
                    continue
                if field == "target" and not _is_after_name(block, index):
                    continue
                if evidence.fit(field, found, {}) >= _SHOWN:
                    group.options = {**group.options, field: 0.0}

    def _break_ties(self, block: list[_Group], found: Assignment) -> None:
        """Take neither of two columns that their titles do not tell apart."""
        for index, group in enumerate(block):
            if found.margins[index] >= _TIE or group.field in {OTHER, None}:
                continue
            rivals = [
                each
                for each in block
                if each is not group
                and each.side == group.side
                and group.field in each.options
                and each.heading.only_marks
                and group.heading.only_marks
            ]
            if rivals:
                for each in (group, *rivals):
                    each.field = OTHER
                    self._tied.append(each)

    def _tell_doubts(self, block: list[_Group], found: Assignment) -> None:
        for index, group in enumerate(block):
            field, margin = group.field, found.margins[index]
            if group in self._tied or margin >= NOTE or group.heading.strength > 1:
                continue
            rival = found.rivals[index]
            if not ({field, rival} & _CORE) or self._profile(group).is_blank:
                continue
            texts = self._profile(group).texts
            values = " | ".join(text.replace("\n", " ")[:_SHORT] for text in texts[:5])
            self._doubts.append(
                Doubt(
                    zh=f"“{group.said}”一栏按{_called(field)[0]}读取，也可能是"
                    f"{_called(rival)[0]}：{values}（共 {len(texts)} 格）",
                    en=f"the column “{group.said}” was read as {_called(field)[1]}; it "
                    f"may be {_called(rival)[1]}: {values} ({len(texts)} cells)",
                    grave=margin < TELL,
                )
            )

    def _fields_of(self, block: list[_Group]) -> dict[str, list[int]]:
        made: dict[str, list[int]] = {}
        for group in block:
            field = group.field
            if field is None or field == OTHER:
                self._unknown.append((group.columns[0], group.texts[-1]))
                continue
            if field.endswith("_weight"):
                continue
            if field in _OF_TARGET and group.side == "long":
                field = long_field(field)
            elif (
                field in _OF_YEAR
                and side_of(Title(field, group.columns, group.texts)) == "long"
            ):
                self._unknown.append((group.columns[0], group.said))
                continue
            if field not in made:
                made[field] = list(group.columns)
            elif field in _SEVERAL:
                made[field] += group.columns
            else:
                self._unknown.append((group.columns[0], group.said))
        return made

    # Blocks ---------------------------------------------------------------------------

    def _sides(
        self, blocks: list[dict[str, list[int]]]
    ) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Tell the block of the year from the multi-year one beside it."""
        if len(blocks) == 1:
            return blocks[0], {}
        first, second = blocks
        if "name" not in first or "name" not in second:
            # Two titles of one kind, but no second block of names.
            for key, indexes in second.items():
                if key in first:
                    self._unknown += [(each, key) for each in indexes]
                else:
                    first[key] = indexes
            return first, {}
        sides = [self._side(block) for block in (first, second)]
        if sides == ["", ""]:
            self._doubts.append(_NO_SIDES)
        main, long = second, first
        if sides[0] == "annual" or sides[1] == "long":
            main, long = first, second
        _share(main, long)
        return main, long

    def _side(self, block: Mapping[str, list[int]]) -> str:
        if "long_term_target" in block:
            return "long"
        index = block["name"][0]
        for row in range(self._bottom - 1, max(self._top - _ABOVE, -1), -1):
            text = normal(self._over(row, index))
            if pattern("long_term").match(text):
                return "long"
            if pattern("annual").match(text):
                return "annual"
        return ""

    def _over(self, row: int, index: int) -> str:
        """Give what stands over a column, further left where no cell is merged."""
        for column in range(index, -1, -1):
            cell = self._grid.at(row, column)
            if cell is not None and not cell.is_blank:
                return cell.text if len(cell.text) <= _SHORT else ""
        return ""


_NO_SIDES = Doubt(
    zh="并排的两组指标没有写明哪一组是中期、哪一组是年度，左边按中期读取",
    en="two blocks of indicators stand side by side without saying which is the "
    "multi-year one; the left one was taken for it",
)


def _bare_stage(heading: Heading) -> dict[str, float]:
    """Return what 计划 and 实际 ask for, which say no more than the stage."""
    if not heading.only_marks or heading.marks & _OTHER_STAGES:
        return {}
    if "actual" in heading.marks:
        return {} if "planned" in heading.marks else {"actual": 0.55}
    return {"target": 0.55} if "planned" in heading.marks else {}


def _first(options: Mapping[str, float]) -> str:
    """Give the field that a title asks for first."""
    return max(options, key=lambda field: options[field], default="")


def _ends_in_points(group: _Group) -> bool:
    return normal(group.texts[-1]).endswith("分")


def _is_block(groups: Sequence[_Group]) -> bool:
    """Tell whether columns hold both names and values."""
    fields = {_first(each.options) for each in groups}
    return "name" in fields and bool(fields & {"target", "long_term_target"})


def _is_after_levels(block: Sequence[_Group], index: int) -> bool:
    before = {_first(each.options) for each in block[:index]}
    return bool(before & {"category", "subcategory"})


def _is_after_name(block: Sequence[_Group], index: int) -> bool:
    return any("name" in each.options for each in block[:index])


def _is_long(text: str) -> bool:
    """Tell whether a title alone says 实施期目标 or 2023—2025年目标."""
    long = pattern("long_term").match(normal(text)) is not None or len(years(text)) > 1
    return long and is_group(text)


def _share(main: dict[str, list[int]], long: dict[str, list[int]]) -> None:
    """Give a block what stands once, left or right, for both."""
    for key in _OF_TARGET:
        if long_field(key) in long:
            long[key] = long.pop(long_field(key))
    for key in long.keys() - _OF_BLOCK:
        main.setdefault(key, long[key])
    if "subcategory" in main:
        long.setdefault("subcategory", main["subcategory"])


def _called(field: str | None) -> tuple[str, str]:
    """Return what findings call a field, in both languages."""
    found = _NAMES.get(field or OTHER)
    return found or (f"“{field}”", f"“{field}”")


def titles_of(columns: Columns) -> Iterator[str]:
    """Go through the titles over the columns, each once."""
    yield from dict.fromkeys(columns.seen)


_NAMES: Mapping[str, tuple[str, str]] = {
    OTHER: ("不属于任何字段的一栏", "a column of no field"),
    "name": ("指标名称", "the name"),
    "target": ("指标值", "the target"),
    "long_term_target": ("中期指标值", "the multi-year target"),
    "actual": ("实际完成值", "the actual"),
    "weight": ("分值", "the weight"),
    "score": ("得分", "the score"),
    "reason": ("偏差原因", "the reason"),
    "category": ("一级指标", "the category"),
    "subcategory": ("二级指标", "the subcategory"),
    "operator": ("运算符号", "the operator"),
    "unit": ("度量单位", "the unit"),
    "note": ("备注", "a remark"),
    "goal": ("绩效目标", "the goal"),
    "goal_actual": ("目标完成情况", "the actual of the goal"),
    "direction": ("指标方向", "the direction"),
    "agency": ("实施单位", "the agency"),
}
