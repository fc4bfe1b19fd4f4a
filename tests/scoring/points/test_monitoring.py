"""The middle of the year: what is expected so far, lights, what is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets.findings import Message
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.scoring.check import check
from perftargets.scoring.monitoring import Light, RowProgress, months_gone
from tests.scoring.points.making import changed, evaluation, row

JULY = date(2022, 7, 31)
RED, YELLOW, GREEN, BLUE = Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE


def progress(indicator: Indicator, *, as_of: date = JULY) -> RowProgress:
    """Say how far one row is."""
    project = Project(name="经费", indicators=(indicator,))
    found = evaluation(project, as_of=as_of).projects[0].indicators[0].progress
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("actual", "light", "behind"),
    [
        ("41次", RED, True),
        ("42次", YELLOW, True),
        ("55次", YELLOW, True),
        ("56次", GREEN, False),
        ("70次", GREEN, False),
        ("83次", GREEN, False),
        ("84次", BLUE, False),
        ("120次", BLUE, False),
    ],
)
def test_lights_of_a_count(actual: str, light: Light, *, behind: bool) -> None:
    """120 a year are 70 by July: 60, 80 and 120 % of that are the lines."""
    found = progress(row("不少于120次", actual))
    assert (found.expected, found.light, found.behind) == (Fraction(70), light, behind)


def test_what_is_missing_to_the_target() -> None:
    """The row says what is expected, what is there, and what the year still wants."""
    found = progress(row("不少于120次", "41次"))
    assert (found.missing, found.unit) == (Fraction(79), "次")
    assert found.reason.zh == (
        "至今应有70次（120次×7/12），实际41次，距全年目标还差79次"
    )


@pytest.mark.parametrize(
    ("target", "actual", "light"),
    [
        ("不超过10件", "10件", GREEN),
        ("不超过10件", "11件", RED),
        ("无事故", "0", GREEN),
    ],
)
def test_what_is_to_stay_low_is_held_to_the_year(
    target: str, actual: str, light: Light
) -> None:
    """Inside the annual target green, else red."""
    assert progress(row(target, actual)).light is light


@pytest.mark.parametrize(("actual", "light"), [("96%", GREEN), ("94%", RED)])
def test_quality_is_green_or_red(actual: str, light: Light) -> None:
    """质量 has nothing between."""
    found = progress(row("≥95%", actual, subcategory="质量指标"))
    assert found.light is light


def test_a_share_does_not_grow_with_the_months() -> None:
    """A rate of 90 % is expected whole, unless a profile says otherwise."""
    indicator = row("≥90%", "60%", category="满意度指标")
    assert (progress(indicator).expected, progress(indicator).behind) == (
        Fraction(90),
        True,
    )
    profile = changed("monitoring", shares_by_month=True)
    project = Project(name="经费", indicators=(indicator,))
    by_month = evaluation(project, as_of=JULY, profile=profile).projects[0]
    found = by_month.indicators[0].progress
    assert found is not None
    assert found.expected == Fraction(105, 2)


@pytest.mark.parametrize(
    ("actual", "as_of", "light", "behind"),
    [
        (None, date(2022, 6, 30), None, False),
        (None, date(2022, 7, 1), None, True),
        ("2022年6月20日", JULY, GREEN, False),
        ("2022年7月5日", JULY, RED, True),
    ],
)
def test_deadlines(
    actual: str | None, as_of: date, light: Light | None, *, behind: bool
) -> None:
    """Not due is no light; due and not reported is behind."""
    found = progress(row("6月底前", actual), as_of=as_of)
    assert (found.light, found.behind) == (light, behind)


def test_what_is_not_reported_has_no_light() -> None:
    """Nothing is guessed."""
    assert progress(row("不少于120次")).light is None


def test_a_project_shows_its_worst_light_and_its_money() -> None:
    """One red row makes it red."""
    project = Project(
        name="经费",
        funds=Funds(total=Amounts(adjusted="100万元", spent="40万元")),
        indicators=(row("不少于120次", "90次"), row("不少于120次", "41次")),
    )
    found = evaluation(project, as_of=JULY).projects[0].progress
    assert found is not None
    assert (found.light, found.month, found.execution) == (RED, 7, Fraction(2, 5))
    assert found.reason.zh == "按7/12计，预算执行率40%，时间进度58.33%"


@pytest.mark.parametrize(
    ("as_of", "year", "months"),
    [
        (date(2022, 7, 1), 2022, 7),
        (date(2021, 12, 31), 2022, 0),
        (date(2023, 1, 1), 2022, 12),
        (date(2023, 3, 1), None, 3),
    ],
)
def test_months_gone(as_of: date, year: int | None, months: int) -> None:
    """The month of the day counts whole, inside the fiscal year."""
    assert months_gone(as_of, year) == months


def test_a_profile_without_lights_has_none() -> None:
    """What is expected is said all the same."""
    profile = changed("monitoring", lights=False)
    project = Project(name="经费", indicators=(row("不少于120次", "41次"),))
    result = evaluation(project, as_of=JULY, profile=profile).projects[0]
    found = result.indicators[0].progress
    assert found is not None
    assert (found.light, found.expected, found.behind) == (None, Fraction(70), True)


def test_without_a_day_there_is_no_monitoring() -> None:
    """A year-end check has no lights."""
    result = evaluation(Project(name="经费", indicators=(row("5次", "5次"),)))
    assert result.projects[0].progress is None
    assert result.projects[0].indicators[0].progress is None


@pytest.mark.parametrize(
    ("year", "day", "zh", "light"),
    [
        (2022, date(2021, 12, 31), "按0/12计（2022年尚未开始）", None),
        (2022, date(2023, 2, 1), "按12/12计（2022年已经结束）", Light.RED),
        (2024, date(2024, 2, 29), "按2/12计", Light.RED),
        (None, date(2022, 3, 1), "按3/12计（文件没有预算年度，按2022年）", Light.RED),
    ],
)
def test_a_day_beside_the_year_says_so(
    year: int | None, day: date, zh: str, light: Light | None
) -> None:
    """Before the year nothing is expected, so a rate that is low has no light."""
    project = Project(name="经费", indicators=(row("同比增长6%", "同比增长3%"),))
    made = check(Document(fiscal_year=year, projects=(project,)), as_of=day)
    (found,) = made.projects
    assert found.progress is not None
    assert found.progress.reason.zh.split("；")[0] == zh
    assert found.progress.light is light


@pytest.mark.parametrize(
    ("actual", "light", "expected", "missing"),
    [
        ("20人", RED, Fraction(35), Fraction(40)),
        ("24人", YELLOW, Fraction(35), Fraction(36)),
        ("30人", GREEN, Fraction(35), Fraction(30)),
        ("70人", GREEN, None, None),
        ("81人", RED, None, None),
    ],
)
def test_a_range_is_come_to_from_below(
    actual: str, light: Light, expected: Fraction | None, missing: Fraction | None
) -> None:
    """Below 60 to 80 the lower end counts by the months; above it is too late."""
    found = progress(row("60-80人", actual))
    assert (found.light, found.expected, found.missing) == (light, expected, missing)


def test_several_targets_show_the_worst_of_them() -> None:
    """Each target of a cell is held to what is expected of it."""
    found = progress(row("培训12次；发放资料240份", "培训7次；发放资料20份"))
    assert (found.light, found.behind) == (RED, True)
    assert found.reason.zh == (
        "“培训12次”：至今应有7次（12次×7/12），实际7次，距全年目标还差5次；"
        "“发放资料240份”：至今应有140份（240份×7/12），实际20份，"
        "距全年目标还差220份"
    )


@pytest.mark.parametrize(
    ("actual", "light"), [("培训7次", None), ("培训2次", RED), ("培训5次", YELLOW)]
)
def test_a_target_that_is_not_answered_makes_no_row_green(
    actual: str, light: Light | None
) -> None:
    """What is behind shows, what is not known is not green."""
    assert progress(row("培训12次；发放资料240份", actual)).light == light


@pytest.mark.parametrize(
    "indicator",
    [
        row("不超过10件", "11件"),
        row("无事故", "1起"),
        row("≥95%", "90%", subcategory="质量指标"),
        row("60-80人", "20人"),
    ],
)
def test_before_the_year_no_row_has_a_light(indicator: Indicator) -> None:
    """Whatever the target, nothing is expected yet."""
    found = progress(indicator, as_of=date(2021, 12, 1))
    assert (found.light, found.behind, found.reason.zh) == (
        None,
        False,
        "2022年尚未开始，还没有应完成的数",
    )


def test_what_has_no_end_is_rounded_in_words_only() -> None:
    """A person reads ≈5.83, the figure itself stays exact."""
    found = progress(row("不少于10次", "6次"))
    assert found.expected == Fraction(35, 6)
    assert found.reason.en == (
        "expected so far ≈5.83次 (10次 × 7/12), actual 6次; "
        "4次 to the target of the year"
    )


def test_what_is_missing_to_a_share_is_in_points() -> None:
    """From 80 % to 90 % are ten points."""
    found = progress(row("≥90%", "80%", category="满意度指标"))
    assert found.reason == Message(
        zh="至今应有90%（比率，不按月折算），实际80%，距全年目标还差10个百分点",
        en="expected so far 90% (a rate is not spread over the months), actual 80%; "
        "10 percentage points to the target of the year",
    )


@pytest.mark.parametrize(
    ("target", "actual", "light"),
    [
        ("每月2次", "每月1.3次", YELLOW),
        ("≥300元/亩", "200元/亩", YELLOW),
        ("≥90分", "60分", YELLOW),
        ("≥95%", "60%", YELLOW),
        ("≥120次", "70次", GREEN),
        ("每月2次", "14次", GREEN),
    ],
)
def test_only_what_accumulates_is_spread_over_the_months(
    target: str, actual: str, light: Light
) -> None:
    """A rate, a standard and a score stand through the year; a count grows."""
    assert progress(row(target, actual)).light is light


def test_no_total_and_no_grade_are_given_before_the_year_ends() -> None:
    """100 points by July are 优 in December."""
    project = Project(name="经费", indicators=(row("≥120次", "120次", weight="100"),))
    july = evaluation(project, as_of=JULY).projects[0].score
    december = evaluation(project, as_of=date(2022, 12, 31)).projects[0].score
    assert (july.total, july.complete, july.grade) == (None, False, None)
    assert (december.total, december.grade) == (Decimal(100), "优")
    assert july.withheld == Message(
        zh="年度尚未结束，不计总分、不评等级",
        en="the year has not ended: no total and no grade are given",
    )
