"""``perftargets/1`` as JSON; docs/reference/format.md describes it."""

import json
from typing import TYPE_CHECKING

from perftargets.model.project import Document
from perftargets.reading.formats.tree.json_tree import parse_json
from perftargets.reading.formats.tree.tree import NotATree
from perftargets.reading.native.document import from_tree, to_plain
from perftargets.reading.notices import unreadable_file

if TYPE_CHECKING:
    from perftargets.reading.formats.registry import Content


def dumps(document: Document, *, parsed: bool = False) -> str:
    """Write a document as JSON, with a line break at the end.

    Args:
        document: what to write; its diagnostics and places are not written.
        parsed: give every indicator ``parsed``, what was read of its target.

    Raises:
        DataError: a project states the points of one category twice.
    """
    plain = to_plain(document, parsed=parsed)
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def loads(text: str, *, path: str | None = None) -> Document:
    """Read a document from JSON; what is wrong with it is a finding."""
    try:
        tree = parse_json(text, path=path)
    except NotATree as problem:
        finding = unreadable_file(problem.zh, problem.en, problem.place)
        return Document(diagnostics=(finding,), path=path)
    return from_tree(tree, path=path)


def read_content(content: "Content") -> Document:
    """Read a file of JSON."""
    return loads(content.text or "", path=content.path)
