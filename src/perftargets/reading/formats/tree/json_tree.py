"""JSON text to a tree with places; numbers stay as written.

Nodes are made when they are asked for. What is kept until then are the values and an
offset for each: a row of a table took four kilobytes as nodes, and takes one so.
"""

import re
from array import array
from collections.abc import Sequence
from decimal import Context, Decimal
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # no stub
from typing import TYPE_CHECKING, TypeVar, overload

import attrs

from perftargets._convert import WrittenNumber
from perftargets.findings import Message
from perftargets.reading.formats.tree.tree import (
    DEPTH_LIMIT,
    VALUE_LIMIT,
    Entry,
    Leaf,
    Lines,
    Listing,
    Mapping,
    Node,
    NotATree,
    Scalar,
    too_deep,
    too_many,
)
from perftargets.text import Place

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"[A-Za-z]+")
_UNCLOSED = "Unterminated string"
"""How Python's message of a text without a closing quote begins."""

_ANEW = Message(
    zh="请补全，或重新导出、重新取得这个文件",
    en="complete it, or export the file or get it anew",
)


_KEPT = 15
"""How many significant digits a binary float is sure to keep."""

_NOISY = range(16, 18)
"""How many a program writes of a binary float that shows its noise."""

_MOST_POWER = 30
"""Numbers further from the point than this are left as written."""


@attrs.frozen
class Rounded:
    """A number that came out of a binary float, as written and as taken."""

    written: str
    taken: str
    place: Place


@attrs.define
class FloatNoise:
    """The numbers of a file that came out of binary floats: how many, and the first.

    Attributes:
        most: how many are kept.
        first: those.
        count: how many there are.
    """

    most: int = 10
    first: list[Rounded] = attrs.field(factory=list)
    count: int = 0

    def add(self, written: str, taken: str, place: Place) -> None:
        """Count one, and keep it where it is among the first."""
        self.count += 1
        if self.count <= self.most:
            self.first.append(Rounded(written, taken, place))


def parse_json(
    text: str, *, path: str | None = None, noise: FloatNoise | None = None
) -> Node:
    """Parse JSON.

    Args:
        text: the text of the file.
        path: the name the caller gave, for places.
        noise: takes the numbers of 16 or 17 significant digits with a fraction, which
            are taken at 15.

    Raises:
        NotATree: the text is no JSON, or nested too deep; the message says where.
    """
    scanner = _Scanner(text, path, noise or FloatNoise())
    start = scanner.skip(0)
    value, end = scanner.value(start, 0)
    end = scanner.skip(end)
    if end < len(text):
        raise scanner.wrong(end, "文件结尾", "the end of the file")
    return _Text(text, scanner.place).node(value, start)


T = TypeVar("T")


@attrs.frozen(eq=False)
class _Text:
    """The text of the file, and where its offsets stand."""

    text: str
    place: "Callable[[int], Place]"

    def node(self, value: "Scalar | _Entries | _Items", at: int) -> Node:
        """Return the value that begins at an offset as a node."""
        place = self.place(at)
        if isinstance(value, _Entries):
            return Mapping(_EntryView(self, value), place)
        if isinstance(value, _Items):
            return Listing(_ItemView(self, value), place)
        return Leaf(value, place, self._shift(value, at))

    def _shift(self, value: Scalar, at: int) -> int | None:
        """Return 1 where a text stands sign for sign behind its quotation mark."""
        if not isinstance(value, str) or not value:
            return None
        begin, end = at + 1, at + 1 + len(value)
        as_written = self.text.startswith(value, begin) and self.text[end] == '"'
        return 1 if as_written else None


@attrs.frozen(eq=False)
class _Entries:
    """Keys and values of one mapping; ``offsets`` are those of both in turn."""

    keys: tuple[str, ...]
    offsets: "array[int]"
    values: "tuple[Scalar | _Entries | _Items, ...]"


@attrs.frozen(eq=False)
class _Items:
    """Values of one list, and their offsets."""

    offsets: "array[int]"
    values: "tuple[Scalar | _Entries | _Items, ...]"


