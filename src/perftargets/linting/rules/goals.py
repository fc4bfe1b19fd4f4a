"""TXT and LOG: whether the goal says what is to be reached, and the rows the same."""

import re
from collections.abc import Iterator

from perftargets.findings import Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import contained, ending, patterns, words
from perftargets.linting.promises import (
    later_than_promised,
    promises,
    things_without_row,
)
from perftargets.linting.proposing import goal_hint
from perftargets.linting.row_facts import bare, is_money, quoted, years
from perftargets.linting.rule import Defect, rule
from perftargets.model.measured import head_of
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Missing
from perftargets.text import Span
from perftargets.units import UnitTable

_CLEAR = "财预〔2015〕88号：指向明确"
_MATCHING = "财预〔2015〕88号：相应匹配"
_CLAUSE = re.compile(r"[。；;！!，,、\n]")
_SENTENCE = re.compile(r"[。；;！!，,\n]")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_SPAN = re.compile(r"(20\d\d)年?(?:-|—|~|～|至|到)(?:20)?(\d\d)年?")
_ITEMS = 3
"""Kinds of spending that make a list."""
_IDIOM = 4
"""Characters of a set phrase, in which no work is named."""
_SUBJECT = 3
"""Characters of a project's name that tell it from others, at least."""


@rule("TXT005", Severity.WARNING, title="目标是口号", clause=_CLEAR, scope="project")
def slogan_goal(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标全是口号，没有要做的事和要达到的数。 | The goal is slogans alone."""
    text = _goal(project, context)
    if not text or any(map(str.isdigit, text)):
        return
    clauses = [bare(clause) for clause in _CLAUSE.split(text) if bare(clause)]
    appeals = [each for each in clauses if _is_slogan(each, context.units)]
    # 守正创新, 奋发有为: in so few words no work is named.
    rest = [each for each in clauses if each not in appeals and len(each) > _IDIOM]
    if not appeals or rest:
        return
    yield Defect(
        zh=f"绩效目标“{quoted(text)}”都是口号，看不出做什么、做多少、达到什么结果",
        en=f"the goal “{quoted(text)}” is slogans alone: what is done, how much and "
        "to what result is open",
        hint=goal_hint(project),
        field="goal",
    )


@rule(
    "TXT006",
    Severity.WARNING,
    title="目标抄写职责",
    clause=_CLEAR,
    scope="project",
    settles=("TXT005",),
)
def duty_as_goal(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标抄的是部门职责。 | The goal copies the duties of the department."""
    text = _goal(project, context)
    if not text or any(map(str.isdigit, text)):
        return
    clauses = [each for clause in _SENTENCE.split(text) if (each := clause.strip())]
    duties = [each for each in clauses if patterns("duty").search(each)]
    if not duties or 2 * len(duties) < len(clauses):
        return
    yield Defect(
        zh=f"绩效目标“{quoted(text)}”写的是部门职责，不是本项目今年要达到的结果",
        en=f"the goal “{quoted(text)}” states what the department is there for, not "
        "what this project is to reach this year",
        hint=goal_hint(project),
        field="goal",
        span=_span(text, duties[0]),
    )


@rule(
    "TXT007",
    Severity.WARNING,
    title="目标是开支清单",
    clause=_CLEAR,
    scope="project",
    settles=("TXT005", "TXT006"),
)
def spending_as_goal(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标写的是钱花在哪些方面。 | The goal lists what the money is spent on."""
    text = _goal(project, context)
    if not text:
        return
    kinds = [*dict.fromkeys(patterns("spent_on").findall(text))]
    # 用于办公费 and 职工差旅费 are 办公费 and 差旅费 where these are listed as well.
    found = [
        each
        for each in kinds
        if not any(each != other and each.endswith(other) for other in kinds)
    ]
    paid = [
        clause.strip()
        for clause in _CLAUSE.split(text)
        if is_money(_unit(clause), context.units)
    ]
    if len(found) < _ITEMS and len(paid) < _ITEMS:
        return
    # What is done stands in clauses with other figures.
    done = [
        clause
        for clause in _CLAUSE.split(text)
        if (unit := _unit(clause)) is not None and not is_money(unit, context.units)
    ]
    if len(done) >= max(len(found), len(paid)):
        return
    listed = "、".join(found or paid)
    yield Defect(
        zh=f"绩效目标列的是开支（{quoted(listed)}），没有写用这些钱达到什么结果",
        en=f"the goal lists what is paid for ({quoted(listed)}) and not what is "
        "reached by it",
        hint=goal_hint(project),
        field="goal",
    )


@rule(
    "TXT008",
    Severity.WARNING,
    title="目标写了别的年度",
    clause=_MATCHING,
    scope="project",
)
def goal_of_another_year(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标写的是别的年度。 | The goal speaks of another year."""
    text = _goal(project, context)
    year = context.document.fiscal_year
    if not text or year is None:
        return
    if any(
        int(first) <= year <= int(first[:2] + last)
        for first, last in _SPAN.findall(text)
    ):
        return
    period = years(project.period)
    first, last = period if period is not None else (year, year)
    found = [
        match
        for match in _YEAR.finditer(text)
        if not _is_base(text, match) and not _SPAN.match(text, match.start())
    ]
    stated = {int(match[0]) for match in found}
    if not stated or any(
        min(first, year) <= each <= max(last, year) for each in stated
    ):
        return
    # 到2030年 is where a plan leads to, beyond this year.
    if any(each > year for each in stated) and text[: found[0].start()].endswith(
        ("到", "至", "以")
    ):
        return
    listed = "、".join(f"{each}年" for each in sorted(stated))
    yield Defect(
        zh=f"绩效目标写的是{listed}，表是{year}年度的，可能照抄了别的年度",
        en=f"the goal speaks of {listed}, and the table is for {year}: it may have "
        "been copied from another year",
        hint=Message(
            zh=f"核对后按{year}年的工作改写",
            en=f"check it and write what {year} is for",
        ),
        field="goal",
        span=Span(*found[0].span()),
    )


@rule(
    "TXT009",
    Severity.WARNING,
    title="目标是别的项目的",
    clause=_MATCHING,
    scope="document",
    settles=("LOG006", "TXT005", "TXT006", "TXT007"),
)
def goal_of_another_project(document: Document, context: Context) -> Iterator[Defect]:
    """绩效目标写的是别的项目。 | The goal is about something else than the project."""
    cores = {id(each): _core(each.name) for each in document.projects}
    for project in document.projects:
        text = bare(_goal(project, context))
        own = cores[id(project)]
        if not text or len(own) < _SUBJECT or _about(own, text):
            continue
        rows = [bare(row.name) for row in project.indicators]
        if any(_about(_core(name), text) for name in rows if len(name) >= _SUBJECT):
            continue
        other = next(
            (
                each
                for each in document.projects
                if each is not project
                and len(cores[id(each)]) >= _SUBJECT
                and cores[id(each)] in text
            ),
            None,
        )
        foreign = other is None and rows and any(map(str.isdigit, text))
        if other is None and not foreign:
            continue
        zh = f"，像是“{quoted(other.name)}”的目标" if other is not None else ""
        en = (
            f", as if it were that of “{quoted(other.name)}”"
            if other is not None
            else ""
        )
        goal = project.goal.text if project.goal is not None else ""
        yield Defect(
            zh=f"绩效目标“{quoted(goal)}”与项目“{quoted(project.name)}”和各行指标都没有关系{zh}",
            en=f"the goal “{quoted(goal)}” has nothing to do with project "
            f"“{quoted(project.name)}” or its rows{en}",
            hint=goal_hint(project),
            field="goal",
            project=project,
        )


@rule(
    "LOG002",
    Severity.WARNING,
    title="目标与指标不一致",
    clause=_MATCHING,
    scope="project",
)
def goal_contradicts_indicator(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标和指标里的数不一致。 | Goal and row state different figures."""
    yield from _later(project, context)
    for match in promises(project, context).contradicted:
        given, part, row = match.promised.part, match.planned.part, match.planned.row
        if row is None:
            continue
        phrase = f"{part.sign}{given.figure}"
        yield Defect(
            zh=f"绩效目标写的是“{quoted(given.target.text)}”，指标“{quoted(row.name)}”"
            f"写的是“{quoted(part.target.text)}”，两处不一致",
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


def _later(project: Project, context: Context) -> Iterator[Defect]:
    for clause, part, row in later_than_promised(project, context):
        yield Defect(
            zh=f"绩效目标写的是“{quoted(clause)}”，指标“{quoted(row.name)}”写的是"
            f"“{quoted(part.target.text)}”，比绩效目标晚",
            en=f"the goal says “{quoted(clause)}”, the row “{quoted(row.name)}” says "
            f"“{quoted(part.target.text)}”: that is later",
            hint=Message(
                zh="核对后两处写同一个日期",
                en="check which is right and write it in both",
            ),
            field="target",
            indicator=row,
            span=part.span,
        )


@rule(
    "LOG006",
    Severity.WARNING,
    title="目标承诺没有指标",
    clause=_MATCHING,
    scope="project",
)
def promised_without_row(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标承诺的事没有对应的指标。 | A promise of the goal that no row measures."""
    if not project.indicators:
        return
    for text in things_without_row(project):
        yield Defect(
            zh=f"绩效目标写了“{quoted(text)}”，没有一行指标考核它",
            en=f"the goal promises “{quoted(text)}”, and no row measures it",
            hint=Message(
                zh="补充一行指标，写明完成时间或验收结果；不再做的，从绩效目标中删去",
                en="add a row for it with a date or how it is accepted; if it is no "
                "longer planned, take it out of the goal",
            ),
            field="goal",
            span=_span(project.goal.text if project.goal else "", text),
        )
    for each in promises(project, context).without_row:
        if each.family in words("promised", "idle") or not each.cores:
            continue
        text = each.part.target.text
        yield Defect(
            zh=f"绩效目标写了“{quoted(text)}”，没有一行指标考核它",
            en=f"the goal promises “{quoted(text)}”, and no row measures it",
            hint=Message(
                zh=f"补充一行指标，目标值写“≥{each.part.figure}”；不再做的，从绩效目标中删去",
                en=f"add a row for it, “≥{each.part.figure}”; if it is no longer "
                "planned, take it out of the goal",
            ),
            field="goal",
            span=_span(project.goal.text if project.goal else "", text),
        )


def _unit(clause: str) -> str | None:
    """Return the unit of the figure that a clause states; None where it has none."""
    measure = parse(clause.strip()).measure
    return measure.unit if isinstance(measure, Comparison) else None


def _goal(project: Project, context: Context) -> str:
    """Return the goal; empty where STR001 or TXT001 speak of it."""
    text = project.goal.text.strip() if project.goal is not None else ""
    if isinstance(parse(text).measure, Missing):
        return ""
    least = context.profile.review.least_goal_characters
    return text if len(bare(text)) >= least else ""


def _is_slogan(clause: str, units: UnitTable) -> bool:
    """Return whether a clause promotes what nobody can count: 促进社会和谐稳定."""
    text = clause
    if contained(text, "creed"):
        return True
    for adverb in words("slogan", "adverbs"):
        text = text.removeprefix(adverb)
    verb = next(
        (each for each in words("slogan", "verbs") if text.startswith(each)), ""
    )
    if not verb:
        return False
    if ending(text, "slogan", "objects") or ending(text, "slogan", "duties"):
        return True
    head = head_of(text, units)
    return head is not None and head.kind.graded


def _is_base(text: str, match: re.Match[str]) -> bool:
    """Return whether a year is what is compared with: 较2024年增长."""
    before, after = text[: match.start()], text[match.end() + 1 :]
    return before.endswith(tuple(words("base", "before"))) or after.startswith(
        tuple(words("base", "after"))
    )


def _core(name: str) -> str:
    """Return what a project or row is about, without words that many names have."""
    text = re.sub(r"\d+", "", bare(name))
    for word in words("common"):
        text = text.replace(word, "")
    return text


def _about(core: str, text: str) -> bool:
    return not core or any(core[at : at + 2] in text for at in range(len(core) - 1))


def _span(text: str, found: str) -> Span | None:
    start = text.find(found)
    return Span(start, start + len(found)) if start >= 0 else None
