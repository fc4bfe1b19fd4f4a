"""Which share of its points a row gets: one small rule for each kind of target."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

import attrs

from perftargets.findings import Message
from perftargets.judging.figures import (
    between,
    exact,
    in_formula,
    percent,
    worded,
)
from perftargets.judging.verdict import Compared, Judgement, Verdict
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Operator,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
)
from perftargets.profile import Profile
from perftargets.scoring.weights import Weight, level1

_ALL, _NOTHING = Fraction(1), Fraction(0)


class ShareCase(StrEnum):
    """Which rule gave a row its points, or left it open."""

    MET = "met"
    AT_LEAST = "at-least"
    RATIO = "ratio"
    LINEAR = "linear"
    ZERO_TARGET = "zero-target"
    ABOUT_ABOVE = "about-above"
    ALL_OR_NOTHING = "all-or-nothing"
    COMPOUND = "compound"
    LEVEL = "level"
    BAND = "band"
    OPEN = "open"
    NOT_APPLICABLE = "not-applicable"
    DETAIL = "detail"


@attrs.frozen(kw_only=True)
class Share:
    """A share of a row's points, and how it came about; None where it is open."""

    value: Fraction | None
    case: ShareCase
    reason: Message
    low: Fraction | None = None
    high: Fraction | None = None
    notes: tuple[Message, ...] = ()


MET_SHARE = Share(
    value=_ALL,
    case=ShareCase.MET,
    reason=Message(zh="达到目标，满分", en="met, full points"),
)
"""What a row gets that is met, whatever its weight."""


def left_open(zh: str, en: str) -> Share:
    """Return no share, and say why."""
    return Share(value=None, case=ShareCase.OPEN, reason=Message(zh=zh, en=en))


