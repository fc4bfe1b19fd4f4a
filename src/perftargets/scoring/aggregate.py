"""Several units and several years: one indicator added up, or followed over time."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from perftargets._values import Language, Value, flat
from perftargets.findings import Message
from perftargets.judging.figures import amount_text, exact, ratio_text
from perftargets.judging.verdict import Compared, Verdict
from perftargets.phrase import parse
from perftargets.phrase.target import Change, Comparison
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.text import unspaced
from perftargets.units import UnitTable, default_units


class Way(StrEnum):
    """How figures of several units become one."""

    SUM = "sum"
    """Counts and amounts are added up."""
    MEAN = "mean"
    """Rates are weighed by the budgets of their projects."""


@attrs.frozen(kw_only=True, repr=False)
class LeftOut(Value):
    """A row that could not be counted in, and why."""

    project: str
    reason: Message


@attrs.frozen(kw_only=True, repr=False)
class Aggregate(Value):
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

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return what the units reach together, and what is left out of it."""
        return {
            "department": self.department,
            "year": self.year,
            "name": self.name,
            "unit": self.unit,
            "way": str(self.way),
            "target": amount_text(self.target),
            "actual": amount_text(self.actual),
            "completion": ratio_text(self.completion),
            "projects": list(self.projects),
            "left_out": flat(self.left_out, language),
        }

    @property
    def completion(self) -> Fraction | None:
        """Actual / target, where that means something."""
        if self.target is None or self.actual is None or self.target <= 0:
            return None
        return self.actual / self.target


@attrs.frozen(kw_only=True, repr=False)
class YearPoint(Value):
    """One indicator in one year; figures are None where they are not one figure.

    ``moved`` says that they are an amount of change (较上年增长10%), not a level.
    """

    year: int | None
    verdict: Verdict
    target: Fraction | None
    actual: Fraction | None
    unit: str | None
    moved: bool = False

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the year, its verdict and its figures."""
        del language
        return {
            "year": self.year,
            "verdict": str(self.verdict),
            "target": amount_text(self.target),
            "actual": amount_text(self.actual),
            "unit": self.unit,
        }


@attrs.frozen(kw_only=True, repr=False)
class Trend(Value):
    """One indicator over the years, the earliest first."""

    project: str
    name: str
    years: tuple[YearPoint, ...]

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the indicator's years and how the last differs from before."""
        return {
            "project": self.project,
            "name": self.name,
            "change": ratio_text(self.change),
            "years": flat(self.years, language),
        }

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


@attrs.frozen(kw_only=True)
class _Row:
    """What is put together of a row: names and figures; ``number`` is its project's."""

    number: int
    project: str
    agency: str | None
    budget: str | None
    name: str
    change: bool
    verdict: Verdict
    reason: Message | None
    figures: Compared | None

    @classmethod
    def of(
        cls, number: int, project: ProjectEvaluation, row: IndicatorEvaluation
    ) -> "_Row":
        funds = project.project.funds
        judgement = row.judgement
        return cls(
            number=number,
            project=project.name,
            agency=project.project.agency,
            budget=None
            if funds is None
            else funds.total.adjusted or funds.total.initial,
            name=row.indicator.name,
            change=isinstance(row.indicator.target.measure, Change),
            verdict=judgement.verdict,
            reason=judgement.reason if judgement.comparison is None else None,
            figures=judgement.comparison,
        )


_Key = tuple[str, str]
_Point = tuple[_Key, "YearPoint", _Key]


@attrs.define
class Gathered:
    """Names and figures of many evaluations, which themselves need not be kept."""

    _groups: dict[tuple[str, int | None, str], list[_Row]] = attrs.field(
        factory=dict, init=False
    )
    _years: list[tuple[int | None, list[_Point]]] = attrs.field(
        factory=list, init=False
    )
    _projects: int = attrs.field(default=0, init=False)

    def add_units(self, evaluation: Evaluation) -> None:
        """Add an evaluation to those added up over the units of a department."""
        year, shared = evaluation.document.fiscal_year, evaluation.document.department
        for project in evaluation.projects:
            self._projects += 1
            department = project.project.department or shared or ""
            for row in project.indicators:
                key = (department, year, unspaced(row.indicator.name))
                kept = _Row.of(self._projects, project, row)
                self._groups.setdefault(key, []).append(kept)

    def add_year(self, evaluation: Evaluation) -> None:
        """Add an evaluation to those followed over the years."""
        year = evaluation.document.fiscal_year
        self._years.append((year, list(_points_of(evaluation))))

    def by_department(self, *, units: UnitTable | None = None) -> tuple[Aggregate, ...]:
        """Add each indicator up, as the function of this name does."""
        table = default_units() if units is None else units
        return tuple(
            attrs.evolve(_aggregate(department, rows, table), year=year)
            for (department, year, _), rows in self._groups.items()
        )

    def trends(self) -> tuple[Trend, ...]:
        """Follow each indicator, as the function of this name does."""
        ordered = list(self._years)
        if all(year is not None for year, _ in ordered):
            ordered.sort(key=lambda each: each[0] or 0)
        found: dict[_Key, list[YearPoint]] = {}
        names: dict[_Key, _Key] = {}
        for _, points in ordered:
            for key, point, name in points:
                names.setdefault(key, name)
                years = found.setdefault(key, [])
                if point.year is None or all(each.year != point.year for each in years):
                    years.append(point)
        return tuple(
            Trend(project=names[key][0], name=names[key][1], years=_levels(years))
            for key, years in found.items()
        )


