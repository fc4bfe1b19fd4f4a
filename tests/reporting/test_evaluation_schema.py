"""The JSON of an evaluation has the shape that its schema says, and no other key."""

import copy
import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from perftargets.judging.verdict import Verdict
from perftargets.reporting import render
from perftargets.reporting.evaluation.json import MANY, schema
from perftargets.scoring.shares import ShareCase
from perftargets.scoring.weights import Origin
from tests.reporting.test_evaluation_html import filled
from tests.reporting.test_render import evaluation

SCHEMA: dict[str, Any] = json.loads(schema())
TREES: list[dict[str, Any]] = [
    json.loads(render(made, "json")) for made in (evaluation(), filled())
]


@pytest.mark.parametrize("tree", TREES)
def test_evaluations_fit(tree: dict[str, Any]) -> None:
    """With and without points of the form, money and monitoring."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(tree, SCHEMA)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("more",), 1),
        (("settings", "reverse"), "quadratic"),
        (("projects", 0, "total"), 59.04),
        (("projects", 0, "indicators", 0, "verdict"), "maybe"),
        (("projects", 0, "indicators", 0, "points"), "many"),
        (("projects", 0, "indicators", 0, "progress", "light"), "pink"),
    ],
)
def test_what_is_none_does_not_fit(path: tuple[str | int, ...], value: object) -> None:
    """A key too many, a word of no list, a number where a decimal string stands."""
    tree = copy.deepcopy(TREES[1])
    inner: Any = tree
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, SCHEMA)


@pytest.mark.checkout
def test_the_schema_of_several_is_made_of_the_one() -> None:
    """A change of the one needs ``make schema``."""
    from tools.evaluations_schema import text

    assert schema(MANY) == text()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(MANY)))


def test_the_schema_knows_every_word() -> None:
    """Verdicts, rules of points and where weights come from."""
    row = SCHEMA["$defs"]["indicator"]["properties"]
    assert [str(each) for each in Verdict] == row["verdict"]["enum"]
    assert [str(each) for each in ShareCase] == row["points_rule"]["enum"]
    assert [str(each) for each in Origin] == row["weight_origin"]["enum"]


def test_a_day_of_monitoring_is_written_as_one() -> None:
    """``as_of`` is a day, or null."""
    assert [tree["as_of"] for tree in TREES] == [None, date(2022, 7, 31).isoformat()]
