"""The unit table: what figures are counted in, and exact conversion between units.

The table itself is ``grammar/units.toml``, whose head explains every key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import attrs

from perftargets._data import toml
from perftargets.errors import DataError, UsageError
from perftargets.findings import Message


@attrs.frozen(kw_only=True)
class Unit:
    """One unit in its one spelling: 平方米, 人次, %.

    Attributes:
        name: the canonical spelling.
        spellings: other ways to write it: ㎡, m²; empty for most.
        prefixes: signs that say the same before a figure: ¥.
        dimension: what it measures (area, money, …); None when it only counts.
        factor: how many of its dimension's base unit it is, exact; 1 without one.
        unless_before: strings that, standing directly after it, make another word of
            it: 理 after 处.
        numeral: whether a Chinese numeral before it is a count; 一线 is a word.
        counted: whether it stands after a figure at all; 6月 is a date.
        period: whether it bounds a rate in time, as in 每季度.
        per_year: how many of them a year has, where that is exact.
        per: its name in a rate, where that is another: 每个月 is per 月.
    """

    name: str
    spellings: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    dimension: str | None = None
    factor: Fraction = Fraction(1)
    unless_before: tuple[str, ...] = ()
    numeral: bool = True
    counted: bool = True
    period: bool = False
    per_year: int | None = None
    per: str | None = None

    @cached_property
    def is_share(self) -> bool:
        """Whether it makes a share of a figure: %, ‰."""
        return self.dimension == "ratio" and self.factor < 1

    @property
    def written(self) -> tuple[str, ...]:
        """Every way to write it after a figure, the name first."""
        return (self.name, *self.spellings)


def _exact(table: "UnitTable") -> Mapping[str, Unit]:
    """Find every unit by each of its spellings, each of which one unit owns."""
    found: dict[str, Unit] = {}
    problems: list[Message] = []
    for unit in table.units:
        for text in (*unit.written, *unit.prefixes):
            owner = found.get(text)
            if owner is not None:
                problems.append(
                    Message(
                        f"单位“{unit.name}”的写法“{text}”已属于“{owner.name}”",
                        f"unit “{unit.name}”: “{text}” is a spelling of "
                        f"“{owner.name}” already",
                    )
                )
            found[text] = unit
    problems += [
        Message(
            f"单位“{unit.name}”：per 所指的“{unit.per}”不是单位",
            f"unit “{unit.name}”: per names “{unit.per}”, which is no unit",
        )
        for unit in table.units
        if unit.per is not None and unit.per not in found
    ]
    _refuse(problems)
    return MappingProxyType(found)


def _folded(table: "UnitTable") -> Mapping[str, Unit]:
    """Find units by spellings of two letters and more, whatever their case.

    Where case tells units apart (mW and MW) neither is here. A single letter is not
    either: m is 米, but M is none.
    """
    owners: dict[str, set[str]] = {}
    units: dict[str, Unit] = {}
    for text, unit in table.exact.items():
        if len(text) > 1 and _LATIN.search(text):
            owners.setdefault(text.casefold(), set()).add(unit.name)
            units[text.casefold()] = unit
    return MappingProxyType(
        {text: unit for text, unit in units.items() if len(owners[text]) == 1}
    )


@attrs.frozen(eq=False)
class UnitTable:
    """Units by their spellings; immutable, and equal to itself only.

    Attributes:
        units: the units, in the order of the file.
        exact: the unit of each spelling.
        folded: the unit of each Latin spelling in lower case, where that is clear.

    Raises:
        DataError: a spelling belongs to two units, or ``per`` names none.
    """

    units: tuple[Unit, ...]
    exact: Mapping[str, Unit] = attrs.field(
        init=False, repr=False, default=attrs.Factory(_exact, takes_self=True)
    )
    folded: Mapping[str, Unit] = attrs.field(
        init=False, repr=False, default=attrs.Factory(_folded, takes_self=True)
    )

    @classmethod
    def from_toml(cls, text: str, *, source: str = "units.toml") -> "UnitTable":
        """Read a table; ``source`` names it in messages.

        Raises:
            DataError: it is no TOML, or some entry is wrong; the message names each.
        """
        return cls(_units(text, source=source))

    def extended(self, more: str | Iterable[Unit]) -> "UnitTable":
        """Add units, given as TOML or as values; one of the same name replaces the old.

        Raises:
            DataError: as ``from_toml``, or a spelling belongs to another unit.
        """
        added = _units(more, source="units") if isinstance(more, str) else tuple(more)
        names = {unit.name for unit in added}
        kept = tuple(unit for unit in self.units if unit.name not in names)
        return UnitTable(kept + added)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how pickle makes the table anew: the units say all of it."""
        return UnitTable, (self.units,)

    def find(self, spelling: str) -> Unit | None:
        """Find the unit that is written so, None for a word that is no known unit.

        Case counts where it tells units apart; where it does not, KWH is kWh.
        """
        return self.exact.get(spelling) or self.folded.get(spelling.casefold())

    def canonical(self, spelling: str) -> str:
        """Return the one spelling of a unit; an unknown one stays as it is."""
        unit = self.find(spelling)
        return spelling if unit is None else unit.name

    def commensurable(self, first: str, second: str) -> bool:
        """Return whether amounts in two units can be compared.

        They can in one dimension, or in one unit, be it a known one or not.
        """
        one, other = self.find(first), self.find(second)
        if one is None or other is None:
            return first == second
        if one.dimension is None:
            return one.name == other.name
        return one.dimension == other.dimension

    def convert(
        self, value: Decimal | Fraction | int, from_: str, to: str
    ) -> Decimal | Fraction:
        """Return an amount in another unit, exact.

        The result is a Decimal where its decimals end, else a Fraction: 1 亩 is
        2000/3 平方米.

        Raises:
            UsageError: a unit is unknown, the two have no dimension in common, or
                the value is no finite number or has an absurd exponent.
        """
        source, target = self._known(from_), self._known(to)
        if not self.commensurable(from_, to):
            raise UsageError(
                zh=f"“{source.name}”与“{target.name}”不能换算",
                en=f"“{source.name}” cannot be converted to “{target.name}”",
            )
        if isinstance(value, Decimal) and not _is_workable(value):
            raise UsageError(
                zh=f"“{value}”不是有限的数，或位数过多，不能换算",
                en=f"“{value}” is no finite number, or too long, and is not converted",
            )
        if source.factor == target.factor and isinstance(value, Decimal):
            return value
        return _shortest(Fraction(value) * source.factor / target.factor)

    def _known(self, spelling: str) -> Unit:
        unit = self.find(spelling)
        if unit is None:
            raise UsageError(
                zh=f"不认识的单位“{spelling}”", en=f"unknown unit “{spelling}”"
            )
        return unit


