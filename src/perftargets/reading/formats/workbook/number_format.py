"""Numbers of a workbook as text: as their format shows them, and without rounding.

A cell holds 0.95 and shows 95 %: the text is 95%, of the 15 significant digits that a
spreadsheet knows of what is stored, never of the rounded display. What a format prints
around a number (≥, 人, 万元) is part of the text, and a number that it shows in ten
thousands is said so. Where a format hides a number or cannot be followed, a doubt goes
with the text.
"""

import operator
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

import attrs

from perftargets.reading.tables import titles
from perftargets.text import from_binary, short_number

_DASHES = "-−–—"
_SIGNS = _DASHES + "(（"
_GLUED = re.compile(r"[\d.,]")
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_NUMBERS_AND_TEXT = 4
"""How many sections a format has where the last one is for text."""

_NOISE = Decimal("1E-12")
"""Below this a stored number is what rounding left of nought."""

_LONGEST = 255
"""A longer format than a workbook can hold is not looked into."""


class FormatDoubt(StrEnum):
    """What keeps the text of a cell from being what its format shows.

    * ``hidden``: the format shows nothing, so that the cell is read as blank; the text
      is what is stored.
    * ``worded``: it shows words in place of the number; the text is those.
    * ``scaled``: it shows thousands or the like and names no unit; the text is that.
    * ``odd``: the format is not understood; the text is what is stored.
    """

    HIDDEN = "hidden"
    WORDED = "worded"
    SCALED = "scaled"
    ODD = "odd"


@attrs.frozen
class Shown:
    """The text of a cell, and what is doubtful about it."""

    text: str
    doubt: FormatDoubt | None = None


