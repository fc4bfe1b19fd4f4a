"""Numbers of a workbook as text: by their format, and without rounding.

A cell holds 0.95 and shows 95 %: the text is 95%, of the shortest decimal form of what
is stored, never of the rounded display. Units that a format prints (0"人") are part of
it.
"""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

import attrs

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_PLACEHOLDER = re.compile(r"[0#?]")
_LITERAL = "\ue000"
"""Stands for a literal in a format, so that its letters are no placeholders."""

YEAR_MONTH_IDS = frozenset({27, 36, 50, 52, 57})
"""Built-in formats of Chinese workbooks that show year and month; no list has them."""

DATE_IDS = YEAR_MONTH_IDS | {28, 29, 30, 31, 51, 53, 54, 58}
"""Built-in formats of Chinese workbooks that show a date."""


@attrs.frozen
class Shown:
    """What a format does to a number.

    Attributes:
        prefix: what stands before it.
        suffix: what stands after it.
        percent: whether it is shown as a percentage.
    """

    prefix: str = ""
    suffix: str = ""
    percent: bool = False


@lru_cache(maxsize=512)
def shown(number_format: str, *, negative: bool = False) -> Shown:
    """Read what a number format prints around a number."""
    sections = _sections(number_format)
    section = sections[1] if negative and len(sections) > 1 else sections[0]
    literals: list[str] = []

    def literal(found: re.Match[str]) -> str:
        text = found[1] or found[2] or found[3] or ""
        literals.append(text)
        return _LITERAL

    bare = _QUOTED.sub(literal, section)
    places = [found.start() for found in _PLACEHOLDER.finditer(bare)]
    if not places:
        return Shown()
    before = after = ""
    texts = iter(literals)
    for index, character in enumerate(bare):
        if character == _LITERAL:
            said = next(texts)
        elif character in "¥￥$€£":
            said = character
        else:
            continue
        if index < places[0]:
            before += said
        elif index > places[-1]:
            after += said
    # Brackets round a negative number say the same as its minus.
    before, after = before.strip().strip("(（-"), after.strip().strip(")）")
    return Shown(before, after, "%" in bare)


def _sections(number_format: str) -> list[str]:
    parts = [""]
    quoted = False
    for character in number_format:
        quoted ^= character == '"'
        if character == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def plain(number: Decimal) -> str:
    """Write a number out in full, without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: float) -> Decimal:
    """Give the shortest decimal that is stored as this number."""
    return Decimal(repr(value))


def number_text(value: float, number_format: str) -> str:
    """Write a stored number as its format shows it, but not rounded."""
    number = exact(value)
    if not number.is_finite():
        return str(value)
    look = shown(number_format, negative=number < 0)
    if look.percent:
        number = number.scaleb(2)
    return f"{look.prefix}{plain(number)}{'%' if look.percent else ''}{look.suffix}"


def date_text(value: dt.date | dt.time | dt.timedelta, number_format: str = "") -> str:
    """Write a stored date as ISO, as precisely as its format shows it."""
    if isinstance(value, dt.timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{seconds // 60:02d}"
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.datetime):
        if value.time() != dt.time() and "h" in number_format.lower():
            return value.isoformat(" ", timespec="minutes")
        value = value.date()
    bare = _QUOTED.sub("", _sections(number_format)[0]).lower()
    if "y" in bare and "d" not in bare:
        return value.strftime("%Y-%m") if "m" in bare else value.strftime("%Y")
    return value.isoformat()
