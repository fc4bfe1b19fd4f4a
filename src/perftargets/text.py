"""Text that knows where it came from: spans, places, sources.

Offsets and columns count code points. Lines, columns, pages and rows count from 1.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, overload

import attrs

from perftargets._data import toml
from perftargets._values import Language, Value


@attrs.frozen(order=True, repr=False)
class Span(Value):
    """A stretch of a text, ``text[start:end]``."""

    start: int
    end: int

    def _flat(self, language: Language) -> list[int]:
        del language
        return [self.start, self.end]

    def shifted(self, by: int) -> "Span":
        """Return the same stretch in a text that begins ``by`` characters earlier."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Cut this stretch out of ``text``."""
        return text[self.start : self.end]


@attrs.frozen(kw_only=True, repr=False)
class Place(Value):
    """Where something stands: in which file, and where in it.

    What a format does not have stays None. ``project`` and ``indicator`` are the
    logical path, by the names as written.
    """

    path: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    row: int | None = None
    project: str | None = None
    indicator: str | None = None

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return path, line and column always, the rest where the format has it."""
        del language
        tree = {"path": self.path, "line": self.line, "column": self.column}
        further = {
            "sheet": self.sheet,
            "cell": self.cell,
            "page": self.page,
            "row": self.row,
        }
        return tree | {key: each for key, each in further.items() if each is not None}

    def within(self, project: str | None, indicator: str | None) -> "Place":
        """Return the same place in a project and a row."""
        return Place(
            path=self.path,
            line=self.line,
            column=self.column,
            sheet=self.sheet,
            cell=self.cell,
            page=self.page,
            row=self.row,
            project=project,
            indicator=indicator,
        )

    def moved(self, columns: int) -> "Place":
        """Return the place ``columns`` characters further on the same line."""
        if not columns or self.column is None:
            return self
        return attrs.evolve(self, column=self.column + columns)

    def __str__(self) -> str:
        """Return the usual short form: ``file:12:3``, ``file[Sheet1!B4]``."""
        text = self.path or ""
        if self.sheet is not None or self.cell is not None:
            where = "!".join(part for part in (self.sheet, self.cell) if part)
            text += f"[{where}]"
        if self.page is not None:
            text += f":p{self.page}"
        if self.row is not None:
            text += f":r{self.row}"
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        return text.lstrip(":")


NOWHERE = Place()
"""The place of what came from no file."""


@attrs.frozen(order=True)
class Piece:
    """From ``start`` of a source on, the characters stand at ``place`` and after."""

    start: int
    place: Place = attrs.field(order=False)


@attrs.frozen
class Source:
    """A string with a piecewise map to places; joining and slicing keep the map.

    ``pieces`` is sorted by start, and the first piece starts at 0. Only the text
    counts for equality.
    """

    text: str
    pieces: tuple[Piece, ...] = attrs.field(
        default=(Piece(0, NOWHERE),), eq=False, repr=False
    )

    @classmethod
    def at(cls, text: str, place: Place) -> "Source":
        """Make a source out of text that stands in one run at ``place``."""
        return cls(text, (Piece(0, place),))

    @classmethod
    def lines(cls, text: str, *, path: str | None = None) -> "tuple[Source, ...]":
        r"""Split at ``\n``, ``\r\n`` and ``\r`` into sources, one a line."""
        unified = text.replace("\r\n", "\n").replace("\r", "\n")
        return tuple(
            cls.at(line, Place(path=path, line=number, column=1))
            for number, line in enumerate(unified.split("\n"), start=1)
        )

    @classmethod
    def join(cls, parts: "Iterable[Source]", separator: str = "") -> "Source":
        """Join sources; a separator belongs to the part before it."""
        texts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for part in parts:
            if texts and separator:
                texts.append(separator)
                length += len(separator)
            if not part.text:
                continue
            pieces += [Piece(length + old.start, old.place) for old in part.pieces]
            texts.append(part.text)
            length += len(part.text)
        return cls("".join(texts), tuple(pieces) or (Piece(0, NOWHERE),))

    def place(self, offset: int = 0) -> Place:
        """Return the place of the character at ``offset``."""
        if len(self.pieces) == 1:
            (piece,) = self.pieces
            return piece.place.moved(offset - piece.start)
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(index, 0)]
        return piece.place.moved(offset - piece.start)

    def places(self, span: Span) -> tuple[Place, ...]:
        """Return the start of each run of places that ``span`` touches, in order."""
        starts = [span.start]
        starts += [
            piece.start for piece in self.pieces if span.start < piece.start < span.end
        ]
        return tuple(self.place(start) for start in starts)

    def strip(self, characters: str | None = None) -> "Source":
        """Drop white space, or ``characters``, from both ends."""
        if len(self.text.strip(characters)) == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip(characters))
        return self[left : max(left, len(self.text.rstrip(characters)))]

    def __len__(self) -> int:
        """Count the characters."""
        return len(self.text)

    def __str__(self) -> str:
        """Return the bare text."""
        return self.text

    def __add__(self, other: "Source") -> "Source":
        """Return this source followed by another."""
        return Source.join((self, other))

    @overload
    def __getitem__(self, key: int) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> "Source": ...
    def __getitem__(self, key: int | slice) -> "str | Source":
        """Return one character, or a stretch that still knows its places."""
        if isinstance(key, int):
            return self.text[key]
        start, stop, step = key.indices(len(self.text))
        if step != 1:
            message = "a source is sliced in steps of one"
            raise ValueError(message)
        return Source(self.text[start:stop], tuple(self._pieces(start, stop)))

    def _pieces(self, start: int, stop: int) -> Iterator[Piece]:
        yield Piece(0, self.place(start))
        for piece in self.pieces:
            if start < piece.start < stop:
                yield Piece(piece.start - start, piece.place)


_FULL_WIDTH = range(0xFF01, 0xFF5F)
"""Full width letters, digits and signs; each lies 0xFEE0 above its half width twin."""


@cache
def _folding() -> tuple[re.Pattern[str], dict[int, str]]:
    table = {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    for pairs in toml("grammar", "fold.toml").values():
        for usual, odd in pairs.items():
            table.update(dict.fromkeys(map(ord, odd), usual))
    odd = re.compile("[" + re.escape("".join(map(chr, table))) + "]")
    return odd, table


def fold(text: str) -> str:
    """Convert each odd character to its usual form, one for one: no span moves.

    Full width becomes half width, odd glyphs usual ones, traditional characters of the
    phrase language simplified ones (``grammar/fold.toml``).
    """
    odd, table = _folding()
    return text.translate(table) if odd.search(text) else text


_DIGITS = 15
"""How many significant digits a spreadsheet keeps of a binary float."""


def from_binary(value: float) -> Decimal:
    """Return a binary float as the decimal that a spreadsheet shows for it.

    15 significant digits: 1.1 × 3 is stored as 3.3000000000000003 and is 3.3. An
    integer stays as it is; NaN and infinities become what ``Decimal`` calls them.
    """
    if isinstance(value, int):
        return Decimal(value)
    # A float of numpy has a form of its own; this is that of Python.
    return Decimal(float.__format__(value, f".{_DIGITS}g"))


def plain_number(value: Decimal | Fraction) -> str:
    """Return a number written out: ``70000``, never ``7E+4``; ``1/3``.

    Zeros behind the point stay: they say how exactly it was written.
    """
    return str(value) if isinstance(value, Fraction) else format(value, "f")


def short_number(value: Decimal | Fraction) -> str:
    """Return a number written out without zeros that say nothing: ``7.5``.

    A fraction is divided, to 28 digits where it has no end.
    """
    if isinstance(value, Fraction):
        # Decimal writes out any integer; str() refuses one of more than 4,300 digits.
        whole = Decimal(value.numerator)
        value = whole if value.denominator == 1 else whole / Decimal(value.denominator)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def unspaced(text: str) -> str:
    """Return a text without white space, to compare it by."""
    return "".join(text.split())


def single_spaced(text: str) -> str:
    """Return a text on one line, each run of white space a single space."""
    return " ".join(text.split())


def lengths_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long words are, the longest first, by the character they end with.

    Most texts end as no word of a list does, which is told by one look.
    """
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(each, reverse=True)) for last, each in found.items()}


