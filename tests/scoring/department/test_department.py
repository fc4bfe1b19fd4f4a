"""Every figure of a made-up department of 30 schools, against a table made by hand."""

from fractions import Fraction

import pytest

from perftargets.judging.verdict import Verdict
from perftargets.scoring.aggregate import Aggregate, Way, by_department
from perftargets.scoring.check import check
from perftargets.scoring.result import Evaluation
from tests.scoring.department.making import document, reported, schools

SCHOOLS = schools()


@pytest.fixture(scope="module", name="found")
def _found() -> Evaluation:
    return check(document(SCHOOLS), reported(SCHOOLS))


def test_every_school_gets_the_points_of_the_table(found: Evaluation) -> None:
    """Each row, execution, total and grade of each school."""
    assert [
        (
            project.project.agency,
            tuple(row.points.points for row in project.indicators),
            project.score.execution.points,
            project.score.total,
            project.score.grade,
        )
        for project in found.projects
    ] == [
        (each.name, each.points[:5], each.points[5], each.total, each.grade)
        for each in SCHOOLS
    ]


SURPLUS = (
    "第 155 行有 6 格，表头只有 5 格，该行没有采用；"
    "数字里的逗号请去掉或加引号：2022 | 第01小学 | 公用经费 | 培训人次 | 1 | 200人次"
)


def test_the_strays_are_told_and_nothing_else(found: Evaluation) -> None:
    """Another year, another school, another row, a row with more cells than titles."""
    assert [
        (each.place.line, each.message.zh)
        for each in found.unused
        if each.place is not None
    ] == [
        (155, SURPLUS),
        (
            152,
            "实际完成值“500人次”没有采用：这是2021年的数据，目标表是2022年的",
        ),
        (
            153,
            "实际完成值“500人次”没有采用：预算单位“第31小学”没有这个指标；有此指标的是"
            + "、".join(f"“{each.name}”" for each in SCHOOLS[:6])
            + "…（30）",
        ),
        (154, "实际完成值“99%”没有采用：表中没有名为“家长满意度”的指标"),
    ]
    assert {each.place for each in found.diagnostics} == {
        each.place for each in found.unused
    }


AGGREGATES = {
    # name: way, why apart, sums of target and actual, least and greatest actual, missed
    "培训人次": (Way.SUM, None, (3000, 2820), (60, 120), 17),
    "生均补助标准": (
        Way.SIDE_BY_SIDE,
        "按“人·年”计的数",
        (None, None),
        (2800, 3600),
        15,
    ),
    "报修响应时间": (Way.SIDE_BY_SIDE, "时间长短", (None, None), (20, 60), 15),
    "培训合格率": (Way.SIDE_BY_SIDE, "比率", (None, None), (72, 99), 10),
    "师生满意度": (Way.SIDE_BY_SIDE, "比率", (None, None), (57, 97), 13),
}


def test_the_department_adds_up_only_what_adds(found: Evaluation) -> None:
    """3,000人次 wanted and 2,820 reached; the rest side by side, misses by number."""

    def row(each: Aggregate) -> tuple[object, ...]:
        why = None if each.apart is None else each.apart.zh
        return (
            each.way,
            why,
            (each.target, each.actual),
            each.actuals,
            len(each.missed),
        )

    assert {each.name: row(each) for each in by_department([found])} == AGGREGATES
    assert {len(each.units) for each in by_department([found])} == {30}
    assert [each.left_out for each in by_department([found])] == [()] * 5


def test_a_sum_hides_no_miss(found: Evaluation) -> None:
    """94 % of the training, and the 17 schools below their own 100人次 by name."""
    training = by_department([found])[0]
    assert training.completion == Fraction(2820, 3000)
    assert training.missed == tuple(
        f"公用经费（{each.name}）" for each in SCHOOLS if int(each.reached[0]) < 100
    )


def test_verdicts_of_the_department(found: Evaluation) -> None:
    """30 schools with 5 rows: 80 met and 70 missed, none open."""
    counts = found.counts()
    assert counts[Verdict.MET] == 80
    assert counts[Verdict.NOT_MET] == 70
    assert sum(counts.values()) == 150
