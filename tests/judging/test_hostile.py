"""Rows written to hurt: what is decided is right, and what is not certain is open."""

import json
from pathlib import Path
from typing import Any

import pytest

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.scoring.check import check

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "hostile.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row['target']} {row['actual']}" for row in ROWS]
)
def test_a_hostile_row_is_right_or_left_open(row: dict[str, Any]) -> None:
    """Of 2022, as the whole check sees it."""
    indicator = Indicator(
        category=row.get("category", "产出指标"),
        name=row["name"],
        target=parse(row["target"]),
        unit=row.get("unit"),
        actual=Actual(row["actual"]),
    )
    document = Document(
        fiscal_year=2022, projects=(Project(name="经费", indicators=(indicator,)),)
    )
    found = check(document).projects[0].indicators[0].judgement
    assert found.verdict.value in row["verdict"], found.reason.zh