def counted(number: object, noun: str) -> str:
    """Return a number with its English noun: ``1 row``, ``3 rows``."""
    return f"{number} {noun}" if str(number) == "1" else f"{number} {noun}s"


# -- how an office writes figures and dates -------------------------------------------

_SCALES = ((10**8, "亿"), (10**4, "万"))
_SCALED_PLACES = 2
"""Decimals before 万 and 亿 at most: 1093万元, 350.5万元, but 12345678元."""


def scaled(value: Fraction) -> tuple[Fraction, str]:
    """Return a figure with the 万 or 亿 that an office writes it with.

    10930000 is 1093万 and 25000 is 2.5万; 12345678 would need more decimals than are
    read at a glance and stays.
    """
    for factor, word in _SCALES:
        shorter = value / factor
        if abs(shorter) >= 1 and (shorter * 10**_SCALED_PLACES).denominator == 1:
            return shorter, word
    return value, ""


def official_day(day: date) -> str:
    """Return a day as an office writes it: 2022年12月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def official_days(first: date, last: date) -> str:
    """Return a run of days: 2022年12月1日至31日, 2022年1月1日至12月31日."""
    start = official_day(first)
    if first == last:
        return start
    end = official_day(last)
    if first.year == last.year:
        end = end.partition("年")[2]
        if first.month == last.month:
            end = end.partition("月")[2]
    return f"{start}至{end}"


def sorted_set(values: frozenset[str]) -> str:
    """Return how a set is shown by ``repr``, whatever the seed of hashes is."""
    inside = ", ".join(map(repr, sorted(values)))
    return f"frozenset({{{inside}}})" if values else "frozenset()"
