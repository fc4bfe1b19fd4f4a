"""What lies on a sheet beside its cells: pictures, text boxes, notes, page heads.

None of it is read into the table; it is told, with its cell where it has one.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

import attrs

from perftargets.reading import words
from perftargets.reading.formats.workbook.sheet_xml import letters
from perftargets.reading.formats.xml import PART_LIMIT, parse_xml
from perftargets.reading.formats.zip import Container
from perftargets.reading.limits import Limits
from perftargets.reading.notices import guessed, unplaced
from perftargets.text import Place, single_spaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from perftargets.findings import Finding

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEADS = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]+)</")
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
_MOST_NAMED = 10
_MOST_TEXTS = 100
"""How many text boxes of a sheet are told."""


def beside_cells(
    container: Container, part: str, data: bytes, limits: Limits, place: Place
) -> "Iterator[Finding]":
    """Report what a sheet shows outside its cells.

    Args:
        container: the open workbook.
        part: the name of the sheet's part.
        data: its XML.
        limits: how deep XML may be nested.
        place: the sheet.
    """
    for kind, target in _related(container, part, limits):
        if kind.endswith("/drawing"):
            root = _parse(container, target, limits)
            yield from _drawn(root, place)
        elif kind.endswith("/comments"):
            root = _parse(container, target, limits)
            yield from _notes(root, place)
    yield from _page_heads(data, place)


def _parse(container: Container, name: str, limits: Limits) -> "Element":
    data = container.read(name, most=PART_LIMIT)
    return parse_xml(data, name=name, purpose="XLSX", limits=limits)


def _related(
    container: Container, part: str, limits: Limits
) -> Iterator[tuple[str, str]]:
    """Yield the parts of the container to which a sheet refers."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in container.names:
        return
    for each in _parse(container, relations, limits).iter(f"{_RELATION}Relationship"):
        target = each.get("Target", "")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if each.get("TargetMode") != "External" and path in container.names:
            yield each.get("Type", ""), path


def _drawn(root: "Element", place: Place) -> "Iterator[Finding]":
    pictures: list[str] = []
    texts = 0
    for anchor in root:
        cell = _cell(anchor)
        if next(anchor.iter(f"{_DRAWING}pic"), None) is not None:
            pictures.append(cell)
        for body in anchor.iter(f"{_DRAWING}txBody"):
            text = "".join(each.text or "" for each in body.iter(f"{_TEXT}t")).strip()
            texts += bool(text)
            if text and texts <= _MOST_TEXTS:
                yield unplaced(text, attrs.evolve(place, cell=cell))
    if pictures:
        named = "、".join(filter(None, pictures[:_MOST_NAMED]))
        more = "…" if len(pictures) > _MOST_NAMED else ""
        yield guessed(
            f"工作表上有 {len(pictures)} 张图片，没有读取（{named}{more}）",
            f"the sheet has {len(pictures)} pictures, which were not read "
            f"({named}{more})",
            place,
        )


def _cell(anchor: "Element") -> str:
    start = anchor.find(f"{_DRAWING}from")
    if start is None:
        return ""
    column = (start.findtext(f"{_DRAWING}col") or "0").strip()
    row = (start.findtext(f"{_DRAWING}row") or "0").strip()
    if not (column.isdecimal() and row.isdecimal()):
        return ""
    return f"{letters(int(column[:6]) + 1)}{int(row[:9]) + 1}"


def _notes(root: "Element", place: Place) -> "Iterator[Finding]":
    cells = [each.get("ref", "") for each in root.iter(f"{_SHEET}comment")]
    if cells:
        named = "、".join(cells[:_MOST_NAMED])
        more = "…" if len(cells) > _MOST_NAMED else ""
        yield guessed(
            f"工作表有 {len(cells)} 条批注，没有读取（{named}{more}）",
            f"the sheet has {len(cells)} notes on cells, which were not read "
            f"({named}{more})",
            place,
        )


def _page_heads(data: bytes, place: Place) -> "Iterator[Finding]":
    """Report words of printed page heads and feet, page numbers apart."""
    number = words.patterns("furniture", "anywhere")
    seen: set[str] = set()
    for found in _HEADS.finditer(data):
        text = unescape(found[1].decode("utf-8", "replace"), {"&quot;": '"'})
        for piece in re.split("&[LCR]", text):
            bare = single_spaced(_CODES.sub("", piece))
            if not any(each.isalpha() for each in bare) or bare in seen:
                continue
            seen.add(bare)
            numbered = "&P" in piece or "&N" in piece
            if not numbered and not number.fullmatch(bare):
                yield unplaced(bare, place)
