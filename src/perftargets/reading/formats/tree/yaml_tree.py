"""YAML text to a tree with places, from the events of PyYAML.

What a plain value means is decided here and not by a schema of YAML: ``012``, ``1:30``
and ``no`` are text, ``null`` and ``~`` are nothing, and a number stays as written.
"""

import re
from typing import TYPE_CHECKING, Any

import attrs

from perftargets._convert import WrittenNumber
from perftargets.errors import MissingExtraError
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
    quoted,
    shift_of,
    too_deep,
    too_many,
)
from perftargets.reading.formats.tree.yaml_words import (
    YamlTrouble,
    explained,
    hidden_key,
)
from perftargets.reading.notices import guessed, unreadable_cell, unreadable_file

if TYPE_CHECKING:
    from types import ModuleType

    from perftargets.findings import Finding
    from perftargets.text import Place

_NOTHING = {"", "~", "null", "Null", "NULL"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_FORBIDDEN = re.compile(
    r"[^\t\n\r -~\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]"
)
_REMARK = re.compile(r"[ \t]*[ \t](#[0-9][^\r\n]{0,80})")
_CORE = "tag:yaml.org,2002:"
_TAGS = {
    "!",
    *(
        _CORE + name
        for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
    ),
}


@attrs.frozen
class Parsed:
    """The tree of the first document of a stream, and what was noticed."""

    node: Node
    findings: "tuple[Finding, ...]" = ()


def parse_yaml(text: str, *, path: str | None = None) -> Parsed:
    """Parse YAML.

    Raises:
        NotATree: the text is no YAML, or asks for too much; the message says where.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _library()
    # The column of an editor does not count a byte order mark.
    text = text.removeprefix("\ufeff")
    lines = Lines(text, path)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        place = lines.place(forbidden.start())
        code = f"U+{ord(forbidden[0]):04X}"
        raise NotATree(
            zh=f"YAML 有误：第 {place.line} 行有不可见的控制字符 {code}，请删去",
            en=(
                f"this is no YAML: line {place.line} has the control character {code}; "
                "take it out"
            ),
            place=place,
        )
    builder = _Builder(text, lines)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as problem:
        if "nesting depth" in (problem.problem or ""):
            # Newer libyaml has a bound of its own, which it may meet looking ahead.
            place = lines.place(min(problem.problem_mark.index, len(text)))
            msg = "YAML"
            raise too_deep(msg, place) from None
        raise explained(_trouble(problem, text), lines) from None
    return builder.parsed()


def _library() -> "ModuleType":
    try:
        import yaml
    except ImportError:
        raise MissingExtraError(extra="yaml", purpose="YAML") from None
    return yaml


def _trouble(problem: Any, text: str) -> YamlTrouble:
    mark = problem.problem_mark or problem.context_mark
    at = min(mark.index, len(text)) if mark else 0
    began = problem.context_mark.index if problem.context_mark else at
    return YamlTrouble(text, at, began, problem.context or "", problem.problem or "")


@attrs.define
class _Open:
    """A mapping or a list that is not complete yet."""

    place: "Place"
    anchor: str | None
    is_mapping: bool
    items: list[Node] = attrs.field(factory=list)
    entries: list[Entry] = attrs.field(factory=list)
    key: "tuple[str, Place] | None" = None
    size: int = 1

    def wants_key(self) -> bool:
        """Return whether the next value is a key."""
        return self.is_mapping and self.key is None

    def closed(self) -> Node:
        """Return the finished value."""
        if self.is_mapping:
            return Mapping(tuple(self.entries), self.place)
        return Listing(tuple(self.items), self.place)


class _Builder:
    """Builds the tree out of events; never recursive, so that depth costs nothing."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._size = 0
        self._root: Node | None = None
        self._documents = 0
        self._findings: list[Finding] = []

    def take(self, event: Any) -> bool:
        """Read one event; False when what follows is of no use."""
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
                self._anchors.clear()
                return True
            case (
                "ScalarEvent"
                | "AliasEvent"
                | "MappingStartEvent"
                | ("SequenceStartEvent")
            ):
                place = self._lines.place(event.start_mark.index)
                if self._documents > 1:
                    return self._is_nothing(event) or self._another(place)
                self._node(event, place)
            case "MappingEndEvent" | "SequenceEndEvent" if self._documents == 1:
                done = self._open.pop()
                self._put(done.closed(), done.anchor, done.size)
        return True

    def parsed(self) -> Parsed:
        """Return the tree.

        Raises:
            NotATree: there is none.
        """
        if self._root is None:
            raise NotATree(
                zh="文件里只有注释，没有内容",
                en="the file holds comments and nothing else",
                place=self._lines.place(0),
            )
        return Parsed(self._root, tuple(self._findings))

    def _is_nothing(self, event: Any) -> bool:
        return type(event).__name__ == "ScalarEvent" and not event.value

    def _another(self, place: "Place") -> bool:
        self._findings.append(
            unreadable_file(
                f"文件里有不止一份 YAML 文档（第 {place.line} 行起是第二份）；"
                "只读了第一份，请一个文件只放一份",
                "the file holds more than one YAML document, the second from line "
                f"{place.line}; only the first was read: give each a file of its own",
                place,
            )
        )
        return False

    def _node(self, event: Any, place: "Place") -> None:
        match type(event).__name__:
            case "AliasEvent":
                self._alias(event.anchor, place)
            case "ScalarEvent":
                self._tagged(event, place)
                value = self._scalar(event, place)
                written = self._text[event.start_mark.index : event.end_mark.index]
                shift = shift_of(str(event.value), written)
                self._put(Leaf(value, place, shift), event.anchor, 1)
            case kind:
                self._tagged(event, place)
                if len(self._open) >= DEPTH_LIMIT:
                    msg = "YAML"
                    raise too_deep(msg, place)
                is_mapping = kind == "MappingStartEvent"
                self._open.append(_Open(place, event.anchor, is_mapping))

    def _alias(self, name: str, place: "Place") -> None:
        if name not in self._anchors:
            text = self._rest(place)
            raise NotATree(
                zh=(
                    f"第 {place.line} 行的“{text}”以 * 开头，YAML 把它当作引用，"
                    f"而前面没有 &{name}；若是文字，请加引号：{quoted(text)}"
                ),
                en=(
                    f"“{text}” in line {place.line} begins with *, which refers to "
                    f"something named &{name}, and none comes before it; put text in "
                    f"quotes: {quoted(text)}"
                ),
                place=place,
            )
        node, size = self._anchors[name]
        # The copy stands where it is asked for; what is inside it, where it is written.
        copy = attrs.evolve(node, place=place)
        if isinstance(copy, Leaf):
            copy = attrs.evolve(copy, shift=None)
        self._put(copy, None, size)

    def _put(self, node: Node, anchor: str | None, size: int) -> None:
        """Add a finished value where it belongs."""
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if not self._open:
            self._root = node
            return
        into = self._open[-1]
        into.size += size
        if into.size > VALUE_LIMIT:
            msg = "YAML"
            raise too_many(msg, node.place, references=True)
        if into.wants_key():
            into.key = (self._key(node), node.place)
        elif into.key is not None:
            key, at = into.key
            into.entries.append(Entry(key, at, node))
            into.key = None
        else:
            into.items.append(node)

    def _key(self, node: Node) -> str:
        match node:
            case Leaf(value=str() as text):
                return text
            case Leaf(value=WrittenNumber(text=text)):
                return text
            case Leaf():
                return ""
        line = node.place.line
        raise NotATree(
            zh=f"第 {line} 行的键不是文字",
            en=f"the key in line {line} is no text",
            place=node.place,
        )

    def _scalar(self, event: Any, place: "Place") -> Scalar:
        text = str(event.value)
        start, end = event.start_mark.index, event.end_mark.index
        is_key = bool(self._open) and self._open[-1].wants_key()
        if event.style in ("|", ">") and not text.strip():
            self._findings.append(_empty_block(self._rest(place), place))
        if event.style not in (None, ""):
            return text
        if not is_key:
            self._hidden_keys(self._text[start:end], start)
            self._remark(end)
        if event.tag is None and text in _NOTHING and not (is_key and text):
            return None
        if event.tag is None and _NUMBER.fullmatch(text):
            return WrittenNumber(text)
        return text

    def _hidden_keys(self, written: str, start: int) -> None:
        """Report lines of a value that were meant as keys: ``指标：1``."""
        after_key = bool(self._open) and self._open[-1].is_mapping
        first, *rest = re.split(r"(?<=\n)", written)
        offset = start + len(first)
        lines = [] if after_key else [(first, start)]
        for line in rest:
            lines.append((line, offset + len(line) - len(line.lstrip())))
            offset += len(line)
        for line, at in lines:
            key = hidden_key(line.strip())
            if key is not None:
                # The first is enough to show what is wrong with the value.
                self._hidden_key(key, at)
                return

    def _hidden_key(self, key: str, at: int) -> None:
        place = self._lines.place(at)
        said = self._rest(place)
        self._findings.append(
            unreadable_cell(
                f"第 {place.line} 行“{said}”没有读成键和值：键后面要用半角冒号加"
                f"空格，写作“{key}: …”；若本是文字，请把整段加上引号",
                f"“{said}” in line {place.line} was not read as a key with its "
                f"value: an ASCII colon and a space part them, “{key}: …”; if it "
                "is text, put the whole of it in quotes",
                place,
            )
        )

    def _remark(self, end: int) -> None:
        """Report text that was taken for a comment: ``第 #3 栋``."""
        found = _REMARK.match(self._text, end)
        if found:
            place = self._lines.place(found.start(1))
            self._findings.append(
                guessed(
                    f"“{found[1]}”前有空格，按注释略过；若是文字，请把整个值加上引号",
                    f"“{found[1]}” comes after a space and was taken for a comment; "
                    "if it is text, put the whole value in quotes",
                    place,
                )
            )

    def _tagged(self, event: Any, place: "Place") -> None:
        if event.tag is None or event.tag in _TAGS:
            return
        self._findings.append(
            unreadable_cell(
                f"标记“{event.tag}”不属于本格式，没有采用；若是文字，请加引号："
                f"{quoted(self._rest(place))}",
                f"the tag “{event.tag}” is no part of the format and was passed over; "
                f"if it is text, put it in quotes: {quoted(self._rest(place))}",
                place,
            )
        )

    def _rest(self, place: "Place") -> str:
        return self._lines.rest(place)


def _empty_block(written: str, place: "Place") -> "Finding":
    return unreadable_cell(
        f"“{written}”被 YAML 当作一段文字的开头，而后面没有文字；"
        f"若是目标值，请加引号：{quoted(written)}",
        f"“{written}” begins a block of text in YAML, and none follows; "
        f"if it is a value, put it in quotes: {quoted(written)}",
        place,
    )
