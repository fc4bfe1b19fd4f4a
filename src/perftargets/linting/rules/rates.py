"""VAL: whether a rate can be, and fits what it is a rate of."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from perftargets.findings import BLANK, Message, Severity
from perftargets.judging.figures import exact, less
from perftargets.linting.context import Context
from perftargets.linting.lists import ending, words
from perftargets.linting.proposing import values, write
from perftargets.linting.row_facts import (
    DOWNWARDS,
    UPWARDS,
    WHOLE,
    Part,
    bounded_rate,
    in_percent,
    quoted,
)
from perftargets.linting.rule import SHARE, Defect, Related, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase.target import Comparison, Measure, Range
from perftargets.text import short_number
from perftargets.units import UnitTable

_FEASIBLE = "财预〔2015〕88号：合理可行"
_MEASURABLE = "财预〔2015〕88号：细化量化"


@rule(
    "VAL006",
    Severity.ERROR,
    title="比率超过100%",
    states=(SHARE,),
    clause=_FEASIBLE,
    supersedes=("VAL013", "VAL005"),
    settles=("LOG002",),
)
def rate_above_100(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """合格率、覆盖率一类的比率超过100%。 | A rate above 100% that cannot be."""
    for part in context.row(indicator).parts:
        highest = _highest(part.measure, context.units)
        if highest is None or not less(WHOLE, highest):
            continue
        head = bounded_rate(context.row(indicator), part)
        if not head:
            continue
        phrases = _within_bounds(part, highest, context.units)
        if ending(head, "measures", "satisfaction"):
            # Of satisfaction 100 % is beyond any survey (VAL020).
            phrases = (*phrases[:-1], f"≥{BLANK}%")
        hint = write(*phrases)
        yield Defect(
            zh=f"{head}最高100%，“{quoted(part.target.text)}”不可能做到",
            en=f"{head} is 100% at most: “{quoted(part.target.text)}” cannot be",
            hint=Message(
                zh=f"核对小数点和单位，{hint.zh}",
                en=f"check decimal point and unit, and {hint.en}",
            ),
            proposals=values(*map(part.put, phrases)),
            field="target",
            span=part.span,
        )


@rule(
    "VAL007",
    Severity.WARNING,
    title="比率写成至少100%",
    states=(SHARE,),
    clause=_FEASIBLE,
    settles=("LOG002",),
)
def rate_at_least_100(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """比率写成“≥100%”或“>100%”。 | A rate up to 100% is written as 100% or more."""
    for part, measure, share in context.row(indicator).shares:
        if measure.operator not in UPWARDS or share != WHOLE:
            continue
        weak = set(words("amount", file="verdict.toml"))
        written = {mark.of(part.whole) for mark in part.target.spans.operator}
        head = bounded_rate(context.row(indicator), part)
        if part.target.worded or not written - weak or not head:
            continue
        yield Defect(
            zh=f"{head}不会超过100%，“{quoted(part.target.text)}”不应写成“100%以上”",
            en=f"{head} cannot pass 100%, so “{quoted(part.target.text)}” cannot ask "
            "for more",
            hint=Message(
                zh=f"要求全部做到的写“=100%”；允许有例外的写“≥{BLANK}%”，填能达到的比率",
                en=f"write “=100%” where all is asked for, else “≥{BLANK}%” with a "
                "rate that can be reached",
            ),
            proposals=values(part.put("=100%"), part.put(f"≥{BLANK}%")),
            field="target",
            span=part.span,
        )


@rule(
    "VAL013",
    Severity.WARNING,
    title="比率写错位数",
    states=(SHARE,),
    clause=_FEASIBLE,
    settles=("LOG002",),
)
def scale_slip(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """比率小得或大得像写错了位数。 | A rate so small or large is a slip of scale."""
    review = context.profile.review
    for part, measure, share in context.row(indicator).shares:
        if part.target.worded:
            continue
        low = (
            not less(exact(review.slip_at_most), share)
            and share > 0
            and bounded_rate(context.row(indicator), part) != ""
            and measure.operator not in DOWNWARDS
        )
        if not low and not less(exact(review.slip_above), share):
            continue
        text = quoted(part.target.text)
        if low:
            phrase = f"{part.sign}{short_number(share * 100)}%"
            if share * 100 >= WHOLE:
                phrase = "=100%"
            zh = f"“{text}”只有{short_number(share)}%，像是把比率又加了百分号"
            en = (
                f"“{text}” is {short_number(share)}% only, as if a ratio had got a "
                "percent "
                "sign as well"
            )
        else:
            phrase = f"{part.sign}{short_number(share / 100)}%"
            zh = f"“{text}”超过{review.slip_above}%，像是多乘了100"
            en = (
                f"“{text}” is over {review.slip_above}%, as if multiplied by 100 once "
                "too often"
            )
        yield Defect(
            zh=zh,
            en=en,
            hint=Message(
                zh=f"核对是否应为“{phrase}”", en=f"check whether “{phrase}” is meant"
            ),
            proposals=values(part.put(phrase)),
            field="target",
            span=part.span,
        )


@rule(
    "VAL016", Severity.INFO, title="百分数千篇一律", clause=_MEASURABLE, scope="project"
)
def same_percentage_everywhere(project: Project, context: Context) -> Iterator[Defect]:
    """多数指标是同一个百分数。 | Nearly all rows have the same percentage."""
    review = context.profile.review
    if len(project.indicators) < review.same_percentage_rows:
        return
    shares = {
        index: in_percent(row.target.measure, context.units)
        for index, row in enumerate(project.indicators)
        if isinstance(row.target.measure, Comparison)
    }
    counts = Counter(share for share in shares.values() if share is not None)
    if not counts:
        return
    share, many = counts.most_common(1)[0]
    if Fraction(many, len(project.indicators)) <= review.same_percentage_share:
        return
    rows = [
        row
        for index, row in enumerate(project.indicators)
        if shares.get(index) == share
    ]
    shown = f"{short_number(share)}%"
    yield Defect(
        zh=f"{len(project.indicators)}行中有{many}行的目标值都是{shown}，像是没有逐项测算",
        en=f"{many} of {len(project.indicators)} rows have the value {shown}, as if "
        "none had been worked out",
        hint=Message(
            zh="按各项工作的基础和要求逐项填写",
            en="work out each value from where the work stands",
        ),
        related=tuple(
            Related(
                message=Message(f"这一行也是{shown}", f"{shown} here too"),
                project=project,
                indicator=row,
            )
            for row in rows
        ),
    )


def _within_bounds(part: Part, highest: Fraction, units: UnitTable) -> tuple[str, ...]:
    """Return what may be meant by a rate over 100 %: a point left out, or the whole."""
    if isinstance(part.measure, Range):
        low = in_percent(Comparison(None, part.measure.low, part.measure.unit), units)
        if low is not None and low < WHOLE:
            return (f"{short_number(low)}%-100%",)
        return ("=100%",)
    # 950% and 9500% lack a point; under half of the whole would be no such target.
    meant = [
        f"{part.sign or '≥'}{short_number(highest / by)}%"
        for by in (10, 100)
        if WHOLE / 2 < highest / by < WHOLE and part.sign not in {"≤", "<", "≈"}
    ]
    return (*meant, "=100%")


def _highest(measure: Measure, units: UnitTable) -> Fraction | None:
    match measure:
        case Comparison():
            return in_percent(measure, units)
        case Range(high=high, unit=unit):
            return in_percent(Comparison(None, high, unit), units)
    return None
