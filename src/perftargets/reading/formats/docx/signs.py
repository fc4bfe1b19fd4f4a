"""Numbers of lists and signs of fonts, which Word prints and does not keep as text."""

import re
from typing import TYPE_CHECKING

import attrs

from perftargets._data import toml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Before the name of every element of WordprocessingML, once it is transitional."""

_LEVELS = 9
_LEVEL = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999
_HUNDRED = 100
_ALPHABET = 26


def sign(element: "Element") -> str | None:
    """Return the character of a ``w:sym``, None where the font is not known."""
    code = (element.get(W + "char") or "").upper()
    font = (element.get(W + "font") or "").lower()
    table = "wingdings" if font.startswith("wingdings") else "symbol"
    known = toml("words", "signs.toml")[table].get(code)
    if known is not None:
        return str(known)
    # Fonts of signs use the private area; elsewhere the code is the character.
    if re.fullmatch(r"[0-9A-F]{4}", code) and not code.startswith(("D", "E", "F")):
        return chr(int(code, 16))
    return None


def value(element: "Element | None", default: int) -> int:
    """Read the ``w:val`` of an element as a number."""
    text = element.get(W + "val") if element is not None else None
    if text is None or not re.fullmatch(r"[0-9]{1,6}", text):
        return default
    return int(text)


@attrs.frozen
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """Counts the items of the lists of one document."""

    def __init__(self, root: "Element | None") -> None:
        """Read the lists from the root of the part that defines them."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        abstract = {
            each.get(W + "abstractNumId"): dict(map(_level, each.findall(W + "lvl")))
            for each in root.findall(W + "abstractNum")
        }
        for each in root.findall(W + "num"):
            reference = each.find(W + "abstractNumId")
            key = reference.get(W + "val") if reference is not None else None
            levels = dict(abstract.get(key, {}))
            overridden = False
            for change in each.findall(W + "lvlOverride"):
                index = int(value_of(change, "ilvl"))
                start = change.find(W + "startOverride")
                if index in levels and start is not None:
                    levels[index] = attrs.evolve(levels[index], start=value(start, 1))
                    overridden = True
            name = each.get(W + "numId") or ""
            # A list that starts anew counts by itself.
            self._lists[name] = (name if overridden else f"*{key}", levels)

    def next(self, paragraph: "Element") -> str:
        """Return the number that stands before a paragraph, empty where none does."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            return ""
        name = properties.find(W + "numId")
        counter, levels = self._lists.get(
            (name.get(W + "val") if name is not None else None) or "", ("", {})
        )
        depth = min(value(properties.find(W + "ilvl"), 0), _LEVELS - 1)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(
            counter, [levels[n].start - 1 if n in levels else 0 for n in range(_LEVELS)]
        )
        counts[depth] += 1
        for deeper in range(depth + 1, _LEVELS):
            counts[deeper] = levels[deeper].start - 1 if deeper in levels else 0
        if level.format in ("bullet", "none"):
            return ""
        return _LEVEL.sub(
            lambda found: _written(counts, levels, int(found[1]) - 1), level.text
        )


def value_of(element: "Element", name: str) -> int:
    """Read an attribute as a number, 0 where it is none."""
    text = element.get(W + name) or ""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _level(element: "Element") -> tuple[int, _Level]:
    form, text = element.find(W + "numFmt"), element.find(W + "lvlText")
    return value_of(element, "ilvl"), _Level(
        value(element.find(W + "start"), 1),
        (form.get(W + "val") if form is not None else None) or "decimal",
        (text.get(W + "val") if text is not None else None) or "",
    )


def _written(counts: list[int], levels: dict[int, _Level], depth: int) -> str:
    count = max(counts[depth], 0)
    form = levels[depth].format if depth in levels else "decimal"
    if form.startswith(("chinese", "ideograph", "japanese", "taiwanese")):
        return _chinese(count)
    circled = toml("words", "signs.toml")["list"]["circled"]
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(circled):
        return str(circled[count - 1])
    if form in ("lowerLetter", "upperLetter") and count:
        letter = chr(ord("a") + (count - 1) % _ALPHABET)
        letters = letter * ((count - 1) // _ALPHABET + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (count // size)
        count %= size
    return written


def _chinese(count: int) -> str:
    table = toml("words", "signs.toml")["list"]
    if count >= _HUNDRED:
        return str(count)
    tens, ones = divmod(count, 10)
    digits = table["digits"]
    if not tens:
        return str(digits[ones])
    first = digits[tens] if tens > 1 else ""
    return f"{first}{table['ten']}{digits[ones] if ones else ''}"
