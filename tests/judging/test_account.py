"""The law of actuals: decided only when every word is accounted for.

Held by generation over targets, actuals, names, units and remarks; then, row by row,
over what people write.
"""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.profile import load_profile
from perftargets.scoring.points import score
from perftargets.scoring.weights import Origin, Weight
from perftargets.units import default_units

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
UNTIMED = settings(deadline=None, max_examples=300)
FIGURES = st.decimals(min_value=0, max_value=10**6, places=1)
SIGNS = st.sampled_from(["≥", "≤", "=", ">", "<", ""])
HIGHER = [("培训人数", "人"), ("合格率", "%"), ("绿化面积", "亩"), ("发放份数", "份")]
LOWER = [
    ("群众投诉率", "%"),
    ("办理时限", "天"),
    ("安全事故数", "起"),
    ("三公经费", "元"),
]
NAMED = st.sampled_from(HIGHER + LOWER)
AROUND = st.sampled_from(
    [
        *(
            "{}",
            "完成{}",
            "已完成{}",
            "实际{}",
            "共{}",
            "{}（见附件1）",
            "全年{}",
            "{}。",
        ),
        *("因疫情影响，实际{}", "{}（因疫情影响）", "2022年完成{}", "达到{}"),
    ]
)
"""What may stand around a figure and changes nothing."""
DOUBTFUL = st.sampled_from(
    [
        *(
            "预计{}",
            "拟完成{}",
            "{}（预计）",
            "{}（待核实）",
            "超支{}",
            "结余{}",
            "超额{}",
        ),
        *("没有完成{}", "见附件{}", "比上年{}", "还差{}", "流失{}", "追加{}", "暂估{}"),
        *(
            "{}未完成",
            "约定{}",
            "{}缺口",
            "上年{}",
            "其中{}",
            "据统计{}",
            "{}（上年数）",
        ),
        *(
            "申报{}",
            "{}待验收",
            "{}（含上年结转）",
            "{}，{}",
            "目标{}",
            "批复{}",
            "平均{}",
        ),
        *(
            "截至2023年3月累计{}",
            "{}（2021年）",
            "计划{}",
            "调增{}",
            "库存{}",
            "剩余{}",
        ),
    ]
)
"""What makes a figure something else than the level reached."""
STRANGE = st.text(alphabet="甲乙丙丁戊己庚辛壬癸寅卯巳酉戌亥", min_size=2, max_size=4)
"""Words that no list knows."""


def judged(target: str, actual: str, name: str, **about: object) -> Judgement:
    """Judge two texts in a row of that name, of the year 2022."""
    known = JudgingContext(name=name, fiscal_year=2022)
    return judge(parse(target), actual, attrs.evolve(known, **about))  # type: ignore[arg-type]


def points(target: str, name: str, judgement: Judgement) -> Fraction | None:
    """Return the exact points of ten."""
    row = Indicator(category="产出指标", name=name, target=parse(target))
    weight = Weight(Fraction(10), Origin.GIVEN)
    return score(row, judgement, weight, load_profile("mof2020")).exact


@UNTIMED
@given(NAMED, SIGNS, FIGURES, FIGURES, FIGURES, AROUND)
def test_a_better_actual_never_gets_a_worse_verdict_or_fewer_points(  # noqa: PLR0913, PLR0917 - each is generated
    named: tuple[str, str],
    sign: str,
    goal: Decimal,
    one: Decimal,
    other: Decimal,
    around: str,
) -> None:
    """Whatever the words around it; the sign, or else the name, says what is better."""
    name, unit = named
    # Above a target of 0 is not_met, whatever is counted.
    assume(goal or sign not in {"=", ""})
    lower = sign in {"≤", "<"} or (sign in {"", "="} and named in LOWER)
    worse, better = sorted((one, other), reverse=lower)
    target = f"{sign}{goal}{unit}"
    found = [judged(target, around.format(f"{x}{unit}"), name) for x in (worse, better)]
    if not {each.verdict for each in found} <= {MET, NOT_MET}:
        return
    assert [each.verdict for each in found] != [MET, NOT_MET]
    got = [points(target, name, each) for each in found]
    if got[0] is not None and got[1] is not None:
        assert got[0] <= got[1]


