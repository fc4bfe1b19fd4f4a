"""The one way to write what a target says: a phrase that parses to an equal target."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache

import attrs

from perftargets._convert import structure
from perftargets._data import toml
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Direction,
    Measure,
    Number,
    Operator,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.text import plain_number


@attrs.frozen
class _Words:
    """The words that canonical phrases are made of (``grammar/lists.toml``)."""

    parted: str
    also: str
    to: str
    link: str
    each: str
    half: str
    halved: Mapping[str, str]
    year: str
    month: str
    day: str
    quarter: str
    first_half: str
    second_half: str
    compared: str
    same: str
    place: str
    years: Mapping[str, str]
    increase: str
    decrease: str
    about: tuple[str, ...]
    behind: tuple[str, ...]
    bases: tuple[str, ...]
    counted: Mapping[str, str]


@cache
def words() -> _Words:
    """Read the words, on the first call."""
    found = toml("grammar", "lists.toml")["canonical"]
    made: _Words = structure(found, _Words)
    return made


def canonical(target: Target, parse: Callable[[str], Target]) -> str:
    """Write a target as a phrase that parses to an equal target.

    Of the ways to write it the first that does so is taken, else the text it was read
    from. A target that no phrase says, made by hand, is written the first way.
    """
    phrases = list(dict.fromkeys(_phrases(target)))
    for phrase in (*phrases, target.text):
        if parse(phrase) == target:
            return phrase
    return phrases[0]


def _phrases(target: Target) -> Iterator[str]:
    """Yield ways to write a target, the usual one first."""
    measure = target.measure
    if isinstance(measure, Compound):
        yield words().parted.join(map(str, measure.items))
        return
    names = words()
    about = [word for word in target.hedges if word in names.about]
    behind = [word for word in target.hedges if word in names.behind]
    before = [
        word for word in target.hedges if word not in about and word not in behind
    ]
    lead = target.subject + "".join(before)
    forms = (_measure(target, "".join(about)), _by_slashes(measure, "".join(about)))
    for written in [each for each in forms if each is not None]:
        between = ""
        if lead[-1:].isascii() and lead[-1:].isalpha() and written[:1].isdigit():
            # SCI5篇 would be a name.
            between = " "
        elif lead[-1:].isdigit() and written[:1].isdigit():
            between = names.link
        yield lead + between + written + "".join(behind)
        yield lead + names.link + written + "".join(behind)
    yield target.subject


def _by_slashes(measure: Measure, about: str) -> str | None:
    """Write a rate behind its figure: 9/10万, 3瓦/平方米·K."""
    match measure:
        case Comparison(operator, value, unit, str(per)):
            names = per.replace("/", "·")
            return f"{_sign(operator)}{about}{_amount(value, unit)}/{names}"
    return None


def _measure(target: Target, about: str) -> str | None:
    match target.measure:
        case Comparison(operator, value, unit, per):
            return _per(per) + _sign(operator) + about + _amount(value, unit)
        case Range() as measure:
            return _range(measure, about)
        case Deadline() as measure:
            return _deadline(measure)
        case Change() as measure:
            return _change(measure, about)
        case Reference(Operator.EQUAL, referent):
            return words().same.replace("N", referent)
        case Reference(operator, referent):
            return _sign(operator) + referent
        case Ratio(operator, first, second):
            return (
                f"{_sign(operator)}{about}{plain_number(first)}:{plain_number(second)}"
            )
        case Ranking(operator, place):
            name = words().place.replace("N", plain_number(place))
            return _sign(operator) + name
    return None


def _sign(operator: Operator | None) -> str:
    return "" if operator is None else operator.sign


def _amount(value: Number, unit: str | None) -> str:
    if isinstance(value, Fraction) and unit is not None:
        # Only a half stands before a unit: 半年, 半个月.
        return words().half + words().halved.get(unit, unit)
    text = plain_number(value)
    if unit == words().year and text.isdigit() and len(text) == len("2000"):
        # Two thousand years are no date.
        text += ".0"
    if unit is not None:
        unit = words().counted.get(unit, unit)
    return text + (unit or "")


def _per(per: str | None) -> str:
    return "".join(words().each + name for name in per.split("/")) if per else ""


def _range(measure: Range, about: str) -> str:
    unit = measure.unit or ""
    per = _per(measure.per)
    closed = measure.low_inclusive and measure.high_inclusive
    if closed and measure.low >= 0 and not isinstance(measure.low, Fraction):
        low, high = plain_number(measure.low), plain_number(measure.high)
        return f"{per}{about}{low}-{high}{unit}"
    low = ">" if not measure.low_inclusive else "≥"
    high = "<" if not measure.high_inclusive else "≤"
    return (
        f"{per}{low}{about}{_amount(measure.low, measure.unit)}"
        f"{words().also}{high}{_amount(measure.high, measure.unit)}"
    )


def _deadline(measure: Deadline) -> str:
    date = _date(measure.date)
    if measure.start is not None:
        date = _date(measure.start) + words().to + date
    return _sign(measure.operator) + date


_ISO = re.compile(
    r"(?P<year>\d{4}|[+-]\d|-)(?:-(?:Q(?P<quarter>\d)|H(?P<half>\d)|(?P<month>\d\d)))?"
    r"(?:-(?P<day>\d\d))?"
)


def _date(iso: str) -> str:
    match = _ISO.fullmatch(iso)
    if match is None:
        return iso
    names = words()
    year, quarter, half, month, day = match.group(
        "year", "quarter", "half", "month", "day"
    )
    text = "" if year == "-" else names.years.get(year, year + names.year)
    if quarter:
        text += names.quarter.replace("N", quarter)
    if half:
        text += names.first_half if half == "1" else names.second_half
    if month:
        text += str(int(month)) + names.month
    if day:
        text += str(int(day)) + names.day
    return text


def _change(measure: Change, about: str) -> str:
    names = words()
    base = measure.base or ""
    if base and base not in names.bases:
        base = names.compared + base
    up = measure.direction is Direction.INCREASE
    text = base + (names.increase if up else names.decrease)
    if measure.value is None:
        return text
    amount = _amount(measure.value, measure.unit)
    return text + _sign(measure.operator) + about + amount
