"""JSON text to a tree with places; numbers stay as written."""

import re
from decimal import Context, Decimal
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # no stub

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
    shift_of,
    too_deep,
    too_many,
)
from perftargets.text import Place

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


def parse_json(
    text: str, *, path: str | None = None, rounded: list[Rounded] | None = None
) -> Node:
    """Parse JSON.

    Args:
        text: the text of the file.
        path: the name the caller gave, for places.
        rounded: takes the numbers of 16 or 17 significant digits with a fraction,
            which are taken at 15.

    Raises:
        NotATree: the text is no JSON, or nested too deep; the message says where.
    """
    scanner = _Scanner(text, path, [] if rounded is None else rounded)
    node, end = scanner.value(scanner.skip(0), 0)
    end = scanner.skip(end)
    if end < len(text):
        raise scanner.wrong(end, "文件结尾", "the end of the file")
    return node


class _Scanner:
    def __init__(self, text: str, path: str | None, rounded: list[Rounded]) -> None:
        self._text = text
        self._rounded = rounded
        self.place = Lines(text, path).place
        self._values = 0

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

    def value(self, offset: int, depth: int) -> tuple[Node, int]:
        """Read the value at an offset, and give where it ends."""
        place = self.place(offset)
        self._values += 1
        if depth > DEPTH_LIMIT:
            msg = "JSON"
            raise too_deep(msg, place)
        if self._values > VALUE_LIMIT:
            msg = "JSON"
            raise too_many(msg, place)
        match self._text[offset : offset + 1]:
            case '"':
                text, end = self._string(offset)
                shift = shift_of(text, self._text[offset:end])
                return Leaf(text, place, shift), end
            case "{":
                return self._mapping(offset, depth)
            case "[":
                return self._listing(offset, depth)
        if number := _NUMBER.match(self._text, offset):
            return Leaf(self._figure(number[0], place), place), number.end()
        word = _WORD.match(self._text, offset)
        if word and word[0] in _WORDS:
            return Leaf(_WORDS[word[0]], place), word.end()
        raise self.wrong(offset, "一个值", "a value")

    def _figure(self, written: str, place: Place) -> WrittenNumber:
        """Remove the noise of a binary float from a number that shows it."""
        mantissa = re.split("[eE]", written)[0]
        digits = mantissa.lstrip("-0.").replace(".", "").rstrip("0")
        if len(digits) not in _NOISY or "." not in mantissa:
            return WrittenNumber(written)
        number = Context(prec=_KEPT).create_decimal(Decimal(written))
        if abs(number.adjusted()) > _MOST_POWER:
            return WrittenNumber(written)
        taken = format(number, "f").rstrip("0").rstrip(".")
        self._rounded.append(Rounded(written, taken, place))
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

    def _mapping(self, offset: int, depth: int) -> tuple[Mapping, int]:
        place = self.place(offset)
        entries: list[Entry] = []
        offset = self.skip(offset + 1)
        while self._text[offset : offset + 1] != "}" or entries:
            if self._text[offset : offset + 1] != '"':
                raise self.wrong(offset, "带引号的键", "a quoted key")
            at = self.place(offset)
            key, offset = self._string(offset)
            offset = self.skip(offset)
            if self._text[offset : offset + 1] != ":":
                raise self.wrong(offset, "冒号", "a colon")
            node, offset = self.value(self.skip(offset + 1), depth + 1)
            entries.append(Entry(key, at, node))
            offset, more = self._after(offset, "}")
            if not more:
                return Mapping(tuple(entries), place), offset
        return Mapping((), place), offset + 1

    def _listing(self, offset: int, depth: int) -> tuple[Listing, int]:
        place = self.place(offset)
        items: list[Node] = []
        offset = self.skip(offset + 1)
        while self._text[offset : offset + 1] != "]" or items:
            node, offset = self.value(offset, depth + 1)
            items.append(node)
            offset, more = self._after(offset, "]")
            if not more:
                return Listing(tuple(items), place), offset
        return Listing((), place), offset + 1

    def _after(self, offset: int, close: str) -> tuple[int, bool]:
        """Step over a comma, or over the closing mark, which ends the values."""
        offset = self.skip(offset)
        match self._text[offset : offset + 1]:
            case ",":
                return self.skip(offset + 1), True
            case mark if mark == close:
                return offset + 1, False
        raise self.wrong(offset, f"逗号或“{close}”", f"a comma or “{close}”")
