"""Verdicts on figures and ranges, each row worked out by hand from the rules."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Target

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_REPORTED = Verdict.UNDETERMINED, Verdict.NOT_REPORTED


def verdict(target: str, actual: str | None, **about: Any) -> Verdict:
    """Judge a phrase as written against an actual as written."""
    return judge(parse(target), actual, JudgingContext(**about)).verdict


@pytest.mark.parametrize(
    ("target", "actual", "expected", "completion"),
    [
        ("不少于100条", "110条", MET, "11/10"),
        ("不少于100条", "100条", MET, "1"),
        ("不少于100条", "99条", NOT_MET, "99/100"),
        ("不少于100条", "0条", NOT_MET, "0"),
        ("超过800户", "801户", MET, "801/800"),
        ("超过800户", "800户", NOT_MET, "1"),
        ("不超过5%", "5%", MET, "1"),
        ("不超过5%", "5.01%", NOT_MET, "501/500"),
        ("少于10件", "9件", MET, "9/10"),
        ("少于10件", "10件", NOT_MET, "1"),
        ("等于12期", "12期", MET, "1"),
        ("等于12期", "11期", NOT_MET, "11/12"),
        ("约24人次", "24人次", MET, "1"),
        ("约20人次", "18人次", MET, "9/10"),
        ("约20人次", "22人次", MET, "11/10"),
        ("约20人次", "17人次", NOT_MET, "17/20"),
        ("约20人次", "23人次", NOT_MET, "23/20"),
    ],
)
def test_a_written_operator_compares(
    target: str, actual: str, expected: Verdict, completion: str
) -> None:
    """Each operator has an actual that holds and one that does not."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)
    assert judgement.deviation == Fraction(completion) - 1


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("20-30人", "20人", MET),
        ("20-30人", "30人", MET),
        ("20-30人", "25", MET),
        ("20-30人", "19人", NOT_MET),
        ("20-30人", "31人", NOT_MET),
        ("20-30人", "22-28人", MET),
        ("20-30人", "28-35人", UNDETERMINED),
        ("20-30人", "40-50人", NOT_MET),
    ],
)
def test_a_range_holds_inside_its_bounds(
    target: str, actual: str, expected: Verdict
) -> None:
    """Ends belong to it; an actual that lies across an end decides nothing."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is expected
    assert judgement.completion is None


def test_about_names_its_tolerance() -> None:
    """约 holds within ±10 %, or what the caller sets, and says so."""
    about = JudgingContext(tolerance=Decimal("0.25"))
    assert judge(parse("约4批"), "5批").verdict is NOT_MET
    assert judge(parse("约4批"), "5批", about).verdict is MET
    assert [note.en for note in judge(parse("约4批"), "4批").assumptions] == [
        "“about” is held to mean within 10% either way"
    ]


def test_above_equal_is_met_with_a_note() -> None:
    """Deployed systems take more than an = for met; the verdict says so."""
    judgement = judge(parse("等于12期"), "13期")
    assert judgement.verdict is MET
    assert [note.en for note in judgement.assumptions] == [
        "the target says “=”; an actual above it counts as met"
    ]


@pytest.mark.parametrize(
    ("target", "actual", "about", "expected"),
    [
        ("等于12期", "13期", {"strict_equal": True}, NOT_MET),
        ("等于3起", "4起", {"name": "安全事故"}, NOT_MET),
        ("等于3起", "2起", {"name": "安全事故"}, MET),
        ("无缺勤", "0", {}, MET),
        ("无缺勤", "0人次", {}, MET),
        ("无缺勤", "1人", {}, NOT_MET),
        ("无缺勤", "无缺勤", {}, MET),
        ("无缺勤", "未发生", {}, MET),
        ("无缺勤", "无", {}, UNDETERMINED),
        ("不少于5次", "无", {}, NOT_REPORTED),
    ],
)
def test_equal_is_not_met_from_above_where_more_is_no_gain(
    target: str, actual: str, about: dict[str, Any], expected: Verdict
) -> None:
    """Zero absences is missed by one; more accidents than planned are no success."""
    assert verdict(target, actual, **about) is expected


@pytest.mark.parametrize(
    ("target", "actual", "about", "expected", "note"),
    [
        ("处置率90%", "95%", {}, MET, "higher is better: no direction is stated"),
        ("处置率90%", "85%", {}, NOT_MET, "higher is better: no direction is stated"),
        ("5%", "3%", {"name": "群众投诉率"}, MET, "lower is better: “投诉” is to be"),
        ("5%", "6%", {"name": "群众投诉率"}, NOT_MET, "lower is better: “"),
        ("95%", "90%", {"name": "投诉处理率"}, NOT_MET, "higher is better: “处理”"),
        ("80万元", "75万元", {"category": "成本指标"}, MET, "lower is better: a cost"),
        ("80万元", "85万元", {"category": "成本指标"}, NOT_MET, "lower is better"),
        ("80%", "75%", {"direction": "反向"}, MET, "lower is better: the direction"),
        ("80%", "75%", {"direction": "正向"}, NOT_MET, "higher is better: the dir"),
    ],
)
def test_the_direction_stands_in_for_an_operator(
    target: str, actual: str, about: dict[str, Any], expected: Verdict, note: str
) -> None:
    """No operator is written; the verdict names the direction and why."""
    judgement = judge(parse(target), actual, JudgingContext(**about))
    assert judgement.verdict is expected
    assert judgement.assumptions[0].en.startswith(note)


def test_an_open_direction_decides_nothing() -> None:
    """降低投诉率5% may be a level or an amount."""
    assert verdict("5%", "6%", name="降低投诉率") is UNDETERMINED


@pytest.mark.parametrize(
    ("target", "actual", "expected", "completion"),
    [
        ("不少于7万宗", "6.5万宗", NOT_MET, "13/14"),
        ("不超过100万元", "950000元", MET, "19/20"),
        ("不超过2小时", "90分钟", MET, "3/4"),
        ("等于3亩", "2000平方米", MET, "1"),
        ("不少于1公顷", "15亩", MET, "1"),
        ("不少于2吨", "1500公斤", NOT_MET, "3/4"),
        ("不少于10公里", "9000米", NOT_MET, "9/10"),
        ("不低于5%", "60‰", MET, "6/5"),
    ],
)
def test_units_convert_inside_a_dimension(
    target: str, actual: str, expected: Verdict, completion: str
) -> None:
    """Exactly: 15 亩 are one 公顷, no more and no less."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)


