"""The work of lint grows as its document does, however its rows are put together.

Work is counted, not timed: every call of a function is one. Rules of a project look at
rows beside others, and a table may hold all its rows in one project.
"""

from decimal import Decimal

import pytest

from perftargets import Actual, Document, Indicator, Project, lint, parse
from perftargets.model.project import Amounts, Funds, Goal
from tests.work import calls

pytestmark = pytest.mark.sampled

SHORT, LONG = 400, 800
MOST = 2.3
"""Times the work of a document twice as long: twice, and a little at its bounds."""

SHAPES = {
    "plain": ("产出指标", "数量指标", "{}村道路养护里程", "≥{}公里"),
    "alike": ("产出指标", "数量指标", "养护里程", "≥{}公里"),
    "parts": ("产出指标", "数量指标", "其中：{}村培训人数", "≥{}人"),
    "unit costs": ("成本指标", "经济成本指标", "{}村人均补助标准", "≤{}元/人"),
    "money": ("产出指标", "数量指标", "{}村补助资金", "{}万元"),
    "misplaced": ("效益指标", "社会效益指标", "{}村培训期数", "≥{}期"),
    "satisfaction": ("满意度指标", "服务对象满意度指标", "{}村群众满意度", "≥{}%"),
    "vague": ("产出指标", "质量指标", "{}村工作质量{}", "明显提高"),
}


def document(count: int, shape: str, *, in_one: bool) -> Document:
    """Return so many rows of one shape beside plain ones, in one project or in many."""
    made = []
    for number in range(count):
        first, second, name, value = SHAPES[shape if number % 2 else "plain"]
        made.append(
            Indicator(
                number=number + 1,
                category=first,
                subcategory=second,
                name=name.format(number, number),
                target=parse(value.format(number + 1)),
                weight=Decimal(100) / count,
                actual=Actual(f"{number + 2}"),
            )
        )
    size = count if in_one else 8
    parts = [tuple(made[at : at + size]) for at in range(0, count, size)]
    return Document(
        fiscal_year=2022,
        projects=tuple(
            Project(
                name=f"农村公路养护{at}",
                goal=Goal("养护农村公路300公里，培训500人次，群众满意度90%以上"),
                funds=Funds(total=Amounts(initial="500万元")),
                indicators=rows,
            )
            for at, rows in enumerate(parts)
        ),
    )


def work(whole: Document) -> int:
    """Count the calls that a lint run takes."""
    return calls(lint, whole)


@pytest.mark.parametrize("in_one", [True, False], ids=["one project", "many"])
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_rows_are_twice_the_work(shape: str, *, in_one: bool) -> None:
    """Each shape of row makes rules look beside it, in one project and in many."""
    lint(document(LONG, shape, in_one=in_one))
    short = work(document(SHORT, shape, in_one=in_one))
    long = work(document(LONG, shape, in_one=in_one))
    assert long <= MOST * short
