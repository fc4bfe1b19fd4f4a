"""Where titles of columns stand in a grid, and which rows below them are no rows."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import attrs

from perftargets.model.category import classify
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.headings import (
    Heading,
    Headings,
    could_end_a_title,
    gate_words,
)
from perftargets.reading.tables.titles import Titles, normal, pattern

MOST_TITLE_ROWS = 5
_SHORT = 14
"""A longer text is no title that only its place shows."""

_ENOUGH = 3
"""So many listed titles make a row of titles, whatever else stands in it."""

_STRONG_SHARE = 0.55
"""Share of a row's cells that must be titles beyond doubt."""

_FIRST_ROWS = 200
"""How many rows are looked at to tell what kind of table it is."""

_DESCRIBING = frozenset(
    {"target", "long_term_target", "actual", "category", "subcategory", "weight"}
    | {"score", "project", "operator"}
)
_NAMES = frozenset({"name", "content", "point", "level2", "level3", "level4", "level5"})
_LEVELS = frozenset({"category", "subcategory", "name", "level1", "level2", "level3"})
_VALUES = frozenset(
    {"target", "long_term_target", "actual", "weight", "score", "goal", "points"}
    | {"expected", "lower", "upper", "note", "reason", "unit", "operator"}
)
_ORDINAL = re.compile(
    r"[(\[]?(?:\d{1,2}|[a-z]|[甲乙丙丁戊己庚辛]|[ivx]{1,4}|[①-⑳])[)\]]?"
    r"(?:=[^=]{1,20})?"
)
_DIGIT = re.compile(r"\d")
_LONGEST_MARK = 24
_COUNTING = ("栏次", "行次", "列次", "栏号", "列号", "项次")
_DASHES = ("-", "—", "--", "——")


def texts_across(grid: Grid, row: int) -> Iterator[str]:
    """Yield the texts that a row shows, cells merged from above included."""
    for _, cell in grid.across(row):
        if not cell.is_blank:
            yield cell.text


def is_group(text: str, headings: Headings | None = None) -> bool:
    """Report whether a title says which block or year stands below it, and no more."""
    if pattern("group").fullmatch(normal(text)) is not None:
        return True
    return headings is not None and headings.column(text).only_marks


def is_title_row(grid: Grid, row: int, titles: Titles, headings: Headings) -> bool:
    """Report whether titles of columns begin in a row."""
    found = _Titles()
    texts = list(texts_across(grid, row))
    most = len(texts)
    for text in texts:
        found.look(text, titles, headings)
        unsure = found.weak > (1 - _STRONG_SHARE) * most
        if 2 * found.strange > most and not found.listed and unsure:
            return _stands_over_categories(grid, row)
    if "project" in found.listed and are_categories_across(texts, titles):
        return True
    if (2 * found.strange <= most or len(found.listed) >= _ENOUGH) and _are_titles(
        found.listed
    ):
        return True
    strong = found.strong
    if found.weak > (1 - _STRONG_SHARE) * most and len(strong) <= _ENOUGH:
        return _stands_over_categories(grid, row)
    named = strong & _NAMES
    if "pairs" in strong and strong & {"category", "level1", "list", "kind"}:
        return True
    if not named or not strong & _VALUES or len(strong) < 2:  # noqa: PLR2004 - a name and a value
        return False
    return _is_ours(grid, strong)


@attrs.define
class _Titles:
    """What was found in a row: fields by their listed titles, and by all strong ones.

    ``strange`` counts the texts that are not listed, ``weak`` those that no title
    beyond doubt is among.
    """

    listed: set[str] = attrs.field(factory=set)
    strong: set[str] = attrs.field(factory=set)
    strange: int = 0
    weak: int = 0

    def look(self, text: str, titles: Titles, headings: Headings) -> None:
        """Count one text of the row."""
        field = titles.column(text) or titles.field("kinds", text)
        if field is not None:
            self.listed.add(field)
            self.strong.add(field)
        elif not could_end_a_title(text) or classify(text) is not None:
            self.strange += 1
            self.weak += 1
        elif not is_group(text):
            self.strange += 1
            found = headings.column(text)
            if found.is_title:
                self.strong.add(found.field or "")
            elif not found.only_marks:
                self.weak += 1


