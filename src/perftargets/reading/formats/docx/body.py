"""The body of a Word document: its paragraphs and tables as they are shown.

Element names are those of WordprocessingML (ISO/IEC 29500-1, transitional and strict).
"""

from typing import TYPE_CHECKING

import attrs

from perftargets.reading.formats.docx.drawn import (
    drawn,
    form_field,
    formula_text,
    instruction,
    is_on,
)
from perftargets.reading.formats.docx.math import FORMULAS, M
from perftargets.reading.formats.docx.signs import Numbering, W, sign, value
from perftargets.reading.formats.page import Block, SourceCell, SourceTable, shortened
from perftargets.reading.limits import LIMITS, Limits
from perftargets.reading.notices import guessed, unplaced, unreadable_cell
from perftargets.text import Place, Source, single_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from perftargets.findings import Finding

# Whether text of a Word document is struck or hidden, by its run and its styles.

_SWITCHES = {"strike": "strike", "dstrike": "strike", "vanish": "vanish"}
"""Switches of a run, and what each of them does to its text."""

_MOST_LEVELS = 20
"""How many styles may be based on one another."""


class Looks:
    """The styles of one document."""

    def __init__(self, root: "Element | None") -> None:
        """Read the styles from the root of the part that defines them."""
        self._own: dict[str, dict[str, bool]] = {}
        self._above: dict[str, str] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._own[name] = _switches(style.find(f"{W}rPr"))
            based = style.find(f"{W}basedOn")
            self._above[name] = (
                based.get(f"{W}val") if based is not None else ""
            ) or ""
        self._has_any = any(self._own.values())

    def of_run(self, run: "Element", paragraph: "Element | None") -> dict[str, bool]:
        """Return what is switched on for a run: ``strike``, ``vanish``."""
        look = run.find(f"{W}rPr")
        found: dict[str, bool] = {}
        if self._has_any:
            if paragraph is not None:
                found.update(self._style(paragraph.find(f"{W}pPr/{W}pStyle")))
            if look is not None:
                found.update(self._style(look.find(f"{W}rStyle")))
        found.update(_switches(look))
        return found

    def _style(self, reference: "Element | None") -> dict[str, bool]:
        name = (reference.get(f"{W}val") if reference is not None else "") or ""
        chain: list[dict[str, bool]] = []
        while name in self._own and len(chain) < _MOST_LEVELS:
            chain.append(self._own[name])
            name = self._above.get(name, "")
        found: dict[str, bool] = {}
        for each in reversed(chain):
            found.update(each)
        return found


def _switches(look: "Element | None") -> dict[str, bool]:
    found: dict[str, bool] = {}
    for element in look if look is not None else ():
        effect = _SWITCHES.get(element.tag.removeprefix(W))
        if effect is not None:
            on = element.get(f"{W}val") not in _OFF
            found[effect] = found.get(effect, False) or on
    return found


_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}"

_DELETED = frozenset({W + "del", W + "moveFrom"})
_LEFT_OUT = {
    "deleted": (
        "修订中删除的文字没有读取",
        "text deleted by a tracked change was not read",
    ),
    "hidden": ("隐藏的文字没有读取", "hidden text was not read"),
    "struck": ("带删除线的文字没有读取", "struck-through text was not read"),
    "unfilled": (
        "控件还没有填写，提示文字没有读取",
        "a control is not filled in; its placeholder was not read",
    ),
}
"""Why text is left out, and how that is told."""

_OFF = frozenset({"0", "false", "off"})
_PRINTED = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
}
_PROPERTIES = frozenset({W + "pPr", W + "rPr", W + "sdtPr"})
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))


def tag(name: str) -> str:
    """Return the full name of an element of WordprocessingML."""
    return W + name


def attribute(element: "Element", name: str) -> str | None:
    """Return an attribute of WordprocessingML."""
    return element.get(W + name)


def transitional(root: "Element") -> None:
    """Rename a strict document's elements to the usual names, in place."""
    if not root.tag.startswith(_STRICT):
        return
    for element in root.iter():
        for strict, usual in ((_STRICT, W), (_STRICT_MATH, M)):
            if element.tag.startswith(strict):
                element.tag = usual + element.tag.removeprefix(strict)
            for key in [key for key in element.attrib if key.startswith(strict)]:
                element.set(usual + key.removeprefix(strict), element.attrib.pop(key))


