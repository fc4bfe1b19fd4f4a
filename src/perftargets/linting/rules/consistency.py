"""DUP: whether rows or projects repeat each other."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from perftargets.findings import Message, Severity
from perftargets.linting.cells import fact
from perftargets.linting.context import Context
from perftargets.linting.lists import respelled, without
from perftargets.linting.row_facts import (
    RowFacts,
    bare,
    quoted,
    without_ends,
)
from perftargets.linting.rule import Defect, Related, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase.target import Comparison

_MATCHING = "财预〔2015〕88号：相应匹配"
_CLEAR = "财预〔2015〕88号：指向明确"
_SAME = 4
"""Characters that two names of one thing share where their values differ."""
_MORE = 2
"""Characters that one of two names of one thing may have more."""
_COMPARED = 50
"""Rows of one name that a row is compared with: a table must not cost its square."""


@rule(
    "DUP001",
    Severity.WARNING,
    title="指标重复",
    clause=_CLEAR,
    scope="project",
    settles=("CAT", "DUP003", "LOG002", "NAM", "UNT", "VAL"),
)
def duplicate_indicator(project: Project, context: Context) -> Iterator[Defect]:
    """同一项目里有重复的指标。 | The same indicator stands twice in a project."""
    seen: dict[str, list[Indicator]] = {}
    for facts in context.rows():
        row, key = facts.indicator, facts.thing
        if not any(map(str.isalpha, key)):
            # A name that is a number says nothing of what it is (NAM006).
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


@rule(
    "DUP003", Severity.WARNING, title="同一件事两个名称", clause=_CLEAR, scope="project"
)
def same_thing_renamed(project: Project, context: Context) -> Iterator[Defect]:
    """两行名称不同，衡量的是同一件事。 | One thing stands under two names."""
    seen: dict[tuple[object, ...], list[_Candidate]] = {}
    for row in context.rows():
        measure = row.indicator.target.measure
        if not isinstance(measure, Comparison) or row.indicator.target.worded:
            continue
        if measure.unit is None or measure.value <= 1:
            continue
        key = (row.level_1, row.level_2, measure.unit, measure.per)
        others, candidate = seen.setdefault(key, []), _Candidate(row)
        earlier = next(
            (each.row for each in others if _renamed(each.named, candidate.named)), None
        )
        if len(others) < _COMPARED:
            others.append(candidate)
        if earlier is None:
            continue
        yield Defect(
            zh=f"“{quoted(row.indicator.name)}”与“{quoted(earlier.indicator.name)}”说的是"
            "同一件事，会重复计分",
            en=f"“{quoted(row.indicator.name)}” is what "
            f"“{quoted(earlier.indicator.name)}” measures: it counts twice",
            hint=Message(
                zh="删去其中一行；确是两件事的，在名称中写明区别",
                en="take one of them out; where they are two things, let the names "
                "say so",
            ),
            field="name",
            indicator=row.indicator,
            related=(
                Related(
                    message=Message("相同的是这一行", "this is the other row"),
                    project=project,
                    indicator=earlier.indicator,
                ),
            ),
        )


@rule("DUP002", Severity.INFO, title="指标照抄", clause=_MATCHING, scope="document")
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


class _Named(NamedTuple):
    """What of a row's name is compared, worked out once for all comparisons."""

    row: RowFacts
    thing: str
    certain: str | None
    plain: str
    letters: tuple[str, ...]

    @classmethod
    def of(cls, row: RowFacts) -> "_Named":
        """Return it for a row."""
        head, plain = row.head, _plain_words(row)
        return cls(
            row=row,
            thing=row.thing,
            certain=head.word if head is not None and head.kind.certain else None,
            plain=plain,
            letters=tuple(sorted(plain)),
        )


class _Candidate:
    """A row whose name is looked at once another is compared with it.

    Most rows are alone of their kind, and their names are compared with none.
    """

    def __init__(self, row: RowFacts) -> None:
        self.row = row

    @fact
    def named(self) -> _Named:
        return _Named.of(self.row)


def _renamed(one: _Named, other: _Named) -> bool:
    """Return whether two names differ only in words that say nothing more."""
    if one.thing == other.thing:
        # DUP001 speaks of it.
        return False
    if one.certain and other.certain and one.certain != other.certain:
        return False
    alike = one.letters == other.letters
    if one.row.indicator.target.measure == other.row.indicator.target.measure:
        return bool(one.plain) and (alike or _holds(one.plain, other.plain))
    # With another value it takes more than a word: 养护农村公路, 农村公路养护.
    return len(one.plain) >= _SAME and alike


def _holds(one: str, other: str) -> bool:
    """Return whether a longer name is the other with a word more: 环保火化机更新.

    Their values are equal: what is counted is the same, by either name.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SAME or len(long) - len(short) > _MORE:
        return False
    return not Counter(short) - Counter(long)


def _plain_words(row: RowFacts) -> str:
    """Return a name without what may stand around what it measures."""
    # Not the subject: of 一期培训人数 it would leave 一期 out.
    text = without_ends(row.bare_name)
    if row.head is not None:
        text = text.removesuffix(row.head.word)
    return without(respelled(text, "alike"), "same", "around")


def _apart(one: Indicator, other: Indicator) -> bool:
    """Return whether two rows of one name are two things by what else they say."""
    subjects = {bare(row.target.subject) for row in (one, other)} - {""}
    if len(subjects) > 1:
        return True
    # One thing may be counted under 数量, tested under 质量 and timed under 时效.
    levels = {bare(row.subcategory or "") for row in (one, other)}
    return len(levels) > 1 and one.target != other.target
