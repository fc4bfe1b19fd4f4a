"""XYR: this year's targets beside last year's file."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

import attrs

from perftargets.findings import Message, Severity
from perftargets.judging.direction import Polarity
from perftargets.judging.verdict import Verdict
from perftargets.linting.context import Context
from perftargets.linting.lists import pattern
from perftargets.linting.money import budget
from perftargets.linting.row_facts import (
    UPWARDS,
    Part,
    RowFacts,
    amount_of,
    quoted,
    same_thing,
    way,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator, Target
from perftargets.text import short_number
from perftargets.units import UnitTable

_T = TypeVar("_T")
_FEASIBLE = "财预〔2015〕88号：合理可行"


@attrs.frozen
class _Pair:
    """A row, the same row of last year, and the figure it is to reach."""

    project: Project
    row: Indicator
    measure: Comparison
    before_project: Project
    before: Indicator


@rule(
    "XYR001",
    Severity.WARNING,
    title="目标低于上年实际",
    clause=_FEASIBLE,
    scope="document",
)
def target_below_last_actual(document: Document, context: Context) -> Iterator[Defect]:
    """目标值低于上年的实际完成值。 | The target is below last year's actual."""
    for pair in _pairs(document, context):
        if pair.before.actual is None:
            continue
        text = pair.before.actual.text
        reached = parse(text).measure
        margin = Fraction(context.profile.review.prior_margin)
        if not isinstance(reached, Comparison) or not _below(
            pair.measure, reached, context.units, margin
        ):
            continue
        yield Defect(
            zh=f"“{quoted(pair.row.name)}”的目标“{quoted(pair.row.target.text)}”低于上年"
            f"实际完成的“{quoted(text)}”",
            en=f"“{quoted(pair.row.name)}” is to reach "
            f"“{quoted(pair.row.target.text)}”, less than last year's actual, "
            f"“{quoted(text)}”",
            hint=Message(
                zh=f"目标值不低于上年实际，如“≥{_figure(text)}”；确需下调的写明原因",
                en=f"ask for last year's actual at least, such as “≥{_figure(text)}”, "
                "or say why less is planned",
            ),
            field="target",
            project=pair.project,
            indicator=pair.row,
        )


@rule(
    "XYR002",
    Severity.WARNING,
    title="目标降低预算未减",
    clause=_FEASIBLE,
    scope="document",
)
def target_dropped(document: Document, context: Context) -> Iterator[Defect]:
    """预算没有减少，目标值却比上年低。 | A lower target for no less money."""
    for pair in _pairs(document, context):
        promised = pair.before.target.measure
        now, then = (
            budget(pair.project, context.units),
            budget(pair.before_project, context.units),
        )
        if now is None or then is None or now.value < then.value:
            continue
        if not isinstance(promised, Comparison) or not _below(
            pair.measure, promised, context.units
        ):
            continue
        before = pair.before.target.text
        yield Defect(
            zh=f"“{quoted(pair.row.name)}”的目标从上年的“{quoted(before)}”降到"
            f"“{quoted(pair.row.target.text)}”，预算却没有减少（{then.text}→{now.text}）",
            en=f"the target of “{quoted(pair.row.name)}” fell from “{quoted(before)}” "
            f"to “{quoted(pair.row.target.text)}”, and the budget did not "
            f"({then.text} → {now.text})",
            hint=Message(
                zh=f"恢复到“≥{_figure(before)}”，或说明下调的原因",
                en=f"go back to “≥{_figure(before)}”, or say why less is planned",
            ),
            field="target",
            project=pair.project,
            indicator=pair.row,
        )


@rule(
    "XYR003",
    Severity.WARNING,
    title="照抄上年而预算增加",
    clause=_FEASIBLE,
    scope="document",
)
def copied_from_last_year(document: Document, context: Context) -> Iterator[Defect]:
    """预算增加，指标却与上年完全一样。 | More money for last year's very targets."""
    least = context.profile.review.copied_rows
    for project, before in _projects(document, context.prior):
        now, then = (_targets(each) for each in (project, before))
        if len(now) < least or now != then:
            continue
        money, earlier = (budget(each, context.units) for each in (project, before))
        if money is None or earlier is None or money.value <= earlier.value:
            continue
        yield Defect(
            zh=f"“{quoted(project.name)}”的{len(now)}条指标和目标值与上年完全一样，"
            f"预算却从{earlier.text}增加到{money.text}",
            en=f"the {len(now)} rows of “{quoted(project.name)}” are last year's, with "
            f"the same values, and the budget grew from {earlier.text} to {money.text}",
            hint=Message(
                zh="按增加的预算调整目标值，或写明增加的钱用在哪里",
                en="raise the targets with the money, or add rows on what it is for",
            ),
            project=project,
        )


