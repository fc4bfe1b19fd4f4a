"""VAL and WGT: whether a target asks for too little or too much, or hardly counts."""

from collections.abc import Iterator
from decimal import Decimal

from perftargets.findings import BLANK, Message, Severity
from perftargets.judging.direction import Polarity
from perftargets.judging.figures import added, exact, less, times
from perftargets.linting.context import Context
from perftargets.linting.lists import ending
from perftargets.linting.proposing import values
from perftargets.linting.row_facts import (
    DOWNWARDS,
    WHOLE,
    Part,
    RowFacts,
    amount_of,
    measured,
    plain_head,
    quoted,
    way,
)
from perftargets.linting.rule import SHARE, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase.target import Comparison
from perftargets.text import short_number

_FEASIBLE = "财预〔2015〕88号：合理可行"
_POINTS = "财预〔2020〕10号：指标权重"
_ZERO = Decimal(0)


@rule(
    "VAL019",
    Severity.WARNING,
    title="目标过低",
    states=(SHARE,),
    clause=_FEASIBLE,
    settles=("LOG002",),
)
def undemanding_target(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """满意度、合格率一类的目标定得过低。 | A rate that asks for far too little."""
    row, review = context.row(indicator), context.profile.review
    slip = exact(review.slip_at_most)
    for part, measure, share in row.shares:
        # VAL013 speaks of slips of scale, VAL009 of the direction.
        if part.target.worded or measure.operator in DOWNWARDS or not less(slip, share):
            continue
        satisfied = _satisfaction(row, part)
        head = satisfied or next(
            (
                word
                for each in measured(row, part)
                if (word := ending(plain_head(each), "bounded", "sure"))
            ),
            "",
        )
        least = review.least_satisfaction if satisfied else review.least_rate
        if not head or not less(share, exact(least)):
            continue
        form = part.put(f"≥{BLANK}%")
        yield Defect(
            zh=f"{head}定为“{quoted(part.target.text)}”过低，起不到目标的作用",
            en=f"“{quoted(part.target.text)}” is far too low for {head} to be a target",
            hint=Message(
                zh=f"核对后写能体现工作质量的比率，一般不低于{short_number(least)}%",
                en="check it, and write a rate that shows good work; "
                f"{short_number(least)}% "
                "is the least that is usual",
            ),
            proposals=values(form),
            field="target",
            span=part.span,
        )


@rule(
    "VAL020",
    Severity.WARNING,
    title="目标难以达到",
    states=(SHARE,),
    clause=_FEASIBLE,
    supersedes=("VAL007",),
    settles=("LOG002",),
)
def unreachable_target(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """满意度定为100%，调查很难做到。 | Satisfaction of 100 %, which no survey gives."""
    most = context.profile.review.most_satisfaction
    if most is None:
        return
    row = context.row(indicator)
    for part, measure, share in row.shares:
        if not less(exact(most), share) or less(WHOLE, share):
            continue
        head = _satisfaction(row, part)
        if not head or measure.operator in DOWNWARDS:
            continue
        yield Defect(
            zh=f"{head}定为“{quoted(part.target.text)}”，有一人不满意就完不成",
            en=f"“{quoted(part.target.text)}” for {head} is missed as soon as one "
            "person is not satisfied",
            hint=Message(
                zh=f"按往年调查结果写“≥{BLANK}%”",
                en=f"write “≥{BLANK}%” by the surveys of earlier years",
            ),
            proposals=values(part.put(f"≥{BLANK}%")),
            field="target",
            span=part.span,
        )


@rule(
    "VAL021",
    Severity.WARNING,
    title="中期目标低于年度目标",
    needs="long_term_target",
    states=("comparison",),
    clause="财预〔2015〕88号：相应匹配",
)
def midterm_below_annual(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """中期目标值低于年度目标值。 | The mid-term target is below the annual one."""
    longer = indicator.long_term_target
    if longer is None:
        return
    year, whole = indicator.target.measure, longer.measure
    if not isinstance(year, Comparison) or not isinstance(whole, Comparison):
        return
    if indicator.target.worded or longer.worded or year.per != whole.per:
        return
    if year.unit is None or whole.unit is None:
        if year.unit != whole.unit:
            return
    elif not context.units.commensurable(year.unit, whole.unit):
        return
    row = context.row(indicator)
    if (
        way(row, Part(indicator.target, indicator.target.text)).polarity
        is Polarity.LOWER
    ):
        return
    if {year.operator, whole.operator} & DOWNWARDS:
        return
    if amount_of(whole, context.units) >= amount_of(year, context.units):
        return
    yield Defect(
        zh=f"中期目标“{quoted(longer.text)}”低于年度目标“{quoted(indicator.target.text)}”",
        en=f"the mid-term target “{quoted(longer.text)}” is below the annual one, "
        f"“{quoted(indicator.target.text)}”",
        hint=Message(
            zh="核对两处的数值；中期目标包括各年，不应低于其中一年",
            en="check both; the mid-term takes every year in and cannot be below one",
        ),
        field="long_term_target",
    )


@rule(
    "WGT006",
    Severity.WARNING,
    title="核心产出分值过小",
    clause=_POINTS,
    scope="project",
)
def light_core_weight(project: Project, context: Context) -> Iterator[Defect]:
    """核心数量指标几乎不占分值。 | A core quantity that counts for next to nothing."""
    weights = [row.weight for row in project.indicators if row.weight is not None]
    core = [row.indicator for row in context.rows() if row.level_2 == "quantity"]
    if not core or len(weights) < len(project.indicators):
        return
    total = added(weights)
    if total <= 0:
        return
    least = times(exact(context.profile.review.light_share), total)

    def is_light(weight: Decimal) -> bool:
        return not less(least, exact(weight))

    alike = is_light(max(row.weight or _ZERO for row in core))
    light = [
        row
        for row in core
        if row.weight is not None
        and row.weight > 0
        # Beside weightier ones a small count may be small by intent; the first is not.
        and (alike or row is core[0])
        and is_light(row.weight)
    ]
    for indicator in light[:1]:
        weight = indicator.weight
        if weight is None:
            continue
        yield Defect(
            zh=f"核心的数量指标“{quoted(indicator.name)}”只有{short_number(weight)}分，做不做几乎不影响得分",
            en=f"“{quoted(indicator.name)}” is what the project does, and has "
            f"{short_number(weight)} points only: whether it is done hardly shows",
            hint=Message(
                zh="提高核心产出的分值，从次要的行中调剂",
                en="give the core output more points, and lesser rows fewer",
            ),
            field="weight",
            indicator=indicator,
        )


def _satisfaction(row: RowFacts, part: Part) -> str:
    """Return the word for satisfaction that a figure is of; empty where it is none."""
    return next(
        (
            word
            for each in measured(row, part)
            if (word := ending(each, "measures", "satisfaction"))
        ),
        "",
    )