@pytest.mark.parametrize(
    ("target", "actual", "units"),
    [
        ("不少于24人次", "24人", ("人次", "人")),
        ("不少于100条", "100%", ("条", "%")),
        ("不少于3天", "72公里", ("天", "公里")),
        ("不超过3个工作日", "2天", ("工作日", "天")),
        ("不超过100万元", "90万美元", ("元", "美元")),
    ],
)
def test_units_of_two_dimensions_decide_nothing(
    target: str, actual: str, units: tuple[str, str]
) -> None:
    """Both units are named."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == (
        f"the target is in “{units[0]}”, the actual in “{units[1]}”: "
        "they do not convert"
    )


def test_a_side_without_a_unit_takes_the_others() -> None:
    """And the verdict says so."""
    judgement = judge(parse("不少于100条"), "99")
    assert judgement.verdict is NOT_MET
    assert [note.en for note in judgement.assumptions] == [
        "the actual has no unit and takes the target's, “条”"
    ]
    judgement = judge(parse("不少于100"), "101条")
    assert judgement.verdict is MET
    assert [note.en for note in judgement.assumptions] == [
        "the target has no unit and takes the actual's, “条”"
    ]


@pytest.mark.parametrize(
    ("target", "actual", "expected", "completion"),
    [
        ("不低于95%", "0.95", MET, "1"),
        ("不低于95%", "1", MET, "20/19"),
        ("不低于95%", "0.9", NOT_MET, "18/19"),
        ("不低于95%", "96", MET, "96/95"),
        ("不低于95%", "2", NOT_MET, "2/95"),
        ("不超过5%", "0.03", MET, "3/5"),
        ("不超过0.5%", "0", MET, "0"),
        ("不超过0.5%", "2", NOT_MET, "4"),
    ],
)
def test_a_bare_figure_against_a_percentage(
    target: str, actual: str, expected: Verdict, completion: str
) -> None:
    """Up to 1 it is a ratio, above 1 a percentage."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [
        ("不低于95%", "1.2", None),
        ("≤5%", "0.9", None),
        ("≥3%", "0.8", None),
        ("≥95", "0.96", "%"),
        ("≥95%", "1", "%"),
    ],
)
def test_two_readings_that_differ_decide_nothing(
    target: str, actual: str, unit: str | None
) -> None:
    """1.2 may be 1.2% or 120%, and 0.96 in a column of % may have been 96%."""
    judgement = judge(parse(target), actual, JudgingContext(unit=unit))
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en.startswith(f"the actual {actual} has no unit: it may be")


