"""CAT: whether a row stands under the category that it belongs to."""

from collections.abc import Iterator

from perftargets.findings import Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.doings import (
    act_of,
    counts_work,
    gains,
    issued_by,
    made_by,
    measures_work,
    outcome,
)
from perftargets.linting.lists import any_in, ending, first_in, words
from perftargets.linting.money import budget
from perftargets.linting.row_facts import (
    RowFacts,
    amount_of,
    bare,
    category_name,
    is_money,
    is_share,
    quoted,
)
from perftargets.linting.rule import EXECUTION, SATISFACTION, TIME, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.measured import changes
from perftargets.phrase.target import Comparison

_SETTING = "财预〔2021〕101号：指标设置"
_COSTS = ("economic-cost", "output-cost")


@rule(
    "CAT001",
    Severity.WARNING,
    title="比率放在数量指标",
    under=("quantity",),
    clause=_SETTING,
)
def rate_as_quantity(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数量指标下写的是比率。 | A rate stands under 数量."""
    row = context.row(indicator)
    if any(
        not is_share(measure.unit, context.units) and measure.unit is not None
        for _, measure in row.figures
    ):
        # 覆盖率：12个县 is of two kinds, as UNT001 says.
        return
    shares = [
        part
        for part, measure in row.figures
        if is_share(measure.unit, context.units) and not part.target.worded
    ]
    named = row.head is not None and row.head.kind.key in {"rate", "satisfaction"}
    # So is 培训人数：95%.
    other = row.head is not None and not row.head.kind.takes("%", "ratio")
    if other or not (named or (shares and len(shares) == len(row.figures))):
        return
    timely = any(ending(each, "time") for each in row.heads)
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


@rule(
    "CAT002",
    Severity.WARNING,
    title="时间放在别的指标",
    states=(TIME, "deadline"),
    clause=_SETTING,
    settles=("CAT001", "CAT004"),
)
def time_outside_timeliness(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """及时、按时一类的指标不在时效指标下。 | Time outside 时效指标."""
    row = context.row(indicator)
    if row.level_2 in {None, "timeliness"}:
        return
    found = next((word for each in row.heads if (word := ending(each, "time"))), "")
    if not found and row.level_2 in {"quantity", "quality"}:
        found = _deadline(row)
    if not found:
        return
    where = quoted(indicator.subcategory or "")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是时间（{quoted(found)}），却放在“{where}”下",
        en=f"“{quoted(indicator.name)}” is about time ({quoted(found)}) and stands "
        f"under “{where}”",
        hint=Message(zh="移到产出指标下的时效指标", en="move it to 产出指标, 时效指标"),
        proposals=_move(row, context, "output", "timeliness"),
        field="subcategory",
    )


@rule(
    "CAT003",
    Severity.WARNING,
    title="经费当数量指标",
    under=("quantity",),
    clause=_SETTING,
    settles=("VAL001", "VAL002"),
)
def money_as_quantity(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把经费本身当作数量指标。 | The money itself as a quantity."""
    row = context.row(indicator)
    found = next((word for each in row.heads if (word := ending(each, "money"))), "")
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


@rule(
    "CAT004",
    Severity.WARNING,
    title="产出当效益",
    under=("benefit",),
    clause="财预〔2015〕88号：产出与效果",
)
def output_as_benefit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把做了多少工作当作效益。 | One's own work, counted as a benefit."""
    row = context.row(indicator)
    if any_in(row.bare_name, words("execution", "names")):
        # The spending of the budget is what CAT005 speaks of.
        return
    made = made_by(row) or issued_by(row)
    if not made and any_in(row.bare_name, words("acts", "allowed")):
        return
    rate = next(
        (word for each in row.heads if (word := ending(each, "acts", "rates"))), ""
    )
    act = "" if rate else (made or act_of(row))
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
        proposals=_move(
            row,
            context,
            "output",
            "quality" if rate else "quantity",
            indicator.subcategory,
        ),
        field="category",
    )


