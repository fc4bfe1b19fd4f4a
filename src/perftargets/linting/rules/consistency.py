"""DUP and LOG: whether rows repeat or contradict each other, the goal, the budget."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perftargets.findings import Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, words
from perftargets.linting.money import budget
from perftargets.linting.row_facts import (
    DOWNWARDS,
    Part,
    amount_of,
    bare,
    figures,
    is_money,
    measured,
    number,
    quoted,
    same_thing,
    spans_years,
)
from perftargets.linting.rule import Defect, Related, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator
from perftargets.units import UnitTable

_MATCHING = "财预〔2015〕88号：相应匹配"
_CLEAR = "财预〔2015〕88号：指向明确"
_Thing = tuple[str, str, str | None]
"""What a figure is about: its subject, its dimension or unit, and what it is per."""
_Stated = tuple[Part, set[Fraction]]
"""Where the goal first speaks of a thing, and every amount that it gives."""
_COMPARED = 50
"""Rows of one name that a row is compared with: a table must not cost its square."""
_SHORTEST = 2
"""Characters that a subject keeps when words such as 数量 are taken off its end."""
_SENTENCE = re.compile(r"[。；;！!\n]")


@rule("DUP001", Severity.WARNING, clause=_CLEAR, scope="project")
def duplicate_indicator(project: Project, _: Context) -> Iterator[Defect]:
    """同一项目里有重复的指标。 | The same indicator stands twice in a project."""
    seen: dict[str, list[Indicator]] = {}
    for row in project.indicators:
        key = same_thing(row.name)
        if not key:
            continue
        earlier = next(
            (each for each in seen.get(key, [])[:_COMPARED] if not _apart(each, row)),
            None,
        )
        seen.setdefault(key, []).append(row)
        if earlier is None:
            continue
        number_zh = f"第{earlier.number}条" if earlier.number else "前面的"
        number_en = f"row {earlier.number}" if earlier.number else "an earlier row"
        yield Defect(
            zh=f"“{quoted(row.name)}”与{number_zh}“{quoted(earlier.name)}”重复，会重复计分",
            en=f"“{quoted(row.name)}” repeats {number_en}, “{quoted(earlier.name)}”, "
            "and counts twice",
            hint=Message(
                zh="删去其中一行；确是两件事的，在名称中写明区别",
                en="take one of them out; where they are two things, let the names "
                "say so",
            ),
            field="name",
            indicator=row,
            related=(
                Related(
                    message=Message("重复的是这一行", "this is the row it repeats"),
                    project=project,
                    indicator=earlier,
                ),
            ),
        )


@rule("DUP002", Severity.INFO, clause=_MATCHING, scope="document")
def copied_indicators(document: Document, context: Context) -> Iterator[Defect]:
    """两个项目的指标完全一样。 | Two projects have the same rows."""
    least = context.profile.review.copied_rows
    seen: dict[frozenset[tuple[str, str]], Project] = {}
    for project in document.projects:
        rows = frozenset(
            (bare(row.name), bare(row.target.text)) for row in project.indicators
        )
        if len(rows) < least:
            continue
        first = seen.setdefault(rows, project)
        if first is project:
            continue
        yield Defect(
            zh=f"“{quoted(project.name)}”的{len(rows)}条指标与“{quoted(first.name)}”完全一样",
            en=f"the {len(rows)} rows of “{quoted(project.name)}” are those of "
            f"“{quoted(first.name)}”",
            hint=Message(
                zh="按每个项目自己的内容分别填写",
                en="write for each project what it does itself",
            ),
            project=project,
            related=(
                Related(
                    message=Message("相同的是这个项目", "this is the other project"),
                    project=first,
                ),
            ),
        )


@rule("LOG001", Severity.ERROR, clause=_MATCHING, scope="project")
def cost_above_budget(project: Project, context: Context) -> Iterator[Defect]:
    """成本指标超过项目预算。 | A row on total cost is over the project's budget."""
    money = budget(project, context.units)
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
    gap = f"{number(over / money.scale)}{money.unit}"
    yield Defect(
        zh=f"成本“{quoted(row.target.text)}”超过项目预算{money.text}，多{gap}",
        en=f"the cost “{quoted(row.target.text)}” is over the budget of {money.text}, "
        f"by {gap}",
        hint=Message(
            zh=f"写成“≤{money.text}”，或核对预算数",
            en=f"write “≤{money.text}”, or check the budget",
        ),
        proposals=(Proposal(target=f"≤{money.text}"),),
        field="target",
        indicator=row,
    )