class _View(Sequence[T]):
    """What is made of the parts of a value when it is asked for, equal to a tuple."""

    def _at(self, index: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> "T | tuple[T, ...]":
        if isinstance(index, slice):
            return tuple(self._at(each) for each in range(len(self))[index])
        return self._at(range(len(self))[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _View | tuple):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class _EntryView(_View[Entry]):
    def __init__(self, text: _Text, of: _Entries) -> None:
        self._text, self._of = text, of

    def __len__(self) -> int:
        return len(self._of.keys)

    def _at(self, index: int) -> Entry:
        of, text = self._of, self._text
        at, value_at = of.offsets[2 * index : 2 * index + 2]
        node = text.node(of.values[index], value_at)
        return Entry(of.keys[index], text.place(at), node)


class _ItemView(_View[Node]):
    def __init__(self, text: _Text, of: _Items) -> None:
        self._text, self._of = text, of

    def __len__(self) -> int:
        return len(self._of.values)

    def _at(self, index: int) -> Node:
        return self._text.node(self._of.values[index], self._of.offsets[index])


class _Scanner:
    def __init__(self, text: str, path: str | None, noise: FloatNoise) -> None:
        self._text = text
        self._noise = noise
        self.place = Lines(text, path).place
        self._values = 0
        # Rows of a table have the same keys, and share them.
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}

    def skip(self, offset: int) -> int:
        """Step over white space."""
        found = _SPACE.match(self._text, offset)
        return found.end() if found else offset

    def wrong(self, offset: int, zh: str, en: str) -> NotATree:
        """Return what should stand at an offset, and what does."""
        place = self.place(offset)
        found = self._text[offset : offset + 20].split("\n")[0]
        where_zh = f"第 {place.line} 行第 {place.column} 列"
        where_en = f"line {place.line}, column {place.column}"
        if offset >= len(self._text):
            return NotATree(
                f"JSON 不完整：文件到{where_zh}就断了，此处应为{zh}；{_ANEW.zh}",
                f"the JSON is cut off: the file ends at {where_en}, which should have "
                f"{en}; {_ANEW.en}",
                place,
            )
        return NotATree(
            f"JSON 有误：{where_zh}应为{zh}，读到“{found}”",
            f"this is no JSON: {where_en} should have {en} and has “{found}”",
            place,
        )

    def unclosed(self, offset: int) -> NotATree:
        """Return the refusal of a text whose quote is closed nowhere."""
        place = self.place(offset)
        return NotATree(
            f"JSON 有误：第 {place.line} 行第 {place.column} 列的引号直到文件结尾都没有"
            f"关闭：漏写了引号，或文件不完整；{_ANEW.zh}",
            f"this is no JSON: the quote at line {place.line}, column {place.column} "
            "is open to the end of the file: its other half is missing, or the file "
            f"is cut off; {_ANEW.en}",
            place,
        )

    def value(
        self, offset: int, depth: int
    ) -> "tuple[Scalar | _Entries | _Items, int]":
        """Read the value at an offset, and give where it ends."""
        self._values += 1
        if depth > DEPTH_LIMIT:
            msg = "JSON"
            raise too_deep(msg, self.place(offset))
        if self._values > VALUE_LIMIT:
            msg = "JSON"
            raise too_many(msg, self.place(offset))
        match self._text[offset : offset + 1]:
            case '"':
                return self._string(offset)
            case "{":
                return self._mapping(offset, depth)
            case "[":
                return self._listing(offset, depth)
        if number := _NUMBER.match(self._text, offset):
            return self._figure(number[0], offset), number.end()
        word = _WORD.match(self._text, offset)
        if word and word[0] in _WORDS:
            return _WORDS[word[0]], word.end()
        raise self.wrong(offset, "一个值", "a value")

    def _figure(self, written: str, offset: int) -> WrittenNumber:
        """Remove the noise of a binary float from a number that shows it."""
        mantissa = re.split("[eE]", written)[0]
        digits = mantissa.lstrip("-0.").replace(".", "").rstrip("0")
        if len(digits) not in _NOISY or "." not in mantissa:
            return WrittenNumber(written)
        number = Context(prec=_KEPT).create_decimal(Decimal(written))
        if abs(number.adjusted()) > _MOST_POWER:
            return WrittenNumber(written)
        taken = format(number, "f").rstrip("0").rstrip(".")
        self._noise.add(written, taken, self.place(offset))
        return WrittenNumber(taken)

    def _string(self, offset: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self._text, offset + 1)
        except JSONDecodeError as problem:
            if problem.msg.startswith(_UNCLOSED):
                raise self.unclosed(offset) from None
            raise self.wrong(
                problem.pos, "正确的文字（引号成对、转义正确）", "well-formed text"
            ) from None
        return str(text), int(end)

    def _mapping(self, offset: int, depth: int) -> tuple[_Entries, int]:
        keys: list[str] = []
        offsets = array("Q")
        values: list[Scalar | _Entries | _Items] = []
        offset = self.skip(offset + 1)
        while self._text[offset : offset + 1] != "}" or keys:
            if self._text[offset : offset + 1] != '"':
                raise self.wrong(offset, "带引号的键", "a quoted key")
            offsets.append(offset)
            key, offset = self._string(offset)
            offset = self.skip(offset)
            if self._text[offset : offset + 1] != ":":
                raise self.wrong(offset, "冒号", "a colon")
            offset = self.skip(offset + 1)
            offsets.append(offset)
            value, offset = self.value(offset, depth + 1)
            keys.append(key)
            values.append(value)
            offset, more = self._after(offset, "}")
            if not more:
                named = tuple(keys)
                shared = self._keys.setdefault(named, named)
                return _Entries(shared, offsets, tuple(values)), offset
        return _Entries((), offsets, ()), offset + 1

    def _listing(self, offset: int, depth: int) -> tuple[_Items, int]:
        offsets = array("Q")
        values: list[Scalar | _Entries | _Items] = []
        offset = self.skip(offset + 1)
        while self._text[offset : offset + 1] != "]" or values:
            offsets.append(offset)
            value, offset = self.value(offset, depth + 1)
            values.append(value)
            offset, more = self._after(offset, "]")
            if not more:
                return _Items(offsets, tuple(values)), offset
        return _Items(offsets, ()), offset + 1

    def _after(self, offset: int, close: str) -> tuple[int, bool]:
        """Step over a comma, or over the closing mark, which ends the values."""
        offset = self.skip(offset)
        match self._text[offset : offset + 1]:
            case ",":
                return self.skip(offset + 1), True
            case mark if mark == close:
                return offset + 1, False
        raise self.wrong(offset, f"逗号或“{close}”", f"a comma or “{close}”")
