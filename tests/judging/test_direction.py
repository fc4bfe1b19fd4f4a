"""Which way is better where the target states no operator."""

import pytest

import perftargets
from perftargets import Verdict
from perftargets.judging.direction import Polarity, infer_direction

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("网格化巡查问题处置率", HIGHER),
        ("培训人次", HIGHER),
        ("群众满意度", HIGHER),
        ("服务开放时间", HIGHER),
        ("", HIGHER),
        ("群众投诉率", LOWER),
        ("投诉件数", LOWER),
        ("业务差错率", LOWER),
        ("业务办理差错率", LOWER),
        ("安全生产事故", LOWER),
        ("设备故障次数", LOWER),
        ("缺勤人次", LOWER),
        ("项目超支率", LOWER),
        ("违规次数", LOWER),
        ("传染病发生率", LOWER),
        ("婴儿死亡率", LOWER),
        ("事故死亡人数", LOWER),
        ("平均响应时间", LOWER),
        ("故障排除时间", LOWER),
        ("业务办理时限", LOWER),
        ("二氧化硫排放量", LOWER),
        ("单位GDP能耗", LOWER),
        ("不满意率", LOWER),
        ("未整改率", LOWER),
        ("不达标率", LOWER),
        ("投诉率（%）", LOWER),
    ],
)
def test_the_head_of_the_name_decides(name: str, better: Polarity) -> None:
    """Less of something unwanted is better, when it heads the name."""
    assert infer_direction(name).polarity is better


@pytest.mark.parametrize(
    "name",
    [
        "投诉处理率",
        "投诉办结率",
        "事故整改率",
        "违规查处率",
        "故障排除率",
        "故障修复率",
        "成本节约率",
        "能耗下降率",
        "能耗降低幅度",
        "排放达标率",
        "投诉渠道数量",
        "事故应急演练次数",
    ],
)
def test_an_unwanted_thing_that_is_not_the_head_does_not_count(name: str) -> None:
    """The word after it turns it back."""
    assert infer_direction(name).polarity is HIGHER


@pytest.mark.parametrize(
    "name", ["处理投诉件数", "降低能耗", "降低投诉率", "投诉控制率"]
)
def test_words_that_leave_it_open_decide_nothing(name: str) -> None:
    """处理投诉20件 may count work or complaints; a person must say."""
    assert infer_direction(name).polarity is None


@pytest.mark.parametrize(
    ("field", "better"),
    [("正向", HIGHER), ("正向指标", HIGHER), ("反向", LOWER), (" 逆向指标 ", LOWER)],
)
def test_the_field_comes_before_the_name(field: str, better: Polarity) -> None:
    """A 正向/反向 field decides, whatever the name and the category say."""
    for name, category in (("投诉率", "产出指标"), ("完成率", "成本指标")):
        assert infer_direction(name, category=category, field=field).polarity is better


def test_a_field_that_says_neither_is_passed_over() -> None:
    """定性 in the direction column says nothing of direction."""
    assert infer_direction("投诉率", field="定性").polarity is LOWER


@pytest.mark.parametrize(
    ("name", "category", "subcategory", "better"),
    [
        ("设备购置", "成本指标", None, LOWER),
        ("设备购置", "产出指标", "成本指标", LOWER),
        ("成本控制率", "成本指标", None, LOWER),
        ("成本节约率", "成本指标", None, HIGHER),
        ("资金到位率", "产出指标", "成本指标", HIGHER),
        ("设备购置", "产出指标", "数量指标", HIGHER),
    ],
)
def test_less_is_better_in_a_cost_row(
    name: str, category: str, subcategory: str | None, better: Polarity
) -> None:
    """Cost rows of both systems, unless the name's head turns them back."""
    found = infer_direction(name, category=category, subcategory=subcategory)
    assert found.polarity is better


def test_the_words_nearest_to_the_figure_decide() -> None:
    """The subject of the value comes before the name of the row."""
    assert infer_direction("处理率", "投诉").polarity is HIGHER
    assert infer_direction("投诉率", "处理率").polarity is LOWER
    assert infer_direction("投诉处理率", "投诉").polarity is HIGHER


def test_the_reason_names_the_words() -> None:
    """A person can see what decided."""
    assert (
        infer_direction("投诉处理率").reason.zh == "“投诉”之后有“处理”，按越高越好判断"
    )
    assert infer_direction("投诉处理率").reason.en == (
        "higher is better: “处理” after “投诉” turns it back"
    )
    assert (
        infer_direction("投诉率").reason.en
        == "lower is better: “投诉” is to be avoided or kept low"
    )
    assert infer_direction("设备", category="成本指标").reason.en == (
        "lower is better: a cost row"
    )
    assert infer_direction("完成率", field="反向").reason.en == (
        "lower is better: the direction field says “反向”"
    )


TREATED = (
    *(
        "投诉处理率",
        "投诉处理情况",
        "投诉回访数",
        "事故应急演练",
        "违规整改",
        "拥堵治理",
    ),
    *("失业人员再就业", "污染治理", "漏报核查", "缺陷修复", "成本节约", "能耗下降"),
)
UNWANTED = (
    *(
        "投诉率",
        "事故次数",
        "违规占比",
        "超支",
        "拥堵",
        "失业人员",
        "贫困户",
        "空气污染",
    ),
    *(
        "流失率",
        "辍学",
        "误差",
        "漏报",
        "故障修复时间",
        "投诉受理时限",
        "能耗",
        "死亡人数",
    ),
)
OPEN = ("群众投诉量变化", "逾期贷款", "贫困户脱贫", "学生流失控制", "辍学劝返")
"""Something unwanted is named, and what is done about it is no known word."""


@pytest.mark.parametrize("unit", ["%", "次"])
@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        *((name, Verdict.MET) for name in TREATED),
        *((name, Verdict.NOT_MET) for name in UNWANTED),
        *((name, Verdict.UNDETERMINED) for name in OPEN),
    ],
)
def test_what_is_done_about_something_unwanted(
    name: str, verdict: Verdict, unit: str
) -> None:
    """More of it is bad, more of its treatment good; else nothing is decided."""
    judged = perftargets.judge(f"5{unit}", f"6{unit}", name=name)
    assert verdict is judged.verdict
    if verdict is not Verdict.UNDETERMINED:
        way = "higher" if verdict is Verdict.MET else "lower"
        assert [f"{way} is better"] == [
            each.en.partition(":")[0] for each in judged.assumptions
        ]
