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

from perftargets.judging.context import Circumstances
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
    known = Circumstances(name=name, fiscal_year=2022)
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
