"""A finding cites what its rule rests on, and the local document of the profile."""

import attrs
import pytest

from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.profile import load_profile, shipped
from perftargets.reading import read_bytes

TABLE = """schema: perftargets/1
projects:
- name: 培训
  goal: 培训网格员60名，使辖区巡查覆盖率达到95%
  indicators:
  - {category: 产出指标, name: 培训网格员人数, target: 约60人, weight: 30}
"""


def test_what_the_profile_decides_cites_its_document_too() -> None:
    """A sum of points is the place's to decide; that a value is vague is not."""
    local = attrs.evolve(load_profile("mof2020"), basis="区财绩〔2023〕6号")
    document = read_bytes(TABLE.encode(), path="a.yaml")

    clauses = {each.code: each.clause for each in lint(document, profile=local)}

    assert clauses["WGT001"] == "财预〔2020〕10号：指标权重；区财绩〔2023〕6号"
    assert clauses["VAL003"] == "财预〔2015〕88号：细化量化"


@pytest.mark.parametrize("name", shipped())
def test_a_profile_without_such_a_document_invents_none(name: str) -> None:
    """Each finding then cites what the rule rests on, and no more."""
    document = read_bytes(TABLE.encode(), path="a.yaml")

    for each in lint(document, profile=name):
        if each.code in CATALOGUE:
            assert each.clause == CATALOGUE[each.code].clause


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_no_rule_cites_an_article(code: str) -> None:
    """No text that was read says which article of which document a rule follows."""
    clause = CATALOGUE[code].clause
    assert "条" not in clause
    assert clause
