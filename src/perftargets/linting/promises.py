"""Figures of the goal beside those of the rows: which speak of one thing.

Two figures speak of one thing when they are in units of one family and their words
share what is counted. 组织职业技能培训班30期 and 举办职业技能培训班期数 ≥24期 do, by
期 and 职业技能培训班.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

import attrs

from perftargets.linting.context import Context
from perftargets.linting.lists import ending, pattern, words
from perftargets.linting.row_facts import (
    Part,
    RowFacts,
    amount_of,
    bare,
    figures,
    measured,
    without_ends,
)
from perftargets.model.indicator import Indicator
from perftargets.model.measured import head_of
from perftargets.model.project import Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Deadline, Target
from perftargets.units import UnitTable

_CLAUSE = re.compile(r"[。；;！!，,、\n：:]")
_FIGURE = re.compile(r"\d[\d.,]*[^\d，。]?")
_LEAST = 2
"""Characters that two subjects share, at least."""
_ROUNDED = Fraction(1, 100)
"""How far a figure of a report may be off that tells it in round numbers."""
_MONTH = "月"
_DATED = re.compile(r"[。；;！!，,\n：:]")
_ISO = re.compile(r"(?P<year>[0-9]{4}|-)-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_COMMON_YEAR = 2023
"""One with 28 days in February, where no year is stated."""
_NAMED = 3
"""Characters by which a row names what the goal dates."""
_RATE = 3
"""Characters by which a rate in no list is called: 满足率."""
_WHOLE = 4
"""Characters of a subject that is contained in another, at least."""
_COUNTS = frozenset({"persons", "households", "times"})
"""Kinds of names by which a row says what it counts."""
_LONGEST = 40
"""Characters of a subject that are compared."""
_MOST = 60
"""Figures of one goal that are compared."""


@attrs.frozen(eq=False)
class Stated:
    """A figure: what is counted, in which family of units, and how much."""

    part: Part
    family: str
    per: str | None
    amount: Fraction
    subjects: tuple[str, ...]
    row: Indicator | None = None

    @property
    def key(self) -> tuple[str, str | None, Fraction]:
        """What is equal where two figures state the same."""
        return self.family, self.per, self.amount

    @cached_property
    def cores(self) -> tuple[str, ...]:
        """What is counted, by each of the subjects."""
        return tuple(
            core for each in self.subjects if len(core := _core(each)) >= _LEAST
        )


@attrs.frozen
class PromiseMatch:
    """A figure of the goal and one of a row that speak of one thing and differ."""

    promised: Stated
    planned: Stated


@attrs.frozen
class Promises:
    """What the goal promises: against rows, and in no row."""

    contradicted: tuple[PromiseMatch, ...]
    without_row: tuple[Stated, ...]


def things_without_row(project: Project) -> tuple[str, ...]:
    """Return the clauses of a goal that promise a named thing which no row is about.

    Without a figure: 编制水土保持规划, 建成应急指挥中心. What the project is named
    after needs no row of its own.
    """
    goal = project.goal.text if project.goal is not None else ""
    found, texts = [], None
    for clause in _CLAUSE.split(goal)[:_MOST]:
        thing = _promised_thing(bare(clause))
        if not thing or shared(thing, bare(project.name)) >= _WHOLE:
            continue
        if texts is None:
            texts = [bare(row.name + row.target.text) for row in project.indicators]
        if not any(
            thing[-_LEAST:] in text or shared(thing, text) > _WHOLE for text in texts
        ):
            found.append(clause.strip())
    return tuple(found)


def later_than_promised(
    project: Project, context: Context
) -> tuple[tuple[str, Part, Indicator], ...]:
    """Return rows of 时效 that are due later than the goal says, with its words.

    A goal with one date and rows with one speak of the same; of several, those that
    share what is done by then.
    """
    goal = project.goal.text if project.goal is not None else ""
    if _MONTH not in goal:
        return ()
    due = [
        (clause.strip(), end)
        for clause in _DATED.split(goal)[:_MOST]
        if _MONTH in clause and (end := _due(parse(clause.strip()))) is not None
    ]
    rows = [
        (part, end, row)
        for row in context.rows()
        if row.level_2 == "timeliness" and len(row.parts) == 1
        for part in row.parts
        if (end := _due(part.target)) is not None
    ]
    alone = len(due) == 1 and len(rows) == 1
    return tuple(
        (clause, part, row.indicator)
        for part, end, row in rows
        for clause, promised in due
        if end > promised
        and (alone or shared(without_ends(row.bare_name), bare(clause)) >= _NAMED)
        and not any(other == end for _, other in due)
    )


def _due(target: Target) -> tuple[int, int] | None:
    """Return month and day by which something is due; None for another kind."""
    match target.measure:
        case Deadline(date=date, start=None):
            found = _ISO.fullmatch(date)
            if found is not None:
                month = int(found["month"])
                return month, int(found["day"] or _last_day(found["year"], month))
    return None


def _last_day(year: str, month: int) -> int:
    return monthrange(int(year) if year.isdigit() else _COMMON_YEAR, month)[1]


def _promised_thing(clause: str) -> str:
    """Return the thing that a clause promises to make; empty where it has a figure."""
    if any(map(str.isdigit, clause)):
        return ""
    made = pattern("promised", "made").search(clause)
    if made is None:
        return ""
    thing = ending(clause[made.end() :][:_LONGEST], "promised", "things")
    whole = clause[made.end() :]
    return whole if thing and len(whole) >= len(thing) + _LEAST else ""


def promises(project: Project, context: Context) -> Promises:
    """Return the figures of a goal that a row contradicts, and those in no row."""
    return context.once("promises", lambda: _promises(project, context))


def _promises(project: Project, context: Context) -> Promises:
    goal = project.goal.text if project.goal is not None else ""
    if not any(map(str.isdigit, goal)):
        return Promises((), ())
    promised = list(_of_goal(goal, context.units))[:_MOST]
    planned = [stated for row in context.rows() for stated in _of_row(row)]
    kept = {stated.key for stated in planned}
    known = {stated.key for stated in promised}
    open_goal = [each for each in promised if each.key not in kept]
    if not open_goal:
        return Promises((), ())
    families = {each.family for each in open_goal}
    open_rows = [
        each for each in planned if each.family in families and each.key not in known
    ]
    highest = _highest(open_goal, open_rows)
    matches, taken = [], set()
    for each in open_rows:
        best = _best(each, open_goal)
        if best is not None and _score(best, each) >= highest[id(best)]:
            matches.append(PromiseMatch(best, each))
            taken.add(id(best))
    matches += _alone(promised, planned, open_goal, taken)
    matches += _in_other_units(promised, planned, open_goal, taken, context.units)
    taken |= {id(match.promised) for match in matches}
    left = [
        each for each in open_goal if id(each) not in taken and each.family != "ratio"
    ]
    if not left:
        return Promises(tuple(matches), ())
    named = {stated.key for stated in _named(context)}
    texts = [bare(row.name + row.target.text) for row in project.indicators]
    without = tuple(
        each
        for each in left
        if each.key not in named
        and not any(_covers(text, core) for core in each.cores for text in texts)
    )
    return Promises(tuple(matches), without)


def reported_otherwise(project: Project, context: Context) -> tuple[PromiseMatch, ...]:
    """Return what the report on the goal states of a row, and its actual does not.

    A figure of the report that is an actual or a target of some row is none; nor is one
    that is rounded.
    """
    report = project.goal.actual if project.goal is not None else None
    if not report or not any(map(str.isdigit, report)):
        return ()
    told = list(_of_goal(report, context.units))[:_MOST]
    rows = [
        (row, list(_done_of(context.row(row))))
        for row in project.indicators
        if row.actual is not None
    ]
    done = [each for _, found in rows for each in found]
    planned = [each for row, _ in rows for each in _of_row(context.row(row))]
    kept = {each.key for each in (*done, *planned)}
    known = {each.key for each in told}
    open_told = [each for each in told if each.key not in kept]
    open_done = [each for each in done if each.key not in known]
    highest = _highest(open_told, open_done)
    matches = []
    for each in open_done:
        best = _best(each, open_told)
        if (
            best is not None
            and _score(best, each) >= highest[id(best)]
            and abs(best.amount - each.amount) > _ROUNDED * abs(each.amount)
        ):
            matches.append(PromiseMatch(best, each))
    return tuple(matches)


def _done_of(row: RowFacts) -> Iterator[Stated]:
    """Yield the figures of an actual, each with what the row counts."""
    actual = row.indicator.actual
    if actual is None or not any(map(str.isdigit, actual.text)):
        return
    for part, measure in figures(parse(actual.text)):
        stated = _stated(part, measure, (row.subject,), row.units, row.indicator)
        if stated is not None:
            yield stated


def _alone(
    promised: list[Stated],
    planned: list[Stated],
    open_goal: list[Stated],
    taken: set[int],
) -> list[PromiseMatch]:
    """Match the one figure of a goal and the one of the rows in a family of units.

    With nothing else to mean it takes less to be the same: two words in common.
    """
    found = []
    for each in open_goal:
        mine = [one for one in promised if one.family == each.family]
        theirs = [one for one in planned if one.family == each.family]
        if id(each) in taken or len(mine) != 1 or len(theirs) != 1:
            continue
        if each.family == "ratio" or each.per != theirs[0].per:
            continue
        if any(
            len(_pairs(a) & _pairs(b)) >= _LEAST
            for a in each.cores
            for b in theirs[0].cores
        ):
            found.append(PromiseMatch(each, theirs[0]))
    return found


def _in_other_units(
    promised: list[Stated],
    planned: list[Stated],
    open_goal: list[Stated],
    taken: set[int],
    units: UnitTable,
) -> list[PromiseMatch]:
    """Match figures of one thing in units that cannot be compared: 90吨, 90%.

    Beside 培训干部人数 3次 is no other figure of it, but how often.
    """
    known = {one.key for one in promised}
    found = []
    for each in open_goal:
        if id(each) in taken or any(one.family == each.family for one in planned):
            continue
        same = [
            one
            for one in planned
            if one.key not in known
            and any(
                min(len(a), len(b)) >= _WHOLE and (a in b or b in a)
                for a in each.cores
                for b in one.cores
            )
            and (one.amount == each.amount or not _says_what_it_counts(one, units))
        ]
        if len(same) == 1:
            found.append(PromiseMatch(each, same[0]))
    return found


def _says_what_it_counts(stated: Stated, units: UnitTable) -> bool:
    """Return whether the name of a row is a count of people, households or times."""
    head = head_of(bare(stated.row.name), units) if stated.row is not None else None
    return head is not None and head.kind.key in _COUNTS


def _covers(text: str, core: str) -> bool:
    """Return whether a row speaks of a thing: by its noun, which stands last."""
    return core[-_LEAST:] in text or shared(core, text) > _LEAST + _verb(core)


def _verb(core: str) -> int:
    """Return how many characters of a subject are the verb it begins with."""
    for verb in words("acts", "making") + words("acts", "verbs"):
        if core.startswith(verb):
            return len(verb)
    return 0


def _pairs(text: str) -> set[str]:
    return {text[at : at + _LEAST] for at in range(len(text) - 1)}


def _of_goal(goal: str, units: UnitTable) -> Iterator[Stated]:
    for clause in _CLAUSE.split(goal):
        if not any(map(str.isdigit, clause)):
            continue
        target = parse(clause.strip())
        for part, measure in figures(target):
            stated = _stated(part, measure, (part.target.subject,), units, None)
            if stated is not None:
                yield stated


def _of_row(row: RowFacts) -> Iterator[Stated]:
    for part, measure in row.figures:
        stated = _stated(part, measure, measured(row, part), row.units, row.indicator)
        if stated is not None:
            yield stated


def _named(context: Context) -> Iterator[Stated]:
    """Yield the figures that stand in names of rows."""
    for row in context.rows():
        for part, measure in figures(row.name):
            stated = _stated(
                part, measure, (row.name.subject,), row.units, row.indicator
            )
            if stated is not None:
                yield stated


def _stated(
    part: Part,
    measure: Comparison,
    subjects: tuple[str, ...],
    units: UnitTable,
    row: Indicator | None,
) -> Stated | None:
    if measure.unit is None or part.target.worded:
        return None
    return Stated(
        part=part,
        family=_family(measure.unit, units),
        per=measure.per,
        amount=amount_of(measure, units),
        subjects=subjects,
        row=row,
    )


def _family(unit: str, units: UnitTable) -> str:
    """Return what a unit may be compared with: its dimension, people, or itself."""
    if unit in words("people", "units"):
        return "people"
    known = units.find(unit)
    return (known.dimension if known is not None else None) or unit


def _core(subject: str) -> str:
    """Return what is counted, without figures and words for counting."""
    text = _FIGURE.sub("", without_ends(bare(subject)))
    rate = ending(text, "bounded", "heads")
    return text.removesuffix(rate)[:_LONGEST]


def _best(one: Stated, others: list[Stated]) -> Stated | None:
    """Return the one figure that speaks of the same thing; None where two might."""
    scored = [(score, other) for other in others if (score := _score(one, other))]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _highest(found: list[Stated], others: list[Stated]) -> dict[int, int]:
    """Return the best score that each has with any of the others, by identity."""
    return {
        id(each): max((_score(each, other) for other in others), default=0)
        for each in found
    }


def _score(one: Stated, other: Stated) -> int:
    """Return how much two figures share of what they count; 0 where nothing."""
    if (one.family, one.per) != (other.family, other.per):
        return 0
    if one.family == "ratio" and not _same_rate(one, other):
        return 0
    return max((_likeness(a, b) for a in one.cores for b in other.cores), default=0)


def _likeness(one: str, other: str) -> int:
    """Return how much two subjects share; 0 where it is less than half of one."""
    both = shared(one, other)
    return both if both >= _LEAST and 2 * both >= min(len(one), len(other)) else 0


def _same_rate(one: Stated, other: Stated) -> bool:
    """Return whether two shares are shares of one kind: 覆盖率 and 覆盖率."""
    texts = [
        bare(each.part.target.subject or (each.row.name if each.row else ""))
        for each in (one, other)
    ]
    named = [bare(each.row.name) for each in (one, other) if each.row is not None]
    first = {_rate_of(text) for text in (*texts, *named)} - {""}
    return len(first) == 1


def _rate_of(text: str) -> str:
    """Return the rate that a text is headed by: 覆盖率, of any name 满足率."""
    known = ending(text, "bounded", "heads")
    return known or (text[-_RATE:] if text.endswith("率") else "")


def shared(one: str, other: str) -> int:
    """Return how many characters in a row two texts have in common, at most."""
    best, before = 0, [0] * (len(other) + 1)
    for a in one:
        row = [0] * (len(other) + 1)
        for index, b in enumerate(other, start=1):
            if a == b:
                row[index] = before[index - 1] + 1
                best = max(best, row[index])
        before = row
    return best
