"""The titles above the rows: which column holds which field."""

from collections.abc import Iterator, Mapping

import attrs

from perftargets.reading.tables.column_blocks import (
    Title,
    by_year,
    long_field,
    side_of,
    unit_in,
    years,
)
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.titles import Titles, normal, pattern
from perftargets.text import NOWHERE, Place

_MOST_TITLE_ROWS = 4
_ABOVE = 12
"""How many rows above the titles may name the blocks of columns."""

_SHORT = 40
_ENOUGH = 3
"""So many known titles make a row of titles, whatever else stands in it."""

_DESCRIBING = frozenset(
    {"target", "long_term_target", "actual", "category", "subcategory", "weight"}
    | {"score", "project", "operator"}
)
_BEGINS_BLOCK = frozenset({"subcategory", "name", "category"})
_OF_TARGET = frozenset({"target", "operator", "unit", "lower", "upper"})
"""What makes up a value; the multi-year one and that of the year have their own."""

_OF_BLOCK = _OF_TARGET | {"name"}
"""What a block has for itself where two stand side by side."""

_OF_YEAR = frozenset({"actual", "expected", "score"})
"""What is said of the year alone."""

_LENDS = frozenset({"reason", "likelihood", "note"})
"""Titles over others that say what columns with unknown titles hold."""

_NO_SIDES = (
    "并排的两组指标没有写明哪一组是中期、哪一组是年度，左边按中期读取",
    (
        "two blocks of indicators stand side by side without saying which is the "
        "multi-year one; the left one was taken for it"
    ),
)
_SEVERAL = frozenset({"note", "reason"})


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
        titles: the texts of the titles, to know them again on the next page.
        value_unit: the unit that the title of the values states: 指标值（%）.
        doubts: what had to be guessed, in both languages.
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
    doubts: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE
    money_title: str = ""
    value_unit: str = ""


def find(
    grid: Grid, row: int, titles: Titles, *, year: int | None = None
) -> Columns | None:
    """Read the titles that begin in a row; None where the row holds none.

    Args:
        grid: the table.
        row: the row.
        titles: the titles known.
        year: the fiscal year, where it is known: columns of other years are none of
            a field.
    """
    if not _is_title_row(grid, row, titles):
        return None
    bottom = row + 1
    while (
        bottom < min(len(grid.rows), row + _MOST_TITLE_ROWS)
        and _is_below(grid, row, bottom, titles)
    ):  # fmt: skip
        bottom += 1
    return _Reading(grid, row, bottom, titles, year).columns()


def _texts(grid: Grid, row: int) -> Iterator[str]:
    for _, cell in grid.across(row):
        if not cell.is_blank:
            yield cell.text


def _is_title_row(grid: Grid, row: int, titles: Titles) -> bool:
    found: set[str] = set()
    texts = list(_texts(grid, row))
    strange = 0
    for text in texts:
        field = titles.column(text) or titles.field("kinds", text)
        if field is not None:
            found.add(field)
            continue
        strange += not _is_group(text)
        if 2 * strange > len(texts) and not found:
            return False
    if 2 * strange > len(texts) and len(found) < _ENOUGH:
        return False
    if found & {"name", "content"}:
        return bool(found & _DESCRIBING)
    return "list" in found and bool(found & {"project", "goal"}) and len(found) > 2  # noqa: PLR2004 - two are labels of a header


def _is_group(text: str) -> bool:
    """Tell whether a title says which block or year stands below it, and no more."""
    return pattern("group").fullmatch(normal(text)) is not None


def _is_long(text: str) -> bool:
    """Tell whether a title alone says 实施期目标 or 2023—2025年目标."""
    long = pattern("long_term").match(normal(text)) is not None or len(years(text)) > 1
    return long and _is_group(text)


def _is_below(grid: Grid, top: int, row: int, titles: Titles) -> bool:
    """Tell whether a row goes on with the titles.

    All it holds is known as a title, or a title that spans rows stands beside it and
    what it holds stands below titles that span columns.
    """
    cells = [(at, cell) for at, cell in grid.starts(row) if not cell.is_blank]
    if not cells:
        return False
    known = [
        titles.column(cell.text) or titles.field("kinds", cell.text)
        for _, cell in cells
    ]
    if all(
        field is not None or _is_group(cell.text)
        for field, (_, cell) in zip(known, cells, strict=True)
    ):
        return any(known) or all(_is_covered(grid, top, row, at) for at, _ in cells)
    beside = any(
        top <= grid.origin(row, at)[0] < row and titles.column(cell.text) != "list"
        for at, cell in grid.across(row)
        if not cell.is_blank
    )
    return beside and all(_is_covered(grid, top, row, at) for at, _ in cells)


def _is_covered(grid: Grid, top: int, row: int, column: int) -> bool:
    """Tell whether a title of several columns stands above a cell."""
    above = grid.at(row - 1, column)
    wide = above is not None and above.column_span > 1 and not above.is_blank
    return wide and grid.origin(row - 1, column)[0] >= top


