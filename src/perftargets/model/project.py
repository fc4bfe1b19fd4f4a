"""A submitted file: projects with their goal, money and indicators."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from perftargets._arguments import (
    all_of,
    is_text,
    is_text_or_none,
    points_of,
    unfit,
    year_of,
)
from perftargets._convert import plain
from perftargets._values import Language, Value, fields
from perftargets.errors import DataError
from perftargets.findings import Finding
from perftargets.model.account import Account
from perftargets.model.indicator import Indicator
from perftargets.model.places import Places
from perftargets.model.suppression import Suppression
from perftargets.text import Place

SCHEMA = "perftargets/1"
"""The name and version of the form in which documents are written."""

_ALWAYS = frozenset({"name", "agency", "department", "goal", "indicators"})
"""What ``perftargets/1`` writes of a project also where it is None."""


def _goal(value: "Goal | str | None") -> "Goal | None":
    """Return a goal; a text is one as written."""
    if value is None or isinstance(value, Goal):
        return value
    if isinstance(value, str):
        return Goal(value)
    raise unfit(
        value,
        "Project.goal",
        zh="绩效目标的文字或 Goal",
        en="the text of a goal, or a Goal",
    )


def _funds(value: "Funds | None") -> "Funds | None":
    if value is None or isinstance(value, Funds):
        return value
    raise unfit(value, "Project.funds", zh="Funds 或 None", en="Funds or None")


def _weights(
    value: "Iterable[tuple[str, Decimal]] | Mapping[str, Decimal]",
) -> tuple[tuple[str, Decimal], ...]:
    """Return the points of categories; a mapping becomes pairs."""
    return tuple(value.items()) if isinstance(value, Mapping) else tuple(value)


def _indicators(values: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return all_of("Project.indicators", values, Indicator)


def _projects(values: "Iterable[Project]") -> "tuple[Project, ...]":
    return all_of("Document.projects", values, Project)


def _diagnostics(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return all_of("Document.diagnostics", values, Finding)


def _year(value: str | int | None) -> int | None:
    return year_of("Document.fiscal_year", value)


@attrs.frozen(repr=False)
class Goal(Value):
    """The annual goal (年度绩效目标) of a project, and what was reported of it."""

    text: str = attrs.field(validator=is_text)
    actual: str | None = attrs.field(default=None, validator=is_text_or_none)
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True, repr=False)
class Amounts(Value):
    """One line of money: amounts as phrases, as written (350.5万元)."""

    initial: str | None = attrs.field(default=None, validator=is_text_or_none)
    """年初预算数: the budget at the start of the year."""
    adjusted: str | None = attrs.field(default=None, validator=is_text_or_none)
    """全年预算数: the budget after adjustments."""
    spent: str | None = attrs.field(default=None, validator=is_text_or_none)
    """全年执行数: what was spent."""
    expected: str | None = attrs.field(default=None, validator=is_text_or_none)
    """全年预计执行数: what is expected to be spent by the end of the year."""
    rate: str | None = attrs.field(default=None, validator=is_text_or_none)
    """执行率: the share spent, as the form prints it."""
    weight: Decimal | None = attrs.field(default=None, converter=points_of)
    """分值: the points for spending the budget, where the form prints them."""
    score: Decimal | None = attrs.field(default=None, converter=points_of)
    """得分: the points given for it."""

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the amounts that are written, in the words written."""
        tree = fields(self, language)
        return {key: value for key, value in tree.items() if value is not None}