@rule("LOG002", Severity.WARNING, clause=_MATCHING, scope="project")
def goal_contradicts_indicator(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标和指标里的数不一致。 | Goal and row state different figures."""
    if project.goal is None or not any(map(str.isdigit, project.goal.text)):
        return
    stated: dict[_Thing, _Stated] = {}
    for part, measure in _goal_figures(project.goal.text):
        thing = _thing(part.target.subject, measure, context.units)
        if thing is not None:
            stated.setdefault(thing, (part, set()))[1].add(
                amount_of(measure, context.units)
            )
    for row in project.indicators:
        for part, measure in figures(row.target):
            things = [
                _thing(each, measure, context.units) for each in measured(row, part)
            ]
            same = [stated[each] for each in things if each in stated]
            amount = amount_of(measure, context.units)
            if not same or any(amount in amounts for _, amounts in same):
                continue
            given = same[0][0]
            phrase = f"{part.sign}{given.figure}"
            yield Defect(
                zh=f"绩效目标写的是“{quoted(given.target.text)}”，指标"
                f"“{quoted(row.name)}”写的是“{quoted(part.target.text)}”，两处不一致",
                en=f"the goal says “{quoted(given.target.text)}”, the row "
                f"“{quoted(row.name)}” says “{quoted(part.target.text)}”: they differ",
                hint=Message(
                    zh=f"核对后两处写同一个数；以绩效目标为准的，这里写“{phrase}”",
                    en="check which is right and write it in both; if it is the goal, "
                    f"write “{phrase}” here",
                ),
                proposals=(Proposal(target=part.put(phrase)),),
                field="target",
                indicator=row,
                span=part.span,
            )
            break


def _apart(one: Indicator, other: Indicator) -> bool:
    """Say whether two rows of one name are two things by what else they say."""
    subjects = {bare(row.target.subject) for row in (one, other)} - {""}
    if len(subjects) > 1:
        return True
    # One thing may be counted under 数量, tested under 质量 and timed under 时效.
    levels = {bare(row.subcategory or "") for row in (one, other)}
    return len(levels) > 1 and one.target != other.target


def _total_cost(row: Indicator, context: Context) -> Comparison | None:
    """Give what a row says all will cost; None for parts, shares and savings."""
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
            upper = {None, Operator.EQUAL, Operator.ABOUT, *DOWNWARDS}
            texts = row.name + row.target.text
            if operator in upper and not any_in(texts, words("cost", "parts")):
                return measure
    return None


def _goal_figures(goal: str) -> Iterator[tuple[Part, Comparison]]:
    for sentence in _SENTENCE.split(goal):
        yield from figures(parse(sentence))


def _subject(text: str) -> str:
    """Take off words that do not change which thing is counted: 完成, 全年."""
    plain = bare(text)
    for word in words("subject", "dropped"):
        plain = plain.replace(word, "")
    shorter = True
    while shorter:
        shorter = False
        for opening in words("subject", "openings"):
            if plain.startswith(opening) and plain != opening:
                plain, shorter = plain.removeprefix(opening), True
    for ending in sorted(words("subject", "counts"), key=len, reverse=True):
        rest = plain.removesuffix(ending)
        if rest != plain and len(rest) >= _SHORTEST:
            return rest
    return plain


def _thing(text: str, measure: Comparison, units: UnitTable) -> _Thing | None:
    """Give what a figure is about: its subject, and what it can be compared in."""
    subject = _subject(text)
    if not subject or measure.unit is None:
        return None
    known = units.find(measure.unit)
    dimension = known.dimension if known is not None else None
    return subject, dimension or measure.unit, measure.per
