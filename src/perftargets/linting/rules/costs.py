"""LOG: whether costs, parts and quantities go together with the budget."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from perftargets.findings import BLANK, Message, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, ending, words
from perftargets.linting.money import budget, planned_budget
from perftargets.linting.promises import shared
from perftargets.linting.row_facts import (
    DOWNWARDS,
    RowFacts,
    amount_of,
    bare,
    is_money,
    quoted,
    spans_years,
)
from perftargets.linting.rule import Defect, Related, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase.target import Comparison, Operator
from perftargets.text import short_number
from perftargets.units import UnitTable

_MATCHING = "财预〔2015〕88号：相应匹配"
_SETTING = "财预〔2021〕101号：指标设置"
_NAMED = 3
"""Characters by which a unit cost names what it is the cost of."""
_COMPARED = 50
"""Rows that one is held to at most: the nearest, or the first of a unit."""
_CEILINGS = frozenset({None, Operator.EQUAL, Operator.ABOUT, *DOWNWARDS})


@rule("LOG001", Severity.ERROR, title="成本超过预算", clause=_MATCHING, scope="project")
def cost_above_budget(project: Project, context: Context) -> Iterator[Defect]:
    """成本指标超过项目预算。 | A row on total cost is over the project's budget."""
    money = planned_budget(project, context.units)
    year = context.document.fiscal_year
    if money is None or spans_years(project.period, year):
        return
    costs = [
        (row, measure)
        for row in project.indicators
        if (measure := _total_cost(row, context)) is not None
    ]
    if len(costs) != 1:
        return
    row, measure = costs[0]
    over = amount_of(measure, context.units) - money.value
    if over <= 0:
        return
    gap = f"{short_number(over / money.scale)}{money.unit}"
    yield Defect(
        zh=f"成本“{quoted(row.target.text)}”超过项目预算{money.text}，多{gap}",
        en=f"the cost “{quoted(row.target.text)}” is over the budget of {money.text}, "
        f"by {gap}",
        hint=Message(
            zh=f"写不超过{money.text}的数，或核对预算数",
            en=f"write no more than {money.text}, or check the budget",
        ),
        field="target",
        indicator=row,
    )


@rule(
    "LOG003", Severity.WARNING, title="成本照抄预算", clause=_SETTING, scope="project"
)
def cost_copies_budget(project: Project, context: Context) -> Iterator[Defect]:
    """成本指标照抄项目预算总额。 | A row on cost that copies the whole budget."""
    money = budget(project, context.units)
    if money is None:
        return
    for row in project.indicators:
        measure = _total_cost(row, context)
        if measure is None or amount_of(measure, context.units) != money.value:
            continue
        facts = context.row(row)
        ceiling = measure.operator in DOWNWARDS
        if ceiling and _says_of_what(facts.bare_name):
            # A ceiling for all that is built or bought may well be the budget.
            continue
        yield Defect(
            zh=f"“{quoted(row.name)}”“{quoted(row.target.text)}”照抄了预算总额，"
            "控制不了成本，也无法比较",
            en=f"“{quoted(row.name)}”, “{quoted(row.target.text)}”, copies the whole "
            "budget: it keeps no cost down and cannot be compared",
            hint=Message(
                zh=f"写单位成本的上限，如“每人成本≤{BLANK}元”“每公里造价≤{BLANK}万元”",
                en="write a ceiling for the cost of one unit: of a person, a kilometre",
            ),
            field="target",
            indicator=row,
        )


@rule(
    "LOG004",
    Severity.WARNING,
    title="单位成本乘数量超预算",
    clause=_MATCHING,
    scope="project",
)
def unit_cost_above_budget(project: Project, context: Context) -> Iterator[Defect]:
    """单位成本乘以数量超过项目预算。 | Unit cost times quantity is over the budget."""
    money = planned_budget(project, context.units)
    if money is None or spans_years(project.period, context.document.fiscal_year):
        return
    known: dict[str, list[tuple[RowFacts, Fraction]]] = {}
    for row, each in _unit_costs(context):
        per = str(each.per)
        if per not in known:
            counted = (
                (other, amount)
                for other in context.rows()
                if other.level_2 == "quantity"
                and (amount := _counted_in(other, per, context.units)) is not None
            )
            known[per] = list(islice(counted, _COMPARED))
        quantities = known[per]
        price = amount_of(each, context.units)
        if price > money.value:
            yield Defect(
                zh=f"“{quoted(row.name)}”{quoted(row.target.text)}，一份就超过项目预算"
                f"{money.text}",
                en=f"“{quoted(row.name)}”, {quoted(row.target.text)}: one alone is "
                f"over the budget of {money.text}",
                hint=Message(
                    zh="核对单位成本和预算的单位和位数",
                    en="check units and digits of unit cost and budget",
                ),
                field="target",
                indicator=row,
            )
            continue
        if not quantities:
            continue
        other, amount = _meant(row, quantities)
        product = price * amount
        if product <= money.value:
            continue
        shown = f"{short_number(product / money.scale)}{money.unit}"
        yield Defect(
            zh=f"“{quoted(row.name)}”{quoted(row.target.text)}，乘以"
            f"“{quoted(other.indicator.name)}”{quoted(other.indicator.target.text)}，"
            f"合{shown}，超过项目预算{money.text}",
            en=f"“{quoted(row.name)}”, {quoted(row.target.text)}, times "
            f"“{quoted(other.indicator.name)}”, {quoted(other.indicator.target.text)}, "
            f"makes {shown}, over the budget of {money.text}",
            hint=Message(
                zh="核对单位成本、数量和预算，三者要对得上",
                en="check unit cost, quantity and budget: they have to go together",
            ),
            field="target",
            indicator=row,
            related=(
                Related(
                    message=Message("数量在这一行", "the quantity stands here"),
                    project=project,
                    indicator=other.indicator,
                ),
            ),
        )


