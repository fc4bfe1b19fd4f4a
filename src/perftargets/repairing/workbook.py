"""Changes in a workbook (XLSX): the cells that change, and not a byte beside them."""

import posixpath
from collections.abc import Iterable, Sequence

import attrs

from perftargets.findings import Message
from perftargets.model.indicator import Indicator
from perftargets.model.places import beside, cell_numbers
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document
from perftargets.reading.formats.xml import parse_xml
from perftargets.reading.formats.zip import Container, UnusableError, open_zip
from perftargets.reading.limits import LIMITS, Limits
from perftargets.repairing.aligned import placed, touches
from perftargets.repairing.byte_xml import UnfitError
from perftargets.repairing.changes import (
    Change,
    Left,
    Made,
    Reason,
    Target,
    target_of,
    text_of,
)
from perftargets.repairing.package import replaced
from perftargets.repairing.rich_text import RichText, rich_text, shared_items
from perftargets.repairing.sheet_cells import FoundCell, SheetXml, text_xml
from perftargets.text import Place

_PART = 128 * 1024 * 1024
_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TEXTS = {"s", "inlineStr", "str"}


@attrs.frozen(kw_only=True)
class Edited:
    """A file with changes made, before it is read again.

    Attributes:
        data: the bytes of the file.
        made: the changes in it.
        left: changes that could not be made.
        losses: what the file no longer has.
    """

    data: bytes
    made: tuple[Made, ...]
    left: tuple[Left, ...]
    losses: tuple[Message, ...] = ()


@attrs.frozen
class _Cell:
    """A change with the cell it goes to."""

    change: Change
    place: Place
    before: str
    after: str


def edited(
    data: bytes,
    document: Document,
    changes: Sequence[Change],
    limits: Limits = LIMITS,
) -> Edited:
    """Make changes in the cells of a workbook."""
    try:
        book = _Book(open_zip(data, limits))
    except (UnusableError, KeyError):
        return Edited(data=data, made=(), left=tuple(_left(changes, "unsupported")))
    left: list[Left] = []
    cells: dict[str, list[_Cell]] = {}
    for change in changes:
        goal = cell_of(document, change)
        part = None if goal is None else book.parts.get(goal.place.sheet or "")
        if goal is None or part is None or cell_numbers(goal.place.cell) is None:
            left += _left([change], "not-found")
            continue
        cell = _Cell(change, goal.place, goal.before, goal.after)
        cells.setdefault(part, []).append(cell)
    parts: dict[str, bytes] = {}
    made: list[Made] = []
    for part, wanted in cells.items():
        try:
            sheet = _Sheet(book, part, wanted)
            parts[part] = sheet.changed()
        except (UnfitError, UnusableError):
            left += _left([each.change for each in wanted], "not-found")
            continue
        made += sheet.made
        left += sheet.left
    parts = {name: each for name, each in parts.items() if each != book.read(name)}
    if not parts:
        return Edited(data=data, made=(), left=tuple(left))
    return Edited(data=replaced(data, parts), made=tuple(made), left=tuple(left))


def _left(changes: Iterable[Change], reason: Reason) -> Iterable[Left]:
    for change in changes:
        yield Left(reason=reason, of=change.of, pointer=change.pointer)


def cell_of(document: Document, change: Change) -> Target | None:
    """Return the cell of a field; a blank one is in the column that others have."""
    row = change.pointer.within(document)
    field = change.pointer.field or ""
    if not isinstance(row, Indicator) or row.place is None:
        return None
    if text_of(row, field):
        return target_of(row, change)
    place = None if row.places is None else row.places.of_field(field, row.place)
    place = place or _blank(document, change.pointer, row.place, field)
    return None if place is None else Target(place=place, before="", after=change.text)


def _blank(
    document: Document, pointer: Pointer, begins: Place, field: str
) -> Place | None:
    """Return the cell in which other rows of the project have the field."""
    here = cell_numbers(begins.cell)
    columns: set[int] = set()
    for each in document.projects[pointer.project].indicators:
        place = each.place_of(field) if text_of(each, field) else None
        there = None if place is None else cell_numbers(place.cell)
        if place is not None and place.sheet == begins.sheet and there is not None:
            columns.add(there[0])
    if here is None or len(columns) != 1:
        return None
    return beside(begins, columns.pop() - here[0])


