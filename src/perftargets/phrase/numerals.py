"""Numerals to exact numbers: Arabic with scales, and Chinese in every spelling."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction

import attrs

from perftargets.phrase.target import Number

# Wide enough for the longest phrase; what would have to be rounded raises.
_EXACT = Context(prec=4500, Emax=999999, Emin=-999999, traps=[Inexact])

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")


def reduced(value: Decimal) -> Decimal:
    """Drop trailing zeros and the exponent: 12345000.0 is 12345000, -0 is 0."""
    if value == value.to_integral_value():
        return _EXACT.plus(_EXACT.quantize(value, Decimal(1)))
    return value.normalize(_EXACT)


def times(one: Decimal, other: Decimal) -> Decimal:
    """Multiply without rounding, however many digits there are."""
    return _EXACT.multiply(one, other)


def plus(one: Decimal, other: Decimal) -> Decimal:
    """Add without rounding, however many digits there are."""
    return _EXACT.add(one, other)


def negative(value: Number) -> Number:
    """Return a number with the other sign, without rounding."""
    if not value:
        return value
    return value.copy_negate() if isinstance(value, Decimal) else -value


def shortest(value: Fraction) -> Number:
    """Return a fraction as a Decimal where its decimals end."""
    rest = value.denominator
    places = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return value
    scaled = value.numerator * 10**places // value.denominator
    return reduced(_EXACT.scaleb(Decimal(scaled), -places))


@attrs.frozen(eq=False)
class Numerals:
    """Reads numerals by the tables of ``grammar/lists.toml``.

    Attributes:
        digits: Chinese digits.
        tens: scales within four places: 十, 百, 千.
        sections: scales that close a group: 万, 亿.
        point: the word for the decimal point.
    """

    digits: Mapping[str, int]
    tens: Mapping[str, int]
    sections: Mapping[str, int]
    point: str

    def arabic(self, text: str) -> Decimal | None:
        """Read Arabic digits with separators and scales: 1,234.5万, 3万5千.

        Gives None where a scale stands twice, as in 3万5万, or for what is none.
        """
        text = text.replace(",", "")
        if _PLAIN.fullmatch(text):
            return reduced(Decimal(text))
        total, section = Decimal(0), Decimal(0)
        position = 0
        smallest = None
        while position < len(text):
            begin = position
            number = _PLAIN.match(text, position)
            value = Decimal(1)
            if number is not None:
                value, position = Decimal(number[0]), number.end()
                elided = position == len(text) and len(number[0]) == 1
                if elided and begin:
                    # 1万2 is 12,000: the last scale goes without saying.
                    value = times(value, self._elided(text[begin - 1]))
            scale = 1
            while position < len(text) and text[position] in self.tens:
                scale *= self.tens[text[position]]
                position += 1
            if smallest is not None and scale >= smallest:
                return None
            section, smallest = plus(section, times(value, Decimal(scale))), scale
            while position < len(text) and text[position] in self.sections:
                closed = self._closed(total, section, text[position])
                if closed is None:
                    return None
                total, section, smallest = closed, Decimal(0), None
                position += 1
            if position == begin:
                return None
        return reduced(plus(total, section))

    def _elided(self, scale: str) -> Decimal:
        """Return the scale below one, a tenth of it: 一百二 is 120."""
        return Decimal(self.tens.get(scale) or self.sections[scale]) / 10

    def _closed(self, total: Decimal, section: Decimal, scale: str) -> Decimal | None:
        """Close a section at 万 or 亿; 1万亿 scales what was closed before.

        Gives None where the same scale closed one already: 三万六千万.
        """
        by = Decimal(self.sections[scale])
        if not section or (total and total < by):
            return times(plus(total, section), by)
        if int(total) % int(by) ** 2:
            return None
        return plus(total, times(section, by))

    def chinese(self, text: str) -> Decimal | None:
        """Read a Chinese numeral: 三万五千, 七十点五, 二〇二二.

        Gives None for what is none, as 一二十 or 一百二.
        """
        whole, point, decimals = text.partition(self.point)
        value = (
            self._positional(whole)
            if self._is_positional(whole)
            else self._whole(whole)
        )
        if value is None or not point:
            return value if value is None else reduced(value)
        if not decimals or any(sign not in self.digits for sign in decimals):
            return None
        digits = "".join(str(self.digits[sign]) for sign in decimals)
        return reduced(plus(value, Decimal(f"0.{digits}")))

    def read(self, text: str) -> Decimal | None:
        """Read a numeral of either kind."""
        if text[:1].isascii():
            return self.arabic(text)
        return self.chinese(text)

    def _is_positional(self, text: str) -> bool:
        return len(text) > 1 and all(sign in self.digits for sign in text)

    def _positional(self, text: str) -> Decimal | None:
        # 一二 may be 12 or "one or two"; only longer runs are digits for certain.
        if len(text) < 3:  # noqa: PLR2004 -- the length is the rule
            return None
        return Decimal("".join(str(self.digits[sign]) for sign in text))

    def _whole(self, text: str) -> Decimal | None:
        """Read a numeral with scales, group by group: 三万 | 五千."""
        total = Decimal(0)
        begin = 0
        for at, sign in enumerate(text):
            if sign not in self.sections:
                continue
            group = self._group(text[begin:at], first=begin == 0)
            if group is None or not (group or total):
                return None
            closed = self._closed(total, group, sign)
            if closed is None:
                return None
            total, begin = closed, at + 1
        if begin and self.digits.get(text[begin:]):
            digit = Decimal(self.digits[text[begin:]])
            return plus(total, times(digit, self._elided(text[begin - 1])))
        group = self._group(text[begin:], first=begin == 0)
        return None if group is None else plus(total, group)

    def _group(self, text: str, *, first: bool) -> Decimal | None:
        """Read up to four places: 两千零三十; 一百二 is 120, 三百零二 is 302."""
        value, digit, smallest = Decimal(0), None, 10**4
        gap = first
        for sign in text:
            if sign in self.tens:
                scale = self.tens[sign]
                bare = digit is None
                if scale >= smallest or (bare and scale in {100, 1000}):
                    return None
                value += (1 if bare else digit or 0) * scale
                smallest = 10 if scale in {20, 30} else scale
                digit, gap = None, scale in {10, 20, 30}
            elif digit is not None or sign not in self.digits:
                return None
            elif self.digits[sign] == 0:
                gap = True
                digit = 0 if len(text) == 1 else None
            else:
                digit = self.digits[sign]
        if digit and not gap:
            # Only below 百 and 千 goes a scale without saying.
            return value + digit * smallest // 10 if smallest in {100, 1000} else None
        return value + (digit or 0)
