"""pdfplumber and pdfminer under limits: what one PDF may ask of memory and time.

pdfminer unpacks whole streams and follows every range that a file states, so streams,
predictors, ranges of fonts, forms within forms and the clock are watched here. This
module owns both libraries and is imported on use.
"""

import logging
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import attrs
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
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
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.table import TableFinder, TableSettings

from perftargets.findings import Message
from perftargets.reading.formats.pdf.edges import NEAR, THIN, closing
from perftargets.reading.formats.pdf.glyph import Box, Glyph, Ruled
from perftargets.reading.limits import Limits, advice

_STREAM = 32 * 1024 * 1024
"""How many bytes one stream may unpack to."""

_ZLIB_HEAD = 2
"""How many bytes stand before the packed data of a stream."""

_SLOW_STREAM = 1024 * 1024
"""How many packed bytes a stream may have whose filter is decoded in Python."""

_STREAMS = 256 * 1024 * 1024
"""How many bytes all streams that are read may unpack to."""

_OBJECTS = 400_000
"""How many things one page may draw."""

_CROSSINGS = 400_000
"""How many pairs of a horizontal and a vertical line a page may have."""

_RANGE = 2_000_000
"""How many characters the ranges of one font may cover."""

_INVISIBLE = 3
"""The way of drawing text that a layer of recognised text has."""

_OF_GLYPHS = {"do_d0", "do_d1"}
"""Instructions of glyphs that are drawings; a reader of text has no use for them."""

_MOST_COLUMNS = 100_000
_TICKS = 1024
_SECTIONS = re.compile(
    rb"begin(?:bf|cid)range(.*?)(?:end(?:bf|cid)range|\Z)", re.DOTALL
)
_RANGES = re.compile(
    rb"<([0-9A-Fa-f\s]{1,32})>\s*<([0-9A-Fa-f\s]{1,32})>"
    rb"\s*(?:<[^>]*>|\[[^\]]*\]|[0-9]+)"
)


_SPLIT = Message(zh="可拆分文件", en="split the file")


class LimitError(Exception):
    """A limit is passed; ``zh`` and ``en`` say which, and ``advice`` what to do."""

    def __init__(self, *, zh: str, en: str, limit: str | None = None) -> None:
        """Say what there is too much of; ``limit`` is the field that can be raised."""
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.advice = _SPLIT if limit is None else advice(limit)


class LockedError(Exception):
    """The file asks for a password."""


class BrokenError(Exception):
    """The file, or a page of it, cannot be read; the message is the library's."""


@attrs.define
class _Budget:
    """What is left of the limits while one file is read."""

    deadline: float
    seconds: int
    streams: int = _STREAMS
    objects: int = _OBJECTS
    ticks: int = 0
    damage: Message | None = None

    def note(self, zh: str, en: str) -> None:
        """Keep in mind that something of the page could not be read, and what."""
        self.damage = self.damage or Message(zh=zh, en=en)

    def noted(self) -> Message | None:
        """Return what was kept in mind, and forget it."""
        damage, self.damage = self.damage, None
        return damage

    def tick(self) -> None:
        """Look at the clock now and then."""
        self.ticks += 1
        if self.ticks % _TICKS == 0:
            self.check_time()

    def check_time(self) -> None:
        """Stop where the time is over."""
        if time.monotonic() > self.deadline:
            raise LimitError(
                zh=f"读取时间超过上限 {self.seconds} 秒",
                en=f"reading takes longer than the limit of {self.seconds} seconds",
                limit="seconds",
            )

    def draw(self, count: int = 1) -> None:
        """Count what a page draws."""
        self.tick()
        self.objects -= count
        if self.objects < 0:
            raise LimitError(
                zh=f"一页的图文对象超过上限 {_OBJECTS} 个",
                en=f"a page draws more than the limit of {_OBJECTS} objects",
            )

    def unpack(self, size: int) -> None:
        """Count what streams unpack to."""
        self.streams -= size
        if self.streams < 0:
            raise _too_large(_STREAMS)


class _Stream(PDFStream):
    """A stream that is measured before pdfminer unpacks it."""

    budget: _Budget

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
                raise _too_large(_SLOW_STREAM)
            _check_predictor(parameters)
        self.budget.unpack(len(data))
        super().decode()
        _check_ranges(self.data or b"")


