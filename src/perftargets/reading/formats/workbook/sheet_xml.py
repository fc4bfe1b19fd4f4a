"""What openpyxl does not tell of a sheet that it reads row by row.

Merged cells, hidden rows and columns, and formulas whose result is not stored. They are
looked up in the XML of the sheet; the prolog has been checked before.
"""

import re
from collections.abc import Iterator, Mapping

import attrs

from perftargets.reading.formats.workbook.xlsx_strings import struck_inline

_P = rb"<(?:[A-Za-z_][\w.-]{0,30}:)?"
_MERGE = re.compile(_P + rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z0-9:$]{4,30})[\"']")
_HIDDEN = rb"[^>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>"
_NOUGHT = rb"\s*=\s*[\"']0(?:\.0*)?[\"'][^>]*>"
_HIDDEN_ROW = re.compile(
    _P + rb"row\s(?:" + _HIDDEN + rb"|[^>]*?\bht" + _NOUGHT + rb")"
)
_HIDDEN_COLUMN = re.compile(
    _P + rb"col\s(?:" + _HIDDEN + rb"|[^>]*?\bwidth" + _NOUGHT + rb")"
)
_NUMBER = re.compile(rb"\b(r|min|max)\s*=\s*[\"'](\d{1,7})[\"']")
_FORMULA = re.compile(_P + rb"f[\s>/]")
_CELL = re.compile(
    _P + rb"c\s([^>]*)(?<!/)>(.*?)</(?:[A-Za-z_][\w.-]{0,30}:)?c\s*>", re.DOTALL
)
_VALUE = re.compile(_P + rb"v\s*>([^<]*)<")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3}\d{1,7})[\"']")
_TEXT_RESULT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_CORNER = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7})")


@attrs.frozen
class Merge:
    """A merged range, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@attrs.frozen
class Facts:
    """What the XML of a sheet says beside its values.

    Attributes:
        merges: the merged ranges, top down.
        hidden_rows: numbers of hidden rows.
        hidden_columns: numbers of hidden columns.
        without_result: cells with a formula and no stored result, as A1.
        struck: what struck runs inside cells say, by the cell.
    """

    merges: tuple[Merge, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    without_result: frozenset[str]
    struck: Mapping[str, str] = attrs.field(factory=dict)


def facts(data: bytes) -> Facts:
    """Read the facts in the XML of a sheet."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            data = data[2:].decode(encoding, "replace").encode()
    merges = sorted(_merges(data), key=lambda merge: (merge.top, merge.left))
    return Facts(
        merges=tuple(merges),
        hidden_rows=tuple(
            number
            for found in _HIDDEN_ROW.finditer(data)
            for number in _numbers(found[0]).get(b"r", ())
        ),
        hidden_columns=tuple(_hidden_columns(data)),
        without_result=frozenset(_without_result(data)),
        struck=dict(struck_inline(data)),
    )


def _numbers(tag: bytes) -> dict[bytes, tuple[int, ...]]:
    return {key: (int(value),) for key, value in _NUMBER.findall(tag)}


def _merges(data: bytes) -> Iterator[Merge]:
    for found in _MERGE.finditer(data):
        corners = _CORNER.findall(found[1])
        if len(corners) == 2:  # noqa: PLR2004 - a range has two corners
            (left, top), (right, bottom) = corners
            yield Merge(int(top), column(left), int(bottom), column(right))


def _hidden_columns(data: bytes) -> Iterator[int]:
    for found in _HIDDEN_COLUMN.finditer(data):
        numbers = _numbers(found[0])
        low, high = numbers.get(b"min", (0,))[0], numbers.get(b"max", (0,))[0]
        # Columns hidden up to the edge of the sheet hold nothing.
        yield from range(low, min(high, low + 255) + 1)


def _without_result(data: bytes) -> Iterator[str]:
    if _FORMULA.search(data) is None:
        return
    for cell in _CELL.finditer(data):
        if _FORMULA.search(cell[2]) is None:
            continue
        value = _VALUE.search(cell[2])
        stored = value is not None and (value[1] or _TEXT_RESULT.search(cell[1]))
        reference = _REFERENCE.search(cell[1])
        if not stored and reference is not None:
            yield reference[1].decode("ascii")


def column(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def letters(number: int) -> str:
    """Return the letters of a column from its number: 1 is A."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
