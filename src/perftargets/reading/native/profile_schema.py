"""The JSON Schema of a profile, made out of its classes.

What ships is the file in ``schema/``, by which editors complete and check a profile;
the tests hold it to this.
"""

import json
import types
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from perftargets.profile import Profile, shipped
from perftargets.reading.native.schema import DIALECT, words_of

NAME = "perftargets-profile/1"
"""The name of the form."""

_NUMBER: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": r"^[+-]?[0-9]+(\.[0-9]*)?$",
}
_SHARE: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": r"^[+-]?[0-9]+(\.[0-9]*|/[0-9]+)?$",
}


def text() -> str:
    """Write the schema out."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Build the schema."""
    made = _table(Profile)
    whole = [each for each in made["properties"] if each != "name"]
    del made["properties"]["name"]
    made["properties"] = {
        "extends": {
            "enum": list(shipped()),
            "description": "the shipped profile that gives what is not said here",
        },
        **made["properties"],
    }
    return {
        "$schema": DIALECT,
        "$id": NAME,
        "title": f"{NAME}: settings of points, grades and lights",
        **made,
        # What extends a shipped profile says only what differs.
        "if": {"required": ["extends"]},
        "else": {"required": whole},
    }


def _table(owner: type) -> dict[str, Any]:
    said = words_of(owner)
    properties = {}
    for field in attrs.fields(owner):
        made = dict(_kind(field.type))
        if field.name in said:
            made["description"] = said[field.name]
        properties[field.name] = made
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _kind(kind: Any) -> dict[str, Any]:
    if attrs.has(kind):
        return _table(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _kind(arguments[0])}
    if get_origin(kind) is Literal:
        return {"enum": list(arguments)}
    if get_origin(kind) in {Union, types.UnionType}:
        return _one_of(arguments)
    return {
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        str: {"type": "string"},
        Decimal: _NUMBER,
    }[kind]


def _one_of(kinds: tuple[Any, ...]) -> dict[str, Any]:
    """Write a share, or a setting that ``false`` turns off."""
    rest = [kind for kind in kinds if kind is not type(None)]
    made = _SHARE if set(rest) == {Decimal, Fraction} else _kind(rest[0])
    if len(rest) == len(kinds):
        return made
    return {"anyOf": [made, {"const": False}]}