def _child(element: "Element | None", *names: str) -> "Element | None":
    for name in names:
        if element is not None:
            element = element.find(W + name)
    return element


def _shown(parent: "Element") -> "Iterator[Element]":
    """Yield the children; of alternatives, the first one only."""
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
    """Yield rows or cells, those inside content controls included."""
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
    place: Place | None = None


def _continues(merge: "Element | None") -> bool:
    return merge is not None and attribute(merge, "val") != "restart"


def _is_exponent(element: "Element", pieces: list[str]) -> bool:
    """Return whether a run is a raised figure behind a figure."""
    if element.tag != W + "r" or not pieces or not pieces[-1][-1:].isdigit():
        return False
    level = _child(element, "rPr", "vertAlign")
    raised = level is not None and attribute(level, "val") == "superscript"
    return raised and any(each.text for each in element.iter(W + "t"))


def _unfilled(root: "Element") -> "Iterator[int]":
    """Yield the texts that a control shows until it is filled in."""
    for control in root.iter(W + "sdt"):
        if is_on(_child(control, "sdtPr", "showingPlcHdr")):
            content = _child(control, "sdtContent")
            for text in content.iter(W + "t") if content is not None else ():
                yield id(text)


def _looks_like_a_value(text: str) -> bool:
    return any(each.isdigit() for each in text)


def _all_text(element: "Element") -> str:
    names = (W + "t", W + "delText")
    return "".join(each.text or "" for each in element.iter() if each.tag in names)


@attrs.define
class _Where:
    """Where the reader is: in which cell of which table, at which paragraph."""

    place: Place
    paragraph: int = 0
    tables: int = 0
    element: "Element | None" = None


@attrs.frozen
class Beside:
    """Parts of a document to which its body refers.

    Attributes:
        notes: footnotes and endnotes, by kind and id.
        numbering: the root of the part that defines the lists.
        styles: the root of the part that defines the styles.
    """

    notes: "Mapping[tuple[str, str], Element]" = attrs.field(factory=dict)
    numbering: "Element | None" = None
    styles: "Element | None" = None


