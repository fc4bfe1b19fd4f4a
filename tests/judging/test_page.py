"""docs/explanation/verdicts.md says what the checker does: its rows are run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.phrase import parse

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "verdicts.md"


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Give target, actual, name and verdict of each row of the page."""
    titles: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            titles = []
        elif not titles:
            titles = cells
        elif titles[0] == "target" and not line.startswith("|---"):
            row = dict(zip(titles, cells, strict=True))
            yield row["target"], row["actual"], row.get("name", ""), row["verdict"]


@pytest.mark.parametrize(("target", "actual", "name", "verdict"), list(rows()))
def test_the_page_says_what_happens(
    target: str, actual: str, name: str, verdict: str
) -> None:
    """Each row of each table gives the verdict that it shows."""
    about = JudgingContext(name=name, fiscal_year=2022)
    assert judge(parse(target), actual, about).verdict.value == verdict
