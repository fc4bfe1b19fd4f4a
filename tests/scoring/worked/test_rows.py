"""Every row of the tables here comes out as it was worked out by hand."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.phrase import parse
from perftargets.profile import shipped
from perftargets.scoring.check import check
from perftargets.scoring.result import IndicatorEvaluation
from tests.scoring.points.making import row

TABLES = ("rows.txt", "habits.txt")


def rows() -> Iterator[tuple[str, ...]]:
    """Give the six cells of each row."""
    lines = (
        line
        for table in TABLES
        for line in (Path(__file__).parent / table)
        .read_text(encoding="utf-8")
        .splitlines()
    )
    for line in lines:
        if line and not line.startswith("#"):
            target, actual, about, verdict, completion, points = line.split("|")
            yield (
                *(target.strip(), actual.strip(), about.strip()),
                *(verdict.strip(), completion.strip(), points.strip()),
            )


CASES = list(rows())


def evaluated(
    target: str, actual: str, about: dict[str, str], profile: str
) -> IndicatorEvaluation:
    """Check one row by a profile, with last year's table and money where given."""
    known = dict(about)
    baseline, budget = known.pop("baseline", None), known.pop("budget", None)
    indicator = row(target, actual, weight="10", **known)
    money = None if budget is None else Funds(total=Amounts(adjusted=budget))
    prior = None
    if baseline is not None:
        before = Indicator(
            category=indicator.category,
            name=indicator.name,
            target=parse(target),
            actual=Actual(baseline),
        )
        prior = Document(projects=(Project(name="经费", indicators=(before,)),))
    project = Project(name="经费", indicators=(indicator,), funds=money)
    document = Document(fiscal_year=2022, projects=(project,))
    found = check(document, profile=profile, prior=prior)
    return found.projects[0].indicators[0]


@pytest.mark.parametrize("case", CASES, ids=[f"{each[:3]}" for each in CASES])
def test_a_row_comes_out_as_worked_out(case: tuple[str, ...]) -> None:
    """Verdict, completion, deviation, and the points by each shipped profile."""
    target, actual, about, verdict, completion, points = case
    known = dict(each.strip().split("=", 1) for each in about.split(";") if each)
    usual, *others = points.split()
    wanted = dict.fromkeys(shipped(), usual) | dict(e.split("=", 1) for e in others)
    share = None if completion == "-" else Fraction(completion)
    for profile, expected in wanted.items():
        found = evaluated(target, actual, known, profile)
        judgement = found.judgement
        away = None if share is None else share - 1
        assert (verdict, share, away) == (
            judgement.verdict.value,
            judgement.completion,
            judgement.deviation,
        ), judgement.reason.zh
        given = found.points.points
        shown = "apart" if not found.points.applicable else "open"
        assert (profile, expected) == (profile, shown if given is None else f"{given}")
