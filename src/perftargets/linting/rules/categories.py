"""CAT: whether a row stands under the category that it belongs to."""

from collections.abc import Iterator

from perftargets.findings import Message, Proposal, Severity
from perftargets.judging.direction import Better
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, ending, words
from perftargets.linting.money import budget
from perftargets.linting.row_facts import (
    Part,
    amount_of,
    bare,
    category_name,
    figures,
    heads,
    is_money,
    is_share,
    level_1,
    level_2,
    quoted,
    way,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison
from perftargets.units import UnitTable

_SETTING = "财预〔2021〕101号：指标设置"
_RELEVANT = "财预〔2015〕88号：相关性"


@rule("CAT001", Severity.INFO, clause=_SETTING)
def rate_as_quantity(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数量指标下写的是比率。 | A rate stands under 数量."""
    if level_2(indicator) != "quantity":
        return
    shares = [
        part
        for part, measure in figures(indicator.target)
        if is_share(measure.unit, context.units) and not part.target.worded
    ]
    named = any(ending(each, "rates") for each in heads(indicator))
    if not (named or (shares and len(shares) == len([*figures(indicator.target)]))):
        return
    timely = any(ending(each, "time") for each in heads(indicator))
    home = category_name("timeliness" if timely else "quality")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”是比率，不是数量",
        en=f"“{quoted(indicator.name)}” is a rate and no quantity",
        hint=Message(
            zh=f"移到“{home}”；数量指标写做了多少，用带单位的数",
            en=f"move it to “{home}”; 数量 says how much is done, in figures with a "
            "unit",
        ),
        proposals=(Proposal(subcategory=home),),
        field="subcategory",
    )


@rule("CAT002", Severity.WARNING, clause=_SETTING)
def time_outside_timeliness(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """及时、按时一类的指标不在时效指标下。 | Time outside 时效指标."""
    where = level_2(indicator)
    if where in {None, "timeliness"}:
        return
    found = next(
        (word for each in heads(indicator) if (word := ending(each, "time"))), ""
    )
    if not found:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是时间（{found}），却放在“{indicator.subcategory}”下",
        en=f"“{quoted(indicator.name)}” is about time ({found}) and stands under "
        f"“{indicator.subcategory}”",
        hint=Message(zh="移到产出指标下的时效指标", en="move it to 产出指标, 时效指标"),
        proposals=(_move("output", "timeliness"),),
        field="subcategory",
    )


@rule("CAT003", Severity.WARNING, clause=_SETTING)
def money_as_quantity(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把经费本身当作数量指标。 | The money itself as a quantity."""
    if level_2(indicator) != "quantity":
        return
    found = next(
        (word for each in heads(indicator) if (word := ending(each, "money"))), ""
    )
    same = context.project is not None and _is_budget(indicator, context)
    if not found and not same:
        return
    zh = "等于项目的预算" if same and not found else f"说的是“{found}”"
    en = "is the project's budget" if same and not found else f"is about “{found}”"
    yield Defect(
        zh=f"“{quoted(indicator.name)}”{zh}，是投入，不是产出的数量",
        en=f"“{quoted(indicator.name)}” {en}: that goes in, it is no output",
        hint=Message(
            zh="数量指标写用这笔钱做了多少事；要控制支出的，移到成本指标",
            en="say how much is done with the money; a limit of cost goes under "
            "成本指标",
        ),
        field="subcategory",
    )


@rule("CAT004", Severity.WARNING, clause="财预〔2015〕88号：产出与效果")
def output_as_benefit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把做了多少工作当作效益。 | One's own work, counted as a benefit."""
    if level_1(indicator) != "benefit" or any_in(
        bare(indicator.name), words("acts", "allowed")
    ):
        return
    rate = next(
        (word for each in heads(indicator) if (word := ending(each, "acts", "rates"))),
        "",
    )
    act = "" if rate else _act(indicator, context.units)
    if not rate and not act:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是做了多少工作（{rate or act}），"
        "是产出，不是效益",
        en=f"“{quoted(indicator.name)}” tells what was done ({rate or act}): an "
        "output, and no benefit",
        hint=Message(
            zh="移到产出指标；效益指标写做了这些以后带来的变化",
            en="move it to 产出指标; under 效益指标 write what changes by it",
        ),
        proposals=(
            _move("output", ("quality" if rate else "quantity"), indicator.subcategory),
        ),
        field="category",
    )


@rule("CAT005", Severity.WARNING, clause="财预〔2020〕10号：预算执行率10分")
def budget_execution_as_indicator(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """把预算执行率列为指标，重复计分。 | The budget's spending as a row of its own."""
    names = words("execution", "names")
    if any_in((indicator.category or "") + (indicator.subcategory or ""), names):
        # The form prints the row itself.
        return
    found = next(
        (word for each in heads(indicator) for word in names if word in each), ""
    )
    if not found:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”另有10分，再列为指标就重复计分",
        en=f"“{quoted(indicator.name)}” has 10 points of its own; as a row it counts "
        "twice",
        hint=Message(
            zh="删去这一行，把分值分给反映产出和效益的指标",
            en="take the row out and give its points to output and effect",
        ),
        field="name",
    )


@rule("CAT006", Severity.WARNING, clause="财预〔2020〕10号：满意度指标")
def satisfaction_outside_category(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """满意度不在满意度指标下。 | Satisfaction outside 满意度指标."""
    where = level_1(indicator)
    if where in {None, "satisfaction"} or level_2(indicator) == "client-satisfaction":
        return
    found = next(
        (
            word
            for each in heads(indicator)
            if (word := ending(each, "measures", "satisfaction"))
        ),
        "",
    )
    if not found:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”是{found}，却放在“{indicator.category}”下",
        en=f"“{quoted(indicator.name)}” is satisfaction and stands under "
        f"“{indicator.category}”",
        hint=Message(
            zh=f"一级指标改为“{category_name('satisfaction')}”",
            en=f"make level 1 “{category_name('satisfaction')}”",
        ),
        proposals=(
            _move("satisfaction", "client-satisfaction", indicator.subcategory),
        ),
        field="category",
    )


def _move(upper: str, lower: str, given: str | None = "") -> Proposal:
    """Propose another category; level 2 only where the row has one."""
    return Proposal(
        category=category_name(upper),
        subcategory=None if given is None else category_name(lower),
    )


def _is_budget(indicator: Indicator, context: Context) -> bool:
    money = (
        budget(context.project, context.units) if context.project is not None else None
    )
    measure = indicator.target.measure
    return (
        money is not None
        and isinstance(measure, Comparison)
        and is_money(measure.unit, context.units)
        and measure.per is None
        and amount_of(measure, context.units) == money.value
    )


def _act(indicator: Indicator, units: UnitTable) -> str:
    """Give the act of the unit's own that is counted: 接待…5次; empty if none."""
    stated = [*figures(indicator.target)]
    name = parse(indicator.name)
    if not stated and isinstance(name.measure, Comparison):
        stated = [(Part(name, indicator.name), name.measure)]
    for part, measure in stated:
        if measure.unit not in words("acts", "units") or part.target.worded:
            continue
        if way(indicator, part, units).better is Better.LOWER:
            continue
        for each in heads(indicator):
            found = next(
                (verb for verb in words("acts", "verbs") if verb in each[:_NEAR]), ""
            )
            if found:
                return found
    return ""


_NEAR = 20
"""How far into a name the verb is looked for; further on it is part of an object."""
