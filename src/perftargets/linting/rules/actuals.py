"""SCR: whether what is reported as reached is a result, and can be one."""

from collections.abc import Iterator

from perftargets.findings import Message, Severity
from perftargets.judging.figures import less
from perftargets.judging.verdict import Verdict
from perftargets.judging.words import hedges
from perftargets.linting.context import Context
from perftargets.linting.lists import contained, patterns
from perftargets.linting.row_facts import (
    WHOLE,
    Part,
    in_percent,
    plain_head,
    quoted,
    years,
)
from perftargets.linting.rule import DEFERRED, HEDGED, OPEN, SHARE, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Deadline,
    Operator,
    Range,
    Target,
)

_SCORES = "财预〔2020〕10号：自评打分"


@rule(
    "SCR011",
    Severity.WARNING,
    title="完成值不是结果",
    needs="actual",
    reports=(OPEN, HEDGED, DEFERRED),
    clause=_SCORES,
    settles=("SCR010",),
)
def actual_without_result(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """实际完成值是预计、约数或指向别处，不是结果。 | A plan, a guess or a pointer."""
    actual = indicator.actual
    if actual is None or not actual.text.strip():
        return
    if not isinstance(indicator.target.measure, Comparison | Range | Deadline):
        return
    text = actual.text
    said = parse(text)
    if patterns("pointer").search(text):
        zh, en = "让人去看别处", "sends the reader elsewhere"
    elif contained(text, "planned"):
        zh, en = "是计划或预计，不是结果", "is a plan and no result"
    elif _is_hedged(said):
        zh, en = (
            "是约数，不是统计出来的结果",
            "is a guess and no figure that was counted",
        )
    elif _is_open(indicator, context):
        judgement = context.judgement(indicator)
        zh = "无法与目标值比较" + (f"：{judgement.reason.zh}" if judgement else "")
        en = "cannot be held to the target" + (
            f": {judgement.reason.en}" if judgement else ""
        )
    else:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”的实际完成值“{quoted(text)}”{zh}",
        en=f"the actual of “{quoted(indicator.name)}”, “{quoted(text)}”, {en}",
        hint=Message(
            zh="写到年底实际完成的数值和单位，或实际完成的日期",
            en="write the figure reached at the end of the year with its unit, or the "
            "date",
        ),
        field="actual",
    )


@rule(
    "SCR012",
    Severity.WARNING,
    title="完成值不可能",
    needs="actual",
    reports=(SHARE, "deadline"),
    clause=_SCORES,
    settles=("SCR006", "SCR010"),
)
def impossible_actual(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """实际完成值不可能：比率超过100%，或日期不在年度内。 | An actual that cannot be."""
    actual = indicator.actual
    if actual is None or not actual.text.strip():
        return
    said = parse(actual.text)
    row = context.row(indicator)
    match said.measure:
        case Comparison() as measure:
            share = in_percent(measure, context.units)
            if share is None or not less(WHOLE, share):
                return
            head = plain_head(row.subject)
            if not head:
                return
            zh, en = f"{head}最高100%", f"{head} is 100% at most"
        case Deadline(date=date) if _outside(date, context):
            year = context.document.fiscal_year
            zh, en = f"不在{year}年度内", f"lies outside {year}"
        case _:
            return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”的实际完成值“{quoted(actual.text)}”不可能：{zh}",
        en=f"the actual of “{quoted(indicator.name)}”, “{quoted(actual.text)}”, cannot "
        f"be: {en}",
        hint=Message(
            zh="核对小数点、单位和年份，按实际填写",
            en="check decimal point, unit and year, and write what was reached",
        ),
        field="actual",
    )


def _is_hedged(said: Target) -> bool:
    match said.measure:
        case Comparison(operator=Operator.ABOUT):
            return True
    return not hedges().isdisjoint(said.hedges)


def _is_open(indicator: Indicator, context: Context) -> bool:
    """Return whether the actual, and not the target, leaves the verdict open."""
    judgement = context.judgement(indicator)
    if judgement is None or judgement.verdict is not Verdict.UNDETERMINED:
        return False
    target = indicator.target
    figure = Part(target, target.text).figure
    if not figure or not isinstance(target.measure, Comparison):
        return False
    # Where the target's own figure is open too, the target is what is open.
    return context.would_be(indicator, figure).verdict is not Verdict.UNDETERMINED


def _outside(date: str, context: Context) -> bool:
    """Return whether a day lies before the year, or long after it."""
    year = context.document.fiscal_year
    if year is None or not date[:4].isdigit():
        return False
    period = years(context.project.period) if context.project is not None else None
    first, last = period if period is not None else (year, year)
    # A report is written early in the next year; what was done then may stand in it.
    return not min(first, year) <= int(date[:4]) <= max(last, year) + 1
