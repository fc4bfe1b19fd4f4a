"""``perftargets/1`` as YAML; docs/reference/format.md describes it.

Needs the extra ``yaml`` to read; writing needs nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from perftargets._escaping import COMMAND
from perftargets.model.project import Document
from perftargets.reading.formats.tree.escapes import escaped
from perftargets.reading.formats.tree.tree import NotATree
from perftargets.reading.formats.tree.yaml_tree import parse_yaml
from perftargets.reading.native.document import from_tree
from perftargets.reading.notices import by_place, unreadable_file

if TYPE_CHECKING:
    from perftargets.reading.formats.registry import Content

_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
"""What some reader of YAML takes for a truth value, for nothing or for a number."""

_ASCII_WORD = re.compile(r"[A-Za-z][-A-Za-z0-9_./%() ]*")
_MARKS = frozenset("-?:,[]{}#&*!|>'\"%@`=~<")
_LONGEST_KEY = 1000
"""YAML wants a longer key to be marked; its own bound is 1024 characters."""


def dumps(document: Document, *, parsed: bool = False) -> str:
    """Write a document as YAML that every reader of YAML takes for the same text.

    Args:
        document: what to write; its diagnostics and places are not written.
        parsed: give every indicator ``parsed``, what was read of its target.

    Raises:
        DataError: a project states the points of one category twice.
    """
    plain = document.to_dict(parsed=parsed)
    return "\n".join(_mapping(plain)) + "\n"


def loads(text: str, *, path: str | None = None) -> Document:
    """Read a document from YAML; what is wrong with it is a finding.

    Raises:
        MissingExtraError: PyYAML is not installed.
    """
    try:
        parsed = parse_yaml(text, path=path)
    except NotATree as problem:
        finding = unreadable_file(problem.zh, problem.en, problem.place)
        return Document(diagnostics=(finding,), path=path)
    document = from_tree(parsed.node, path=path)
    found = sorted((*parsed.findings, *document.diagnostics), key=by_place)
    return attrs.evolve(document, diagnostics=tuple(found))


def read_content(content: "Content") -> Document:
    """Read a file of YAML.

    Raises:
        MissingExtraError: PyYAML is not installed.
    """
    return loads(content.text or "", path=content.path)


def _mapping(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        name = _scalar(key)
        if len(name) > _LONGEST_KEY:
            yield f"? {name}"
            name = ""
        match value:
            case {} if value:
                yield f"{name}:"
                yield from _indented(_mapping(value))
            case [_, *_]:
                yield f"{name}:"
                yield from _indented(_items(value))
            case _:
                first, *rest = _lines(value)
                yield f"{name}: {first}"
                yield from _indented(rest)


def _items(values: Sequence[object]) -> Iterator[str]:
    for value in values:
        match value:
            case {} if value:
                lines = iter(_mapping(value))
            case [_, *_]:
                lines = iter(_items(value))
            case _:
                lines = iter(_lines(value))
        yield f"- {next(lines)}"
        yield from _indented(lines)


def _indented(lines: "Iterator[str] | Sequence[str]") -> Iterator[str]:
    for line in lines:
        yield f"  {line}"


def _lines(value: object) -> Sequence[str]:
    """Write a value without parts; a text of several lines may be a block."""
    match value:
        case None:
            return ["null"]
        case bool():
            return ["true" if value else "false"]
        case {}:
            return ["{}"]
        case []:
            return ["[]"]
        case str() if "\n" in value and _fits_a_block(value):
            return ["|-", *value.split("\n")]
        case str():
            return [_scalar(value)]
        case _:
            return [str(value)]


def _fits_a_block(text: str) -> bool:
    return COMMAND.search(text) is None and all(
        line and line.isprintable() and line == line.strip()
        for line in text.split("\n")
    )


def _scalar(text: str) -> str:
    return text if _is_plain(text) else escaped(text)


def _is_plain(text: str) -> bool:
    """Return whether a text needs no quotes, in whatever version of YAML it is read."""
    if not text.isprintable() or text != text.strip() or text[:1] in _MARKS:
        return False
    if COMMAND.search(text):
        return False
    if text.isascii():
        return bool(_ASCII_WORD.fullmatch(text)) and text.lower() not in _WORDS
    return ": " not in text and " #" not in text and not text.endswith(":")
