"""A project while its cells are gathered, and the findings made on the way."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.places import Places
from perftargets.model.project import Amounts, Funds, Goal, Project
from perftargets.phrase import parse
from perftargets.reading.notices import guessed, unplaced
from perftargets.reading.running_text.flow import Flow
from perftargets.reading.running_text.rows import name_of, places_of, rows, value_of
from perftargets.reading.tables.values import figure
from perftargets.text import NOWHERE, Place, Source

_AMOUNTS = ("initial", "adjusted", "spent", "expected")
_PLACED = frozenset({"name", "code", "agency", "department", "period", "goal_actual"})
"""Fields of a project whose place is kept; goal and money have their own."""


@attrs.define
class Draft:
    """One project, not yet complete.

    Attributes:
        fields: name, code, agency, department, period, goal, goal_actual as found.
        amounts: the money by source and column.
        weights: points of each category, where the form prints them.
        lists: cells that hold a numbered list of indicators.
        places: where total and grade stand.
        later: rows of the multi-year block that no row of the year stands beside.
        goal_label: the label that the goal stood beside.
        place: where the project begins.
    """

    place: Place = NOWHERE
    fields: dict[str, Source] = attrs.field(factory=dict)
    amounts: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    money_place: Place | None = None
    weights: dict[str, Decimal] = attrs.field(factory=dict)
    total: Decimal | None = None
    grade: str | None = None
    indicators: list[Indicator] = attrs.field(factory=list)
    lists: list[Source] = attrs.field(factory=list)
    places: dict[str, Place] = attrs.field(factory=dict)
    later: list[Indicator] = attrs.field(factory=list)
    goal_label: str = ""

    @property
    def name(self) -> str:
        """The name as written; empty as long as none was found."""
        found = self.fields.get("name")
        return found.text if found else ""

    def add_later(
        self,
        levels: tuple[str, str],
        name: str,
        written: Source,
        place: Place,
        places: Mapping[str, Place],
    ) -> None:
        """Add a row of the multi-year block.

        Args:
            levels: its category at level 1 and 2, blank where it has none.
            name: its name.
            written: its target of several years.
            place: where it begins.
            places: where its fields stand.
        """
        first, second = levels
        self.later.append(
            Indicator(
                category=first,
                subcategory=second or None,
                name=name,
                target=parse(""),
                long_term_target=parse(written.text),
                place=place,
                places=Places.of(place, known_places(places)),
            )
        )

    @property
    def has_rows(self) -> bool:
        """Whether indicators have been found."""
        return bool(self.indicators or self.lists or self.later)

    @property
    def is_name_alone(self) -> bool:
        """Whether nothing but a name was found."""
        return self.fields.keys() == {"name"} and not (self.amounts or self.has_rows)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been found that would make a project."""
        return not (self.fields or self.amounts or self.has_rows)

    def text(self, key: str) -> str | None:
        """Return one field; None where it was not found or is empty."""
        found = self.fields.get(key)
        return found.text if found and found.text else None

    def finished(self, findings: list[Finding]) -> Project:
        """Make the project, its rows in the order written."""
        name = self.name
        indicators = [*self.indicators, *self._listed(findings)]
        for later in self.later:
            findings += _paired(indicators, later)
        return Project(
            name=name,
            code=self.text("code"),
            agency=self.text("agency") or self.text("filled_by"),
            department=self.text("department"),
            period=self.text("period"),
            file=self.text("file"),
            digest=self.text("digest"),
            goal=self._goal(),
            funds=self._funds(),
            weights=tuple(self.weights.items()),
            total=self.total,
            grade=self.grade,
            indicators=tuple(indicators),
            place=attrs.evolve(self.place, project=name),
            places=Places.of(self.place, self._places()),
        )

    @property
    def without_unit(self) -> list[str]:
        """The amounts whose unit nothing states; it need not be 元."""
        return [
            text
            for line in self.amounts.values()
            for key, text in line.items()
            if key in _AMOUNTS
            and isinstance(text, str)
            and figure(text) is not None
            and Decimal(text.replace(",", ""))
        ]

    def _places(self) -> dict[str, Place]:
        found = {
            key: source.place()
            for key, source in self.fields.items()
            if key in _PLACED and source.text
        }
        return found | self.places

    def _goal(self) -> Goal | None:
        goal, actual = self.fields.get("goal"), self.text("goal_actual")
        if (goal is None or not goal.text) and actual is None:
            return None
        first = goal or self.fields["goal_actual"]
        place = attrs.evolve(first.place(), project=self.name)
        return Goal(goal.text if goal else "", actual=actual, place=place)

    def _funds(self) -> Funds | None:
        lines = {
            source: Amounts(**amounts)
            for source, amounts in self.amounts.items()
            if amounts
        }
        if not lines:
            return None
        return Funds(**lines, place=self.money_place)

    def _listed(self, findings: list[Finding]) -> Iterator[Indicator]:
        """Read the indicators of cells that hold a numbered list."""
        lines = [
            line
            for cell in self.lists
            for line in _lines(cell)
        ]  # fmt: skip
        if not lines:
            return
        flow = Flow.of(lines)
        found = rows(flow)
        start = found[0].start if found else len(flow.text)
        before = flow.cut(0, start).strip()
        if before.text:
            place = attrs.evolve(before.place(), project=self.name)
            findings.append(unplaced(before.text, place))
        for index, row in enumerate(found):
            end = found[index + 1].start if index + 1 < len(found) else len(flow.text)
            name, value = name_of(flow, row, end), value_of(flow, row, end)
            place = attrs.evolve(
                flow.source.place(row.start), project=self.name, indicator=name.text
            )
            yield Indicator(
                number=row.number,
                category=row.category,
                subcategory=row.subcategory,
                name=name.text,
                target=parse(value.text),
                place=place,
                places=Places.of(place, places_of(flow, row, name, value)),
            )


def _lines(cell: Source) -> Iterator[Source]:
    start = 0
    text = cell.text.replace("\r\n", " \n").replace("\r", "\n")
    for line in text.split("\n"):
        yield cell[start : start + len(line)]
        start += len(line) + 1


def _paired(indicators: list[Indicator], later: Indicator) -> Iterator[Finding]:
    """Return a multi-year value to the row of the year that has the same name."""
    for index, row in enumerate(indicators):
        if row.long_term_target is None and row.name == later.name and row.name:
            places = dict(row.places.all(row.place)) if row.places else {}
            written = later.place_of("long_term_target")
            if written is not None:
                places["long_term_target"] = written
            changed = attrs.evolve(
                row,
                long_term_target=later.long_term_target,
                places=Places.of(row.place, places),
            )
            indicators[index] = changed
            return
    indicators.append(later)
    yield guessed(
        f"中期一栏的“{later.name}”在年度一栏没有同名指标，单列一行，年度指标值为空",
        f"“{later.name}” of the multi-year block has no row of the same name in the "
        "block of the year; it became a row without a target for the year",
        later.place or NOWHERE,
    )


def known_places(places: Mapping[str, Place]) -> dict[str, Place]:
    """Return the fields whose place is known."""
    return {
        key: place
        for key, place in places.items()
        if place.line is not None or place.cell is not None or place != NOWHERE
    }
