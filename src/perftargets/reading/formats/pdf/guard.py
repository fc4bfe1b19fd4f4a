"""pdfplumber and pdfminer under limits: what one PDF may ask of memory and time.

pdfminer unpacks whole streams and follows every range that a file states, so streams,
predictors, ranges of fonts, forms within forms and the clock are watched here. This
module and ``canvas`` own both libraries and are imported on use.
"""

import logging
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import attrs
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFObjRef,
    PDFStream,
    resolve1,
)
from pdfminer.psparser import PSLiteral
from pdfplumber.pdf import PDF

from perftargets.findings import Message
from perftargets.reading.formats.pdf.budget import (
    OBJECTS,
    BrokenError,
    Budget,
    LimitError,
    LockedError,
    too_large,
)
from perftargets.reading.formats.pdf.canvas import Printed, printed
from perftargets.reading.limits import Limits

_STREAM = 32 * 1024 * 1024
"""How many bytes one stream may unpack to."""

_ZLIB_HEAD = 2
"""How many bytes stand before the packed data of a stream."""

_SLOW_STREAM = 1024 * 1024
"""How many packed bytes a stream may have whose filter is decoded in Python."""

_RANGE = 2_000_000
"""How many characters the ranges of one font may cover."""

_MOST_COLUMNS = 100_000
_SECTIONS = re.compile(
    rb"begin(?:bf|cid)range(.*?)(?:end(?:bf|cid)range|\Z)", re.DOTALL
)
_RANGES = re.compile(
    rb"<([0-9A-Fa-f\s]{1,32})>\s*<([0-9A-Fa-f\s]{1,32})>"
    rb"\s*(?:<[^>]*>|\[[^\]]*\]|[0-9]+)"
)


class _Stream(PDFStream):
    """A stream that is measured before pdfminer unpacks it."""

    budget: Budget

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
            self.decipher, self.rawdata = None, data
        growing = (
            *LITERALS_FLATE_DECODE,
            *LITERALS_LZW_DECODE,
            *LITERALS_RUNLENGTH_DECODE,
        )
        filters = self.get_filters()
        # Whoever packs a stream twice wants it to grow twice.
        if sum(name in growing for name, _ in filters) > 1:
            raise LimitError(
                zh="数据流压缩了不止一次，像是压缩炸弹",
                en="a stream is packed more than once, like a bomb",
            )
        for name, parameters in filters:
            if name in LITERALS_FLATE_DECODE:
                data, is_whole = _inflated(data)
                if not is_whole:
                    self.budget.note(
                        "数据流已损坏，解压不完整",
                        "a stream in it cannot be unpacked whole",
                    )
            elif name in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            elif name in growing and len(data) > _SLOW_STREAM:
                raise too_large(_SLOW_STREAM)
            _check_predictor(parameters)
        self.budget.unpack(len(data))
        super().decode()
        _check_ranges(self.data or b"")


class _Parser(PDFParser):
    """Hands out streams that are measured."""

    def __init__(self, file: BytesIO, budget: Budget) -> None:
        super().__init__(file)
        self._budget = budget

    def push(self, *objects: Any) -> None:
        super().push(*map(self._measured, objects))

    def end_type(self, kind: str) -> tuple[int, list[Any]]:
        """Note a dictionary whose keys are no names: what they name is not found."""
        found: tuple[int, list[Any]] = super().end_type(kind)
        if kind == "d" and not all(isinstance(key, PSLiteral) for key in found[1][::2]):
            self._budget.note(
                "字典中有键不是名称", "a dictionary in it has a key that is no name"
            )
        return found

    def _measured(self, item: tuple[int, Any]) -> tuple[int, Any]:
        self._budget.tick()
        position, value = item
        if type(value) is not PDFStream:
            return item
        stream = _Stream(value.attrs, value.rawdata or b"", value.decipher)
        stream.budget = self._budget
        return position, stream


