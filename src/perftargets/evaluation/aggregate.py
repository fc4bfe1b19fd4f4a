"""Several units and several years: one indicator added up, or followed over time."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

import attrs

from perftargets.diagnostics import Message
from perftargets.evaluation._figures import exact
from perftargets.evaluation.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.evaluation.verdict import Verdict
from perftargets.phrase import parse
from perftargets.phrase.target import Change, Comparison
from perftargets.units import UnitTable, default_units


class Way(StrEnum):
    """How figures of several units become one."""

    SUM = "sum"
    """Counts and amounts are added up."""
    MEAN = "mean"
    """Rates are weighed by the budgets of their projects."""


@attrs.frozen(kw_only=True)
class LeftOut:
    """A row that could not be counted in, and why."""

    project: str
    reason: Message


@attrs.frozen(kw_only=True)
class Aggregate:
    """One indicator over the units of a department.

    Attributes:
        department: 主管部门; empty where none is named.
        year: the fiscal year of the documents; None where they name none.
        name: the indicator's name as first written.
        unit: the unit of the figures.
        way: how they were put together.
        target: the figure to reach in all; None where nothing could be counted.
        actual: the figure reached in all.
        projects: the projects counted in, in order; where units share the name of a
            project, with the unit: 公用经费（一中）.
        left_out: the rows that were not, each with the reason.
    """

    department: str
    year: int | None = None
    name: str
    unit: str | None
    way: Way
    target: Fraction | None
    actual: Fraction | None
    projects: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def completion(self) -> Fraction | None:
        """Actual / target, where that means something."""
        if self.target is None or self.actual is None or self.target <= 0:
            return None
        return self.actual / self.target


@attrs.frozen(kw_only=True)
class YearPoint:
    """One indicator in one year; figures are None where they are not one figure."""

    year: int | None
    verdict: Verdict
    target: Fraction | None
    actual: Fraction | None
    unit: str | None


@attrs.frozen(kw_only=True)
class Trend:
    """One indicator over the years, the earliest first."""

    project: str
    name: str
    years: tuple[YearPoint, ...]

    @property
    def change(self) -> Fraction | None:
        """The actual of the last year against the one before: 1/10 is 10 % more.

        None where one of the two has no figure, the units differ or it was not above 0.
        """
        if len(self.years) < 2:  # noqa: PLR2004 - a change needs two
            return None
        before, now = self.years[-2:]
        if before.actual is None or now.actual is None or before.unit != now.unit:
            return None
        if before.actual <= 0:
            return None
        return (now.actual - before.actual) / before.actual


_Row = tuple[ProjectEvaluation, IndicatorEvaluation]


def by_department(
    evaluations: Iterable[Evaluation], *, units: UnitTable | None = None
) -> tuple[Aggregate, ...]:
    """Add each indicator up over the units of its department.

    Rows belong together by department, year and name: years are never added up. Counts
    and amounts are added up, rates are weighed by the budget of the whole year; a rate
    without a budget is left out.
    """
    table = default_units() if units is None else units
    groups: dict[tuple[str, int | None, str], list[_Row]] = {}
    for evaluation in evaluations:
        shared = evaluation.document.department
        for project, row in evaluation.rows():
            department = project.project.department or shared or ""
            year = evaluation.document.fiscal_year
            key = (department, year, _bare(row.indicator.name))
            groups.setdefault(key, []).append((project, row))
    return tuple(
        attrs.evolve(_aggregate(department, rows, table), year=year)
        for (department, year, _), rows in groups.items()
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _aggregate(department: str, rows: list[_Row], units: UnitTable) -> Aggregate:
    first = next((row for _, row in rows if row.judgement.compared), rows[0][1])
    figures = first.judgement.compared
    unit = None if figures is None else figures.unit
    way = Way.MEAN if _is_rate(first, unit, units) else Way.SUM
    left: list[LeftOut] = []
    counted: list[tuple[str, Fraction, Fraction, Fraction]] = []
    shared = len({id(project) for project, _ in rows}) > len(
        {project.name for project, _ in rows}
    )
    known: dict[tuple[str, str], ProjectEvaluation] = {}
    for project, row in rows:
        found = _share(project, row, first, way, units)
        agency = project.project.agency
        key = (agency or "", _bare(project.name))
        if agency and known.setdefault(key, project) is not project:
            found = Message(
                zh="同一单位的同一项目已经计入，不重复计算",
                en="this project of this unit is counted already",
            )
        if isinstance(found, Message):
            left.append(LeftOut(project=_named(project, shared), reason=found))
        else:
            counted.append((_named(project, shared), *found))
    weights = sum((weight for _, weight, _, _ in counted), Fraction(0))
    divisor = weights if way is Way.MEAN else Fraction(1)
    target = actual = None
    if counted and divisor > 0:
        target = sum((each[1] * each[2] for each in counted), Fraction(0)) / divisor
        actual = sum((each[1] * each[3] for each in counted), Fraction(0)) / divisor
    return Aggregate(
        department=department,
        name=first.indicator.name,
        unit=unit,
        way=way,
        target=target,
        actual=actual,
        projects=tuple(each[0] for each in counted),
        left_out=tuple(left),
    )


def _named(project: ProjectEvaluation, shared: bool) -> str:  # noqa: FBT001
    agency = project.project.agency
    return f"{project.name}（{agency}）" if shared and agency else project.name


def _is_rate(row: IndicatorEvaluation, unit: str | None, units: UnitTable) -> bool:
    if isinstance(row.indicator.target.measure, Change):
        return True
    known = None if unit is None else units.find(unit)
    return known is not None and known.dimension in {"ratio", "point"}


def _share(
    project: ProjectEvaluation,
    row: IndicatorEvaluation,
    first: IndicatorEvaluation,
    way: Way,
    units: UnitTable,
) -> tuple[Fraction, Fraction, Fraction] | Message:
    """Give weight, target and actual of one row in the unit of the first."""
    figures, wanted = row.judgement.compared, first.judgement.compared
    if figures is None or wanted is None:
        open_rows = {Verdict.UNDETERMINED, Verdict.NOT_REPORTED}
        if row.judgement.verdict in open_rows:
            return row.judgement.reason
        return Message(
            zh="目标或实际值不是一个数，不能汇总",
            en="target and actual are not one figure each",
        )
    if figures.operator is not wanted.operator:
        return Message(
            zh="与其他单位的目标方向不同",
            en="the target points another way than those of the other units",
        )
    factor = Fraction(1)
    if figures.unit != wanted.unit:
        if (
            figures.unit is None
            or wanted.unit is None
            or not units.commensurable(figures.unit, wanted.unit)
        ):
            return Message(
                zh=f"单位“{figures.unit or ''}”不能换算为“{wanted.unit or ''}”",
                en=f"“{figures.unit or ''}” does not convert to “{wanted.unit or ''}”",
            )
        factor = exact(units.convert(Fraction(1), figures.unit, wanted.unit))
    weight = Fraction(1)
    if way is Way.MEAN:
        budget = _budget(project)
        if budget is None:
            return Message(
                zh="项目没有可用的预算数，比率无法加权",
                en="the project has no budget to weigh its rate by",
            )
        weight = budget
    return weight, figures.target * factor, figures.actual * factor


def _budget(project: ProjectEvaluation) -> Fraction | None:
    funds = project.project.funds
    text = None if funds is None else funds.total.adjusted or funds.total.initial
    measure = parse(text).measure if text else None
    if not isinstance(measure, Comparison) or measure.operator is not None:
        return None
    # Money without a unit may be in 万元 or in 元.
    return exact(measure.value) if measure.unit and measure.value > 0 else None


def trends(evaluations: Iterable[Evaluation]) -> tuple[Trend, ...]:
    """Follow each indicator over the years, by project and name.

    A name that stands twice in a project of one year is followed by its first row.
    Where a document names no year, the order is the one given.
    """
    ordered = list(evaluations)
    if all(each.document.fiscal_year is not None for each in ordered):
        ordered.sort(key=lambda each: each.document.fiscal_year or 0)
    found: dict[tuple[str, str], list[YearPoint]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for evaluation in ordered:
        for key, point, name in _points_of(evaluation):
            names.setdefault(key, name)
            years = found.setdefault(key, [])
            if point.year is None or all(each.year != point.year for each in years):
                years.append(point)
    return tuple(
        Trend(project=names[key][0], name=names[key][1], years=tuple(points))
        for key, points in found.items()
    )


def _points_of(
    evaluation: Evaluation,
) -> Iterator[tuple[tuple[str, str], YearPoint, tuple[str, str]]]:
    seen: set[tuple[str, str]] = set()
    for project, row in evaluation.rows():
        key = (_bare(project.name), _bare(row.indicator.name))
        if key in seen:
            continue
        seen.add(key)
        figures = row.judgement.compared
        point = YearPoint(
            year=evaluation.document.fiscal_year,
            verdict=row.judgement.verdict,
            target=None if figures is None else figures.target,
            actual=None if figures is None else figures.actual,
            unit=None if figures is None else figures.unit,
        )
        yield key, point, (project.name, row.indicator.name)
