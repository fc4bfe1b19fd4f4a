"""What a filled form prints, held to the one verdict that the check gives too."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets.linting.lint import lint
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.scoring.check import check
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.review import review
from tests.scoring.points.making import row

MONEY = Amounts(
    initial="180万元",
    adjusted="180万元",
    spent="90万元",
    rate="50%",
    weight=Decimal(10),
    score=Decimal(10),
)


def codes(document: Document) -> list[tuple[str, str | None]]:
    """Lint a document: the codes on scores, and the row of each."""
    found = lint(document).findings
    return [
        (each.code, each.indicator) for each in found if each.code.startswith("SCR")
    ]


def project(*rows: object, money: Amounts | None = None, total: str = "") -> Document:
    """Make a document of one project of 2022."""
    return Document(
        fiscal_year=2022,
        projects=(
            Project(
                name="培训",
                indicators=rows,  # type: ignore[arg-type]
                funds=None if money is None else Funds(total=money),
                total=Decimal(total) if total else None,
            ),
        ),
    )


@pytest.mark.parametrize("actual", [None, "", "/", "—", "无"])
def test_points_without_an_actual_are_an_error(actual: str | None) -> None:
    """However the cell is empty."""
    made = row("≥24期", actual, name="培训期数", weight="25", score="25")
    assert codes(project(made)) == [("SCR004", "培训期数")]


def test_points_without_a_target_are_an_error() -> None:
    """Nothing was promised, so nothing can be scored."""
    made = row("", "24期", name="培训期数", weight="25", score="10")
    assert ("SCR004", "培训期数") in codes(project(made))


def test_no_points_for_nothing_are_right() -> None:
    """0 of 25 for a row that reports nothing; 不适用 is set aside."""
    rows = [
        row("≥24期", None, name="培训期数", weight="25", score="0", reason="疫情"),
        row("≥24期", "不适用", name="调研期数", weight="25", score="0", reason="疫情"),
    ]
    assert "SCR004" not in {code for code, _ in codes(project(*rows))}


def test_the_printed_score_of_the_budget_is_checked() -> None:
    """50 % of 10 points are 5; the total that has them is not blamed."""
    made = row("≥24期", "24期", name="培训期数", weight="90", score="90")
    (found,) = [
        each
        for each in lint(project(made, money=MONEY, total="95")).findings
        if each.code.startswith("SCR")
    ]
    assert (found.code, found.indicator) == ("SCR002", None)
    assert found.message.en == (
        "the score printed for 预算执行率 is 10, and it should be 5: spent 90万元 of "
        "180万元: 50%; 10 × 50% = 5.00"
    )


def test_a_total_of_nothing_that_is_printed_is_wrong() -> None:
    """Neither with the score printed for the budget nor with the right one."""
    made = row("≥24期", "24期", name="培训期数", weight="90", score="90")
    found = codes(project(made, money=MONEY, total="97"))
    assert [code for code, _ in found] == ["SCR002", "SCR007"]


@pytest.mark.parametrize(
    ("target", "actual", "unit", "expected"),
    [
        ("≥266米", "≥266米", None, "repeats the target's operator"),
        ("≥100人", "120人（预计）", None, "“预计” in “120人（预计）”"),
        ("≥100人", "完成", None, "whether the target was met cannot be said"),
    ],
)
def test_lint_says_of_an_actual_what_the_check_says(
    target: str, actual: str, unit: str | None, expected: str
) -> None:
    """What is decided is never called undecidable, and what is open is told."""
    document = project(row(target, actual, name="完成数", weight="10", unit=unit))
    (found,) = [each for each in lint(document).findings if each.code == "SCR005"]
    assert expected in found.message.en
    verdict = check(document).projects[0].indicators[0].judgement.verdict
    assert ("cannot be said" in found.message.en) <= (verdict == "undetermined")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=1, max_size=9),
    st.booleans(),
)
def test_the_form_that_is_filled_in_reviews_itself_without_a_finding(
    figures: list[tuple[int, int]],
    spent: bool,  # noqa: FBT001 - generated
) -> None:
    """Derived points, thirds and sevenths of them: what is printed adds up."""
    rows = [
        row(f"≥{goal}次", f"{done}次", name=f"巡查{number}", category=category)
        for number, (done, goal) in enumerate(figures)
        for category in ("产出指标", "效益指标")[: 1 + number % 2]
    ]
    money = Amounts(adjusted="7万元", spent="3万元") if spent else None
    document = fill_form(check(project(*rows, money=money)))
    (found,) = review(check(document)).projects
    assert found.follows
    wrong = {"SCR001", "SCR002", "SCR004", "SCR007"}
    assert not wrong & {code for code, _ in codes(document)}
