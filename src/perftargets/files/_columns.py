"""The titles above the rows: which column holds which field."""

from collections.abc import Iterator, Mapping

import attrs

from perftargets.files._table import Grid
from perftargets.files._titles import Titles, normal, pattern
from perftargets.text import NOWHERE, Place

_MOST_TITLE_ROWS = 4
_ABOVE = 12
"""How many rows above the titles may name the blocks of columns."""

_SHORT = 40
_DESCRIBING = frozenset(
    {"target", "long_term_target", "actual", "category", "subcategory", "weight"}
    | {"score", "project", "operator"}
)
_BEGINS_BLOCK = frozenset({"subcategory", "name", "category"})
_OF_BLOCK = frozenset({"subcategory", "name", "target", "operator", "unit"})
"""What a block has for itself where two stand side by side."""

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


def find(grid: Grid, row: int, titles: Titles) -> Columns | None:
    """Read the titles that begin in a row; None where the row holds none."""
    if not _is_title_row(grid, row, titles):
        return None
    bottom = row + 1
    while (
        bottom < min(len(grid.rows), row + _MOST_TITLE_ROWS)
        and _is_below(grid, bottom, titles)
    ):  # fmt: skip
        bottom += 1
    return _Reading(grid, row, bottom, titles).columns()


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
        strange += 1
        if 2 * strange > len(texts):
            return False
    if found & {"name", "content"}:
        return bool(found & _DESCRIBING)
    return "list" in found and bool(found & {"project", "goal"}) and len(found) > 2  # noqa: PLR2004 - two are labels of a header


def _is_below(grid: Grid, row: int, titles: Titles) -> bool:
    """Tell whether a row goes on with the titles: all it holds is known as one."""
    texts = [cell.text for _, cell in grid.starts(row) if not cell.is_blank]
    return bool(texts) and all(
        titles.column(text) is not None or titles.field("kinds", text) is not None
        for text in texts
    )


class _Reading:
    """Goes through the columns below one row of titles."""

    def __init__(self, grid: Grid, top: int, bottom: int, titles: Titles) -> None:
        self._grid = grid
        self._top = top
        self._bottom = bottom
        self._titles = titles
        self._blocks: list[dict[str, list[int]]] = [{}]
        self._spans: dict[tuple[int, int], str] = {}
        self._kinds: dict[str, list[tuple[int, str]]] = {}
        self._unknown: list[tuple[int, str]] = []
        self._sections: list[int] = []
        self._doubts: list[tuple[str, str]] = []
        self._money_title = ""

    def columns(self) -> Columns | None:
        stacks = [self._stack(index) for index in range(self._width())]
        named = any(
            self._titles.column(text) in {"name", "content"}
            for stack in stacks
            for text, _ in stack
        )
        for index, stack in enumerate(stacks):
            if stack:
                self._place(index, stack, named=named)
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
            unknown=tuple(self._unknown),
            sections=tuple(self._sections),
            titles=tuple(normal(text) for text in _texts(self._grid, self._top)),
            doubts=tuple(self._doubts),
            place=cell.source.place() if cell else self._grid.place,
            money_title=self._money_title,
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
        if not found and self._top:
            # Without merged cells a title that spans two rows stands in the upper one.
            above = self._grid.at(self._top - 1, index)
            if above is not None and self._titles.column(above.text) is not None:
                origin = self._grid.origin(self._top - 1, index)
                if above.column_span == 1:
                    found.append((above.text, origin))
        return found

    def _place(
        self, index: int, stack: list[tuple[str, tuple[int, int]]], *, named: bool
    ) -> None:
        (top, _), (text, origin) = stack[0], stack[-1]
        if origin in self._spans and len(stack) == 1:
            # A title over several columns: its cell lies in the first that is filled.
            known = self._spans[origin]
            if known:
                self._blocks[-1][known].append(index)
            return
        above = self._titles.column(top)
        kind = self._titles.field("kinds", text)
        if kind is not None and self._titles.column(text) is None:
            self._kinds.setdefault(kind, []).append((index, text))
            return
        field = self._titles.column(text) or (above if len(stack) > 1 else None)
        if field == "list" and named:
            self._sections.append(index)
            self._spans[origin] = ""
            return
        if field == "target" and pattern("long_term").search(normal(top)):
            field = "long_term_target"
        if field is None:
            self._unknown.append((index, text))
            self._spans[origin] = ""
            return
        if field == "budget":
            self._money_title = text
        self._add(field, index, text)
        self._spans[origin] = field if field in self._blocks[-1] else ""

    def _add(self, field: str, index: int, text: str) -> None:
        block = self._blocks[-1]
        if field in block and field in _BEGINS_BLOCK and len(self._blocks) == 1:
            block = {}
            self._blocks.append(block)
        if field not in block:
            block[field] = [index]
        elif field in _SEVERAL:
            block[field].append(index)
        else:
            self._unknown.append((index, text))

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
        if "long_term_target" in long:
            long["target"] = long.pop("long_term_target")
        # Category and points stand once, left or right, for both.
        for key in long.keys() - _OF_BLOCK:
            main.setdefault(key, long[key])
        return main, long

    def _side(self, block: Mapping[str, list[int]]) -> str:
        if "long_term_target" in block:
            return "long"
        index = block["name"][0]
        for row in range(self._bottom - 1, max(self._top - _ABOVE, -1), -1):
            cell = self._grid.at(row, index)
            if cell is None or len(cell.text) > _SHORT:
                continue
            text = normal(cell.text)
            if pattern("long_term").match(text):
                return "long"
            if pattern("annual").match(text):
                return "annual"
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


def dict_of(
    stack: list[tuple[str, tuple[int, int]]],
) -> frozenset[tuple[int, int]]:
    """Give the cells of a stack of titles."""
    return frozenset(origin for _, origin in stack)
