"""Cells of a sheet, found and changed in its XML, with nothing else touched.

The XML is walked through by expat, which tells the byte at which each element begins;
what is written is cut in there. A changed cell gets its text inline, so the table of
shared strings stays as it is.
"""

import re
from collections.abc import Collection, Mapping
from xml.sax.saxutils import escape

import attrs

from perftargets._escaping import xlsx_text
from perftargets.reading.formats.workbook.sheet_xml import column, letters
from perftargets.repairing.byte_xml import UnfitError, behind_tag, walk

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_TAG_END = re.compile(rb"[^\s>/]+")
_FORMULA = "f"


@attrs.define
class FoundCell:
    """A cell of a sheet: where its element stands, and what it says of itself.

    Attributes:
        start: the first byte of its element.
        end: the byte behind it.
        attributes: its attributes as written.
        formula: whether it holds one.
        inline: the byte span of what ``is`` holds, where it has one.
        value: the text of ``v``; None where it has none.
    """

    start: int
    end: int = -1
    attributes: dict[str, str] = attrs.field(factory=dict)
    formula: bool = False
    inline: tuple[int, int] | None = None
    value: str | None = None


@attrs.define
class FoundRow:
    """A row of a sheet: where a cell of each column may be put in.

    Attributes:
        start: the first byte of its element.
        end: the byte behind it.
        empty: whether its element holds nothing and closes itself.
        inside: the first byte of its closing tag.
        cells: the first byte of each cell, by column.
    """

    start: int
    end: int = -1
    empty: bool = False
    inside: int = -1
    cells: dict[int, int] = attrs.field(factory=dict)


class SheetXml:
    """The XML of a sheet, of which some cells are to be changed."""

    def __init__(self, data: bytes, wanted: Collection[str]) -> None:
        """Look for cells by their names, as ``B4``.

        Raises:
            UnfitError: the XML is not UTF-8, not well formed, or has a DTD.
        """
        self.data = data
        self.cells: dict[str, FoundCell] = {}
        self.rows: dict[int, FoundRow] = {}
        self.prefix: str = ""
        self._wanted = frozenset(wanted)
        self._wanted_rows = {
            int(found[2]) for name in wanted if (found := _REFERENCE.fullmatch(name))
        }
        self._stack: list[str] = []
        self._row = self._column = 0
        self._cell: FoundCell | None = None
        self._text: list[str] | None = None
        walk(data, begin=self._begin, end=self._end, characters=self._characters)

    def _begin(self, at: int, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        self._stack.append(name)
        match self._stack[1:]:
            case ["sheetData"]:
                self.prefix = f"{prefix}:" if prefix else ""
            case ["sheetData", "row"]:
                number = attributes.get("r", "")
                self._row = int(number) if number.isdecimal() else self._row + 1
                self._column = 0
                if self._row in self._wanted_rows:
                    self.rows.setdefault(self._row, FoundRow(at))
            case ["sheetData", "row", "c"]:
                self._begin_cell(at, attributes)
            case ["sheetData", "row", "c", inner] if self._cell is not None:
                self._cell.formula = self._cell.formula or inner == _FORMULA
                if inner == "v":
                    self._text = []
                elif inner == "is":
                    self._cell.inline = (behind_tag(self.data, at), -1)

    def _begin_cell(self, at: int, attributes: Mapping[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column(found[1].encode()) if found else self._column + 1
        row = self.rows.get(self._row)
        if row is not None:
            row.cells.setdefault(self._column, at)
        name = f"{letters(self._column)}{self._row}"
        if name in self._wanted and name not in self.cells:
            self._cell = self.cells[name] = FoundCell(at, attributes=dict(attributes))

    def _end(self, at: int, _: str) -> None:
        match self._stack[1:]:
            case ["sheetData", "row"]:
                row = self.rows.get(self._row)
                if row is not None and row.end < 0:
                    row.inside, row.end = at, behind_tag(self.data, at)
                    row.empty = at == row.start
            case ["sheetData", "row", "c"] if self._cell is not None:
                self._cell.end = behind_tag(self.data, at)
                self._cell = None
            case ["sheetData", "row", "c", "v"] if self._cell is not None:
                self._cell.value = "".join(self._text or ())
                self._text = None
            case ["sheetData", "row", "c", "is"] if self._cell is not None:
                if self._cell.inline is not None:
                    begins = self._cell.inline[0]
                    self._cell.inline = (begins, max(at, begins))
        self._stack.pop()

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def changed(self, contents: Mapping[str, bytes]) -> bytes:
        """Return the XML with cells changed.

        Args:
            contents: for each cell what its ``is`` is to hold; its row must be there.

        Raises:
            UnfitError: a cell has no row, so that it cannot be put in.
        """
        edits: list[tuple[int, int, bytes]] = []
        for name, content in contents.items():
            cell = self.cells.get(name)
            if cell is not None:
                attributes = dict(cell.attributes)
                edits.append((cell.start, cell.end, self._made(attributes, content)))
            else:
                edits.append(self._put_in(name, content))
        data = self.data
        for start, end, text in sorted(edits, reverse=True):
            data = data[:start] + text + data[end:]
        return data

    def _put_in(self, name: str, content: bytes) -> tuple[int, int, bytes]:
        found = _REFERENCE.fullmatch(name)
        row = None if found is None else self.rows.get(int(found[2]))
        if found is None or row is None or row.empty:
            raise UnfitError
        number = column(found[1].encode())
        behind = [at for other, at in row.cells.items() if other > number]
        at = min(behind, default=row.inside)
        return at, at, self._made({"r": name}, content)

    def _made(self, attributes: dict[str, str], content: bytes) -> bytes:
        attributes["t"] = "inlineStr"
        written = "".join(
            f' {key}="{escape(value, _IN_ATTRIBUTES)}"'
            for key, value in attributes.items()
        )
        p = self.prefix
        head, tail = f"<{p}c{written}><{p}is>", f"</{p}is></{p}c>"
        return head.encode() + content + tail.encode()


_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def text_xml(text: str, prefix: str) -> bytes:
    """Write a text as the content of ``is`` or ``si``."""
    clean = xlsx_text(text)
    written = escape(clean, {"\r": "&#13;"})
    return f'<{prefix}t xml:space="preserve">{written}</{prefix}t>'.encode()
