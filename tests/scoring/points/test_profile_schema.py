"""The JSON Schema of a profile: what ships is that of the classes, and it fits."""

import tomllib
from typing import Any

import jsonschema
import pytest

from perftargets import _data
from perftargets.profile import shipped
from perftargets.reading.native.profile_schema import schema, text

OWN: dict[str, Any] = {
    "extends": "mof2020",
    "title": "本区",
    "title_en": "our district",
    "version": "1",
}


def fits(profile: dict[str, Any]) -> bool:
    """Say whether a profile has the shape."""
    return jsonschema.Draft202012Validator(schema()).is_valid(profile)


def test_the_schema_that_ships_is_the_one_of_the_classes() -> None:
    """``make schema`` writes it anew."""
    jsonschema.Draft202012Validator.check_schema(schema())
    assert _data.read("schema", "perftargets-profile-1.json") == text()


@pytest.mark.parametrize("name", shipped())
def test_shipped_profiles_fit(name: str) -> None:
    """Each as it lies in its file."""
    assert fits(tomllib.loads(_data.read("profiles", f"{name}.toml")))


def test_every_setting_is_described() -> None:
    """An editor shows what each table and setting means."""
    tables = [
        each for each in schema()["properties"].values() if each.get("type") == "object"
    ]
    bare = [
        key
        for table in tables
        for key, each in table["properties"].items()
        if "description" not in each
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ({}, True),
        ({"points": {"pass_mark": 0.6, "reverse": "linear"}}, True),
        ({"points": {"pass_mark": False, "far_above": "13/10"}}, True),
        ({"weights": {"satisfaction_passes_to": False}}, True),
        ({"points": {"reverse": "quadratic"}}, False),
        ({"points": {"reversed": "ratio"}}, False),
        ({"points": {"places": "two"}}, False),
        ({"extends": "mof2022"}, False),
        ({"name": "own"}, False),
    ],
)
def test_what_a_profile_may_say(more: dict[str, Any], *, right: bool) -> None:
    """Settings there are, values they may have, and ``false`` for off."""
    assert fits({**OWN, **more}) is right


def test_a_profile_on_its_own_says_everything() -> None:
    """Without ``extends`` nothing may be left out."""
    alone = {key: value for key, value in OWN.items() if key != "extends"}
    assert not fits(alone)
    assert fits(tomllib.loads(_data.read("profiles", "mof2020.toml")))
