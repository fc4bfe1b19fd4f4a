"""A submitted file: projects with their goal, money and indicators."""

from collections.abc import Iterator
from decimal import Decimal

import attrs

from perftargets.findings import Finding
from perftargets.model.account import Account
from perftargets.model.indicator import Indicator
from perftargets.model.mark import Mark
from perftargets.model.places import Places
from perftargets.text import Place


@attrs.frozen
class Goal:
    """The annual goal (年度绩效目标) of a project, and what was reported of it."""

    text: str
    actual: str | None = None
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Amounts:
    """One line of money: amounts as phrases, as written (350.5万元)."""

    initial: str | None = None
    """年初预算数: the budget at the start of the year."""
    adjusted: str | None = None
    """全年预算数: the budget after adjustments."""
    spent: str | None = None
    """全年执行数: what was spent."""
    expected: str | None = None
    """全年预计执行数: what is expected to be spent by the end of the year."""
    rate: str | None = None
    """执行率: the share spent, as the form prints it."""
    weight: Decimal | None = None
    """分值: the points for spending the budget, where the form prints them."""
    score: Decimal | None = None
    """得分: the points given for it."""


@attrs.frozen(kw_only=True)
class Funds:
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


@attrs.frozen(kw_only=True)
class Project:
    """One project (项目) with what it promises.

    Attributes:
        name: 项目名称 as written.
        agency: 预算单位 or 实施单位, who carries it out.
        department: 主管部门, where it differs from the document's or stands in the row.
        period: 项目期, in the words written.
        goal: the annual goal; None where the table has no such cell.
        funds: the money; None where the table has none.
        weights: the points of each level-1 category, where the form states them.
        total: the total score printed in the form (总分).
        grade: the grade printed in the form (等级).
        indicators: the rows, in the order written.
        place: where the project begins.
        places: where its single fields stand, as far as the reader knows; like
            ``place`` outside equality. ``place_of`` asks for one.
    """

    name: str
    agency: str | None = None
    department: str | None = None
    period: str | None = None
    goal: Goal | None = None
    funds: Funds | None = None
    weights: tuple[tuple[str, Decimal], ...] = ()
    total: Decimal | None = None
    grade: str | None = None
    indicators: tuple[Indicator, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False)
    places: Places | None = attrs.field(default=None, eq=False, repr=False)

    def place_of(self, field: str) -> Place | None:
        """Give the place of a field (``goal``); that of the project if not known."""
        match field:
            case "goal":
                found = None if self.goal is None else self.goal.place
            case "funds":
                found = None if self.funds is None else self.funds.place
            case _:
                places = self.places
                found = None if places is None else places.of_field(field, self.place)
        return found or self.place


@attrs.frozen(kw_only=True)
class Document:
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
    """

    title: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    profile: str | None = None
    projects: tuple[Project, ...] = ()
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    path: str | None = attrs.field(default=None, eq=False)
    marks: tuple[Mark, ...] = attrs.field(default=(), eq=False)
    account: Account | None = attrs.field(default=None, eq=False, repr=False)

    def rows(self) -> Iterator[tuple[Project, Indicator]]:
        """Go through every indicator with its project, in the order written."""
        for project in self.projects:
            for indicator in project.indicators:
                yield project, indicator