@attrs.frozen(kw_only=True, repr=False)
class Funds(Value):
    """The money of a project (资金), by source."""

    total: Amounts = Amounts()
    """年度资金总额: all sources."""
    fiscal: Amounts = Amounts()
    """当年财政拨款: from this year's budget."""
    carried_over: Amounts = Amounts()
    """上年结转资金: carried over from last year."""
    other: Amounts = Amounts()
    """其他资金: any other source."""
    place: Place | None = attrs.field(default=None, eq=False)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the sources that have an amount."""
        tree = fields(self, language)
        del tree["place"]
        return {key: amounts for key, amounts in tree.items() if amounts}


@attrs.frozen(kw_only=True, repr=False)
class Project(Value):
    """One project (项目) with what it promises.

    Attributes:
        name: 项目名称 as written.
        code: 项目代码, where the form has it.
        agency: 预算单位 or 实施单位, who carries it out.
        department: 主管部门, where it differs from the document's or stands in the row.
        period: 项目期, in the words written.
        goal: the annual goal; None where the table has no such cell.
        funds: the money; None where the table has none.
        weights: the points of each level-1 category, where the form states them.
        total: the total score printed in the form (总分).
        grade: the grade printed in the form (等级).
        indicators: the rows, in the order written.
        file: the file it comes from, where tables of many units were put together.
        digest: the SHA-256 of that file, in hexadecimal.
        place: where the project begins.
        places: where its single fields stand, as far as the reader knows; like
            ``place`` outside equality. ``place_of`` asks for one.

    A text is taken for ``goal`` too, a list for ``indicators``.

    Raises:
        UsageError: a field is of another kind.
    """

    name: str = attrs.field(validator=is_text)
    code: str | None = attrs.field(default=None, validator=is_text_or_none)
    agency: str | None = attrs.field(default=None, validator=is_text_or_none)
    department: str | None = attrs.field(default=None, validator=is_text_or_none)
    period: str | None = attrs.field(default=None, validator=is_text_or_none)
    goal: Goal | None = attrs.field(default=None, converter=_goal)
    funds: Funds | None = attrs.field(default=None, converter=_funds)
    weights: tuple[tuple[str, Decimal], ...] = attrs.field(
        default=(), converter=_weights
    )
    total: Decimal | None = attrs.field(default=None, converter=points_of)
    grade: str | None = attrs.field(default=None, validator=is_text_or_none)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=_indicators)
    file: str | None = attrs.field(default=None, validator=is_text_or_none)
    digest: str | None = attrs.field(default=None, validator=is_text_or_none)
    place: Place | None = attrs.field(default=None, eq=False)
    places: Places | None = attrs.field(default=None, eq=False, repr=False)

    def to_dict(
        self, language: Language = "en", *, parsed: bool = False
    ) -> dict[str, Any]:
        """Return the project as ``perftargets/1`` writes it; ``parsed`` as for rows.

        Raises:
            DataError: the points of one category stand twice.
        """
        weights = {name: plain(points) for name, points in self.weights}
        if len(weights) < len(self.weights):
            raise DataError(
                zh=f"项目“{self.name}”有一个类别写了两次分值",
                en=f"the project “{self.name}” has one category's points twice",
            )
        tree = {
            "name": self.name,
            "code": self.code,
            "agency": self.agency,
            "department": self.department,
            "period": self.period,
            "goal": None if self.goal is None else self.goal.text,
            "goal_actual": None if self.goal is None else self.goal.actual,
            "funds": None if self.funds is None else self.funds.to_dict(language),
            "weights": weights or None,
            "total": None if self.total is None else plain(self.total),
            "grade": self.grade,
            "file": self.file,
            "digest": self.digest,
            "indicators": [
                row.to_dict(language, parsed=parsed) for row in self.indicators
            ],
        }
        return {
            key: value
            for key, value in tree.items()
            if value is not None or key in _ALWAYS
        }

    def place_of(self, field: str) -> Place | None:
        """Return the place of a field (``goal``); that of the project if not known."""
        match field:
            case "goal":
                found = None if self.goal is None else self.goal.place
            case "funds":
                found = None if self.funds is None else self.funds.place
            case _:
                places = self.places
                found = None if places is None else places.of_field(field, self.place)
        return found or self.place


@attrs.frozen(kw_only=True, repr=False)
class Document(Value):
    """What one file says: projects in order, and what the reader noticed.

    Attributes:
        title: the table's title.
        fiscal_year: the year the targets are for; dates without a year are in it.
        department: 主管部门, where one stands for the whole document.
        profile: the name of the profile the file asks for.
        projects: the projects, in the order written.
        diagnostics: what the reader noticed: text it could not place, guesses.
        path: the file it was read from.
        marks: what it asks to set aside, in comments and in a file beside it.
        account: what became of each filled cell, where it was read from tables.

    A list is taken for ``projects`` too.

    Raises:
        UsageError: a field is of another kind.
    """

    title: str | None = attrs.field(default=None, validator=is_text_or_none)
    fiscal_year: int | None = attrs.field(default=None, converter=_year)
    department: str | None = attrs.field(default=None, validator=is_text_or_none)
    profile: str | None = attrs.field(default=None, validator=is_text_or_none)
    projects: tuple[Project, ...] = attrs.field(default=(), converter=_projects)
    diagnostics: tuple[Finding, ...] = attrs.field(
        default=(), eq=False, converter=_diagnostics
    )
    path: str | None = attrs.field(default=None, eq=False)
    marks: tuple[Suppression, ...] = attrs.field(default=(), eq=False)
    account: Account | None = attrs.field(default=None, eq=False, repr=False)

    def to_dict(
        self, language: Language = "en", *, parsed: bool = False
    ) -> dict[str, Any]:
        """Return the document as ``perftargets/1``, keys in their order.

        Diagnostics and places are not part of it. With ``parsed`` every indicator has
        what was read of its target.

        Raises:
            DataError: a project states the points of one category twice.
        """
        return {
            "schema": SCHEMA,
            "title": self.title,
            "fiscal_year": self.fiscal_year,
            "department": self.department,
            "profile": self.profile,
            "projects": [
                each.to_dict(language, parsed=parsed) for each in self.projects
            ],
        }

    def rows(self) -> Iterator[tuple[Project, Indicator]]:
        """Yield every indicator with its project, in the order written."""
        for project in self.projects:
            for indicator in project.indicators:
                yield project, indicator
