"""Columns of a flat table that say something of the whole project: year, money, points.

A flat table repeats them in each row of the project, as its goal.
"""

from collections.abc import Mapping

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import unplaced
from perftargets.reading.tables import titles
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.labels import not_points
from perftargets.reading.tables.values import (
    NOTHING,
    amount,
    is_nothing,
    one_line,
    points,
)
from perftargets.text import Source, fold, unspaced

_SOURCES = ("total", "fiscal", "carried_over", "other")
_AMOUNTS = ("initial", "adjusted", "spent", "expected", "rate", "weight", "score")
_POINTS = frozenset({"weight", "score"})
_MONEY = tuple((f"{each}.{key}", each, key) for each in _SOURCES for key in _AMOUNTS)
TAKEN = frozenset(
    {"fiscal_year", "project_grade", "project_total", *(name for name, _, _ in _MONEY)}
)
"""Fields of a row that say something of its project."""


def take(
    values: Mapping[str, Source],
    draft: Draft,
    *,
    unit: str | None,
    findings: list[Finding],
) -> None:
    """Add the cells of one row to its project; a cell that disagrees is a finding.

    Args:
        values: the cells by the fields of their columns.
        draft: the project that the row belongs to.
        unit: the unit of money without one.
        findings: where what has no place is told.
    """
    cells = {
        key: one_line(value)
        for key, value in values.items()
        if key in TAKEN and value.text
    }
    if cells:
        _Taking(draft, unit, findings).take(cells)


def stated_year(text: str) -> int | None:
    """Return the year that a cell states, None where it states none."""
    folded = unspaced(fold(text))
    found = titles.pattern("year").fullmatch(folded)
    return int(found[1]) if found else None


class _Taking:
    """Takes the cells of one row."""

    def __init__(self, draft: Draft, unit: str | None, findings: list[Finding]) -> None:
        self._draft = draft
        self._unit = unit
        self._findings = findings

    def take(self, cells: Mapping[str, Source]) -> None:
        if "fiscal_year" in cells:
            self._year(cells["fiscal_year"])
        if "project_grade" in cells:
            cell = cells["project_grade"]
            self._draft.grade = self._draft.grade or cell.text
            self._draft.places.setdefault("grade", cell.place())
            self._compare(self._draft.grade, cell.text, cell)
        if "project_total" in cells:
            self._total(cells["project_total"])
        for name, source, key in _MONEY:
            cell = cells.get(name, NOTHING)
            if not is_nothing(cell.text):
                self._money(source, key, cell)

    def _year(self, cell: Source) -> None:
        fields = self._draft.fields
        if "fiscal_year" in fields:
            self._compare(fields["fiscal_year"].text, cell.text, cell)
            return
        fields["fiscal_year"] = cell
        if stated_year(cell.text) is None:
            self._compare(None, cell.text, cell)

    def _total(self, cell: Source) -> None:
        number = points(cell.text)
        if number is None:
            self._findings.append(not_points(cell.text, cell.place()))
            return
        if self._draft.total is None:
            self._draft.total = number
            self._draft.places["total"] = cell.place()
        self._compare(self._draft.total, number, cell)

    def _money(self, source: str, key: str, cell: Source) -> None:
        draft = self._draft
        value: object
        if key in _POINTS:
            value = points(cell.text)
            if value is None:
                self._findings.append(not_points(cell.text, cell.place()))
                return
        else:
            value = cell.text if key == "rate" else amount(cell.text, self._unit)
        if draft.money_place is None:
            draft.money_place = cell.place()
        line = draft.amounts.setdefault(source, {})
        self._compare(line.setdefault(key, value), value, cell)

    def _compare(self, known: object, found: object, cell: Source) -> None:
        if known != found:
            place = attrs.evolve(cell.place(), project=self._draft.name or None)
            self._findings.append(unplaced(cell.text, place))
