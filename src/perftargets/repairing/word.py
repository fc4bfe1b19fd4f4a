"""Changes in a Word document (DOCX): the texts of cells, and not a byte beside them."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import attrs

from perftargets._escaping import xml_fit
from perftargets.model.places import cell_numbers
from perftargets.model.project import Document
from perftargets.reading.formats.zip import UnusableError, open_zip
from perftargets.reading.limits import LIMITS, Limits
from perftargets.repairing.aligned import placed, touches
from perftargets.repairing.byte_xml import UnfitError, behind_tag, walk
from perftargets.repairing.changes import Change, Left, Made, Reason
from perftargets.repairing.package import replaced
from perftargets.repairing.rich_text import Run, run_edits
from perftargets.repairing.workbook import Edited, cell_of
from perftargets.text import Place

_PART = 64 * 1024 * 1024
_BODY = "word/document.xml"
_TABLE = re.compile(r"table ([1-9][0-9]{0,5})")


Spot = tuple[int, int, int]
"""A cell: the number of its table, its row and its column, each from 1."""


@attrs.define
class WordCell:
    """A cell of a table: its runs of text, and where one could be put in.

    Attributes:
        runs: the texts in order; between two paragraphs stands one that is no run.
        paragraph: the last paragraph: its first byte, and the one behind it.
        closed: whether this paragraph is an element that closes itself.
    """

    runs: list[Run] = attrs.field(factory=list)
    paragraph: tuple[int, int] = (-1, -1)
    closed: bool = False

    @property
    def text(self) -> str:
        """All that it says, a line for each paragraph."""
        return "".join(run.text for run in self.runs)


@attrs.define
class _Table:
    """A table that is being walked through."""

    number: int
    row: int = 0
    column: int = 0
    width: int = 1
    cell: WordCell | None = None


class WordXml:
    """The XML of a document, with the cells of its tables."""

    def __init__(self, data: bytes) -> None:
        """Walk through the XML.

        Raises:
            UnfitError: it is not UTF-8, not well formed, or has a DTD.
        """
        self.data = data
        self.cells: dict[Spot, WordCell] = {}
        self.prefix: str = "w:"
        self._tables: list[_Table] = []
        self._number = 0
        self._begun = -1
        self._texts: list[str] | None = None
        self._paragraphs: list[int] = []
        walk(data, begin=self._begin, end=self._end, characters=self._characters)

    def _begin(self, at: int, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "tbl":
            self.prefix = f"{prefix}:" if prefix else ""
            self._number += 1
            self._tables.append(_Table(self._number))
        elif self._tables and name in {"tr", "gridBefore", "tc", "gridSpan"}:
            value = attributes.get(f"{prefix}:val" if prefix else "val", "")
            self._begin_cell(name, value if value.isdecimal() else "")
        elif self._tables:
            self._begin_text(at, name)

    def _begin_cell(self, name: str, value: str) -> None:
        table = self._tables[-1]
        match name:
            case "tr":
                table.row += 1
                table.column = 0
            case "gridBefore" if value:
                table.column += int(value)
            case "tc":
                table.width = 1
                table.cell = WordCell()
                spot = (table.number, table.row, table.column + 1)
                self.cells.setdefault(spot, table.cell)
            case "gridSpan" if value:
                table.width = max(int(value), 1)

    def _begin_text(self, at: int, name: str) -> None:
        cell = self._tables[-1].cell
        match name:
            case "p":
                self._paragraphs.append(at)
                if cell is not None and cell.runs:
                    cell.runs.append(Run(-1, -1, "\n"))
            case "t":
                self._begun, self._texts = at, []
            case "br" | "cr" | "tab" if cell is not None:
                cell.runs.append(Run(-1, -1, "\n"))

    def _end(self, at: int, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if not self._tables:
            return
        table = self._tables[-1]
        match name:
            case "tbl":
                self._tables.pop()
            case "tc":
                table.column += table.width
                table.cell = None
            case "t" if self._texts is not None:
                if table.cell is not None:
                    run = Run(
                        self._begun, behind_tag(self.data, at), "".join(self._texts)
                    )
                    table.cell.runs.append(run)
                self._texts = None
            case "p" if self._paragraphs:
                begun = self._paragraphs.pop()
                if table.cell is not None:
                    table.cell.paragraph = (begun, behind_tag(self.data, at))
                    table.cell.closed = at == begun

    def _characters(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def run(self, text: str) -> bytes:
        """Write the element of a text."""
        clean = escape(xml_fit(text))
        p = self.prefix
        return f'<{p}t xml:space="preserve">{clean}</{p}t>'.encode()

    def put_in(self, cell: WordCell, text: str) -> tuple[int, int, bytes]:
        """Return the edit that writes a text into an empty cell.

        Raises:
            UnfitError: it has no paragraph.
        """
        start, end = cell.paragraph
        if start < 0:
            raise UnfitError
        p = self.prefix.encode()
        made = b"<" + p + b"r>" + self.run(text) + b"</" + p + b"r>"
        if cell.closed:
            head = self.data[start:end].rstrip(b">").rstrip(b"/").rstrip()
            return start, end, head + b">" + made + b"</" + p + b"p>"
        closing = self.data.rfind(b"<", start, end)
        return closing, closing, made


def edited(
    data: bytes,
    document: Document,
    changes: Sequence[Change],
    limits: Limits = LIMITS,
) -> Edited:
    """Make changes in the cells of a Word document."""
    try:
        container = open_zip(data, limits)
        body = WordXml(container.read(_BODY, most=_PART))
    except (UnusableError, UnfitError, KeyError):
        left = tuple(_left(each, "unsupported") for each in changes)
        return Edited(data=data, made=(), left=left)
    work = _Work(body, document)
    for change in changes:
        work.take(change)
    if not work.made:
        return Edited(data=data, made=(), left=tuple(work.left))
    made = replaced(data, {_BODY: work.xml()})
    return Edited(data=made, made=tuple(work.made), left=tuple(work.left))


def _left(change: Change, reason: Reason) -> Left:
    return Left(reason=reason, of=change.of, pointer=change.pointer)


def _spot(place: Place | None) -> Spot | None:
    table = None if place is None else _TABLE.fullmatch(place.sheet or "")
    numbers = None if place is None else cell_numbers(place.cell)
    if table is None or numbers is None:
        return None
    return int(table[1]), numbers[1], numbers[0]


class _Work:
    """Gathers the edits of one document."""

    def __init__(self, body: WordXml, document: Document) -> None:
        self._body = body
        self._document = document
        self._stretches: dict[Spot, list[tuple[int, int, str]]] = {}
        self.made: list[Made] = []
        self.left: list[Left] = []
        self._whole: dict[Spot, str] = {}

    def take(self, change: Change) -> None:
        """Find where a change goes."""
        goal = cell_of(self._document, change)
        spot = None if goal is None else _spot(goal.place)
        cell = None if spot is None else self._body.cells.get(spot)
        if goal is None or cell is None or spot is None:
            self.left.append(_left(change, "not-found"))
            return
        text = cell.text
        if not goal.before and not text.strip():
            if self._whole.setdefault(spot, change.text) != change.text:
                self.left.append(_left(change, "conflict"))
            else:
                self._note(change, goal.place, text, change.text)
            return
        edit = placed(text, goal.before, goal.after)
        kept = self._stretches.setdefault(spot, [])
        if edit is None:
            self.left.append(_left(change, "not-found"))
        elif edit not in kept and touches(edit, kept):
            self.left.append(_left(change, "conflict"))
        else:
            if edit not in kept:
                kept.append(edit)
            first, last, new = edit
            self._note(change, goal.place, text, text[:first] + new + text[last:])

    def _note(
        self, change: Change, place: Place | None, before: str, after: str
    ) -> None:
        self.made.append(
            Made(
                pointer=change.pointer,
                place=place,
                before=before,
                after=after,
                of=change.of,
            )
        )

    def xml(self) -> bytes:
        """Return the XML with all edits made."""
        edits: dict[int, tuple[int, bytes]] = {}
        for spot, text in self._whole.items():
            start, end, made = self._body.put_in(self._body.cells[spot], text)
            edits[start] = (end, made)
        for spot, stretches in self._stretches.items():
            for run, written in self._rewritten(spot, stretches):
                edits[run.start] = (run.end, self._body.run(written))
        data = self._body.data
        for start in sorted(edits, reverse=True):
            end, made = edits[start]
            data = data[:start] + made + data[end:]
        return data

    def _rewritten(
        self, spot: Spot, stretches: list[tuple[int, int, str]]
    ) -> list[tuple[Run, str]]:
        """Return the runs of a cell with all its stretches replaced."""
        runs = self._body.cells[spot].runs
        now = {index: run.text for index, run in enumerate(runs)}
        # From the last stretch to the first, so that the places before it stay.
        for start, end, text in sorted(stretches, reverse=True):
            moved = [Run(index, index, now[index]) for index in range(len(runs))]
            for run, written in run_edits(moved, start, end, text):
                now[run.start] = written
        # Between two paragraphs stands no run, and nothing is ever put there.
        return [
            (run, now[index])
            for index, run in enumerate(runs)
            if run.start >= 0 and now[index] != run.text
        ]
