"""The exact number put back into the text that a cell shows.

Some workbooks give the text shown (1.23百万元) beside what is stored (1234567). The
figure in that text is found, and the stored one takes its place: 1.234567百万元.
"""

import datetime as dt
import re
from decimal import Decimal

from perftargets.reading.formats.workbook.date_format import dated
from perftargets.reading.formats.workbook.number_format import (
    FormatDoubt,
    Shown,
    exact,
    is_nought,
    put_between,
)
from perftargets.text import short_number

_FIGURE = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[Ee][+-]?\d{1,3})?", re.ASCII)
_GROUPS = re.compile(r"\d+", re.ASCII)
_POWERS = (0, 3, 4, 6, 8, 9, 12, 1, 2, 5, 7, 10, 11)
_LONGEST = 255
_YEAR = 4
"""How many digits a year has."""


def number_displayed(value: float, text: str | None, *, percent: bool) -> Shown:
    """Write a stored number as its cell shows it, but not rounded.

    Args:
        value: what is stored.
        text: what is shown; None where that is not known.
        percent: whether the cell is a percentage.
    """
    number = exact(value)
    if not number.is_finite():
        return Shown(str(value), FormatDoubt.ODD)
    if text is None:
        return Shown(
            f"{short_number(number.scaleb(2))}%" if percent else short_number(number)
        )
    said = text.strip()
    if not said:
        return Shown(short_number(number), FormatDoubt.HIDDEN)
    if len(said) > _LONGEST:
        return Shown(short_number(number), FormatDoubt.ODD)
    figures = list(_FIGURE.finditer(said))
    if not figures:
        return (
            Shown("0") if is_nought(number, said) else Shown(said, FormatDoubt.WORDED)
        )
    figure = figures[0]
    power = _power(number, figure[0], percent="%" in said)
    if len(figures) > 1 or power is None:
        return Shown(short_number(number), FormatDoubt.ODD)
    before, after = said[: figure.start()].strip(), said[figure.end() :].strip()
    return put_between(number, before, after, power)


def _power(number: Decimal, figure: str, *, percent: bool) -> int | None:
    """Return the power of ten by which a number is shown smaller; None if by none."""
    shown = Decimal(figure.replace(",", ""))
    exponent = shown.as_tuple().exponent
    if not isinstance(exponent, int):
        return None
    half = Decimal(5).scaleb(exponent - 1)
    for power in (-2, *_POWERS) if percent else _POWERS:
        if power > 0 and not shown:
            return None
        if abs(abs(number).scaleb(-power) - shown) <= half:
            return power
    return None


def date_displayed(value: dt.date | dt.time | dt.timedelta, text: str | None) -> str:
    """Write a stored date as ISO, as precisely as its cell shows it, with its words."""
    has_time = isinstance(value, dt.datetime) and value.time() != dt.time()
    letters = {"y", "m", "d"} | ({"h"} if has_time else set())
    said = (text or "").strip()
    groups = list(_GROUPS.finditer(said))
    if not groups or len(said) > _LONGEST:
        return dated(value, letters)
    if len(groups[0][0]) == _YEAR and len(groups) <= len("ym"):
        letters = {"y", "m"} if len(groups) > 1 else {"y"}
    before, after = said[: groups[0].start()], said[groups[-1].end() :]
    return dated(value, letters, before=before, after=after)