@rule(
    "CAT005",
    Severity.WARNING,
    title="预算执行率列为指标",
    states=(EXECUTION,),
    clause="财预〔2020〕10号：预算执行率10分",
    settles=("CAT", "DUP003", "NAM", "UNT", "VAL"),
)
def budget_execution_as_indicator(
    indicator: Indicator, context: Context
) -> Iterator[Defect]:
    """把预算执行率列为指标，重复计分。 | The budget's spending as a row of its own."""
    heads = context.row(indicator).heads
    names = words("execution", "names")
    if any_in((indicator.category or "") + (indicator.subcategory or ""), names):
        # The form prints the row itself.
        return
    found = next(
        (word for each in heads for word in names if word in each),
        "",
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


@rule(
    "CAT006",
    Severity.WARNING,
    title="满意度放在别的指标",
    states=(SATISFACTION,),
    clause="财预〔2020〕10号：满意度指标",
    settles=("CAT001", "CAT002", "CAT004"),
)
def satisfaction_outside_category(
    indicator: Indicator, context: Context
) -> Iterator[Defect]:
    """满意度不在满意度指标下。 | Satisfaction outside 满意度指标."""
    row = context.row(indicator)
    if row.level_1 in {None, "satisfaction"} or row.level_2 == "client-satisfaction":
        return
    found = next(
        (
            word
            for each in row.heads
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
        proposals=_move(
            row,
            context,
            "satisfaction",
            "client-satisfaction",
            indicator.subcategory,
        ),
        field="category",
    )


@rule(
    "CAT007",
    Severity.WARNING,
    title="数量放在别处",
    under=("quality", "timeliness", "cost", *_COSTS),
    states=("comparison",),
    clause=_SETTING,
)
def count_outside_quantity(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """质量、时效、成本指标下写的是做了多少。 | Amounts under 质量, 时效 or 成本."""
    row = context.row(indicator)
    costly = row.level_2 in _COSTS or (row.level_1 == "cost" and row.level_2 is None)
    if not (costly or row.level_2 in {"quality", "timeliness"}) or not row.figures:
        return
    if outcome(row):
        # CAT008 speaks of it.
        return
    for part, measure in row.figures:
        if part.target.worded or not (
            counts_work(row, measure) or measures_work(row, measure)
        ):
            return
        if row.less_is_better(part) or not measure.value:
            # 事故数 ≤ 0 and 差错 ≤ 2起 are about quality.
            return
    home = category_name("quantity")
    where = quoted(indicator.subcategory or "")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”“{quoted(indicator.target.text)}”说的是做了多少，"
        f"却放在“{where}”下",
        en=f"“{quoted(indicator.name)}”, “{quoted(indicator.target.text)}”, tells how "
        f"much is done and stands under “{where}”",
        hint=Message(
            zh=f"移到“{home}”；质量写合格、达标的比率，时效写完成的日期或时限，成本写花费的上限",
            en=f"move it to “{home}”; 质量 is about rates of what is fit, 时效 about "
            "dates, 成本 about a ceiling for what is spent",
        ),
        proposals=_move(row, context, "output", "quantity"),
        field="subcategory",
    )


@rule(
    "CAT008",
    Severity.WARNING,
    title="效益当产出",
    under=("quality", "timeliness", "quantity"),
    clause="财预〔2015〕88号：产出与效果",
)
def outcome_as_output(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把带来的变化当作产出。 | What changes by the work stands under the outputs."""
    row = context.row(indicator)
    # Under 数量 a number of people served may be output; what they gain by it is not.
    found = first_in(
        row.bare_name, "outcome", "sure" if row.level_2 == "quantity" else "words"
    )
    if not found:
        return
    where = quoted(indicator.subcategory or "")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是带来的变化（{found}），是效益，却放在“{where}”下",
        en=f"“{quoted(indicator.name)}” is what changes by the work ({found}), and "
        f"stands under “{where}”",
        hint=Message(
            zh="移到效益指标；质量指标写产出本身合格、达标的比率",
            en="move it to 效益指标; 质量 is about how fit the output itself is",
        ),
        field="category",
    )


@rule(
    "CAT009",
    Severity.WARNING,
    title="满意度指标下不是满意度",
    under=("satisfaction", "client-satisfaction"),
    clause="财预〔2020〕10号：满意度指标",
)
def not_satisfaction(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """满意度指标下写的不是满意度。 | No satisfaction under 满意度指标."""
    row = context.row(indicator)
    texts = (row.bare_name, bare(indicator.target.text))
    if not row.bare_name or any(
        any_in(text, words("measures", "satisfied")) for text in texts
    ):
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”不是满意度，却放在满意度指标下",
        en=f"“{quoted(indicator.name)}” is no satisfaction and stands under 满意度指标",
        hint=Message(
            zh="按内容移到产出或效益指标；满意度指标写“谁的满意度”，目标值写比率",
            en="move it to the outputs or effects; here write whose satisfaction, with "
            "a rate",
        ),
        field="name",
    )


@rule(
    "CAT010",
    Severity.WARNING,
    title="效益当成本",
    under=("social-cost", "environmental-cost"),
    clause=_SETTING,
)
def benefit_as_cost(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """社会成本、生态环境成本下写的是效益。 | A benefit as social or other cost."""
    row = context.row(indicator)
    if not row.figures or not gains(row):
        return
    if any(part.target.worded or not measure.value for part, measure in row.figures):
        # 因施工新增投诉 =0 is a burden, whatever its name holds.
        return
    where = quoted(indicator.subcategory or "")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是带来的好处，却放在“{where}”下",
        en=f"“{quoted(indicator.name)}” is what is gained and stands under “{where}”",
        hint=Message(
            zh="移到效益指标；社会成本、生态环境成本写项目造成的负担和损害，如噪声、排放、事故",
            en="move it to 效益指标; these costs are burdens that the project brings, "
            "such as noise, waste and accidents",
        ),
        field="category",
    )


@rule(
    "CAT011",
    Severity.WARNING,
    title="资金管理当成本",
    under=("cost", *_COSTS),
    clause=_SETTING,
    settles=("NAM", "UNT", "VAL"),
)
def funds_as_cost(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把资金到位、支付、使用当作成本指标。 | The handling of money as a cost."""
    row = context.row(indicator)
    if not context.under(indicator, "cost", *_COSTS) or context.under(
        indicator, "social-cost", "environmental-cost"
    ):
        return
    name = row.bare_name
    # 预算执行率 is what CAT005 speaks of.
    if any_in(name, words("execution", "names")):
        return
    thing = first_in(name, "handling", "things")
    act = first_in(name, "handling", "acts") if thing else ""
    if not act:
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是资金怎样{act}，不是花了多少钱",
        en=f"“{quoted(indicator.name)}” is about how money is handled ({act}), and not "
        "what anything costs",
        hint=Message(
            zh="成本指标写单位成本或总成本的上限，如“每人培训成本≤__元”；这一行删去",
            en="write a ceiling for a cost, of one unit or of all; take this row out",
        ),
        field="name",
    )


@rule(
    "CAT013",
    Severity.WARNING,
    title="质量放在时效指标",
    under=("timeliness",),
    states=("comparison",),
    clause=_SETTING,
)
def quality_as_timeliness(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """时效指标下写的是质量。 | A rate of quality stands under 时效."""
    row = context.row(indicator)
    if not row.figures:
        return
    found = ending(row.bare_name, "bounded", "fit")
    if not found or not all(
        is_share(measure.unit, context.units) for _, measure in row.figures
    ):
        return
    home = category_name("quality")
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是做得怎样（{found}），不是何时做完",
        en=f"“{quoted(indicator.name)}” is about how well it is done ({found}), and "
        "not when",
        hint=Message(
            zh=f"移到“{home}”；时效指标写完成的日期、时限或及时率",
            en=f"move it to “{home}”; 时效 is about dates, limits of time and how much "
            "is in time",
        ),
        proposals=_move(row, context, "output", "quality"),
        field="subcategory",
    )


@rule(
    "CAT012",
    Severity.WARNING,
    title="成本当效益",
    under=("benefit",),
    states=("comparison",),
    clause=_SETTING,
)
def cost_as_benefit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把花多少钱当作效益。 | What things cost, counted as a benefit."""
    row = context.row(indicator)
    if not row.figures:
        return
    head = row.head
    if head is None or head.word not in words("handling", "costs"):
        return
    if changes(indicator.name) or not all(
        is_money(measure.unit, context.units) for _, measure in row.figures
    ):
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”说的是花多少钱，是成本，不是效益",
        en=f"“{quoted(indicator.name)}” is what things cost, and no benefit",
        hint=Message(
            zh="移到成本指标；效益指标写做了这些以后带来的变化",
            en="move it to 成本指标; under 效益指标 write what changes by it",
        ),
        field="category",
    )


def _deadline(row: RowFacts) -> str:
    """Return a date that is the whole value of a row; empty where it has a figure."""
    dates = [part for part in row.parts if part.measure.kind == "deadline"]
    if row.figures or len(dates) != len(row.parts):
        return ""
    return dates[0].target.text.strip() if dates else ""


def _move(
    row: RowFacts, context: Context, upper: str, lower: str, given: str | None = ""
) -> tuple[Proposal, ...]:
    """Propose another category; level 2 only where the row has one.

    Nothing is proposed for the last row of a category that must be there: the move
    would mend one fault by another.
    """
    if row.level_1 != upper and context.is_last_of(row):
        return ()
    return (
        Proposal(
            category=category_name(upper),
            subcategory=None if given is None else category_name(lower),
        ),
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
