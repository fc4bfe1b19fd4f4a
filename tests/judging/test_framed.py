"""What is read the short way reads the same as the whole reading makes it."""

import re
from typing import Any
from unittest import mock

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets import judge, parse
from perftargets.judging import account, choice, comparison, reported
from perftargets.judging import judge as judging
from perftargets.judging.account import _framed, _Reading, read_actual
from perftargets.judging.actual_text import ActualText
from perftargets.judging.context import JudgingContext
from perftargets.judging.plain_figure import _may_be_signed, judge_plain
from perftargets.judging.reported import Reported, unclear
from perftargets.judging.verdict import Judgement
from perftargets.judging.words import actual_words, verdict_words
from perftargets.phrase.plan import place_alone

UNTIMED = settings(deadline=None, max_examples=400)
WORDS = ("", "力争", "同比", *sorted(actual_words().kinds))
NAMES = ("", "培训人次", "已完成培训人次", "实际完成率", "计划完成率", "合格率")
FIGURES = (
    "0",
    "5",
    "1200",
    "1,200",
    "1,2000",
    "95.50",
    "1.2万",
    "三成",
    "20-30",
    "负2",
)
UNITS = ("", "次", "%", "‰", "人次", "万元", "次/月", "个百分点", "年", "月")
TAILS = ("", "。", "；", "，", "左右", "以上", "人", "（其中5次）", ".5", " ", "、3")
TARGETS = ("≥100人次", "已完成90%", "合格率95%", "不超过5万元")


def whole(text: str, target: str, context: JudgingContext) -> Reported:
    """Read an actual by its clauses, whatever it is."""
    read, aim = parse(text), parse(target)
    actual = ActualText.of(text, (read,), aim, context)
    return _Reading(actual, read).reported()


def fields(value: Reported) -> dict[str, Any]:
    """Return every field, those that equality leaves out among them."""
    return {each.name: getattr(value, each.name) for each in attrs.fields(Reported)}


texts = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(WORDS),
    st.sampled_from(["", "", "：", " ", "约", "，"]),
    st.sampled_from(FIGURES),
    st.sampled_from(UNITS),
    st.sampled_from(TAILS),
)


@UNTIMED
@given(texts, st.sampled_from(TARGETS), st.sampled_from(NAMES))
def test_the_short_way_reads_as_the_whole_does(
    text: str, target: str, name: str
) -> None:
    """Each field is the same, for any word, figure, tail, target and name."""
    context = JudgingContext(name=name, fiscal_year=2022)
    short = _framed(text, parse(text), parse(target), context)
    if short is not None:
        assert fields(short) == fields(whole(text, target, context))


@UNTIMED
@given(
    st.sampled_from(["完成", "已完成", "实际完成", "全部完成", "完成了", "实际"]),
    st.sampled_from(["", "：", " "]),
    st.sampled_from(FIGURES),
    st.sampled_from(["%", "‰"]),
    st.sampled_from(TAILS),
    st.sampled_from(TARGETS),
    st.sampled_from([*NAMES, "完成率", "验收（完成）", "群众满意度"]),
)
def test_a_share_of_what_was_done_is_read_the_short_way(  # noqa: PLR0913, PLR0917
    word: str, joint: str, figure: str, unit: str, tail: str, target: str, name: str
) -> None:
    """完成98% leaves open of what, but where the row itself speaks of completing."""
    text = f"{word}{joint}{figure}{unit}{tail}"
    context = JudgingContext(name=name, fiscal_year=2022)
    short = _framed(text, parse(text), parse(target), context)
    if short is not None:
        assert fields(short) == fields(whole(text, target, context))


def test_what_most_cells_say_is_read_the_short_way() -> None:
    """The short way is taken, or it would hold nothing."""
    context = JudgingContext(name="培训人次")
    for text in ("已完成1,200人次", "实际95.5%", "共5次。", "1,200人次。", "完成98%"):
        assert _framed(text, parse(text), parse("≥5"), context) is not None


def test_what_says_more_is_not() -> None:
    """A plan, a second figure, odd digits, a word of the row: the whole way."""
    context = JudgingContext(name="已完成培训人次")
    for text in (
        *("已完成5次", "计划5次", "力争5次", "共1,2000次", "5次（其中3次）"),
        *("实际5次，计划6次", "未发生"),
    ):
        assert _framed(text, parse(text), parse("≥5"), context) is None


def test_words_of_the_row_are_its_own() -> None:
    """实际 in a row named 实际完成率 says nothing of its own."""
    named = JudgingContext(name="实际完成率")
    (stated,) = read_actual("实际95%", parse("≥90%"), named).statements
    (plain,) = read_actual("实际95%", parse("≥90%"), JudgingContext()).statements
    assert (stated.reached, plain.reached) == (False, True)


SIGNS = st.text("-－—负零下(（)）0159.．,，+。%元 三成不低于", max_size=9)


@UNTIMED
@given(SIGNS)
def test_the_quick_look_hides_no_sign_in_doubt(text: str) -> None:
    """One look at the text never hides what the look at its parts finds."""
    target = parse(text)
    quick = unclear(target, text)
    with mock.patch.object(reported, "_UNSIGNED", re.compile("(?!)")):
        assert quick == unclear(target, text)


