"""A proposal marked complete is right when it is applied, over every corpus."""

from collections.abc import Iterator
from typing import Any

import attrs

from perftargets import lint, parse
from perftargets.findings import Finding, Proposal, Severity
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from tests.linting.corpora import made_up, written


def _complete(document: Document, project: Project) -> Iterator[tuple[Any, ...]]:
    """Go through the complete proposals for the rows of one project."""
    report = lint(_with(document, project), select=["ALL"])
    for finding in report.findings:
        for proposal in finding.proposals:
            if not proposal.complete:
                continue
            row = next(
                (
                    row
                    for row in project.indicators
                    if row.name == finding.indicator and _is_of(finding, row)
                ),
                None,
            )
            if row is not None:
                yield report.findings, finding, proposal, row


def _is_of(finding: Finding, row: Indicator) -> bool:
    excerpt = finding.excerpt
    if finding.row_place is not None and row.place is not None:
        return finding.row_place == row.place
    return (
        excerpt is None or excerpt.field != "target" or excerpt.text == row.target.text
    )


def _with(document: Document, project: Project) -> Document:
    return attrs.evolve(document, projects=(project,))


def _applied(project: Project, row: Indicator, proposal: Proposal) -> Project:
    changes: dict[str, Any] = dict(proposal.changes())
    if "target" in changes:
        changes["target"] = parse(changes["target"])
    new = attrs.evolve(row, **changes)
    rows = tuple(new if each is row else each for each in project.indicators)
    return attrs.evolve(project, indicators=rows)


def _faults(document: Document, project: Project) -> Iterator[str]:
    """Report each complete proposal that leaves its finding, or brings an error."""
    for before, finding, proposal, row in _complete(document, project):
        after = lint(
            _with(document, _applied(project, row, proposal)), select=["ALL"]
        ).findings
        name = proposal.name or row.name
        same = [
            each
            for each in after
            if each.code == finding.code
            and each.indicator == name
            and (each.row_place is None or each.row_place == row.place)
        ]
        errors = {each.code for each in after if each.severity is Severity.ERROR} - {
            each.code for each in before
        }
        if same or errors:
            yield (
                f"{finding.code} {row.name} “{row.target.text}” "
                f"({row.subcategory}, {row.unit}, {row.direction}) → "
                f"{dict(proposal.changes())}: "
                f"{'again ' if same else ''}{' '.join(sorted(errors))}"
            )


def test_every_complete_proposal_on_a_written_table_is_right() -> None:
    """Applied and linted again, the rule is silent and no error came."""
    assert [] == [
        fault for document, project in written() for fault in _faults(document, project)
    ]


def test_every_complete_proposal_on_a_made_up_row_is_right() -> None:
    """The same for the phrases of the corpus under names of every kind.

    The law would be worth little if it looked at few rules, so that is asked too.
    """
    reached: set[str] = set()
    faults: list[str] = []
    for document, project in made_up():
        found = list(_complete(document, project))
        reached |= {finding.code for _, finding, _, _ in found}
        if found:
            faults += _faults(document, project)
    assert [] == faults
    assert {
        *("CAT001", "CAT002", "VAL003", "VAL004", "VAL005", "VAL006", "VAL007"),
        *("VAL009", "VAL010", "VAL013", "VAL015", "UNT003", "UNT004", "STR009"),
    } <= reached
