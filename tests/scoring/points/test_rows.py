"""Points of one row, each case of the rules worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets.profile.model import Band
from perftargets.scoring.shares import ShareCase
from tests.scoring.points.making import changed, points


@pytest.mark.parametrize(
    ("target", "actual", "weight", "expected"),
    [
        ("不少于100条", "100条", "10", "10.00"),
        ("不少于100条", "125条", "10", "10.00"),
        ("不少于100条", "90条", "10", "9.00"),
        ("不少于100条", "98条", "10", "9.80"),
        ("不少于300条", "200条", "10", "6.67"),
        ("不少于100条", "0条", "10", "0.00"),
        ("不少于100条", "未开展", "10", "0.00"),
        ("超过100条", "50条", "8", "4.00"),
        ("≥1000元", "0.05万元", "10", "5.00"),
        ("每季度2次", "6次", "10", "7.50"),
    ],
)
def test_at_least_gets_its_share_and_never_more(
    target: str, actual: str, weight: str, expected: str
) -> None:
    """A row that is to be reached gets w × A/T, at most w."""
    assert points(target, actual, weight=weight).points == Decimal(expected)


def test_below_zero_counts_as_zero() -> None:
    """A negative actual gets 0 points, not fewer."""
    found = points("利润不少于100万元", "-20万元")
    assert (found.points, found.case) == (Decimal("0.00"), ShareCase.AT_LEAST)


@pytest.mark.parametrize(
    ("actual", "ratio", "linear"),
    [
        ("100万元", "10.00", "10.00"),
        ("80万元", "10.00", "10.00"),
        ("150万元", "6.67", "5.00"),
        ("200万元", "5.00", "0.00"),
        ("300万元", "3.33", "0.00"),
    ],
)
def test_at_most_by_both_formulas(actual: str, ratio: str, linear: str) -> None:
    """A row that is to stay low loses by ratio in one profile, in a line in another."""
    by_ratio = points("不超过100万元", actual)
    by_line = points("不超过100万元", actual, profile="linear")
    assert by_ratio.points == Decimal(ratio)
    assert by_line.points == Decimal(linear)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("不超过0件", "0件", "10.00"),
        ("不超过0件", "1件", "0.00"),
        ("=0件", "0件", "10.00"),
        ("=0件", "2件", "0.00"),
        ("无事故", "0", "10.00"),
        ("无事故", "未发生", "10.00"),
        ("无事故", "1起", "0.00"),
    ],
)
@pytest.mark.parametrize("profile", ["mof2020", "linear"])
def test_a_target_of_zero_is_all_or_nothing(
    target: str, actual: str, expected: str, profile: str
) -> None:
    """Nothing can be divided by 0, so one too many costs everything."""
    assert points(target, actual, profile=profile).points == Decimal(expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("12期", "10.00"), ("13期", "10.00"), ("9期", "7.50")],
)
def test_equal_is_scored_as_at_least(actual: str, expected: str) -> None:
    """Above a target with = is full, below loses its share."""
    assert points("=12期", actual).points == Decimal(expected)


def test_strictly_equal_has_no_formula_above() -> None:
    """Where a profile takes more for missed, a person must say what it costs."""
    profile = changed("verdict", equal="strict")
    assert points("=12期", "13期", profile=profile).points is None
    assert points("=12期", "9期", profile=profile).points == Decimal("7.50")


@pytest.mark.parametrize(
    ("actual", "expected", "case"),
    [
        ("20人次", "10.00", ShareCase.MET),
        ("18人次", "10.00", ShareCase.MET),
        ("22人次", "10.00", ShareCase.MET),
        ("16人次", "8.00", ShareCase.AT_LEAST),
        ("25人次", "10.00", ShareCase.ABOUT_ABOVE),
    ],
)
def test_about_keeps_its_points_above(
    actual: str, expected: str, case: ShareCase
) -> None:
    """Within the tolerance full, below it as at least, above it full with a note."""
    found = points("约20人次", actual)
    assert (found.points, found.case) == (Decimal(expected), case)
    assert bool(found.notes) == (case is ShareCase.ABOUT_ABOVE)


@pytest.mark.parametrize(
    ("target", "actual", "name", "expected"),
    [
        ("处置率90%", "81%", "处置率", "9.00"),
        ("投诉率2%", "4%", "投诉率", "5.00"),
        ("投诉率2%", "1%", "投诉率", "10.00"),
        ("100万元", "125万元", "工程成本", "8.00"),
    ],
)
def test_without_an_operator_the_direction_decides(
    target: str, actual: str, name: str, expected: str
) -> None:
    """A rate to be reached and a rate to be kept low lose by their own formulas."""
    assert points(target, actual, name=name).points == Decimal(expected)


def test_a_range_missed_is_for_a_person() -> None:
    """Inside it is full; no formula says what outside costs."""
    assert points("20-30人", "25人").points == Decimal("10.00")
    missed = points("20-30人", "15人")
    assert (missed.points, missed.case) == (None, ShareCase.OPEN)
    assert missed.reason.zh == "不在目标区间内，没有计分公式，需人工计分"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("较上年增长4%", "较上年增长3%", "7.50"),
        ("较上年增长4%", "较上年增长5%", "10.00"),
        ("较上年增长4%", "较上年下降1%", "0.00"),
        ("较上年下降4%", "较上年下降2%", "5.00"),
        ("较上年增长4%", "103万人次，上年100万人次", "7.50"),
        ("较上年增长", "较上年下降1%", "0.00"),
    ],
)
def test_a_change_is_scored_on_its_amount(
    target: str, actual: str, expected: str
) -> None:
    """The amount in the direction wanted counts as at least; the other way is 0."""
    assert points(target, actual).points == Decimal(expected)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("不低于全市平均值", "76%（全市平均值95%）", "8.00"),
        ("不低于全市平均值", "96%（全市平均值95%）", "10.00"),
        ("不低于全市平均值", "96%", None),
    ],
)
def test_a_reference_is_scored_once_its_figure_is_known(
    target: str, actual: str, expected: str | None
) -> None:
    """With the referent's figure by the formula of its operator, else open."""
    wanted = None if expected is None else Decimal(expected)
    assert points(target, actual).points == wanted


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("12家，1100间", "10.00"),
        ("8家，900间", "8.50"),
        ("12家，900间", "9.50"),
        ("未开展", "0.00"),
        ("12家", None),
    ],
)
def test_a_compound_gets_the_mean_of_its_items(
    actual: str, expected: str | None
) -> None:
    """8 of 10 and 900 of 1000 are 0.8 and 0.9 of the points; each must be decided."""
    wanted = None if expected is None else Decimal(expected)
    assert points("酒店10家；房间1000间", actual).points == wanted


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("12家，1100间", Decimal("10.00")), ("12家，900间", None), ("8家，900间", None)],
)
def test_a_profile_may_leave_a_compound_to_a_person(
    actual: str, expected: Decimal | None
) -> None:
    """``compound = "person"``: open unless all items are met."""
    profile = changed("points", compound="person")
    assert points("酒店10家；房间1000间", actual, profile=profile).points == expected


