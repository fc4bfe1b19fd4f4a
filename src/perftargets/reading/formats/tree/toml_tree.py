"""TOML text to a tree with places; numbers and dates stay as written.

One pass over the text. Nothing is converted, and a key that stands there twice is kept
twice, for the builder of the document to report.
"""

import re
import sys

import attrs

from perftargets._convert import WrittenNumber
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
    quoted,
    shift_of,
    too_deep,
    too_many,
)
from perftargets.text import Place

# Tables of TOML while they are being filled: headers and dotted keys open them.


@attrs.define
class OpenTable:
    """A table that is being filled; ``known`` finds the one that a key opens again."""

    place: Place
    entries: "list[tuple[str, Place, Node | OpenTable | list[OpenTable]]]" = (
        attrs.field(factory=list)
    )
    known: "dict[str, OpenTable | list[OpenTable] | None]" = attrs.field(factory=dict)
    by_header: bool = False

    def add(
        self, key: str, place: Place, value: "Node | OpenTable | list[OpenTable]"
    ) -> None:
        """Add one entry; the first of a name is the one to be opened again."""
        self.entries.append((key, place, value))
        self.known.setdefault(
            key, value if isinstance(value, OpenTable | list) else None
        )

    def below(self, key: str, place: Place) -> "OpenTable":
        """Return the table that a key leads to, made where there is none yet."""
        match self.known.get(key):
            case OpenTable() as table:
                return table
            case [*_, last]:
                return last
        table = OpenTable(place)
        self.add(key, place, table)
        return table

    def finished(self) -> Mapping:
        """Return the whole table as a part of the tree."""
        return Mapping(
            tuple(Entry(key, at, _finished(value)) for key, at, value in self.entries),
            self.place,
        )


def _finished(value: "Node | OpenTable | list[OpenTable]") -> Node:
    match value:
        case OpenTable():
            return value.finished()
        case list():
            return Listing(tuple(each.finished() for each in value), value[0].place)
        case _:
            return value


_SPACE = re.compile(r"[ \t\n]*")
_BLANK = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ANY_KEY = re.compile(r"[^\s=:.\"'\[\]{},#]+")
_CONTROL = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]|\r(?!\n)")
# One class repeated, so that a long run of digits costs no memory.
_DIGITS = r"[0-9](?:[0-9_]*[0-9])?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_UNQUOTED = re.compile(
    rf"(?P<date>{_DATE}(?:[Tt ]{_TIME}(?:[Zz]|[+-][0-9]{{2}}:[0-9]{{2}})?)?|{_TIME})"
    r"|(?P<other>0x[0-9A-Fa-f](?:[0-9A-Fa-f_]*[0-9A-Fa-f])?"
    r"|0o[0-7](?:[0-7_]*[0-7])?|0b[01](?:[01_]*[01])?|[+-]?(?:inf|nan))"
    r"|(?P<number>[+-]?(?:0|[1-9](?:[0-9_]*[0-9])?)"
    rf"(?:\.{_DIGITS})?(?:[eE][+-]?{_DIGITS})?)"
    r"|(?P<flag>true|false)"
)
_AFTER = re.compile(r"[\s,\]}#]|\Z")
_PLAIN = {
    '"': re.compile(r'[^"\\\n]*'),
    "'": re.compile(r"[^'\n]*"),
    '"""': re.compile(r'[^"\\]*'),
    "'''": re.compile(r"[^']*"),
}
_ESCAPE = re.compile(
    r"\\(?:([btnfre\"\\])"
    r"|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([ \t]*\n\s*))"
)
_TABLE_COUNTS = 4
"""As how many values a table counts: an empty one takes the memory of several."""

_HALVES = range(0xD800, 0xE000)
"""Halves of characters, which TOML does not allow to be written."""

_ESCAPES = {
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    '"': '"',
    "\\": "\\",
}


def parse_toml(text: str, *, path: str | None = None) -> Node:
    """Parse TOML.

    Raises:
        NotATree: the text is no TOML, or asks for too much; the message says where.
    """
    # Line breaks inside a text are ``\n`` whatever the file has, as TOML wants it, and
    # neither they nor a byte order mark move a line or a column.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    scanner = _Scanner(text, path)
    scanner.refuse_control_characters()
    return scanner.document()