def share_of(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Share:
    """Return which share of its points a row gets, or why no rule covers it."""
    return _pass_mark(_share_of(indicator, judgement, weight, profile), profile)


def _pass_mark(share: Share, profile: Profile) -> Share:
    """Deduct all points below the pass mark that a profile may set."""
    line = profile.points.pass_mark
    formulas = {ShareCase.AT_LEAST, ShareCase.RATIO, ShareCase.LINEAR}
    if line is None or share.value is None or share.case not in formulas:
        return share
    if share.value >= exact(line):
        return share
    return attrs.evolve(
        share,
        value=_NOTHING,
        reason=Message(
            zh=f"{share.reason.zh}，低于及格线{percent(line)}，不得分",
            en=f"{share.reason.en}, below the line of {percent(line)}, no points",
        ),
    )


def _share_of(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Share:
    if judgement.verdict is Verdict.NOT_REPORTED:
        return left_open(
            "没有填报实际完成情况，未计分", "no actual is reported: not scored"
        )
    if profile.satisfaction.by_bands and level1(indicator) == "satisfaction":
        return _band(judgement, profile)
    if judgement.verdict is Verdict.UNDETERMINED:
        return left_open(
            "结论无法判断，需人工计分",
            "the verdict is undetermined: it needs a rule or a person",
        )
    return _by_kind(indicator, judgement, weight, profile)


def _by_kind(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Share:
    match indicator.target.measure:
        case Qualitative() if judgement.is_binary:
            return _all_or_nothing(judgement, profile)
        case Qualitative():
            return _level(indicator, judgement, weight, profile)
        case Deadline():
            return _all_or_nothing(judgement, profile)
        case Compound():
            return _compound(indicator, judgement, weight, profile)
        case Range():
            return _range(judgement)
        case Change(value=None):
            return _all_or_nothing(judgement, profile)
        case Comparison() | Change() | Reference() | Ratio():
            return _figure(judgement, profile)
        case Ranking():
            return _full(judgement) or left_open(
                "未达到，没有按名次扣分的规则，需人工计分",
                "not met, and no rule says what a place loses: it needs a person",
            )
    return left_open("没有目标值，不能计分", "there is no target value: not scored")


def _full(judgement: Judgement) -> Share | None:
    if judgement.verdict is not Verdict.MET:
        return None
    return MET_SHARE


def _all_or_nothing(judgement: Judgement, profile: Profile) -> Share:
    full = _full(judgement)
    if full is not None:
        return full
    if not profile.points.deadline_all_or_nothing:
        return left_open(
            "未达到，方案没有规定这类指标如何扣分，需人工计分",
            "not met, and the profile has no rule for what it loses: it needs a person",
        )
    return Share(
        value=_NOTHING,
        case=ShareCase.ALL_OR_NOTHING,
        reason=Message(
            zh="未达到，此类指标不得分",
            en="not met, and this kind of row has all points or none",
        ),
    )


def _compound(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Share:
    """Score several targets in one cell: the mean of what each gets by its own rule."""
    full = _full(judgement)
    if full is not None:
        return full
    if profile.points.compound == "person":
        return left_open(
            f"多项目标没有全部达到，按方案{profile.name}由人工计分",
            "not all of the items are met, which the profile "
            f"{profile.name} leaves to a person",
        )
    shares = [
        share_of(
            attrs.evolve(indicator, target=item, score=None), each, weight, profile
        )
        for item, each in judgement.parts
    ]
    values = [share.value for share in shares if share.value is not None]
    if len(values) < len(shares) or not values:
        return left_open(
            "多项目标中有的项不能计分，需人工计分",
            "some of the items cannot be scored: it needs a rule or a person",
        )
    listed = [percent(value) for value in values]
    shown, shown_en = "、".join(listed), ", ".join(listed)
    return Share(
        value=sum(values, _NOTHING) / len(values),
        case=ShareCase.COMPOUND,
        reason=Message(
            zh=f"{len(values)}项目标各占分值的{shown}，按平均数计分（方案{profile.name}）",
            en=f"{len(values)} items with {shown_en} of the points: their mean "
            f"(profile {profile.name})",
        ),
    )


def _range(judgement: Judgement) -> Share:
    return _full(judgement) or left_open(
        "不在目标区间内，没有计分公式，需人工计分",
        "outside the range, for which there is no formula: it needs a rule or a person",
    )


def _figure(judgement: Judgement, profile: Profile) -> Share:
    full = _full(judgement)
    if full is not None:
        return full
    figures = judgement.comparison
    if figures is None:
        return left_open(
            "未达到，但实际值不是一个确定的数，公式不能用，需人工计分",
            "not met, and the actual is no single figure for the formula: it needs "
            "a person",
        )
    match figures.operator:
        case Operator.AT_LEAST | Operator.MORE_THAN:
            return _at_least(figures)
        case Operator.AT_MOST | Operator.LESS_THAN:
            return _at_most(figures, profile)
        case Operator.EQUAL:
            return _equal(figures)
        case Operator.ABOUT:
            return _about(figures)


def _at_least(figures: Compared) -> Share:
    goal, reached = figures.target, figures.actual
    if goal <= 0:
        return _no_ratio(figures)
    counted = max(reached, _NOTHING)
    return Share(
        value=min(_ALL, counted / goal),
        case=ShareCase.AT_LEAST,
        reason=Message.later(_Formula(goal, reached).at_least),
    )


def _at_most(figures: Compared, profile: Profile) -> Share:
    goal, reached = figures.target, figures.actual
    if goal < 0:
        return _no_ratio(figures)
    if goal == 0:
        return _missed_zero()
    formula = _Formula(goal, reached, profile.name)
    if profile.points.reverse == "ratio":
        return Share(
            value=min(_ALL, goal / reached),
            case=ShareCase.RATIO,
            reason=Message.later(formula.ratio),
        )
    return Share(
        value=max(_NOTHING, _ALL - (reached - goal) / goal),
        case=ShareCase.LINEAR,
        reason=Message.later(formula.linear),
    )


class _Formula(NamedTuple):
    """A formula with its figures, to be written out where the reason is read."""

    goal: Fraction
    reached: Fraction
    profile: str = ""

    def at_least(self) -> Message:
        """Write out what a target to reach gives."""
        goal, below = self.goal, self.reached < 0
        counted = max(self.reached, _NOTHING)
        return Message(
            zh=f"分值×实际/目标＝分值×{in_formula(counted)}/{in_formula(goal)}"
            f"{'，负数按0计' if below else ''}",
            en=f"points × actual/target = points × {worded(counted)}/{worded(goal)}"
            f"{' (below 0 counts as 0)' if below else ''}",
        )

    def ratio(self) -> Message:
        """Write out what a ceiling gives by target over actual."""
        goal, reached, name = self.goal, self.reached, self.profile
        return Message(
            zh=f"分值×目标/实际＝分值×{in_formula(goal)}/{in_formula(reached)}（方案{name}）",
            en=f"points × target/actual = points × {worded(goal)}/{worded(reached)} "
            f"(profile {name}: ratio)",
        )

    def linear(self) -> Message:
        """Write out what a ceiling gives by what is above it."""
        goal, over, name = self.goal, self.reached - self.goal, self.profile
        below = over > goal
        return Message(
            zh=f"分值×[1−(实际−目标)/目标]＝分值×(1−{in_formula(over)}/{in_formula(goal)})"
            f"{'，负数按0计' if below else ''}（方案{name}）",
            en=f"points × [1 − (actual−target)/target] = points × (1 − {worded(over)}/"
            f"{worded(goal)}){', below 0 counts as 0' if below else ''} "
            f"(profile {name}: linear)",
        )


def _equal(figures: Compared) -> Share:
    goal, reached = figures.target, figures.actual
    if goal == 0:
        if reached <= 0:
            return Share(
                value=_ALL,
                case=ShareCase.ZERO_TARGET,
                reason=Message(
                    zh=f"目标为0，实际{worded(reached)}不大于0，满分",
                    en=f"the target is 0 and {worded(reached)} is not above it, full "
                    "points",
                ),
            )
        return _missed_zero()
    if goal > 0 and reached > goal:
        return left_open(
            "实际高于“=”的目标，方案不算达到，又没有扣分公式，需人工计分",
            "above a target with “=”, which the profile takes for missed and has no "
            "formula for: it needs a person",
        )
    return _at_least(figures)


def _about(figures: Compared) -> Share:
    if figures.target > 0 and figures.actual > figures.target:
        note = Message(
            zh="实际高于“约”的范围，按满分计",
            en="above what “about” allows; it keeps its points",
        )
        return Share(
            value=_ALL,
            case=ShareCase.ABOUT_ABOVE,
            reason=Message(
                zh="高于“约”的范围，满分", en="above what “about” allows, full points"
            ),
            notes=(note,),
        )
    return _at_least(figures)


def _missed_zero() -> Share:
    return Share(
        value=_NOTHING,
        case=ShareCase.ZERO_TARGET,
        reason=Message(
            zh="目标为0而未达到，不得分",
            en="the target is 0 and it is missed, no points",
        ),
    )


def _no_ratio(figures: Compared) -> Share:
    return left_open(
        f"目标{worded(figures.target)}不大于0，比例公式不能用，需人工计分",
        f"no ratio can be taken of a target of {worded(figures.target)}: it needs a "
        "rule or a person",
    )


def _level(
    indicator: Indicator, judgement: Judgement, weight: Weight, profile: Profile
) -> Share:
    levels = profile.levels
    upper, lower = exact(levels.achieved), exact(levels.partly)
    match judgement.verdict:
        case Verdict.MET:
            low, high, usual = upper, _ALL, levels.default_achieved
            name = Message(zh="达成", en="reached")
        case Verdict.PARTLY_MET:
            low, high, usual = lower, upper, levels.default_partly
            name = Message(zh="部分达成", en="partly reached")
        case _:
            low, high, usual = _NOTHING, lower, levels.default_missed
            name = Message(zh="未达成", en="not reached")
    whole = high == _ALL
    ends = between(percent(low), percent(high), high_in=whole)
    ends_en = f"{percent(low)} to {'' if whole else 'under '}{percent(high)}"

    def made(value: Fraction, zh: str, en: str) -> Share:
        return Share(
            value=value,
            case=ShareCase.LEVEL,
            reason=Message(
                zh=f"{name.zh}，占分值{ends}，{zh}{percent(value)}",
                en=f"{name.en}, {ends_en} of the points, {en} {percent(value)}",
            ),
            low=low,
            high=high,
        )

    if judgement.share is not None:
        share = exact(judgement.share)
        if not _within(share, low, high):
            return left_open(
                f"{name.zh}应占分值{ends}，实际情况写的却是{percent(share)}，需人工计分",
                f"{name.en} has {ends_en} of the points, but the actual says "
                f"{percent(share)}: it needs a person",
            )
        return made(share, "实际情况写明", "the actual says")
    if indicator.score is not None and weight.value:
        share = Fraction(indicator.score) / weight.value
        if _within(share, low, high):
            return made(share, "表中得分为", "the form gives")
    return made(exact(usual), "表中没有写，取", "the file gives no share:")


def _within(share: Fraction, low: Fraction, high: Fraction) -> bool:
    return low <= share < high or share == high == _ALL


def _band(judgement: Judgement, profile: Profile) -> Share:
    """Score 满意度 by bands of the figure itself, whatever its own target."""
    figures = judgement.comparison
    if figures is None or figures.unit != "%":
        return left_open(
            "满意度按区间计分，实际值需为一个百分数",
            "satisfaction is scored by bands, for which the actual must be one "
            "percentage",
        )
    reached = figures.actual
    share = next(
        (
            exact(band.share)
            for band in profile.satisfaction.bands
            if reached >= exact(band.least)
        ),
        _NOTHING,
    )
    return Share(
        value=share,
        case=ShareCase.BAND,
        reason=Message(
            zh=f"满意度{worded(reached)}%，按方案{profile.name}的区间得分值的{percent(share)}",
            en=f"satisfaction of {worded(reached)}%, {percent(share)} of the points by "
            f"the bands of profile {profile.name}",
        ),
    )
