"""Edges at which a small change of the code went unnoticed, with exact figures."""

from fractions import Fraction

import pytest

import perftargets
from perftargets import Document, Verdict
from perftargets.phrase.target import Comparison, Deadline, Operator
from perftargets.reading import read_bytes


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("24年12月底前", "2024-12-31"),
        ("23年2月底前", "2023-02-28"),
        ("24年2月底前", "2024-02-29"),
        ("2024年12月底前", "2024-12-31"),
    ],
)
def test_a_year_of_two_digits_is_of_this_century(phrase: str, date: str) -> None:
    """24年 is 2024, a leap year."""
    measure = perftargets.parse(phrase).measure
    assert isinstance(measure, Deadline)
    assert measure.date == date


@pytest.mark.parametrize(
    ("phrase", "operator"),
    [
        ("20≤X", Operator.AT_LEAST),
        ("20<X", Operator.MORE_THAN),
        ("20≥X", Operator.AT_MOST),
        ("20>X", Operator.LESS_THAN),
        ("X≤20", Operator.AT_MOST),
        ("X<20", Operator.LESS_THAN),
        ("X≥20", Operator.AT_LEAST),
        ("X>20", Operator.MORE_THAN),
    ],
)
def test_a_sign_behind_its_figure_is_mirrored(phrase: str, operator: Operator) -> None:
    """20≤X says that X is at least 20."""
    measure = perftargets.parse(phrase).measure
    assert isinstance(measure, Comparison)
    assert measure.operator is operator


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("≥0次", "0次", Verdict.MET),
        ("≤0次", "0次", Verdict.MET),
        ("≤0次", "1次", Verdict.NOT_MET),
        (">0次", "0次", Verdict.NOT_MET),
        (">0次", "1次", Verdict.MET),
        ("<1次", "0次", Verdict.MET),
        ("=0次", "0次", Verdict.MET),
        ("=0次", "1次", Verdict.NOT_MET),
    ],
)
def test_a_target_of_zero(target: str, actual: str, verdict: Verdict) -> None:
    """It is decided as any other; a share of nothing is no figure."""
    judged = perftargets.judge(target, actual)
    assert judged.verdict is verdict
    if target.endswith("0次"):
        assert judged.completion is None
        assert judged.deviation is None


@pytest.mark.parametrize(
    ("actual", "verdict"),
    [
        ("2022年2月28日", Verdict.UNDETERMINED),
        ("2022年3月1日", Verdict.MET),
        ("2022年3月31日", Verdict.MET),
        ("2022年4月1日", Verdict.NOT_MET),
    ],
)
def test_the_first_and_the_last_day_of_a_period(actual: str, verdict: Verdict) -> None:
    """Both belong to it; a day before it is no answer to it."""
    judged = perftargets.judge("2022年3月1日至3月31日", actual)
    assert judged.verdict is verdict


@pytest.mark.parametrize(
    ("target", "actual", "completion"),
    [
        ("≥900‰", "90%", Fraction(1)),
        ("≥900‰", "89.9%", Fraction(899, 900)),
        ("≥90%", "900‰", Fraction(1)),
        ("≥90%", "0.9", Fraction(1)),
        ("≥5倍", "500%", Fraction(1)),
        ("≥5倍", "499%", Fraction(499, 500)),
    ],
)
def test_shares_convert_exactly(target: str, actual: str, completion: Fraction) -> None:
    """Percent, per mille and multiples are shares of one thing."""
    judged = perftargets.judge(target, actual)
    assert judged.completion == completion
    met = Verdict.MET if completion == 1 else Verdict.NOT_MET
    assert judged.verdict is met


def table(year: int, actual: str = "") -> Document:
    """Return a table of one row for a year."""
    text = (
        f'{{"schema":"perftargets/1","fiscal_year":{year},"projects":[{{"name":"甲",'
        f'"indicators":[{{"category":"产出指标","name":"培训次数","target":"≥5次",'
        f'"actual":"{actual}"}}]}}]}}'
    )
    return read_bytes(text.encode(), path=f"{year}.json")


@pytest.mark.parametrize(
    ("prior", "is_told"), [(2020, True), (2021, False), (2022, True), (2023, True)]
)
def test_last_years_table_is_of_the_year_before(prior: int, *, is_told: bool) -> None:
    """One of any other year is told, and compared with nothing."""
    report = perftargets.lint(table(2022), prior=table(prior, "6次"))
    told = [each for each in report if "nothing is compared" in each.message.en]
    assert bool(told) is is_told
    if is_told:
        assert f"is of {prior}, not of 2021" in told[0].message.en


MARKED = """\
schema: perftargets/1
projects:
- name: 甲
  goal: 好
  indicators:
  - {name: 满意度一, target: 约90%, category: 满意度指标}  # perftargets: ignore[VAL003]
  - {name: 满意度二, target: 约91%, category: 满意度指标}
"""


def test_a_mark_is_bound_to_its_line() -> None:
    """The row below it, with the same fault, is told."""
    report = perftargets.lint(read_bytes(MARKED.encode(), path="a.yaml"))
    told = [each.indicator for each in report if each.code == "VAL003"]
    aside = [each.indicator for each in report.suppressed if each.code == "VAL003"]
    assert (told, aside) == (["满意度二"], ["满意度一"])


def test_of_no_goals_none_is_met() -> None:
    """A project without an indicator has neither points nor a total."""
    text = '{"schema":"perftargets/1","projects":[{"name":"甲","indicators":[]}]}'
    evaluation = perftargets.check(read_bytes(text.encode(), path="a.json"))
    (project,) = evaluation.projects
    assert (len(project.indicators), project.score.total) == (0, None)
    assert project.score.complete is False
