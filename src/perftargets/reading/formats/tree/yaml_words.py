"""What is wrong with a text that is no YAML, in words that help to mend it."""

import re
from functools import cache

import attrs

from perftargets.reading import words
from perftargets.reading.formats.tree.tree import Lines, NotATree, quoted

_KEY = re.compile(r"(?:- +)*[\"']?([^：:\s\"']{1,30})[\"']?[ \t\u3000]*[：:]")
_TABLES = ("document", "project", "funds", "amounts", "indicator")
_CLOSED = re.compile(r"[\"'][ \t]*$")
_COLON = re.compile(r":[ \t]")


@attrs.frozen
class YamlTrouble:
    """What PyYAML says: where it stopped, where the value began, and why."""

    text: str
    at: int
    began: int
    context: str
    problem: str


def hidden_key(line: str) -> str | None:
    """Find a key of the format that a line begins with, where YAML saw only text."""
    found = _KEY.match(line)
    return found[1] if found and found[1] in _keys() else None


def explained(trouble: YamlTrouble, lines: Lines) -> NotATree:
    """Return what is wrong with one line, and how it should be written."""
    said = (
        _tab(trouble, lines)
        or _block(trouble, lines)
        or _colon(trouble, lines)
        or _left_open(trouble)
        or _first_character(trouble, lines)
        or _Said(
            trouble.at,
            f"这里读不下去，请检查缩进和引号（{trouble.problem}）",
            f"nothing fits here; check indentation and quotes ({trouble.problem})",
        )
    )
    place = lines.place(said.at)
    return NotATree(
        f"YAML 有误：第 {place.line} 行第 {place.column} 列：{said.zh}",
        f"this is no YAML: line {place.line}, column {place.column}: {said.en}",
        place,
    )


@cache
def _keys() -> frozenset[str]:
    return frozenset(
        spelling for table in _TABLES for spelling in words.aliases("fields", table)
    )


@attrs.frozen
class _Said:
    """An offset, and what is wrong there."""

    at: int
    zh: str
    en: str


def _tab(trouble: YamlTrouble, lines: Lines) -> _Said | None:
    start = lines.start(trouble.at)
    if "\t" not in trouble.text[start : trouble.at + 1]:
        return None
    return _Said(
        trouble.text.index("\t", start),
        "YAML 不用制表符（Tab）缩进，请改用空格",
        "YAML is not indented by tabs; use spaces",
    )


def _block(trouble: YamlTrouble, lines: Lines) -> _Said | None:
    """A value that begins with > or |: ``target: >=80%``."""
    if "block scalar" not in trouble.context:
        return None
    value = lines.rest(lines.place(trouble.began))
    return _Said(
        trouble.began,
        f"“{value}”以“{value[:1]}”开头，YAML 把它当作一段文字的标记；"
        f"请加引号：{quoted(value)}",
        f"“{value}” begins with “{value[:1]}”, which begins a block of text in YAML; "
        f"put it in quotes: {quoted(value)}",
    )


def _colon(trouble: YamlTrouble, lines: Lines) -> _Said | None:
    """A colon too few or too many."""
    if "expected ':'" in trouble.problem:
        line = lines.rest(lines.place(trouble.began))
        found = _KEY.match(line)
        example = f"{found[1]}: …" if found else "key: value"
        return _Said(
            trouble.began,
            f"“{line}”不是键和值：键后面要用半角冒号加空格，写作“{example}”",
            f"“{line}” is no key with its value: an ASCII colon and a space part "
            f"them, “{example}”",
        )
    if "mapping values are not allowed" not in trouble.problem:
        return None
    line = lines.rest(lines.place(lines.start(trouble.at)))
    if not _COLON.search(trouble.text, lines.start(trouble.at), trouble.at):
        return _Said(
            trouble.at,
            f"“{line.strip()}”缩进得比上一行的值还深，请与同一层的键对齐",
            f"“{line.strip()}” is indented below a value; align it with the keys it "
            "belongs to",
        )
    value = line.partition(":")[2].strip()
    return _Said(
        trouble.at,
        f"值里又有冒号加空格，请加引号：{quoted(value)}",
        f"the value holds a colon and a space; put it in quotes: {quoted(value)}",
    )


def _left_open(trouble: YamlTrouble) -> _Said | None:
    """A quote or a bracket that nothing closes."""
    mark = trouble.text[trouble.began : trouble.began + 1]
    if "escape" in trouble.problem:
        return _Said(
            trouble.text.rindex("\\", 0, trouble.at + 1),
            "双引号里的反斜杠要写两个（\\\\），或改用单引号",
            "a backslash in double quotes is written twice (\\\\), or use “'”",
        )
    if _CLOSED.search(trouble.text, max(0, trouble.at - 80), trouble.at):
        return _Said(
            trouble.at,
            "引号之后还有文字，请把整个值加上引号",
            "text stands after the closing quote; put the whole value in quotes",
        )
    if "quoted scalar" in trouble.context:
        return _Said(
            trouble.began,
            f"引号 {mark} 没有成对",
            f"the quote {mark} is never closed",
        )
    if "flow" not in trouble.context:
        return None
    return _Said(
        trouble.began,
        f"“{mark}”没有对应的收尾括号，或各项之间缺逗号；若是文字，请给整个值加引号",
        f"“{mark}” is never closed, or a comma is missing; if it begins a text, put "
        "the whole value in quotes",
    )


def _first_character(trouble: YamlTrouble, lines: Lines) -> _Said | None:
    """A value that begins with a character which YAML keeps for itself."""
    value = lines.rest(lines.place(trouble.at))
    if re.search(
        "cannot start any token|node content|sequence entries are", trouble.problem
    ):
        at = trouble.at
    elif "anchor" in trouble.context or "alias" in trouble.context:
        at, value = trouble.began, lines.rest(lines.place(trouble.began))
    else:
        return None
    return _Said(
        at,
        f"文字不能以“{value[:1]}”开头，请加引号：{quoted(value)}",
        f"text cannot begin with “{value[:1]}” here; put it in quotes: {quoted(value)}",
    )
