"""SCR and MON: whether scores, actuals and reasons of a report go together."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from perftargets.findings import Message, Severity
from perftargets.judging.direction import Polarity
from perftargets.judging.figures import exact, reaches
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.linting.context import Context
from perftargets.linting.lists import words
from perftargets.linting.row_facts import (
    UPWARDS,
    Part,
    RowFacts,
    bare,
    is_explained,
    quoted,
    way,
)
from perftargets.linting.rule import MET, OPEN, SIGNED, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Missing,
    Operator,
    Qualitative,
    Range,
    Target,
)
from perftargets.scoring.execution import Execution, execution, scored
from perftargets.scoring.points import score
from perftargets.scoring.weights import Origin, Weight, weigh
from perftargets.text import short_number
from perftargets.units import UnitTable

_SCORES = "财预〔2020〕10号：自评打分"
_REASONS = "财预〔2020〕10号：偏差原因分析"
_ZERO = Decimal(0)


@rule(
    "SCR001",
    Severity.ERROR,
    title="得分越界",
    clause=_SCORES,
    scope="project",
    settles=("SCR004",),
)
def score_out_of_bounds(project: Project, _: Context) -> Iterator[Defect]:
    """得分高于分值，或低于零。 | A score above its points, or below 0."""
    for row in project.indicators:
        if row.score is None:
            continue
        name = Message(f"“{quoted(row.name)}”", f"“{quoted(row.name)}”")
        found = _beyond(name, row.score, row.weight)
        if found is not None:
            yield attrs.evolve(found, field="score", indicator=row)
    if project.funds is not None:
        total = project.funds.total
        name = Message("预算执行率", "预算执行率")
        found = _beyond(name, total.score, total.weight)
        if found is not None:
            yield attrs.evolve(found, field="funds")


@rule("SCR002", Severity.WARNING, title="得分算错", clause=_SCORES, scope="project")
def score_mismatch(project: Project, context: Context) -> Iterator[Defect]:
    """得分与按公式计算的结果不符。 | The score is not what the formula gives."""
    for row in project.indicators:
        for found in _mismatch(row, context):
            yield attrs.evolve(found, indicator=row)
    funds = project.funds
    if funds is None or funds.total.score is None:
        return
    money = _execution(project, context)
    right, printed = money.points, money.printed
    if right is None or printed is None or not 0 <= printed <= (money.weight or 0):
        return
    if abs(printed - right) <= context.profile.points.tolerance:
        return
    yield Defect(
        zh=f"预算执行率得分印的是{short_number(printed)}，应得{short_number(right)}分：{money.reason.zh}",
        en=f"the score printed for 预算执行率 is {short_number(printed)}, and it "
        "should be "
        f"{short_number(right)}: {money.reason.en}",
        hint=Message(
            zh=f"得分改为{short_number(right)}，或核对预算数和执行数"
            f"（按方案{context.profile.name}计算）",
            en=f"write {short_number(right)}, or check budget and spending (by profile "
            f"{context.profile.name})",
        ),
        field="funds",
    )


def _execution(project: Project, context: Context) -> Execution:
    """Return the score for spending the budget, as the evaluation gives it."""
    money = execution(project.funds, context.units)
    weighing = weigh(project, context.profile, executed=money.rate is not None)
    return scored(money, weighing.execution, context.profile)


def _mismatch(indicator: Indicator, context: Context) -> Iterator[Defect]:
    printed, points = indicator.score, indicator.weight
    if printed is None or points is None or not 0 <= printed <= points:
        return
    judgement = context.judgement(indicator)
    if judgement is None:
        return
    profile = context.profile
    weight = Weight(Fraction(points), Origin.GIVEN)
    right = score(indicator, judgement, weight, profile)
    if _full_but_missed(indicator, judgement.verdict, right.points):
        return
    if right.points is None or abs(printed - right.points) <= profile.points.tolerance:
        return
    low, high, whole = right.low, right.high, Fraction(points)
    zh, en = f"应得{short_number(right.points)}分", f"{short_number(right.points)}"
    write_zh = f"得分改为{short_number(right.points)}"
    write_en = f"write {short_number(right.points)}"
    if low is not None and high is not None:
        ends = f"{short_number(low * whole)}–{short_number(high * whole)}"
        zh, en = f"应在{ends}分之间", f"between {ends}"
        write_zh, write_en = f"得分改到{ends}分之间", f"write a score between {ends}"
    yield Defect(
        zh=f"“{quoted(indicator.name)}”得分印的是{short_number(printed)}，{zh}："
        f"{judgement.reason.zh}；{right.reason.zh}",
        en=f"the score printed for “{quoted(indicator.name)}” is "
        f"{short_number(printed)}, "
        f"and it should be {en}: {judgement.reason.en}; {right.reason.en}",
        hint=Message(
            zh=f"{write_zh}，或核对实际完成值（按方案{profile.name}计算）",
            en=f"{write_en}, or check the actual (by profile {profile.name})",
        ),
        field="score",
    )


@rule(
    "SCR004",
    Severity.ERROR,
    title="未完成得满分",
    needs="score",
    clause=_SCORES,
    settles=("SCR003",),
)
def full_score_not_met(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """没有完成却得满分。 | Full points for a target that was not met."""
    points, printed = indicator.weight, indicator.score
    if printed is None or printed <= 0:
        # Only rows that print points are judged.
        return
    judgement = context.judgement(indicator)
    unfounded = _unfounded(indicator, judgement)
    if unfounded is not None:
        yield unfounded
        return
    if judgement is None or points is None:
        return
    if judgement.verdict is not Verdict.NOT_MET or printed < points:
        return
    weight = Weight(Fraction(points), Origin.GIVEN)
    right = score(indicator, judgement, weight, context.profile)
    if not _full_but_missed(indicator, judgement.verdict, right.points):
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”得了满分{short_number(points)}分，但{judgement.reason.zh}",
        en=f"“{quoted(indicator.name)}” has full points, {short_number(points)}, and "
        f"{judgement.reason.en}",
        hint=Message(
            zh="按完成情况扣分，或核对实际完成值",
            en="take points off, or check the actual",
        ),
        field="score",
    )


def _unfounded(indicator: Indicator, judgement: Judgement | None) -> Defect | None:
    """Report points for a row without an actual, or without a target."""
    printed = indicator.score
    if printed is None or printed <= 0:
        return None
    reported = judgement is not None and (
        judgement.verdict is not Verdict.NOT_REPORTED or not judgement.applicable
    )
    if isinstance(indicator.target.measure, Missing):
        zh, en = "没有指标值", "states no target"
        fill = Message(zh="填写指标值", en="fill in the target")
    elif not reported:
        zh, en = "没有填报实际完成值", "reports no actual"
        fill = Message(zh="填写实际完成值", en="fill in the actual")
    else:
        return None
    return Defect(
        zh=f"“{quoted(indicator.name)}”{zh}，却得了{short_number(printed)}分",
        en=f"“{quoted(indicator.name)}” {en} and has {short_number(printed)} points",
        hint=Message(zh=f"{fill.zh}，或不计分", en=f"{fill.en}, or give no points"),
        field="score",
    )


@rule(
    "SCR005",
    Severity.WARNING,
    title="完成值无法比较",
    needs="actual",
    reports=(OPEN, SIGNED),
    clause=_REASONS,
    supersedes=("SCR011",),
)
def unusable_actual(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """实际完成值无法与目标值比较。 | An actual that cannot be held to the target."""
    measure, actual = indicator.target.measure, indicator.actual
    if actual is None or not isinstance(measure, Comparison | Range):
        return
    judgement = context.judgement(indicator)
    if judgement is None:
        return
    # One verdict: what the check decides is never said to be undecidable here.
    open_ = judgement.verdict is Verdict.UNDETERMINED
    given = parse(actual.text)
    repeats = isinstance(given.measure, Comparison) and _repeats(
        given, given.measure.operator
    )
    if not open_ and not repeats:
        return
    text = quoted(actual.text)
    figure = Part(indicator.target, indicator.target.text).figure
    example = f"“{figure}”" if figure and not indicator.target.worded else "“0”"
    match given.measure:
        case Qualitative() if open_ and bare(actual.text) in words("done"):
            if indicator.target.worded:
                return
            zh = f"只写了“{text}”，没有写完成多少"
            en = f"the actual says only “{text}”, and not how much"
        case Comparison() if repeats:
            zh = f"实际完成值“{text}”照抄了目标的写法，不是实际的数"
            en = f"the actual “{text}” repeats the target's operator and is no figure "
            en += "that was reached"
        case Comparison(unit=str() as unit) | Range(unit=str() as unit) if (
            open_ and not given.worded and _strange(unit, measure.unit, context.units)
        ):
            zh = f"实际完成值“{text}”的单位是“{unit}”，目标值的单位是“{measure.unit}”"
            en = f"the actual “{text}” is in “{unit}”, the target in “{measure.unit}”"
        case _ if open_ and judgement.by_actual:
            yield Defect(
                zh=f"“{quoted(indicator.name)}”：{judgement.reason.zh}",
                en=f"“{quoted(indicator.name)}”: {judgement.reason.en}",
                hint=Message(
                    zh=f"写实际完成的数值和单位，写法如{example}，其他情况写在说明里",
                    en="write the figure reached with its unit, in the form of "
                    f"{example}, and the rest where remarks stand",
                ),
                field="actual",
            )
            return
        case _:
            return
    if open_:
        zh += "，无法判断是否完成"
        en += ": whether the target was met cannot be said"
    yield Defect(
        zh=zh,
        en=en,
        hint=Message(
            zh=f"写实际完成的数值和单位，写法如{example}",
            en=f"write the figure reached with its unit, in the form of {example}",
        ),
        field="actual",
    )


@rule(
    "SCR006",
    Severity.WARNING,
    title="远超目标未说明",
    needs="actual",
    reports=(MET,),
    clause=_REASONS,
)
def far_above_target(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """大幅超过目标而没有说明原因。 | Far above the target, and no reason is given."""
    measure = indicator.target.measure
    if indicator.actual is None or not isinstance(measure, Comparison):
        return
    judgement = context.judgement(indicator)
    if judgement is None or judgement.verdict is not Verdict.MET:
        return
    figures, far = judgement.comparison, exact(context.profile.points.far_above)
    if figures is None or not judgement.proportional:
        return
    if not reaches(figures.actual, far, figures.target):
        return
    if is_explained(indicator) or not _upwards(context.row(indicator), measure):
        return
    shown = f"{short_number(_rounded(figures.actual / figures.target * 100))}%"
    yield Defect(
        zh=f"“{quoted(indicator.name)}”完成{shown}，远超目标，没有说明原因；目标可能定得太低",
        en=f"“{quoted(indicator.name)}” reached {shown} of its target, and no reason "
        "is given: the target may have been too low",
        hint=Message(
            zh="说明超额的原因，并在下年调整目标值",
            en="say why, and set next year's target by it",
        ),
        field="actual",
    )


@rule("SCR007", Severity.ERROR, title="总分不符", clause=_SCORES, scope="project")
def total_mismatch(project: Project, context: Context) -> Iterator[Defect]:
    """总分或等级与各行得分不符。 | Total or grade is not what the rows give."""
    total = project.total
    scores = [row.score for row in project.indicators]
    given = [each for each in scores if each is not None]
    if total is not None and given and len(given) == len(scores):
        own = project.funds.total.score if project.funds is not None else None
        added = sum(given, own or _ZERO)
        # Without a score of its own, 预算执行率 may be what is missing.
        spare = context.profile.weights.execution if own is None else _ZERO
        wrong = not 0 <= total - added <= spare
        slack = _slack(given, context)
        if wrong:
            # A total of the right scores is not what is wrong.
            wrong = abs(total - _right_sum(project, context)) > slack
        if wrong and abs(added - total) > slack:
            zh = f"各行得分{short_number(sum(given, _ZERO))}"
            en = f"the rows make {short_number(sum(given, _ZERO))}"
            if own is not None:
                zh += f"加预算执行率{short_number(own)}，共{short_number(added)}"
                en += f", with {short_number(own)} for the budget {short_number(added)}"
            yield Defect(
                zh=f"总分印的是{short_number(total)}，{zh}",
                en=f"the total printed is {short_number(total)}, and {en}",
                hint=Message(
                    zh=f"总分改为{short_number(added)}，或核对各行得分",
                    en=f"write {short_number(added)}, or check the scores of the rows",
                ),
                field="total",
            )
    if total is None or not project.grade:
        return
    grades = context.profile.grades
    printed = bare(project.grade)
    right = next((band.name for band in grades if total >= band.least), None)
    known = {band.name for band in grades}
    if right is None or printed not in known or printed == right:
        return
    yield Defect(
        zh=f"总分{short_number(total)}的等级是“{right}”，印的是“{printed}”",
        en=f"a total of {short_number(total)} is “{right}”, and “{printed}” is printed",
        hint=Message(zh=f"等级改为“{right}”", en=f"write “{right}”"),
        field="grade",
    )


def _right_sum(project: Project, context: Context) -> Decimal:
    """Return what the scores make where each wrong one is replaced by the right one."""
    total = _ZERO
    for row in project.indicators:
        right = _right(row, context)
        total += (row.score or _ZERO) if right is None else right
    own = project.funds.total.score if project.funds is not None else None
    earned = None if own is None else _execution(project, context).points
    return total + (own or _ZERO if earned is None else earned)


def _right(indicator: Indicator, context: Context) -> Decimal | None:
    """Return the score that a row should have; None where that is open."""
    judgement, points = context.judgement(indicator), indicator.weight
    if judgement is None or points is None:
        return None
    weight = Weight(Fraction(points), Origin.GIVEN)
    right = score(indicator, judgement, weight, context.profile)
    return None if right.low is not None else right.points


def _slack(scores: list[Decimal], context: Context) -> Decimal:
    """Return how far a total may be off that was rounded once, as the review allows."""
    places = context.profile.points.places
    rounded = sum(
        -exponent >= places
        for each in scores
        if isinstance(exponent := each.as_tuple().exponent, int)
    )
    unit = Decimal(1).scaleb(-places)
    return context.profile.points.tolerance + unit * rounded / 2


def _beyond(
    name: Message, given: Decimal | None, points: Decimal | None
) -> Defect | None:
    """Report a score outside its points; None where it lies inside."""
    if given is None or (given >= 0 and (points is None or given <= points)):
        return None
    upper = Message("分值", "the points of the row")
    if points is not None:
        upper = Message(short_number(points), short_number(points))
    where = Message("低于0", "below 0")
    if given >= 0:
        where = Message(f"高于分值{upper.zh}", f"above {upper.en}")
    return Defect(
        zh=f"{name.zh}得分{short_number(given)}，{where.zh}",
        en=f"the score of {name.en} is {short_number(given)}, {where.en}",
        hint=Message(
            zh=f"得分应在0到{upper.zh}之间",
            en=f"give a score between 0 and {upper.en}",
        ),
    )


def _full_but_missed(
    indicator: Indicator, verdict: Verdict, right: Decimal | None
) -> bool:
    given, points = indicator.score, indicator.weight
    if given is None or points is None or points <= 0 or given < points:
        return False
    # >100 with 100, or 94.999% of 95%: the formula itself leaves every point.
    return verdict is Verdict.NOT_MET and (right is None or right < points)


def _repeats(given: Target, operator: Operator | None) -> bool:
    """Return whether an actual has an operator; 达 and 达到 only name the amount."""
    if operator in {None, Operator.EQUAL, Operator.ABOUT} or given.worded:
        return False
    written = {mark.of(given.text) for mark in given.spans.operator}
    return bool(written - set(words("amount", file="verdict.toml")))


def _strange(given: str, wanted: str | None, units: UnitTable) -> bool:
    if wanted is None or units.find(given) is None or units.find(wanted) is None:
        return False
    return not units.commensurable(given, wanted)


def _upwards(row: RowFacts, measure: Comparison) -> bool:
    if measure.operator in UPWARDS or measure.operator is Operator.EQUAL:
        return True
    if measure.operator is not None:
        return False
    part = Part(row.indicator.target, row.indicator.target.text)
    return way(row, part).polarity is Polarity.HIGHER


def _rounded(value: Fraction) -> Fraction:
    return Fraction((value * 100 * 2 + 1) // 2, 100)
