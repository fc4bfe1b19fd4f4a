"""The titles above the rows: which column holds which field.

Titles alone decide where each is known and no two ask for one field, which is most
tables. Otherwise the content and the place of the columns have their say
(``evidence``), and the best assignment as a whole counts (``assignment``); what barely
won is told, with the other reading.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from perftargets.reading.tables.assignment import (
    OTHER,
)
from perftargets.reading.tables.column_blocks import (
    Title,
    by_year,
    long_field,
    side_of,
    unit_in,
)
from perftargets.reading.tables.column_decision import (
    OF_TARGET,
    SEVERAL,
    BlockDecision,
    Doubt,
)
from perftargets.reading.tables.column_titles import TitledColumns, TitleGroup, first
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.headings import (
    STRONG,
    Headings,
    headings_of,
)
from perftargets.reading.tables.regions import (
    bottom_of,
    is_title_row,
    texts_across,
)
from perftargets.reading.tables.titles import Titles, normal, pattern
from perftargets.text import NOWHERE, Place

_ABOVE = 12
"""How many rows above the titles may name the blocks of columns."""
_SHORT = 40
_BEGINS_BLOCK = frozenset({"subcategory", "name", "category"})
_OF_BLOCK = OF_TARGET | {"name"}
"""What a block has for itself where two stand side by side."""
_OF_YEAR = frozenset({"actual", "expected", "score"})
"""What is said of the year alone."""


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

    @property
    def taken(self) -> frozenset[int]:
        """The columns whose cells are used or told by their fields."""
        taken = {index for each in self.fields.values() for index in each}
        taken |= {index for each in self.long.values() for index in each}
        taken |= {index for each in self.kinds.values() for index, _ in each}
        taken |= self.across.keys()
        return frozenset({*taken, *self.sections, *self.levels.values()})


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
    """Makes the columns of one table out of its titled columns, block by block."""

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
        self._year = year
        self._titled = TitledColumns(grid, top, bottom, titles, headings)
        self._unknown: list[tuple[int, str]] = []
        self._levels: dict[str, int] = {}
        self._doubts: list[Doubt] = []

    def columns(self) -> Columns | None:
        others = self._set_years_apart()
        blocks = self._blocks(
            [each for each in self._titled.groups if each not in others]
        )
        self._set_levels_apart(blocks)
        made: list[dict[str, list[int]]] = []
        for block in blocks:
            decision = BlockDecision(block, self._titled.profile)
            decision.decide()
            self._doubts += decision.doubts
            made.append(self._fields_of(block))
        main, long = self._sides(made)
        if (
            main.keys().isdisjoint({"name", "list", "pairs"})
            and not self._titled.across
        ):
            return None
        return self._columns(main, long)

    def _columns(
        self, main: Mapping[str, list[int]], long: Mapping[str, list[int]]
    ) -> Columns:
        cell = next((each for _, each in self._grid.across(self._top)), None)
        groups = self._titled.groups
        return Columns(
            top=self._top,
            bottom=self._bottom,
            fields={key: tuple(each) for key, each in main.items()},
            kinds={key: tuple(each) for key, each in self._titled.kinds.items()},
            long={key: tuple(each) for key, each in long.items()},
            unknown=tuple(sorted(self._unknown)),
            sections=tuple(self._titled.sections),
            titles=tuple(normal(text) for text in texts_across(self._grid, self._top)),
            levels=self._levels,
            across=self._titled.across,
            seen=tuple(each.said for each in groups),
            doubts=tuple(self._doubts),
            place=cell.source.place() if cell else self._grid.place,
            money_title=next(
                (each.texts[-1] for each in groups if each.field == "budget"),
                "",
            ),
            value_unit=next(
                (unit_in(each.said) for each in groups if each.field == "target"),
                "",
            ),
        )

    def _set_years_apart(self) -> list[TitleGroup]:
        """Set apart the columns of other years than that of the form."""
        held = [
            Title(first(group.options), group.columns, group.texts)
            for group in self._titled.groups
        ]
        _, others, doubts = by_year(held, self._year)
        self._doubts += [Doubt(zh=zh, en=en) for zh, en in doubts]
        apart = [
            group
            for group, title in zip(self._titled.groups, held, strict=True)
            if any(title is each for each in others)
        ]
        self._unknown += [(each.columns[0], each.said) for each in apart]
        return apart

    def _blocks(self, groups: list[TitleGroup]) -> list[list[TitleGroup]]:
        """Split the groups where a second run of names with values begins."""
        seen: set[str] = set()
        for index, group in enumerate(groups):
            field = first(group.options)
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

    def _set_levels_apart(self, blocks: list[list[TitleGroup]]) -> None:
        """Read points beside a level above the rows as those of that level."""
        for block in blocks:
            points = [each for each in block if "weight" in each.options]
            for index, group in enumerate(block[1:], start=1):
                if group not in points:
                    continue
                level = first(block[index - 1].options)
                lower = any(
                    first(each.options) in {"subcategory", "name"}
                    for each in block[index + 1 :]
                )
                merged = self._titled.profile(group).merged > 0
                if (
                    level in {"category", "subcategory"}
                    and lower
                    and (len(points) > 1 or merged)
                ):
                    self._levels[level] = group.columns[0]
                    group.options = {f"{level}_weight": 1.0}

    def _fields_of(self, block: list[TitleGroup]) -> dict[str, list[int]]:
        made: dict[str, list[int]] = {}
        for group in block:
            field = group.field
            if field is None or field == OTHER:
                self._unknown.append((group.columns[0], group.texts[-1]))
                continue
            if field.endswith("_weight"):
                continue
            if field in OF_TARGET and group.side == "long":
                field = long_field(field)
            elif (
                field in _OF_YEAR
                and side_of(Title(field, group.columns, group.texts)) == "long"
            ):
                self._unknown.append((group.columns[0], group.said))
                continue
            if field not in made:
                made[field] = list(group.columns)
            elif field in SEVERAL:
                made[field] += group.columns
            else:
                self._unknown.append((group.columns[0], group.said))
        return made

    def _sides(
        self, blocks: list[dict[str, list[int]]]
    ) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Return the block of the year and the multi-year one beside it."""
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
        """Return what stands over a column, further left where no cell is merged."""
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


def _is_block(groups: Sequence[TitleGroup]) -> bool:
    """Return whether columns hold both names and values."""
    fields = {first(each.options) for each in groups}
    return "name" in fields and bool(fields & {"target", "long_term_target"})


def _share(main: dict[str, list[int]], long: dict[str, list[int]]) -> None:
    """Return a block what stands once, left or right, for both."""
    for key in OF_TARGET:
        if long_field(key) in long:
            long[key] = long.pop(long_field(key))
    for key in long.keys() - _OF_BLOCK:
        main.setdefault(key, long[key])
    if "subcategory" in main:
        long.setdefault("subcategory", main["subcategory"])


def titles_of(columns: Columns) -> Iterator[str]:
    """Yield the titles over the columns, each once."""
    yield from dict.fromkeys(columns.seen)
