"""Makes rows and projects to score, and scores them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import attrs

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.phrase import parse
from perftargets.profile import Profile, load_profile
from perftargets.scoring.check import check
from perftargets.scoring.points import Points
from perftargets.scoring.result import Evaluation, ProjectEvaluation


def row(target: str, actual: str | None = None, **fields: Any) -> Indicator:
    """Make a row of 产出指标; ``weight`` and ``score`` are given as text."""
    numbers: dict[str, Any] = {
        key: None if fields[key] is None else Decimal(fields[key])
        for key in ("weight", "score")
        if key in fields
    }
    usual = {"category": "产出指标", "name": "办理数量"}
    return Indicator(
        target=parse(target),
        actual=None if actual is None else Actual(actual),
        **{**usual, **fields, **numbers},
    )


def points(
    target: str,
    actual: str | None,
    *,
    weight: str = "10",
    profile: Profile | str = "mof2020",
    **fields: Any,
) -> Points:
    """Score one row."""
    indicator = row(target, actual, weight=weight, **fields)
    document = Document(
        fiscal_year=2022, projects=(Project(name="经费", indicators=(indicator,)),)
    )
    return check(document, profile=profile).projects[0].indicators[0].points


def evaluated(
    rows: Sequence[Indicator],
    *,
    money: Amounts | None = None,
    profile: Profile | str = "mof2020",
    **fields: Any,
) -> ProjectEvaluation:
    """Score one project; ``money`` is its line of all sources."""
    funds = None if money is None else Funds(total=money)
    project = Project(name="经费", indicators=tuple(rows), funds=funds, **fields)
    return evaluation(project, profile=profile).projects[0]


def evaluation(*projects: Project, **settings: Any) -> Evaluation:
    """Check projects of the year 2022."""
    return check(Document(fiscal_year=2022, projects=projects), **settings)


def changed(table: str, *, base: str = "mof2020", **settings: Any) -> Profile:
    """Change settings of one table of a shipped profile."""
    profile = load_profile(base)
    inner = attrs.evolve(getattr(profile, table), **settings)
    return attrs.evolve(profile, **{table: inner})
