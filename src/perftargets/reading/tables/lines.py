"""Several indicators in one row: lines of its cells that correspond.

培训人数⏎活动次数 beside ≥300人⏎≥12次 are two rows. A line break may also be where a
narrow column wraps, so lines count only where names and values have as many and one of
these supports it: they are numbered 1…k, each value line states a figure of its own,
or a cell of plain figures has as many lines. What is neither is told.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import attrs

from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Missing, Qualitative
from perftargets.reading.tables.values import (
    NOTHING,
    is_nothing,
    one_line,
    operator_begins,
    points,
)
from perftargets.text import Source, fold

_MARK = re.compile(
    r"\s*(?:[(（]?(\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|(\d{1,2})[.．、](?!\d)|"
    r"([①-⑳])|(?:三级)?指标(\d{1,2})[：:])\s*"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "一二三四五六七八九十"
_ONE_FOR_ALL = frozenset({"weight", "score", "reason"})
"""What one row gets and the others do not, which is told."""

_SHARED = frozenset(
    {"category", "subcategory", "unit", "operator", "direction", "project", "agency"}
    | {"department", "goal", "period", "goal_actual", "likelihood"}
)
_BY_LINE = ("target", "actual", "expected", "long_term_target")


@attrs.frozen
class RowLines:
    """What the lines of a row come to.

    Attributes:
        rows: the cells of each row; a single one where nothing was to be parted.
        fault: why the lines cannot be told apart, in both languages; None if they can.
        shared: fields whose one value the first row keeps for all of them.
    """

    rows: tuple[Mapping[str, Source], ...]
    fault: tuple[str, str] | None = None
    shared: tuple[str, ...] = ()


def has_lines(values: Mapping[str, Source]) -> bool:
    """Report whether a name or a value of a row has more than one line."""
    return any("\n" in values.get(key, NOTHING).text for key in ("name", *_BY_LINE))


def part(values: Mapping[str, Source]) -> RowLines:
    """Split the lines of a row into rows of their own.

    Worked: name 1.培训⏎2.活动, target ≥300人⏎≥12次, actual 280人⏎13次, weight 50
    give two rows; both names are numbered, so the numbers fall away, and the one weight
    stays with the first.
    """
    names = lines_of(values.get("name", NOTHING))
    targets = lines_of(values.get("target", NOTHING))
    actuals = lines_of(values.get("actual", NOTHING))
    count = len(names.texts)
    key = "target" if len(targets.texts) > 1 or not len(actuals.texts) > 1 else "actual"
    beside = targets if key == "target" else actuals
    if count > 1 and len(beside.texts) == count:
        if _is_supported(values, names, beside, of=key):
            return _parted(values, names.texts)
        if names.marked or _states_several(beside.texts):
            return RowLines((values,), _unlike(values))
        return RowLines((values,))
    if (count > 1 and names.marked) or (
        len(targets.texts) > 1 and _states_several(targets.texts)
    ):
        return RowLines((values,), _unlike(values))
    if len(actuals.texts) > 1 and _states_several(actuals.texts):
        return RowLines((values,), _unlike(values))
    return RowLines((values,))


@attrs.frozen
class _Cell:
    """The lines of one cell; ``marked`` where they are numbered 1…k."""

    texts: tuple[Source, ...]
    marked: bool = False


def lines_of(source: Source) -> _Cell:
    """Return the lines of a cell; one without a number goes on with a numbered one."""
    text = source.text
    if "\n" not in text:
        return _Cell((source,) if text.strip() else ())
    lines: list[Source] = []
    start = 0
    for line in text.split("\n"):
        piece = source[start : start + len(line)].strip()
        start += len(line) + 1
        if piece.text:
            lines.append(piece)
    marks = [_ordinal(line.text) for line in lines]
    if marks and marks[0] == 1 and any(mark == 2 for mark in marks):  # noqa: PLR2004 - 1 and 2 begin a list
        joined: list[list[Source]] = []
        for mark, each in zip(marks, lines, strict=True):
            if mark == len(joined) + 1:
                found = _MARK.match(each.text)
                joined.append([each[found.end() :] if found else each])
            else:
                joined[-1].append(each)
        parts = tuple(Source.join(each) for each in joined)
        return _Cell(parts, marked=True)
    return _Cell(tuple(lines))


def _ordinal(text: str) -> int | None:
    found = _MARK.match(text)
    if found is None or found.end() == len(text):
        return None
    said = next(each for each in found.groups() if each)
    for letters in (_CIRCLED, _CHINESE):
        if said in letters:
            return letters.index(said) + 1
    return int(said) if said.isdigit() else None


def _is_supported(
    values: Mapping[str, Source], names: _Cell, beside: _Cell, *, of: str
) -> bool:
    count = len(names.texts)
    if names.marked or beside.marked:
        return True
    for key in ("weight", "score"):
        lines = lines_of(values.get(key, NOTHING)).texts
        if len(lines) == count and all(points(line.text) is not None for line in lines):
            return True
    if _states_several(beside.texts):
        return True
    # Words alone (优⏎良): only where another cell has as many lines.
    return any(
        len(lines_of(values.get(key, NOTHING)).texts) == count
        and not _is_wrapped(lines_of(values.get(key, NOTHING)).texts)
        for key in ("category", "subcategory", "actual", "unit", "operator")
        if key != of
    ) and not _is_wrapped(beside.texts)


def _states_several(lines: Sequence[Source]) -> bool:
    """Report whether several lines state a value each, and none is the rest of one."""
    if len(lines) < 2:  # noqa: PLR2004 - several
        return False
    texts = [fold(line.text).strip() for line in lines]
    signs = sum(operator_begins(text) == 0 and _has_digit(text) for text in texts)
    if signs > 1:
        return True
    return all(_is_whole(text) for text in texts) and not _is_wrapped(lines)


def _is_whole(text: str) -> bool:
    measure = parse(text).measure
    return _has_digit(text) and not isinstance(measure, Qualitative | Missing)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _is_wrapped(lines: Sequence[Source]) -> bool:
    """Report whether lines look like one text that a narrow column wraps.

    A figure runs on over the break (≥9⏎5%), or a line before the last fills the width
    while the whole is one clean value.
    """
    if any(not _has_digit(line.text) for line in lines[1:]) and _has_digit(
        lines[0].text
    ):
        return True
    for first, second in pairwise(lines):
        left, right = first.text[-1:], second.text[:1]
        if left.isdigit() and (right.isdigit() or right in ".%％"):
            return not second.text.strip("0123456789.%％") and isinstance(
                parse(first.text + second.text).measure, Comparison
            )
    return False


def _parted(values: Mapping[str, Source], names: Sequence[Source]) -> RowLines:
    count = len(names)
    rows: list[dict[str, Source]] = [{} for _ in names]
    shared: list[str] = []
    fault: tuple[str, str] | None = None
    for key, value in values.items():
        lines = lines_of(value).texts
        if len(lines) == count and (key in _BY_LINE or count > 1):
            for row, line in zip(rows, lines, strict=True):
                row[key] = line
        elif key in _BY_LINE and not is_nothing(value.text):
            # One actual for several names says nothing certain of any of them.
            fault = _unlike(values)
            return RowLines((values,), fault)
        elif key in _SHARED:
            for row in rows:
                row[key] = value
        else:
            first = _short(values, count) if key == "reason" else 0
            for at, row in enumerate(rows):
                row[key] = value if at == first else NOTHING
            known = key == "reason" and _short(values, count, None) is not None
            if key in _ONE_FOR_ALL and not is_nothing(value.text) and not known:
                shared.append(key)
    return RowLines(tuple(rows), fault, tuple(shared))


def _short(
    values: Mapping[str, Source], count: int, default: int | None = 0
) -> int | None:
    """Return the one row whose points are not full: a single reason is its own."""
    most = [points(line.text) for line in lines_of(values.get("weight", NOTHING)).texts]
    had = [points(line.text) for line in lines_of(values.get("score", NOTHING)).texts]
    if len(most) != count or len(had) != count:
        return default
    short = [
        at
        for at, (full, got) in enumerate(zip(most, had, strict=True))
        if full is not None and got is not None and got < full
    ]
    return short[0] if len(short) == 1 else default


def _unlike(values: Mapping[str, Source]) -> tuple[str, str]:
    texts = {
        key: " / ".join(line.text for line in lines_of(values[key]).texts)
        for key in ("name", "target", "actual", "weight", "score")
        if not is_nothing(values.get(key, NOTHING).text)
    }
    said = "；".join(one_line(Source(text)).text for text in texts.values())
    zh = f"一格里有多行，名称、指标值、完成值的行数对不上，不能确定各是哪一项：{said}"
    en = (
        "cells of this row hold several lines that do not correspond, so it is not "
        f"certain which belongs to which: {said}"
    )
    return zh, en
