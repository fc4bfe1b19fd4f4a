"""What is written as YAML: readable, and the same in every reader."""

from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings

from perftargets.model.project import Document, Project
from perftargets.reading.native.json import dumps as dumps_json
from perftargets.reading.native.json import loads as loads_json
from perftargets.reading.native.yaml import dumps, loads
from tests.reading.documents import TROUBLE, documents
from tests.reading.test_json import FULL


def test_a_document_reads_like_one() -> None:
    """Chinese stands without escapes, figures in quotes, keys in their order."""
    head = dumps(FULL).partition("    indicators:")[0]
    assert (
        """\
schema: perftargets/1
title: 标题
fiscal_year: 2023
department: 云港市教育局
profile: mof2021
projects:
  - name: 校园安全改造项目
    agency: 局本级
    department: 云港市教育局
    period: 2023年
    goal: 消除隐患。
    goal_actual: 已消除。
    funds:
      total:
        initial: 350.5万元
        adjusted: 340万元
        spent: 339万元
      other:
        spent: "0"
    weights:
      产出指标: "50"
      效益指标: "30.0"
    total: "98.50"
    grade: 优
"""
        == head
    )


@pytest.mark.parametrize("text", TROUBLE)
def test_another_reader_of_yaml_takes_text_for_the_same_text(text: str) -> None:
    """PyYAML with the rules of YAML 1.1 gives back the string."""
    document = Document(title=text)
    assert text == yaml.safe_load(dumps(document))["title"]


@given(documents)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_document_comes_back_equal(document: Document) -> None:
    """Reading what was written gives the same document, with nothing to report."""
    back = loads(dumps(document, parsed=True))
    assert (document, ()) == (back, back.diagnostics)


def test_a_long_category_is_a_key_all_the_same() -> None:
    """A key over 1024 characters is marked, as YAML wants it."""
    weights = (("产" * 2000, Decimal(5)),)
    document = Document(projects=(Project(name="甲", weights=weights),))
    assert document == loads(dumps(document))


def test_yaml_and_json_say_the_same() -> None:
    """JSON is YAML too."""
    text = dumps_json(FULL)
    assert loads_json(text) == loads(text)


def test_half_a_character_is_written_as_one_that_is_whole() -> None:
    """YAML cannot hold a lone surrogate, and a file cannot either."""
    assert 'title: "\ufffd"' in dumps(Document(title="\ud800")).splitlines()
