"""绩效运行监控: how far a project is in the middle of the year.

What is expected so far is the annual target × month/12. The lights are the profile's;
no national text sets them.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from perftargets._values import Language, Value, flat
from perftargets.findings import Message
from perftargets.judging.dates import days
from perftargets.judging.figures import (
    amount_text,
    exact,
    percent,
    ratio_text,
    rounded,
    worded,
)
from perftargets.judging.verdict import Compared, Judgement, Verdict
from perftargets.model.category import classify, is_cost
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import Change, Deadline, Operator, Target
from perftargets.profile import Profile
from perftargets.scoring.adding import stands_all_year, why_apart
from perftargets.scoring.execution import Execution
from perftargets.scoring.weights import level1
from perftargets.text import official_day
from perftargets.units import UnitTable

_MONTHS = 12
_NONE = Fraction(0)
_STANDING = Message(zh="全年保持的数", en="a level of the whole year")


class Light(StrEnum):
    """How a row stands, from the worst to the best.

    Blue is far above what was expected: a target set too low, so it is looked at
    before green.
    """

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"


_BEHIND = frozenset({Light.RED, Light.YELLOW})


@attrs.frozen(kw_only=True, repr=False)
class RowProgress(Value):
    """How far one row is.

    Attributes:
        light: its light; None where the profile has none for it.
        expected: what is expected so far, exact, in ``unit``.
        missing: what is still missing to the target of the year, exact, in ``unit``.
        unit: the unit of both.
        behind: red or yellow, or due and not done; without lights, less than expected.
        reason: how it was decided.
    """

    light: Light | None = None
    expected: Fraction | None = None
    missing: Fraction | None = None
    unit: str | None = None
    behind: bool = False
    reason: Message

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the light, what is expected so far and what is still missing."""
        return {
            "light": flat(self.light, language),
            "expected": amount_text(self.expected),
            "missing": amount_text(self.missing),
            "unit": self.unit,
            "behind": self.behind,
            "reason": self.reason.text(language),
        }