def test_two_readings_that_agree_decide_the_verdict_and_not_the_points() -> None:
    """0.3 beside ≥40% is 30% or 0.3%: missed either way, by how much is not known."""
    judgement = judge(parse("≥40%"), "0.3")
    assert judgement.verdict is NOT_MET
    assert (judgement.completion, judgement.comparison) == (None, None)
    assert judgement.assumptions[-1].en.endswith("both agree")


@pytest.mark.parametrize("target", ["不超过0.5%", "不低于1%"])
def test_a_bare_figure_against_at_most_one_percent_is_open(target: str) -> None:
    """Both readings are named."""
    judgement = judge(parse(target), "0.3")
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == "the actual 0.3 has no unit: it may be 0.3% or 30%"


@pytest.mark.parametrize(
    ("target", "actual", "expected", "completion"),
    [
        ("不低于0.9", "95%", MET, "19/18"),
        ("不低于1/3", "40%", MET, "6/5"),
        ("不低于1/2", "40%", NOT_MET, "4/5"),
        ("不低于90", "95%", MET, "19/18"),
    ],
)
def test_a_bare_target_against_a_percentage(
    target: str, actual: str, expected: Verdict, completion: str
) -> None:
    """The same the other way round: up to 1 the target is a ratio."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)


def test_a_bare_target_against_at_most_one_percent_is_open() -> None:
    """0.3 may be 0.3% or 30%."""
    judgement = judge(parse("不超过0.3"), "0.5%")
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == "the target 0.3 has no unit: it may be 0.3% or 30%"


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("满意度每季度不低于90%", "95%"),
        ("每人不超过50元", "45元/户"),
        ("每期不少于40人", "120人"),
    ],
)
def test_other_rates_do_not_compare(target: str, actual: str) -> None:
    """A share is not added up over a year, and heads are no households."""
    judgement = judge(parse(target), actual)
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en.endswith("they are counted differently")


def test_spellings_of_one_unit_are_one_unit() -> None:
    """㎡ made by hand is 平方米, and nothing is said of it."""
    target = Target("100平方米", "", Comparison(None, Decimal(100), "平方米"))
    actual = Target("100㎡", "", Comparison(None, Decimal(100), "㎡"))
    judgement = judge(target, actual)
    assert judgement.verdict is MET
    assert judgement.reason.en == "actual 100平方米, target ≥100平方米: met"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("65000", NOT_MET), ("6.5", NOT_MET), ("71000", MET), ("8", MET)],
)
def test_a_bare_figure_beside_wan_is_read_where_one_reading_is_near(
    actual: str, expected: Verdict
) -> None:
    """Beside 7万宗 both 6.5 and 65000 can only mean 65,000."""
    judgement = judge(parse("不少于7万宗"), actual)
    assert judgement.verdict is expected
    assert judgement.assumptions[0].en.startswith(f"the actual {actual} has no unit")


def test_a_bare_figure_beside_wan_is_open_where_neither_reading_is_near() -> None:
    """300 beside 7万宗 may be 300 or 3,000,000."""
    judgement = judge(parse("不少于7万宗"), "300")
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == (
        "the actual 300 has no unit: it may be 300宗 or 3000000宗"
    )


@pytest.mark.parametrize(
    ("target", "actual", "unit", "expected", "completion"),
    [
        ("≤100", "95", "万元", MET, "19/20"),
        ("≤100", "95万元", "万元", MET, "19/20"),
        ("≤100", "950000元", "万元", MET, "19/20"),
        ("≤100万元", "95", "万元", MET, "19/20"),
        ("≥95", "95.5", "%", MET, "191/190"),
        ("≥95", "96%", "%", MET, "96/95"),
        ("≥10", "9", "场次", NOT_MET, "9/10"),
    ],
)
def test_the_unit_column_speaks_for_figures_without_a_unit(
    target: str, actual: str, unit: str, expected: Verdict, completion: str
) -> None:
    """万元 in the column counts for target and actual alike."""
    judgement = judge(parse(target), actual, JudgingContext(unit=unit))
    assert judgement.verdict is expected
    assert judgement.completion == Fraction(completion)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("每季度1次", "4次", MET),
        ("每季度1次", "3次", NOT_MET),
        ("每季度1次", "1次/季度", MET),
        ("每季度1次", "每月1次", MET),
        ("每月1次", "每季度1次", NOT_MET),
        ("不少于4次", "每季度1次", MET),
        ("不少于5次", "每季度1次", NOT_MET),
        ("每季度1次", "1", UNDETERMINED),
        ("每期不少于40人", "42人", UNDETERMINED),
        ("每期不少于40人", "42", MET),
        ("每期不少于40人", "每期42人", MET),
    ],
)
def test_calendar_rates_are_multiplied_to_the_year(
    target: str, actual: str, expected: Verdict
) -> None:
    """每季度1次 is 4次 a year; any other rate is compared with its own kind only."""
    assert verdict(target, actual) is expected


def test_a_rate_multiplied_to_the_year_is_said() -> None:
    """The verdict shows the sum."""
    judgement = judge(parse("每季度1次"), "3次")
    assert judgement.completion == Fraction(3, 4)
    assert judgement.assumptions[-1].en == "the target 1次/季度 makes 4次 in the year"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("不低于95%", "≥96%", MET),
        ("不低于95%", "≥95%", MET),
        ("不低于95%", "≥90%", NOT_MET),
        ("合格率95%", "≥96%", MET),
        ("不低于95%", "超过96%", MET),
        ("不低于95%", "超过90%", UNDETERMINED),
        ("不低于95%", "不足95%", NOT_MET),
        ("不低于95%", "不足99%", UNDETERMINED),
        ("超过200场", "200余场", MET),
        ("少于10件", "少于10件", MET),
        ("不超过5%", "达到3%", MET),
        ("不少于100条", "约120条", MET),
        ("不少于100条", "约100条", UNDETERMINED),
        ("约4批", "约4批", MET),
    ],
)
def test_an_operator_in_the_actual(target: str, actual: str, expected: Verdict) -> None:
    """The target's repeated is dropped; another bounds the actual, no more."""
    assert verdict(target, actual) is expected