@rule(
    "LOG005",
    Severity.WARNING,
    title="其中大于总数",
    clause="财预〔2015〕88号：合理可行",
    scope="project",
)
def part_above_total(project: Project, context: Context) -> Iterator[Defect]:
    """“其中”的数大于总数。 | A part is more than the total that it is of."""
    totals: list[RowFacts] = []
    openings = words("parts", "openings")
    for row in context.rows():
        if not row.bare_name.startswith(openings):
            totals.append(row)
            continue
        one = row.indicator.target.measure
        whole = _total_of(row, totals)
        if whole is None or not isinstance(one, Comparison):
            continue
        other = whole.indicator.target.measure
        if not isinstance(other, Comparison):
            continue
        if amount_of(one, context.units) <= amount_of(other, context.units):
            continue
        total = whole.indicator
        yield Defect(
            zh=f"“{quoted(row.indicator.name)}”{quoted(row.indicator.target.text)}，大于总数"
            f"“{quoted(total.name)}”{quoted(total.target.text)}",
            en=f"“{quoted(row.indicator.name)}”, {quoted(row.indicator.target.text)}, "
            f"is more than its total, “{quoted(total.name)}”, "
            f"{quoted(total.target.text)}",
            hint=Message(
                zh="核对总数和其中的数", en="check the total and the part of it"
            ),
            field="target",
            indicator=row.indicator,
            related=(
                Related(
                    message=Message("总数在这一行", "the total stands here"),
                    project=project,
                    indicator=total,
                ),
            ),
        )


def _total_cost(row: Indicator, context: Context) -> Comparison | None:
    """Return what a row says all will cost; None for parts, shares and savings."""
    measure = row.target.measure
    keys = ("cost", "economic-cost", "output-cost")
    if not context.under(row, *keys) or context.under(
        row, "social-cost", "environmental-cost"
    ):
        return None
    match measure:
        case Comparison(per=None, unit=unit, operator=operator) if is_money(
            unit, context.units
        ):
            texts = row.name + row.target.text
            if operator in _CEILINGS and not any_in(texts, words("cost", "parts")):
                return measure
    return None


def _says_of_what(name: str) -> bool:
    """Return whether a name is of the cost of something: 工程总造价, not 项目总成本."""
    if not ending(name, "cost", "totals"):
        return False
    for word in words("cost", "of_all"):
        name = name.replace(word, "")
    return len(name) > 1


def _unit_costs(context: Context) -> Iterator[tuple[Indicator, Comparison]]:
    """Yield the rows that say what one unit of something may cost."""
    for row in context.rows():
        measure = row.indicator.target.measure
        costly = context.under(row.indicator, "cost", "economic-cost", "output-cost")
        if (
            costly
            and isinstance(measure, Comparison)
            and measure.per is not None
            and measure.operator in _CEILINGS
            and is_money(measure.unit, context.units)
        ):
            yield row.indicator, measure


def _meant(
    cost: Indicator, quantities: list[tuple[RowFacts, Fraction]]
) -> tuple[RowFacts, Fraction]:
    """Return the quantity that a unit cost is of: by its name, else the least."""
    scored = [
        (shared(bare(cost.name), pair[0].bare_name), -pair[1], pair)
        for pair in quantities
    ]
    named = max(score for score, *_ in scored)
    if named >= _NAMED:
        scored = [each for each in scored if each[0] == named]
    return max(scored, key=lambda each: each[1])[2]


def _counted_in(row: RowFacts, unit: str, units: UnitTable) -> Fraction | None:
    """Return how many of a unit a row plans; None where it counts something else."""
    measure = row.indicator.target.measure
    if not isinstance(measure, Comparison) or measure.unit is None or measure.per:
        return None
    people = words("people", "units")
    if measure.unit == unit or (measure.unit in people and unit in people):
        return Fraction(measure.value)
    one, other = units.find(measure.unit), units.find(unit)
    if one is None or other is None or not units.commensurable(measure.unit, unit):
        return None
    return Fraction(measure.value) * one.factor / other.factor


def _total_of(part: RowFacts, before: list[RowFacts]) -> RowFacts | None:
    """Return the last row before a part that is counted as the part is."""
    for row in reversed(before[-_COMPARED:]):
        one, other = part.indicator.target.measure, row.indicator.target.measure
        if (
            isinstance(one, Comparison)
            and isinstance(other, Comparison)
            and _comparable(one, other, part, row)
        ):
            return row
    return None


def _comparable(
    one: Comparison, other: Comparison, part: RowFacts, row: RowFacts
) -> bool:
    """Return whether two figures count one thing; without a unit, by their names."""
    units = part.units
    if one.per != other.per:
        return False
    if one.unit is None or other.unit is None:
        heads = (part.head, row.head)
        return None not in heads and heads[0] == heads[1]
    people = words("people", "units")
    if one.unit in people and other.unit in people:
        return True
    return units.commensurable(one.unit, other.unit)
