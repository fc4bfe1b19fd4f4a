"""What an evaluation keeps of each row, and what rows share."""

from decimal import Decimal
from fractions import Fraction
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets import Document, Evaluation, Indicator, Project, check, judge
from perftargets.findings import Message
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.profile import load_profile
from perftargets.reporting.evaluation import render_evaluations
from perftargets.scoring import points
from perftargets.scoring.points import Points, score
from perftargets.scoring.weights import Origin, Weight


def table() -> Document:
    """Make a table with a row that is met, one that is missed and one left open."""
    return Document(
        fiscal_year=2022,
        projects=(
            Project(
                name="培训经费",
                indicators=tuple(
                    Indicator(
                        category="产出指标",
                        name="培训人次",
                        target=target,
                        weight=weight,
                        actual=actual,
                    )
                    for target, weight, actual in (
                        ("≥1200人次", "40", "实际1,250人次"),
                        ("≥30人次", "20", "24人次"),
                        ("≤500元", "20", "600元"),
                        ("5期", "20", "较多"),
                    )
                ),
            ),
        ),
    )


def held(evaluation: Evaluation) -> list[Message]:
    """List the reasons that are made when they are read and are not made yet."""
    reasons = [
        reason
        for _, row in evaluation.rows()
        for reason in (row.judgement.reason, row.points.reason)
    ]
    return [each for each in reasons if getattr(each, "_make", None) is not None]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_written_out_keeps_no_texts(form: str) -> None:
    """The reasons of all rows take more than their figures: none is kept."""
    points._all_of.cache_clear()  # noqa: SLF001 -- another test may have read its own
    evaluation = check(table())
    before = held(evaluation)
    assert len(before) == 6

    written = render_evaluations([evaluation], form, language="zh")

    assert "实际24人次，目标≥30人次，未达到" in written
    assert "分值×实际/目标＝分值×24/30，得16.00分（满分20）" in written
    assert list(map(id, held(evaluation))) == list(map(id, before))


weights = st.builds(
    Weight,
    st.fractions(min_value=0, max_value=100, max_denominator=7)
    | st.decimals(min_value=0, max_value=100, places=2).map(Fraction),
    st.sampled_from([Origin.GIVEN, Origin.CATEGORY, Origin.DERIVED]),
)
PROFILES = ("mof2020", "hubei", "linear", "sichuan")


def fields(value: Points) -> tuple[object, ...]:
    """Return all that points say, and the type of the figures."""
    return (
        value,
        str(value.points),
        type(value.weight),
        type(value.exact),
        value.reason.zh,
        value.reason.en,
    )


@given(weights, st.sampled_from(PROFILES))
def test_rows_that_are_met_share_what_each_would_have(
    weight: Weight, name: str
) -> None:
    """One weight, one value; the same as when each row works its points out."""
    profile, row = load_profile(name), table().projects[0].indicators[0]
    met = judge(row.target, "1250人次", name=row.name)
    shared = score(row, met, weight, profile)

    assert met.verdict is Verdict.MET
    assert score(row, met, weight, profile) is shared
    # Nothing is the share of all, so that each row goes the whole way.
    with mock.patch.object(points, "MET_SHARE", None):
        assert fields(score(row, met, weight, profile)) == fields(shared)


def test_a_row_far_above_its_target_has_its_own() -> None:
    """It asks for a reason, which the others do not."""
    profile, row = load_profile("mof2020"), table().projects[0].indicators[0]
    far = judge(row.target, "1800人次", name=row.name)
    given = score(row, far, Weight(Fraction(40), Origin.GIVEN), profile)

    assert (given.far_above, given.points, len(given.notes)) == (True, Decimal(40), 1)


@pytest.mark.parametrize(
    ("target", "actual", "completion", "deviation"),
    [
        ("≥120人", "90人", Fraction(3, 4), Fraction(-1, 4)),
        ("≤3天", "4天", Fraction(4, 3), Fraction(1, 3)),
        ("≥1万元", "1亿元", Fraction(10_000), Fraction(9_999)),
        ("≥120人", "未开展", Fraction(0), Fraction(-1)),
        ("0起", "1起", None, None),
        ("20-30人", "25人", None, None),
        ("≥120人", "大于90人", None, None),
        ("师生比不低于1:20", "1:18", None, None),
        ("前3名", "第2名", None, None),
        ("12月底前", "11月30日", None, None),
    ],
)
def test_completion_and_deviation_are_those_of_the_figures(
    target: str, actual: str, completion: Fraction | None, deviation: Fraction | None
) -> None:
    """Exact where both sides are one figure and the target is above zero; else None."""
    found: Judgement = judge(target, actual, name="发生数", year=2022)
    assert (found.completion, found.deviation) == (completion, deviation)