@pytest.mark.parametrize(
    ("actual", "mof2020", "hubei"),
    [
        ("已完成", "10.00", "10.00"),
        ("达成（90%）", "9.00", "9.00"),
        ("部分达成", "6.00", "5.00"),
        ("部分达成（75%）", "7.50", "7.50"),
        ("部分达成，70%", "7.00", "7.00"),
        ("未达成", "0.00", "0.00"),
        ("未达成（55%）", "5.50", None),
        ("达成（70%）", None, None),
        ("部分达成（80%）", None, None),
        ("效果很好", None, None),
    ],
)
def test_words_have_bands(actual: str, mof2020: str, hubei: str | None) -> None:
    """A level has a band; a share inside it counts, one outside is for a person."""
    for profile, expected in (("mof2020", mof2020), ("hubei", hubei)):
        wanted = None if expected is None else Decimal(expected)
        assert points("符合财务规范", actual, profile=profile).points == wanted


@pytest.mark.parametrize(
    ("printed", "expected"), [("8.5", "8.50"), ("8", "8.00"), ("7", "10.00")]
)
def test_the_points_of_the_file_decide_inside_the_band(
    printed: str, expected: str
) -> None:
    """The form's points for a target in words count where its level allows them."""
    assert points("符合财务规范", "达成", score=printed).points == Decimal(expected)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("12月底前", "2022年12月20日", "10.00"),
        ("6月底前", "2022年7月1日", "0.00"),
        ("是", "是", "10.00"),
        ("是", "否", "0.00"),
    ],
)
def test_dates_and_yes_or_no_are_all_or_nothing(
    target: str, actual: str, expected: str
) -> None:
    """A day late or a no costs everything; a profile can leave that to a person."""
    assert points(target, actual).points == Decimal(expected)
    profile = changed("points", deadline_all_or_nothing=False)
    wanted = Decimal("10.00") if expected == "10.00" else None
    assert points(target, actual, profile=profile).points == wanted


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("90%", "10.00"),
        ("85%", "8.00"),
        ("60%", "5.00"),
        ("59.9%", "0.00"),
        ("很满意", None),
    ],
)
def test_satisfaction_by_bands_where_a_profile_has_them(
    actual: str, expected: str | None
) -> None:
    """The bands go by the percentage itself, whatever the target."""
    profile = changed("satisfaction", by_bands=True)
    found = points("≥95%", actual, category="满意度指标", profile=profile)
    assert found.points == (None if expected is None else Decimal(expected))


