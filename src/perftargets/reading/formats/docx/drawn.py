"""What a Word document draws: formulas, pictures, objects, fields of old forms."""

from typing import TYPE_CHECKING

from perftargets.reading.formats.docx.math import formula, formula_words
from perftargets.reading.formats.docx.signs import W, value
from perftargets.reading.formats.page import shortened
from perftargets.reading.notices import guessed, unplaced, unreadable_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from perftargets.findings import Finding
    from perftargets.text import Place

_VML = "{urn:schemas-microsoft-com:vml}"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OFF = frozenset({"0", "false", "off"})


def is_on(element: "Element | None") -> bool:
    """Return whether a switch such as ``vanish`` is there and not set to off."""
    return element is not None and element.get(W + "val") not in _OFF


def drawn(element: "Element", place: "Place") -> "Iterator[Finding]":
    """Report a picture, a chart or an object, whose content is not read."""
    program = next((each.get("ProgID") for each in element.iter(_OBJECT)), None)
    if program is not None:
        yield unreadable_cell(
            f"嵌入的对象（{program}）没有读取；请把其中内容写成文字",
            f"an embedded object ({program}) was not read; write what it shows as text",
            place,
        )
        return
    # A text box is a graphic too, and its text is read elsewhere.
    pictured = any(
        "wordprocessing" not in (each.get("uri") or "")
        for each in element.iter(_GRAPHIC)
    )
    if pictured or any(True for _ in element.iter(f"{_VML}imagedata")):
        yield guessed("图片或图表没有读取", "a picture or chart was not read", place)
    for each in element.iter(f"{_VML}textpath"):
        words = each.get("string", "").strip()
        if words:
            yield unplaced(words, place)


def formula_text(element: "Element", place: "Place") -> "tuple[str, list[Finding]]":
    """Return a formula as text; one without a form in one line is told."""
    text = formula(element)
    if text is not None:
        return text, []
    said = shortened(formula_words(element))
    finding = unreadable_cell(
        f"公式没有读取（“{said}”），以“�”代替；请写成文字",
        f"a formula was not read (“{said}”) and became “�”; write it as text",
        place,
    )
    return "�", [finding]


def form_field(mark: "Element") -> str:
    """Return what a field of an old form shows that is not kept as text."""
    data = mark.find(W + "ffData")
    if data is None:
        return ""
    box, choice = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        return "☑" if is_on(_result(box, "checked")) else "☐"
    if choice is None:
        return ""
    entries = choice.findall(W + "listEntry")
    index = value(_result(choice, "result"), 0)
    return entries[index].get(W + "val", "") if index < len(entries) else ""


def _result(field: "Element", name: str) -> "Element | None":
    found = field.find(W + name)
    return found if found is not None else field.find(W + "default")


def instruction(element: "Element", place: "Place") -> "Iterator[Finding]":
    """Report a field that draws a formula: its instruction is all there is of it."""
    words = (element.text or "").split()
    if words and words[0].upper() == "EQ":
        said = shortened(" ".join(words[1:]))
        yield unreadable_cell(
            f"域公式没有读取：“{said}”；请写成文字",
            f"the formula of a field was not read: “{said}”; write it as text",
            place,
        )
