"""The pages of the forms: their pictures, and what is taken from where."""

import json
import re
from functools import reduce
from typing import Any

import pytest

from perftargets.reading import read_bytes
from perftargets.reading.native.json import dumps
from perftargets.reading.native.yaml import dumps as dumps_yaml
from tests.pages.forms import BLOCK, FORMS, image, page

NAMES = sorted(FORMS)
RULED = [name for name in NAMES if FORMS[name].lines]
ROW = re.compile(r"^\| (.+) \| `([^`]+)` \| (.*) \|$", re.MULTILINE)
MOST = 150_000


def at(tree: Any, path: str) -> Any:
    """Follow a path such as ``indicators[0].name``."""
    steps = re.findall(r"[^.\[\]]+", path)
    return reduce(
        lambda node, step: node[int(step) if step.isdigit() else step], steps, tree
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_its_form(name: str) -> None:
    """The picture is there, small, and a PNG."""
    assert f"](../images/form-{name}.png)" in page(name).read_text(encoding="utf-8")
    data = image(name).read_bytes()
    assert (b"\x89PNG", True) == (data[:4], len(data) < MOST)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_what_is_read(name: str) -> None:
    """The document on the page is that of the form, and nothing had to be reported."""
    document = FORMS[name].document()
    assert () == document.diagnostics
    (shown,) = BLOCK.findall(page(name).read_text(encoding="utf-8"))
    assert dumps_yaml(document) == shown


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_is_taken_from_where(name: str) -> None:
    """Every field of the table has the value that stands beside it."""
    document = json.loads(dumps(FORMS[name].document()))
    project = document["projects"][0]
    rows = ROW.findall(page(name).read_text(encoding="utf-8"))
    assert rows
    tops = {"title", "fiscal_year", "department"}
    assert rows == [
        (where, field, str(at(document if field in tops else project, field)))
        for where, field, _ in rows
    ]


@pytest.mark.parametrize("name", RULED)
def test_a_form_is_the_same_as_a_workbook(name: str) -> None:
    """Merged cells of XLSX say what the lines of the PDF say."""
    workbook = read_bytes(FORMS[name].workbook(), path="form.xlsx")
    assert FORMS[name].document() == workbook
    assert () == workbook.diagnostics