@rule(
    "XYR004",
    Severity.WARNING,
    title="未完成的指标不再列",
    clause=_FEASIBLE,
    scope="document",
)
def missed_indicator_dropped(document: Document, context: Context) -> Iterator[Defect]:
    """上年没有完成的指标，今年不再列了。 | What was missed last year is left out."""
    for project, before in _projects(document, context.prior):
        kept = {_undated(row.name) for row in project.indicators}
        around = attrs.evolve(context, document=context.prior or document).within(
            before
        )
        for row in before.indicators:
            name = _undated(row.name)
            if not name or name in kept or not _missed(row, around):
                continue
            reached = quoted(row.actual.text) if row.actual is not None else ""
            yield Defect(
                zh=f"“{quoted(row.name)}”上年没有完成（目标{quoted(row.target.text)}，"
                f"实际{reached}），今年不再列",
                en=f"“{quoted(row.name)}” was missed last year "
                f"({reached} of {quoted(row.target.text)}), and is left out this year",
                hint=Message(
                    zh=f"继续列入“{quoted(row.name)}”，或说明不再考核的原因",
                    en="keep the row, or say why it counts no more",
                ),
                project=project,
            )


def _projects(
    document: Document, prior: Document | None
) -> Iterator[tuple[Project, Project]]:
    """Yield the projects with the same project of last year."""
    if prior is None:
        return
    projects = _unique([(_undated(each.name), each) for each in prior.projects])
    for project in document.projects:
        before = projects.get(_undated(project.name))
        if before is not None:
            yield project, before


def _targets(project: Project) -> list[tuple[str, Target]]:
    """Return what the rows of a project promise, the year left out, in no order."""
    found = [(_undated(row.name), row.target) for row in project.indicators]
    return sorted(found, key=lambda pair: (pair[0], pair[1].text))


def _missed(row: Indicator, context: Context) -> bool:
    judgement = context.judgement(row)
    return judgement is not None and judgement.verdict is Verdict.NOT_MET


def _pairs(document: Document, context: Context) -> Iterator[_Pair]:
    """Yield the rows of which more is better, with the same row of last year.

    Names match exactly but for the year and what ``same_thing`` takes out; a name that
    stands twice is matched to nothing.
    """
    for project, before in _projects(document, context.prior):
        rows = _unique([(_undated(row.name), row) for row in before.indicators])
        for row in project.indicators:
            earlier = rows.get(_undated(row.name))
            measure = row.target.measure
            if (
                earlier is not None
                and isinstance(measure, Comparison)
                and _more_is_better(context.row(row), measure)
            ):
                yield _Pair(project, row, measure, before, earlier)


def _unique(pairs: list[tuple[str, _T]]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    twice = set()
    for key, value in pairs:
        if key in found:
            twice.add(key)
        found[key] = value
    return {key: value for key, value in found.items() if key and key not in twice}


def _undated(name: str) -> str:
    return same_thing(pattern("subject", "years").sub("", name))


def _more_is_better(facts: RowFacts, measure: Comparison) -> bool:
    row = facts.indicator
    if row.target.worded:
        return False
    if measure.operator in UPWARDS:
        return True
    if measure.operator not in {None, Operator.EQUAL}:
        return False
    return way(facts, Part(row.target, row.target.text)).polarity is Polarity.HIGHER


def _below(
    one: Comparison, other: Comparison, units: UnitTable, margin: Fraction = Fraction(0)
) -> bool:
    """Return whether a figure is below another by more than a share of it."""
    if one.per != other.per:
        return False
    least = amount_of(other, units) * (1 - margin)
    if one.unit is None or other.unit is None:
        return one.unit == other.unit and Fraction(one.value) < least
    if not units.commensurable(one.unit, other.unit):
        return False
    return amount_of(one, units) < least


def _figure(text: str) -> str:
    part = Part(parse(text), text)
    measure = part.measure
    if part.figure or not isinstance(measure, Comparison):
        return part.figure
    return f"{short_number(measure.value)}{measure.unit or ''}"