class Body:
    """Reads one part: the main one, a header or a footer."""

    def __init__(
        self,
        root: "Element",
        *,
        path: str | None,
        limits: Limits = LIMITS,
        beside: Beside | None = None,
    ) -> None:
        """Keep the root of the part, and the parts that it refers to."""
        parts = beside or Beside()
        transitional(root)
        body = root.find(W + "body")
        self._root = body if body is not None else root
        self._limits = limits
        self._notes = parts.notes
        self._numbering = Numbering(parts.numbering)
        self._where = _Where(Place(path=path))
        self._path = path
        self._footnotes: list[Block] = []
        self._looks = Looks(parts.styles)
        self._readers: dict[str, Callable[[Element, list[str], list[Block]], None]] = {
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "txbxContent": self._box,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            W + "ruby": self._ruby,
            W + "fldChar": self._field,
            W + "instrText": self._instruction,
        }
        self._left_out: dict[str, list[tuple[str, Place]]] = {
            why: [] for why in _LEFT_OUT
        }
        self._in_boxes: list[Block] = []
        self._unfilled = set(_unfilled(self._root))
        self._unread: list[Finding] = []

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What was left out, each run of it."""
        left_out = (
            guessed(f"{zh}：“{shortened(text)}”", f"{en}: “{shortened(text)}”", place)
            for why, (zh, en) in _LEFT_OUT.items()
            for text, place in self._left_out[why]
        )
        return (*left_out, *self._unread)

    def blocks(self) -> list[Block]:
        """Return paragraphs and tables in order, footnotes at the end.

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
        self._where.element = paragraph
        self._runs(paragraph, pieces, inside)
        text = "".join(pieces)
        number = self._numbering.next(paragraph)
        if text.strip():
            text = number + text
        place = self._where.place
        lines: list[Block] = [Source.at(line, place) for line in text.split("\n")]
        if in_cell:
            # A box floats where its maker put it, so that it is no part of the cell.
            self._in_boxes += inside
            return lines
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
            elif name == W + "r" and self._is_unseen(element):
                continue
            elif name in self._readers:
                self._readers[name](element, pieces, inside)
            elif name not in _PROPERTIES:
                self._runs(element, pieces, inside)

    def _is_unseen(self, run: "Element") -> bool:
        """Return whether a run is struck or hidden; what it says is kept to be told."""
        look = self._looks.of_run(run, self._where.element)
        for effect, why in (("vanish", "hidden"), ("strike", "struck")):
            if look.get(effect):
                self._remember(why, _all_text(run))
                return True
        return False

    def _box(self, element: "Element", _: list[str], inside: list[Block]) -> None:
        inside += self._boxed(element)

    def _drawing(
        self, element: "Element", pieces: list[str], inside: list[Block]
    ) -> None:
        self._unread += drawn(element, self._where.place)
        self._runs(element, pieces, inside)

    def _ruby(self, element: "Element", pieces: list[str], inside: list[Block]) -> None:
        # What guides the reading of a word is no text of its own.
        base = _child(element, "rubyBase")
        if base is not None:
            self._runs(base, pieces, inside)

    def _field(self, element: "Element", pieces: list[str], _: list[Block]) -> None:
        pieces.append(form_field(element))

    def _instruction(self, element: "Element", _: list[str], __: list[Block]) -> None:
        self._unread += instruction(element, self._where.place)

    def _boxed(self, content: "Element") -> list[Block]:
        """Read a text box; its paragraphs do not move the place of those around it."""
        outside, place = self._where.element, self._where.place
        found = self._blocks(content)
        self._where.element, self._where.place = outside, place
        return found

    def _text(self, element: "Element") -> str | None:
        """Return what an element prints, None for one that holds others."""
        if element.tag == W + "t":
            if id(element) in self._unfilled:
                self._remember("unfilled", element.text or "")
                return ""
            return element.text or ""
        if element.tag in FORMULAS:
            text, findings = formula_text(element, self._where.place)
            self._unread += findings
            return text
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

    def _table(self, table: "Element") -> SourceTable:
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
            if is_on(_child(row, "trPr", "hidden")):
                self._hide(row)
                continue
            found, open_above = self._row(row, index, place, open_above)
            rows.append(found)
        self._where.place = outside
        boxes = tuple(
            tuple(
                SourceCell(tuple(c.blocks), c.row_span, c.column_span, c.place)
                for c in row
            )
            for row in rows
        )
        return SourceTable(boxes, place)

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
                where = self._where.place
                box = _Growing(self._cell(cell), column_span=width, place=where)
                found.append(box)
                if merge is not None:
                    below[column] = box
            column += width
        return found, below

    def _cell(self, cell: "Element") -> list[Block]:
        """Read a cell; a text box over it is its text where it has none of its own."""
        outside, self._in_boxes = self._in_boxes, []
        blocks = self._blocks(cell)
        boxed, self._in_boxes = self._in_boxes, outside
        texts = [
            each for each in boxed if isinstance(each, Source) and each.text.strip()
        ]
        if not texts:
            return blocks + boxed
        if any(not isinstance(each, Source) or each.text.strip() for each in blocks):
            self._unread += [
                unplaced(each.text.strip(), each.place()) for each in texts
            ]
            return blocks + [each for each in boxed if not isinstance(each, Source)]
        said = "".join(each.text for each in texts)
        self._unread.append(
            guessed(
                f"单元格里的文本框按单元格的内容读取：“{shortened(said)}”",
                f"the text box in the cell was read as what the cell says: "
                f"“{shortened(said)}”",
                texts[0].place(),
            )
        )
        return blocks + boxed

    def _note(self, reference: "Element", _: list[str], __: list[Block]) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        note = self._notes.get((kind, attribute(reference, "id") or ""))
        if note is None:
            return
        if self._where.place.cell is None:
            self._footnotes += self._boxed(note)
            return
        # What a note says of a value may change it, and no field of a row takes it.
        said = single_spaced(_all_text(note))
        if said:
            self._unread.append(
                guessed(
                    f"单元格的脚注没有并入内容：“{shortened(said)}”",
                    f"the note on the cell was not joined to what it says: "
                    f"“{shortened(said)}”",
                    self._where.place,
                )
            )

    def _drop(self, element: "Element") -> None:
        self._remember("deleted", _all_text(element))

    def _hide(self, run: "Element") -> None:
        self._remember("hidden", _all_text(run))

    def _remember(self, why: str, text: str) -> None:
        """Keep text that is left out; runs after each other make one finding."""
        if not text.strip() or (why == "unfilled" and not _looks_like_a_value(text)):
            return
        kept, place = self._left_out[why], self._where.place
        if kept and kept[-1][1] == place:
            kept[-1] = (kept[-1][0] + text, place)
        else:
            kept.append((text, place))
