"""Exact figures: to Fraction, and into words a person reads."""

from decimal import Decimal, localcontext
from fractions import Fraction

from perftargets._convert import plain
from perftargets.phrase.target import Number

_READABLE = 1000
"""The largest denominator shown as a fraction; beyond it a decimal is clearer."""


def exact(number: Number) -> Fraction:
    """Give a figure as a Fraction, in which every sum here is done."""
    return Fraction(number)


def worded(value: Fraction, unit: str | None = None, per: str | None = None) -> str:
    """Write a figure out plainly: 70000宗, 1次/季度, 1/3, ≈666.6667平方米."""
    if unit is not None and per is not None:
        unit = f"{unit}/{per}"
    return f"{_plain(value)}{unit or ''}"


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
    value = exact(value)
    scaled = (abs(value) * 10**places * 2 + 1) // 2
    text = _scaled(scaled, places)
    return f"-{text}" if value < 0 and scaled else text


def amount(value: Number) -> str:
    """Write points for a person: 12.5, ≈14.81 where they have no end."""
    found = exact(value)
    if (found * 10**4).denominator == 1:
        return _plain(found)
    return f"≈{rounded(found, 2)}"


def to_places(value: Number, places: int, rounding: str = "half-up") -> Decimal:
    """Round to so many decimals: ``half-up``, ``half-even`` or ``down``.

    Halves go away from zero with ``half-up``; ``down`` goes towards zero.
    """
    scaled = exact(value) * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    twice = 2 * rest - scaled.denominator
    up = twice > 0 or (twice == 0 and (rounding == "half-up" or whole % 2 == 1))
    if up and rounding != "down":
        whole += 1
    with localcontext() as context:
        # Enough digits for any figure, so that nothing is rounded a second time.
        context.prec = max(28, whole.bit_length())
        return Decimal(-whole if scaled < 0 else whole).scaleb(-places)


def percent(value: Number) -> str:
    """Write a ratio as a percentage with two decimals at most: 105.56%."""
    text = rounded(exact(value) * 100, 2)
    return f"{text.rstrip('0').rstrip('.')}%"


def _plain(value: Fraction) -> str:
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        return rounded(value, max(twos, fives))
    if value.denominator <= _READABLE:
        return f"{value.numerator}/{value.denominator}"
    return f"≈{rounded(value)}"


def _scaled(digits: int, places: int) -> str:
    # Decimal writes out any integer; str() refuses one of more than 4,300 digits.
    text = format(Decimal(digits), "f")
    if not places:
        return text
    text = text.rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"