class _Book:
    """The parts of a workbook by the names of its sheets."""

    def __init__(self, container: Container) -> None:
        self._container = container
        names = {name.lower(): name for name in container.names}
        book = names.get(_BOOK.lower())
        if book is None:
            raise KeyError(_BOOK)
        folder, name = posixpath.split(book)
        links = names[f"{folder}/_rels/{name}.rels".lower()]
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in parse_xml(self.read(links), name=links, purpose="XLSX")
        }
        self.parts: dict[str, str] = {}
        tree = parse_xml(self.read(book), name=book, purpose="XLSX")
        for sheet in tree.iter():
            if sheet.tag.rpartition("}")[2] != "sheet":
                continue
            target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT))
            if target is None:
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, target))[1:]
            if path in container.names:
                self.parts[sheet.get("name", "")] = path
        self.strings = names.get(_STRINGS.lower())

    def read(self, name: str) -> bytes:
        """Return a part."""
        return self._container.read(name, most=_PART)


class _Sheet:
    """The changes of one sheet."""

    def __init__(self, book: _Book, part: str, wanted: Sequence[_Cell]) -> None:
        self._wanted: dict[str, list[_Cell]] = {}
        for each in wanted:
            self._wanted.setdefault(each.place.cell or "", []).append(each)
        self._xml = SheetXml(book.read(part), set(self._wanted))
        self.made: list[Made] = []
        self.left: list[Left] = []
        self._strings, self._prefix = self._shared(book)

    def _shared(self, book: _Book) -> tuple[dict[int, bytes], str]:
        numbers = {
            int(cell.value)
            for cell in self._xml.cells.values()
            if cell.attributes.get("t") == "s" and (cell.value or "").isdecimal()
            if cell.value is not None
        }
        if not numbers or book.strings is None:
            return {}, ""
        return shared_items(book.read(book.strings), numbers)

    def changed(self) -> bytes:
        """Return the XML of the sheet with the changes that can be made."""
        contents: dict[str, bytes] = {}
        for name, wanted in self._wanted.items():
            found = self._xml.cells.get(name)
            if found is not None and found.formula:
                self.left += _left([each.change for each in wanted], "formula")
                continue
            content = self._content(found, wanted)
            if content is not None:
                contents[name] = content
        return self._xml.changed(contents)

    def _content(self, found: FoundCell | None, wanted: list[_Cell]) -> bytes | None:
        prefix = self._xml.prefix
        held = None if found is None else self._held(found)
        if held is None:
            # A number, or nothing: the whole field is what the cell shows.
            return self._whole(found, wanted, prefix)
        edits: list[tuple[int, int, str]] = []
        kept: list[_Cell] = []
        for each in wanted:
            edit = placed(held.text, each.before, each.after)
            if edit is None:
                self.left += _left([each.change], "not-found")
            elif edit in edits:
                kept.append(each)
            elif touches(edit, edits):
                self.left += _left([each.change], "conflict")
            else:
                edits.append(edit)
                kept.append(each)
        if not kept:
            return None
        before, now = held.text, held
        for first, last, text in sorted(edits, reverse=True):
            now = rich_text(now.replaced(first, last, text, prefix))
        self._note(kept, before, now.text)
        return now.xml

    def _whole(
        self, found: FoundCell | None, wanted: list[_Cell], prefix: str
    ) -> bytes | None:
        first = wanted[0]
        same = [
            each
            for each in wanted
            if (each.before, each.after) == (first.before, first.after)
        ]
        others = [each.change for each in wanted if each not in same]
        self.left += _left(others, "conflict")
        number = found is not None and found.value is not None
        if number != bool(first.before):
            self.left += _left([each.change for each in same], "not-found")
            return None
        self._note(same, first.before, first.after)
        return text_xml(first.after, prefix)

    def _held(self, found: FoundCell) -> RichText | None:
        """Return the text of a cell; None where it holds a number or nothing."""
        kind = found.attributes.get("t")
        if kind == "s" and (found.value or "").isdecimal() and found.value is not None:
            xml = self._strings.get(int(found.value))
            if xml is None:
                return None
            held = rich_text(xml)
            if self._prefix != self._xml.prefix:
                held = rich_text(text_xml(held.text, self._xml.prefix))
            return held
        if kind == "inlineStr" and found.inline is not None:
            start, end = found.inline
            return rich_text(self._xml.data[start:end])
        if kind == "str" and found.value is not None:
            return rich_text(text_xml(found.value, self._xml.prefix))
        return None

    def _note(self, made: list[_Cell], before: str, after: str) -> None:
        for each in made:
            self.made.append(
                Made(
                    pointer=each.change.pointer,
                    place=each.place,
                    before=before,
                    after=after,
                    of=each.change.of,
                )
            )
