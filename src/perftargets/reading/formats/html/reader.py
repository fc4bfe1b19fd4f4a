"""Tables of HTML pages: what a browser shows of them, no script run, nothing fetched.

docs/reference/html.md says what is read and how.
"""

import re
from collections.abc import Sequence

import attrs

from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading.formats.encodings import Decoded, decode, decode_as
from perftargets.reading.formats.html.blocks import BlockBuilder
from perftargets.reading.formats.page import (
    Block,
    SourceTable,
    refused,
    shortened,
    to_document,
    unframed,
)
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.zip import UnusableError
from perftargets.reading.notices import guessed
from perftargets.text import Place, Source

_NEAR = 6
"""How many lines above and below a table may belong to it; more are page furniture."""

_HEAD = 4096
"""How many bytes may stand before the name of the encoding; browsers take 1024."""

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""")
_GB18030 = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"})
_BIG5 = frozenset({"big5", "big5-hkscs", "x-x-big5", "cn-big5"})


def read_content(content: Content) -> Document:
    """Read the tables of a page; what is wrong with it is a finding."""
    where, encoding = Place(path=content.path), content.limits.choice.encoding
    decoded = (
        _decode(content.data, where)
        if encoding is None
        else decode_as(content.data, encoding, where)
    )
    if decoded.text is None:
        return Document(diagnostics=decoded.findings, path=content.path)
    builder = BlockBuilder(decoded.text, content.path, content.limits)
    try:
        blocks = builder.read()
        near, far = _divide(tuple(unframed(blocks)))
        findings = (*decoded.findings, *builder.findings, *far)
        return to_document(near, content, findings)
    except UnusableError as problem:
        return refused(problem, content)


def _decode(data: bytes, where: Place) -> Decoded:
    """Decode a page by its mark, as UTF-8, by the encoding it names, or as GB18030."""
    decoded = decode(data, where)
    named = _CHARSET.search(data[:_HEAD])
    name = named[1].decode("ascii").lower() if named else ""
    if not decoded.findings:
        return decoded
    if name in _GB18030 and decoded.text is not None:
        return attrs.evolve(decoded, findings=())
    if name in _BIG5:
        try:
            return Decoded(data.decode("big5hkscs"))
        except UnicodeDecodeError:
            return decoded
    return decoded


def _divide(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """Set apart the text that stands too far from any table to belong to one."""
    tables = [
        index for index, block in enumerate(blocks) if isinstance(block, SourceTable)
    ]
    if not tables:
        return list(blocks), []
    near: list[Block] = []
    far: list[Source] = []
    run: list[Source] = []
    after_table = False
    for block in blocks:
        if isinstance(block, Source):
            run.append(block)
            continue
        first = _NEAR if after_table else 0
        start = max(first, len(run) - _NEAR)
        near += [*run[:first], *run[start:], block]
        far += run[first:start]
        run, after_table = [], True
    near += run[:_NEAR]
    far += run[_NEAR:]
    return near, [_furniture(far)] if far else []


def _furniture(lines: Sequence[Source]) -> Finding:
    text = " ".join(line.text.strip() for line in lines)
    return guessed(
        f"离表格较远的 {len(lines)} 行文字按网页栏目处理，未读：“{shortened(text)}”",
        f"{len(lines)} lines far from any table were taken as the page's own and not "
        f"read: “{shortened(text)}”",
        lines[0].place(),
    )