class _Parser(PDFParser):
    """Hands out streams that are measured."""

    def __init__(self, file: BytesIO, budget: _Budget) -> None:
        super().__init__(file)
        self._budget = budget

    def push(self, *objects: Any) -> None:  # noqa: ANN401 - as the base class has it
        super().push(*map(self._measured, objects))

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

    def __init__(self, parser: PDFParser, budget: _Budget) -> None:
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

    def get_font(self, objid: object, spec: Any) -> Any:  # noqa: ANN401 - as the base
        for descendant in resolve1(spec.get("DescendantFonts")) or ():
            font = resolve1(descendant)
            if isinstance(font, dict):
                _check_widths(resolve1(font.get("W")), 3)
                _check_widths(resolve1(font.get("W2")), 5)
        return super().get_font(objid, spec)


class _Device(PDFPageAggregatorWithMarkedContent):
    """Counts what a page draws."""

    budget: _Budget
    hidden: bool = False

    def render_string(self, textstate: Any, *args: Any) -> None:  # noqa: ANN401
        self.hidden = self.hidden or textstate.render == _INVISIBLE
        super().render_string(textstate, *args)

    def begin_figure(self, *args: Any) -> None:  # noqa: ANN401 - passed on
        self.budget.draw()
        super().begin_figure(*args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:  # noqa: ANN401
        self.budget.draw()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any) -> None:  # noqa: ANN401 - passed on
        self.budget.draw(len(args[-1]))
        super().paint_path(*args)


class _Interpreter(PDFPageInterpreter):
    """Looks at the clock while a page is drawn."""

    device: _Device

    is_writing = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - there is no such name
        # This is how the base class asks whether it knows an operator.
        if name.startswith("do_") and name not in _OF_GLYPHS:
            self.device.budget.note(
                "页面内容里有不认识的指令，可能已损坏",
                "its content has an instruction that does not exist",
            )
        raise AttributeError(name)

    def render_contents(
        self,
        resources: dict[object, object],
        streams: Sequence[object],
        ctm: Any = MATRIX_IDENTITY,  # noqa: ANN401 - as the base class has it
    ) -> None:
        if not all(map(_is_content, streams)):
            self.device.budget.note("缺少页面内容", "a part of its content is missing")
        super().render_contents(resources, streams, ctm)
        if self.is_writing:
            self.device.budget.note(
                "页面内容中断，不完整", "its content breaks off in the middle of a text"
            )

    def do_BT(self) -> None:  # noqa: N802 - as the base class
        self.is_writing = True
        super().do_BT()

    def do_ET(self) -> None:  # noqa: N802 - as the base class
        self.is_writing = False
        super().do_ET()

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:  # noqa: ANN401, N802
        if literal_name(fontid) not in self.fontmap:
            self._lost_font()
        super().do_Tf(fontid, fontsize)

    def do_TJ(self, seq: Any) -> None:  # noqa: ANN401, N802 - as the base class
        if self.textstate.font is None:
            self._lost_font()
        super().do_TJ(seq)

    def _lost_font(self) -> None:
        self.device.budget.note(
            "缺少字体，其中的文字读不出来",
            "a font is missing, so that its text cannot be read",
        )

    def push(self, value: Any) -> None:  # noqa: ANN401 - as the base class has it
        self.device.budget.tick()
        super().push(value)

    def do_q(self) -> None:
        self.device.budget.draw()
        super().do_q()

    def do_Do(self, name: Any) -> None:  # noqa: ANN401, N802 - as the base class
        self.device.budget.draw()
        drawn = self.xobjmap.get(literal_name(name))
        if not isinstance(resolve1(drawn), PDFStream):
            self.device.budget.note("缺少其中的图文", "a part that it shows is missing")
        super().do_Do(name)


class _Pdf(PDF):
    """pdfplumber's document over a parser that is watched."""

    def __init__(self, data: bytes, budget: _Budget) -> None:
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


class _Finder(TableFinder):
    """Finds tables between lines, those open at the sides or at a page's end too."""

    added: list[float]

    def get_edges(self) -> list[dict[str, Any]]:
        edges: list[dict[str, Any]] = super().get_edges()
        across = [edge for edge in edges if edge["orientation"] == "h"]
        down = [edge for edge in edges if edge["orientation"] == "v"]
        if len(across) * len(down) > _CROSSINGS:
            raise LimitError(
                zh=f"一页的表格线交叉超过上限 {_CROSSINGS} 处",
                en=f"the lines of a page cross more often than the limit of "
                f"{_CROSSINGS}",
            )
        added = closing(across, down)
        # A strip too thin for text below a line is no row that could be cut.
        self.added = [
            edge["top"]
            for edge in added
            if edge["orientation"] == "h"
            and edge["whole"]
            and not any(abs(line["top"] - edge["top"]) < THIN for line in across)
        ]
        return edges + added

    def is_open(self, height: float) -> bool:
        """Tell whether a line at this height was added and is not printed."""
        return any(abs(added - height) <= NEAR for added in self.added)