NAMED = ("培训人次", "增长率", "投诉率", "累计培训人次", "")
BOUNDS = (
    *("≥5人次", "≤5%", "5次", "约100万元", "20-30人", "增长5%", "6月底前", "≥5次/月"),
    *("5万元；90%", "明显改善", "＝12期"),
    *(
        "≥95.50%",
        ">1200次",
        "＜0.5%",
        "不超过1,200元",
        "5万元以内",
        "利润-4万元",
        "≥5‰",
    ),
    *("负2%以上", "达到5个百分点", "（5次）", "≥5次/年", "合格率达到95%", "不少于5年"),
)


def flat(judgement: Judgement) -> str:
    """Return all that a judgement says."""
    return repr(attrs.asdict(judgement))


@UNTIMED
@given(
    texts,
    st.sampled_from(BOUNDS),
    st.sampled_from(NAMED),
    st.sampled_from([None, "%", "人次", "万元"]),
)
def test_shorter_ways_to_a_verdict_come_to_the_same(
    text: str, target: str, name: str, unit: str | None
) -> None:
    """One figure, one unit: with the short ways shut, each judgement is the same."""
    short = judge(target, text, name=name, unit=unit, year=2022)
    with (
        mock.patch.object(judging, "judge_plain", return_value=None),
        mock.patch.object(account, "_framed", return_value=None),
        mock.patch.object(choice, "_alone", return_value=None),
        mock.patch.object(comparison, "in_one", return_value=None),
    ):
        whole_way = judge(target, text, name=name, unit=unit, year=2022)
    assert flat(short) == flat(whole_way)


LEVELS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", *sorted(actual_words().framing)]),
    st.decimals(0, 99_999, places=2).map(lambda value: f"{value:,}")
    | st.integers(0, 10**6).map(lambda value: f"{value:,}")
    | st.sampled_from(FIGURES),
    st.sampled_from(["次", "人次", "%", "‰", "万元", "元", "公里", "米", "天", "亿元"]),
    st.sampled_from(["", "。"]),
)


@UNTIMED
@given(
    LEVELS,
    st.sampled_from(["≥", ">", "≤", "<", "不少于", "不超过", "", "=", "约", "达到"]),
    st.sampled_from(
        ["5次", "95%", "0%", "1,200万元", "99999元", "1.50公里", "3天", "8亿元"]
    ),
    st.sampled_from([*NAMED, "已完成培训人次", "成本", "办理时间"]),
    st.sampled_from([None, "正向", "反向"]),
)
def test_one_figure_against_one_bound_is_judged_as_the_whole_way_does(
    text: str, sign: str, figure: str, name: str, direction: str | None
) -> None:
    """Whatever the figures, units, operator, direction and the word before it."""
    target = sign + figure
    short = judge(target, text, name=name, direction=direction)
    with mock.patch.object(judging, "judge_plain", return_value=None):
        whole_way = judge(target, text, name=name, direction=direction)
    assert flat(short) == flat(whole_way)
    assert short.reason.to_dict("zh") == whole_way.reason.to_dict("zh")


def test_what_most_rows_say_is_judged_in_the_fewest_steps() -> None:
    """The shortest way is taken, or it would hold nothing."""
    context = JudgingContext(name="培训人次")
    for target, text in (
        *(("≥5人次", "实际1,200人次"), ("不超过5万元", "52000元。")),
        *(("合格率≥95.5%", "实际97.25%"), ("5人次", "5人次"), ("<3天", "2.5天")),
    ):
        assert judge_plain(parse(target), text, context) is not None


def test_what_says_more_goes_the_whole_way() -> None:
    """A sign in doubt, another figure, a rate, 完成 with a share, =, 约 or words."""
    context = JudgingContext(name="已完成培训人次")
    for target, text in (
        *(("≥5人次", "已完成5人次"), ("≥5人次", "5人次左右"), ("≥5人次", "1,2000人次")),
        *(("=5人次", "5人次"), ("约5人次", "5人次"), ("20-30人次", "25人次")),
        *(("≥5%", "完成98%"), ("利润-4万元", "5万元"), ("≥5次", "5"), ("≥5次", "5元")),
        *(
            ("≥5次/年", "5次"),
            ("明显改善", "5次"),
            ("≥5次", "达到5次"),
            ("≥5次", "-5次"),
        ),
        *(("≥5次", "计划5次"), ("≥5次", "5次（含线上）"), ("≥5次", "")),
    ):
        assert judge_plain(parse(target), text, context) is None, (target, text)


def test_no_word_that_frames_a_figure_says_that_nothing_applies() -> None:
    """Nor does it hold a digit or a sign: what is set aside has no figure."""
    words = verdict_words()
    said = words.not_applicable | words.said | words.nothing
    assert not [word for word in said if any(map(str.isdigit, word))]
    assert all(map(str.isalpha, actual_words().framing))


@UNTIMED
@given(
    st.sampled_from(["", "≥", "≤", ">", "<", "不少于", "达到", *verdict_words().minus])
    | st.text("不少于至多利润负零下-（(1.", max_size=4),
    st.sampled_from(FIGURES),
    st.sampled_from(UNITS),
    st.sampled_from(["", "以上", "。", "）"]),
)
def test_what_cannot_be_a_sign_leaves_no_figure_unclear(
    before: str, figure: str, unit: str, tail: str
) -> None:
    """Where the quick look at what stands before a figure sees no sign, none is."""
    target = parse(f"{before}{figure}{unit}{tail}")
    place = place_alone(target)
    if place is not None and not _may_be_signed(target.text[: place[0]]):
        assert unclear(target, target.text) is None