def by_department(
    evaluations: Iterable[Evaluation], *, units: UnitTable | None = None
) -> tuple[Aggregate, ...]:
    """Add each indicator up over the units of its department.

    Rows belong together by department, year and name: years are never added up. Counts
    and amounts are added up, rates are weighed by the budget of the whole year; a rate
    without a budget is left out.
    """
    gathered = Gathered()
    for evaluation in evaluations:
        gathered.add_units(evaluation)
    return gathered.by_department(units=units)


def _aggregate(department: str, rows: list[_Row], units: UnitTable) -> Aggregate:
    first = next((row for row in rows if row.figures), rows[0])
    unit = None if first.figures is None else first.figures.unit
    way = Way.MEAN if _is_rate(first, unit, units) else Way.SUM
    left: list[LeftOut] = []
    counted: list[tuple[str, Fraction, Fraction, Fraction]] = []
    shared = len({row.number for row in rows}) > len({row.project for row in rows})
    known: dict[tuple[str, str], int] = {}
    for row in rows:
        found = _share(row, first, way, units)
        key = (row.agency or "", unspaced(row.project))
        if row.agency and known.setdefault(key, row.number) != row.number:
            found = Message(
                zh="同一单位的同一项目已经计入，不重复计算",
                en="this project of this unit is counted already",
            )
        if isinstance(found, Message):
            left.append(LeftOut(project=_named(row, shared), reason=found))
        else:
            counted.append((_named(row, shared), *found))
    weights = sum((weight for _, weight, _, _ in counted), Fraction(0))
    divisor = weights if way is Way.MEAN else Fraction(1)
    target = actual = None
    if counted and divisor > 0:
        target = sum((each[1] * each[2] for each in counted), Fraction(0)) / divisor
        actual = sum((each[1] * each[3] for each in counted), Fraction(0)) / divisor
    return Aggregate(
        department=department,
        name=first.name,
        unit=unit,
        way=way,
        target=target,
        actual=actual,
        projects=tuple(each[0] for each in counted),
        left_out=tuple(left),
    )


def _named(row: _Row, shared: bool) -> str:  # noqa: FBT001
    return f"{row.project}（{row.agency}）" if shared and row.agency else row.project


def _is_rate(row: _Row, unit: str | None, units: UnitTable) -> bool:
    if row.change:
        return True
    known = None if unit is None else units.find(unit)
    return known is not None and known.dimension in {"ratio", "point"}


def _share(
    row: _Row, first: _Row, way: Way, units: UnitTable
) -> tuple[Fraction, Fraction, Fraction] | Message:
    """Return weight, target and actual of one row in the unit of the first."""
    figures, wanted = row.figures, first.figures
    if figures is None or wanted is None:
        open_rows = {Verdict.UNDETERMINED, Verdict.NOT_REPORTED}
        if row.verdict in open_rows and row.reason is not None:
            return row.reason
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
        budget = _budget(row.budget)
        if budget is None:
            return Message(
                zh="项目没有可用的预算数，比率无法加权",
                en="the project has no budget to weigh its rate by",
            )
        weight = budget
    return weight, figures.target * factor, figures.actual * factor


def _budget(text: str | None) -> Fraction | None:
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
    gathered = Gathered()
    for evaluation in evaluations:
        gathered.add_year(evaluation)
    return gathered.trends()


def _levels(years: list[YearPoint]) -> tuple[YearPoint, ...]:
    """Remove the figures of years that state a change where others state a level."""
    if all(point.moved for point in years):
        return tuple(years)
    return tuple(
        attrs.evolve(point, target=None, actual=None, unit=None)
        if point.moved
        else point
        for point in years
    )


def _points_of(evaluation: Evaluation) -> Iterator[_Point]:
    seen: set[_Key] = set()
    for project, row in evaluation.rows():
        key = (unspaced(project.name), unspaced(row.indicator.name))
        if key in seen:
            continue
        seen.add(key)
        figures = row.judgement.comparison
        point = YearPoint(
            year=evaluation.document.fiscal_year,
            verdict=row.judgement.verdict,
            target=None if figures is None else figures.target,
            actual=None if figures is None else figures.actual,
            unit=None if figures is None else figures.unit,
            moved=isinstance(row.indicator.target.measure, Change),
        )
        yield key, point, (project.name, row.indicator.name)
