"""Prints a table in the running-text form, as a PDF with narrow columns gives it."""

import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Literal

import attrs

COLUMNS = "主管部门 预算单位 项目名称 绩效目标 绩效指标"


@attrs.frozen
class Row:
    """One row of the list: number, category, name, value."""

    number: int
    category: str
    name: str
    value: str


@attrs.frozen
class Entry:
    """One project of the table."""

    department: str
    agency: str
    project: str
    goal: str
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class Layout:
    """How a table is broken into lines.

    ``cells`` says where the three names stand: ``shared`` puts cells of one line on
    one line, ``own`` gives each its own lines, ``running`` breaks names and goal as one
    text with spaces between the cells. Widths are in full-width characters.
    """

    cells: Literal["shared", "own", "running"] = "shared"
    names: tuple[int, int, int] = (12, 12, 13)
    goal: int = 20
    rows: int = 36
    label: str = "年度指标值："
    closing: str = "。"
    seed: int = 0
    blank: float = 0.3
    page_break: float = 0.0


def wrapped(text: str, width: int) -> list[str]:
    """Break text where a line of ``width`` full-width characters is full."""
    lines, line, used = [], "", 0.0
    for character in text:
        size = 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5
        if used + size > width:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += size
    return [*lines, line]


def printed(title: str, entries: Sequence[Entry], layout: Layout) -> str:
    """Print a table: title, column titles, a header and a list for each entry."""
    random = Random(layout.seed)  # noqa: S311 - where lines break is no secret
    lines: list[str] = []
    for entry in entries:
        lines += _header(entry, layout)
        lines += wrapped(_list(entry.rows, layout), layout.rows)
    page = ["", title, "", COLUMNS, ""]
    out = list(page)
    for index, line in enumerate(lines):
        if index and random.random() < layout.page_break:
            out += ["", "", *page]
        out.append(line)
        out += [""] * (random.random() < layout.blank)
    return "\n".join(out) + "\n"


def _header(entry: Entry, layout: Layout) -> list[str]:
    names = (entry.department, entry.agency, entry.project)
    if layout.cells == "running":
        return wrapped(" ".join((*names, entry.goal)), layout.rows)
    cells = [
        wrapped(name, width) for name, width in zip(names, layout.names, strict=True)
    ]
    lines: list[str] = []
    shareable = False
    for cell in cells:
        if layout.cells == "shared" and shareable and len(cell) == 1:
            lines[-1] += " " + cell[0]
        elif layout.cells == "shared" and shareable and cell is cells[-1]:
            lines += cell
        else:
            lines += cell
        shareable = len(cell) == 1
    return lines + wrapped(entry.goal, layout.goal)


def _list(rows: Sequence[Row], layout: Layout) -> str:
    parts = [
        f"{row.number}、{row.category}：{row.name}，{layout.label}{row.value}"
        for row in rows
    ]
    if layout.closing:
        return "".join(part + layout.closing for part in parts)
    return "。".join(parts)
