"""One indicator over the units of a department, and over the years."""

from fractions import Fraction

import attrs
import pytest

from perftargets.judging.verdict import Verdict
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Funds, Project
from perftargets.scoring.aggregate import Aggregate, Way, by_department, trends
from perftargets.scoring.result import Evaluation
from tests.scoring.points.making import evaluation, row


def unit(name: str, budget: str | None, *rows: Indicator) -> Project:
    """Make the project of one unit of 教育局."""
    funds = None if budget is None else Funds(total=Amounts(adjusted=budget))
    return Project(name=name, department="教育局", funds=funds, indicators=rows)


def added(*projects: Project) -> Aggregate:
    """Add up the only indicator of some units."""
    (found,) = by_department([evaluation(*projects)])
    return found


def test_counts_are_added_up() -> None:
    """90 of 100 and 0.02万 of 100 are 290 of 200."""
    found = added(
        unit("一中", None, row("不少于100人", "90人")),
        unit("二中", None, row("不少于100人", "0.02万人")),
    )
    assert (found.way, found.target, found.actual) == (
        Way.SUM,
        Fraction(200),
        Fraction(290),
    )
    assert (found.department, found.unit, found.completion) == (
        "教育局",
        "人",
        Fraction(29, 20),
    )


def test_amounts_in_other_units_are_converted() -> None:
    """1公里 and 500米 are 1.5公里."""
    found = added(
        unit("一中", None, row("不少于1公里", "1公里")),
        unit("二中", None, row("不少于500米", "500米")),
    )
    assert (found.target, found.unit) == (Fraction(3, 2), "公里")


@pytest.mark.parametrize(
    ("name", "figures", "why"),
    [
        ("办结率", ("≥90%", "90%", "60%"), "比率"),
        ("补助标准", ("≥3500元", "3600元", "3400元"), "标准或单价"),
        (
            "公用经费补助",
            ("≥3500元/人·年", "3600元/人·年", "3400元/人·年"),
            "按“人·年”计的数",
        ),
        ("响应时间", ("≤30分钟", "20分钟", "40分钟"), "时间长短"),
        ("例会频次", ("≥2次", "2次", "1次"), "频次"),
        ("群众评价", ("≥90分", "92分", "85分"), "评分或百分点"),
        ("二氧化硫排放浓度", ("≤35mg/m3", "30mg/m3", "40mg/m3"), "按“立方米”计的数"),
        ("人均住房面积", ("≥30平方米", "31平方米", "28平方米"), "平均数或最高、最低数"),
        ("河道深度", ("≥3米", "3米", "2米"), "程度、浓度或强度"),
        ("增收情况", ("较上年增长10%", "较上年增长12%", "较上年增长8%"), "变化幅度"),
        ("养护", ("每月2次", "每月2次", "每月1次"), "按“月”计的数"),
    ],
)
def test_what_does_not_add_up_stands_side_by_side(
    name: str, figures: tuple[str, str, str], why: str
) -> None:
    """Number, least and greatest, the reason, and no sum that hides a miss."""
    target, one, other = figures
    found = added(
        unit("一中", "300万元", row(target, one, name=name)),
        unit("二中", None, row(target, other, name=name)),
    )
    assert (found.way, found.target, found.actual) == (Way.SIDE_BY_SIDE, None, None)
    assert found.apart is not None
    assert found.apart.zh == why
    assert [each.project for each in found.units] == ["一中", "二中"]
    assert found.actuals == (
        min(each.actual for each in found.units),
        max(each.actual for each in found.units),
    )
    assert found.missed == ("二中",)


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("培训人次", "≥100人次", "100人次"),
        ("补助资金", "≥100万元", "100万元"),
        ("整治面积", "≥100亩", "100亩"),
        ("制定制度", "≥100项", "100项"),
        ("投诉次数", "≤100次", "100次"),
        ("清运量", "≥100吨", "100吨"),
        ("在校学生数", "≥100人", "100人"),
    ],
)
def test_counts_and_amounts_add_up(name: str, target: str, actual: str) -> None:
    """Two of 100 are 200, in whatever is counted or measured."""
    rows = (row(target, actual, name=name), row(target, actual, name=name))
    found = added(*(unit(f"{each}中", None, rows[each]) for each in (0, 1)))
    assert (found.way, found.apart) == (Way.SUM, None)
    assert found.target == found.actual == 2 * found.units[0].target


def test_a_sum_names_the_units_that_miss() -> None:
    """150 and 60 of 100 are 210 of 200, and the second misses its own target."""
    found = added(
        unit("一中", None, row("不少于100人", "150人")),
        unit("二中", None, row("不少于100人", "60人")),
    )
    assert (found.target, found.actual) == (Fraction(200), Fraction(210))
    assert found.missed == ("二中",)


def test_one_standard_among_them_keeps_all_apart() -> None:
    """300元/人 of one unit and 90000元 of another have no sum, and are told apart."""
    found = added(
        unit("一中", None, row("≥300元/人", "300元/人")),
        unit("二中", None, row("≥90000元", "90000元")),
    )
    assert found.way is Way.SIDE_BY_SIDE
    assert [(each.project, each.reason.zh) for each in found.left_out] == [
        ("二中", "按“总数”计，其他单位按“人”计")
    ]