class _Document(PDFDocument):
    """Looks at the clock whenever an object is asked for."""

    def __init__(self, parser: PDFParser, budget: Budget) -> None:
        self._budget = budget
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        found: object = PDFObjRef(self, objid)
        # An object may be a reference to another one, and at last to itself.
        seen: set[int] = set()
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFObjectNotFound(objid)
            seen.add(found.objid)
            self._budget.tick()
            found = super().getobj(found.objid)
        return found


class _Resources(PDFResourceManager):
    """Refuses fonts whose tables of widths would fill the memory."""

    def get_font(self, objid: object, spec: Any) -> Any:
        for descendant in resolve1(spec.get("DescendantFonts")) or ():
            font = resolve1(descendant)
            if isinstance(font, dict):
                _check_widths(resolve1(font.get("W")), 3)
                _check_widths(resolve1(font.get("W2")), 5)
        return super().get_font(objid, spec)


class _Pdf(PDF):
    """pdfplumber's document over a parser that is watched."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        # The base class would build a parser of its own, so its fields are set here.
        self.stream = BytesIO(data)
        self.stream_is_external = True
        self.path = None
        self.pages_to_parse = None
        self.laparams = None
        self.password = None
        self.unicode_norm = None
        self.raise_unicode_errors = False
        self.doc = _Document(_Parser(self.stream, budget), budget)
        self.rsrcmgr = _Resources()
        self.metadata = {}


def pages(data: bytes, limits: Limits) -> Iterator[Printed | BrokenError | Message]:
    """Read a PDF page by page; a page that cannot be read gives its fault.

    A message is about pages of which nothing is left.

    Raises:
        LockedError: it asks for a password.
        BrokenError: it is no PDF, or damaged.
        LimitError: it is over a limit.
    """
    with _quiet():
        yield from _all_pages(data, limits)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pdfminer logs from stderr, where it goes if nobody takes it."""
    logger = logging.getLogger("pdfminer")
    handler = logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _all_pages(
    data: bytes, limits: Limits
) -> Iterator[Printed | BrokenError | Message]:
    budget = Budget(time.monotonic() + limits.seconds, limits.seconds)
    pdf = _open(data, budget)
    number = 0
    for number, page in enumerate(_pages(pdf, limits), start=1):
        if number > limits.pages:
            raise LimitError(
                zh=f"页数超过上限 {limits.pages} 页",
                en=f"there are more pages than the limit of {limits.pages}",
                limit="pages",
            )
        if not limits.choice.takes_page(number):
            continue
        budget.check_time()
        budget.objects = OBJECTS
        if isinstance(page, BrokenError):
            yield BrokenError(str(page), number)
            continue
        try:
            found = printed(pdf, page, number, budget)
            yield attrs.evolve(found, damage=budget.noted())
        except LimitError:
            raise
        except Exception as problem:  # noqa: BLE001 - a damaged page raises anything
            yield BrokenError(_words(problem), number)
    stated = _stated(pdf)
    if stated > number:
        yield Message(
            zh=f"文件写明有 {stated} 页，只找到 {number} 页",
            en=f"the file states {stated} pages, and only {number} were found",
        )
    damage = budget.noted()
    if damage is not None:
        yield damage


def _open(data: bytes, budget: Budget) -> _Pdf:
    try:
        return _Pdf(data, budget)
    except PDFPasswordIncorrect as problem:
        raise LockedError from problem
    except LimitError:
        raise
    except Exception as problem:
        raise BrokenError(_words(problem)) from problem