class _Scanner:
    def __init__(self, text: str, path: str | None) -> None:
        self._text = text
        self._lines = Lines(text, path)
        self._values = 0

    def refuse_control_characters(self) -> None:
        """Refuse what TOML allows nowhere.

        Raises:
            NotATree: there is such a character.
        """
        found = _CONTROL.search(self._text)
        if found:
            code = f"U+{ord(found[0]):04X}"
            raise self._broken(
                found.start(),
                f"有不可见的控制字符 {code}，请删去",
                f"the control character {code} stands here; take it out",
            )

    def document(self) -> Mapping:
        """Read the whole text."""
        root = OpenTable(self._lines.place(0))
        current = root
        offset = self._skip(0)
        while offset < len(self._text):
            if self._text[offset] == "[":
                current, offset = self._header(root, offset)
            else:
                offset = self._pair(current, offset, 0)
            offset = self._skip(self._ended(offset))
        return root.finished()

    def _broken(self, offset: int, zh: str, en: str) -> NotATree:
        place = self._lines.place(offset)
        return NotATree(
            f"TOML 有误：第 {place.line} 行第 {place.column} 列：{zh}",
            f"this is no TOML: line {place.line}, column {place.column}: {en}",
            place,
        )

    def _skip(self, offset: int) -> int:
        """Step over white space, line breaks and comments."""
        while found := _SPACE.match(self._text, offset):
            offset = found.end()
            if not self._text.startswith("#", offset):
                break
            end = self._text.find("\n", offset)
            offset = len(self._text) if end < 0 else end
        return offset

    def _blank(self, offset: int) -> int:
        found = _BLANK.match(self._text, offset)
        return found.end() if found else offset

    def _ended(self, offset: int) -> int:
        found = _LINE_END.match(self._text, offset)
        if found:
            return found.end()
        rest = self._rest(self._blank(offset))
        raise self._broken(
            self._blank(offset),
            f"一行只能有一个键和值，后面多出“{rest}”",
            f"a line holds one key and its value; “{rest}” is left over",
        )

    def _rest(self, offset: int) -> str:
        return self._lines.rest(self._lines.place(offset), limit=40)

    def _header(self, root: OpenTable, start: int) -> tuple[OpenTable, int]:
        """Read ``[table]`` or ``[[list of tables]]``, and open it."""
        many = self._text.startswith("[[", start)
        close = "]]" if many else "]"
        self._count(_TABLE_COUNTS, start)
        keys, offset = self._keys(self._blank(start + len(close)))
        if not self._text.startswith(close, offset):
            raise self._broken(
                offset,
                f"表名后面应有“{close}”",
                f"“{close}” should close the name of the table",
            )
        *above, (key, at) = keys
        into = root
        for name, place in above:
            into = into.below(name, place)
        table = OpenTable(self._lines.place(start), by_header=True)
        known = into.known.get(key)
        if many and isinstance(known, list):
            known.append(table)
        elif many:
            into.add(key, at, [table])
        elif isinstance(known, OpenTable) and not known.by_header:
            # Opened so far only on the way to a table below it.
            known.by_header = True
            table = known
        else:
            into.add(key, at, table)
        return table, offset + len(close)

    def _pair(self, table: OpenTable, start: int, depth: int) -> int:
        """Read ``key = value`` into a table, and give where it ends."""
        keys, offset = self._keys(start)
        if self._text[offset : offset + 1] != "=":
            rest = self._rest(offset)
            raise self._broken(
                offset,
                f"键后面应为“=”，读到“{rest}”",
                f"“=” should follow the key and “{rest}” does",
            )
        node, offset = self._value(self._blank(offset + 1), depth + len(keys))
        *above, (key, at) = keys
        for name, place in above:
            table = table.below(name, place)
        table.add(key, at, node)
        return offset

    def _keys(self, offset: int) -> tuple[list[tuple[str, Place]], int]:
        """Read a key of one or more parts, and the blanks behind it."""
        keys: list[tuple[str, Place]] = []
        while True:
            place = self._lines.place(offset)
            key, offset = self._key(offset)
            keys.append((key, place))
            if len(keys) > DEPTH_LIMIT:
                raise self._too_deep(offset)
            offset = self._blank(offset)
            if self._text[offset : offset + 1] != ".":
                return keys, offset
            offset = self._blank(offset + 1)

    def _key(self, offset: int) -> tuple[str, int]:
        if self._text[offset : offset + 1] in ('"', "'"):
            return self._quoted(offset, self._text[offset])
        found = _BARE_KEY.match(self._text, offset)
        if found and (strange := _ANY_KEY.match(self._text, offset)):
            found = found if found.end() == strange.end() else None
        if found:
            return found[0], found.end()
        word = _ANY_KEY.match(self._text, offset)
        if word is None:
            rest = self._rest(offset)
            raise self._broken(
                offset,
                f"应为一个键，读到“{rest}”",
                f"a key should stand here and “{rest}” does",
            )
        raise self._broken(
            offset,
            f'中文或带符号的键要加引号："{word[0]}"',
            f'a key in Chinese or with signs in it takes quotes: "{word[0]}"',
        )

    def _count(self, values: int, offset: int) -> None:
        self._values += values
        if self._values > VALUE_LIMIT:
            msg = "TOML"
            raise too_many(msg, self._lines.place(offset))

    def _too_deep(self, offset: int) -> NotATree:
        return too_deep("TOML", self._lines.place(offset))

    def _value(self, offset: int, depth: int) -> tuple[Node, int]:
        if depth > DEPTH_LIMIT:
            raise self._too_deep(offset)
        self._count(1, offset)
        place = self._lines.place(offset)
        match self._text[offset : offset + 1]:
            case '"' | "'" as mark:
                many = self._text.startswith(mark * 3, offset)
                text, end = self._quoted(offset, mark * 3 if many else mark)
                shift = shift_of(text, self._text[offset:end])
                return Leaf(text, place, shift), end
            case "[":
                return self._listing(offset, depth)
            case "{":
                return self._inline(offset, depth)
        return self._unquoted(offset, place)

    def _unquoted(self, offset: int, place: Place) -> tuple[Leaf, int]:
        found = _UNQUOTED.match(self._text, offset)
        if (
            found is None
            or "__" in found[0]
            or not _AFTER.match(self._text, found.end())
        ):
            rest = self._rest(offset)
            raise self._broken(
                offset,
                f"文字要加引号：{quoted(rest)}" if rest else "“=”后面缺少值",
                f"text takes quotes: {quoted(rest)}"
                if rest
                else "the value is missing",
            )
        match found.lastgroup:
            case "date":
                return Leaf(found[0], place), found.end()
            case "flag":
                return Leaf(found[0] == "true", place), found.end()
        return Leaf(WrittenNumber(found[0].replace("_", "")), place), found.end()

    def _listing(self, start: int, depth: int) -> tuple[Listing, int]:
        items: list[Node] = []
        offset = self._skip(start + 1)
        while self._text[offset : offset + 1] != "]":
            node, offset = self._value(offset, depth + 1)
            items.append(node)
            offset = self._comma(start, offset, "]")
        return Listing(tuple(items), self._lines.place(start)), offset + 1

    def _inline(self, start: int, depth: int) -> tuple[Mapping, int]:
        table = OpenTable(self._lines.place(start))
        offset = self._skip(start + 1)
        while self._text[offset : offset + 1] != "}":
            offset = self._pair(table, offset, depth)
            offset = self._comma(start, offset, "}")
        return table.finished(), offset + 1

    def _comma(self, start: int, offset: int, close: str) -> int:
        """Step over a comma; the closing mark is left for the caller."""
        offset = self._skip(offset)
        match self._text[offset : offset + 1]:
            case ",":
                return self._skip(offset + 1)
            case mark if mark == close:
                return offset
            case "":
                raise self._broken(
                    start,
                    f"“{self._text[start]}”没有对应的“{close}”",
                    f"“{self._text[start]}” is never closed by “{close}”",
                )
        rest = self._rest(offset)
        raise self._broken(
            offset,
            f"应为逗号或“{close}”，读到“{rest}”",
            f"a comma or “{close}” should stand here and “{rest}” does",
        )

    def _quoted(self, start: int, mark: str) -> tuple[str, int]:
        """Read text in quotes of any of the four kinds, and give where it ends."""
        offset = start + len(mark)
        many = len(mark) > 1
        if many and self._text.startswith("\n", offset):
            offset += 1
        parts: list[str] = []
        while True:
            found = _PLAIN[mark].match(self._text, offset)
            if found:
                parts.append(found[0])
                offset = found.end()
            if self._text.startswith(mark, offset):
                break
            if many and self._text.startswith(mark[0], offset):
                # A quote or two that do not close.
                parts.append(mark[0])
                offset += 1
                continue
            if not self._text.startswith("\\", offset):
                raise self._broken(
                    start, f"引号 {mark} 没有成对", f"the quote {mark} is never closed"
                )
            piece, offset = self._escape(offset, many=many)
            parts.append(piece)
        if many:
            # One or two quotes may stand right before the three that close.
            for _ in range(2):
                if self._text.startswith(mark, offset + 1):
                    parts.append(mark[0])
                    offset += 1
        return "".join(parts), offset + len(mark)

    def _escape(self, offset: int, *, many: bool) -> tuple[str, int]:
        found = _ESCAPE.match(self._text, offset)
        if found and found[1]:
            return _ESCAPES[found[1]], found.end()
        if found and found[5] is not None and many:
            return "", found.end()
        code = int((found and (found[2] or found[3] or found[4])) or "-1", 16)
        if not found or not _is_character(code):
            raise self._broken(
                offset,
                "双引号里的反斜杠要写两个（\\\\），或改用单引号",
                "a backslash in double quotes is written twice (\\\\); "
                "single quotes take it as it is",
            )
        return chr(code), found.end()


def _is_character(code: int) -> bool:
    return 0 <= code < _HALVES.start or _HALVES.stop <= code <= sys.maxunicode