def test_what_cannot_be_counted_is_named() -> None:
    """A row without a figure, a target that points away."""
    found = added(
        unit("一中", "300万元", row("≥90%", "90%")),
        unit("三中", "100万元", row("≥90%", "完成")),
        unit("四中", "100万元", row("≤90%", "60%")),
    )
    assert found.projects == ("一中",)
    assert [(each.project, each.reason.zh) for each in found.left_out] == [
        ("三中", "实际情况只写“完成”，没有数字；请填写实际完成的数值"),
        ("四中", "与其他单位的目标方向不同"),
    ]


def test_units_that_share_the_name_of_a_project_are_told_apart() -> None:
    """公用经费 of two schools is named with the school."""
    rows = (row("不少于100人", "90人"),)
    found = added(
        *(
            Project(name="公用经费", agency=agency, indicators=rows)
            for agency in ("一中", "二中")
        )
    )
    assert found.projects == ("公用经费（一中）", "公用经费（二中）")


def test_nothing_to_count_gives_no_figure() -> None:
    """Words cannot be added up."""
    found = added(unit("一中", None, row("符合规范", "达成")))
    assert (found.target, found.actual, found.completion) == (None, None, None)


def year(number: int, actual: str) -> Evaluation:
    """Check the table of one year."""
    made = evaluation(unit("一中", None, row("不少于100人", actual)))
    return attrs.evolve(made, document=attrs.evolve(made.document, fiscal_year=number))


def test_an_indicator_over_the_years() -> None:
    """The earliest first; 110 after 100 is a tenth more."""
    (found,) = trends([year(2023, "110人"), year(2022, "100人"), year(2021, "80人")])
    assert [(each.year, each.actual, each.verdict) for each in found.years] == [
        (2021, Fraction(80), Verdict.NOT_MET),
        (2022, Fraction(100), Verdict.MET),
        (2023, Fraction(110), Verdict.MET),
    ]
    assert found.change == Fraction(1, 10)


def test_a_level_and_a_change_stand_not_side_by_side() -> None:
    """10 % more in a year whose target is a change is no level to follow 100人."""
    grown = evaluation(unit("一中", None, row("较上年增长10%", "较上年增长12%")))
    (found,) = trends([year(2021, "100人"), grown])
    assert [(each.year, each.actual, each.unit) for each in found.years] == [
        (2021, Fraction(100), "人"),
        (2022, None, None),
    ]
    (alone,) = trends([grown])
    assert [(each.actual, each.unit) for each in alone.years] == [(Fraction(12), "%")]


def test_each_unit_is_followed_by_itself() -> None:
    """公用经费 of two schools is two rows; a year that names no unit fits neither."""

    def of(number: int, *actuals: tuple[str | None, str]) -> Evaluation:
        projects = tuple(
            Project(
                name="公用经费", agency=agency, indicators=(row("不少于100人", actual),)
            )
            for agency, actual in actuals
        )
        made = evaluation(*projects)
        return attrs.evolve(
            made, document=attrs.evolve(made.document, fiscal_year=number)
        )

    both = of(2022, ("一中", "110人"), ("二中", "90人"))
    found = trends([of(2021, ("一中", "100人"), ("二中", "100人")), both])
    assert [(each.agency, each.change) for each in found] == [
        ("一中", Fraction(1, 10)),
        ("二中", Fraction(-1, 10)),
    ]
    unnamed = of(2021, (None, "100人"))
    assert all(each.change is None for each in trends([unnamed, both]))
    (joined,) = trends([unnamed, of(2022, ("一中", "110人"))])
    assert (joined.agency, joined.change) == ("一中", Fraction(1, 10))


def test_a_year_without_a_figure_gives_no_change() -> None:
    """完成 is no figure, and one year is no change."""
    (found,) = trends([year(2022, "100人"), year(2023, "完成")])
    assert found.change is None
    (alone,) = trends([year(2022, "100人")])
    assert alone.change is None


def test_years_are_never_added_up() -> None:
    """The same unit in two years gives two figures, not their sum."""
    found = by_department([year(2021, "80人"), year(2022, "100人")])
    assert [(each.year, each.actual) for each in found] == [
        (2021, Fraction(80)),
        (2022, Fraction(100)),
    ]


def test_a_year_that_is_not_known_leaves_the_order_given() -> None:
    """Last year's table without a year still comes before this year's."""
    before = year(2021, "80人")
    unknown = attrs.evolve(
        before, document=attrs.evolve(before.document, fiscal_year=None)
    )
    (found,) = trends([unknown, year(2022, "100人")])
    assert [each.year for each in found.years] == [None, 2022]


def test_a_project_of_a_unit_is_counted_once() -> None:
    """The draft and the final table of one unit, both given, do not make it two."""
    drafted, final, other = (
        attrs.evolve(unit("经费", None, row("不少于100人", actual)), agency=agency)
        for agency, actual in (("一中", "90人"), ("一中", "95人"), ("二中", "80人"))
    )
    (found,) = by_department([evaluation(each) for each in (drafted, final, other)])
    assert (found.target, found.actual) == (Fraction(200), Fraction(170))
    assert [(each.project, each.reason.zh) for each in found.left_out] == [
        ("经费（一中）", "同一单位的同一项目已经计入，不重复计算")
    ]
