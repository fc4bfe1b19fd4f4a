"""The body of a Word document: its paragraphs and tables as they are shown.

Element names are those of WordprocessingML (ISO/IEC 29500-1, transitional and strict).
"""

from typing import TYPE_CHECKING

import attrs

from perftargets.reading.formats.docx.signs import Numbering, W, sign, value
from perftargets.reading.formats.page import Block, Box, Table, shortened
from perftargets.reading.limits import LIMITS, Limits
from perftargets.reading.notices import guessed, unreadable_cell
from perftargets.text import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from perftargets.findings import Finding

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_DELETED = frozenset({W + "del", W + "moveFrom"})
_OFF = frozenset({"0", "false", "off"})
_PRINTED = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
}
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))


def tag(name: str) -> str:
    """Give the full name of an element of WordprocessingML."""
    return W + name


def attribute(element: "Element", name: str) -> str | None:
    """Give an attribute of WordprocessingML."""
    return element.get(W + name)


def transitional(root: "Element") -> None:
    """Rename a strict document's elements to the usual names, in place."""
    if not root.tag.startswith(_STRICT):
        return
    for element in root.iter():
        if element.tag.startswith(_STRICT):
            element.tag = W + element.tag.removeprefix(_STRICT)
        for key in [key for key in element.attrib if key.startswith(_STRICT)]:
            element.set(W + key.removeprefix(_STRICT), element.attrib.pop(key))


def _child(element: "Element | None", *names: str) -> "Element | None":
    for name in names:
        if element is not None:
            element = element.find(W + name)
    return element


def _is_on(element: "Element | None") -> bool:
    """Tell whether a switch such as ``vanish`` is there and not set to off."""
    return element is not None and attribute(element, "val") not in _OFF


def _shown(parent: "Element") -> "Iterator[Element]":
    """Go through the children; of alternatives, the first one only."""
    for element in parent:
        if element.tag != _COMPATIBILITY + "AlternateContent":
            yield element
            continue
        chosen = element.find(_COMPATIBILITY + "Choice")
        if chosen is None:
            chosen = element.find(_COMPATIBILITY + "Fallback")
        if chosen is not None:
            yield from _shown(chosen)


def _parts(parent: "Element", name: str) -> "Iterator[Element]":
    """Go through rows or cells, those inside content controls included."""
    for element in _shown(parent):
        if element.tag == W + name:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _parts(element, name)


