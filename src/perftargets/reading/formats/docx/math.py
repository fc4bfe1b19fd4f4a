"""Formulas of Word's editor as one line of text: fractions, powers, roots, brackets.

Element names are those of Office Math (ISO/IEC 29500-1, 22.1).
"""

from typing import TYPE_CHECKING

from perftargets.text import single_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
"""Before the name of every element of Office Math, once it is transitional."""

FORMULAS = frozenset({f"{M}oMath", f"{M}oMathPara"})

_WHOLE = frozenset(
    M + name
    for name in (
        *("oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "deg", "fName"),
        *("box", "borderBox", "bar", "acc", "func", "groupChr", "lim"),
    )
)
"""What shows its content in one line, nothing added."""


def formula(element: "Element") -> str | None:
    """Return a formula as text; None where it has no form in one line."""
    text = _text(element)
    return None if text is None else single_spaced(text)


def formula_words(element: "Element") -> str:
    """Return all that a formula says, whatever its form."""
    return "".join(each.text or "" for each in element.iter(f"{M}t"))


def _text(element: "Element") -> str | None:
    parts: list[str] = []
    for child in element:
        text = _part(child)
        if text is None:
            return None
        parts.append(text)
    return "".join(parts)


def _part(element: "Element") -> str | None:
    name = element.tag.removeprefix(M)
    if element.tag == f"{M}t":
        return element.text or ""
    if not element.tag.startswith(M):
        # Properties of Word beside those of the formula: nothing is shown of them.
        return "" if not any(True for _ in element.iter(f"{M}t")) else None
    if name.endswith(("Pr", "Pr_")):
        return ""
    if element.tag in _WHOLE:
        return _text(element)
    read = _READERS.get(name)
    return read(element) if read is not None else None


def _operands(element: "Element", names: tuple[str, ...]) -> "Iterator[str | None]":
    for name in names:
        part = element.find(M + name)
        yield _text(part) if part is not None else None


def _joined(element: "Element", names: tuple[str, ...], sign: str) -> str | None:
    """Join two operands by a sign, in brackets where one is more than a word."""
    first, second = _operands(element, names)
    if first is None or second is None:
        return None
    if not sign:
        return first + second
    return f"{_as_one(first)}{sign}{_as_one(second)}"


def _as_one(text: str) -> str:
    is_one = text.replace(".", "").replace("%", "").isalnum()
    return text if is_one else f"({text})"


def _raised(element: "Element") -> str | None:
    base, power = _operands(element, ("e", "sup"))
    if base is None or power is None:
        return None
    # Without a mark 10 and a raised 3 would be 103.
    return f"{base}^{power}" if base[-1:].isdigit() else base + power


def _bracketed(element: "Element") -> str | None:
    look = element.find(f"{M}dPr")
    marks = {"begChr": "(", "endChr": ")", "sepChr": "|"}
    for name in marks:
        mark = look.find(M + name) if look is not None else None
        if mark is not None:
            marks[name] = mark.get(f"{M}val", "")
    parts = [_text(each) for each in element.findall(f"{M}e")]
    if any(part is None for part in parts):
        return None
    inside = marks["sepChr"].join(part or "" for part in parts)
    return f"{marks['begChr']}{inside}{marks['endChr']}"


def _root(element: "Element") -> str | None:
    degree, base = _operands(element, ("deg", "e"))
    if base is None or (degree or "").strip():
        return None
    return f"√{_as_one(base)}"


_READERS: "dict[str, Callable[[Element], str | None]]" = {
    "f": lambda element: _joined(element, ("num", "den"), "/"),
    "sSup": _raised,
    "sSub": lambda element: _joined(element, ("e", "sub"), ""),
    "d": _bracketed,
    "rad": _root,
}
