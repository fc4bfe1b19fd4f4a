"""The JSON Schema of several evaluations together, made of the one of a single."""

import json
from typing import Any

from perftargets import _data
from perftargets.judging.verdict import Verdict


def text() -> str:
    """Write ``perftargets-evaluations/1`` as it ships."""
    one: dict[str, Any] = json.loads(
        _data.read("schema", "perftargets-evaluation-1.json")
    )
    shared = one.pop("$defs")
    count = {"$ref": "#/$defs/count"}
    counted = ["files", "projects", "indicators", *map(str, Verdict)]
    properties = {
        "schema": {"const": "perftargets-evaluations/1"},
        "tool": one["properties"]["tool"],
        "language": one["properties"]["language"],
        "summary": {
            "type": "object",
            "additionalProperties": False,
            "required": counted,
            "properties": dict.fromkeys(counted, count),
        },
        "departments": {
            "description": "each indicator that several projects of a department have",
            "type": "array",
            "items": {"$ref": "#/$defs/aggregate"},
        },
        "trends": {
            "description": "each indicator of several years",
            "type": "array",
            "items": {"$ref": "#/$defs/trend"},
        },
        "unused": {
            "description": "rows of files of actuals that no document uses",
            "type": "array",
            "items": {"$ref": "#/$defs/diagnostic"},
        },
        "evaluations": {"type": "array", "items": {"$ref": "#/$defs/evaluation"}},
    }
    tree = {
        "$schema": one.pop("$schema"),
        "$id": "perftargets-evaluations/1",
        "title": "perftargets-evaluations/1: what `perftargets check` found in several "
        "files",
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        "$defs": {
            **shared,
            "evaluation": {key: one[key] for key in one if key != "$id"},
        },
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