def _letters(column: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@attrs.define
class _Growing:
    """A cell that rows below may still lengthen."""

    blocks: list[Block] = attrs.field(factory=list)
    row_span: int = 1
    column_span: int = 1


def _continues(merge: "Element | None") -> bool:
    return merge is not None and attribute(merge, "val") != "restart"


def _is_exponent(element: "Element", pieces: list[str]) -> bool:
    """Tell whether a run is a raised figure behind a figure."""
    if element.tag != W + "r" or not pieces or not pieces[-1][-1:].isdigit():
        return False
    level = _child(element, "rPr", "vertAlign")
    raised = level is not None and attribute(level, "val") == "superscript"
    return raised and any(each.text for each in element.iter(W + "t"))


def _all_text(element: "Element") -> str:
    names = (W + "t", W + "delText")
    return "".join(each.text or "" for each in element.iter() if each.tag in names)


@attrs.define
class _Where:
    """Where the reader is: in which cell of which table, at which paragraph."""

    place: Place
    paragraph: int = 0
    tables: int = 0


class Body:
    """Reads one part: the main one, a header or a footer."""

    def __init__(
        self,
        root: "Element",
        *,
        path: str | None,
        limits: Limits = LIMITS,
        notes: "Mapping[tuple[str, str], Element] | None" = None,
        numbering: "Element | None" = None,
    ) -> None:
        """Take the root of the part, and the notes and list formats it refers to."""
        transitional(root)
        body = root.find(W + "body")
        self._root = body if body is not None else root
        self._limits = limits
        self._notes = notes or {}
        self._numbering = Numbering(numbering)
        self._where = _Where(Place(path=path))
        self._path = path
        self._footnotes: list[Block] = []
        self._deleted: list[tuple[str, Place]] = []
        self._hidden: list[tuple[str, Place]] = []
        self._unread: list[Finding] = []

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What was left out, each run of it."""
        deleted = (
            guessed(
                f"修订中删除的文字没有读取：“{shortened(text)}”",
                f"text deleted by a tracked change was not read: “{shortened(text)}”",
                place,
            )
            for text, place in self._deleted
        )
        hidden = (
            guessed(
                f"隐藏的文字没有读取：“{shortened(text)}”",
                f"hidden text was not read: “{shortened(text)}”",
                place,
            )
            for text, place in self._hidden
        )
        return (*deleted, *hidden, *self._unread)

    def blocks(self) -> list[Block]:
        """Give paragraphs and tables in order, footnotes at the end.

        Raises:
            UnusableError: a table is over a limit.
        """
        found = self._blocks(self._root)
        return found + self._footnotes

    def _blocks(self, parent: "Element") -> list[Block]:
        found: list[Block] = []
        for element in _shown(parent):
            if element.tag == W + "p":
                found += self._paragraph(element)
            elif element.tag == W + "tbl":
                found.append(self._table(element))
            elif element.tag in _DELETED:
                self._drop(element)
            elif element.tag not in (W + "sectPr", W + "tcPr", W + "tblPr"):
                found += self._blocks(element)
        return found

    def _paragraph(self, paragraph: "Element") -> list[Block]:
        """Read a paragraph, then the text boxes that are anchored in it."""
        in_cell = self._where.place.cell is not None
        if not in_cell:
            self._where.paragraph += 1
            self._where.place = Place(path=self._path, row=self._where.paragraph)
        pieces: list[str] = []
        inside: list[Block] = []
        self._runs(paragraph, pieces, inside)
        text = "".join(pieces)
        number = self._numbering.next(paragraph)
        if text.strip():
            text = number + text
        place = self._where.place
        lines: list[Block] = [Source.at(line, place) for line in text.split("\n")]
        return lines + inside

    def _runs(self, parent: "Element", pieces: list[str], inside: list[Block]) -> None:
        for element in _shown(parent):
            name = element.tag
            if _is_exponent(element, pieces):
                # Without a mark 10 and a raised 3 would be 103.
                pieces.append("^")
            text = self._text(element)
            if text is not None:
                pieces.append(text)
            elif name in _DELETED:
                self._drop(element)
            elif name == W + "r" and _is_on(_child(element, "rPr", "vanish")):
                self._hide(element)
            elif name in (W + "footnoteReference", W + "endnoteReference"):
                self._note(element)
            elif name == W + "txbxContent":
                inside += self._blocks(element)
            elif name not in (W + "pPr", W + "rPr", W + "instrText"):
                self._runs(element, pieces, inside)

    def _text(self, element: "Element") -> str | None:
        """Give what an element prints, None for one that holds others."""
        if element.tag == W + "t":
            return element.text or ""
        if element.tag == W + "sym":
            return self._sign(element)
        return _PRINTED.get(element.tag)

    def _sign(self, element: "Element") -> str:
        found = sign(element)
        if found is not None:
            return found
        font, code = attribute(element, "font"), attribute(element, "char")
        self._unread.append(
            unreadable_cell(
                f"不认识字体“{font}”的符号 {code}，以“�”代替；请直接输入该符号",
                f"the sign {code} of the font “{font}” is not known and became “�”; "
                "type the sign itself",
                self._where.place,
            )
        )
        return "�"

    def _table(self, table: "Element") -> Table:
        self._where.tables += 1
        number, outside = self._where.tables, self._where.place
        place = Place(path=self._path, sheet=f"table {number}")
        rows: list[list[_Growing]] = []
        open_above: dict[int, _Growing] = {}
        for index, row in enumerate(_parts(table, "tr"), start=1):
            self._where.place = attrs.evolve(place, cell=f"A{index}")
            if _child(row, "trPr", "del") is not None:
                self._drop(row)
                continue
            found, open_above = self._row(row, index, place, open_above)
            rows.append(found)
        self._where.place = outside
        boxes = tuple(
            tuple(Box(tuple(c.blocks), c.row_span, c.column_span) for c in row)
            for row in rows
        )
        return Table(boxes, place)

    def _row(
        self, row: "Element", index: int, place: Place, above: dict[int, _Growing]
    ) -> tuple[list[_Growing], dict[int, _Growing]]:
        """Read a row; give its cells, and those that the next row may lengthen."""
        found: list[_Growing] = []
        below: dict[int, _Growing] = {}
        column = value(_child(row, "trPr", "gridBefore"), 0)
        if column:
            found.append(_Growing(column_span=column))
        for cell in _parts(row, "tc"):
            width = max(value(_child(cell, "tcPr", "gridSpan"), 1), 1)
            self._where.place = attrs.evolve(place, cell=f"{_letters(column)}{index}")
            merge = _child(cell, "tcPr", "vMerge")
            sideways = _child(cell, "tcPr", "hMerge")
            start = above.get(column)
            if sideways is not None and attribute(sideways, "val") != "restart":
                self._hide(cell)
                if found:
                    found[-1].column_span += width
            elif _continues(merge) and start is not None and start.column_span == width:
                self._hide(cell)
                start.row_span += 1
                below[column] = start
            else:
                box = _Growing(self._blocks(cell), column_span=width)
                found.append(box)
                if merge is not None:
                    below[column] = box
            column += width
        return found, below

    def _note(self, reference: "Element") -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        note = self._notes.get((kind, attribute(reference, "id") or ""))
        if note is not None:
            self._footnotes += self._blocks(note)

    def _drop(self, element: "Element") -> None:
        self._remember(self._deleted, _all_text(element))

    def _hide(self, run: "Element") -> None:
        self._remember(self._hidden, _all_text(run))

    def _remember(self, kept: list[tuple[str, Place]], text: str) -> None:
        """Keep text that is left out; runs after each other make one finding."""
        if not text.strip():
            return
        place = self._where.place
        if kept and kept[-1][1] == place:
            kept[-1] = (kept[-1][0] + text, place)
        else:
            kept.append((text, place))