@UNTIMED
@given(
    st.sampled_from(["合格率", "群众投诉率"]),
    st.sampled_from(["≥", "≤"]),
    st.decimals(min_value=0, max_value=120, places=1),
    *[st.decimals(min_value=0, max_value=1, places=3)] * 2,
)
def test_bare_figures_up_to_1_beside_a_share_keep_their_order(
    name: str, sign: str, goal: Decimal, one: Decimal, other: Decimal
) -> None:
    """A ratio or a percentage: where a verdict is given, the better one is no worse."""
    target = f"{sign}{goal}%"
    worse, better = sorted((one, other), reverse=sign == "≤")
    found = [judged(target, f"{x}", name) for x in (worse, better)]
    if {each.verdict for each in found} <= {MET, NOT_MET}:
        assert [each.verdict for each in found] != [MET, NOT_MET]
        got = [points(target, name, each) for each in found]
        if got[0] is not None and got[1] is not None:
            assert got[0] <= got[1]


@UNTIMED
@given(NAMED, st.sampled_from(["≥", "≤", "="]), FIGURES, FIGURES, DOUBTFUL)
def test_words_that_make_it_no_level_decide_nothing(
    named: tuple[str, str], sign: str, goal: Decimal, done: Decimal, around: str
) -> None:
    """A plan, a difference, a reference, a part: never a verdict by its figure.

    What exceeds a target to reach meets it, however much that is.
    """
    name, unit = named
    assume(not (around == "超额{}" and sign != "≤"))
    figure = f"{done}{unit}"
    text = around.format(*[figure] * around.count("{}"))
    assume(around != "{}，{}" or done != goal)
    assert judged(f"{sign}{goal}{unit}", text, name).verdict is UNDETERMINED, text


@UNTIMED
@given(NAMED, SIGNS, FIGURES, FIGURES, st.one_of(AROUND, DOUBTFUL), STRANGE, st.data())
def test_an_unknown_word_never_turns_undetermined_into_met(  # noqa: PLR0913, PLR0917 - each is generated
    named: tuple[str, str],
    sign: str,
    goal: Decimal,
    done: Decimal,
    around: str,
    strange: str,
    data: st.DataObject,
) -> None:
    """Before, behind, in brackets or in a clause of its own."""
    name, unit = named
    figure = f"{done}{unit}"
    text = around.format(*[figure] * around.count("{}"))
    target = f"{sign}{goal}{unit}"
    assume(judged(target, text, name).verdict is UNDETERMINED)
    put = data.draw(
        st.sampled_from(
            [
                *(f"{strange}{text}", f"{text}{strange}", f"{text}（{strange}）"),
                *(f"{text}，{strange}", f"{strange}，{text}"),
                *(text.replace(figure, strange + figure, 1),),
                *(text.replace(figure, figure + strange, 1),),
            ]
        )
    )
    assert judged(target, put, name).verdict is not MET, put


ADDED = st.sampled_from(
    [
        *("，{strange}", "（{strange}）", "，因{strange}", "（因{strange}）"),
        *("，因疫情取消", "（因疫情未开展）", "，受疫情影响{strange}", "，因数据估算"),
        *("（{part}{strange}）", "（{part}系去年）"),
        *("（{part}除外）", "，{part}未达标", "（仅{part}）", "，其中{part}为计划数"),
        *("，未{strange}", "（未{strange}）", "，全部取消", "（2019-2022年）"),
    ]
)
"""A clause or a remark that says something else, or denies."""


@UNTIMED
@given(NAMED, SIGNS, FIGURES, FIGURES, AROUND, STRANGE, ADDED, st.booleans())
def test_a_clause_not_accounted_for_leaves_a_decided_actual_open(  # noqa: PLR0913, PLR0917 - each is generated
    named: tuple[str, str],
    sign: str,
    goal: Decimal,
    done: Decimal,
    around: str,
    strange: str,
    added: str,
    other: bool,  # noqa: FBT001 - generated
) -> None:
    """An unknown word, a denial, a plan or another year behind it, however put."""
    name, unit = named
    target, text = f"{sign}{goal}{unit}", around.format(f"{done}{unit}")
    assume(judged(target, text, name).verdict in {MET, NOT_MET})
    part = f"1{'所' if other else unit}"
    put = text.rstrip("。") + added.format(strange=strange, part=part)
    assert judged(target, put, name).verdict is UNDETERMINED, put


@UNTIMED
@given(NAMED, st.sampled_from(["≥", "≤"]), FIGURES, FIGURES, STRANGE)
def test_an_unknown_word_before_a_figure_is_quoted(
    named: tuple[str, str], sign: str, goal: Decimal, done: Decimal, strange: str
) -> None:
    """Nothing slides by: the reason names the word that was not accounted for."""
    name, unit = named
    found = judged(f"{sign}{goal}{unit}", f"{strange}{done}{unit}", name)
    assert found.verdict is UNDETERMINED
    assert strange in found.reason.zh
    assert strange in found.reason.en