class _Reading:
    """Goes through the columns below one row of titles."""

    def __init__(
        self, grid: Grid, top: int, bottom: int, titles: Titles, year: int | None
    ) -> None:
        self._grid = grid
        self._top = top
        self._bottom = bottom
        self._titles = titles
        self._year = year
        self._blocks: list[dict[str, list[int]]] = [{}]
        self._found: list[Title] = []
        self._spans: dict[tuple[int, int], Title | None] = {}
        self._kinds: dict[str, list[tuple[int, str]]] = {}
        self._unknown: list[tuple[int, str]] = []
        self._sections: list[int] = []
        self._doubts: list[tuple[str, str]] = []
        self._money_title = ""
        self._bare_sides = False

    def columns(self) -> Columns | None:
        stacks = [self._stack(index) for index in range(self._width())]
        named = any(
            self._titles.column(text) in {"name", "content"}
            for stack in stacks
            for text, _ in stack
        )
        self._bare_sides = named and self._have_bare_sides(stacks)
        for index, stack in enumerate(stacks):
            if stack:
                self._place(index, stack, named=named)
        of_year, others, doubts = by_year(self._found, self._year)
        self._doubts += doubts
        self._unknown += [(each.columns[0], each.said) for each in others]
        for title in of_year:
            self._add(title)
        main, long = self._sides()
        self._settle_content(main)
        if "name" not in main and "list" not in main:
            return None
        cell = next((each for _, each in self._grid.across(self._top)), None)
        return Columns(
            top=self._top,
            bottom=self._bottom,
            fields={key: tuple(each) for key, each in main.items()},
            kinds={key: tuple(each) for key, each in self._kinds.items()},
            long={key: tuple(each) for key, each in long.items()},
            unknown=tuple(sorted(self._unknown)),
            sections=tuple(self._sections),
            titles=tuple(normal(text) for text in _texts(self._grid, self._top)),
            doubts=tuple(self._doubts),
            place=cell.source.place() if cell else self._grid.place,
            money_title=self._money_title,
            value_unit=next(
                (unit_in(each.said) for each in of_year if each.field == "target"), ""
            ),
        )

    def _have_bare_sides(self, stacks: list[list[tuple[str, tuple[int, int]]]]) -> bool:
        """Tell whether 实施期目标 | 年度目标 are the values, with no titles below."""
        lowest = [stack[-1][0] for stack in stacks if stack]
        fields = {self._titles.column(text) for text in lowest}
        return not fields & {"target", "long_term_target"} and any(
            len(stack) == 1
            and _is_group(stack[0][0])
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
            if cell is not None and not cell.is_blank and origin not in dict_of(found):
                found.append((cell.text, origin))
        if len(found) == 1 and found[0][1][0] > self._top:
            return [*self._left_of(index, found[0][1][0]), *found]
        if not found and self._top:
            # Without merged cells a title that spans two rows stands in the upper one.
            above = self._grid.at(self._top - 1, index)
            if above is not None and self._titles.column(above.text) is not None:
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

    def _place(
        self, index: int, stack: list[tuple[str, tuple[int, int]]], *, named: bool
    ) -> None:
        text, origin = stack[-1]
        if origin in self._spans:
            # A title over several columns: its cell lies in the first that is filled.
            known = self._spans[origin]
            if known is not None:
                known.columns.append(index)
            return
        kind = self._titles.field("kinds", text)
        if kind is not None and self._titles.column(text) is None:
            self._kinds.setdefault(kind, []).append((index, text))
            return
        field = self._field(stack, named=named)
        self._spans[origin] = None
        if field == "list" and named:
            self._sections.append(index)
            return
        if field is None:
            self._unknown.append((index, text))
            return
        if field == "budget":
            self._money_title = text
        title = Title(field, [index], tuple(each for each, _ in stack))
        self._spans[origin] = title
        self._found.append(title)

    def _field(
        self, stack: list[tuple[str, tuple[int, int]]], *, named: bool
    ) -> str | None:
        """Tell the field that the titles over a column stand for."""
        top, text = stack[0][0], stack[-1][0]
        above = self._titles.column(top) if len(stack) > 1 else None
        field = self._titles.column(text)
        if field == "goal" and len(stack) > 1:
            field = None
        if field is None and (above in _LENDS or (above and _is_group(text))):
            field = above
        if self._bare_sides and len(stack) == 1 and _is_group(text):
            return "target"
        if field is None and named and len(stack) == 1 and _is_long(text):
            return "long_term_target"
        return field

    def _add(self, title: Title) -> None:
        field, indexes = title.field, title.columns
        if field in _OF_TARGET and side_of(title) == "long":
            field = long_field(field)
        elif field in _OF_YEAR and side_of(title) == "long":
            self._unknown += [(indexes[0], title.said)]
            return
        block = self._blocks[-1]
        if field in block and field in _BEGINS_BLOCK and len(self._blocks) == 1:
            block = {}
            self._blocks.append(block)
        if field not in block:
            block[field] = indexes
        elif field in _SEVERAL:
            block[field] += indexes
        else:
            self._unknown.append((indexes[0], title.said))

    def _sides(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Tell the block of the year from the multi-year one beside it."""
        if len(self._blocks) == 1:
            return self._blocks[0], {}
        first, second = self._blocks
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

    def _settle_content(self, main: dict[str, list[int]]) -> None:
        """Take 指标内容 for the name where no other column is one, else as a remark."""
        content = main.pop("content", None)
        if content is None:
            return
        if "name" not in main:
            main["name"] = content
        else:
            main["note"] = sorted([*main.get("note", ()), *content])


def _share(main: dict[str, list[int]], long: dict[str, list[int]]) -> None:
    """Give a block what stands once, left or right, for both."""
    for key in _OF_TARGET:
        if long_field(key) in long:
            long[key] = long.pop(long_field(key))
    for key in long.keys() - _OF_BLOCK:
        main.setdefault(key, long[key])
    if "subcategory" in main:
        long.setdefault("subcategory", main["subcategory"])


def dict_of(
    stack: list[tuple[str, tuple[int, int]]],
) -> frozenset[tuple[int, int]]:
    """Give the cells of a stack of titles."""
    return frozenset(origin for _, origin in stack)
