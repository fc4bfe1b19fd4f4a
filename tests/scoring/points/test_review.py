"""A filled self-evaluation recomputed."""

from decimal import Decimal

from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Funds, Project
from perftargets.scoring.review import ProjectReview, ReviewOutcome, review
from tests.scoring.points.making import evaluation, row

FOLLOWS, DIFFERS = ReviewOutcome.FOLLOWS, ReviewOutcome.DIFFERS
OPEN, NOT_PRINTED = ReviewOutcome.OPEN, ReviewOutcome.NOT_PRINTED


def reviewed(*rows: Indicator, **fields: object) -> ProjectReview:
    """Review one project."""
    project = Project(name="经费", indicators=rows, **fields)  # type: ignore[arg-type]
    return review(evaluation(project)).projects[0]


def outcomes(found: ProjectReview) -> list[ReviewOutcome]:
    """List what became of the printed scores."""
    return [each.score.outcome for each in found.rows]


def test_a_score_that_does_not_follow_is_shown_with_the_formula() -> None:
    """A published table gives 9 for 98 of 100, which is 9.80."""
    found = reviewed(
        row("不少于100条", "98条", weight="10", score="9"),
        row("不少于100条", "98条", weight="10", score="9.8"),
        row("不少于300条", "200条", weight="10", score="6.67"),
        row("不少于100条", "完成", weight="10", score="10"),
        row("不少于100条", "98条", weight="10"),
    )
    assert outcomes(found) == [DIFFERS, FOLLOWS, FOLLOWS, OPEN, NOT_PRINTED]
    (wrong,) = found.differing()
    assert (wrong.score.printed, wrong.score.expected) == (Decimal(9), Decimal("9.80"))
    assert wrong.score.reason.zh == "分值×实际/目标＝分值×98/100，得9.80分（满分10）"


def test_words_may_have_any_points_of_their_band() -> None:
    """8 to 10 for 达成, from 6 and below 8 for 部分达成."""
    found = reviewed(
        *(
            row("符合规范", actual, weight="10", score=score)
            for actual, score in (
                ("达成", "8"),
                ("达成", "7.9"),
                ("部分达成", "7.9"),
                ("部分达成", "8"),
                ("未达成", "6"),
                ("未达成", "0"),
            )
        )
    )
    assert outcomes(found) == [FOLLOWS, DIFFERS, FOLLOWS, DIFFERS, DIFFERS, FOLLOWS]


def test_total_and_grade_are_held_against_what_is_printed() -> None:
    """A wrong row is told once, at the row; the total is the sum of what is printed."""
    rows = [
        row("不少于100条", "98条", weight="50", score="45"),
        row("不少于100条", "100条", weight="50", score="50"),
    ]
    right = reviewed(*rows, total=Decimal(95), grade="优")
    assert (right.total.outcome, right.grade, right.follows) == (
        FOLLOWS,
        FOLLOWS,
        False,
    )
    wrong = reviewed(*rows, total=Decimal(99), grade="良")
    assert (wrong.total.outcome, wrong.total.expected) == (DIFFERS, Decimal(95))
    assert (wrong.grade, wrong.grade_expected) == (DIFFERS, "优")


def test_who_rounds_only_the_total_is_right_too() -> None:
    """Three rows of 6.666… print 6.67 each, and 20.00 or 20.01 in all."""
    rows = [row("不少于3次", "2次", weight="10", score="6.67")] * 3
    for total in ("20.00", "20.01"):
        assert reviewed(*rows, total=Decimal(total)).total.outcome is FOLLOWS
    assert reviewed(*rows, total=Decimal("20.10")).total.outcome is DIFFERS


def test_the_score_for_the_budget() -> None:
    """95 % of 10 points is 9.50; it counts in the total."""
    money = Amounts(
        adjusted="100万元", spent="95万元", weight=Decimal(10), score=Decimal(10)
    )
    found = reviewed(
        row("5次", "5次", weight="90", score="90"),
        funds=Funds(total=money),
        total=Decimal(100),
    )
    assert (found.execution.outcome, found.execution.expected) == (
        DIFFERS,
        Decimal("9.50"),
    )
    assert found.total.outcome is FOLLOWS


def test_a_total_without_all_scores_stays_open() -> None:
    """A row without a score, or a budget without one, leaves the sum unknown."""
    rows = [row("5次", "5次", weight="90", score="90")]
    assert reviewed(*rows, total=Decimal(100)).total.outcome is OPEN
    assert reviewed(row("5次", "5次", weight="100")).total.outcome is NOT_PRINTED


def test_a_form_without_scores_has_nothing_to_review() -> None:
    """Nothing is printed, so nothing differs."""
    found = reviewed(row("5次", "4次", weight="100"))
    assert (found.follows, found.grade) == (True, NOT_PRINTED)