def test_a_repeated_operator_is_dropped_with_a_note() -> None:
    """A person sees that ≥95% was read as 95%."""
    judgement = judge(parse("不低于95%"), "≥95%")
    assert judgement.completion == 1
    assert [note.en for note in judgement.assumptions] == [
        "the actual repeats the target's “≥”, which is dropped"
    ]


@pytest.mark.parametrize("actual", ["完成", "已完成", "全部完成。", "基本完成", "达标"])
def test_done_is_no_figure(actual: str) -> None:
    """完成 for a figure is never met; the reason says what to write."""
    judgement = judge(parse("不少于5次"), actual)
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en.endswith("write the figure reached")


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("不少于5次", "未开展", NOT_MET),
        ("不少于5次", "未完成", NOT_MET),
        ("不超过5次", "未开展", UNDETERMINED),
        ("不少于5次", "开展情况良好", UNDETERMINED),
        ("不少于5次", "", NOT_REPORTED),
        ("不少于5次", "/", NOT_REPORTED),
        ("不少于5次", None, NOT_REPORTED),
        ("", "5次", UNDETERMINED),
        ("", None, NOT_REPORTED),
    ],
)
def test_actuals_without_a_figure(
    target: str, actual: str | None, expected: Verdict
) -> None:
    """Not begun misses a target to reach; an empty cell reports nothing."""
    assert verdict(target, actual) is expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("6次，已完成", MET),
        ("6次，未完成", UNDETERMINED),
        ("6次（含培训2期）", MET),
        ("开展6次", MET),
        ("6次，参加120人", MET),
        ("上半年3次，下半年3次", UNDETERMINED),
    ],
)
def test_an_actual_with_more_than_its_figure(actual: str, expected: Verdict) -> None:
    """The figure in the target's unit answers; two of them, or a denial, do not."""
    assert verdict("不少于5次", actual) is expected


def test_a_missing_target_points_to_the_name() -> None:
    """The name holds a value that the value's cell lacks."""
    about = JudgingContext(name="保障重大活动不少于5次")
    assert judge(parse(""), "6次", about).reason.en == (
        "the row states no target value; the name says “保障重大活动不少于5次”: "
        "write the value where values stand"
    )


def test_the_reason_can_be_followed() -> None:
    """Actual, target and what came of it, in both languages."""
    judgement = judge(parse("不少于7万宗"), "6.5万宗")
    assert judgement.reason.zh == "实际65000宗，目标≥70000宗，未达到"
    assert judgement.reason.en == "actual 65000宗, target ≥70000宗: not met"
