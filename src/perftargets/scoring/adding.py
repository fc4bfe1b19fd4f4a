"""Which figures add up: over the units of a department, over the months of a year.

Counts and amounts do. Rates, points, durations, standards, frequencies and what else
is the figure of one case do not: two of 3,600元 a head are no 7,200元 a head.
"""

import re
from functools import cache, lru_cache
from typing import Any

import attrs

from perftargets import _data
from perftargets.findings import Message
from perftargets.judging.direction import AMOUNTS
from perftargets.judging.verdict import Compared
from perftargets.judging.words import verdict_words
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import Change, Ranking, Ratio
from perftargets.units import UnitTable

_REMARK = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_MARKS = "（(【[—-·•"
_REMEMBERED = 4096

_ADDING = AMOUNTS | {"person-day"}
"""Dimensions of what there is more or less of; money is another."""

_RATE = Message(zh="比率", en="a rate")
_POINT = Message(zh="评分或百分点", en="points")
_DURATION = Message(zh="时间长短", en="a duration")
_DEGREE = Message(zh="程度、浓度或强度", en="a degree, concentration or strength")
_BY_DIMENSION = {
    "ratio": _RATE,
    "point": _POINT,
    **dict.fromkeys(("time", "calendar", "workday", "age"), _DURATION),
}
_BY_KIND = {
    "standard": Message(zh="标准或单价", en="a standard or a price"),
    "rate": _RATE,
    "frequency": Message(zh="频次", en="a frequency"),
    "duration": _DURATION,
    "degree": _DEGREE,
}
_MEAN = Message(zh="平均数或最高、最低数", en="a mean, or a highest or lowest figure")
_CHANGE = Message(zh="变化幅度", en="an amount of change")


@attrs.frozen(kw_only=True)
class _Words:
    """What words/adding.toml holds; see the comments there."""

    apart: dict[str, tuple[str, ...]]
    anywhere: tuple[str, ...]
    before: tuple[str, ...]
    harmless: tuple[str, ...]
    standing_before: tuple[str, ...]
    standing_heads: tuple[str, ...]
    detail: tuple[str, ...]


@cache
def _words() -> _Words:
    import tomllib

    table: dict[str, Any] = tomllib.loads(_data.read("words", "adding.toml"))
    apart, standing = table["apart"], table["standing"]
    return _Words(
        apart={kind: tuple(apart[kind]) for kind in _BY_KIND},
        anywhere=tuple(apart["anywhere"]),
        before=tuple(apart["before"]),
        harmless=tuple(apart["harmless"]),
        standing_before=tuple(standing["before"]),
        standing_heads=tuple(standing["heads"]),
        detail=tuple(table["detail"]["before"]),
    )


def why_apart(
    indicator: Indicator, figures: Compared, units: UnitTable
) -> Message | None:
    """Return what kind of figure it is that does not add up; None where it does.

    Args:
        indicator: the row, whose name says what is measured.
        figures: target and actual in one unit.
        units: the table that knows what a unit measures.
    """
    if isinstance(indicator.target.measure, Change):
        return _CHANGE
    if isinstance(indicator.target.measure, (Ratio, Ranking)):
        return _RATE
    if figures.per is not None:
        per = figures.per.replace("/", "·")
        return Message(zh=f"按“{per}”计的数", en=f"a figure for each “{per}”")
    if figures.unit in verdict_words().standing:
        return _POINT if figures.unit == "分" else _DEGREE
    unit = units.find(figures.unit) if figures.unit else None
    if unit is not None and unit.dimension:
        dimension = unit.dimension
        if not dimension.startswith("money") and dimension not in _ADDING:
            return _BY_DIMENSION.get(dimension, _DEGREE)
    return _by_name(indicator.name, indicator.target.subject)


def stands_all_year(indicator: Indicator) -> bool:
    """Report whether a count is a level of the whole year: 在校学生数, 床位数."""
    words, name = _words(), _bare(indicator.name)
    return name.startswith(words.standing_before) or name.endswith(words.standing_heads)


def is_detail(name: str) -> bool:
    """Report whether a row divides the one above it: 其中：小学."""
    return "".join(name.split()).lstrip(_MARKS).startswith(_words().detail)


@lru_cache(maxsize=_REMEMBERED)
def _by_name(*names: str) -> Message | None:
    words = _words()
    for name in filter(None, map(_bare, names)):
        if name.endswith(words.harmless):
            continue
        for kind, heads in words.apart.items():
            if name.endswith(heads):
                return _BY_KIND[kind]
        if any(word in name for word in words.anywhere):
            return _MEAN
        if name.startswith(words.before):
            return _BY_KIND["standard"]
    return None


def _bare(name: str) -> str:
    return "".join(_REMARK.sub("", name).split())
