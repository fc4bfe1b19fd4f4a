"""Cells that hold text nobody sees on the sheet: left out, and told with their places.

Struck-through text, hidden rows and columns, and what a number format hides.
"""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import guessed
from perftargets.text import Place, single_spaced

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
            text = single_spaced("　".join(cells.texts))
            quoted = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            names = "、".join(cells.names)
            names += "…" if cells.count > len(cells.names) else ""
            yield guessed(
                f"{zh}：“{quoted}”（{names}）",
                f"{en}: “{quoted}” ({names})",
                cells.place,
            )