@UNTIMED
@given(
    st.sampled_from(["≥", "≤", "=", ""]),
    FIGURES,
    FIGURES,
    AROUND,
    st.sampled_from(
        [("万元", "元"), ("公顷", "平方米"), ("吨", "公斤"), ("公里", "米")]
    ),
)
def test_a_consistent_change_of_unit_changes_nothing(
    sign: str, goal: Decimal, done: Decimal, around: str, units: tuple[str, str]
) -> None:
    """Both sides in the smaller unit: the same verdict, completion and points."""
    big, small = units
    name = "项目收入" if big == "万元" else "产量"
    table = default_units()
    factor = Decimal(str(table.convert(Decimal(1), big, small)))
    first = judged(f"{sign}{goal}{big}", around.format(f"{done}{big}"), name)
    second = judged(
        f"{sign}{goal * factor:f}{small}",
        around.format(f"{done * factor:f}{small}"),
        name,
    )
    assert (first.verdict, first.completion) == (second.verdict, second.completion)


@UNTIMED
@given(
    st.sampled_from(["≥", "≤", "=", "", "约"]),
    st.sampled_from(["产能", "甲乙丙比", "群众投诉率", "合格率"]),
    st.decimals(min_value=1, max_value=120, places=1),
    st.decimals(min_value=0, max_value=120, places=1),
    st.sampled_from(["%", ""]),
    st.sampled_from(
        [
            *({"direction": "正向"}, {"direction": "反向"}, {"strict_equal": True}),
            *({"tolerance": Decimal("0.5")}, {"unit": "%"}, {"category": "成本指标"}),
        ]
    ),
)
def test_a_verdict_names_every_assumption_it_used(  # noqa: PLR0913, PLR0917 - each is generated
    sign: str,
    name: str,
    goal: Decimal,
    done: Decimal,
    unit: str,
    knob: dict[str, object],
) -> None:
    """What turns a verdict round when it is set otherwise stands in its assumptions."""
    target = f"{sign}{goal}%"
    plain = judged(target, f"{done}{unit}", name)
    other = judged(target, f"{done}{unit}", name, **knob)
    if {plain.verdict, other.verdict} == {MET, NOT_MET}:
        assert plain.assumptions != other.assumptions
    if plain.verdict is MET and not sign:
        assert plain.assumptions
    if plain.verdict in {MET, NOT_MET} and not unit and done:
        assert any("no unit" in note.en for note in plain.assumptions)


ROWS = [
    # (target, actual, name, verdicts that are right)
    ("≥2部", "打造2部精品参赛作品", "精品作品数", {MET}),
    ("≥10万人次", "线下13万人次", "观众人次", {MET}),
    ("≥100人", "因疫情影响，实际80人", "培训人数", {NOT_MET}),
    ("≥100人", "超额完成20人", "培训人数", {MET}),
    ("≥100人", "120人（预计）", "培训人数", {UNDETERMINED}),
    ("≥95%", "见附件98", "合格率", {UNDETERMINED}),
    ("≥100人", "98/100", "参加人数", {UNDETERMINED}),
    ("≥1000份", "1,2000", "发放份数", {UNDETERMINED}),
    ("≥22场", "共22场，其中线上10场、线下12场", "宣讲场次", {MET}),
    ("≥22场", "共22场，其中线上15场、线下12场", "宣讲场次", {UNDETERMINED}),
    ("≥4次", "每季度1次，共4次", "检查次数", {MET}),
    ("≥4次", "每季度1次，共5次", "检查次数", {UNDETERMINED}),
    ("≤10万元", "9.5万元，节约0.5万元", "总成本", {MET}),
    ("每月1次", "1次", "例会次数", {UNDETERMINED}),
    ("≥10人", "流失20人", "留存人数", {UNDETERMINED}),
    ("≥12次", "12次（其中未开展2次）", "巡查次数", {UNDETERMINED}),
    ("≥100人", "120人，流失20人", "留存人数", {UNDETERMINED}),
    ("≥90%", "95%（上年93%）", "满意度", {MET}),
    ("≥3个/万人", "0.0004个/人", "床位数", {MET}),
    ("≥60公里/小时", "1.1公里/分钟", "车速合格", {MET}),
    ("12月底前", "2022-11-30 10:00", "完成时间", {MET}),
    ("12月底前", "2022年11月30日上午", "完成时间", {MET}),
    ("12月底前", "2022年12月20日（预计）", "完成时间", {UNDETERMINED}),
]


@pytest.mark.parametrize(("target", "actual", "name", "right"), ROWS)
def test_what_people_write(
    target: str, actual: str, name: str, right: set[Verdict]
) -> None:
    """One of each kind."""
    found = judged(target, actual, name)
    assert found.verdict in right, found.reason.zh


