"""Target and actual in one unit: what to multiply each side by, and what was assumed.

Units convert inside a dimension only. A side that states no unit takes the other's;
where that can be read in two ways and it matters, nothing is decided.
"""

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.figures import exact, worded
from perftargets.phrase.target import Comparison, Number, Range, Target
from perftargets.units import UnitTable

_DIGITS = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
_PLAUSIBLE = 10
"""A reading further than this from the target, either way, is not taken on trust."""
_SCALES = frozenset(10**power for power in range(1, 17))


@attrs.frozen(kw_only=True)
class Side:
    """One side of the comparison, as far as its unit goes.

    Attributes:
        value: its figure; of a range, the higher one.
        unit: its unit, None where none is stated.
        per: what it is counted by.
        scale: 10000 where the figure was written in 万, 1 where it was not.
        whole: the unit is settled by the form's column, nothing is to be guessed.
    """

    value: Fraction
    unit: str | None = None
    per: str | None = None
    scale: int = 1
    whole: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a figure and nothing else."""
        return self.unit is None and self.per is None and self.scale == 1

    def __str__(self) -> str:
        """Give the figure with its unit."""
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

    target: Fraction = Fraction(1)
    actual: Fraction = Fraction(1)
    unit: str | None = None
    per: str | None = None
    notes: tuple[Message, ...] = ()


def side(target: Target, measure: Comparison | Range, whole: str) -> Side:
    """Take the unit side of a measure; ``whole`` is the text its spans point into."""
    value = measure.value if isinstance(measure, Comparison) else measure.high
    return Side(
        value=exact(value),
        unit=measure.unit,
        per=measure.per,
        scale=_scale(value, target, whole),
    )


def common(target: Side, actual: Side, units: UnitTable) -> Common | Message:
    """Bring both sides to one unit, or say why that cannot be done."""
    found = _one_unit(target, actual, units)
    if isinstance(found, Message):
        return found
    return _one_rate(target, actual, found, units)


def _scale(value: Number, target: Target, whole: str) -> int:
    """Find the 万 or 亿 that stood between the figure and its unit."""
    if not target.spans.number:
        return 1
    digits = _DIGITS.match(target.spans.number[0].of(whole))
    if digits is None:
        return 1
    written = Fraction(Decimal(re.sub("[,，]", "", digits[0]).replace("．", ".")))
    scale = abs(exact(value)) / written if written else Fraction(1)
    return int(scale) if scale in _SCALES else 1


def _one_unit(target: Side, actual: Side, units: UnitTable) -> Common | Message:
    wanted, given = target.unit, actual.unit
    if given is None:
        return _bare_actual(target, actual, units)
    if wanted is None:
        return _bare_target(target, actual, given, units)
    if wanted == given:
        return Common(unit=wanted)
    if not units.commensurable(given, wanted):
        return Message(
            zh=f"目标的单位是“{wanted}”，实际值的单位是“{given}”，不能换算",
            en=f"the target is in “{wanted}”, the actual in “{given}”: "
            "they do not convert",
        )
    if units.find(given) == units.find(wanted):
        return Common(unit=wanted)
    factor = exact(units.convert(Decimal(1), given, wanted))
    note = _converted(actual, factor, wanted)
    return Common(actual=factor, unit=wanted, notes=(note,))


def _bare_actual(target: Side, actual: Side, units: UnitTable) -> Common | Message:
    wanted = target.unit
    if wanted is not None and _is_share(wanted, units):
        return _ratio_actual(target, actual, wanted, units)
    if target.scale > 1 and actual.bare and not actual.whole and actual.value:
        return _scaled_actual(target, actual)
    return Common(unit=wanted, notes=_taken(actual, wanted, of_actual=True))


def _bare_target(
    target: Side, actual: Side, given: str, units: UnitTable
) -> Common | Message:
    if _is_share(given, units) and 0 < abs(target.value) <= 1:
        return _ratio_target(target, actual, given, units)
    if not target.value:
        return Common(unit=given)
    return Common(unit=given, notes=_taken(target, given, of_actual=False))


def _is_share(name: str, units: UnitTable) -> bool:
    unit = units.find(name)
    return unit is not None and unit.dimension == "ratio" and unit.factor < 1


def _ratio_actual(
    target: Side, actual: Side, unit: str, units: UnitTable
) -> Common | Message:
    """Read a bare actual against a share: 0.95 and 95 are both 95%."""
    if abs(actual.value) > 1 or not actual.value:
        return Common(unit=unit, notes=_taken(actual, unit, of_actual=True))
    factor = 1 / _factor(unit, units)
    as_ratio = worded(actual.value * factor, unit)
    if abs(target.value) <= factor / 100:
        return _two_readings(actual, worded(actual.value, unit), as_ratio)
    return Common(
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


def _ratio_target(
    target: Side, actual: Side, unit: str, units: UnitTable
) -> Common | Message:
    factor = 1 / _factor(unit, units)
    as_ratio = worded(target.value * factor, unit)
    if abs(actual.value) <= 1:
        return Message(
            zh=f"目标{target}没有单位：是{worded(target.value, unit)}还是{as_ratio}，"
            "看不出来",
            en=f"the target {target} has no unit: it may be "
            f"{worded(target.value, unit)} or {as_ratio}",
        )
    return Common(
        target=factor,
        unit=unit,
        notes=(
            Message(
                zh=f"目标{target}没有单位，按比率{as_ratio}理解",
                en=f"the target {target} has no unit and is read as a ratio: "
                f"{as_ratio}",
            ),
        ),
    )


def _factor(name: str, units: UnitTable) -> Fraction:
    unit = units.find(name)
    return Fraction(1) if unit is None else unit.factor


def _scaled_actual(target: Side, actual: Side) -> Common | Message:
    """Read a bare actual beside 7万宗: 6.5 or 65000, whichever is near the target."""
    as_it_stands = worded(actual.value, target.unit)
    in_the_scale = worded(actual.value * target.scale, target.unit)
    near = [
        factor
        for factor in (Fraction(1), Fraction(target.scale))
        if target.value
        and Fraction(1, _PLAUSIBLE)
        <= actual.value * factor / target.value
        <= _PLAUSIBLE
    ]
    if len(near) != 1:
        return _two_readings(actual, as_it_stands, in_the_scale)
    taken = in_the_scale if near[0] > 1 else as_it_stands
    return Common(
        actual=near[0],
        unit=target.unit,
        notes=(
            Message(
                zh=f"实际值{actual}没有单位，按{taken}理解",
                en=f"the actual {actual} has no unit and is read as {taken}",
            ),
        ),
    )


def _two_readings(actual: Side, first: str, second: str) -> Message:
    return Message(
        zh=f"实际值{actual}没有单位：是{first}还是{second}，看不出来",
        en=f"the actual {actual} has no unit: it may be {first} or {second}",
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


def _one_rate(
    target: Side, actual: Side, found: Common, units: UnitTable
) -> Common | Message:
    """Bring both sides to one rate: 每季度1次 is 4次 a year."""
    wanted, given = _parts(target.per), _parts(actual.per)
    if sorted(wanted) == sorted(given):
        return attrs.evolve(found, per=target.per)
    share = found.unit is not None and _is_share(found.unit, units)
    times, wanted_rest = _by_year(wanted, units)
    actual_times, given_rest = _by_year(given, units)
    if share and (times, actual_times) != (1, 1):
        return _other_rate(target, actual)
    if actual.bare and times > 1 and actual.value == target.value:
        return Message(
            zh=f"目标是{target}，实际值{actual}没有写是每“{target.per}”还是全年",
            en=f"the target is {target}; the actual {actual} may be for each "
            f"“{target.per}” or for the year",
        )
    if sorted(wanted_rest) != sorted(given_rest):
        if not actual.bare:
            return _other_rate(target, actual)
        note = Message(
            zh=f"实际值没有单位，按“{found.unit or ''}/{target.per}”理解",
            en="the actual has no unit and takes the target's, "
            f"“{found.unit or ''}/{target.per}”",
        )
        return attrs.evolve(found, per=target.per, notes=(note,))
    rest = "/".join(wanted_rest) or None
    notes = list(found.notes)
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
        actual=found.actual * actual_times,
        per=rest,
        notes=tuple(notes),
    )


def _other_rate(target: Side, actual: Side) -> Message:
    return Message(
        zh=f"目标是{target}，实际值是{actual}，计算口径不同",
        en=f"the target is {target}, the actual {actual}: they are counted differently",
    )


def _parts(per: str | None) -> tuple[str, ...]:
    return tuple(per.split("/")) if per else ()


def _by_year(parts: tuple[str, ...], units: UnitTable) -> tuple[int, tuple[str, ...]]:
    """Take the calendar units out of a rate: how many times a year, and the rest."""
    times, rest = 1, []
    for part in parts:
        unit = units.find(part)
        if unit is None or unit.per_year is None:
            rest.append(part)
        else:
            times *= unit.per_year
    return times, tuple(rest)
