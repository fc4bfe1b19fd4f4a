"""The JSON Schema of ``perftargets/1``, made out of the classes of the model.

What ships is the file in ``schema/``, for editors and for the command ``schema``; the
tests hold it to this.
"""

import inspect
import json
import re
from decimal import Decimal
from typing import Any, get_type_hints

import attrs

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import (
    SCHEMA,
    Amounts,
    Document,
    Funds,
    Goal,
    Project,
)
from perftargets.phrase.target import Target
from perftargets.reading import words as _words
from perftargets.text import single_spaced

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_CLASSES: dict[str, type] = {
    "document": Document,
    "project": Project,
    "funds": Funds,
    "amounts": Amounts,
    "indicator": Indicator,
}
_WANTED = {
    "document": ("schema", "projects"),
    "project": ("name",),
    "indicator": ("name",),
}
"""Keys without which an editor should warn; a reader goes on without most of them."""

_TEXT = {"type": ["string", "number", "null"]}
_FIGURE = {
    "type": ["string", "number", "null"],
    "pattern": r"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)\s*$",
}
_WHOLE = {"type": ["string", "integer", "null"], "pattern": r"^\s*[+-]?[0-9]+\s*$"}
_KINDS: dict[object, dict[str, Any]] = {
    str: _TEXT,
    str | None: _TEXT,
    Target: _TEXT,
    Target | None: _TEXT,
    Actual | None: _TEXT,
    Goal | None: _TEXT,
    Decimal | None: _FIGURE,
    int | None: _WHOLE,
    int | str | None: _TEXT,
    Amounts: {"anyOf": [{"$ref": "#/$defs/amounts"}, {"type": "null"}]},
    Funds | None: {"anyOf": [{"$ref": "#/$defs/funds"}, {"type": "null"}]},
    tuple[tuple[str, Decimal], ...]: {
        "type": ["object", "null"],
        "additionalProperties": _FIGURE,
    },
    tuple[Project, ...]: {
        "type": ["array", "null"],
        "items": {"$ref": "#/$defs/project"},
    },
    tuple[Indicator, ...]: {
        "type": ["array", "null"],
        "items": {"$ref": "#/$defs/indicator"},
    },
}


_WHERE = {
    "pointer": "its JSON Pointer in the document; never read back",
    "place": "where it stands in the file it was read from; never read back",
    "places": "where its fields stand there, by their names; never read back",
}


def schema() -> dict[str, Any]:
    """Make the schema; every key may stand under each of its names."""
    tables = {name: _table(name) for name in _CLASSES}
    return {
        "$schema": DIALECT,
        "$id": "urn:perftargets:1",
        "title": SCHEMA,
        **tables.pop("document"),
        "$defs": tables,
    }


def text() -> str:
    """Return the schema as the file in ``schema/`` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _table(name: str) -> dict[str, Any]:
    owner = _CLASSES[name]
    said = words_of(owner) | _ours(name)
    types = get_type_hints(owner)
    properties: dict[str, Any] = {}
    for key, spellings in _names(name).items():
        kind = _kind(key, types)
        described = {"description": said[key]} if key in said else {}
        properties[key] = {**described, **kind}
        for other in spellings:
            properties[other] = {"description": key, **kind}
    made: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    wanted = [
        {"anyOf": [{"required": [each]} for each in (key, *_names(name)[key])]}
        for key in _WANTED.get(name, ())
    ]
    return {**made, "allOf": wanted} if wanted else made


def _names(table: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for spelling, key in _words.aliases("fields", table).items():
        names.setdefault(key, [])
        if spelling != key:
            names[key].append(spelling)
    return {key: tuple(others) for key, others in names.items()}


def _kind(key: str, types: dict[str, Any]) -> dict[str, Any]:
    match key:
        case "$schema":
            return {"type": "string"}
        case "schema":
            return {"const": SCHEMA}
        case "goal_actual":
            return _TEXT
        case "parsed" | "place" | "places":
            return {}
        case "pointer":
            return {"type": "string"}
    return _KINDS[types[key]]


def _ours(table: str) -> dict[str, str]:
    """Describe the keys that are no field of a class."""
    return {
        "document": {
            "$schema": "where an editor finds this schema",
            "schema": "the name and version of the format",
        },
        "project": {"goal_actual": "what was reported of the goal"} | _WHERE,
        "indicator": {"parsed": "what was read of the target; never read back"}
        | _WHERE,
    }.get(table, {})


def words_of(owner: type) -> dict[str, str]:
    """Return what the docstring of a class says of each field."""
    doc = inspect.getdoc(owner) or ""
    _, _, listed = doc.partition("Attributes:\n")
    found = {
        key: single_spaced(words).rstrip(".")
        for key, words in re.findall(
            r"^ {4}(\w+): (.+(?:\n {8}.+)*)$", listed, re.MULTILINE
        )
    }
    if found:
        return found
    source = inspect.getsource(owner)
    names = {field.name for field in attrs.fields(owner)}
    return {
        key: words.rstrip(".")
        for key, words in re.findall(
            r"^ {4}(\w+): .*\n {4}\"\"\"(.+)\"\"\"$", source, re.MULTILINE
        )
        if key in names
    }