def test_satisfaction_goes_by_its_own_target_as_shipped() -> None:
    """76 of 95 per cent is eight tenths."""
    found = points("≥95%", "76%", category="满意度指标")
    assert found.points == Decimal("8.00")


def test_bands_of_ones_own() -> None:
    """A profile draws the lines it wants."""
    bands = (Band(least=Decimal(50), share=Fraction(1, 3)),)
    profile = changed("satisfaction", by_bands=True, bands=bands)
    found = points("≥95%", "76%", category="满意度", profile=profile)
    assert (found.exact, found.points) == (Fraction(10, 3), Decimal("3.33"))


@pytest.mark.parametrize(
    ("actual", "expected"), [("60条", "6.00"), ("59条", "0.00"), ("100条", "10.00")]
)
def test_a_pass_mark_takes_what_is_below_it(actual: str, expected: str) -> None:
    """At the mark the share counts, below it nothing does."""
    profile = changed("points", pass_mark=Decimal("0.6"))
    assert points("不少于100条", actual, profile=profile).points == Decimal(expected)


def test_far_above_keeps_its_points_and_asks_for_a_reason() -> None:
    """130 % and over is flagged, and a note asks why."""
    below, far = points("不少于100条", "129条"), points("不少于100条", "130条")
    assert (below.points, far.points) == (Decimal("10.00"), Decimal("10.00"))
    assert (below.far_above, far.far_above) == (False, True)
    assert [note.zh for note in far.notes] == ["实际达到目标的130%以上，需说明原因"]


def test_a_reason_answers_what_is_far_above() -> None:
    """The flag stays, the question does not."""
    found = points("不少于100条", "130条", reason="需求增加")
    assert (found.far_above, found.notes) == (True, ())


def test_far_above_can_cost_points() -> None:
    """A profile may take a share off."""
    profile = changed("points", far_above_cut=Decimal("0.1"))
    assert points("不少于100条", "150条", profile=profile).points == Decimal("9.00")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("不少于100条", None),
        ("不少于100条", "完成"),
        ("不少于100条", "未达标"),
        ("不少于-5%", "-10%"),
        ("", "100条"),
        ("不少于100条", "5吨"),
    ],
)
def test_what_no_rule_covers_stays_open(target: str, actual: str | None) -> None:
    """No points, no guess, and a reason."""
    found = points(target, actual)
    assert (found.points, found.exact, found.case) == (None, None, ShareCase.OPEN)
    assert found.reason.zh


def test_a_row_without_points_stays_open() -> None:
    """A row with points below 0 is not scored either."""
    assert points("不少于100条", "100条", weight="-5").points is None


@pytest.mark.parametrize(
    ("rounding", "places", "expected"),
    [
        ("half-up", 2, "0.13"),
        ("half-even", 2, "0.12"),
        ("down", 2, "0.12"),
        ("half-up", 0, "0"),
        ("half-up", 3, "0.125"),
    ],
)
def test_points_are_rounded_as_the_profile_says(
    rounding: str, places: int, expected: str
) -> None:
    """An eighth of a point, three ways."""
    profile = changed("points", rounding=rounding, places=places)
    found = points("不少于8条", "1条", weight="1", profile=profile)
    assert found.points == Decimal(expected)
    assert str(found.points) == expected
    assert found.exact == Fraction(1, 8)


def test_the_working_is_told_in_both_languages() -> None:
    """Formula, figures, profile and result."""
    found = points("不超过100万元", "150万元")
    assert found.reason.zh == (
        "分值×目标/实际＝分值×100万/150万（方案mof2020），得6.67分（满分10）"
    )
    assert found.reason.en == (
        "points × target/actual = points × 1000000/1500000 (profile mof2020: ratio): "
        "6.67 of 10"
    )


def test_a_row_that_does_not_apply_counts_for_nothing() -> None:
    """不适用 is no missing report."""
    found = points("不少于100条", "不适用")
    assert (found.points, found.applicable) == (None, False)