@attrs.frozen
class Printed:
    """What a page shows.

    Attributes:
        number: the page, counted from 1.
        height: of the page, in points.
        glyphs: its characters.
        tables: its ruled tables.
        has_images: whether there are pictures on it.
        is_recognised: whether text lies unseen over a picture, as after recognition.
        damage: what of the page could not be read, None where nothing is known of.
    """

    number: int
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[Ruled, ...]
    has_images: bool
    is_recognised: bool = False
    damage: Message | None = None


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
    budget = _Budget(time.monotonic() + limits.seconds, limits.seconds)
    pdf = _open(data, budget)
    number = 0
    for number, page in enumerate(_pages(pdf, limits), start=1):
        if number > limits.pages:
            raise LimitError(
                zh=f"页数超过上限 {limits.pages} 页",
                en=f"there are more pages than the limit of {limits.pages}",
                limit="pages",
            )
        budget.check_time()
        budget.objects = _OBJECTS
        if isinstance(page, BrokenError):
            yield page
            continue
        try:
            printed = _printed(pdf, page, number, budget)
            yield attrs.evolve(printed, damage=budget.noted())
        except LimitError:
            raise
        except Exception as problem:  # noqa: BLE001 - a damaged page raises anything
            yield BrokenError(_words(problem))
    stated = _stated(pdf)
    if stated > number:
        yield Message(
            zh=f"文件写明有 {stated} 页，只找到 {number} 页",
            en=f"the file states {stated} pages, and only {number} were found",
        )
    damage = budget.noted()
    if damage is not None:
        yield damage


def _open(data: bytes, budget: _Budget) -> _Pdf:
    try:
        return _Pdf(data, budget)
    except PDFPasswordIncorrect as problem:
        raise LockedError from problem
    except LimitError:
        raise
    except Exception as problem:
        raise BrokenError(_words(problem)) from problem


def _pages(pdf: _Pdf, limits: Limits) -> Iterator[PDFPage | BrokenError]:
    """Go through the tree of pages; one that is named and not there is a fault.

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
        found = resolve1(node)
        if not isinstance(found, dict) or known in seen:
            lost.append(BrokenError("it is missing"))
            if len(lost) > limits.pages:
                return
            continue
        if known is not None:
            seen.add(known)
        given = {key: above[key] for key in PDFPage.INHERITABLE_ATTRS if key in above}
        found = {**given, **found}
        below = resolve1(found.get("Kids"))
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


def _stated(pdf: _Pdf) -> int:
    """Return how many pages the file says it has."""
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def _words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}".rstrip(": ")[:100]


def _printed(pdf: _Pdf, page_object: PDFPage, number: int, budget: _Budget) -> Printed:
    page = Page(pdf, page_object, page_number=number)
    device = _Device(pdf.rsrcmgr, pageno=number, laparams=None)
    device.budget = budget
    _Interpreter(pdf.rsrcmgr, device).process_page(page_object)
    # pdfplumber keeps the layout here and asks for it where it is not there yet.
    page._layout = device.get_result()  # noqa: SLF001 - the one way in
    finder = _Finder(page, TableSettings())
    glyphs = tuple(
        Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"])
        for char in page.chars
    )
    tables = tuple(_ruled(finder, tuple(table.cells)) for table in finder.tables)
    images = bool(page.images)
    height = float(page.height)
    found = Printed(number, height, glyphs, tables, images, images and device.hidden)
    page.close()
    return found


def _ruled(finder: _Finder, boxes: tuple[Box, ...]) -> Ruled:
    above = min(box[1] for box in boxes)
    below = max(box[3] for box in boxes)
    return Ruled(boxes, finder.is_open(above), finder.is_open(below))


def _is_content(part: object) -> bool:
    """Tell whether something is a stream that draws, and none of another purpose."""
    found = resolve1(part)
    if not isinstance(found, PDFStream):
        return False
    kind = found.get("Type")
    return kind is None or literal_name(kind) in {"XObject", "Pattern"}


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
        raise _too_large(_STREAM)
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
            raise _too_large(_MOST_COLUMNS)


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


def _too_large(limit: int) -> LimitError:
    return LimitError(
        zh=f"数据流解压后超过上限 {limit} 字节，像是压缩炸弹",
        en=f"a stream unpacks to more than the limit of {limit} bytes, like a bomb",
    )
