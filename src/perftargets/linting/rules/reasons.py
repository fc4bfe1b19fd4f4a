"""SCR, MON and FND: whether a report says why, and what it says holds together."""

from collections.abc import Iterator
from fractions import Fraction

from perftargets.findings import Message, Severity
from perftargets.judging.verdict import Verdict
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, words
from perftargets.linting.money import line_budget, money
from perftargets.linting.promises import reported_otherwise
from perftargets.linting.row_facts import bare, is_explained, quoted
from perftargets.linting.rule import Defect, Related, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Missing
from perftargets.text import short_number

_SCORES = "财预〔2020〕10号：自评打分"
_REASONS = "财预〔2020〕10号：偏差原因分析"
_FACT = 2
"""Characters that are left of a reason that names something."""
_GOAL = "财预〔2020〕10号：总体目标完成情况"


@rule("SCR003", Severity.WARNING, title="扣分未说明", needs="score", clause=_REASONS)
def unexplained_loss(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """扣了分而没有说明原因。 | Points were lost, and no reason is given."""
    given, points = indicator.score, indicator.weight
    if (
        given is None
        or points is None
        or not 0 <= given < points
        or is_explained(indicator)
    ):
        return
    told = Message("", "")
    if indicator.actual is not None and indicator.actual.text.strip():
        goal, done = quoted(indicator.target.text), quoted(indicator.actual.text)
        told = Message(
            f"目标“{goal}”，实际“{done}”，", f"“{done}” against the target “{goal}”, "
        )
    yield Defect(
        zh=f"“{quoted(indicator.name)}”扣了{short_number(points - given)}分，"
        "没有说明原因",
        en=f"“{quoted(indicator.name)}” lost {short_number(points - given)} points, "
        "and no "
        "reason is given",
        hint=Message(
            zh=f"填写偏差原因分析及改进措施：{told.zh}差在哪里，怎样补上",
            en=f"fill in 偏差原因分析及改进措施: {told.en}where it fell short, and "
            "what is done about it",
        ),
        field="reason" if indicator.reason is not None else "score",
    )


@rule("SCR008", Severity.WARNING, title="原因是套话", needs="reason", clause=_REASONS)
def formulaic_reason(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """偏差原因是套话，看不出差在哪里。 | A reason in set words, which says nothing."""
    reason = indicator.reason or ""
    if not is_explained(indicator) or not _fell_short(indicator, context):
        return
    text = bare(reason)
    plain = text
    for opening in words("formula", "openings"):
        plain = plain.removeprefix(opening)
    known = words("formula", "reasons")
    shorter = True
    while shorter and plain not in known:
        shorter = False
        for ending in words("formula", "endings"):
            if plain.endswith(ending) and plain != ending:
                plain, shorter = plain.removesuffix(ending), True
                break
    if plain not in known and text not in known and _names_a_fact(text):
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”没有完成，原因只写“{quoted(reason)}”，"
        "看不出差在哪里、怎样改进",
        en=f"“{quoted(indicator.name)}” fell short, and the reason says only "
        f"“{quoted(reason)}”: where and why is open",
        hint=Message(
            zh="写具体的事：哪一项没做、差多少、什么时候因为什么、下一步怎样补上",
            en="say what was not done, by how much, when and why, and what is done "
            "about it",
        ),
        field="reason",
    )


@rule(
    "SCR009", Severity.WARNING, title="未填总体完成情况", clause=_GOAL, scope="project"
)
def goal_report_missing(project: Project, context: Context) -> Iterator[Defect]:
    """自评表没有填写总体目标完成情况。 | A report that says nothing of the goal."""
    goal = project.goal
    if goal is None or not goal.text.strip() or not project.indicators:
        return
    scored = [row for row in project.indicators if row.score is not None]
    filled = len(scored) == len(project.indicators)
    spent = project.funds is not None and bool(project.funds.total.spent)
    if not filled or not (spent or project.total is not None):
        # Not a whole self-evaluation: columns of actuals beside a goal, no more.
        return
    if goal.actual is None and not _asks(project, context.document):
        return
    if not isinstance(parse(goal.actual or "").measure, Missing):
        return
    yield Defect(
        zh=f"项目“{quoted(project.name)}”各行都打了分，总体目标完成情况没有填写",
        en=f"every row of “{quoted(project.name)}” has a score, and nothing is said of "
        "the goal as a whole",
        hint=Message(
            zh="对照绩效目标，写做了什么、完成多少、有什么效果、哪些没有完成",
            en="go by the goal: what was done, how much, to what effect, and what not",
        ),
        field="goal",
    )


@rule(
    "SCR010",
    Severity.WARNING,
    title="总体情况与各行不符",
    clause=_GOAL,
    scope="project",
)
def goal_report_contradicts_rows(
    project: Project, context: Context
) -> Iterator[Defect]:
    """总体目标完成情况与各行不符。 | The report on the goal contradicts the rows."""
    for match in reported_otherwise(project, context):
        told, done, row = match.promised.part, match.planned.part, match.planned.row
        name = quoted(row.name) if row is not None else ""
        yield Defect(
            zh=f"总体目标完成情况写“{quoted(told.target.text)}”，"
            f"“{name}”的实际完成值是“{quoted(done.target.text)}”",
            en=f"the report on the goal says “{quoted(told.target.text)}”, and the "
            f"actual of “{name}” is "
            f"“{quoted(done.target.text)}”",
            hint=Message(
                zh="核对后两处写同一个数",
                en="check which is right and write it in both",
            ),
            field="actual",
            indicator=row,
            span=done.span,
        )
    report = bare(project.goal.actual or "") if project.goal is not None else ""
    if not any_in(report, words("all_done")) or any_in(
        report, words("all_done", "except")
    ):
        return
    missed = [
        row
        for row in project.indicators
        if (judgement := context.judgement(row)) is not None
        and judgement.verdict is Verdict.NOT_MET
    ]
    if not missed:
        return
    listed = "、".join(f"“{quoted(row.name)}”" for row in missed[:3])
    yield Defect(
        zh=f"总体目标完成情况写“{quoted(report)}”，而{listed}没有完成",
        en=f"the goal is said to be reached, “{quoted(report)}”, and {listed} fell "
        "short",
        hint=Message(
            zh="如实写明哪些没有完成、完成了多少",
            en="say which were not reached, and how far they got",
        ),
        field="goal",
        related=tuple(
            Related(
                message=Message("这一行没有完成", "this row fell short"),
                project=project,
                indicator=row,
            )
            for row in missed
        ),
    )


@rule(
    "MON001",
    Severity.WARNING,
    title="可能完不成未说明",
    needs="likelihood",
    clause="财预〔2019〕136号：偏差原因分析",
)
def unexplained_deviation(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """目标可能完不成而没有说明原因。 | The target is in doubt, and nobody says why."""
    likelihood = bare(indicator.likelihood or "")
    if likelihood not in words("likelihood", "doubtful") or is_explained(indicator):
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”完成目标的可能性填的是“{likelihood}”，没有说明原因",
        en=f"“{quoted(indicator.name)}”: the likelihood is “{likelihood}”, and no "
        "reason is given",
        hint=Message(
            zh="按经费保障、制度保障、人员保障、硬件条件保障、其他写明原因和措施",
            en="give the reason (经费保障, 制度保障, 人员保障, 硬件条件保障, 其他) and "
            "what is done about it",
        ),
        field="reason" if indicator.reason is not None else "likelihood",
    )


@rule(
    "FND004", Severity.WARNING, title="少花钱而全完成", clause=_SCORES, scope="project"
)
def output_without_spending(project: Project, context: Context) -> Iterator[Defect]:
    """钱只花了一小部分，产出却全部完成。 | Little was spent, and all is done."""
    if project.funds is None:
        return
    total = project.funds.total
    budget, spent = line_budget(total, context.units), money(total.spent, context.units)
    if budget is None or spent is None or budget.value <= 0:
        return
    share = Fraction(spent.value) / budget.value
    if share > Fraction(context.profile.review.low_execution):
        return
    outputs = [row for row in context.rows() if row.level_1 == "output"]
    verdicts = [
        judgement.verdict
        for row in outputs
        if (judgement := context.judgement(row.indicator)) is not None
    ]
    least = context.profile.review.least_indicators - 1
    met = [verdict for verdict in verdicts if verdict is Verdict.MET]
    if len(verdicts) < len(outputs) or len(met) < least:
        return
    if not set(verdicts) <= {Verdict.MET, Verdict.UNDETERMINED}:
        return
    shown = f"{short_number(Fraction(round(share * 100)))}%"
    yield Defect(
        zh=f"预算只执行了{shown}（{spent.text}/{budget.text}），产出指标却全部完成；"
        "预算可能偏大，或者完成值不实",
        en=f"only {shown} of the budget was spent ({spent.text} of {budget.text}), and "
        "every output is done: the budget was too large or the actuals are not right",
        hint=Message(
            zh="说明用较少的钱完成全部产出的原因（未结算、节约、预算偏大），并核对实际完成值",
            en="say why so little did for all (not yet paid, saved, too large a "
            "budget), and check the actuals",
        ),
        field="funds",
    )


def _asks(project: Project, document: Document) -> bool:
    """Return whether the form has a cell for what became of the goal.

    A printed one shows it by its label; data where another project has it filled.
    """
    if project.places is not None and "goal_actual" in project.places.fields:
        return True
    return any(each.goal is not None and each.goal.actual for each in document.projects)


def _names_a_fact(reason: str) -> bool:
    """Return whether more than set words is said: a thing, a figure, a doing."""
    for word in words("formula", "generic"):
        reason = reason.replace(word, "")
    return len(reason) >= _FACT


def _fell_short(indicator: Indicator, context: Context) -> bool:
    """Return whether a row lost points or missed its target."""
    given, points = indicator.score, indicator.weight
    if given is not None and points is not None and 0 <= given < points:
        return True
    judgement = context.judgement(indicator)
    return judgement is not None and judgement.verdict in {
        Verdict.NOT_MET,
        Verdict.PARTLY_MET,
    }
