"""To which block and to which year a column belongs, by what its titles say."""

import re
from collections.abc import Iterable, Sequence

import attrs

from perftargets.reading.tables.titles import normal, pattern
from perftargets.reading.tables.values import one_line
from perftargets.text import Source
from perftargets.units import default_units

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_OF_VALUE = frozenset({"target", "operator", "unit", "lower", "upper"})

BlockDoubt = tuple[str, str]
"""What had to be guessed, in Chinese and in English."""


@attrs.frozen
class Title:
    """The titles over one field, from the top.

    Attributes:
        field: what the columns hold.
        columns: the columns below; more are added where a title spans them.
        texts: the titles, the lowest last.
    """

    field: str
    columns: list[int]
    texts: tuple[str, ...]

    @property
    def said(self) -> str:
        """The titles in one line, as a finding quotes them."""
        return " ".join(one_line(Source(text)).text for text in self.texts)


def side_of(title: Title) -> str:
    """Return the block that the titles name: ``long``, ``annual`` or nothing.

    A span of years (2023-2025年指标值) is a multi-year block too.
    """
    own = title.field in _OF_VALUE
    for text in reversed(title.texts if own else title.texts[:-1]):
        short = normal(text)
        if pattern("long_term").search(short):
            return "long"
        if pattern("annual").search(short):
            return "annual"
        if len(years(text)) > 1:
            return "long"
    return ""


def long_field(field: str) -> str:
    """Return the field of the multi-year block that answers to one of the year."""
    return "long_term_target" if field == "target" else f"long_{field}"


def years(text: str) -> tuple[int, ...]:
    """Return the years that a title names, each once."""
    return tuple(dict.fromkeys(int(found) for found in _YEAR.findall(normal(text))))


def unit_in(title: str) -> str:
    """Return the unit that a title states: 指标值（%）, 指标值（单位：万元）.

    A letter in brackets (指标值（A）) is the name of the column, not a unit.
    """
    found = pattern("unit_in_title").search(normal(title))
    if found is None:
        return ""
    known = default_units().find(found["unit"]) is not None
    named = found["stated"] is not None or not found["unit"].isalpha()
    alone = named or not found["unit"].isascii()
    return found["unit"] if known and alone else ""


def _year(title: Title) -> int | None:
    """Return the one year that the titles state, the lowest first."""
    if side_of(title) == "long" or title.field == "long_term_target":
        return None
    for text in reversed(title.texts):
        found = years(text)
        if len(found) == 1:
            return found[0]
    return None


def by_year(
    titles: Sequence[Title], fiscal: int | None
) -> tuple[list[Title], list[Title], list[BlockDoubt]]:
    """Split the columns of the year from those of other years.

    The year is the fiscal year; where no column of targets is of that one, it is the
    last year that such a column names, which is a doubt.

    Args:
        titles: all that were found, from left to right.
        fiscal: the fiscal year, None where nothing states it.
    """
    stated = [(title, _year(title)) for title in titles]
    year, doubts = _year_of(stated, fiscal)
    kept: list[Title] = []
    others: list[Title] = []
    plain = {
        title.field for title, own in stated if own is None and side_of(title) != "long"
    }
    for title, own in stated:
        other = own is not None and own != year
        if year is None and own is not None:
            other = title.field in plain
        (others if other else kept).append(title)
    return kept, others, doubts


def _year_of(
    stated: Iterable[tuple[Title, int | None]], fiscal: int | None
) -> tuple[int | None, list[BlockDoubt]]:
    named: dict[str, set[int]] = {}
    plain = False
    for title, year in stated:
        if year is not None:
            named.setdefault(title.field, set()).add(year)
        elif title.field == "target" and side_of(title) != "long":
            plain = True
    targets = named.get("target", set())
    if fiscal in targets or (fiscal is not None and (plain or not targets)):
        return fiscal, []
    if not targets or plain:
        every = {year for each in named.values() for year in each}
        return (max(every) if every and not plain else None), []
    year = max(targets)
    if fiscal is None and len(set.union(*named.values())) == 1:
        return year, []
    what = f"{fiscal}" if fiscal is not None else ""
    return year, [
        (
            f"栏目名称写明的年度里没有表格的年度{what}，按 {year} 年的栏目读取"
            if fiscal is not None
            else f"表格没有写明年度，按 {year} 年的栏目读取",
            f"no column of targets is of the fiscal year {what}; the one of {year} "
            "was read"
            if fiscal is not None
            else f"the form states no fiscal year; the columns of {year} were read",
        )
    ]
