"""What the cells of an ODS show: texts beside stored values, merges, what is hidden."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from perftargets.reading.formats.workbook.sheet_xml import Merge
from perftargets.reading.formats.xml import PART_LIMIT, parse_xml
from perftargets.reading.formats.zip import Container, UnusableError
from perftargets.reading.limits import Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_KIND_SHOWN = (
    "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
)
_GROUPS = {
    f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows")
}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_VALUES = frozenset({"float", "percentage", "currency", "date", "time"})
_MOST_REPEATED = 100_000
"""How many rows or columns that repeat one another are told apart."""

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


Position = tuple[int, int]
"""Row and column from 1."""


@attrs.frozen
class SheetLook:
    """What the XML of a sheet says beside its values.

    Attributes:
        cells: the cells with numbers and dates.
        merges: the merged ranges.
        hidden_rows: numbers of rows that are not shown.
        hidden_columns: numbers of columns that are not shown.
        struck: cells with struck text: that part of it, or None for all of it.
    """

    cells: Mapping[Position, Displayed] = attrs.field(factory=dict)
    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    struck: Mapping[Position, str | None] = attrs.field(factory=dict)


def displayed_cells(
    container: Container, limits: Limits
) -> Mapping[str, SheetLook] | None:
    """Return what the cells of each sheet show, or None where there is too much."""
    try:
        data = container.read("content.xml", most=PART_LIMIT)
        root = parse_xml(data, name="content.xml", purpose="ODS", limits=limits)
        struck = _struck_styles(root)
        if "styles.xml" in container.names:
            data = container.read("styles.xml", most=PART_LIMIT)
            styles = parse_xml(data, name="styles.xml", purpose="ODS", limits=limits)
            struck |= _struck_styles(styles)
    except UnusableError:
        return None
    found: dict[str, SheetLook] = {}
    left = limits.cells
    for table in root.iter(f"{_TABLE}table"):
        reader = _Sheet(struck, left)
        if not reader.read(table):
            return None
        left = reader.left
        found[table.get(f"{_TABLE}name", "")] = reader.look()
    return found


def _struck_styles(root: "Element") -> set[str]:
    """Return the names of the styles that strike their text through."""
    return {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}text-properties")
        if look.get(f"{_STYLE}text-line-through-style", "none") != "none"
        or look.get(f"{_STYLE}text-line-through-type", "none") != "none"
    }


class _Sheet:
    """Goes through the rows and cells of one sheet."""

    def __init__(self, struck: set[str], left: int) -> None:
        self._styles = struck
        self.left = left
        self._cells: dict[Position, Displayed] = {}
        self._struck: dict[Position, str | None] = {}
        self._merges: list[Merge] = []
        self._hidden: tuple[list[int], list[int]] = ([], [])

    def look(self) -> SheetLook:
        """Return what was found."""
        return SheetLook(
            self._cells,
            tuple(self._merges),
            tuple(self._hidden[0]),
            tuple(self._hidden[1]),
            self._struck,
        )

    def read(self, table: "Element") -> bool:
        """Read a sheet; False where it holds too much."""
        at = 1
        columns: list[str] = []
        for each in table.iter(f"{_TABLE}table-column"):
            times = min(_times(each, "columns"), _MOST_REPEATED)
            if each.get(f"{_TABLE}visibility", "visible") != "visible":
                self._hidden[1].extend(range(at, at + times))
            columns += [each.get(f"{_TABLE}default-cell-style-name", "")] * times
            at += times
        row = 1
        for each in _rows(table):
            times = _times(each, "rows")
            if each.get(f"{_TABLE}visibility", "visible") != "visible":
                self._hidden[0].extend(range(row, row + min(times, _MOST_REPEATED)))
            if not self._row(each, row, times, columns):
                return False
            row += times
        return True

    def _row(
        self, element: "Element", row: int, times: int, columns: list[str]
    ) -> bool:
        column = 1
        inherited = element.get(f"{_TABLE}default-cell-style-name")
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            across = _times(cell, "columns")
            usual = columns[column - 1] if column <= len(columns) else ""
            style = cell.get(f"{_TABLE}style-name") or inherited or usual
            shown, struck = _shown(cell), self._struck_part(cell, style)
            if shown is not None or struck != "":
                self.left -= times * across
                if self.left < 0:
                    return False
                for down in range(row, row + times):
                    for right in range(column, column + across):
                        if shown is not None:
                            self._cells[down, right] = shown
                        if struck != "":
                            self._struck[down, right] = struck
            self._merge(cell, row, column)
            column += across
        return True

    def _struck_part(self, cell: "Element", style: str) -> str | None:
        """Return the struck part of a cell: empty for none, None for all of it."""
        if not self._styles or not any(True for _ in cell.iter(f"{_TEXT}p")):
            return ""
        if style in self._styles:
            return None
        return "".join(
            "".join(span.itertext())
            for span in cell.iter(f"{_TEXT}span")
            if span.get(f"{_TEXT}style-name", "") in self._styles
        )

    def _merge(self, cell: "Element", row: int, column: int) -> None:
        down, right = (
            _times(cell, "rows", "spanned"),
            _times(cell, "columns", "spanned"),
        )
        if down > 1 or right > 1:
            self._merges.append(Merge(row, column, row + down - 1, column + right - 1))


def _shown(cell: "Element") -> Displayed | None:
    kind = cell.get(f"{_OFFICE}value-type")
    is_error = cell.get(_KIND_SHOWN) == "error"
    if kind not in _VALUES and not is_error:
        return None
    return Displayed(_text(cell), kind == "percentage", is_error)


def _rows(parent: "Element") -> "Iterator[Element]":
    for each in parent:
        if each.tag == f"{_TABLE}table-row":
            yield each
        elif each.tag in _GROUPS:
            yield from _rows(each)


def _times(element: "Element", what: str, how: str = "repeated") -> int:
    said = element.get(f"{_TABLE}number-{what}-{how}", "1")
    return int(said) if _NUMBER.fullmatch(said) else 1


def _text(cell: "Element") -> str | None:
    lines = ["".join(each.itertext()) for each in cell if each.tag == f"{_TEXT}p"]
    return "\n".join(lines) if lines else None
