"""XYR: this year's targets beside last year's file."""

from collections.abc import Iterator
from typing import TypeVar

import attrs

from perftargets.findings import Message, Severity
from perftargets.judging.direction import Better
from perftargets.linting.context import Context
from perftargets.linting.lists import pattern
from perftargets.linting.money import budget
from perftargets.linting.row_facts import (
    UPWARDS,
    Part,
    amount_of,
    number,
    quoted,
    same_thing,
    way,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator
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


@rule("XYR001", Severity.WARNING, clause=_FEASIBLE, scope="document")
def target_below_last_actual(document: Document, context: Context) -> Iterator[Defect]:
    """目标值低于上年的实际完成值。 | The target is below last year's actual."""
    for pair in _pairs(document, context.prior, context.units):
        if pair.before.actual is None:
            continue
        text = pair.before.actual.text
        reached = parse(text).measure
        if not isinstance(reached, Comparison) or not _below(
            pair.measure, reached, context.units
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


@rule("XYR002", Severity.WARNING, clause=_FEASIBLE, scope="document")
def target_dropped(document: Document, context: Context) -> Iterator[Defect]:
    """预算没有减少，目标值却比上年低。 | A lower target for no less money."""
    for pair in _pairs(document, context.prior, context.units):
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


def _pairs(
    document: Document, prior: Document | None, units: UnitTable
) -> Iterator[_Pair]:
    """Go through the rows of which more is better, with the same row of last year.

    Names match exactly but for the year and what ``same_thing`` takes out; a name that
    stands twice is matched to nothing.
    """
    if prior is None:
        return
    projects = _unique([(_undated(each.name), each) for each in prior.projects])
    for project in document.projects:
        before = projects.get(_undated(project.name))
        if before is None:
            continue
        rows = _unique([(_undated(row.name), row) for row in before.indicators])
        for row in project.indicators:
            earlier = rows.get(_undated(row.name))
            measure = row.target.measure
            if (
                earlier is not None
                and isinstance(measure, Comparison)
                and _more_is_better(row, measure, units)
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


def _more_is_better(row: Indicator, measure: Comparison, units: UnitTable) -> bool:
    if row.target.worded:
        return False
    if measure.operator in UPWARDS:
        return True
    if measure.operator not in {None, Operator.EQUAL}:
        return False
    return way(row, Part(row.target, row.target.text), units).better is Better.HIGHER


def _below(one: Comparison, other: Comparison, units: UnitTable) -> bool:
    if one.per != other.per:
        return False
    if one.unit is None or other.unit is None:
        return one.unit == other.unit and one.value < other.value
    if not units.commensurable(one.unit, other.unit):
        return False
    return amount_of(one, units) < amount_of(other, units)


def _figure(text: str) -> str:
    part = Part(parse(text), text)
    measure = part.measure
    if part.figure or not isinstance(measure, Comparison):
        return part.figure
    return f"{number(measure.value)}{measure.unit or ''}"
