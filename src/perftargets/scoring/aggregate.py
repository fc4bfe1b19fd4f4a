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
from perftargets.phrase.target import Change
from perftargets.scoring.adding import why_apart
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.text import unspaced
from perftargets.units import UnitTable, default_units


class Way(StrEnum):
    """How figures of several units are shown together."""

    SUM = "sum"
    """Counts and amounts are added up."""
    SIDE_BY_SIDE = "side_by_side"
    """Rates, points, durations, standards and their like stand beside each other."""


@attrs.frozen(kw_only=True, repr=False)
class LeftOut(Value):
    """A row that could not be counted in, and why."""

    project: str
    reason: Message


@attrs.frozen(kw_only=True, repr=False)
class UnitFigures(Value):
    """The row of one unit: its figures in the unit of the whole, and its verdict."""

    project: str
    agency: str | None = None
    target: Fraction
    actual: Fraction
    verdict: Verdict

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the project, its figures and its verdict."""
        del language
        return {
            "project": self.project,
            "target": amount_text(self.target),
            "actual": amount_text(self.actual),
            "verdict": str(self.verdict),
        }


@attrs.frozen(kw_only=True, repr=False)
class Aggregate(Value):
    """One indicator over the units of a department.

    Attributes:
        department: 主管部门; empty where none is named.
        year: the fiscal year of the documents; None where they name none.
        name: the indicator's name as first written.
        unit: the unit of the figures.
        per: what they are counted by; None where they are not.
        way: how they are shown together.
        apart: why they are not added up; None where they are.
        target: the sum of the targets; None where they do not add up.
        actual: the sum of the actuals; None where they do not add up.
        units: the figures of each row counted in, in order; where units share the name
            of a project, it stands with the unit: 公用经费（一中）.
        left_out: the rows that were not counted in, each with the reason.
    """

    department: str
    year: int | None = None
    name: str
    unit: str | None
    per: str | None = None
    way: Way
    apart: Message | None = None
    target: Fraction | None
    actual: Fraction | None
    units: tuple[UnitFigures, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return what the units reach together, and what is left out of it."""
        return {
            "department": self.department,
            "year": self.year,
            "name": self.name,
            "unit": self.unit,
            "per": self.per,
            "way": str(self.way),
            "apart": None if self.apart is None else self.apart.text(language),
            "target": amount_text(self.target),
            "actual": amount_text(self.actual),
            "completion": ratio_text(self.completion),
            "count": len(self.units),
            "targets": _ends_tree(self.targets),
            "actuals": _ends_tree(self.actuals),
            "projects": list(self.projects),
            "units": flat(self.units, language),
            "left_out": flat(self.left_out, language),
        }

    @property
    def projects(self) -> tuple[str, ...]:
        """The projects counted in, in order."""
        return tuple(each.project for each in self.units)

    @property
    def completion(self) -> Fraction | None:
        """Actual / target of the sums, where that means something."""
        if self.target is None or self.actual is None or self.target <= 0:
            return None
        return self.actual / self.target

    @property
    def targets(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest target; None where there is none."""
        return _ends([each.target for each in self.units])

    @property
    def actuals(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest actual; None where there is none."""
        return _ends([each.actual for each in self.units])

    @property
    def missed(self) -> tuple[str, ...]:
        """The projects whose own target is missed, whatever the sum is."""
        return tuple(
            each.project for each in self.units if each.verdict is Verdict.NOT_MET
        )


def _ends_tree(ends: tuple[Fraction, Fraction] | None) -> dict[str, Any] | None:
    if ends is None:
        return None
    return {"least": amount_text(ends[0]), "greatest": amount_text(ends[1])}


def _ends(figures: list[Fraction]) -> tuple[Fraction, Fraction] | None:
    return (min(figures), max(figures)) if figures else None


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
    """One indicator of one unit over the years, the earliest first."""

    project: str
    agency: str | None = None
    name: str
    years: tuple[YearPoint, ...]

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the indicator's years and how the last differs from before."""
        return {
            "agency": self.agency,
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
    name: str
    apart: Message | None
    verdict: Verdict
    reason: Message | None
    figures: Compared | None

    @classmethod
    def of(
        cls,
        number: int,
        project: ProjectEvaluation,
        row: IndicatorEvaluation,
        units: UnitTable,
    ) -> "_Row":
        judgement = row.judgement
        figures = judgement.comparison
        return cls(
            number=number,
            project=project.name,
            agency=project.project.agency,
            name=row.indicator.name,
            apart=None if figures is None else why_apart(row.indicator, figures, units),
            verdict=judgement.verdict,
            reason=judgement.reason if figures is None else None,
            figures=figures,
        )


_Key = tuple[str, str, str]
_Point = tuple[_Key, "YearPoint", _Key]


@attrs.define
class Gathered:
    """Names and figures of many evaluations, which themselves need not be kept."""

    _units: UnitTable = attrs.field(factory=default_units)
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
                kept = _Row.of(self._projects, project, row, self._units)
                self._groups.setdefault(key, []).append(kept)

    def add_year(self, evaluation: Evaluation) -> None:
        """Add an evaluation to those followed over the years."""
        year = evaluation.document.fiscal_year
        self._years.append((year, list(_points_of(evaluation))))

    def by_department(self) -> tuple[Aggregate, ...]:
        """Join each indicator, as the function of this name does."""
        return tuple(
            attrs.evolve(_aggregate(department, rows, self._units), year=year)
            for (department, year, _), rows in self._groups.items()
        )

    def trends(self) -> tuple[Trend, ...]:
        """Follow each indicator, as the function of this name does."""
        ordered = list(self._years)
        if all(year is not None for year, _ in ordered):
            ordered.sort(key=lambda each: each[0] or 0)
        found: dict[_Key, list[YearPoint]] = {}
        names: dict[_Key, _Key] = {}
        units = _units_of(points for _, points in ordered)
        for _, points in ordered:
            for written, point, name in points:
                # A table that names no unit goes with the only one that has the row.
                own = units[written[1:]]
                key = (next(iter(own)), *written[1:]) if len(own) == 1 else written
                if key not in names or not names[key][0]:
                    names[key] = name
                years = found.setdefault(key, [])
                if point.year is None or all(each.year != point.year for each in years):
                    years.append(point)
        return tuple(
            Trend(
                agency=names[key][0] or None,
                project=names[key][1],
                name=names[key][2],
                years=_levels(years),
            )
            for key, years in found.items()
        )


def _units_of(years: Iterable[list[_Point]]) -> dict[tuple[str, str], set[str]]:
    """Return the units that have each row, by its project and name."""
    found: dict[tuple[str, str], set[str]] = {}
    for points in years:
        for (unit, project, name), _, _ in points:
            units = found.setdefault((project, name), set())
            if unit:
                units.add(unit)
    return found


def by_department(
    evaluations: Iterable[Evaluation], *, units: UnitTable | None = None
) -> tuple[Aggregate, ...]:
    """Join each indicator over the units of its department.

    Rows belong together by department, year and name: years are never added up. Counts
    and amounts are added up. Rates, points, durations, concentrations, standards,
    frequencies and whatever is counted by something do not add up: they stand side by
    side, with their number, the least and the greatest, and the reason.
    """
    gathered = Gathered(default_units() if units is None else units)
    for evaluation in evaluations:
        gathered.add_units(evaluation)
    return gathered.by_department()


def _aggregate(department: str, rows: list[_Row], units: UnitTable) -> Aggregate:
    first = next((row for row in rows if row.figures), rows[0])
    unit = None if first.figures is None else first.figures.unit
    # One standard among them, and none of them adds up.
    apart = next((row.apart for row in rows if row.apart is not None), None)
    left: list[LeftOut] = []
    counted: list[UnitFigures] = []
    shared = len({row.number for row in rows}) > len({row.project for row in rows})
    known: dict[tuple[str, str], int] = {}
    for row in rows:
        found = _in_unit_of(first, row, units)
        key = (row.agency or "", unspaced(row.project))
        if row.agency and known.setdefault(key, row.number) != row.number:
            found = Message(
                zh="同一单位的同一项目已经计入，不重复计算",
                en="this project of this unit is counted already",
            )
        name = _named(row, shared)
        if isinstance(found, Message):
            left.append(LeftOut(project=name, reason=found))
        else:
            counted.append(attrs.evolve(found, project=name))
    adds = apart is None and bool(counted)
    return Aggregate(
        department=department,
        name=first.name,
        unit=unit,
        per=None if first.figures is None else first.figures.per,
        way=Way.SUM if apart is None else Way.SIDE_BY_SIDE,
        apart=apart,
        target=_sum(each.target for each in counted) if adds else None,
        actual=_sum(each.actual for each in counted) if adds else None,
        units=tuple(counted),
        left_out=tuple(left),
    )


def _sum(figures: Iterable[Fraction]) -> Fraction:
    return sum(figures, Fraction(0))


def _named(row: _Row, shared: bool) -> str:  # noqa: FBT001
    return f"{row.project}（{row.agency}）" if shared and row.agency else row.project


def _in_unit_of(first: _Row, row: _Row, units: UnitTable) -> UnitFigures | Message:
    """Return the figures of a row in the unit of the first, or why there are none."""
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
    if figures.per != wanted.per:
        return Message(
            zh=f"按“{figures.per or '总数'}”计，其他单位按“{wanted.per or '总数'}”计",
            en=f"it is counted by “{figures.per or 'nothing'}”, the others by "
            f"“{wanted.per or 'nothing'}”",
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
    return UnitFigures(
        project=row.project,
        agency=row.agency,
        target=figures.target * factor,
        actual=figures.actual * factor,
        verdict=row.verdict,
    )


def trends(evaluations: Iterable[Evaluation]) -> tuple[Trend, ...]:
    """Follow each indicator over the years, by unit, project and name.

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
        agency = project.project.agency or ""
        key = (unspaced(agency), unspaced(project.name), unspaced(row.indicator.name))
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
        yield key, point, (agency, project.name, row.indicator.name)
