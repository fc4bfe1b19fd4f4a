"""What a hint says to write instead is fine by the rule that says it."""

import re

import attrs
import pytest

from perftargets.findings import Finding
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reading import read_bytes
from tests.linting.pages import PAGES, examples

PHRASES = ["VAL003", "VAL005", "VAL007", "VAL009", "VAL010", "VAL013", "VAL015"]
FIXES = [rule.code for rule in CATALOGUE.values() if rule.fixable]
_QUOTED = re.compile("“([^“”]+)”")


def _reported(code: str) -> list[tuple[Document, Project, Indicator, Finding]]:
    """Collect what a rule reports on its own page, with the row it is about."""
    found = []
    for example in examples(PAGES / f"{CATALOGUE[code].name}.md"):
        document = read_bytes(example.text.encode(), path="page.yaml")
        for finding in lint(document, select=[code]).findings:
            found += [
                (document, project, row, finding)
                for project, row in document.rows()
                if row.place == finding.row_place
            ]
    return found


def _codes(document: Document, project: Project, row: Indicator) -> set[str]:
    alone = attrs.evolve(project, indicators=(row,))
    again = lint(
        attrs.evolve(document, projects=(alone,)), select=["VAL", "UNT", "TXT"]
    )
    return {finding.code for finding in again.findings}


@pytest.mark.parametrize("code", PHRASES)
def test_every_phrase_of_a_hint_can_be_typed(code: str) -> None:
    """With a phrase of the hint as its value the row is not reported again."""
    reported = _reported(code)
    assert [] != reported
    for document, project, row, finding in reported:
        assert finding.hint is not None
        for phrase in _QUOTED.findall(finding.hint.zh):
            if parse(phrase).kind == "qualitative":
                continue
            mended = attrs.evolve(row, target=parse(phrase))
            assert code not in _codes(document, project, mended), phrase


@pytest.mark.parametrize("code", FIXES)
def test_every_fix_takes_the_defect_away(code: str) -> None:
    """The text with the fix in it is not reported for the same again."""
    reported = [each for each in _reported(code) if each[3].fix is not None]
    assert [] != reported
    for document, project, row, finding in reported:
        fix, excerpt = finding.fix, finding.excerpt
        assert fix is not None
        assert excerpt is not None
        text = (
            f"{excerpt.text[: fix.span.start]}{fix.text}{excerpt.text[fix.span.end :]}"
        )
        if excerpt.field == "target":
            mended = attrs.evolve(row, target=parse(text))
        elif excerpt.field == "unit":
            mended = attrs.evolve(row, unit=text)
        else:
            mended = attrs.evolve(row, name=text)
        assert code not in _codes(document, project, mended), text


def test_a_fix_changes_nothing_else() -> None:
    """The repaired texts, as they then stand."""
    texts = {
        f"{finding.excerpt.text[: finding.fix.span.start]}{finding.fix.text}"
        f"{finding.excerpt.text[finding.fix.span.end :]}"
        for code in FIXES
        for *_, finding in _reported(code)
        if finding.fix is not None and finding.excerpt is not None
    }
    assert {
        "%",
        "=100%",
        "GPS设备完好率",
        "PM2.5浓度",
        "Windows 10授权",
        "≥60人次",
        "≥800平方米",
        "≥95%",
        "培训人次",
        "培训合格率",
    } == texts
