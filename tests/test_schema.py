"""The JSON Schema of perftargets/1: shipped, true to the classes and to the reader."""

import copy
import json
from typing import Any

import jsonschema
import pytest

from perftargets._convert import WrittenNumber
from perftargets._data import data, read
from perftargets.model.project import Document
from perftargets.reading import read as read_table
from perftargets.reading.formats.tree.toml_tree import parse_toml
from perftargets.reading.formats.tree.tree import Leaf, Listing, Mapping, Node
from perftargets.reading.formats.tree.yaml_tree import parse_yaml
from perftargets.reading.native import toml as toml_form
from perftargets.reading.native import yaml as yaml_form
from perftargets.reading.native.json import dumps, loads
from perftargets.reading.native.schema import text
from tests.reading.test_json import FULL

SCHEMA: dict[str, Any] = json.loads(read("schema", "perftargets-1.json"))
VALID: dict[str, Any] = json.loads(dumps(FULL, parsed=True))


def faults(document: object) -> list[str]:
    """Give where a document does not have the shape that the schema wants."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [error.json_path for error in validator.iter_errors(document)]


def plain(node: Node) -> object:
    """Give a tree with places as what the schema can be held to."""
    match node:
        case Mapping(entries=entries):
            return {entry.key: plain(entry.node) for entry in entries}
        case Listing(items=items):
            return [plain(item) for item in items]
        case Leaf(value=WrittenNumber(text=figure)):
            return json.loads(figure)
        case Leaf(value=value):
            return value


def test_the_schema_that_ships_is_the_one_of_the_classes() -> None:
    """A change of the classes needs ``make schema``."""
    assert read("schema", "perftargets-1.json") == text()


def test_the_schema_is_one() -> None:
    """It follows the dialect that it names."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert "https://json-schema.org/draft/2020-12/schema" == SCHEMA["$schema"]


def test_every_key_is_described() -> None:
    """An editor has words to show beside each key and each of its other names."""
    tables = [SCHEMA, *SCHEMA["$defs"].values()]
    assert [] == [
        key
        for table in tables
        for key, value in table["properties"].items()
        if not value.get("description")
    ]


@pytest.mark.parametrize("document", [FULL, Document()])
def test_what_is_written_has_the_shape(document: Document) -> None:
    """JSON, YAML and TOML of a full and of an empty document pass."""
    assert [] == faults(json.loads(dumps(document, parsed=True)))
    assert [] == faults(plain(parse_yaml(yaml_form.dumps(document)).node))
    assert [] == faults(plain(parse_toml(toml_form.dumps(document))))


def test_the_bundled_tables_have_the_shape() -> None:
    """The Panyu table passes, read from text and as it stands in YAML."""
    with_text = read_table(str(data("example", "panyu-2022.txt")))
    assert [] == faults(json.loads(dumps(with_text)))
    assert [] == faults(plain(parse_yaml(read("example", "panyu-2022.yaml")).node))


def test_the_example_of_the_page_has_the_shape() -> None:
    """The Chinese names of keys pass where the English ones do."""
    document = {
        "$schema": "perftargets-1.json",
        "格式": "perftargets/1",
        "项目": [{"项目名称": "甲", "指标": [{"指标名称": "乙", "分值": 10}]}],
    }
    assert [] == faults(document)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"schema": "perftargets/2"}, "$.schema"),
        ({"titel": "x"}, "$"),
        ({"fiscal_year": "二〇二三"}, "$.fiscal_year"),
        ({"title": ["x"]}, "$.title"),
        ({"projects": [{"indicators": []}]}, "$.projects[0]"),
        (
            {
                "projects": [
                    {"name": "甲", "indicators": [{"name": "乙", "weight": "x"}]}
                ]
            },
            "$.projects[0].indicators[0].weight",
        ),
        (
            {"projects": [{"name": "甲", "weights": {"a": []}}]},
            "$.projects[0].weights.a",
        ),
    ],
)
def test_what_the_schema_refuses_the_reader_reports(
    change: dict[str, Any], fault: str
) -> None:
    """One fault each, at its place; an unnamed project is lint's to report."""
    document = {**copy.deepcopy(VALID), **change}
    assert [fault] == faults(document)
    reported = loads(json.dumps(document, ensure_ascii=False)).diagnostics
    assert bool(reported) is (fault != "$.projects[0]")


def test_the_pointer_of_an_editor_is_passed_over() -> None:
    """``$schema`` in a file is no key that the reader wonders about."""
    assert () == loads(json.dumps({"$schema": "x.json", **VALID})).diagnostics
