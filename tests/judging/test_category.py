"""Categories are found by every spelling that forms use."""

import pytest

from perftargets.model.category import categories, classify, is_cost


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("产出指标", "output"),
        ("产出", "output"),
        ("预期产出", "output"),
        ("产出指标（50分）", "output"),
        ("产出指标(50)", "output"),
        ("产 出\n指标", "output"),
        ("产出指标50分", "output"),
        ("成本指标", "cost"),
        ("成本指标（20分）", "cost"),
        ("预算控制指标", "cost"),
        ("效益指标", "benefit"),
        ("效果指标", "benefit"),
        ("预期效益", "benefit"),
        ("满意度指标", "satisfaction"),
        ("社会公众或服务对象满意度指标", "satisfaction"),
        ("数量指标", "quantity"),
        ("质量", "quality"),
        ("时效指标", "timeliness"),
        ("进度指标", "timeliness"),
        ("经济成本指标", "economic-cost"),
        ("社会成本", "social-cost"),
        ("生态环境成本指标", "environmental-cost"),
        ("经济效益指标", "economic-benefit"),
        ("社会效益指标", "social-benefit"),
        ("环境效益指标", "ecological-benefit"),
        ("可持续影响指标", "sustainability"),
        ("服务对象满意度指标（10分）", "client-satisfaction"),
    ],
)
def test_a_spelling_names_its_category(text: str, key: str) -> None:
    """Points, white space and 指标 at the end do not matter."""
    found = classify(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("text", ["", None, "指标", "其他指标", "产出指标值", "50分"])
def test_what_is_no_category_is_none(text: str | None) -> None:
    """A cell that names no category is not guessed at."""
    assert classify(text) is None


def test_a_name_of_both_levels_is_level_1_unless_asked() -> None:
    """成本 is a level of its own in 101号 and stood under 产出 before."""
    first, second = classify("成本指标"), classify("成本指标", level=2)
    assert first is not None
    assert second is not None
    assert (first.key, second.key, second.under) == ("cost", "output-cost", ("output",))


def test_level_2_is_not_found_at_level_1() -> None:
    """A level can be asked for."""
    assert classify("数量指标", level=1) is None


def test_every_level_2_stands_under_a_level_1() -> None:
    """The table holds together."""
    first = {category.key for category in categories() if category.level == 1}
    astray = [
        category.key
        for category in categories()
        if category.level == 2 and not (category.under and first >= {*category.under})
    ]
    assert astray == []


@pytest.mark.parametrize(
    ("category", "subcategory", "cost"),
    [
        ("成本指标", None, True),
        ("成本指标", "经济成本指标", True),
        ("产出指标", "成本指标", True),
        ("经济成本指标", None, True),
        ("产出指标", "数量指标", False),
        ("产出指标", None, False),
        ("效益指标", "经济效益指标", False),
    ],
)
def test_cost_rows_of_both_systems(
    category: str, subcategory: str | None, cost: object
) -> None:
    """A row is about cost by level 1 (101号) or by level 2 (10号)."""
    assert is_cost(category, subcategory) is cost
