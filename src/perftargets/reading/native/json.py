"""``perftargets/1`` as JSON; docs/reference/format.md describes it."""

from typing import TYPE_CHECKING

import attrs

from perftargets._escaping import json_text
from perftargets.model.project import Document
from perftargets.reading.formats.tree.json_tree import FloatNoise, parse_json
from perftargets.reading.formats.tree.tree import NotATree
from perftargets.reading.native.document import from_tree, to_plain
from perftargets.reading.notices import guessed, unreadable_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftargets.findings import Finding
    from perftargets.reading.formats.registry import Content

_MOST_NAMED = 10
"""How many lines a finding names."""


def dumps(document: Document, *, parsed: bool = False, places: bool = False) -> str:
    """Write a document as JSON, with a line break at the end.

    Args:
        document: what to write; its diagnostics and places are not written.
        parsed: give every indicator ``parsed``, what was read of its target.
        places: give every project and indicator ``pointer``, ``place`` and ``places``.

    Raises:
        DataError: a project states the points of one category twice.
    """
    plain = to_plain(document, parsed=parsed, places=places)
    return json_text(plain) + "\n"


def loads(text: str, *, path: str | None = None) -> Document:
    """Read a document from JSON; what is wrong with it is a finding."""
    noise = FloatNoise(_MOST_NAMED)
    try:
        tree = parse_json(text, path=path, noise=noise)
    except NotATree as problem:
        finding = unreadable_file(problem.zh, problem.en, problem.place)
        return Document(diagnostics=(finding,), path=path)
    document = from_tree(tree, path=path)
    found = (*_findings_of(noise), *document.diagnostics)
    return attrs.evolve(document, diagnostics=found)


def _findings_of(noise: FloatNoise) -> "Iterator[Finding]":
    """Report numbers that were taken without the noise of a binary float."""
    if not noise.count:
        return
    lines = "、".join(str(each.place.line) for each in noise.first)
    more = "…" if noise.count > len(noise.first) else ""
    first = noise.first[0]
    yield guessed(
        f"数值带有浮点误差，按 15 位有效数字读取：“{first.written}”读作“{first.taken}”"
        f"（共 {noise.count} 处，第 {lines}{more} 行）",
        f"numbers carry the noise of binary floats and were read at 15 significant "
        f"digits: “{first.written}” as “{first.taken}” ({noise.count} in all, lines "
        f"{lines}{more})",
        first.place,
    )


def read_content(content: "Content") -> Document:
    """Read a file of JSON."""
    return loads(content.text or "", path=content.path)
