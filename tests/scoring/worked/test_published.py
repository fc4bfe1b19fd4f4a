"""Filled 自评表 in the styles of units, recomputed: every planted fault shows.

What each table should give was worked out by hand from the formulas; a row that is not
listed must raise no alarm.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from perftargets import check, read
from perftargets.scoring.review import ProjectReview, ReviewOutcome, review

FOLDER = Path(__file__).parent / "published"


def reviewed(name: str) -> ProjectReview:
    """Review the project of a table, by the profile that the table names."""
    (found,) = review(check(read(FOLDER / f"{name}.json"))).projects
    return found


FAULTS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("figures", []),
    (
        "wrong-scores",
        [
            ("培训人次", "25", "24.50", "分值×实际/目标＝分值×98/100，得24.50分"),
            ("岗位胜任率", "24", "22.50", "分值×实际/目标＝分值×60/80，得22.50分"),
        ],
    ),
    ("words", [("活动组织", "22", "15.00", "部分达成，占分值60%至80%（不含80%）")]),
    ("over", [("安全责任事故", "12", "0.00", "目标为0而未达到，不得分")]),
    ("hubei", [("用户满意度", "9.5", "9.47", "分值×实际/目标＝分值×90/95")]),
    (
        "linear",
        [
            (
                "单台采购成本",
                "20",
                "18.75",
                "分值×[1−(实际−目标)/目标]＝分值×(1−1500/6000)",
            )
        ],
    ),
]


@pytest.mark.parametrize(("name", "faults"), FAULTS)
def test_each_wrong_score_is_shown_with_its_formula(
    name: str, faults: list[tuple[str, str, str, str]]
) -> None:
    """The rows that do not follow, what they print, what they should, and why."""
    found = reviewed(name).differing()
    assert [
        (each.row.indicator.name, f"{each.score.printed}", f"{each.score.expected}")
        for each in found
    ] == [(row, printed, expected) for row, printed, expected, _ in faults]
    for each, (_, _, _, formula) in zip(found, faults, strict=True):
        assert each.score.reason.zh.startswith(formula)


TOTALS = [  # name, money, points of the money, total, its sum, grade
    (
        "figures",
        ReviewOutcome.FOLLOWS,
        "96.11",
        ReviewOutcome.FOLLOWS,
        "96.11",
        ReviewOutcome.FOLLOWS,
    ),
    (
        "wrong-scores",
        ReviewOutcome.DIFFERS,
        "8.00",
        ReviewOutcome.DIFFERS,
        "94",
        ReviewOutcome.FOLLOWS,
    ),
    (
        "words",
        ReviewOutcome.FOLLOWS,
        "10.00",
        ReviewOutcome.FOLLOWS,
        "90",
        ReviewOutcome.FOLLOWS,
    ),
    (
        "over",
        ReviewOutcome.FOLLOWS,
        "10.00",
        ReviewOutcome.FOLLOWS,
        "97",
        ReviewOutcome.FOLLOWS,
    ),
    (
        "hubei",
        ReviewOutcome.FOLLOWS,
        "15.00",
        ReviewOutcome.FOLLOWS,
        "74.5",
        ReviewOutcome.DIFFERS,
    ),
    (
        "linear",
        ReviewOutcome.FOLLOWS,
        "9.50",
        ReviewOutcome.FOLLOWS,
        "92",
        ReviewOutcome.FOLLOWS,
    ),
]


@pytest.mark.parametrize(
    ("name", "execution", "total", "expected", "grade"),
    [(name, ex, total, added, grade) for name, ex, _, total, added, grade in TOTALS],
)
def test_totals_and_grades_are_held_against_what_is_printed(
    name: str,
    execution: ReviewOutcome,
    total: ReviewOutcome,
    expected: str,
    grade: ReviewOutcome,
) -> None:
    """The score of the money, the sum of the printed scores, the grade of it."""
    found = reviewed(name)
    assert (execution, total, grade) == (
        found.execution.outcome,
        found.total.outcome,
        found.grade,
    )
    assert found.total.expected == Decimal(expected)


def test_words_beside_a_figure_are_left_to_a_person() -> None:
    """满意 is no percentage: its 10 points are neither right nor wrong."""
    row = reviewed("words").rows[-1]
    assert (row.row.indicator.name, row.score.outcome) == (
        "观众满意度",
        ReviewOutcome.OPEN,
    )


def test_far_above_the_target_asks_for_a_reason_and_keeps_its_points() -> None:
    """45000吨 of 3万吨 is 150 %: full points, and the flag."""
    row = reviewed("over").rows[0]
    assert (row.row.points.far_above, row.score.outcome) == (
        True,
        ReviewOutcome.FOLLOWS,
    )