def are_categories_across(texts: Sequence[str], titles: Titles) -> bool:
    """Report whether projects stand in rows, and categories across with their lists.

    项目名称 | 产出指标 | 效益指标 | 满意度指标, with a list of indicators in each cell.
    """
    named = sum(classify(text) is not None for text in texts)
    if named < 2:  # noqa: PLR2004 - several categories
        return False
    others = [text for text in texts if classify(text) is None]
    known = [titles.column(text) for text in others]
    return "project" in known and None not in known


def _stands_over_categories(grid: Grid, row: int) -> bool:
    """Report whether unknown titles stand over a table that shows what it is.

    Right below the row begins a column of categories (产出指标, 效益指标), two of them
    at least, and another column holds phrases with figures; the row itself has short
    texts and no label with its value.
    """
    below = row + 1
    if below >= len(grid.rows):
        return False
    cells = [*grid.filled(row)]
    if len(cells) < _ENOUGH or any(
        len(cell.text) > _SHORT or _DIGIT.search(cell.text) or cell.text[-1] in ":："
        for _, cell in cells
    ):
        return False
    if any(classify(cell.text) is not None for _, cell in cells):
        return False
    at = next(
        (
            column
            for column, cell in list(grid.starts(below))[:4]
            if classify(cell.text, level=1) is not None
        ),
        None,
    )
    if at is None or not any(column <= at for column, _ in cells):
        return False
    last = min(len(grid.rows), below + _FIRST_ROWS)
    found: set[str] = set()
    figures = 0
    for each in range(below, last):
        for column, cell in grid.starts(each):
            if column == at and classify(cell.text, level=1) is not None:
                found.add(cell.text)
            elif column > at + 1 and any(letter.isdigit() for letter in cell.text):
                figures += 1
    return len(found) > 1 and figures >= len(found)


def _are_titles(found: set[str]) -> bool:
    if found & {"name", "content"}:
        return bool(found & _DESCRIBING)
    return "list" in found and bool(found & {"project", "goal"}) and len(found) > 2  # noqa: PLR2004 - two are labels of a header


def _is_ours(grid: Grid, strong: set[str]) -> bool:
    """Keep out tables of other kinds that speak of names and values as well."""
    if len(strong & _LEVELS) > 1:
        return True
    ours, others = gate_words()
    said = False
    for row in range(min(len(grid.rows), _FIRST_ROWS)):
        for _, cell in grid.starts(row):
            if cell.is_blank:
                continue
            text = cell.text
            if classify(text, level=1) is not None:
                return True
            if len(text) > 60:  # noqa: PLR2004 - sentences speak of anything
                continue
            if any(word in text for word in others):
                return False
            said = said or any(word in text for word in ours)
    texts = [line.text for line in grid.heading]
    if any(word in text for text in texts for word in others):
        return False
    return said or any(word in text for text in texts for word in ours)


def bottom_of(grid: Grid, top: int, titles: Titles, headings: Headings) -> int:
    """Return the first row below titles that begin in a row."""
    bottom = top + 1
    last = min(len(grid.rows), top + MOST_TITLE_ROWS)
    while bottom < last and _is_below(grid, top, bottom, titles, headings):
        bottom += 1
    return bottom


