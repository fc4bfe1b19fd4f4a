"""Target and actual in one unit: what to multiply each side by, and what was assumed.

Units convert inside a dimension only. A side that states no unit takes the unit
column's, else the other side's. Where that can be read in two ways both are returned,
and the judge decides only where they agree.
"""

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import exact, worded
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Number, Range, Target
from perftargets.units import UnitTable

_SCALED = re.compile("[十百千万亿拾佰仟萬億kKwW]")
_DIGITS = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
_PLAUSIBLE = 10
"""A reading further than this from the target, either way, is not taken on trust."""
_SCALES = frozenset(10**power for power in range(1, 17))
_ONE = Fraction(1)
_HALF = Fraction(1, 2)
"""From this share on, a bare figure up to 1 beside a target can only be a ratio."""
_SURELY_PERCENT = 2
"""Beside it a bare figure from here on is in per cent; 120% may be written 1.2."""
_MONEY = "money"
_TEN_THOUSAND = 10**4
_HEADS = re.compile(r"(?P<count>\d*)(?P<scale>[十百千万亿]*)(?P<unit>\D+)")
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@attrs.frozen(kw_only=True)
class Side:
    """One side of the comparison, as far as its unit goes.

    Attributes:
        value: its figure; of a range, the higher one.
        unit: its unit, None where none is stated.
        per: what it is counted by.
        scale: 10000 where the figure was written in 万, 1 where it was not.
        settled: the unit column says what it is counted in, nothing is to be guessed.
        fraction: it was written as a fraction: 1/3, 三分之一, 98/100.
    """

    value: Fraction
    unit: str | None = None
    per: str | None = None
    scale: int = 1
    settled: bool = False
    fraction: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a figure and nothing else."""
        return self.unit is None and self.per is None and self.scale == 1

    def __str__(self) -> str:
        """Return the figure with its unit."""
        return worded(self.value, self.unit, self.per)


@attrs.frozen(kw_only=True)
class Common:
    """Both sides brought to one unit by multiplying.

    Attributes:
        target: what to multiply the target's figures by.
        actual: what to multiply the actual's figures by.
        unit: the unit of both then.
        per: what both are counted by then.
        notes: what was assumed or converted.
    """

    target: Fraction = _ONE
    actual: Fraction = _ONE
    unit: str | None = None
    per: str | None = None
    notes: tuple[Message, ...] = ()

    def noted(self, *before: Message) -> "Common":
        """Return the same with notes before its own."""
        return attrs.evolve(self, notes=(*before, *self.notes)) if before else self


@attrs.frozen
class Readings:
    """The ways in which both sides can be in one unit, the likeliest first.

    ``differ`` names them, for where they lead to different verdicts.
    """

    ways: tuple[Common, ...]
    differ: Message | None = None


def side(target: Target, measure: Comparison | Range, whole: str) -> Side:
    """Return the unit side of a measure; its spans point into ``whole``."""
    value = measure.value if isinstance(measure, Comparison) else measure.high
    return Side(
        value=exact(value),
        unit=measure.unit,
        per=measure.per,
        scale=_scale(value, target, whole),
        fraction=isinstance(value, Fraction) and not target.worded,
    )


def in_one(target: Comparison | Range, actual: Comparison | Range) -> Readings | None:
    """Return that both sides are in one unit as they stand, as most are; else None."""
    if target.unit is None or target.unit != actual.unit or target.per or actual.per:
        return None
    return Readings((Common(unit=target.unit),))


def common(target: Side, actual: Side, context: JudgingContext) -> Readings | Message:
    """Convert both sides to one unit, or return why that cannot be done."""
    settled = _settled(target, actual, context)
    if isinstance(settled, Message):
        return settled
    found = _one_unit(settled.target, settled.actual, context.units)
    if isinstance(found, Message):
        return found
    ways: list[Common] = []
    for way in found.ways:
        rated = _one_rate(settled.target, settled.actual, way, context.units)
        if isinstance(rated, Message):
            return rated
        if settled.target_factor != 1 or settled.actual_factor != 1:
            rated = attrs.evolve(
                rated,
                target=rated.target * settled.target_factor,
                actual=rated.actual * settled.actual_factor,
            )
        ways.append(rated.noted(*settled.notes))
    return Readings(tuple(ways), found.differ)


# -- the unit column ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Settled:
    """Both sides with the column's unit where they had none.

    The factors are what that multiplied each side by: 10000 for a column in 万元.
    """

    target: Side
    actual: Side
    target_factor: Fraction = _ONE
    actual_factor: Fraction = _ONE
    notes: tuple[Message, ...] = ()


def _settled(target: Side, actual: Side, context: JudgingContext) -> _Settled | Message:
    """Use the unit column (度量单位) for a side that has no unit of its own."""
    if target.unit is not None and actual.unit is not None:
        return _Settled(target=target, actual=actual)
    column = parse(f"1{context.unit}").measure if context.unit else None
    if not isinstance(column, Comparison) or column.operator is not None:
        return _Settled(target=target, actual=actual)
    factor = exact(column.value)
    if column.unit is None and factor not in _SCALES:
        return _Settled(target=target, actual=actual)
    result = _Settled(target=target, actual=actual)
    bare = target.unit is None and target.scale == 1 and not target.fraction
    if bare and target.value:
        result = attrs.evolve(
            result, target=_in_column(target, column, factor), target_factor=factor
        )
    if actual.fraction or not (actual.bare and actual.value):
        return result
    if column.unit is not None and _is_share(column.unit, context.units):
        held = _held(target, actual, column.unit, context.units)
        if held is not None:
            return held
    note = Message(
        zh=f"实际值没有单位，按度量单位“{context.unit}”理解",
        en=f"the actual has no unit and takes the unit column's, “{context.unit}”",
    )
    return attrs.evolve(
        result,
        actual=_in_column(actual, column, factor),
        actual_factor=factor,
        notes=(note,),
    )


def _held(target: Side, actual: Side, unit: str, units: UnitTable) -> Message | None:
    """Return why a text of at most 1 in a column of % is open beside a high target.

    A cell that shows 96% loses its format in CSV and becomes 0.96.
    """
    if abs(actual.value) > 1 or abs(target.value) * _factor(unit, units) < _HALF:
        return None
    return _two(
        actual,
        worded(actual.value, unit),
        worded(actual.value / _factor(unit, units), unit),
    )


def _in_column(bare: Side, column: Comparison, factor: Fraction) -> Side:
    return attrs.evolve(
        bare,
        value=bare.value * factor,
        unit=column.unit,
        per=bare.per or column.per,
        settled=True,
    )


# -- units ----------------------------------------------------------------------------


def _scale(value: Number, target: Target, whole: str) -> int:
    """Return the 万 or 亿 that stood between the figure and its unit."""
    if not _SCALED.search(whole):
        return 1
    number = target.spans.number
    digits = _DIGITS.match(number[0].of(whole)) if number else None
    if digits is None:
        return 1
    written = Fraction(Decimal(re.sub("[,，]", "", digits[0]).replace("．", ".")))
    scale = abs(exact(value)) / written if written else Fraction(1)
    return int(scale) if scale in _SCALES else 1


def _one_unit(target: Side, actual: Side, units: UnitTable) -> Readings | Message:
    wanted, given = target.unit, actual.unit
    if given is None:
        return _bare_actual(target, actual, units)
    if wanted is None:
        return _bare_target(target, actual, given, units)
    if wanted == given or units.find(given) == units.find(wanted) is not None:
        return Readings((Common(unit=wanted),))
    if not units.commensurable(given, wanted):
        return Message(
            zh=f"目标的单位是“{wanted}”，实际值的单位是“{given}”，不能换算",
            en=f"the target is in “{wanted}”, the actual in “{given}”: "
            "they do not convert",
        )
    factor = exact(units.convert(Decimal(1), given, wanted))
    note = _converted(actual, factor, wanted)
    return Readings((Common(actual=factor, unit=wanted, notes=(note,)),))


def _bare_actual(target: Side, actual: Side, units: UnitTable) -> Readings | Message:
    wanted = target.unit
    if wanted is not None and _is_share(wanted, units) and not actual.fraction:
        return _ratio_actual(target, actual, wanted, units)
    share = wanted is not None and _is_share(wanted, units)
    if actual.fraction and (
        share or (not target.fraction and not 0 < abs(target.value) <= 1)
    ):
        return Message(
            zh=f"实际值写成分数（{actual}），看不出是哪一个数",
            en=f"the actual is written as a fraction ({actual}): which figure counts "
            "cannot be told",
        )
    if target.scale > 1 and actual.bare and not actual.settled and actual.value:
        return _scaled(actual, target, of_actual=True)
    notes = _taken(actual, wanted, of_actual=True)
    return Readings((Common(unit=wanted, notes=notes),))


def _bare_target(
    target: Side, actual: Side, given: str, units: UnitTable
) -> Readings | Message:
    if _is_share(given, units) and 0 < abs(target.value) <= 1:
        return _ratio_target(target, actual, given, units)
    unit = units.find(given)
    money = unit is not None and (unit.dimension or "").startswith(_MONEY)
    scale = actual.scale if actual.scale > 1 or not money else _TEN_THOUSAND
    if scale > 1 and target.bare and target.value and not target.settled:
        return _scaled(target, attrs.evolve(actual, scale=scale), of_actual=False)
    notes = _taken(target, given, of_actual=False)
    return Readings((Common(unit=given, notes=notes),))


def _is_share(name: str, units: UnitTable) -> bool:
    unit = units.find(name)
    return unit is not None and unit.is_share


def _factor(name: str, units: UnitTable) -> Fraction:
    unit = units.find(name)
    return Fraction(1) if unit is None else unit.factor


def _ratio_actual(target: Side, actual: Side, unit: str, units: UnitTable) -> Readings:
    """Read a bare actual against a share: 0.95 and 95 are both 95%."""
    factor = 1 / _factor(unit, units)
    as_it_stands = worded(actual.value, unit)
    as_ratio = worded(actual.value * factor, unit)
    plain = Common(unit=unit, notes=_taken(actual, unit, of_actual=True))
    ratio = Common(
        actual=factor,
        unit=unit,
        notes=(
            Message(
                zh=f"实际值{actual}没有单位，按比率{as_ratio}理解",
                en=f"the actual {actual} has no unit and is read as a ratio: "
                f"{as_ratio}",
            ),
        ),
    )
    high = abs(target.value) / factor >= _HALF
    two = _two(actual, as_it_stands, as_ratio)
    if not actual.value or abs(actual.value) >= (_SURELY_PERCENT if high else 1):
        if abs(actual.value) == 1 and not high:
            return Readings((ratio, plain), two)
        return Readings((plain,))
    if abs(actual.value) > 1:
        return Readings((plain, ratio), two)
    return Readings((ratio,)) if high else Readings((ratio, plain), two)


def _ratio_target(
    target: Side, actual: Side, unit: str, units: UnitTable
) -> Readings | Message:
    factor = 1 / _factor(unit, units)
    as_ratio = worded(target.value * factor, unit)
    if abs(actual.value) <= 1 and not target.fraction:
        return Message(
            zh=f"目标{target}没有单位：是{worded(target.value, unit)}还是{as_ratio}，"
            "看不出来",
            en=f"the target {target} has no unit: it may be "
            f"{worded(target.value, unit)} or {as_ratio}",
        )
    note = Message(
        zh=f"目标{target}没有单位，按比率{as_ratio}理解",
        en=f"the target {target} has no unit and is read as a ratio: {as_ratio}",
    )
    return Readings((Common(target=factor, unit=unit, notes=(note,)),))


def _scaled(bare: Side, other: Side, *, of_actual: bool) -> Readings:
    """Read a bare figure beside one in 万: 6.5 beside 7万宗 is 6.5 or 65000.

    Of the two the one near the other side; where not exactly one is near, both.
    """
    unit = other.unit
    wide = Fraction(other.scale)
    ways = []
    for factor in (Fraction(1), wide):
        said = worded(bare.value * factor, unit)
        who = ("实际值", "the actual") if of_actual else ("目标", "the target")
        note = Message(
            zh=f"{who[0]}{bare}没有单位，按{said}理解",
            en=f"{who[1]} {bare} has no unit and is read as {said}",
        )
        ways.append(
            Common(
                target=Fraction(1) if of_actual else factor,
                actual=factor if of_actual else Fraction(1),
                unit=unit,
                notes=(note,),
            )
        )
    near = [
        way
        for way, factor in zip(ways, (Fraction(1), wide), strict=True)
        if other.value
        and Fraction(1, _PLAUSIBLE) <= bare.value * factor / other.value <= _PLAUSIBLE
    ]
    differ = _two(
        bare,
        worded(bare.value, unit),
        worded(bare.value * wide, unit),
        of_actual=of_actual,
    )
    return Readings(tuple(near) if len(near) == 1 else tuple(ways), differ)


def _two(bare: Side, first: str, second: str, *, of_actual: bool = True) -> Message:
    zh, en = ("实际值", "actual") if of_actual else ("目标", "target")
    return Message(
        zh=f"{zh}{bare}没有单位：是{first}还是{second}，看不出来",
        en=f"the {en} {bare} has no unit: it may be {first} or {second}",
    )


def _taken(bare: Side, unit: str | None, *, of_actual: bool) -> tuple[Message, ...]:
    if unit is None or not bare.value:
        return ()
    if of_actual:
        return (
            Message(
                zh=f"实际值没有单位，按目标的单位“{unit}”理解",
                en=f"the actual has no unit and takes the target's, “{unit}”",
            ),
        )
    return (
        Message(
            zh=f"目标没有单位，按实际值的单位“{unit}”理解",
            en=f"the target has no unit and takes the actual's, “{unit}”",
        ),
    )


def _converted(actual: Side, factor: Fraction, unit: str) -> Message:
    result = worded(actual.value * factor, unit)
    return Message(
        zh=f"实际值{actual}换算为{result}",
        en=f"the actual {actual} is {result}",
    )


# -- rates ----------------------------------------------------------------------------


def _one_rate(
    target: Side, actual: Side, found: Common, units: UnitTable
) -> Common | Message:
    """Convert both sides to one rate: 每季度1次 is 4次 a year, 3个/万人 0.0003个/人."""
    if not target.per and not actual.per and target.per == found.per:
        return found
    wanted, given = _parts(target.per), _parts(actual.per)
    if sorted(wanted) == sorted(given):
        return attrs.evolve(found, per=target.per)
    share = found.unit is not None and _is_share(found.unit, units)
    times, wanted_rest = _by_year(wanted, units)
    actual_times, given_rest = _by_year(given, units)
    if share and (times, actual_times) != (1, 1):
        return _other_rate(target, actual)
    if not given and times > 1 and actual.value == target.value:
        return Message(
            zh=f"目标是{target}，实际值{actual}没有写是每“{target.per}”还是全年",
            en=f"the target is {target}; the actual {actual} may be for each "
            f"“{target.per}” or for the year",
        )
    notes = list(found.notes)
    per_factor = Fraction(1)
    if sorted(wanted_rest) != sorted(given_rest):
        between = _heads(wanted_rest, given_rest, units)
        if between is not None:
            per_factor = between
            result = worded(actual.value * between, actual.unit, target.per)
            notes.append(
                Message(
                    zh=f"实际值{actual}换算为{result}",
                    en=f"the actual {actual} is {result}",
                )
            )
        elif actual.bare:
            note = Message(
                zh=f"实际值没有单位，按“{found.unit or ''}/{target.per}”理解",
                en="the actual has no unit and takes the target's, "
                f"“{found.unit or ''}/{target.per}”",
            )
            return attrs.evolve(found, per=target.per, notes=(note,))
        else:
            return _other_rate(target, actual)
    rest = "/".join(wanted_rest) or None
    for each, factor, zh, en in (
        (target, times, "目标", "the target"),
        (actual, actual_times, "实际值", "the actual"),
    ):
        if factor != 1:
            year = worded(each.value * factor, each.unit, rest)
            notes.append(
                Message(
                    zh=f"{zh}{each}，全年按{year}计",
                    en=f"{en} {each} makes {year} in the year",
                )
            )
    return attrs.evolve(
        found,
        target=found.target * times,
        actual=found.actual * actual_times * per_factor,
        per=rest,
        notes=tuple(notes),
    )


def _heads(
    wanted: tuple[str, ...], given: tuple[str, ...], units: UnitTable
) -> Fraction | None:
    """Return what one rate has to be multiplied by to be the other, None for neither.

    3个 per 万人 is 3/10000 个 per 人; 1公里 per 小时 is 1/60 公里 per 分钟.
    """
    if len(wanted) != 1 or len(given) != 1:
        return None
    goal, have = _HEADS.fullmatch(wanted[0]), _HEADS.fullmatch(given[0])
    if goal is None or have is None:
        return None
    factor = _head_count(goal) / _head_count(have)
    one, other = goal["unit"], have["unit"]
    if one == other:
        return factor
    if units.find(one) is None or not units.commensurable(one, other):
        return None
    return factor * exact(units.convert(Decimal(1), one, other))


def _head_count(match: re.Match[str]) -> Fraction:
    count = Fraction(match["count"] or 1)
    for power in match["scale"]:
        count *= _POWERS[power]
    return count


def _other_rate(target: Side, actual: Side) -> Message:
    return Message(
        zh=f"目标是{target}，实际值是{actual}，计算口径不同",
        en=f"the target is {target}, the actual {actual}: they are counted differently",
    )


def _parts(per: str | None) -> tuple[str, ...]:
    return tuple(per.split("/")) if per else ()


def _by_year(parts: tuple[str, ...], units: UnitTable) -> tuple[int, tuple[str, ...]]:
    """Split the calendar units off a rate: how many times a year, and the rest."""
    times, rest = 1, []
    for part in parts:
        unit = units.find(part)
        if unit is None or unit.per_year is None:
            rest.append(part)
        else:
            times *= unit.per_year
    return times, tuple(rest)
