"""Every rule has a page, and the page is true: marked lines fire, others do not."""

import re

import pytest

from perftargets.linting import Rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.linting.rule_page import page_of
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from tests.linting.pages import PAGES, Example, examples

RULES = tuple(CATALOGUE.values())
_CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(
        examples(PAGES / f"{rule.name}.md")
        if (PAGES / f"{rule.name}.md").exists()
        else ()
    )
]


def _read(text: str) -> Document:
    return read_bytes(text.encode(), path="page.yaml")


def test_there_is_a_page_for_every_rule_and_no_other() -> None:
    """A rule without a page fails, and so does a page without a rule."""
    assert sorted(f"{rule.name}.md" for rule in RULES) == sorted(
        page.name for page in PAGES.glob("*.md")
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_title_and_first_line_come_from_the_rule(rule: Rule) -> None:
    """Name, code and summary stand on the page as in the catalogue."""
    lines = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8").split("\n")
    assert [
        f"# {rule.title} {rule.name} ({rule.code})",
        "",
        f"{rule.summary.zh} {rule.summary.en}",
        "",
        "## Why",
    ] == lines[:5]
    assert "## Examples" in lines


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_why_in_chinese_and_then_in_english(rule: Rule) -> None:
    """One paragraph each; the Chinese stands first and holds no English sentence."""
    why = page_of(rule).why
    han = re.compile("[一-鿿]")
    assert han.match(rule.title)
    assert len(han.findall(why.zh)) > 10
    assert "\n\n" not in why.en
    latin = len(re.findall("[A-Za-z]", why.en))
    assert latin > len(han.findall(why.en))
    assert len(re.findall(r"\b[a-z]{3,} [a-z]{2,} [a-z]{2,}", why.zh)) == 0


def test_no_two_rules_have_one_name_in_chinese() -> None:
    """A reader who quotes the Chinese name means one rule."""
    titles = [rule.title for rule in RULES]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize(("rule", "example"), _CASES)
def test_marked_lines_fire_and_others_do_not(rule: Rule, example: Example) -> None:
    """A rule reports exactly the lines that its page marks, and has no fault."""
    prior = None if example.prior is None else _read(example.prior)
    report = lint(_read(example.text), prior=prior, select=[rule.code])
    if rule.code == "IGN001":
        report = lint(_read(example.text), prior=prior, select=["ALL"])
    found = {
        (finding.place.line if finding.place else None, finding.code)
        for finding in report.findings
        if finding.code == rule.code
    }
    assert () == report.faults
    assert set(example.marked) == found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_a_line_that_fires_and_one_that_does_not(rule: Rule) -> None:
    """An example shows the defect; what readers notice may stand alone."""
    cases = examples(PAGES / f"{rule.name}.md")
    marked = sum(len(case.marked) for case in cases)
    rows = sum(case.text.count("name:") for case in cases)
    assert marked > 0
    assert rows > marked or rule.code.startswith("REA")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_only_its_own_code_is_marked_on_a_page(rule: Rule) -> None:
    """A mark of another code would never be looked at."""
    codes = {
        code for case in examples(PAGES / f"{rule.name}.md") for _, code in case.marked
    }
    assert {rule.code} == codes
