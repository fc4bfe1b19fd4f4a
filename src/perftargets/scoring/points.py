"""The points of one row, by its verdict, the kind of its target and the profile.

Every share is exact; points are rounded once, as the profile says. What no rule covers
gets no points and says so: it is for a person.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import attrs

from perftargets._values import Language, Value, flat
from perftargets.findings import Message
from perftargets.judging.figures import (
    amount,
    amount_text,
    decimal_text,
    exact,
    less,
    percent,
    times,
    to_places,
    worded,
)
from perftargets.judging.verdict import Judgement
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import (
    Operator,
)
from perftargets.profile import Profile
from perftargets.scoring.shares import (
    MET_SHARE,
    Share,
    ShareCase,
    left_open,
    share_of,
)
from perftargets.scoring.weights import Origin, Weight

_NOTHING = Fraction(0)


@attrs.frozen(kw_only=True, repr=False)
class Points(Value):
    """The points of one row.

    Attributes:
        weight: the points it can get, exact; None where it has none.
        origin: where those come from.
        points: the points it gets, rounded as the profile says; None while it is open.
        exact: the same before rounding.
        case: the rule that was used.
        reason: the working, or why the row is open.
        low: the least share of its points that the rule allows, where it leaves a
            person a choice (a target in words); None where it does not.
        high: the share that it must stay below, or at most 1.
        far_above: the actual is so far above the target that a reason is required.
        notes: what else is to be known, among them that a reason is required.
    """

    weight: Fraction | None
    origin: Origin
    points: Decimal | None = None
    exact: Fraction | None = None
    case: ShareCase
    reason: Message
    low: Fraction | None = None
    high: Fraction | None = None
    far_above: bool = False
    notes: tuple[Message, ...] = ()

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the points, how they came about, and what they are out of."""
        return {
            "applicable": self.applicable,
            "weight": amount_text(self.weight),
            "weight_exact": None if self.weight is None else str(self.weight),
            "weight_origin": str(self.origin),
            "points": decimal_text(self.points),
            "points_rule": str(self.case),
            "points_reason": self.reason.text(language),
            "far_above": self.far_above,
            "notes": flat(self.notes, language),
        }

    @property
    def applicable(self) -> bool:
        """Whether the row counts at all."""
        return self.case is not ShareCase.NOT_APPLICABLE


def score(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Points:
    """Return a row its points."""
    if not judgement.applicable:
        return Points(
            weight=weight.value,
            origin=weight.origin,
            case=ShareCase.NOT_APPLICABLE,
            reason=judgement.reason,
        )
    far = _far_above(judgement, profile)
    if weight.origin is Origin.DETAIL:
        share = Share(
            value=None,
            case=ShareCase.DETAIL,
            reason=Message(
                zh="是上一行的明细（其中），不单独计分",
                en="a detail (其中) of the row above, which has the points",
            ),
        )
    elif weight.value is None or weight.value < 0:
        share = _without_weight(weight)
    else:
        share = share_of(indicator, judgement, weight, profile)
        settings = profile.points
        if share is MET_SHARE and not far:
            above, below = weight.value.as_integer_ratio()
            return _all_of(
                above, below, weight.origin, settings.places, settings.rounding
            )
        share = _cut(share, profile, far=far)
    points, rounded, reason = None, None, share.reason
    settings = profile.points
    if share.value is not None:
        most = weight.value or _NOTHING
        points = times(share.value, most)
        rounded = to_places(points, settings.places, settings.rounding)
        reason = Message.later(_Got(reason, rounded, most))
    notes = list(share.notes)
    if far and not (indicator.reason or "").strip():
        notes.append(_ask(profile))
    return Points(
        weight=weight.value,
        origin=weight.origin,
        points=rounded,
        exact=points,
        case=share.case,
        reason=reason,
        low=share.low,
        high=share.high,
        far_above=far,
        notes=tuple(notes),
    )


@attrs.define(eq=False, weakref_slot=False)
class _Got:
    """How a row came by its points, to be written out where that is read."""

    share: Message
    points: Decimal
    most: Fraction

    def __call__(self) -> Message:
        """Add the points to what gave their share."""
        got, most = format(self.points, "f"), amount(self.most)
        share = self.share.made()
        return Message(
            zh=f"{share.zh}，得{got}分（满分{most}）",
            en=f"{share.en}: {got} of {most}",
        )


@lru_cache(maxsize=256)
def _all_of(
    numerator: int, denominator: int, origin: Origin, places: int, rounding: str
) -> Points:
    """Return the points of a row that is met, which rows of one weight share."""
    weight = Fraction(numerator, denominator)
    rounded = to_places(weight, places, rounding)
    return Points(
        weight=weight,
        origin=origin,
        points=rounded,
        exact=weight,
        case=ShareCase.MET,
        reason=Message.later(_Got(MET_SHARE.reason, rounded, weight)),
    )


def _without_weight(weight: Weight) -> Share:
    if weight.value is None:
        return left_open(
            "没有分值，不能计分", "the row has no points to get: it is not scored"
        )
    return left_open(
        f"分值{worded(weight.value)}为负，不能计分",
        f"the row has {worded(weight.value)} points, below 0: it is not scored",
    )


def _cut(share: Share, profile: Profile, *, far: bool) -> Share:
    """Deduct what a profile deducts where the target was far too low."""
    cut = profile.points.far_above_cut
    if not far or cut is None or share.value is None:
        return share
    return attrs.evolve(
        share,
        value=share.value * (1 - exact(cut)),
        reason=Message(
            zh=f"{share.reason.zh}，远超目标扣{percent(cut)}",
            en=f"{share.reason.en}, less {percent(cut)} for being far above the target",
        ),
    )


def _far_above(judgement: Judgement, profile: Profile) -> bool:
    figures = judgement.comparison
    if figures is None or figures.target <= 0:
        return False
    if figures.operator in {Operator.AT_MOST, Operator.LESS_THAN}:
        return False
    line = times(figures.target, exact(profile.points.far_above))
    return not less(figures.actual, line)


def _ask(profile: Profile) -> Message:
    line = percent(profile.points.far_above)
    return Message(
        zh=f"实际达到目标的{line}以上，需说明原因",
        en=f"the actual is {line} of the target or more: a reason is required",
    )
