"""The titles over each column of a table, from the top down, and what they ask for.

A title that spans several columns says something of each; the lowest one, with what
flows down to it, gives the fields that the column may hold, each with its strength.
"""

from collections.abc import Mapping

import attrs

from perftargets.model.category import classify
from perftargets.reading.tables import evidence
from perftargets.reading.tables.assignment import (
    OTHER,
)
from perftargets.reading.tables.column_blocks import (
    Title,
    years,
)
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.headings import (
    Heading,
    Headings,
    names_block,
    shift,
)
from perftargets.reading.tables.regions import (
    are_categories_across,
    is_count_row,
    is_group,
    texts_across,
)
from perftargets.reading.tables.titles import Titles, normal, pattern, texts, word

_NARROW = 4
"""So many columns at most lie below a title that says what they hold."""
_LENDS = frozenset({"reason", "likelihood", "note"})
"""Titles over others that say what columns with unknown titles hold."""
_OTHER_STAGES = frozenset({"past", "part", "review", "self", "money", "long"})
_TIMES = frozenset({"past", "long", "part", "year", "number", "self", "review"})
"""What a title over others says of those below it."""
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


@attrs.define
class TitleGroup:
    """The columns below one lowest title, and what its path of titles says."""

    columns: list[int]
    texts: tuple[str, ...]
    heading: Heading
    options: dict[str, float]
    side: str = ""
    field: str | None = None

    @property
    def said(self) -> str:
        """The titles from the top down, as findings quote them."""
        return Title("", self.columns, self.texts).said


class TitledColumns:
    """Goes through the columns below one row of titles, and gathers them by title.

    Attributes:
        groups: the columns below each lowest title.
        kinds: for ``reason`` and ``likelihood``, columns to be ticked, with the kind.
        sections: columns beside the rows that say what they are (绩效指标).
        across: columns of a category each, with its name at both levels.
    """

    def __init__(
        self,
        grid: Grid,
        top: int,
        bottom: int,
        titles: Titles,
        headings: Headings,
    ) -> None:
        """Gather the columns of ``grid`` below the titles in rows top to bottom."""
        self._grid = grid
        self._top = top
        self._bottom = bottom
        self._titles = titles
        self._headings = headings
        self.groups: list[TitleGroup] = []
        self.kinds: dict[str, list[tuple[int, str]]] = {}
        self.sections: list[int] = []
        self.across: dict[int, tuple[str, str]] = {}
        self._profiles: dict[int, evidence.ColumnProfile] = {}
        stacks = [self._stack(index) for index in range(self._width())]
        named = any(
            self._is_name(text) for stack in stacks for text, _ in stack
        ) or not any(
            self._headings.column(s[-1][0]).field == "list" for s in stacks if s
        )
        self._bare_sides = named and self._have_bare_sides(stacks)
        self._gather(stacks, named=named)

    def profile(self, group: TitleGroup) -> evidence.ColumnProfile:
        """Return the content of a column, as shares of its filled cells."""
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

    def _is_name(self, text: str) -> bool:
        found = self._headings.column(text)
        if found.field == "pairs":
            return True
        return found.level > 1 or (
            found.field in {"name", "content"} and found.is_title
        )

    def _have_bare_sides(self, stacks: list[list[tuple[str, tuple[int, int]]]]) -> bool:
        """Return whether 实施期目标 | 年度目标 are the values, with no titles below."""
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
        """Return the titles over one column from the top, each with its cell."""
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
        """Return the title over several columns, where no cell is merged over them."""
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
        spans: dict[tuple[int, int], TitleGroup | None] = {}
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
                self.across[index] = (stack[0][0], text if len(stack) > 1 else "")
                continue
            spans[origin] = None
            kind = self._titles.field("kinds", text)
            if kind is not None and self._titles.column(text) is None:
                self.kinds.setdefault(kind, []).append((index, text))
                del spans[origin]
                continue
            heading = self._path(stack, named=named)
            if named and heading.field == "list":
                heading = self._of_list(heading, index, stacks)
            if named and self._is_section(heading, origin):
                self.sections.append(index)
                continue
            group = TitleGroup([index], tuple(each for each, _ in stack), heading, {})
            spans[origin] = group
            self.groups.append(group)
        for group in self.groups:
            group.options = self._options(group)

    def _of_list(
        self,
        heading: Heading,
        index: int,
        stacks: list[list[tuple[str, tuple[int, int]]]],
    ) -> Heading:
        """Return what a column 绩效指标 holds where the table has values of its own.

        Categories, or the names where no other title asks for them; else it stands
        beside the rows and says what they are.
        """
        if self._holds_categories(index):
            return attrs.evolve(heading, field="level1")
        lowest = [self._headings.column(stack[-1][0]) for stack in stacks if stack]
        names = any(each.level > 1 or each.field == "name" for each in lowest)
        valued = any(each.field in {"target", "actual"} for each in lowest)
        found = self.profile(TitleGroup([index], (), Heading(), {}))
        if valued and not names and found.filled > 1 and found.distinct > 0.5:  # noqa: PLR2004 - most differ
            return attrs.evolve(heading, field="name")
        return heading

    def _holds_categories(self, index: int) -> bool:
        """Report whether a column titled 绩效指标 holds categories of level 1."""
        found = self.profile(TitleGroup([index], (), Heading(), {}))
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
            self.sections.append(index)

    def _path(
        self, stack: list[tuple[str, tuple[int, int]]], *, named: bool
    ) -> Heading:
        """Return what the titles over a column say, the lowest first."""
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

    def _options(self, group: TitleGroup) -> dict[str, float]:
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

    def _known(self, group: TitleGroup, field: str) -> Mapping[str, float]:
        """Return what a head can stand for under these titles."""
        heading = group.heading
        known = _OPEN.get(field, {field: 1.0})
        if field == "note" and normal(group.texts[-1]).endswith(
            texts("ambiguous", "notes")
        ):
            known = _OPEN["standard"]
        if field == "direction" and word("ambiguous", "direction") in normal(
            group.texts[-1]
        ):
            known = {field: 1.0}
        if field == "name" and not heading.listed:
            known = {"name": 1.0, "category": 0.4, "subcategory": 0.4}
        if field == "unit" and len(group.texts) > 1:
            over = self._headings.column(group.texts[-2]).field
            known = {OTHER: 1.0} if over in {"actual", "expected"} else known
        elif field == "unit" and normal(group.texts[-1]) == word("ambiguous", "unit"):
            known = {"unit": 1.0, "agency": 0.5}
        if field == "goal" and len(group.texts) > 1:
            known = {"target": 0.7}
        return known


def _bare_stage(heading: Heading) -> dict[str, float]:
    """Return what 计划 and 实际 ask for, which say no more than the stage."""
    if not heading.only_marks or heading.marks & _OTHER_STAGES:
        return {}
    if "actual" in heading.marks:
        return {} if "planned" in heading.marks else {"actual": 0.55}
    return {"target": 0.55} if "planned" in heading.marks else {}


def first(options: Mapping[str, float]) -> str:
    """Return the field that a title asks for first."""
    return max(options, key=lambda field: options[field], default="")


def _ends_in_points(group: TitleGroup) -> bool:
    return normal(group.texts[-1]).endswith(word("ambiguous", "points"))


def _is_long(text: str) -> bool:
    """Return whether a title alone says 实施期目标 or 2023—2025年目标."""
    long = pattern("long_term").match(normal(text)) is not None or len(years(text)) > 1
    return long and is_group(text)
