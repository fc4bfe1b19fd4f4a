"""One cause, one finding: no two rules speak of one fault of a row."""

from collections import defaultdict

import pytest

from perftargets.findings import Finding
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.linting.supersede import settles
from perftargets.model.project import Document
from tests.linting.corpora import made_up, reported, written

pytestmark = pytest.mark.sampled

GOES = ("NAM005", "CAT005", "DUP001", "CAT011")
"""They ask to take the row out; how it is put is then nobody's concern."""
FIGURE = ("VAL006", "VAL007", "VAL008", "VAL013", "VAL019", "VAL020", "UNT001")
"""They say that the figure of the row cannot stand."""
CAUSES = (
    (GOES, ("CAT", "DUP003", "NAM", "UNT", "VAL")),
    (FIGURE, ("LOG002",)),
    (("CAT003",), ("VAL001", "VAL002")),
    (("UNT001",), ("VAL013", "VAL019")),
    (("SCR004",), ("SCR003",)),
    (("SCR011", "SCR012"), ("SCR010",)),
    (("SCR012",), ("SCR006",)),
)
"""Who speaks for whom in one row, whatever the field."""
ONE_OF = (
    ("VAL001", "VAL002", "VAL018"),
    ("VAL008", "VAL009", "VAL010"),
    ("VAL006", "VAL007", "VAL013", "VAL019", "VAL020"),
    ("CAT001", "CAT002", "CAT003", "CAT004", "CAT006", "CAT007", "CAT008"),
    ("CAT009", "CAT010", "CAT011", "CAT012", "CAT013"),
    ("SCR001", "SCR002", "SCR004"),
    ("DUP001", "DUP003"),
)
"""Of each at most one in a row: they are answers to one question."""


def _by_row(document: Document) -> list[list[Finding]]:
    found: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for each in lint(document, select=["ALL"]).findings:
        if each.indicator is not None:
            found[each.project, each.indicator, each.row_place].append(each)
    return list(found.values())


def _double(row: list[Finding]) -> list[tuple[str, ...]]:
    codes = {each.code for each in row}
    severity = {each.code: each.severity for each in row}
    found = [
        (first, second)
        for speaking, silent in CAUSES
        for first in codes & set(speaking)
        for second in codes - {first} - set(speaking)
        if second.startswith(silent) and severity[second] <= severity[first]
    ]
    return found + [
        tuple(sorted(codes & set(group)))
        for group in ONE_OF
        if len(codes & set(group)) > 1
    ]


def test_no_cause_is_reported_twice_in_a_written_table() -> None:
    """Over every table of the tests."""
    documents = {id(document): document for document, _ in written()}
    faults = [
        (row[0].indicator, _double(row))
        for document in (*documents.values(), *reported())
        for row in _by_row(document)
    ]
    assert [] == [each for each in faults if each[1]]


def test_no_cause_is_reported_twice_in_a_made_up_row() -> None:
    """The phrases of the corpus under names of every kind."""
    faults = [
        (row[0].indicator, row[0].excerpt and row[0].excerpt.text, found)
        for document, _ in made_up()
        for row in _by_row(document)
        if (found := _double(row))
    ]
    assert [] == faults


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_no_rules_silence_each_other_in_a_circle(code: str) -> None:
    """What a rule speaks for does not speak for it, by whatever way."""
    reached: set[str] = set()
    rest = [code]
    while rest:
        rule = CATALOGUE[rest.pop()]
        for other in CATALOGUE.values():
            if other.code in reached or other.code == rule.code:
                continue
            if settles(rule, other, other.code):
                reached.add(other.code)
                rest.append(other.code)
    assert code not in reached
