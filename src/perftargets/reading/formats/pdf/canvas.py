"""One page of a PDF as pdfminer draws it: characters, lines and what of it is seen."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import attrs
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, decode_text, mult_matrix
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.table import (
    Table,
    TableFinder,
    TableSettings,
    edges_to_intersections,
)

from perftargets.findings import Message
from perftargets.reading.formats.pdf.budget import Budget, LimitError
from perftargets.reading.formats.pdf.cells import cells_between, tables_of
from perftargets.reading.formats.pdf.edges import NEAR, THIN, ajar, closing
from perftargets.reading.formats.pdf.glyph import (
    Glyph,
    Rectangle,
    Ruled,
    UnseenGlyph,
    around,
    meet,
)
from perftargets.reading.formats.pdf.sight import (
    Drawn,
    Paper,
    hidden_share,
    in_sight,
    is_white,
    turn_of,
)

_CROSSINGS = 400_000
"""How many pairs of a horizontal and a vertical line a page may have."""

_LINES = 10_000
"""How many lines a page may have, also where none crosses another."""

_INVISIBLE = 3
"""The way of drawing text that a layer of recognised text has."""

_OF_GLYPHS = {"do_d0", "do_d1"}
"""Instructions of glyphs that are drawings; a reader of text has no use for them."""

_MOSTLY = 0.5
"""Which share of the characters lies unseen over a picture that was recognised."""


class _Device(PDFPageAggregatorWithMarkedContent):
    """Counts what a page draws, and keeps its characters apart from its lines.

    pdfplumber turns each object of a page into a dictionary, which takes most of the
    time where the object is a character.
    """

    budget: Budget
    drawn: list[Drawn]
    clip: Rectangle | None = None
    invisible: bool = False

    def render_string(self, textstate: Any, *args: Any) -> None:
        self.invisible = textstate.render == _INVISIBLE
        super().render_string(textstate, *args)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.budget.draw()
        super().begin_figure(name, bbox, matrix)
        # Whoever draws the figure puts the old clip back.
        x0, y0, x1, y1 = bbox
        whole = mult_matrix(matrix, self.ctm)
        corners = ((x0, y0), (x0, y1), (x1, y0), (x1, y1))
        box = around(apply_matrix_pt(whole, corner) for corner in corners)
        self.clip = box if box is None else meet(self.clip, box)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self.budget.draw()
        advance = super().render_char(*args, **kwargs)
        char: Any = self.cur_item._objs.pop()  # noqa: SLF001 - the one way out
        self.drawn.append(
            Drawn(
                char.get_text(),
                (char.x0, char.y0, char.x1, char.y1),
                (char.matrix[0], char.matrix[1]),
                self.clip,
                is_invisible=self.invisible,
                is_white=is_white(char.graphicstate.ncolor),
            )
        )
        return advance

    def paint_path(self, *args: Any) -> None:
        self.budget.draw(len(args[-1]))
        objects: Any = self.cur_item._objs  # noqa: SLF001 - as above
        before = len(objects)
        super().paint_path(*args)
        if self.clip is not None:
            objects[before:] = filter(self._in_clip, objects[before:])

    def _in_clip(self, item: Any) -> bool:
        """Cut a line or a box to what is seen of it; tell whether that is anything."""
        seen = meet(self.clip, item.bbox)
        if seen[0] > seen[2] or seen[1] > seen[3]:
            return False
        item.set_bbox(seen)
        return True


class _Interpreter(PDFPageInterpreter):
    """Looks at the clock while a page is drawn."""

    device: _Device
    _is_writing = False

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self._clips: list[Rectangle | None] = []
        self._clips_next = False

    def __getattr__(self, name: str) -> Any:
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
        ctm: Any = MATRIX_IDENTITY,
    ) -> None:
        if not all(map(_is_content, streams)):
            self.device.budget.note("缺少页面内容", "a part of its content is missing")
        super().render_contents(resources, streams, ctm)
        if self._is_writing:
            self.device.budget.note(
                "页面内容中断，不完整", "its content breaks off in the middle of a text"
            )

    def do_BT(self) -> None:  # noqa: N802 - as the base class
        self._is_writing = True
        super().do_BT()

    def do_ET(self) -> None:  # noqa: N802 - as the base class
        self._is_writing = False
        super().do_ET()

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:  # noqa: N802
        if literal_name(fontid) not in self.fontmap:
            self._lost_font()
        super().do_Tf(fontid, fontsize)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - as the base class
        if self.textstate.font is None:
            self._lost_font()
        super().do_TJ(seq)

    def _lost_font(self) -> None:
        self.device.budget.note(
            "缺少字体，其中的文字读不出来",
            "a font is missing, so that its text cannot be read",
        )

    def push(self, value: Any) -> None:
        self.device.budget.tick()
        super().push(value)

    def do_q(self) -> None:
        self.device.budget.draw()
        self._clips.append(self.device.clip)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802 - as the base class
        if self._clips:
            self.device.clip = self._clips.pop()
        super().do_Q()

    def do_Do(self, name: Any) -> None:  # noqa: N802 - as the base class
        self.device.budget.draw()
        if not isinstance(resolve1(self.xobjmap.get(literal_name(name))), PDFStream):
            self.device.budget.note("缺少其中的图文", "a part that it shows is missing")
        clip = self.device.clip
        super().do_Do(name)
        self.device.clip = clip

    def do_W(self) -> None:  # noqa: N802 - as the base class
        self._clips_next = True

    def do_W_a(self) -> None:  # noqa: N802 - as the base class
        self._clips_next = True

    def do_n(self) -> None:
        self._cut()
        super().do_n()

    def do_S(self) -> None:  # noqa: N802 - as the base class
        self._cut()
        super().do_S()

    def do_f(self) -> None:
        self._cut()
        super().do_f()

    def do_f_a(self) -> None:
        self._cut()
        super().do_f_a()

    def do_B(self) -> None:  # noqa: N802 - as the base class
        self._cut()
        super().do_B()

    def do_B_a(self) -> None:  # noqa: N802 - as the base class
        self._cut()
        super().do_B_a()

    def _cut(self) -> None:
        """Clip what follows to the path, by the box around it."""
        if not self._clips_next:
            return
        self._clips_next = False
        box = around(
            apply_matrix_pt(self.ctm, _point(segment, at))
            for segment in self.curpath
            for at in range(1, len(segment), 2)
        )
        if box is not None:
            self.device.clip = meet(self.device.clip, box)


def _is_content(part: object) -> bool:
    """Return whether something is a stream that draws, and none of another purpose."""
    found = resolve1(part)
    if not isinstance(found, PDFStream):
        return False
    kind = found.get("Type")
    return kind is None or literal_name(kind) in {"XObject", "Pattern"}


def _point(segment: Any, at: int) -> tuple[float, float]:
    return segment[at], segment[at + 1]


class _Finder(TableFinder):
    """Finds tables between lines, those open at the sides or at a page's end too."""

    added: list[float]
    across: list[dict[str, Any]]

    def __init__(self, page: Page) -> None:
        """Find the tables of a page: lines and crossings by pdfplumber, cells here."""
        self.page = page
        self.settings = settings = TableSettings()
        self.edges = self.get_edges()
        self.intersections = edges_to_intersections(
            self.edges,
            settings.intersection_x_tolerance,
            settings.intersection_y_tolerance,
        )
        self.cells = cells_between(self.intersections)
        self.tables = [Table(page, cells) for cells in tables_of(self.cells)]

    def get_edges(self) -> list[dict[str, Any]]:
        edges: list[dict[str, Any]] = super().get_edges()
        across = [edge for edge in edges if edge["orientation"] == "h"]
        down = [edge for edge in edges if edge["orientation"] == "v"]
        if len(edges) > _LINES:
            raise LimitError(
                zh=f"一页的表格线超过上限 {_LINES} 条",
                en=f"a page has more lines than the limit of {_LINES}",
            )
        if len(across) * len(down) > _CROSSINGS:
            raise LimitError(
                zh=f"一页的表格线交叉超过上限 {_CROSSINGS} 处",
                en=f"the lines of a page cross more often than the limit of "
                f"{_CROSSINGS}",
            )
        self.across = across
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
        """Return whether a line at this height was added and is not printed."""
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
        unseen: the characters that nobody sees, and why.
        fields: texts of form fields and notes that lie over the page.
        across: lines across, as left end, height and right end, where it has no table.
        damage: what of the page could not be read, None where nothing is known of.
    """

    number: int
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[Ruled, ...]
    has_images: bool
    is_recognised: bool = False
    unseen: tuple[tuple[UnseenGlyph, Glyph], ...] = ()
    fields: tuple[str, ...] = ()
    across: tuple[tuple[float, float, float], ...] = ()
    damage: Message | None = None


def printed(document: object, sheet: object, number: int, budget: Budget) -> Printed:
    """Return what a page shows, and what it draws and does not show.

    ``document`` is a ``PDF`` of pdfplumber, ``sheet`` a ``PDFPage`` of pdfminer; their
    types have gaps, and what other modules may import has none.

    Raises:
        LimitError: the page draws more than is read.
    """
    pdf, page_object = cast("PDF", document), cast("PDFPage", sheet)
    page, device = _drawn(pdf, page_object, number, budget)
    turn = turn_of(device.drawn)
    if turn:
        # A page that was printed lying on its side is read standing.
        page.close()
        page_object.rotate = (page_object.rotate + turn * 90) % 360
        page, device = _drawn(pdf, page_object, number, budget)
    boxes = tuple(
        _box(each)
        for each in (*page.rects, *page.curves)
        if each.get("fill") and not is_white(each.get("non_stroking_color"))
    )
    images = page.images
    is_recognised = bool(images) and hidden_share(device.drawn) > _MOSTLY
    seen, unseen = in_sight(
        device.drawn,
        Paper(
            height=float(page.height),
            left=float(page.mediabox[0]),
            top=float(page.mediabox[1]),
            paper=_visible_box(page),
            dark=(*boxes, *map(_box, images)),
            is_recognised=is_recognised,
        ),
    )
    finder = _Finder(page)
    found = Printed(
        number,
        float(page.height),
        seen,
        tuple(_ruled(finder, tuple(table.cells)) for table in finder.tables),
        bool(images),
        is_recognised,
        unseen,
        tuple(_fields(page_object)),
        ()
        if finder.tables
        else tuple((each["x0"], each["top"], each["x1"]) for each in finder.across),
    )
    page.close()
    return found


def _drawn(
    pdf: PDF, page_object: PDFPage, number: int, budget: Budget
) -> tuple[Page, _Device]:
    page = Page(pdf, page_object, page_number=number)
    device = _Device(pdf.rsrcmgr, pageno=number, laparams=None)
    device.budget, device.drawn = budget, []
    _Interpreter(pdf.rsrcmgr, device).process_page(page_object)
    # pdfplumber keeps the layout here and asks for it where it is not there yet.
    page._layout = device.get_result()  # noqa: SLF001 - the one way in
    return page, device


def _box(item: dict[str, Any]) -> Rectangle:
    return item["x0"], item["top"], item["x1"], item["bottom"]


def _visible_box(page: Page) -> Rectangle:
    media, crop = map(float, page.mediabox), map(float, page.cropbox)
    x0, top, x1, bottom = media
    left, upper, right, lower = crop
    return meet((x0, top, x1, bottom), (left, upper, right, lower))


def _fields(page_object: PDFPage) -> Iterator[str]:
    """Yield what fields of a form and notes on the page show as text."""
    for each in resolve1(page_object.annots) or ():
        note = resolve1(each)
        if not isinstance(note, dict):
            continue
        kind = getattr(resolve1(note.get("Subtype")), "name", "")
        key = {"FreeText": "Contents", "Widget": "V"}.get(kind)
        value = resolve1(note.get(key)) if key else None
        if value is None and key == "V":
            parent = resolve1(note.get("Parent"))
            value = resolve1(parent.get("V")) if isinstance(parent, dict) else None
        text = decode_text(value) if isinstance(value, bytes) else ""
        if text.strip():
            yield text.strip()


def _ruled(finder: _Finder, boxes: tuple[Rectangle, ...]) -> Ruled:
    above = min(box[1] for box in boxes)
    below = max(box[3] for box in boxes)
    return Ruled(
        boxes,
        finder.is_open(above),
        finder.is_open(below),
        ajar(boxes, finder.across, above, 1),
        ajar(boxes, finder.across, below, 3),
    )