class _Kind(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    WORDS = "words"
    BLANK = "blank"
    ODD = "odd"


@attrs.frozen
class _Section:
    """One section of a format.

    Attributes:
        kind: what it shows.
        before: the literals before the number, or all that it shows.
        after: the literals after it.
        power: the power of ten by which the number is shown smaller.
        test: the condition in brackets, as a sign and a figure.
    """

    kind: _Kind
    before: str = ""
    after: str = ""
    power: int = 0
    test: tuple[str, Decimal] | None = None

    def takes(self, number: Decimal) -> bool:
        """Return whether its condition holds; without one it does."""
        if self.test is None:
            return True
        sign, figure = self.test
        return _COMPARED[sign](number, figure)

    @property
    def is_negative(self) -> bool:
        """Return whether its condition lets through no number above zero."""
        return (
            self.test is not None
            and self.test[0] in {"<", "<=", "="}
            and self.test[1] <= 0
        )


def exact(value: float) -> Decimal:
    """Return a stored number at 15 significant digits, without what noise is left.

    0.3 − 0.1 − 0.2 leaves 2.8E-17, which is nought on every sheet.
    """
    number = from_binary(value)
    return Decimal(0) if number.is_finite() and abs(number) < _NOISE else number


def number_text(value: float, number_format: str) -> Shown:
    """Write a stored number as its format shows it, but not rounded."""
    number = exact(value)
    if not number.is_finite():
        return Shown(str(value), FormatDoubt.ODD)
    if number_format == "General":
        return Shown(short_number(number))
    parts = sections(number_format)
    section, positive = _chosen(parts, number)
    if section is None:
        return Shown(short_number(number), FormatDoubt.HIDDEN)
    match section.kind:
        case _Kind.ODD:
            return Shown(short_number(number), FormatDoubt.ODD)
        case _Kind.BLANK:
            return Shown(short_number(number), FormatDoubt.HIDDEN)
        case _Kind.WORDS:
            if is_nought(number, section.before):
                return Shown("0")
            return Shown(section.before, FormatDoubt.WORDED)
    return _number(number, section, positive)


def is_nought(number: Decimal, words: str) -> bool:
    """Return whether words are the dash by which accounts write nought."""
    return not number and not words.strip(_DASHES)


def put_between(number: Decimal, before: str, after: str, power: int) -> Shown:
    """Write a number between words, smaller by a power of ten.

    A negative number of which neither a minus nor brackets are shown is doubtful, since
    only the format knows whether the words say it.
    """
    if number < 0 and before.strip(_SIGNS) == before:
        return Shown(short_number(number), FormatDoubt.ODD)
    return _number(number, _Section(_Kind.NUMBER, before, after, power), None)


def string_text(value: str, number_format: str) -> Shown:
    """Write stored text as its format shows it: ``@"人"`` adds a word to it."""
    section = _for_text(sections(number_format))
    if section is None:
        return Shown(value)
    match section.kind:
        case _Kind.TEXT:
            return Shown(f"{section.before}{value}{section.after}")
        case _Kind.BLANK:
            return Shown(value, FormatDoubt.HIDDEN)
        case _Kind.WORDS:
            return Shown(section.before, FormatDoubt.WORDED)
    return Shown(value, FormatDoubt.ODD)


def _for_text(parts: Sequence[_Section]) -> _Section | None:
    if len(parts) >= _NUMBERS_AND_TEXT:
        return parts[3]
    return parts[-1] if parts[-1].kind is _Kind.TEXT else None


def _number(number: Decimal, section: _Section, positive: _Section | None) -> Shown:
    """Write a number between the literals of its section.

    ``positive`` is the section for other numbers, where this one is for negatives.
    """
    before, after = section.before, section.after
    figure = short_number(number.scaleb(-section.power).copy_abs())
    if number < 0:
        # Brackets round a negative number say the same as its minus.
        signed = before.strip(_SIGNS)
        said = (signed, after.strip(")）"))
        worded = positive is not None and said != (positive.before, positive.after)
        if signed != before or not worded or not "".join(said).strip("%"):
            figure = "-" + figure
        before, after = said
    elif before.endswith(tuple(_DASHES)):
        if number:
            return Shown(short_number(number), FormatDoubt.ODD)
        before = before.strip(_DASHES)
    if _GLUED.match(before[-1:]) or _GLUED.match(after[:1]):
        return Shown(short_number(number), FormatDoubt.ODD)
    named = any(character.isalpha() for character in before + after)
    doubt = FormatDoubt.SCALED if section.power > 0 and number and not named else None
    return Shown(f"{before}{figure}{after}", doubt)


def _chosen(
    parts: Sequence[_Section], number: Decimal
) -> tuple[_Section | None, _Section | None]:
    """Return the section for a number; if for negatives alone, that for others too."""
    numbers = list(parts[:3])
    if len(numbers) > 1 and numbers[-1].kind is _Kind.TEXT:
        numbers.pop()
    first, *rest = numbers
    if all(each.test is None for each in numbers):
        if number < 0 and rest:
            return rest[0], first
        # The third of three sections is for nought.
        return (rest[1] if len(rest) > 1 and not number else first), None
    if first.test is None or not first.takes(number):
        if len(rest) > 1 and rest[0].test is None and rest[0] != rest[1]:
            # Programs differ in what the second of three sections is then for.
            return _Section(_Kind.ODD), None
        found = next((each for each in numbers if each.takes(number)), None)
    else:
        found = first
    if found is None or not found.is_negative:
        return found, None
    return found, next((each for each in numbers if each is not found), None)


@lru_cache(maxsize=512)
def sections(number_format: str) -> tuple[_Section, ...]:
    """Split a format into sections, at least one."""
    if len(number_format) > _LONGEST:
        return (_Section(_Kind.ODD),)
    parts: list[list[tuple[str, str]]] = [[]]
    for found in tokens(number_format):
        if found == ("end", ";"):
            parts.append([])
        else:
            parts[-1].append(found)
    if len(parts) > 1 and not parts[-1] and len(parts) < _NUMBERS_AND_TEXT - 1:
        # ``0;`` shows negative numbers as ``0`` does in some programs only.
        return (_section(parts[0]), _Section(_Kind.ODD))
    return tuple(_section(part) for part in parts)


@cache
def _token() -> re.Pattern[str]:
    general = "|".join(
        re.escape(each) for each in titles.texts("cells", "general_format")
    )
    return re.compile(
        r'"(?P<quoted>[^"]*)"?'
        r"|[\\!](?P<escaped>.)"
        r"|(?P<space>_.|\*.)"
        r"|\[\$(?P<symbol>[^\]-]*)[^\]]*\]"
        r"|\[(?P<test>(?:<=|>=|<>|<|>|=)\s*-?\d{1,15}(?:\.\d{1,15})?)\]"
        r"|(?P<note>\[[^\]]*\])"
        rf"|(?P<general>{general}"
        r"|(?:[#?0]+ +)?[#?0]+ ?/ ?[?#\d]+"
        r"|[#?0]+(?:\.[#?0]*)?[Ee][+-][#?0]+)"
        r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
        r"|(?P<text>@)|(?P<end>;)|(?P<bare>.)",
        re.IGNORECASE | re.DOTALL,
    )


def tokens(number_format: str) -> tuple[tuple[str, str], ...]:
    """Cut a format in tokens: what each is, and what it says.

    ``literal`` is what is printed as it stands, in quotes or escaped; ``bare`` is a
    character of no other meaning, which numbers print and dates may read.
    """
    found: list[tuple[str, str]] = []
    for each in _token().finditer(number_format):
        kind = str(each.lastgroup)
        if kind in {"quoted", "escaped", "symbol"}:
            found.append(("literal", each[kind]))
        elif kind not in {"note", "space"}:
            found.append((kind, each[kind]))
    return tuple(found)


def _section(found: Sequence[tuple[str, str]]) -> _Section:
    test = next((said for kind, said in found if kind == "test"), None)
    parsed = None
    if test is not None:
        sign = next(sign for sign in _COMPARED if test.startswith(sign))
        parsed = sign, Decimal(test[len(sign) :].strip())
    kept = [each for each in found if each[0] != "test"]
    return attrs.evolve(_layout(kept), test=parsed)


def _layout(found: Sequence[tuple[str, str]]) -> _Section:
    kinds = [kind for kind, _ in found]
    places = [index for index, kind in enumerate(kinds) if kind in {"digit", "general"}]
    texts = kinds.count("text")
    if texts:
        at = kinds.index("text")
        if texts > 1 or places:
            return _Section(_Kind.ODD)
        return _Section(_Kind.TEXT, _said(found[:at]), _said(found[at + 1 :]))
    if not places:
        words = _said(found)
        return _Section(_Kind.WORDS, words) if words else _Section(_Kind.BLANK)
    first, last = places[0], places[-1]
    if first and kinds[first - 1] == "point":
        first -= 1
    while last + 1 < len(kinds) and kinds[last + 1] in {"comma", "point"}:
        last += 1
    power = _power(found[first : last + 1])
    percents = kinds.count("percent")
    if power is None or percents > 1 or "percent" in kinds[first:last]:
        return _Section(_Kind.ODD)
    return _Section(
        _Kind.NUMBER,
        _said(found[:first]),
        _said(found[last + 1 :]),
        power - 2 * percents,
    )


def _power(figure: Sequence[tuple[str, str]]) -> int | None:
    """Return the power of ten by which digits are shown smaller; None where none is.

    A comma behind the digits is three places. So is 0!.0 one place: the point is
    printed before the last digit of the whole number.
    """
    kinds = [kind for kind, _ in figure]
    if "general" in kinds:
        return 0 if len(kinds) == 1 else None
    literals = [index for index, kind in enumerate(kinds) if kind not in _DIGITS]
    points = kinds.count("point")
    whole, _, broken = "".join(_DIGITS.get(kind, "L") for kind in kinds).partition(".")
    commas = sum(len(each) - len(each.rstrip(",")) for each in (whole, broken))
    if points > 1 or "," in broken.rstrip(","):
        return None
    if not literals:
        return 3 * commas
    if len(literals) > 1 or points or figure[literals[0]] != ("literal", "."):
        return None
    return 3 * commas + kinds[literals[0] :].count("digit")


_DIGITS = {"digit": "0", "point": ".", "comma": ","}


def _said(found: Sequence[tuple[str, str]]) -> str:
    return "".join(said for _, said in found).strip()
