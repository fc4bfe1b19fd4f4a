"""Changes in a file of text: CSV, YAML, TOML, JSON, the running-text form.

A field is changed where it stands, else where its row has its text once; what stands
around it stays.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import attrs

from perftargets._escaping import csv_cell, json_text
from perftargets.model.indicator import Indicator
from perftargets.model.pointers import fields_at
from perftargets.model.project import Document
from perftargets.reading.formats.tree.escapes import escaped
from perftargets.repairing.changes import Change, Left, Made, stretch, text_of
from perftargets.repairing.workbook import Edited
from perftargets.text import Place

_BOM = "\ufeff"
_LINE = re.compile(r"\r\n|\r|\n")
_PLAIN_YAML = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~.0-9][^:#\[\]{},\n\r\t\"]*")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'", re.DOTALL)
_WORDS_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


@attrs.frozen
class _Edit:
    """A stretch of the file and its new text."""

    start: int
    end: int
    text: str
    change: Change
    before: str
    place: Place | None


def edited(
    data: bytes, document: Document, changes: Sequence[Change], *, form: str
) -> Edited:
    """Make changes in the text of a file in UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        unsupported = [
            Left(reason="unsupported", of=each.of, pointer=each.pointer)
            for each in changes
        ]
        return Edited(data=data, made=(), left=tuple(unsupported))
    file = _File(text, document, form)
    edits: list[_Edit] = []
    left: list[Left] = []
    for change in changes:
        edit = file.edit(change)
        if edit is None:
            left.append(Left(reason="not-found", of=change.of, pointer=change.pointer))
        elif any(edit.start < each.end and each.start < edit.end for each in edits):
            left.append(Left(reason="conflict", of=change.of, pointer=change.pointer))
        else:
            edits.append(edit)
    made = [
        Made(
            pointer=edit.change.pointer,
            place=edit.place,
            before=edit.before,
            after=edit.change.text,
            of=edit.change.of,
        )
        for edit in edits
    ]
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return Edited(data=text.encode(), made=tuple(made), left=tuple(left))