@attrs.frozen(kw_only=True, repr=False)
class Progress(Value):
    """How far a project is.

    Attributes:
        month: how many months of the year count as gone, 0 to 12.
        light: the worst light of its rows; None where no row has one.
        execution: the share of the budget that is spent; None where it is not known.
        reason: the month and the money in words.
    """

    month: int
    light: Light | None
    execution: Fraction | None
    reason: Message

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the month, the light, and the share of the budget that is spent."""
        return {
            "month": self.month,
            "light": flat(self.light, language),
            "execution": ratio_text(self.execution),
            "reason": self.reason.text(language),
        }


def months_gone(as_of: date, fiscal_year: int | None) -> int:
    """Count the months up to a day; the month of the day counts whole.

    Without a fiscal year it is the year of the day.
    """
    year = as_of.year if fiscal_year is None else fiscal_year
    if as_of.year == year:
        return as_of.month
    return _MONTHS if as_of.year > year else 0


def row_progress(  # noqa: PLR0913 - one keyword for each thing it rests on
    indicator: Indicator,
    judgement: Judgement,
    *,
    as_of: date,
    fiscal_year: int | None,
    profile: Profile,
    units: UnitTable,
) -> RowProgress:
    """Return how far one row is."""
    if not judgement.applicable:
        return RowProgress(reason=judgement.reason)
    if isinstance(indicator.target.measure, Deadline):
        return _deadline(indicator.target.measure, judgement, as_of, fiscal_year)
    if judgement.parts:
        return _worst(
            tuple(
                row_progress(
                    attrs.evolve(indicator, target=item),
                    each,
                    as_of=as_of,
                    fiscal_year=fiscal_year,
                    profile=profile,
                    units=units,
                )
                for item, each in judgement.parts
            ),
            tuple(item for item, _ in judgement.parts),
        )
    if judgement.verdict in {Verdict.NOT_REPORTED, Verdict.UNDETERMINED}:
        return RowProgress(reason=judgement.reason)
    month = months_gone(as_of, fiscal_year)
    if not month:
        return RowProgress(
            reason=Message(
                zh=f"{fiscal_year}年尚未开始，还没有应完成的数",
                en=f"{fiscal_year} has not begun, so nothing is expected yet",
            )
        )
    figures = judgement.comparison
    below = judgement.lower_bound
    if below is not None and below.actual < below.target and below.target > 0:
        # Not yet in the range: its lower end is what has to be come to.
        figures = below
    if figures is None or _in_range_only(indicator, profile):
        return _in_range(indicator, judgement, profile)
    if figures.operator in {Operator.AT_MOST, Operator.LESS_THAN} or (
        figures.target <= 0
    ):
        return _in_range(indicator, judgement, profile)
    return _by_months(indicator, figures, month, profile, units)


def _by_months(
    indicator: Indicator,
    figures: Compared,
    month: int,
    profile: Profile,
    units: UnitTable,
) -> RowProgress:
    """Spread a target over the months, where its figure grows with them."""
    change = isinstance(indicator.target.measure, Change)
    share = profile.monitoring.shares_by_month and _is_share(figures.unit, units)
    if share and not change and figures.per is None:
        return _against_expected(figures, month, profile)
    apart = why_apart(indicator, figures, units)
    if apart is None and stands_all_year(indicator):
        apart = _STANDING
    return _against_expected(figures, month, profile, apart)


def project_progress(
    rows: tuple[RowProgress, ...],
    execution: Execution,
    *,
    as_of: date,
    fiscal_year: int | None,
) -> Progress:
    """Sum a project up: its worst light, and its money beside it."""
    month = months_gone(as_of, fiscal_year)
    lights = {row.light for row in rows}
    worst = next((light for light in Light if light in lights), None)
    zh, en = f"按{month}/12计", f"{month}/12 of the year"
    if fiscal_year is None:
        zh += f"（文件没有预算年度，按{as_of.year}年）"
        en += f" (the file states no fiscal year, {as_of.year} is taken)"
    elif as_of.year != fiscal_year:
        over = as_of.year > fiscal_year
        zh += f"（{fiscal_year}年{'已经结束' if over else '尚未开始'}）"
        en += f" ({fiscal_year} {'is over' if over else 'has not begun'})"
    if execution.rate is not None:
        share = percent(execution.rate)
        zh += f"，预算执行率{share}，时间进度{percent(Fraction(month, _MONTHS))}"
        en += f"; {share} of the budget spent, {percent(Fraction(month, _MONTHS))} of "
        en += "the time gone"
    else:
        zh += f"；{execution.reason.zh}"
        en += f"; {execution.reason.en}"
    return Progress(
        month=month,
        light=worst,
        execution=execution.rate,
        reason=Message(zh=zh, en=en),
    )


def _deadline(
    measure: Deadline, judgement: Judgement, as_of: date, year: int | None
) -> RowProgress:
    if judgement.verdict is Verdict.MET:
        return RowProgress(light=Light.GREEN, reason=judgement.reason)
    if judgement.verdict is Verdict.NOT_MET:
        return RowProgress(light=Light.RED, behind=True, reason=judgement.reason)
    due = days(measure.date, as_of.year if year is None else year)
    if due is None:
        return RowProgress(reason=judgement.reason)
    if as_of <= due.last:
        return RowProgress(
            reason=Message(
                zh=f"期限{official_day(due.last)}未到",
                en=f"not due before {due.last.isoformat()}",
            )
        )
    return RowProgress(
        behind=True,
        reason=Message(
            zh=f"期限{official_day(due.last)}已过，{judgement.reason.zh}",
            en=f"due {due.last.isoformat()}; {judgement.reason.en}",
        ),
    )


def _in_range_only(indicator: Indicator, profile: Profile) -> bool:
    found = classify(indicator.subcategory, level=2)
    keys = {level1(indicator)} | ({found.key} if found is not None else set())
    if is_cost(indicator.category, indicator.subcategory):
        keys.add("cost")
    return bool(keys & set(profile.monitoring.in_range_only))


def _in_range(
    indicator: Indicator, judgement: Judgement, profile: Profile
) -> RowProgress:
    """Return green inside the annual target, else red; words and ranges stay open."""
    figures = judgement.comparison
    met = judgement.verdict is Verdict.MET
    light = Light.GREEN if met else Light.RED
    past = (
        judgement.lower_bound is not None
        and judgement.lower_bound.actual > judgement.lower_bound.target
    )
    decided = met or figures is not None or past or _in_range_only(indicator, profile)
    if not profile.monitoring.lights or not decided:
        return RowProgress(reason=judgement.reason)
    missing = None
    if figures is not None and _upward(figures):
        missing = max(_NONE, figures.target - figures.actual)
    return RowProgress(
        light=light,
        expected=None if figures is None else figures.target,
        missing=missing,
        unit=None if figures is None else figures.unit,
        behind=not met,
        reason=judgement.reason,
    )


def _worst(rows: tuple[RowProgress, ...], items: tuple[Target, ...]) -> RowProgress:
    """Join the targets of one cell: the worst light, every reason.

    Where one of them has no light, the others cannot make the row green or blue.
    """
    lights = {row.light for row in rows}
    if None in lights:
        lights &= _BEHIND
    said = [(item.text, row.reason) for item, row in zip(items, rows, strict=True)]
    return RowProgress(
        light=next((light for light in Light if light in lights), None),
        behind=any(row.behind for row in rows),
        reason=Message(
            zh="；".join(f"“{text}”：{reason.zh}" for text, reason in said),
            en="; ".join(f"“{text}”: {reason.en}" for text, reason in said),
        ),
    )


def _upward(figures: Compared) -> bool:
    return figures.operator not in {Operator.AT_MOST, Operator.LESS_THAN}


def _against_expected(
    figures: Compared, month: int, profile: Profile, apart: Message | None = None
) -> RowProgress:
    """Hold a figure against its share of the year; ``apart`` says why it has none."""
    goal = figures.target
    expected = goal if apart is not None else goal * month / _MONTHS
    missing = max(_NONE, goal - figures.actual)
    unit = figures.unit
    light = _light(figures.actual, expected, profile)
    # A profile with lights says itself how far below is behind.
    behind = figures.actual < expected if light is None else light in _BEHIND
    # 2次/月 is asked for in each month: its figures keep what they are counted by.
    per = figures.per
    so_far = _about(expected, unit, per)
    zh = f"至今应有{so_far}"
    if apart is None:
        zh += f"（{worded(goal, unit)}×{month}/12）"
    else:
        zh += f"（{apart.zh}，不按月折算）"
    zh += f"，实际{worded(figures.actual, unit, per)}"
    en = f"expected so far {so_far}"
    if apart is None:
        en += f" ({worded(goal, unit)} × {month}/12)"
    else:
        en += f" ({apart.en} is not spread over the months)"
    en += f", actual {worded(figures.actual, unit, per)}"
    if missing:
        # From 88% to 90% are two points, not two per cent of anything.
        points = unit == "%"
        left = "个百分点" if points else unit
        zh += f"，距全年目标还差{worded(missing, left, per)}"
        one = " percentage point" if missing == 1 else " percentage points"
        en += f"; {worded(missing, one if points else unit, per)} to the "
        en += "target of the year"
    return RowProgress(
        light=light,
        expected=expected,
        missing=missing,
        unit=unit,
        behind=behind,
        reason=Message(zh=zh, en=en),
    )


def _about(value: Fraction, unit: str | None, per: str | None = None) -> str:
    """Write what is expected with two decimals at most: ≈5.83次 is read, 35/6次 not."""
    if (value * 100).denominator == 1:
        return worded(value, unit, per)
    return f"≈{rounded(value, 2)}{unit or ''}{f'/{per}' if per else ''}"


def _light(actual: Fraction, expected: Fraction, profile: Profile) -> Light | None:
    lights = profile.monitoring
    if not lights.lights:
        return None
    if expected <= 0:
        return Light.GREEN
    reached = actual / expected
    if reached < exact(lights.red_below):
        return Light.RED
    if reached < exact(lights.yellow_below):
        return Light.YELLOW
    return Light.BLUE if reached >= exact(lights.blue_from) else Light.GREEN


def _is_share(name: str | None, units: UnitTable) -> bool:
    unit = None if name is None else units.find(name)
    return unit is not None and unit.dimension == "ratio" and unit.factor < 1
