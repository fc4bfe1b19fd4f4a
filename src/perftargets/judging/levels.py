"""Changes worked out: the level reached, and the level it started from."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.account import read_actual
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import exact
from perftargets.judging.reported import Statement
from perftargets.judging.words import change_head, plain, verdict_words
from perftargets.phrase.target import (
    Change,
    Comparison,
    Direction,
    Qualitative,
    Target,
)
from perftargets.units import UnitTable

_POINTS = "point"
_HUNDREDTH = Fraction(1, 100)

MeasuredTarget = tuple[Target, Comparison]
"""A figure that says how much there is, and the phrase it stands in."""


@attrs.frozen
class WorkedOut:
    """A change worked out of two levels, counted in the direction the target wants."""

    amount: Fraction
    unit: str | None
    item: Target
    notes: tuple[Message, ...]


def find_levels(
    measure: Change, figures: list[Statement], context: JudgingContext
) -> tuple[MeasuredTarget, MeasuredTarget] | None:
    """Find the level reached and the level it started from, where both are known."""
    stated = [
        (each.item, each.measure)
        for each in figures
        if isinstance(each.measure, Comparison) and each.measure.operator is None
    ]
    before = [each for each in stated if _of_base(each[0].subject, measure.base)]
    now = [each for each in stated if each not in before]
    if len(stated) != len(figures) or len(now) != 1:
        return None
    if len(before) == 1:
        return now[0], before[0]
    last_year = measure.base is None or _of_base(measure.base, None)
    start = starting_level(context)
    if (
        before
        or start is None
        or not last_year
        or change_head(context.name) is not None
    ):
        return None
    level = start.measure
    if not isinstance(level, Comparison):  # pragma: no cover - a starting level is one
        raise TypeError
    # A figure in the unit of the change may be the change itself; a count is a level.
    if measure.unit is not None and now[0][1].unit == measure.unit:
        return None
    return now[0], (start.item, level)


def starting_level(context: JudgingContext) -> Statement | None:
    """Return what was reached the year before, where that is one plain level.

    Words beside it that are not accounted for leave it out, as they do in an actual.
    """
    if context.baseline is None:
        return None
    blank = Target("", "", Qualitative())
    read = read_actual(context.baseline, blank, context)
    levels = [each for each in read.statements if each.level and not each.remark]
    if len(levels) != 1 or read.loose or levels[0].unclear is not None:
        return None
    measure = levels[0].measure
    stated = isinstance(measure, Comparison) and measure.operator is None
    return levels[0] if stated else None


def is_last_year(referent: str) -> bool:
    """Report whether words name what was reached the year before: 上年, 上年水平."""
    words = verdict_words()
    said = plain(referent)
    for tail in words.level_tails:
        said = said.removesuffix(tail) or said
    return said in words.same_base[0]


def _of_base(words: str, base: str | None) -> bool:
    """Return whether words name the base of a change; without one, the year before."""
    said = plain(words)
    groups = verdict_words().same_base
    if base is None:
        return said in groups[0]
    return said == plain(base) or any(
        said in group and plain(base) in group for group in groups
    )


def between(
    measure: Change, now: MeasuredTarget, before: MeasuredTarget, units: UnitTable
) -> WorkedOut | Message:
    """Work out the change from one level to the other."""
    (item, level), (start, first) = now, before
    end, origin = exact(level.value), exact(first.value)
    if level.unit is not None and first.unit is not None and level.unit != first.unit:
        if not units.commensurable(first.unit, level.unit):
            return Message(
                zh=f"“{item.text}”与“{start.text}”单位不同，算不出变化",
                en=f"“{item.text}” and “{start.text}” are in units that do not convert",
            )
        origin = exact(units.convert(first.value, first.unit, level.unit))
    change = end - origin
    if measure.direction is Direction.DECREASE:
        change = -change
    unit = None if measure.unit is None else units.find(measure.unit)
    rates = _is_rate(level.unit, units) and _is_rate(first.unit, units)
    if unit is not None and unit.dimension == "ratio" and unit.factor < 1:
        if rates:
            return Message(
                zh=f"“{start.text}”到“{item.text}”：变化按百分点还是按百分比算，看不出来",
                en=f"from “{start.text}” to “{item.text}” the change may be meant in "
                "points or in per cent",
            )
        if origin <= 0:
            return Message(
                zh=f"基数“{start.text}”不大于0，算不出变化的百分比",
                en=f"from “{start.text}” no percentage can be taken: it is not above 0",
            )
        amount, said = change / origin / unit.factor, measure.unit
    else:
        amount, said = change, level.unit or first.unit
        if rates and unit is not None and unit.dimension == _POINTS:
            # Differences of per cent are points, in whatever unit of points.
            amount, said = change / unit.factor, measure.unit
    note = Message(
        zh=f"由“{item.text}”和基数“{start.text}”算出变化",
        en=f"the change is worked out from “{item.text}” and “{start.text}” before",
    )
    return WorkedOut(amount, said, item, (note,))


def _is_rate(name: str | None, units: UnitTable) -> bool:
    """Return whether a unit is per cent, of which the differences are points."""
    unit = None if name is None else units.find(name)
    return unit is not None and unit.dimension == "ratio" and unit.factor == _HUNDREDTH