OPEN = [
    ("12月底前", "12月20日，未完成", "完成时间"),
    ("12月底前", "12月20日（未完成）", "完成时间"),
    # A cause that says more than why.
    ("≥100人", "120人，受疫情影响未开展", "培训人数"),
    ("≥100人", "120人，受疫情影响全部取消", "培训人数"),
    ("≥100人", "120人，因疫情取消", "培训人数"),
    ("≥100人", "120人（因疫情取消）", "培训人数"),
    ("≥100人", "120人，因故未实施", "培训人数"),
    ("≥100人", "120人，因为是去年的数据", "培训人数"),
    ("≥100人", "120人，因数据系估算", "培训人数"),
    ("≥100人", "120人，由于资料遗失无法核实", "培训人数"),
    ("≥100人", "120人（30人系去年）", "培训人数"),
    ("≥100人", "120人（20人为预计）", "培训人数"),
    ("≥100人", "120人，其中30人为计划数", "培训人数"),
    ("≥100人", "累计120人（2019-2022年）", "培训人数"),
    ("≥100人", "共120人（2019—2022年）", "培训人数"),
    ("≥100人", "120人（2019至2022年）", "培训人数"),
    ("≥3次", "3次，因疫情未举办", "活动次数"),
    ("≥1次", "1次，由于延期至明年", "活动次数"),
    ("12月底前", "12月20日，因疫情未完成", "完成时间"),
    ("12月底前", "12月20日，因故延期", "完成时间"),
    ("12月底前", "11月完成主体工程", "完成时间"),
    ("12月底前", "11月完成初稿", "完成时间"),
    ("12月底前", "11月完成基础施工", "完成时间"),
    ("≥90%", "95%，因系统故障数据无效", "满意度"),
    ("无投诉", "0起，因未统计", "投诉"),
    ("≤3起", "2起，因漏报", "事故数"),
    ("≥98%", "100%（2所除外）", "达标率"),
    ("≥98%", "100%，1所除外", "达标率"),
    ("≥98%", "100%（1所未达标）", "达标率"),
    ("≥98%", "100%（仅1所学校）", "达标率"),
    ("≥98%", "49/50", "达标率"),
    ("≥98%", "48/50", "达标率"),
    ("≥95%", "96/100", "合格率"),
    ("≥50人", "60人（30人待定）", "培训人数"),
    ("≥5公里", "6公里（1公里在建）", "道路长度"),
    ("≥100户", "110户，15户明年完成", "改造户数"),
    ("≤300万元", "280万元，50万元待付", "总成本"),
    ("有效提升", "有效提升（未达预期）", "服务水平"),
    ("有效提升", "有效提升（拟）", "服务水平"),
    ("有效提升", "有效提升（部分）", "服务水平"),
    ("有效提升", "达成（部分）", "服务水平"),
    ("合格", "合格（1项不合格）", "质量"),
    ("达标", "达标（部分）", "质量"),
    ("按时完成", "按时完成（部分）", "完成时间"),
    ("6月底前", "7月1日前", "完成时间"),
    ("6月底前", "7月前", "完成时间"),
    ("达到2021年水平", "2022年12月", "客流"),
]


@pytest.mark.parametrize(("target", "actual", "name"), OPEN)
def test_what_is_not_accounted_for_is_open(target: str, actual: str, name: str) -> None:
    """A cause that denies, a part that is another thing, a remark behind words."""
    assert judged(target, actual, name).verdict is UNDETERMINED


@pytest.mark.parametrize(
    ("target", "actual", "name", "right"),
    [
        ("≥100人", "120人（因疫情减少）", "培训人数", MET),
        ("≥100人", "95人，因疫情减少5人", "培训人数", NOT_MET),
        ("≥100人", "120人，计划100人", "培训人数", MET),
        ("≥100人", "120人（上年90人）", "培训人数", MET),
        ("≥98%", "98%（49/50）", "达标率", MET),
        ("12月底前", "11月20日完成验收", "完成时间", MET),
        ("6月底前", "5月底前", "完成时间", MET),
        ("有效提升", "达成（见附件1）", "服务水平", MET),
        ("有效提升", "有效提升（因疫情影响）", "服务水平", MET),
    ],
)
def test_what_is_accounted_for_stays_decided(
    target: str, actual: str, name: str, right: Verdict
) -> None:
    """A known cause, another figure named as such, a reference."""
    assert judged(target, actual, name).verdict is right


def test_a_direction_reached_is_told_in_plain_english() -> None:
    """An increase, a decrease."""
    for target, wanted in (("较上年增长", "an increase"), ("较上年下降", "a decrease")):
        reason = judged(target, "较上年增长3%", "旅游收入").reason
        assert f"target: {wanted}, " in reason.en
