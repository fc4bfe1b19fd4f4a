"""A file of keys and values as a small tree with places, whatever its format."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from perftargets._convert import WrittenNumber
from perftargets.text import Place

DEPTH_LIMIT = 64
"""How deep values may be nested; perftargets/1 needs six."""

VALUE_LIMIT = 2_000_000
"""How many values a file may hold; what stands for others counts as often as used."""

Scalar = str | WrittenNumber | bool | None
"""A value without parts: text, a number as written, true or false, nothing."""


@attrs.frozen
class Leaf:
    """A value without parts.

    ``shift`` says how many columns behind ``place`` its text begins, where it stands
    in one line sign for sign as it was read: 1 behind a quotation mark.
    """

    value: Scalar
    place: Place
    shift: int | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Listing:
    """Values in order."""

    items: "Sequence[Node]"
    place: Place


@attrs.frozen
class Entry:
    """One key with its value."""

    key: str
    place: Place
    node: "Node"


@attrs.frozen
class Mapping:
    """Keys with their values, in the order written; a key may stand there twice."""

    entries: Sequence[Entry]
    place: Place


Node = Leaf | Listing | Mapping


@attrs.frozen
class NotATree(Exception):  # noqa: N818 - caught by readers, never seen by callers
    """The text does not have the syntax of its format.

    Attributes:
        zh: what is wrong, in Chinese.
        en: the same in English.
        place: where.
    """

    zh: str
    en: str
    place: Place


def too_deep(notation: str, place: Place) -> NotATree:
    """Return the refusal of values nested too deep, and what to do."""
    return NotATree(
        f"{notation} 嵌套超过 {DEPTH_LIMIT} 层，没有读取；绩效目标表只需六层，请检查"
        "括号和缩进，或按 perftargets/1 重写",
        f"the {notation} is nested deeper than {DEPTH_LIMIT} levels and was not read; "
        "a table needs six: look at brackets and indents, or write it as perftargets/1",
        place,
    )


def too_many(notation: str, place: Place, *, references: bool = False) -> NotATree:
    """Return the refusal of more values than are read, and what to do.

    ``references`` says that what stands for others was counted as what it stands for.
    """
    zh, en = f"{notation} 超过 {VALUE_LIMIT} 个值", f"than {VALUE_LIMIT} values"
    if references:
        zh, en = f"{zh}（引用按展开计）", f"{en}, references counted as their values"
    return NotATree(
        f"{zh}，没有读取；请按项目拆成几个文件",
        f"the {notation} holds more {en}, and was not read; split it into a file for "
        "each project",
        place,
    )


def shift_of(text: str, written: str) -> int | None:
    """Return how far into a scalar as written its text begins; None if it differs."""
    if not text or "\n" in text:
        return None
    if text == written:
        return 0
    return 1 if len(written) == len(text) + 2 and text == written[1:-1] else None


class Lines:
    r"""The lines of a text, ended by ``\n``, ``\r\n`` or ``\r``, and their places."""

    def __init__(self, text: str, path: str | None) -> None:
        """Find where each line begins."""
        self._text = text
        self._path = path
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Place(path=self._path, line=line, column=column)

    def start(self, offset: int) -> int:
        """Return the offset at which the line of an offset begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def rest(self, place: Place, *, limit: int = 80) -> str:
        """Return what stands from a place to the end of its line, cut at ``limit``."""
        if place.line is None or place.column is None:
            return ""
        offset = self._starts[place.line - 1] + place.column - 1
        cut = self._text[offset : offset + limit + 1]
        line = re.split(r"[\r\n]", cut, maxsplit=1)[0]
        return line if len(line) <= limit else line[:limit] + "…"


def quoted(text: str) -> str:
    """Show a text as it should stand, in double quotes."""
    return json.dumps(text.strip(), ensure_ascii=False)


def shown(node: Node, *, limit: int = 200) -> str:
    """Write a value in one line, to be quoted in a message."""
    text = ""
    # Piece by piece: references can make a small file into an endless text.
    for piece in _pieces(node):
        text += piece
        if len(text) > limit:
            return text[: limit - 1] + "…"
    return text


def _pieces(node: Node) -> Iterator[str]:
    match node:
        case Leaf(value=WrittenNumber(text=text)):
            yield text
        case Leaf(value=None):
            yield "null"
        case Leaf(value=bool() as flag):
            yield "true" if flag else "false"
        case Leaf(value=value):
            yield str(value)
        case Listing(items=items):
            yield "["
            for index, item in enumerate(items):
                yield ", " if index else ""
                yield from _pieces(item)
            yield "]"
        case Mapping(entries=entries):
            yield "{"
            for index, entry in enumerate(entries):
                yield f", {entry.key}: " if index else f"{entry.key}: "
                yield from _pieces(entry.node)
            yield "}"
