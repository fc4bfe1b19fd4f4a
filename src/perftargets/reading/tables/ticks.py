"""Boxes to tick inside one cell: ☑确定能 □有可能 □完全不可能."""

from collections.abc import Callable

import attrs

from perftargets.reading.tables.titles import normal, pattern
from perftargets.reading.tables.values import NOTHING
from perftargets.text import Source, fold

_PARTING = " \t\r\n\u3000、,，;；/|"


@attrs.frozen
class Ticked:
    """What a cell with boxes says.

    Attributes:
        kinds: what is ticked, with what is written behind it.
        rest: what stands in the cell beside the boxes.
    """

    kinds: tuple[Source, ...]
    rest: Source = NOTHING


@attrs.frozen
class _Part:
    text: Source
    ticked: bool


def boxes(cell: Source, is_kind: Callable[[str], bool]) -> Ticked | None:
    """Read the boxes of a cell; None where it has none before or after known words.

    Args:
        cell: the text of the cell.
        is_kind: tells whether words are one of those to be ticked.
    """
    marks = list(pattern("box").finditer(fold(cell.text)))
    if not marks:
        return None
    ticks = [pattern("box_ticked").fullmatch(mark[0]) is not None for mark in marks]
    starts = [mark.start() for mark in marks]
    ends = [mark.end() for mark in marks]
    before = zip([0, *ends], starts, ticks, strict=False)
    after = zip(ends, [*starts[1:], len(cell.text)], ticks, strict=True)
    leading = _parts(cell, after), cell[: starts[0]]
    trailing = _parts(cell, before), cell[ends[-1] :]

    def known(parts: list[_Part]) -> int:
        return sum(is_kind(_head(part.text.text)) for part in parts)

    parts, rest = max((leading, trailing), key=lambda way: known(way[0]))
    if not known(parts):
        return None
    kinds = tuple(part.text for part in parts if part.ticked or _more(part.text.text))
    return Ticked(kinds, _bare(rest))


def _parts(cell: Source, spans: "zip[tuple[int, int, bool]]") -> list[_Part]:
    return [_Part(_bare(cell[start:end]), ticked) for start, end, ticked in spans]


def _bare(text: Source) -> Source:
    """Take off what parts one box from the next, and a colon with nothing behind it."""
    written = text.text
    end = len(written.rstrip(_PARTING + "：:_＿"))
    start = len(written) - len(written.lstrip(_PARTING))
    return text[start:end] if start < end else NOTHING


def _head(text: str) -> str:
    return normal(text.replace("：", ":").partition(":")[0])


def _more(text: str) -> bool:
    """Tell whether something is written behind a box: 其他：人手不足."""
    return bool(text.replace("：", ":").partition(":")[2].strip())
