"""FND: whether the money of a project adds up and was spent."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from perftargets.findings import Message, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, words
from perftargets.linting.money import Money, line_budget, money, percentage
from perftargets.linting.rule import Defect, rule
from perftargets.model.project import Amounts, Funds, Project
from perftargets.text import short_number

_EXECUTION = "财预〔2020〕10号：预算执行率"
_COLUMNS: dict[Literal["initial", "adjusted", "spent"], Message] = {
    "initial": Message("年初预算数", "the initial budget"),
    "adjusted": Message("全年预算数", "the adjusted budget"),
    "spent": Message("全年执行数", "the money spent"),
}
_LINES = (
    ("total", Message("资金总额", "the total")),
    ("fiscal", Message("财政拨款", "the fiscal funds")),
    ("carried_over", Message("上年结转资金", "the money carried over")),
    ("other", Message("其他资金", "the other funds")),
)


@rule(
    "FND001",
    Severity.ERROR,
    title="资金合计不符",
    clause="财预〔2020〕10号：自评表",
    scope="project",
)
def funds_do_not_sum(project: Project, context: Context) -> Iterator[Defect]:
    """资金总额与各项来源的合计不符。 | The total is not the sum of its sources."""
    if project.funds is None:
        return
    for column, title in _COLUMNS.items():
        total = money(_cell(project.funds.total, column), context.units)
        texts = [
            _cell(line, column)
            for line in (
                project.funds.fiscal,
                project.funds.carried_over,
                project.funds.other,
            )
        ]
        sources = [money(text, context.units) for text in texts if text]
        given = [source for source in sources if source is not None]
        if total is None or not given or len(given) < len(sources):
            continue
        added = sum((source.value for source in given), Fraction(0))
        digit = max(source.digit for source in (total, *given))
        gap = total.value - added
        # One source alone may be all that a form prints of several.
        if abs(gap) <= digit or (len(given) == 1 and gap > 0):
            continue
        terms = "+".join(source.text for source in given)
        yield Defect(
            zh=f"{title.zh}的资金总额是{total.text}，各项来源{terms}="
            f"{_money(added, total)}",
            en=f"{title.en} is {total.text} in all, and its sources {terms} make "
            f"{_money(added, total)}",
            hint=Message(
                zh=f"核对各项来源，或把总额改为{_money(added, total)}",
                en=f"check the sources, or make the total {_money(added, total)}",
            ),
            field="funds",
        )


@rule(
    "FND002", Severity.ERROR, title="执行数不合理", clause=_EXECUTION, scope="project"
)
def execution_inconsistent(project: Project, context: Context) -> Iterator[Defect]:
    """执行数超过预算数，或执行率算错。 | Overspent, or the rate is not spent/budget."""
    if project.funds is None:
        return
    for key, title in _LINES:
        line = _line(project.funds, key)
        planned, spent, rate = (
            line_budget(line, context.units),
            money(line.spent, context.units),
            line.rate,
        )
        if planned is None or spent is None:
            continue
        if spent.value - planned.value > max(planned.digit, spent.digit):
            yield Defect(
                zh=f"{title.zh}的全年执行数{spent.text}超过预算数{planned.text}",
                en=f"of {title.en} {spent.text} was spent, more than the budget of "
                f"{planned.text}",
                hint=Message(
                    zh="核对金额和单位；预算有调整的，填写调整后的全年预算数",
                    en="check amounts and units; where the budget was adjusted, give "
                    "the adjusted one",
                ),
                field="funds",
            )
            continue
        printed = percentage(rate, context.units)
        if printed is None or not planned.value:
            continue
        true = spent.value / planned.value * 100
        allowed = max(
            printed.digit / 2,
            Fraction(context.profile.execution.tolerance),
            # What was rounded off before the amounts were printed.
            (spent.digit + planned.digit) / 2 / planned.value * 100,
        )
        if abs(true - printed.value) <= allowed:
            continue
        shown = f"{short_number(_rounded(true))}%"
        yield Defect(
            zh=f"{title.zh}的执行率印的是{printed.text}，{spent.text}÷{planned.text}={shown}",
            en=f"the rate printed for {title.en} is {printed.text}, and "
            f"{spent.text}/{planned.text} is {shown}",
            hint=Message(
                zh=f"改为{shown}，或核对预算数和执行数",
                en=f"write {shown}, or check both amounts",
            ),
            field="funds",
        )


@rule(
    "FND003",
    Severity.WARNING,
    title="执行率低未说明",
    clause=_EXECUTION,
    scope="project",
)
def low_execution_unexplained(project: Project, context: Context) -> Iterator[Defect]:
    """预算执行率偏低而没有说明原因。 | Little was spent, and no reason is given."""
    line = context.profile.execution.explain_below
    if line is None or project.funds is None:
        return
    total = project.funds.total
    if total.expected is not None:
        # Mid-year, when the money is not to be spent yet.
        return
    planned, spent = (
        line_budget(total, context.units),
        money(total.spent, context.units),
    )
    if planned is None or spent is None or planned.value <= 0:
        return
    rate = spent.value / planned.value
    if rate >= Fraction(line):
        return
    told = "".join(row.reason or "" for row in project.indicators)
    goal = (project.goal.actual or "") if project.goal is not None else ""
    if any_in(told + goal, words("spending")):
        return
    shown, least = (
        short_number(_rounded(rate * 100)),
        short_number(Fraction(line) * 100),
    )
    yield Defect(
        zh=f"预算执行率{shown}%，低于{least}%，没有说明原因",
        en=f"{shown}% of the budget was spent, under {least}%, and no reason is given",
        hint=Message(
            zh="写明资金没有用完的原因和改进措施，如未到付款期、招标节约、工作推迟",
            en="say why the money was not spent (not yet due, saved by tender, work "
            "put off) and what is done about it",
        ),
        field="funds",
    )


def _cell(line: Amounts, column: Literal["initial", "adjusted", "spent"]) -> str | None:
    match column:
        case "initial":
            return line.initial
        case "adjusted":
            return line.adjusted
        case "spent":
            return line.spent


def _line(funds: Funds, key: str) -> Amounts:
    match key:
        case "fiscal":
            return funds.fiscal
        case "carried_over":
            return funds.carried_over
        case "other":
            return funds.other
    return funds.total


def _money(value: Fraction, like: Money) -> str:
    """Write an amount in the scale and unit that another was written in."""
    return f"{short_number(value / like.scale)}{like.unit}"


def _rounded(value: Fraction) -> Fraction:
    return Fraction((value * 100 * 2 + 1) // 2, 100)
