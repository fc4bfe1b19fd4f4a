"""What a rule may ask about what stands around the row it looks at."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar, cast

import attrs

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement
from perftargets.linting.cells import Cells
from perftargets.linting.row_facts import RowFacts
from perftargets.linting.states import NOTHING, reported
from perftargets.model.category import Category
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Range
from perftargets.profile import Profile
from perftargets.units import UnitTable, default_units

_T = TypeVar("_T")

_JUDGEMENTS = 4096
"""So many are kept: the rules of one row ask for its judgement one after the other."""


@attrs.frozen(kw_only=True, eq=False)
class Context:
    """The surroundings of what a rule looks at.

    Attributes:
        document: the whole document.
        profile: the settings that the document is held to.
        prior: last year's document, where one was given.
        project: the project looked at; None for a rule of the whole document.
        units: the table to convert by.
    """

    document: Document
    profile: Profile
    prior: Document | None = None
    project: Project | None = None
    units: UnitTable = attrs.field(factory=default_units, repr=False)
    _cells: Cells = attrs.field(
        default=attrs.Factory(lambda self: Cells(self.units), takes_self=True),
        repr=False,
    )
    _judgements: dict[int, Judgement] = attrs.field(factory=dict, repr=False)
    _facts: dict[int, RowFacts] = attrs.field(factory=dict, repr=False)
    _once: dict[str, object] = attrs.field(factory=dict, repr=False)

    def within(self, project: Project) -> "Context":
        """Return the context of one project of the document."""
        return attrs.evolve(self, project=project, judgements={}, facts={}, once={})

    def row(self, indicator: Indicator) -> RowFacts:
        """Return what several rules ask of a row; worked out once."""
        found = self._facts.get(id(indicator))
        if found is None:
            found = RowFacts(
                indicator,
                self._cells,
                self._cells.standing(indicator.category, indicator.subcategory),
            )
            self._facts[id(indicator)] = found
        return found

    def once(self, what: str, make: Callable[[], _T]) -> _T:
        """Return what several rules ask of a project; made when it is first asked."""
        if what not in self._once:
            self._once[what] = make()
        return cast("_T", self._once[what])

    def rows(self) -> tuple[RowFacts, ...]:
        """Return the facts of every row of the project."""
        return self.once("rows", self._rows)

    def _rows(self) -> tuple[RowFacts, ...]:
        rows = () if self.project is None else self.project.indicators
        return tuple(map(self.row, rows))

    def category(self, indicator: Indicator) -> Category | None:
        """Return the category at level 1, or None where the cell names none."""
        return self.row(indicator).standing.category

    def subcategory(self, indicator: Indicator) -> Category | None:
        """Return the category at level 2; None where it is not given or not known."""
        return self.row(indicator).standing.subcategory

    def under(self, indicator: Indicator, *keys: str) -> bool:
        """Return whether a row stands under one of the categories, at either level."""
        return self.row(indicator).standing.is_under(*keys)

    def is_last_of(self, row: RowFacts) -> bool:
        """Return whether a row is the only one of a category that must be there."""
        if row.level_1 not in self.profile.categories.required:
            return False
        return self.once("rows of level 1", self._by_level_1)[row.level_1] == 1

    def _by_level_1(self) -> Counter[str | None]:
        """Count the rows of each category: asked for every row, it is worked out once.

        A value that stands twice in a project is one row here.
        """
        rows = {id(each.indicator): each.level_1 for each in self.rows()}
        return Counter(rows.values())

    def judging_context(self, indicator: Indicator) -> JudgingContext:
        """Return what is known around a row, as the evaluation wants it."""
        return JudgingContext(
            name=indicator.name,
            category=indicator.category,
            subcategory=indicator.subcategory,
            direction=indicator.direction,
            unit=indicator.unit,
            fiscal_year=self.document.fiscal_year,
            funds=None if self.project is None else self.project.funds,
            tolerance=self.profile.verdict.tolerance,
            strict_equal=self.profile.verdict.equal == "strict",
            units=self.units,
        )

    def judgement(self, indicator: Indicator) -> Judgement | None:
        """Judge the row's actual against its target; None where it has no actual."""
        if indicator.actual is None:
            return None
        found = self._judgements.get(id(indicator))
        if found is None:
            found = judge(
                indicator.target, indicator.actual.text, self.judging_context(indicator)
            )
            if len(self._judgements) >= _JUDGEMENTS:
                self._judgements.clear()
            self._judgements[id(indicator)] = found
        return found

    def reported(self, indicator: Indicator) -> frozenset[str]:
        """Return what the row's actual is and comes to; nothing where it has none."""
        actual = indicator.actual
        if actual is None:
            return NOTHING
        verdict = None
        if isinstance(indicator.target.measure, Comparison | Range):
            judgement = self.judgement(indicator)
            verdict = None if judgement is None else judgement.verdict
        return reported(parse(actual.text), verdict, self.units)

    def would_be(self, indicator: Indicator, actual: str) -> Judgement:
        """Return the judgement that another actual would have."""
        return judge(indicator.target, actual, self.judging_context(indicator))
