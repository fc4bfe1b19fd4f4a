"""The cells of a sheet out of XML that is written as office programs write it.

openpyxl makes a tree of each cell, which takes most of the time of reading a workbook.
What Excel, WPS, LibreOffice and the libraries write is one plain form, which patterns
read. They cover the cells of a row to the last byte, or the row is not read here: any
other XML is left to openpyxl, from that row on, and a law holds the two to each other
(``tests/property/test_sheet_cells.py``).
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.parsers import expat

import attrs

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROOT = re.compile(rb"<worksheet\b[^<>]*>")
_ENCODING = re.compile(rb"\A\s*<\?xml\b[^<>?]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_BOM = b"\xef\xbb\xbf"
_UTF8 = frozenset({b"utf-8", b"us-ascii"})
_BEGIN = re.compile(rb"<sheetData>|<sheetData\s*/>")
_END = b"</sheetData>"
_EMPTY = b"<sheetData/>"
_ATTRIBUTE = rb'(?:\s+[A-Za-z_][\w.:-]*="[^"<&]*")*'
_ROW = re.compile(
    rb"\s*<row" + _ATTRIBUTE.replace(b"(?:", b"((?:", 1) + rb")\s*(/?)>\s*"
)
_NUMBER = re.compile(rb'\sr="([1-9]\d{0,6})"')
_ROW_END = b"</row>"
_CELL = re.compile(
    rb'(<c(?: r="([A-Z]{1,3})[1-9]\d{0,6}")?(?: s="(\d{1,6})")?(?: t="([A-Za-z]+)")?'
    rb"\s*(?:/>|>"
    rb"(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)?"
    rb"(?:<v>([^<]*)</v>|<v\s*/>|"
    rb'<is>(<t(?: xml:space="preserve")?>[^<]*)</t></is>)?'
    rb"</c>)\s*)"
)
_LONGEST = 4 * 1024 * 1024
"""How many bytes a row may have whose cells are taken apart at once."""

_MOST_HELD = 2 * _LONGEST
"""How many bytes without the end of a row are held."""

_FIGURE = re.compile(rb"-?\d{1,300}(?:\.\d{1,300})?(?:[Ee][+-]?\d{1,3})?")
_REFERENCE = re.compile(
    rb"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});|(&)"
)


class OtherXmlError(Exception):
    """XML that is not written in the plain form."""


@attrs.frozen
class SheetXml:
    """Where the rows of a sheet stand in its XML, which is not kept.

    Attributes:
        start: where the first row begins.
        end: where the last one ends.
        around: the XML with none of its rows.
    """

    start: int
    end: int
    around: bytes


def parted(data: bytes) -> SheetXml | None:
    """Split the rows of a sheet from the rest; None where its XML is another one.

    Whether the XML is well formed is known when this returns.
    """
    named = _ENCODING.match(data.removeprefix(_BOM))
    if named is not None and named[1].lower() not in _UTF8:
        return None
    if b"<!" in data or b"\0" in data or not _is_well_formed(data):
        return None
    root, begin = _ROOT.search(data), _BEGIN.search(data)
    if root is None or begin is None or begin.start() < root.end():
        return None
    if b'xmlns="' + _MAIN + b'"' not in root[0]:
        return None
    if begin[0] != b"<sheetData>":
        return SheetXml(0, 0, data)
    end = data.find(_END, begin.end())
    if end < 0 or _BEGIN.search(data, end) or data.find(_END, end + 1) >= 0:
        return None
    start = begin.end()
    if any(data.find(mark, start, end) >= 0 for mark in (b"xmlns", b"<?", b"]]>")):
        return None
    around = data[: begin.start()] + _EMPTY + data[end + len(_END) :]
    return SheetXml(start, end, around)


def _is_well_formed(data: bytes) -> bool:
    """Return whether the whole XML parses; nothing is made of it."""
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - the last piece of it
    except expat.ExpatError:
        return False
    return True


Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell as the pattern takes it apart: all of it, column, style, type, value, text.

What is not there is empty; the text is that of a cell which holds its own, with the
tag before it.
"""


def rows(xml: SheetXml, pieces: Iterable[bytes]) -> Iterator[tuple[int, list[Found]]]:
    """Yield the rows with their numbers, and the cells that they hold.

    Args:
        xml: where they stand.
        pieces: the XML that it was made of, from its beginning on.

    Raises:
        OtherXmlError: a row is written in another way.
    """
    number = 0
    for data in _stretches(xml, pieces):
        at, last = 0, len(data)
        while at < last:
            begin = _ROW.match(data, at, last)
            if begin is None:
                if data[at:last].strip():
                    raise OtherXmlError
                break
            stated = _NUMBER.search(begin[1])
            if stated is None and b" r=" in begin[1]:
                raise OtherXmlError
            number = int(stated[1]) if stated is not None else number + 1
            at = begin.end()
            if begin[2]:
                yield number, []
                continue
            end = data.find(_ROW_END, at, last)
            if end < 0 or end - at > _LONGEST:
                raise OtherXmlError
            cells: list[Found] = _CELL.findall(data, at, end)
            if sum([len(cell[0]) for cell in cells]) != end - at:
                raise OtherXmlError
            yield number, cells
            at = end + len(_ROW_END)


def _stretches(xml: SheetXml, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the XML of the rows, cut behind rows; the last one is what is left.

    Raises:
        OtherXmlError: a row is longer than those that are read here.
    """
    at, held = 0, b""
    for piece in pieces:
        begin, at = at, at + len(piece)
        known = len(held)
        held += piece[max(xml.start - begin, 0) : max(xml.end - begin, 0)]
        # The end of a row may begin in one piece and end in the next.
        cut = held.rfind(_ROW_END, max(known - len(_ROW_END), 0))
        if cut >= 0:
            cut += len(_ROW_END)
            yield held[:cut]
            held = held[cut:]
        elif len(held) > _MOST_HELD:
            raise OtherXmlError
    yield held


def text_of(data: bytes) -> str:
    """Return the text that stands between two tags.

    Raises:
        OtherXmlError: it refers to an entity that XML does not know by itself.
    """
    if b"&" not in data:
        text = data.decode()
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if any(found[1] for found in _REFERENCE.finditer(data)):
        raise OtherXmlError
    text = data.decode().replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE_TEXT.sub(_character, text)


_REFERENCE_TEXT = re.compile(_REFERENCE.pattern.decode())


def _character(found: re.Match[str]) -> str:
    said = found[0][1:-1]
    if not said.startswith("#"):
        return unescape(found[0])
    number = said[1:]
    return chr(int(number[1:], 16) if number[0] in "xX" else int(number))


def own_text(inline: bytes) -> str:
    """Return the text that a cell holds itself, out of its tag."""
    return text_of(inline[inline.index(b">") + 1 :])


def is_figure(value: bytes) -> bool:
    """Return whether a stored value is written as a number."""
    return _FIGURE.fullmatch(value) is not None