def _pages(pdf: _Pdf, limits: Limits) -> Iterator[PDFPage | BrokenError]:
    """Yield the tree of pages; one that is named and not there is a fault.

    The library passes over such pages. Where the tree has no page at all, it looks for
    pages among all objects.
    """
    is_found = False
    waiting: list[tuple[object, dict[Any, Any]]] = []
    if "Pages" in pdf.doc.catalog:
        waiting.append((pdf.doc.catalog["Pages"], {}))
    seen: set[int] = set()
    lost: list[BrokenError] = []
    while waiting:
        node, above = waiting.pop()
        known = getattr(node, "objid", None)
        found = _resolved(node)
        if not isinstance(found, dict) or known in seen:
            missing = BrokenError("it is missing")
            lost.append(found if isinstance(found, BrokenError) else missing)
            if len(lost) > limits.pages:
                return
            continue
        if known is not None:
            seen.add(known)
        given = {key: above[key] for key in PDFPage.INHERITABLE_ATTRS if key in above}
        found = {**given, **found}
        below = _resolved(found.get("Kids"))
        if isinstance(below, list):
            waiting += [(each, found) for each in reversed(below)]
            continue
        # What was lost so far stood before this page.
        yield from lost
        lost = []
        is_found = True
        yield _page(pdf, known, found)
    if is_found:
        yield from lost
        return
    try:
        yield from PDFPage.create_pages(pdf.doc)
    except LimitError:
        raise
    except Exception as problem:
        raise BrokenError(_words(problem)) from problem


def _page(pdf: _Pdf, number: object, found: dict[Any, Any]) -> PDFPage | BrokenError:
    try:
        return PDFPage(pdf.doc, number, found, None)
    except LimitError:
        raise
    except Exception as problem:  # noqa: BLE001 - a damaged page raises anything
        return BrokenError(_words(problem))


def _resolved(value: object) -> object:
    """Return what a reference stands for; an object that is damaged is a fault."""
    try:
        return resolve1(value)
    except LimitError:
        raise
    except Exception as problem:  # noqa: BLE001 - a damaged object raises anything
        return BrokenError(_words(problem))


def _stated(pdf: _Pdf) -> int:
    """Return how many pages the file says it has."""
    root = _resolved(pdf.doc.catalog.get("Pages"))
    count = _resolved(root.get("Count")) if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def _words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}".rstrip(": ")[:100]


def _inflated(data: bytes) -> tuple[bytes, bool]:
    """Unpack up to the limit; the second value says whether all of it is there.

    A stream without its checksum at the end is whole as long as it comes to an end.
    """
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, _STREAM + 1)
    except zlib.error:
        return b"", False
    if len(unpacked) > _STREAM:
        raise too_large(_STREAM)
    if unpacker.eof:
        return unpacked, True
    bare = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        bare.decompress(data[_ZLIB_HEAD:], _STREAM + 1)
    except zlib.error:
        return unpacked, False
    return unpacked, bare.eof


def _check_predictor(parameters: object) -> None:
    if not isinstance(parameters, dict):
        return
    for key in ("Columns", "Colors", "BitsPerComponent"):
        number = resolve1(parameters.get(key))
        if isinstance(number, int) and not 0 <= number <= _MOST_COLUMNS:
            raise too_large(_MOST_COLUMNS)


def _check_ranges(data: bytes) -> None:
    """Refuse a table of characters of which the ranges are longer than any font."""
    covered = 0
    ranges = (
        found.groups()
        for section in _SECTIONS.finditer(data)
        for found in _RANGES.finditer(section[1])
    )
    for ends in ranges:
        first, last = (int(b"0" + b"".join(end.split()), 16) for end in ends)
        covered += max(last - first, 0)
        if covered > _RANGE:
            raise LimitError(
                zh=f"字体的字符范围超过上限 {_RANGE} 个",
                en=f"a font covers more than the limit of {_RANGE} characters",
            )


def _check_widths(widths: object, step: int) -> None:
    if not isinstance(widths, list):
        return
    run: list[float] = []
    covered = 0.0
    for value in map(resolve1, widths):
        if isinstance(value, list):
            run = []
            continue
        if isinstance(value, int | float):
            run.append(value)
        if len(run) == step:
            covered += max(run[1] - run[0], 0)
            run = []
    if covered > _RANGE:
        raise LimitError(
            zh=f"字体的字符宽度超过上限 {_RANGE} 个",
            en=f"a font states more than the limit of {_RANGE} widths",
        )
