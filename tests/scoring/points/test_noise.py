"""Points with the digits that a sheet keeps of 90/7 add up to the whole."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perftargets import Document, Indicator, Project, check
from perftargets.scoring.weights import sum_of_points


@pytest.mark.parametrize("whole", [90, 100])
@pytest.mark.parametrize("rows", [3, 7, 13])
def test_parts_at_15_digits_make_the_whole(whole: int, rows: int) -> None:
    """The sum is whole, and so is the total of rows that are all met."""
    weight = Decimal(f"{whole / rows:.15g}")
    document = Document(
        projects=[
            Project(
                name="道路养护",
                indicators=[
                    Indicator(
                        category="产出指标",
                        name=f"养护路段{number}",
                        target="≥2次",
                        weight=weight,
                        actual="2次",
                    )
                    for number in range(rows)
                ],
            )
        ]
    )

    (project,) = check(document).projects

    assert sum_of_points([weight] * rows) == whole
    assert project.score is not None
    assert project.score.total == whole


def test_a_sum_that_is_off_stays_off() -> None:
    """Only what digits beyond a sheet's leave goes."""
    assert sum_of_points([Decimal("45.01"), Decimal(45)]) == Fraction(9001, 100)
