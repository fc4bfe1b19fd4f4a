"""STR: whether what a project needs is there, and where it belongs."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, contained, table, words
from perftargets.linting.money import budget
from perftargets.linting.proposing import forms, goal_hint, values, write
from perftargets.linting.row_facts import (
    bare,
    category_name,
    quoted,
)
from perftargets.linting.rule import Defect, Related, rule
from perftargets.model.category import categories, classify
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Missing, Qualitative
from perftargets.reading.notices import says_no_target_column, says_table_unread
from perftargets.text import Span, counted

_COMPLETE = "财预〔2015〕88号：完整性"
_MATCHING = "财预〔2015〕88号：相应匹配"
_CORE = "财预〔2021〕101号：指标设置"


@rule(
    "STR001", Severity.ERROR, title="缺少绩效目标", clause=_COMPLETE, scope="document"
)
def missing_goal(document: Document, _: Context) -> Iterator[Defect]:
    """项目没有填写绩效目标。 | The project states no goal."""
    lacking = [each for each in document.projects if _states_no_goal(each)]
    if len(lacking) > 1 and len(lacking) == len(document.projects):
        # A list without such a column lacks one thing, not one for each project.
        first = lacking[0]
        yield Defect(
            zh=f"{len(lacking)}个项目都没有绩效目标，指标没有依据",
            en=f"none of the {len(lacking)} projects states a goal for its rows to "
            "rest on",
            hint=goal_hint(first),
            project=first,
        )
        return
    for project in lacking:
        yield Defect(
            zh=f"项目“{quoted(project.name)}”没有绩效目标，指标没有依据",
            en=f"project “{quoted(project.name)}” states no goal for its rows to rest "
            "on",
            hint=goal_hint(project),
            field="goal" if project.goal is not None else None,
            project=project,
        )


def _states_no_goal(project: Project) -> bool:
    text = project.goal.text if project.goal is not None else ""
    return isinstance(parse(text).measure, Missing)


@rule(
    "STR002",
    Severity.ERROR,
    title="缺少一级指标",
    clause="财预〔2015〕88号：产出与效果",
    scope="project",
)
def missing_category(project: Project, context: Context) -> Iterator[Defect]:
    """缺少必需的一级指标。 | A category that must be there has no row."""
    found = {row.level_1 for row in context.rows()}
    if None in found and any(
        row.level_1 is None and row.indicator.category.strip() for row in context.rows()
    ):
        # A row under a name that is not known may be the one that is wanted.
        return
    if _rows_are_unread(project, context):
        return
    for key in context.profile.categories.required:
        if key in found:
            continue
        name = category_name(key)
        yield Defect(
            zh=f"项目“{quoted(project.name)}”没有{name}",
            en=f"project “{quoted(project.name)}” has no row under {name}",
            hint=Message(
                zh=f"补充{name}，写明{_ASKED[key].zh}",
                en=f"add a row under {name} that says {_ASKED[key].en}",
            ),
        )


@rule(
    "STR003", Severity.WARNING, title="产出缺数量或质量", clause=_CORE, scope="project"
)
def missing_output_aspect(_: Project, context: Context) -> Iterator[Defect]:
    """产出指标缺数量或质量。 | The outputs lack quantity or quality."""
    found = {row.level_2 for row in context.rows() if row.level_1 == "output"}
    if not found or None in found:
        return
    for key in context.profile.categories.output_aspects:
        if key in found:
            continue
        name = category_name(key)
        yield Defect(
            zh=f"产出指标下没有{name}",
            en=f"there is no {name} among the outputs",
            hint=Message(
                zh=f"补充一行{name}，写明{_ASKED[key].zh}",
                en=f"add a row of {name} that says {_ASKED[key].en}",
            ),
        )


@rule("STR004", Severity.WARNING, title="缺少成本指标", clause=_CORE, scope="project")
def missing_cost(project: Project, context: Context) -> Iterator[Defect]:
    """工程、修缮、采购项目没有成本指标。 | A capital project has no row on cost."""
    if not context.profile.categories.cost_expected:
        return
    found = contained(project.name, "capital")
    if not found or not project.indicators:
        return
    for row in project.indicators:
        costly = context.under(row, "cost", "output-cost") or context.under(
            row, "economic-cost", "social-cost", "environmental-cost"
        )
        if costly or any_in(row.name + row.target.text, words("capital", "cost")):
            return
    money = budget(project, context.units)
    limit = money.text if money is not None else f"{BLANK}万元"
    yield Defect(
        zh=f"项目名称中有“{found}”，却没有一行写成本",
        en=f"the project is about “{found}”, and no row is about its cost",
        hint=Message(
            zh=f"补充成本指标：写单位成本（每平方米、每台）的上限，或“{found}总成本≤{limit}”",
            en="add a row on cost: a ceiling for one unit (a square metre, a set), or "
            f"{found}总成本 “≤{limit}”",
        ),
    )


@rule(
    "STR005",
    Severity.WARNING,
    title="缺少满意度指标",
    clause="财预〔2020〕10号：满意度指标",
    scope="project",
)
def missing_satisfaction(project: Project, context: Context) -> Iterator[Defect]:
    """有服务对象而没有满意度指标。 | Somebody is served and nobody is asked."""
    for facts in context.rows():
        row = facts.indicator
        if facts.level_1 == "satisfaction" or facts.level_2 == "client-satisfaction":
            return
        if any_in(row.name + row.target.text, words("measures", "satisfaction")):
            return
    if not project.indicators:
        return
    goal = project.goal.text if project.goal is not None else ""
    in_name = contained(project.name, "beneficiaries")
    found = in_name or contained(goal, "beneficiaries")
    if not found:
        return
    where = "项目名称" if in_name else "绩效目标"
    start = (project.name if in_name else goal).find(found)
    yield Defect(
        zh=f"{where}提到“{found}”，却没有满意度指标",
        en=f"the {'name' if in_name else 'goal'} speaks of “{found}”, and no row asks "
        "whether they are satisfied",
        hint=Message(
            zh=f"补充满意度指标“{found}满意度”，目标值写“≥{BLANK}%”",
            en=f"add a row {found}满意度, “≥{BLANK}%”",
        ),
        field=None if in_name else "goal",
        span=Span(start, start + len(found)),
    )


@rule("STR006", Severity.WARNING, title="指标过少", clause=_COMPLETE, scope="project")
def too_few_indicators(project: Project, context: Context) -> Iterator[Defect]:
    """指标太少。 | The project has too few rows."""
    least, many = context.profile.review.least_indicators, len(project.indicators)
    if many >= least or _rows_are_unread(project, context):
        return
    yield Defect(
        zh=f"项目“{quoted(project.name)}”只有{many}条指标，至少要有{least}条",
        en=f"project “{quoted(project.name)}” has {counted(many, 'row')}; at least "
        f"{least} are wanted",
        hint=Message(
            zh="按产出（数量、质量、时效）和效益分别补充指标",
            en="add rows on output (数量, 质量, 时效) and on effect",
        ),
    )


@rule("STR007", Severity.INFO, title="指标过多", clause=_MATCHING, scope="project")
def too_many_indicators(project: Project, context: Context) -> Iterator[Defect]:
    """指标太多。 | The project has too many rows."""
    most, many = context.profile.review.most_indicators, len(project.indicators)
    if many <= most:
        return
    yield Defect(
        zh=f"项目“{quoted(project.name)}”有{many}条指标，超过{most}条，抓不住重点",
        en=f"project “{quoted(project.name)}” has {counted(many, 'row')}, more than "
        f"{most}: what matters is lost among them",
        hint=Message(
            zh="合并或删去次要的指标，留下最能反映结果的",
            en="merge or drop the lesser ones and keep those that show the result",
        ),
    )


@rule(
    "STR008", Severity.ERROR, title="二级指标归类错误", by_category=True, clause=_CORE
)
def misplaced_subcategory(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """二级指标不属于所在的一级指标。 | Level 2 does not belong under this level 1."""
    upper, lower = context.category(indicator), context.subcategory(indicator)
    if lower is None or not bare(indicator.category):
        return
    known = context.profile.categories.level2
    if upper is not None:
        if upper.key in lower.under and lower.key in known:
            return
        if upper.key in lower.under and lower.key != "output-cost":
            # STR012 speaks of what the profile's system gave up.
            return
        same = classify(indicator.subcategory, level=1)
        if same is not None and same.key == upper.key:
            return
        old_cost = upper.key == "output" and lower.under == ("cost",)
        if "output-cost" in known and old_cost:
            return
    under = ("cost",) if lower.key == "output-cost" else lower.under
    homes = "、".join(category_name(key) for key in under)
    yield Defect(
        zh=f"“{indicator.subcategory}”不属于“{indicator.category}”，应在{homes}下",
        en=f"“{indicator.subcategory}” does not belong under “{indicator.category}” "
        f"but under {homes}",
        hint=Message(
            zh=f"一级指标改为“{category_name(under[0])}”，或改二级指标",
            en=f"make level 1 “{category_name(under[0])}”, or change level 2",
        ),
        proposals=()
        if context.is_last_of(context.row(indicator))
        else (Proposal(category=category_name(under[0])),),
        field="subcategory" if upper is not None else "category",
    )


@rule(
    "STR012", Severity.WARNING, title="二级指标已取消", by_category=True, clause=_CORE
)
def abolished_subcategory(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """二级指标已不在所用方案的体系之列。 | A level 2 that the profile has no more."""
    upper, lower = context.category(indicator), context.subcategory(indicator)
    if upper is None or lower is None or upper.key not in lower.under:
        return
    if lower.key in context.profile.categories.level2 or lower.key == "output-cost":
        return
    kept = [
        category_name(each.key)
        for each in categories()
        if each.key in context.profile.categories.level2 and upper.key in each.under
    ]
    profile = context.profile
    homes = "、".join(kept)
    yield Defect(
        zh=f"“{indicator.subcategory}”不在“{profile.title}”的二级指标之列",
        en=f"“{profile.title_en}” has no level 2 “{indicator.subcategory}”",
        hint=Message(
            zh=(f"按内容归到{homes}" if homes else "改为其中的二级指标")
            + "；本地表式仍印有这一类的，可以保留",
            en=(
                f"file it by what it says under {homes}"
                if homes
                else "take a level 2 that the profile has"
            )
            + "; where the local form still prints it, it may stay",
        ),
        field="subcategory",
    )


@rule(
    "STR009",
    Severity.ERROR,
    title="缺少目标值",
    states=("missing",),
    clause="财预〔2015〕88号：细化量化",
)
def missing_target(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """没有填写目标值。 | The row states no target value."""
    if not isinstance(indicator.target.measure, Missing):
        return
    if _is_unread(indicator, context):
        return
    written = quoted(indicator.target.text)
    name = context.row(indicator).name
    stated = ""
    if not isinstance(name.measure, Missing | Qualitative):
        start = len(name.subject) if indicator.name.startswith(name.subject) else 0
        stated = indicator.name[start:].strip()
    form = next(iter(forms(context.row(indicator))), "")
    hint = Message(
        zh="填写数值和单位；没有数值的，写完成日期或看得到的结果",
        en="write a figure with its unit, or else a date or a result that can be seen",
    )
    if stated:
        hint = Message(
            zh=f"把名称中的“{stated}”填到目标值里",
            en=f"put “{stated}” of the name where the value stands",
        )
    elif form:
        hint = write(form)
    yield Defect(
        zh=f"“{quoted(indicator.name)}”没有目标值"
        + (f"，只写了“{written}”" if written else ""),
        en=f"“{quoted(indicator.name)}” states no target value"
        + (f", only “{written}”" if written else ""),
        hint=hint,
        proposals=values(*([stated or form] if stated or form else [])),
        field="target",
    )


def _rows_are_unread(project: Project, context: Context) -> bool:
    """Report whether a project has no rows since the reader could not read its table.

    That they are missing is then the reader's doing, which REA003 tells.
    """
    return not project.indicators and any(
        says_table_unread(each) for each in context.document.diagnostics
    )


def _is_unread(indicator: Indicator, context: Context) -> bool:
    """Report whether the reader found no column that the target could stand in."""
    places = indicator.places
    known = places is not None and "target" in places.fields
    return not known and any(
        says_no_target_column(each) for each in context.document.diagnostics
    )


@rule(
    "STR010", Severity.ERROR, title="缺少指标名称", clause="财预〔2015〕88号：指向明确"
)
def missing_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """没有指标名称，或只写了类别。 | No name, or only that of the category."""
    row = context.row(indicator)
    if isinstance(row.name.measure, Missing):
        yield Defect(
            zh="没有指标名称，看不出衡量的是什么",
            en="the row has no name: what is measured is open",
            hint=_A_NAME,
            field="name",
        )
        return
    suffix = str(table("suffix", "category.toml"))
    name = row.bare_name
    if row.level_1 == "satisfaction" and not name.endswith(suffix):
        # 服务对象满意度 says what is measured; whose is a matter of NAM003.
        return
    name = name.removesuffix(suffix)
    if name in _categories_short() or _is_category_of(indicator, name):
        yield Defect(
            zh=f"“{indicator.name}”是类别，不是指标名称，看不出衡量的是什么",
            en=f"“{indicator.name}” is a category and no name: what is measured "
            "is open",
            hint=_A_NAME,
            field="name",
        )


@rule("STR011", Severity.WARNING, title="序号重复", clause=_COMPLETE, scope="project")
def broken_numbering(project: Project, _: Context) -> Iterator[Defect]:
    """同一项目的序号重复。 | A number stands twice among the rows of a project."""
    numbered = [row for row in project.indicators if row.number not in {None, ""}]
    seen: dict[str, Indicator] = {}
    repeated = []
    for row in numbered:
        key = str(row.number).strip()
        if key in seen:
            repeated.append((row, seen[key]))
        else:
            seen[key] = row
    if not repeated or _restarts(numbered):
        return
    listed = "、".join(str(row.number) for row in numbered)
    again = "、".join(dict.fromkeys(str(row.number) for row, _ in repeated))
    yield Defect(
        zh=f"序号依次是{listed}，其中{again}重复，可能拼接了两张表或漏改",
        en=f"the rows are numbered {listed}: {again} stands twice, as if two tables "
        "had been joined",
        hint=Message(
            zh=f"从1到{len(project.indicators)}重新编号，并核对有没有多出的行",
            en=f"number the rows 1 to {len(project.indicators)}, and look for rows "
            "that do not belong here",
        ),
        field="number",
        indicator=repeated[0][0],
        related=tuple(
            Related(
                message=Message(
                    f"序号{first.number}已用于此行",
                    f"number {first.number} is here too",
                ),
                project=project,
                indicator=first,
            )
            for _, first in repeated
        ),
    )


_ASKED = {
    "cost": Message("花多少钱，上限是多少", "what it may cost"),
    "output": Message(
        "做多少、做得怎样、何时完成", "how much is done, how well and when"
    ),
    "benefit": Message(
        "做成以后有什么变化、谁受益", "what changes by it, and who gains"
    ),
    "satisfaction": Message("谁满意、比例多少", "who is satisfied, and what share"),
    "quantity": Message("做多少，数字带单位", "how much is done, with a unit"),
    "quality": Message(
        "做到什么标准，如合格、达标的比率", "to what standard it is done"
    ),
    "timeliness": Message("何时完成", "when it is done"),
}
"""What a row of each category tells, for hints."""

_A_NAME = Message(
    zh="写出衡量的是什么：对象加上要看的方面，如“…次数”“…人数”“…合格率”",
    en="say what is measured: the thing and its aspect (…次数, …人数, …合格率)",
)


def _is_category_of(indicator: Indicator, name: str) -> bool:
    """Return whether a name is what a category cell of the row says, without 指标."""
    suffix = str(table("suffix", "category.toml"))
    for text in (indicator.category, indicator.subcategory):
        if text and len(text) >= len(name) and bare(text).removesuffix(suffix) == name:
            return True
    return False


@cache
def _categories_short() -> frozenset[str]:
    """Return the names of all categories without 指标 at the end."""
    suffix = str(table("suffix", "category.toml"))
    return frozenset(each.name.removesuffix(suffix) for each in categories())


def _restarts(rows: list[Indicator]) -> bool:
    """Return whether every category numbers its rows from 1, as some forms do."""
    for key in (_by_level_1, _by_level_2):
        runs = [list(run) for _, run in groupby(rows, key=key)]
        labels = [key(run[0]) for run in runs]
        if len(runs) < 2 or len(set(labels)) != len(labels):  # noqa: PLR2004
            continue
        if all(
            [str(row.number) for row in run] == [str(n) for n in range(1, len(run) + 1)]
            for run in runs
        ):
            return True
    return False


def _by_level_1(row: Indicator) -> str:
    return bare(row.category)


def _by_level_2(row: Indicator) -> str:
    return f"{bare(row.category)}/{bare(row.subcategory or '')}"
