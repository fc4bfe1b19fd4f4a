"""Cells that do not show what they hold, told with their places.

Left out is what nobody sees on the sheet: struck-through text, hidden rows and columns,
what a number format hides. Doubts are cells that show another text than is stored.
"""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from perftargets.findings import Finding
from perftargets.reading.formats.workbook.number_format import FormatDoubt
from perftargets.reading.notices import guessed
from perftargets.text import Place, single_spaced

# Cells of a sheet whose text is not what their format shows, told once a format.

_MOST_KINDS = 1_000
"""How many formats are told apart; the cells of further ones are told together."""


@attrs.define
class _Cells:
    """The cells of one kind of doubt: the first in full, the next by name."""

    place: Place
    text: str
    stored: str
    names: list[str] = attrs.field(factory=list)
    count: int = 0


@attrs.define
class Doubts:
    """Gathers doubtful cells, and tells of them with their places."""

    _found: dict[tuple[FormatDoubt, str, str], _Cells] = attrs.field(factory=dict)

    def add(
        self,
        doubt: FormatDoubt,
        number_format: str,
        *,
        text: str,
        stored: str,
        place: Place,
    ) -> None:
        """Note one cell: its format (blank if not known), the text, what is stored."""
        key = doubt, number_format, text if doubt is FormatDoubt.WORDED else ""
        if key not in self._found and len(self._found) >= _MOST_KINDS:
            key = doubt, "…", ""
        cells = self._found.setdefault(key, _Cells(place, text, stored))
        cells.count += 1
        if len(cells.names) < _MOST_NAMED:
            cells.names.append(place.cell or "")

    def take(self) -> Iterator[Finding]:
        """Return the findings, and forget the cells."""
        found, self._found = self._found, {}
        for (doubt, number_format, _), cells in found.items():
            yield _finding(doubt, _short(number_format), cells)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _finding(doubt: FormatDoubt, number_format: str, cells: _Cells) -> Finding:
    zh_format = f"数字格式“{number_format}”" if number_format else "数字格式"
    en_format = "the number format" + (f" “{number_format}”" if number_format else "")
    named = "、".join(cells.names) + ("…" if cells.count > len(cells.names) else "")
    text, stored = _short(cells.text), _short(cells.stored)
    match doubt:
        case FormatDoubt.WORDED:
            zh = f"{zh_format}把“{stored}”显示为“{text}”，按显示读取"
            en = f"{en_format} shows “{stored}” as “{text}”; it was read as shown"
        case FormatDoubt.SCALED:
            zh = (
                f"{zh_format}缩小数值而不写单位，按显示读取："
                f"存储值“{stored}”读作“{text}”"
            )
            en = (
                f"{en_format} shows numbers smaller and names "
                f"no unit; read as shown, “{stored}” is “{text}”"
            )
        case _:
            zh = f"看不懂{zh_format}，按存储值“{stored}”读取"
            en = f"{en_format} is not understood; “{stored}” was read as it is stored"
    return guessed(f"{zh}（{named}）", f"{en} ({named})", cells.place)


_MOST_GROUPS = 100
"""How many rows or columns are told apart; the cells of further ones go together."""

_MOST_NAMED = 10
"""How many cells a finding names."""

_LONGEST = 60
"""How many characters of the text a finding quotes."""


class UnseenCell(StrEnum):
    """Why nobody sees the text of a cell."""

    STRUCK = "struck"
    ROW = "row"
    COLUMN = "column"
    FORMAT = "format"


_SAID = {
    UnseenCell.STRUCK: ("带删除线的文字没有读取", "struck-through text was not read"),
    UnseenCell.ROW: (
        "隐藏的行没有读取；需要的话请取消隐藏",
        "a hidden row was not read; unhide it if it counts",
    ),
    UnseenCell.COLUMN: (
        "隐藏的列没有读取；需要的话请取消隐藏",
        "a hidden column was not read; unhide it if it counts",
    ),
    UnseenCell.FORMAT: (
        "数字格式不显示单元格的内容，没有读取",
        "the number format shows nothing of the cell, which was not read",
    ),
}


@attrs.define
class _Group:
    """Cells of one row or column: the place of the first, their texts and names."""

    place: Place
    texts: list[str] = attrs.field(factory=list)
    names: list[str] = attrs.field(factory=list)
    count: int = 0


@attrs.define
class LeftOutCells:
    """Gathers cells that are left out, by the row or column they stand in."""

    _groups: dict[tuple[UnseenCell, int], _Group] = attrs.field(factory=dict)

    def add(self, why: UnseenCell, group: int, text: str, place: Place) -> None:
        """Note one cell, in a row (or column) by its number."""
        key = why, group
        if key not in self._groups and len(self._groups) >= _MOST_GROUPS:
            key = why, 0
        cells = self._groups.setdefault(key, _Group(place))
        cells.count += 1
        if len(cells.names) < _MOST_NAMED:
            cells.names.append(place.cell or "")
            cells.texts.append(text)

    def take(self) -> Iterator[Finding]:
        """Return the findings, and forget the cells."""
        found, self._groups = self._groups, {}
        for (why, _), cells in found.items():
            zh, en = _SAID[why]
            quoted = _short(single_spaced("　".join(cells.texts)))
            names = "、".join(cells.names)
            names += "…" if cells.count > len(cells.names) else ""
            yield guessed(
                f"{zh}：“{quoted}”（{names}）",
                f"{en}: “{quoted}” ({names})",
                cells.place,
            )
