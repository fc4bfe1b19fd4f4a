"""The official forms as DOCX: one page or more for each project.

What Word reads is written by hand (ISO/IEC 29500-1), so that a document is made without
another library, and of the same bytes wherever it is made.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from perftargets._convert import plain
from perftargets._escaping import xml_fit
from perftargets.model.project import Document
from perftargets.writing import application, self_evaluation
from perftargets.writing.docx_package import packed
from perftargets.writing.fields import unplaced
from perftargets.writing.labels import labels
from perftargets.writing.money import without_unit
from perftargets.writing.notices import Cleaner
from perftargets.writing.sheet import Box, Sheet
from perftargets.writing.written import Form, Written

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
    """Write a document as a text with one table for each project."""
    chosen = application if form == "application" else self_evaluation
    clean = Cleaner()
    sheets = list(chosen.sheets(document, clean))
    body = _make("w:body")
    for number, sheet in enumerate(sheets):
        _fill(body, sheet, new_page=number > 0)
    if sheets:
        # Word wants a paragraph after the last table; a low one makes no new page.
        body.append(_make("w:p", _low()))
    body.append(_page(landscape=any(sheet.landscape for sheet in sheets)))
    data = packed(
        body,
        title=Cleaner()(document.title or labels(form)["title"])[:_TITLE_LIMIT],
        font=labels("fonts")["body"],
        size=_BODY,
    )
    findings = (
        *unplaced(document, chosen.HELD),
        *without_unit(document),
        *clean.findings,
    )
    return Written(data, findings)


def _page(*, landscape: bool) -> Element:
    """Return the set-up of the page: A4, which stands last in the body."""
    width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    size = {"w": _twips(width), "h": _twips(height)}
    if landscape:
        size["orient"] = "landscape"
    margin = _twips(_MARGIN)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    others = {"header": _twips(_MARGIN / 2), "footer": _twips(_MARGIN / 2)}
    return _make(
        "w:sectPr",
        _make("w:pgSz", **size),
        _make("w:pgMar", **sides, **others, gutter="0"),
    )


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _TWIPS_A_MM))


def _fill(body: Element, sheet: Sheet, *, new_page: bool) -> None:
    for row in range(sheet.titles):
        box = next(each for each in sheet.boxes if each.row == row)
        properties = _properties(box, new_page=new_page and row == 0)
        body.append(_make("w:p", properties, _run(_shown(box), box.style)))
    body.append(_table(sheet))


def _table(sheet: Sheet) -> Element:
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


def _borders() -> Element:
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
) -> Element:
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


def _paragraphs(box: Box, *, begins: bool) -> list[Element]:
    lines = _shown(box).split("\n") if begins else [""]
    return [
        _make("w:p", _properties(box), *([_run(line, box.style)] if line else []))
        for line in lines
    ]


def _properties(box: Box, *, new_page: bool = False) -> Element:
    side = "left" if box.style == "text" else "center"
    properties = _make("w:pPr")
    if new_page:
        properties.append(_make("w:pageBreakBefore"))
    properties.append(_make("w:jc", val=side))
    return properties


def _low() -> Element:
    spacing = _make("w:spacing", before="0", after="0", line="20", lineRule="exact")
    return _make("w:pPr", spacing, _make("w:rPr", _make("w:sz", val="2")))


def _run(text: str, style: str) -> Element:
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
    written.text = xml_fit(text)
    written.set("xml:space", "preserve")
    return _make("w:r", properties, written)


def _shown(box: Box) -> str:
    if box.value is None:
        return ""
    return box.value if isinstance(box.value, str) else plain(box.value)


def _make(tag: str, *children: Element, **attributes: str) -> Element:
    """Make an element of WordprocessingML; attributes are in its namespace too."""
    named = {f"w:{key}": value for key, value in attributes.items()}
    element = Element(tag, named)
    element.extend(children)
    return element
