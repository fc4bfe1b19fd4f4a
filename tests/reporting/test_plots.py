"""Charts of an evaluation: what they draw, as the specification says it."""

import sys
from typing import Any

import pytest

from perftargets.errors import MissingExtraError
from perftargets.model.project import Project
from perftargets.reporting.charts import (
    completion_chart,
    points_chart,
    verdicts_chart,
)
from perftargets.scoring.result import Evaluation
from tests.scoring.points.making import evaluation, row


def made() -> Evaluation:
    """Check a project with a row of each kind."""
    rows = (
        row("不少于100条", "50条", name="信息", weight="40"),
        row("不少于100条", "500条", name="材料", weight="40"),
        row("符合规范", "很好", name="规范", category="效益指标", weight="20"),
    )
    return evaluation(Project(name="经费", indicators=rows))


def values(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the rows that a chart draws."""
    found: list[dict[str, Any]] = data["data"]["values"]
    return found


def test_completion_by_indicator() -> None:
    """Rows without a completion are not drawn; 500 % is drawn at 200 %."""
    chart = completion_chart(made(), language="zh").to_dict()
    bars, line = chart["layer"]
    assert [
        (each["indicator"], each["completion"], each["real"], each["verdict"])
        for each in values(bars)
    ] == [("1. 信息", 50.0, 50.0, "未达成"), ("2. 材料", 200.0, 500.0, "达成")]
    assert values(line) == [{"full": 100}]


def test_points_by_project() -> None:
    """20 and 40 got, 20 lost, 20 open."""
    assert [
        (each["project"], each["state"], each["points"])
        for each in values(points_chart(made(), language="en").to_dict())
    ] == [
        ("1. 经费", "points", 60.0),
        ("1. 经费", "lost", 20.0),
        ("1. 经费", "open", 20.0),
    ]


def test_verdicts_by_category() -> None:
    """How many rows of each category have which verdict."""
    assert values(verdicts_chart(made(), language="en").to_dict()) == [
        {"category": "产出指标", "verdict": "not met", "rows": 1},
        {"category": "产出指标", "verdict": "met", "rows": 1},
        {"category": "效益指标", "verdict": "undetermined", "rows": 1},
    ]


def test_without_altair_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said, and by name."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match="plot"):
        points_chart(made())
