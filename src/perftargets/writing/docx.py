"""The official forms as DOCX, by python-docx: one page or more for each project."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from perftargets._convert import plain
from perftargets.errors import MissingExtraError
from perftargets.model.project import Document
from perftargets.writing import application, self_evaluation
from perftargets.writing.fields import unplaced
from perftargets.writing.labels import labels
from perftargets.writing.money import without_unit
from perftargets.writing.notices import Cleaner
from perftargets.writing.sheet import Box, Sheet
from perftargets.writing.written import Form, Written

if TYPE_CHECKING:
    from docx.document import Document as Draft
    from docx.oxml.xmlchemy import BaseOxmlElement

_TWIPS_A_MM = 1440 / 25.4
_SHORT, _LONG, _MARGIN = 210, 297, 20
_EDGE = 4
"""Width of the lines of the table, in eighths of a point."""

_SPACE = {"top": 40, "left": 80, "bottom": 40, "right": 80}
"""Space between the lines of a cell and its text, in twentieths of a point."""

_TITLE_LIMIT = 255
"""Characters of the title among the properties of the file; the page has all of it."""

_SIZES = {"title": 36, "subtitle": 24}
_BODY = 21
"""Size of the text in half points: 21 is 五号."""


def render(document: Document, *, form: Form) -> Written:
    """Write a document as a text with one table for each project.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError(extra="docx", purpose="DOCX") from error

    chosen = application if form == "application" else self_evaluation
    clean = Cleaner()
    draft = docx.Document()
    sheets = list(chosen.sheets(document, clean))
    _set_up_page(draft, landscape=any(sheet.landscape for sheet in sheets))
    for number, sheet in enumerate(sheets):
        _fill(draft, sheet, new_page=number > 0)
    if sheets:
        # Word wants a paragraph after the last table; a low one makes no new page.
        _append(draft, _make("w:p", _low()))
    core = draft.core_properties
    core.author, core.comments = "perftargets", ""
    core.title = Cleaner()(document.title or labels(form)["title"])[:_TITLE_LIMIT]
    data = io.BytesIO()
    draft.save(data)
    findings = (
        *unplaced(document, chosen.HELD),
        *without_unit(document),
        *clean.findings,
    )
    return Written(data.getvalue(), findings)


def _set_up_page(draft: "Draft", *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = draft.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    body = labels("fonts")["body"]
    normal = draft.styles["Normal"]
    normal.font.name, normal.font.size = body, Pt(_BODY / 2)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), body)
    normal.paragraph_format.space_after = Pt(0)


def _fill(draft: "Draft", sheet: Sheet, *, new_page: bool) -> None:
    for row in range(sheet.titles):
        box = next(each for each in sheet.boxes if each.row == row)
        properties = _properties(box, new_page=new_page and row == 0)
        _append(draft, _make("w:p", properties, _run(_shown(box), box.style)))
    _append(draft, _table(sheet))


def _append(draft: "Draft", element: "BaseOxmlElement") -> None:
    # The last element of the body is the set-up of the page, and has to stay last.
    draft.element.body[-1].addprevious(element)


def _table(sheet: Sheet) -> "BaseOxmlElement":
    page = _LONG if sheet.landscape else _SHORT
    room = round((page - 2 * _MARGIN) * _TWIPS_A_MM)
    total = sum(sheet.widths)
    widths = [room * width // total for width in sheet.widths]
    table = _make(
        "w:tbl",
        _make(
            "w:tblPr",
            _make("w:tblW", w=str(sum(widths)), type="dxa"),
            _make("w:jc", val="center"),
            _borders(),
            _make("w:tblLayout", type="fixed"),
            _make(
                "w:tblCellMar",
                *(
                    _make(f"w:{side}", w=str(space), type="dxa")
                    for side, space in _SPACE.items()
                ),
            ),
        ),
        _make("w:tblGrid", *(_make("w:gridCol", w=str(width)) for width in widths)),
    )
    rows: list[list[Box]] = [[] for _ in sheet.heights]
    for box in sheet.boxes:
        for row in range(box.row, box.row + box.rows):
            rows[row].append(box)
    for row in range(sheet.titles, len(rows)):
        # Word repeats only rows at the top of a table: each page names its project.
        repeated = row == sheet.titles
        table.append(_row(row, rows[row], widths, repeated=repeated))
    return table


def _borders() -> "BaseOxmlElement":
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _make(
        "w:tblBorders",
        *(
            _make(f"w:{side}", val="single", sz=str(_EDGE), space="0", color="auto")
            for side in sides
        ),
    )


def _row(
    row: int, boxes: list[Box], widths: Sequence[int], *, repeated: bool
) -> "BaseOxmlElement":
    properties = _make("w:trPr", _make("w:cantSplit"))
    if repeated:
        properties.append(_make("w:tblHeader"))
    made = _make("w:tr", properties)
    for box in sorted(boxes, key=lambda box: box.column):
        width = sum(widths[box.column : box.column + box.columns])
        shape = _make("w:tcPr", _make("w:tcW", w=str(width), type="dxa"))
        if box.columns > 1:
            shape.append(_make("w:gridSpan", val=str(box.columns)))
        if box.rows > 1:
            first = box.row == row
            shape.append(_make("w:vMerge", val="restart" if first else "continue"))
        shape.append(_make("w:vAlign", val="center"))
        made.append(_make("w:tc", shape, *_paragraphs(box, begins=box.row == row)))
    return made


def _paragraphs(box: Box, *, begins: bool) -> "list[BaseOxmlElement]":
    lines = _shown(box).split("\n") if begins else [""]
    return [
        _make("w:p", _properties(box), *([_run(line, box.style)] if line else []))
        for line in lines
    ]


def _properties(box: Box, *, new_page: bool = False) -> "BaseOxmlElement":
    side = "left" if box.style == "text" else "center"
    properties = _make("w:pPr")
    if new_page:
        properties.append(_make("w:pageBreakBefore"))
    properties.append(_make("w:jc", val=side))
    return properties


def _low() -> "BaseOxmlElement":
    spacing = _make("w:spacing", before="0", after="0", line="20", lineRule="exact")
    return _make("w:pPr", spacing, _make("w:rPr", _make("w:sz", val="2")))


def _run(text: str, style: str) -> "BaseOxmlElement":
    fonts = labels("fonts")
    font = fonts["title"] if style == "title" else fonts["body"]
    size = str(_SIZES.get(style, _BODY))
    properties = _make(
        "w:rPr", _make("w:rFonts", ascii=font, hAnsi=font, eastAsia=font)
    )
    if style == "label":
        properties.append(_make("w:b"))
    properties.append(_make("w:sz", val=size))
    properties.append(_make("w:szCs", val=size))
    written = _make("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _make("w:r", properties, written)


def _shown(box: Box) -> str:
    if box.value is None:
        return ""
    return box.value if isinstance(box.value, str) else plain(box.value)


def _make(
    tag: str, *children: "BaseOxmlElement", **attributes: str
) -> "BaseOxmlElement":
    """Make an element of WordprocessingML; attributes are in its namespace too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    named = {qn(f"w:{key}"): value for key, value in attributes.items()}
    element = cast("BaseOxmlElement", OxmlElement(tag, attrs=named))
    element.extend(children)
    return element
