"""Exact figures: to Fraction, and into words a person reads."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from perftargets._convert import plain
from perftargets.phrase.target import Number
from perftargets.text import scaled

_READABLE = 1000
"""The largest denominator shown as a fraction; beyond it a decimal is clearer."""

_LAST_LATIN = "\u2fff"
"""Signs and letters stand before it; 万 goes before no kWh, no % and no ℃."""

_UNSCALED = frozenset("百千万亿分度级")
"""Units that begin so are scaled already, or are points and degrees."""

_POINTS = frozenset({"百分点", "千分点", "基点"})
"""They are counted with 个: 1.5个百分点."""


_SHORT = 10**18
"""Integers below it are written out by str() in one step."""


def exact(number: Number) -> Fraction:
    """Return a figure as a Fraction, in which every sum here is done."""
    return number if type(number) is Fraction else _remembered(number)


def fraction(number: Number) -> Fraction:
    """Return a figure as a Fraction, for a figure that is asked for once."""
    numerator, denominator = number.as_integer_ratio()
    # Two integers are looked at for their common divisor, one is not.
    return Fraction(numerator) if denominator == 1 else Fraction(numerator, denominator)


_remembered = lru_cache(maxsize=256)(fraction)
"""One row asks for the same few figures again and again, and all for the profile's."""


def less(one: Fraction, other: Fraction) -> bool:
    """Return whether one figure is below another; in integers, which is quicker."""
    numerator, denominator = one.as_integer_ratio()
    above, below = other.as_integer_ratio()
    return numerator * below < above * denominator


def reaches(one: Fraction, share: Fraction, other: Fraction) -> bool:
    """Return whether one figure is so large a share of another one above zero."""
    numerator, denominator = one.as_integer_ratio()
    part, whole = share.as_integer_ratio()
    above, below = other.as_integer_ratio()
    return numerator * whole * below >= part * above * denominator


def times(one: Fraction, other: Fraction) -> Fraction:
    """Multiply two figures; in integers, which is quicker."""
    numerator, denominator = one.as_integer_ratio()
    above, below = other.as_integer_ratio()
    return Fraction(numerator * above, denominator * below)


def added(figures: Iterable[Number]) -> Fraction:
    """Return an exact sum; in integers, which is quicker than in fractions."""
    above, below = 0, 1
    for each in figures:
        numerator, denominator = each.as_integer_ratio()
        if denominator == below:
            above += numerator
        else:
            common = lcm(below, denominator)
            above = above * (common // below) + numerator * (common // denominator)
            below = common
    return Fraction(above, below)


def worded(value: Fraction, unit: str | None = None, per: str | None = None) -> str:
    """Write a figure as an office does: 7万宗, 1次/季度, 1/3, ≈666.6667平方米.

    万 and 亿 go before a Chinese unit alone; a bare figure stays as it is, so that a
    formula (70000/100000) can be followed.
    """
    if unit is None:
        return _plain(value)
    if unit in _POINTS:
        unit = f"个{unit}"
    scale = ""
    if unit[0] > _LAST_LATIN and unit[0] not in _UNSCALED:
        value, scale = scaled(value)
    if per is not None:
        counted_by = per.replace("/", "·")
        unit = f"{unit}/{counted_by}"
    return f"{_plain(value)}{scale}{unit}"


def in_formula(value: Fraction) -> str:
    """Write a figure of a Chinese formula: 分值×100万/150万."""
    shorter, scale = scaled(value)
    return f"{_plain(shorter)}{scale}"


def between(low: str, high: str, *, low_in: bool = True, high_in: bool = True) -> str:
    """Write a range: 100万元至120万元, and which end is not in it."""
    left_out = "和".join(
        end for end, inside in ((low, low_in), (high, high_in)) if not inside
    )
    return f"{low}至{high}{f'（不含{left_out}）' if left_out else ''}"


def decimal_text(value: Decimal | None) -> str | None:
    """Return a decimal as text, as it is."""
    return None if value is None else plain(value)


def amount_text(value: Fraction | None) -> str | None:
    """Return points or an amount as text: whole where it ends, else four decimals."""
    if value is None:
        return None
    text = rounded(value)
    if Fraction(text) != value:
        return text
    return text.rstrip("0").rstrip(".")


def ratio_text(value: Number | None) -> str | None:
    """Return a ratio as text with four decimals."""
    return None if value is None else rounded(value)


def rounded(value: Number, places: int = 4) -> str:
    """Write a figure with a fixed number of decimals, halves away from zero."""
    return _rounded(*value.as_integer_ratio(), places)


def amount(value: Number) -> str:
    """Write points for a person: 12.5, 14.81 where they have no end."""
    found = exact(value)
    if 10**4 % found.denominator == 0:
        return _plain(found)
    return rounded(found, 2)


def to_places(value: Number, places: int, rounding: str = "half-up") -> Decimal:
    """Round to so many decimals: ``half-up``, ``half-even`` or ``down``.

    Halves go away from zero with ``half-up``; ``down`` goes towards zero.
    """
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**places, denominator)
    twice = 2 * rest - denominator
    up = twice > 0 or (twice == 0 and (rounding == "half-up" or whole % 2 == 1))
    if up and rounding != "down":
        whole += 1
    # From a text, which no context rounds a second time.
    text = _scaled(whole, places)
    return Decimal(f"-{text}" if numerator < 0 and whole else text)


def percent(value: Number) -> str:
    """Write a ratio as a percentage with two decimals at most: 105.56%."""
    numerator, denominator = value.as_integer_ratio()
    text = _rounded(numerator * 100, denominator, 2)
    return f"{text.rstrip('0').rstrip('.')}%"


def _rounded(numerator: int, denominator: int, places: int) -> str:
    scaled = (abs(numerator) * 10**places * 2 + denominator) // (2 * denominator)
    text = _scaled(scaled, places)
    return f"-{text}" if numerator < 0 and scaled else text


def _plain(value: Fraction) -> str:
    numerator, denominator = value.as_integer_ratio()
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        return _rounded(numerator, denominator, max(twos, fives))
    if denominator <= _READABLE:
        return f"{numerator}/{denominator}"
    return f"≈{_rounded(numerator, denominator, 4)}"


def _scaled(digits: int, places: int) -> str:
    # Decimal writes out any integer; str() refuses one of more than 4,300 digits.
    text = str(digits) if digits < _SHORT else format(Decimal(digits), "f")
    if not places:
        return text
    text = text.rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"
