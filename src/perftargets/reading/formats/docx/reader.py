"""DOCX: the tables of a Word document, with the text around them.

docs/reference/docx.md says what is read and how. The parts of the container are read
by defusedxml; macros and links are never followed.
"""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading import words
from perftargets.reading.formats.docx.body import Beside, Body, attribute, tag
from perftargets.reading.formats.page import (
    Block,
    SourceCell,
    SourceTable,
    refused,
    to_document,
)
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.xml import PART_LIMIT, parse_xml
from perftargets.reading.formats.zip import Container, UnusableError, open_zip
from perftargets.reading.notices import guessed, unplaced
from perftargets.text import Place, Source, unspaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PURPOSE = "read DOCX"
_DOCUMENT = "/officeDocument"
_FURNITURE = ("/header", "/footer")


def read_content(content: Content) -> Document:
    """Read a Word document; what is wrong with it is a finding.

    Raises:
        MissingExtraError: the extra ``docx`` is not installed.
    """
    try:
        opened = package(content)
        body = opened.body()
        blocks = body.blocks()
        findings = (*body.findings, *opened.findings(blocks))
        return to_document(blocks, content, findings)
    except UnusableError as problem:
        return refused(problem, content)


@attrs.frozen
class Package:
    """A container with the relations of its main part."""

    content: Content
    container: Container
    main: str
    related: tuple[tuple[str, str, str], ...]
    """The id, the type and the part of each relation of the main part."""

    def body(self) -> Body:
        """Return the reader of the main part."""
        return Body(
            self._parse(self.main),
            path=self.content.path,
            limits=self.content.limits,
            beside=Beside(
                notes=self._notes(),
                numbering=next(self._parts("/numbering"), None),
                styles=next(self._parts("/styles"), None),
            ),
        )

    def findings(self, blocks: list[Block]) -> Iterator[Finding]:
        """Return what the document holds beside its body."""
        where = Place(path=self.content.path)
        if any(
            name.lower().endswith("vbaproject.bin") for name in self.container.names
        ):
            yield guessed(
                "文件带有宏；宏没有运行，只读取了文字和表格",
                "the file holds macros; none was run, only text and tables were read",
                where,
            )
        comments = [
            each
            for part in self._parts("/comments")
            for each in part.iter(tag("comment"))
        ]
        if comments:
            yield guessed(
                f"文件有 {len(comments)} 条批注，没有读取",
                f"the file has {len(comments)} comments, which were not read",
                where,
            )
        seen = {unspaced(text) for text in _texts(blocks)}
        for kind in _FURNITURE:
            for part in self._parts(kind):
                yield from self._furniture(part, seen)

    def _furniture(self, part: "Element", seen: set[str]) -> Iterator[Finding]:
        """Report text of headers and footers that is neither number nor repeated."""
        pages = words.patterns("furniture", "anywhere")
        number = words.patterns("furniture", "at_page_break")
        inner = Body(part, path=self.content.path, limits=self.content.limits)
        for text in _texts(inner.blocks()):
            bare = text.strip()
            is_number = pages.fullmatch(bare) or number.fullmatch(bare)
            if not bare or is_number or unspaced(bare) in seen:
                continue
            seen.add(unspaced(bare))
            yield unplaced(bare, Place(path=self.content.path))

    def _notes(self) -> dict[tuple[str, str], "Element"]:
        found: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            for part in self._parts(f"/{kind}s"):
                for note in part.iter(tag(kind)):
                    found[kind, attribute(note, "id") or ""] = note
        return found

    def _parts(self, kind: str) -> "Iterator[Element]":
        for _, each, part in self.related:
            if each.endswith(kind) and part in self.container.names:
                yield self._parse(part)

    def _parse(self, name: str) -> "Element":
        return _parse(self.container, name, self.content)


def package(content: Content) -> Package:
    """Open a document.

    Raises:
        UnusableError: it is damaged, over a limit, or no Word document.
        MissingExtraError: the extra ``docx`` is not installed.
    """
    container = open_zip(content.data, content.limits)
    main = next(
        (
            part
            for _, kind, part in _relations(container, "", content)
            if kind.endswith(_DOCUMENT) and part in container.names
        ),
        None,
    )
    if main is None:
        raise UnusableError(
            zh="压缩包里没有 Word 文档的正文；需要 DOCX 文件",
            en="the container holds no body of a Word document; expected a DOCX file",
        )
    related = tuple(_relations(container, main, content))
    return Package(content, container, main, related)


def _parse(container: Container, name: str, content: Content) -> "Element":
    data = container.read(name, most=PART_LIMIT)
    return parse_xml(data, name=name, purpose=_PURPOSE, limits=content.limits)


def _relations(
    container: Container, part: str, content: Content
) -> Iterator[tuple[str, str, str]]:
    """Return the relations of a part to others inside the container."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in container.names:
        return
    for relation in _parse(container, relations, content):
        target = relation.get("Target", "")
        # What lies outside is never fetched.
        if relation.get("TargetMode") == "External" or not target:
            continue
        path = posixpath.normpath(posixpath.join("/", folder, target))
        yield relation.get("Id", ""), relation.get("Type", ""), path.lstrip("/")


def _texts(blocks: list[Block]) -> Iterator[str]:
    """Yield all paragraphs, those in cells included."""
    waiting: list[Block] = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Source):
            yield block.text
        else:
            inner = [part for box in _boxes(block) for part in box.blocks]
            waiting += reversed(inner)


def _boxes(table: SourceTable) -> Iterator[SourceCell]:
    return (box for row in table.rows for box in row)
