"""What a hint proposes mends the row: the defect goes, and no other one comes."""

import re
from typing import Any

import attrs
import pytest

from perftargets.findings import Severity
from perftargets.linting import Context, Defect, Proposal, Rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.profile import load_profile
from perftargets.reading import read_bytes
from tests.linting.pages import PAGES, examples

ROW_RULES = [rule for rule in CATALOGUE.values() if rule.check is not None]

Case = tuple[Document, Project, Indicator, Defect]


def _cases(code: str) -> list[Case]:
    """Collect the defects on rows of a rule's page."""
    rule, found = CATALOGUE[code], []
    for example in examples(PAGES / f"{rule.name}.md"):
        prior = None if example.prior is None else _read(example.prior)
        found += _defects(code, _read(example.text), prior)
    return found


def _read(text: str) -> Document:
    return read_bytes(text.encode(), path="page.yaml")


def _defects(code: str, document: Document, prior: Document | None) -> list[Case]:
    rule = CATALOGUE[code]
    profile = load_profile(document.profile or "mof2020")
    context = Context(document=document, profile=profile, prior=prior)
    found: list[Case] = []
    for project in document.projects:
        inside = context.within(project)
        if rule.scope == "project":
            found += [
                (document, project, each.indicator, each)
                for each in rule(project, inside)
                if each.indicator is not None
            ]
        elif rule.scope == "indicator":
            found += [
                (document, project, row, each)
                for row in project.indicators
                for each in rule(row, inside)
            ]
    return found


def _filled(text: str) -> str:
    """Put in for a blank what a writer would: a figure, a unit or a word."""
    start = text.find("__")
    if start < 0:
        return text
    digits_before = start > 0 and text[start - 1].isdigit()
    word = "次" if digits_before else "60"
    if not re.search("[≥≤=><]", text) and not digits_before:
        word = "参训人员"
    return text.replace("__", word)


def _applied(row: Indicator, proposal: Proposal) -> Indicator:
    changes: dict[str, Any] = {
        field: _filled(text)
        for field, text in attrs.asdict(proposal).items()
        if text is not None
    }
    if "target" in changes:
        changes["target"] = parse(changes["target"])
    return attrs.evolve(row, **changes)


def _with(
    document: Document, project: Project, row: Indicator, new: Indicator
) -> Document:
    rows = tuple(new if each is row else each for each in project.indicators)
    return attrs.evolve(document, projects=(attrs.evolve(project, indicators=rows),))


def _above_hints(document: Document, project: Project, row: Indicator) -> set[str]:
    alone = attrs.evolve(project, indicators=(row,))
    report = lint(attrs.evolve(document, projects=(alone,)), select=["ALL"])
    return {
        each.code
        for each in report.findings
        if each.indicator is not None and each.severity is not Severity.INFO
    }


@pytest.mark.parametrize("rule", ROW_RULES, ids=lambda rule: rule.code)
def test_a_proposal_mends_the_row_and_breaks_nothing(rule: Rule) -> None:
    """With each proposal applied the rule is silent, and no new warning appears."""
    code = rule.code
    bad = []
    for document, project, row, defect in _cases(code):
        alone = attrs.evolve(project, indicators=(row,))
        before = _above_hints(document, alone, row)
        for proposal in defect.proposals:
            new = _applied(row, proposal)
            came = _above_hints(document, alone, new) - before
            again = _defects(code, _with(document, project, row, new), None)
            if came or any(where is new for *_, where, _ in again):
                bad.append((row.name, row.target.text, proposal, came))
    assert [] == bad


def test_most_rules_about_a_row_propose_a_text() -> None:
    """The rules whose hints give texts to type, as their pages show them."""
    proposing = {
        rule.code
        for rule in ROW_RULES
        if any(defect.proposals for *_, defect in _cases(rule.code))
    }
    assert {
        *("CAT001", "CAT002", "CAT004", "CAT006", "LOG002", "NAM003"),
        *("STR008", "STR009", "UNT001", "UNT003", "UNT004"),
        *("VAL001", "VAL003", "VAL004", "VAL005", "VAL006", "VAL007", "VAL008"),
        *("VAL009", "VAL010", "VAL012", "VAL013", "VAL014", "VAL015"),
    } <= proposing
