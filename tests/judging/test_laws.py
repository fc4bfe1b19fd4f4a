"""What holds for every figure, whatever it is."""

from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets.judging.context import JudgingContext
from perftargets.judging.direction import Polarity, infer_direction, less_is_better
from perftargets.judging.figures import reaches
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.judging.words import direction_words
from perftargets.phrase.target import Comparison, Operator, Range, Target
from perftargets.units import default_units

UNTIMED = settings(deadline=None)
"""No test here is about time, and the first one loads grammar and words."""
FIGURES = st.decimals(min_value=0, max_value=10**9, places=3)
GOALS = st.decimals(min_value="0.001", max_value=10**9, places=3)
OPERATORS = st.sampled_from(list(Operator))
AT_LEAST = st.sampled_from([Operator.AT_LEAST, Operator.MORE_THAN])
AT_MOST = st.sampled_from([Operator.AT_MOST, Operator.LESS_THAN])
CONVERTIBLE = [unit for unit in default_units().units if unit.dimension == "area"]
UNITS = st.sampled_from([unit.name for unit in CONVERTIBLE])


def target(
    operator: Operator | None, value: Decimal, unit: str | None = "条"
) -> Target:
    """Make a target by hand."""
    return Target("目标", "", Comparison(operator, value, unit))


def actual(value: Decimal, unit: str | None = "条") -> Target:
    """Make an actual by hand."""
    return Target("实际", "", Comparison(None, value, unit))


@UNTIMED
@given(AT_LEAST, FIGURES, FIGURES, FIGURES)
def test_doing_more_never_misses_an_at_least_target(
    operator: Operator, goal: Decimal, one: Decimal, other: Decimal
) -> None:
    """Raising the actual never turns met into not_met."""
    low, high = sorted((one, other))
    if judge(target(operator, goal), actual(low)).verdict is Verdict.MET:
        assert judge(target(operator, goal), actual(high)).verdict is Verdict.MET


@UNTIMED
@given(AT_MOST, FIGURES, FIGURES, FIGURES)
def test_doing_less_never_misses_an_at_most_target(
    operator: Operator, goal: Decimal, one: Decimal, other: Decimal
) -> None:
    """Lowering the actual never turns met into not_met."""
    low, high = sorted((one, other))
    if judge(target(operator, goal), actual(high)).verdict is Verdict.MET:
        assert judge(target(operator, goal), actual(low)).verdict is Verdict.MET


@UNTIMED
@given(OPERATORS, GOALS, FIGURES)
def test_completion_and_deviation_are_one_apart(
    operator: Operator, goal: Decimal, done: Decimal
) -> None:
    """Deviation is completion less 1, exactly, whatever the verdict."""
    judgement = judge(target(operator, goal), actual(done))
    assert judgement.completion is not None
    assert judgement.deviation is not None
    assert judgement.deviation == judgement.completion - 1


@UNTIMED
@given(OPERATORS, GOALS, FIGURES, UNITS, UNITS)
def test_the_unit_of_the_actual_does_not_change_the_verdict(
    operator: Operator, goal: Decimal, done: Decimal, unit: str, other: str
) -> None:
    """An actual converted beforehand gets the same verdict and completion."""
    there = default_units().convert(done, unit, other)
    first = judge(target(operator, goal, unit), actual(done, unit))
    converted = Target("实际", "", Comparison(None, there, other))
    second = judge(target(operator, goal, unit), converted)
    assert (first.verdict, first.completion, first.deviation) == (
        second.verdict,
        second.completion,
        second.deviation,
    )


@UNTIMED
@given(GOALS, FIGURES)
def test_complementary_operators_are_never_met_together(
    goal: Decimal, done: Decimal
) -> None:
    """An actual meets exactly one of ≥ and <, and one of ≤ and >."""
    for one, other in (
        (Operator.AT_LEAST, Operator.LESS_THAN),
        (Operator.AT_MOST, Operator.MORE_THAN),
    ):
        verdicts = {
            judge(target(operator, goal), actual(done)).verdict
            for operator in (one, other)
        }
        assert verdicts == {Verdict.MET, Verdict.NOT_MET}


@UNTIMED
@given(FIGURES, FIGURES, FIGURES)
def test_a_range_is_met_where_both_its_ends_are(
    one: Decimal, other: Decimal, done: Decimal
) -> None:
    """Inside the bounds is at least the lower and at most the higher."""
    low, high = sorted((one, other))
    range_ = attrs.evolve(target(None, low), measure=Range(low, high, unit="条"))
    ends = (target(Operator.AT_LEAST, low), target(Operator.AT_MOST, high))
    both = all(judge(end, actual(done)).verdict is Verdict.MET for end in ends)
    met = judge(range_, actual(done)).verdict is Verdict.MET
    assert met is both


@UNTIMED
@given(GOALS, FIGURES)
def test_words_for_the_other_direction_turn_a_bare_figure_round(
    goal: Decimal, done: Decimal
) -> None:
    """正向 and 反向 agree only where the actual is the target."""
    verdicts = [
        judge(target(None, goal), actual(done), JudgingContext(direction=field)).verdict
        for field in ("正向", "反向")
    ]
    assert (verdicts[0] is verdicts[1]) is (goal == done)


@UNTIMED
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_raises(promised: str, done: str) -> None:
    """Whatever stands in the cells, there is a verdict with a reason."""
    from perftargets.phrase import parse

    judgement = judge(parse(promised), done, JudgingContext(name=promised, unit=done))
    assert judgement.reason.zh
    assert judgement.reason.en


@given(st.fractions(), st.fractions(), st.fractions(min_value="1/1000"))
def test_a_share_is_reached_as_the_quotient_says(
    one: Fraction, share: Fraction, other: Fraction
) -> None:
    """Products of integers are compared in place of the quotient."""
    assert reaches(one, share, other) is (one / other >= share)
    assert reaches(share * other, share, other)


_HEADS = sorted(
    {
        word
        for each in attrs.fields(type(direction_words()))
        for word in getattr(direction_words(), each.name)
    }
)
_NAMES = st.lists(
    st.sampled_from(_HEADS)
    | st.sampled_from(["设备", "（%）", " ", "“", "（含投诉）", "高血压", "1"]),
    max_size=5,
).map("".join)


@UNTIMED
@given(st.lists(_NAMES, max_size=3))
def test_less_is_better_where_the_whole_way_says_so(phrases: list[str]) -> None:
    """One look for all words that could say so hides none, whatever stands around."""
    whole = infer_direction(*phrases).polarity is Polarity.LOWER
    assert less_is_better(*phrases) is whole