@cache
def default_units() -> UnitTable:
    """Return the table of ``grammar/units.toml``, read on the first call.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    return UnitTable(_checked(toml("grammar", "units.toml"), source="units.toml"))


_LATIN = re.compile(r"[A-Za-z]")

_LONGEST = 10_000
"""The largest exponent converted: 1E+999999999 as a fraction would never end."""


def _is_workable(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and abs(exponent) <= _LONGEST


def _shortest(value: Fraction) -> Decimal | Fraction:
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    whole = Decimal(value.numerator * 10**places // value.denominator).as_tuple()
    # Arithmetic on Decimals would round to the context's precision; this does not.
    return Decimal((whole.sign, whole.digits, -places))


def _units(text: str, *, source: str) -> tuple[Unit, ...]:
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(
            zh=f"{source} 不是有效的 TOML：{error}",
            en=f"{source} is not valid TOML: {error}",
        ) from error
    return _checked(data, source=source)


def _checked(data: Mapping[str, Any], *, source: str) -> tuple[Unit, ...]:
    """Make the units of a table, and refuse all that is wrong with it at once."""
    entries = data.get("units")
    if data.keys() != {"units"} or not isinstance(entries, list):
        raise DataError(
            zh=f"{source} 应只有一个列表 units",
            en=f"{source} must hold one list, units, and nothing else",
        )
    _refuse(
        Message(
            f"{source} 第{number}个单位“{_name(entry)}”：{problem.zh}",
            f"{source}, unit {number} “{_name(entry)}”: {problem.en}",
        )
        for number, entry in enumerate(entries, start=1)
        for problem in _problems(entry)
    )
    return tuple(_unit(entry) for entry in entries)


_WORDS = ("spellings", "prefixes", "unless_before")
_FLAGS = ("numeral", "counted", "period")
_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "name": Message("不含空格的文字", "a text without spaces"),
        "dimension": Message("不含空格的文字", "a text without spaces"),
        "per": Message("不含空格的文字", "a text without spaces"),
        **dict.fromkeys(_WORDS, Message("以空格分开的词", "words between spaces")),
        **dict.fromkeys(_FLAGS, Message("true 或 false", "true or false")),
        "per_year": Message("正整数", "a whole number above zero"),
        "factor": Message(
            "大于零的数，写成“10000”“0.5”或“2000/3”",
            'a number above zero written as "10000", "0.5" or "2000/3"',
        ),
    }
)
"""Every key an entry may have, and what its value must be."""


def _fits(key: str, value: object) -> bool:
    """Return whether a value is what its key asks for."""
    if key in _WORDS:
        return isinstance(value, str) and value.strip() != ""
    if key in _FLAGS:
        return isinstance(value, bool)
    if key == "per_year":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if key == "factor":
        return _factor(value) is not None
    return isinstance(value, str) and len(value.split()) == 1 and value == value.strip()


_FACTOR = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40}|/[0-9]{1,40})?")
"""Bounded, since a factor such as 1e999999999 would never be computed."""


def _factor(value: object) -> Fraction | None:
    if not isinstance(value, str) or not _FACTOR.fullmatch(value):
        return None
    try:
        factor = Fraction(value)
    except ZeroDivisionError:
        return None
    return factor or None


def _name(entry: object) -> object:
    return entry.get("name", "") if isinstance(entry, dict) else entry


def _problems(entry: object) -> Iterator[Message]:
    """Yield all that is wrong with one entry."""
    if not isinstance(entry, dict):
        yield Message("不是一个表", "an entry must be a table")
        return
    for key in entry:
        if key not in _KINDS:
            yield Message(f"没有这个键：{key}", f"unknown key {key}")
    for key, wanted in _KINDS.items():
        if (key in entry or key == "name") and not _fits(key, entry.get(key)):
            yield Message(f"{key} 应为{wanted.zh}", f"{key} must be {wanted.en}")
    if ("dimension" in entry) != ("factor" in entry):
        yield Message(
            "dimension 与 factor 须同时给出", "dimension and factor go together"
        )
    if "per_year" in entry and entry.get("period") is not True:
        yield Message(
            "有 per_year 的单位须写 period = true",
            "a unit with per_year needs period = true",
        )


def _unit(entry: Mapping[str, Any]) -> Unit:
    """Make the unit of an entry without problems."""
    fields: dict[str, Any] = {
        key: tuple(value.split()) if key in _WORDS else value
        for key, value in entry.items()
    }
    if "factor" in fields:
        fields["factor"] = Fraction(fields["factor"])
    return Unit(**fields)


def _refuse(problems: Iterable[Message]) -> None:
    """Raise all problems in one error, if there are any."""
    found = tuple(problems)
    if found:
        raise DataError(
            zh="\n".join(message.zh for message in found),
            en="\n".join(message.en for message in found),
        )
