"""``perftargets/1`` as TOML; docs/reference/format.md describes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from perftargets.model.project import Document
from perftargets.reading.formats.tree.escapes import escaped
from perftargets.reading.formats.tree.toml_tree import parse_toml
from perftargets.reading.formats.tree.tree import NotATree
from perftargets.reading.native.document import from_tree
from perftargets.reading.notices import unreadable_file

if TYPE_CHECKING:
    from perftargets.reading.formats.registry import Content

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LISTS = {"projects", "indicators"}
"""What is written as ``[[…]]``, one table each; other tables stand in one line."""


def dumps(document: Document, *, parsed: bool = False) -> str:
    """Write a document as TOML; what is None is left out, since TOML has no null.

    Args:
        document: what to write; its diagnostics and places are not written.
        parsed: give every indicator ``parsed``, what was read of its target.

    Raises:
        DataError: a project states the points of one category twice.
    """
    plain = document.to_dict(parsed=parsed)
    return "\n".join(_table(plain, "")) + "\n"


def loads(text: str, *, path: str | None = None) -> Document:
    """Read a document from TOML; what is wrong with it is a finding."""
    try:
        tree = parse_toml(text, path=path)
    except NotATree as problem:
        finding = unreadable_file(problem.zh, problem.en, problem.place)
        return Document(diagnostics=(finding,), path=path)
    return from_tree(tree, path=path)


def read_content(content: "Content") -> Document:
    """Read a file of TOML."""
    return loads(content.text or "", path=content.path)


def _table(values: Mapping[str, Any], path: str) -> Iterator[str]:
    """Write the lines of a table; its lists of tables come last in the format too."""
    for key, value in values.items():
        match value:
            case None:
                continue
            case [_, *_] if key in _LISTS:
                for item in value:
                    yield ""
                    yield f"[[{path}{key}]]"
                    yield from _table(item, f"{path}{key}.")
            case str() if "\n" in value:
                yield f"{_key(key)} = {_block(value)}"
            case _:
                yield f"{_key(key)} = {_inline(value)}"


def _inline(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return escaped(value)
        case {}:
            pairs = ", ".join(
                f"{_key(key)} = {_inline(each)}"
                for key, each in value.items()
                if each is not None
            )
            return f"{{ {pairs} }}" if pairs else "{}"
        case [*items]:
            return f"[{', '.join(map(_inline, items))}]"
        case _:
            return str(value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else escaped(key)


def _block(text: str) -> str:
    r"""Write a text of several lines; a ``\r`` in it is escaped like any control."""
    lines: Sequence[str] = [escaped(line)[1:-1] for line in text.split("\n")]
    return '"""\n' + "\n".join(lines) + '"""'
