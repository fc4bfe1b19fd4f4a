"""预算执行率: what was spent of the year's budget, and the points for it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from perftargets._values import Language, Value
from perftargets.findings import Message
from perftargets.judging.figures import (
    amount,
    amount_text,
    decimal_text,
    exact,
    percent,
    ratio_text,
    to_places,
    worded,
)
from perftargets.judging.qualitative import percentage
from perftargets.model.project import Funds
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison
from perftargets.profile import Profile
from perftargets.units import UnitTable

_MOST = 10
"""No budget is spent ten times over; 元 for 万元 makes it 10,000 times."""

_LEAST = Fraction(1, 1000)
"""Less than this is spent where 元 stands beside 万元."""


@attrs.frozen(kw_only=True, repr=False)
class Execution(Value):
    """How far the budget was spent.

    Attributes:
        rate: spent / budget, exact; None where it is not known.
        weight: the points it can get; None where execution does not count.
        points: the points it gets, rounded; None where it is open or does not count.
        exact: the same before rounding.
        printed: the points that the form gives for it.
        reason: how the rate came about, or why there is none.
        unexplained: the rate is below the profile's line and asks for a reason.
        doubtful: budget and spending cannot both be right: 90万元 spent of 100元.
    """

    rate: Fraction | None = None
    weight: Fraction | None = None
    points: Decimal | None = None
    exact: Fraction | None = None
    printed: Decimal | None = None
    reason: Message
    unexplained: bool = False
    doubtful: bool = False

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the rate and the points for it; ``score`` is what the form prints."""
        return {
            "rate": ratio_text(self.rate),
            "weight": amount_text(self.weight),
            "points": decimal_text(self.points),
            "reason": self.reason.text(language),
            "score": decimal_text(self.printed),
        }


def execution(funds: Funds | None, units: UnitTable) -> Execution:
    """Work out the rate: spent against the adjusted budget of the whole year.

    Where the form has no adjusted budget, the one at the start of the year counts and
    the reason says so; where it prints nothing but a rate, that is taken.
    """
    if funds is None:
        return Execution(reason=_unknown())
    total = funds.total
    budget_text = total.adjusted or total.initial
    budget, spent = _money(budget_text), _money(total.spent)
    if budget is None or spent is None:
        return _printed(funds, units)
    rate = _ratio(spent, budget, units)
    if rate is None:
        return Execution(
            printed=total.score,
            reason=Message(
                zh=f"预算数“{budget_text}”与执行数“{total.spent}”算不出执行率",
                en=f"no rate follows from a budget of “{budget_text}” and "
                f"“{total.spent}” spent",
            ),
        )
    doubt = _doubt(rate, mixed=_in_wan(budget_text) != _in_wan(total.spent))
    if doubt is not None:
        return Execution(
            printed=total.score,
            doubtful=True,
            reason=Message(
                zh=f"执行数{total.spent}，预算数{budget_text}，{doubt.zh}",
                en=f"spent {total.spent} of {budget_text}, {doubt.en}",
            ),
        )
    of_year = total.adjusted is not None
    return Execution(
        rate=rate,
        printed=total.score,
        reason=Message(
            zh=f"执行数{total.spent}，{'全年' if of_year else '年初'}预算数"
            f"{budget_text}，执行率{percent(rate)}",
            en=f"spent {total.spent} of {budget_text}"
            f"{'' if of_year else ' (budget at the start of the year)'}: "
            f"{percent(rate)}",
        ),
    )


def _in_wan(text: str | None) -> bool:
    return "万" in (text or "")


def _doubt(rate: Fraction, *, mixed: bool) -> Message | None:
    """Return why two amounts are not those of one budget.

    ``mixed`` says that one of them is in 元 and the other in 万元.
    """
    much = rate > _MOST
    little = 0 < rate < _LEAST and mixed
    if not (much or little):
        return None
    how = worded(Fraction(round(rate)) if much else rate)
    zh = f"是预算数的{how}倍" if much else f"只有预算数的{percent(rate)}"
    en = f"{how} times the budget" if much else f"{percent(rate)} of the budget"
    return Message(
        zh=f"执行数{zh}，金额或单位可能填错，不计算执行率",
        en=f"which is {en}: an amount or its unit may be wrong, so that no rate is "
        "taken",
    )


def scored(found: Execution, weight: Fraction | None, profile: Profile) -> Execution:
    """Return the points: weight × min(1, rate), rounded as the profile says."""
    line = profile.execution.explain_below
    low = line is not None and found.rate is not None and found.rate < exact(line)
    if weight is None or found.rate is None:
        return attrs.evolve(found, weight=weight, unexplained=low)
    share = max(Fraction(0), min(Fraction(1), found.rate))
    points = weight * share
    settings = profile.points
    rounded = to_places(points, settings.places, settings.rounding)
    return attrs.evolve(
        found,
        weight=weight,
        exact=points,
        points=rounded,
        unexplained=low,
        reason=Message(
            zh=f"{found.reason.zh}{'，按100%计' if found.rate > 1 else ''}，"
            f"得分{amount(weight)}分×{percent(share)}＝{rounded}分",
            en=f"{found.reason.en}{', which counts as 100%' if found.rate > 1 else ''}"
            f"; {amount(weight)} × {percent(share)} = {rounded}",
        ),
    )


def _unknown() -> Message:
    return Message(
        zh="没有可用的预算数和执行数，预算执行率不计分",
        en="budget and spending are not both known; execution is not scored",
    )


def _money(text: str | None) -> Comparison | None:
    measure = parse(text).measure if text else None
    if isinstance(measure, Comparison) and measure.operator is None:
        return measure
    return None


def _ratio(spent: Comparison, budget: Comparison, units: UnitTable) -> Fraction | None:
    if budget.value <= 0 or spent.value < 0:
        return None
    amount = exact(spent.value)
    if spent.unit != budget.unit:
        # A bare figure beside 350.5万元 may be in 万元 or in 元.
        if spent.unit is None or budget.unit is None:
            return None
        if not units.commensurable(spent.unit, budget.unit):
            return None
        amount = exact(units.convert(spent.value, spent.unit, budget.unit))
    return amount / exact(budget.value)


def _printed(funds: Funds, units: UnitTable) -> Execution:
    """Read the rate that the form prints, where it states no amounts."""
    total = funds.total
    measure = parse(total.rate).measure if total.rate else None
    rate = None if measure is None else percentage(measure, units)
    if rate is None or rate < 0 or total.spent is not None:
        return Execution(printed=total.score, reason=_unknown())
    return Execution(
        rate=rate,
        printed=total.score,
        reason=Message(
            zh=f"没有金额，取表中执行率“{total.rate}”",
            en=f"there are no amounts; the form prints a rate of “{total.rate}”",
        ),
    )
