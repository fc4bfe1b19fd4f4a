"""What the cells of an ODS show: the text that stands beside each stored value."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from perftargets.reading.formats.xml import PART_LIMIT, parse_xml
from perftargets.reading.formats.zip import Container, UnusableError
from perftargets.reading.limits import Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND_SHOWN = (
    "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
)
_GROUPS = {
    f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows")
}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_VALUES = frozenset({"float", "percentage", "currency", "date", "time"})
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@attrs.frozen
class Displayed:
    """What a cell with a value shows.

    Attributes:
        text: the text shown; None where the file leaves it out.
        percent: whether the value is a percentage.
        is_error: whether the value is an error, such as ``#N/A``.
    """

    text: str | None
    percent: bool = False
    is_error: bool = False


Cells = Mapping[tuple[int, int], Displayed]
"""The cells of a sheet with numbers and dates, by row and column from 1."""


def displayed_cells(container: Container, limits: Limits) -> Mapping[str, Cells] | None:
    """Give what the cells of each sheet show, or None where there is too much of it."""
    try:
        data = container.read("content.xml", most=PART_LIMIT)
        root = parse_xml(data, name="content.xml", purpose="ODS", limits=limits)
    except UnusableError:
        return None
    found: dict[str, dict[tuple[int, int], Displayed]] = {}
    count = 0
    for table in root.iter(f"{_TABLE}table"):
        cells = found.setdefault(table.get(f"{_TABLE}name", ""), {})
        for where, shown in _cells(table):
            count += 1
            if count > limits.cells:
                return None
            cells[where] = shown
    return found


def _cells(table: "Element") -> "Iterator[tuple[tuple[int, int], Displayed]]":
    row = 0
    for each in _rows(table):
        times = _times(each, "rows")
        column = 0
        for cell in each:
            if cell.tag not in _CELLS:
                continue
            across = _times(cell, "columns")
            kind = cell.get(f"{_OFFICE}value-type")
            is_error = cell.get(_KIND_SHOWN) == "error"
            if kind in _VALUES or is_error:
                percent = kind == "percentage"
                shown = Displayed(_text(cell), percent, is_error)
                for down in range(times):
                    for right in range(across):
                        yield (row + down + 1, column + right + 1), shown
            column += across
        row += times


def _rows(parent: "Element") -> "Iterator[Element]":
    for each in parent:
        if each.tag == f"{_TABLE}table-row":
            yield each
        elif each.tag in _GROUPS:
            yield from _rows(each)


def _times(element: "Element", what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(said) if _NUMBER.fullmatch(said) else 1


def _text(cell: "Element") -> str | None:
    lines = ["".join(each.itertext()) for each in cell if each.tag == f"{_TEXT}p"]
    return "\n".join(lines) if lines else None