class _File:
    """The text of a file, and where its rows begin."""

    def __init__(self, text: str, document: Document, form: str) -> None:
        self._document = document
        self._form = form
        self._body = text.removeprefix(_BOM)
        self._shift = len(text) - len(self._body)
        self._starts = [0, *(found.end() for found in _LINE.finditer(self._body))]
        self._begins = sorted({*self._projects(), *self._rows().values()})

    def edit(self, change: Change) -> _Edit | None:
        """Return what to replace for a change; None where that is not certain."""
        row = change.pointer.within(self._document)
        field = change.pointer.field or ""
        if not isinstance(row, Indicator):
            return None
        before = text_of(row, field)
        place = row.place_of(field)
        if field == "actual" and row.actual is not None and row.actual.place:
            place = row.actual.place
        begin = self._begin(row)
        if begin is None:
            return None
        known = None if place is None else self._offset(place)
        if not before:
            return self._blank(known, change, place)
        at = self._found(before, begin, known)
        if at is None:
            whole = self._literal(known, change, before, place)
            return whole or self._inside(row, field, change, before)
        start, end, text = self._written(at, before, change.text)
        return _Edit(
            start + self._shift, end + self._shift, text, change, before, place
        )

    def _projects(self) -> Iterator[int]:
        for project in self._document.projects:
            offset = None if project.place is None else self._offset(project.place)
            if offset is not None:
                yield offset

    def _rows(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for _, row in self._document.rows():
            begin = self._begin(row)
            if begin is not None:
                found[id(row)] = begin
        return found

    def _begin(self, row: Indicator) -> int | None:
        """Return where a row begins: a table places it at its name, not its first cell.

        A level that goes on from a row above stands there.
        """
        if row.place is None:
            return None
        offsets = [self._offset(row.place)]
        offsets += [
            self._offset(place)
            for _, place in fields_at(row)
            if place.line == row.place.line
        ]
        return min((each for each in offsets if each is not None), default=None)

    def _blank(
        self, at: int | None, change: Change, place: Place | None
    ) -> _Edit | None:
        """Return the edit of an empty text: of its two quotes, or of its blank cell."""
        if at is None:
            return None
        quotes = self._body[at : at + 2]
        if quotes in {'""', "''"}:
            end = at + 2
        elif self._form == "csv" and self._body[at : at + 1] in {*",;\t\r\n", ""}:
            end = at
        else:
            return None
        if self._form == "csv":
            text = _csv(change.text, change.text, "")[1]
        elif quotes == "''" and self._form == "yaml":
            doubled = change.text.replace("'", "''")
            text = f"'{doubled}'"
        else:
            text = _in_quotes(change.text, self._form)
        first, last = at + self._shift, end + self._shift
        return _Edit(first, last, text, change, "", place)

    def _found(self, text: str, begin: int, place: int | None) -> int | None:
        following = bisect_right(self._begins, begin)
        more = following < len(self._begins)
        end = self._begins[following] if more else len(self._body)
        if place is not None and begin <= place < end:
            for at in (place, place + 1):
                # A field stands at its place, or behind the quotation mark there.
                if self._body.startswith(text, at):
                    return at
        at = self._body.find(text, begin, end)
        once = at >= 0 and self._body.find(text, at + 1, end) < 0
        return at if once else None

    def _literal(
        self, at: int | None, change: Change, before: str, place: Place | None
    ) -> _Edit | None:
        """Return the edit of a text in quotes, some of whose signs are escaped."""
        if at is None or self._form not in {"json", "toml", "yaml"}:
            return None
        found = _QUOTED.match(self._body, at)
        if found is None:
            return None
        text = _in_quotes(change.text, self._form)
        first, last = found.start() + self._shift, found.end() + self._shift
        return _Edit(first, last, text, change, before, place)

    def _inside(
        self, row: Indicator, field: str, change: Change, before: str
    ) -> _Edit | None:
        """Return the edit of a field that stands in several runs of text."""
        start, end, text = stretch(before, change.text)
        if start == end:
            return None
        place = row.place_of(field, start)
        at = None if place is None else self._offset(place)
        if at is None or not self._body.startswith(before[start:end], at):
            return None
        first = at + self._shift
        return _Edit(first, first + end - start, text, change, before, place)

    def _written(self, at: int, before: str, after: str) -> tuple[int, int, str]:
        """Return the stretch to replace, and the new text as the notation wants it."""
        start, end, text = stretch(before, after)
        quote = self._body[at - 1] if at else ""
        write = _WRITERS.get(self._form)
        if write is None:
            return at + start, at + end, text
        whole, written = write(after, text, quote)
        if whole:
            return at, at + len(before), written
        return at + start, at + end, written

    def _offset(self, place: Place) -> int | None:
        starts = self._starts
        if place.line is None or place.column is None or place.line > len(starts):
            return None
        return starts[place.line - 1] + place.column - 1


_Writer = Callable[[str, str, str], tuple[bool, str]]
"""Takes the whole new text, the stretch of it that is new, and what stands before.

Gives whether the whole field is replaced, and by what.
"""


def _json(after: str, part: str, quote: str) -> tuple[bool, str]:
    if quote == '"':
        return False, _in_quotes(part, "json")[1:-1]
    return True, _in_quotes(after, "json")


def _toml(after: str, part: str, quote: str) -> tuple[bool, str]:
    if quote == "'":
        literal = not re.search(r"['\x00-\x08\x0a-\x1f\x7f]", part)
        return False, part if literal else _in_quotes(part, "toml")[1:-1]
    if quote == '"':
        return False, _in_quotes(part, "toml")[1:-1]
    return True, _in_quotes(after, "toml")


def _yaml(after: str, part: str, quote: str) -> tuple[bool, str]:
    if quote == '"':
        return False, _in_quotes(part, "yaml")[1:-1]
    if quote == "'":
        return False, part.replace("'", "''")
    plain = _PLAIN_YAML.fullmatch(after) and after == after.strip()
    if plain and after.lower() not in _WORDS_YAML:
        return False, part
    return True, _in_quotes(after, "yaml")


def _csv(after: str, part: str, quote: str) -> tuple[bool, str]:
    safe = csv_cell(after)
    if safe != after and quote != "'":
        # No repair makes a cell that a spreadsheet runs; the reader takes this back.
        doubled = safe.replace('"', '""')
        return True, doubled if quote == '"' else f'"{doubled}"'
    if quote == '"':
        return False, part.replace('"', '""')
    if re.search(r"[,;\t\"\r\n]", after):
        doubled = after.replace('"', '""')
        return True, f'"{doubled}"'
    return False, part


def _in_quotes(text: str, form: str) -> str:
    """Return a text in double quotes, as all that writes its notation does."""
    return json_text(text, indent=None) if form == "json" else escaped(text)


_WRITERS: dict[str, _Writer] = {
    "csv": _csv,
    "json": _json,
    "toml": _toml,
    "yaml": _yaml,
}
"""How the notations write a new text."""