def _is_below(
    grid: Grid, top: int, row: int, titles: Titles, headings: Headings
) -> bool:
    """Report whether a row goes on with the titles.

    All it holds is known as a title, or a title that spans rows stands beside it and
    what it holds stands below titles that span columns.
    """
    cells = [*grid.filled(row)]
    if not cells:
        return any(top <= grid.origin(row, at)[0] < row for at, _ in grid.across(row))
    known = [_known(cell, titles, headings) for _, cell in cells]
    if all(
        classify(cell.text, level=2) is not None
        and (above := grid.at(row - 1, at)) is not None
        and classify(above.text, level=1) is not None
        for at, cell in cells
    ):
        return True
    if all(
        field is not None or is_group(cell.text, headings)
        for field, (_, cell) in zip(known, cells, strict=True)
    ):
        return any(known) or all(_is_covered(grid, top, row, at) for at, _ in cells)
    if _is_below_gaps(grid, top, row, [at for at, _ in cells]):
        return True
    beside = any(
        top <= grid.origin(row, at)[0] < row and titles.column(cell.text) != "list"
        for at, cell in grid.across(row)
        if not cell.is_blank
    )
    return beside and all(_is_covered(grid, top, row, at) for at, _ in cells)


def _is_below_gaps(grid: Grid, top: int, row: int, columns: Sequence[int]) -> bool:
    """Report whether cells stand below titles that reach over blank cells.

    Without merged cells 年度指标 | | 完成情况 | over 绝对值 | 单位 | 绝对值 | 单位
    leaves every second cell above blank. The first column, of the levels, stays
    blank below, no cell states a figure, and rows with more cells follow.
    """
    above = [grid.at(top, at) for at in columns]
    gaps = sum(cell is None or cell.is_blank for cell in above)
    if row != top + 1 or not gaps or 2 * gaps > len(columns) or columns[0] == 0:
        return False
    texts = [cell.text for at in columns if (cell := grid.at(row, at)) is not None]
    first = grid.at(top, 0)
    if first is None or first.is_blank or row + 1 >= len(grid.rows):
        return False
    plain = all(len(text) <= _SHORT and not _DIGIT.search(text) for text in texts)
    below = grid.at(row + 1, 0)
    return plain and below is not None and not below.is_blank


def _known(cell: Cell, titles: Titles, headings: Headings) -> str | None:
    listed = titles.column(cell.text) or titles.field("kinds", cell.text)
    if listed is not None:
        return listed
    if classify(cell.text) is not None or not could_end_a_title(cell.text):
        return None
    found: Heading = headings.column(cell.text)
    return found.field if found.is_title else None


def _is_covered(grid: Grid, top: int, row: int, column: int) -> bool:
    """Report whether a title of several columns stands above a cell."""
    above = grid.at(row - 1, column)
    wide = above is not None and above.column_span > 1 and not above.is_blank
    return wide and grid.origin(row - 1, column)[0] >= top


def is_count_row(grid: Grid, row: int) -> bool:
    """Report whether a row numbers the columns: 1 2 3, （1）, 栏次 1 2, A B C.

    The marks must count on by one, three of them at least; a sum of columns (6=5/4)
    and a word for the row (栏次) may stand among them.
    """
    marks: list[str] = []
    for _, cell in grid.filled(row):
        if not may_count(cell.text):
            return False
        text = normal(cell.text)
        if text in _COUNTING or text in _DASHES:
            continue
        marks.append(text.strip("()[]").partition("=")[0].strip("()[]"))
    if len(marks) < _ENOUGH:
        return False
    values = [_ordinal(mark) for mark in marks]
    return all(
        left is not None and right is not None and right == left + 1
        for left, right in pairwise(values)
    )


def may_count(text: str) -> bool:
    """Report whether a text may stand in a row that numbers the columns."""
    if len(text) > _LONGEST_MARK:
        return False
    short = normal(text)
    return (
        short in _COUNTING or short in _DASHES or _ORDINAL.fullmatch(short) is not None
    )


@cache
def _ordinal(mark: str) -> int | None:
    if mark.isdigit() and mark.isascii():
        return int(mark)
    for letters in (
        "abcdefghijklmnopqrstuvwxyz",
        "甲乙丙丁戊己庚辛",
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    ):
        if mark in letters:
            return letters.index(mark) + 1
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    return roman.index(mark) + 1 if mark in roman else None
