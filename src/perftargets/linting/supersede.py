"""One cause, one finding: of rules that speak of one fault of a row, one is heard.

A rule declares what it leaves without an object. ``supersedes`` holds for the same
stretch of the row, or a field that its proposal changes; ``settles`` for the row as a
whole, where following the one finding answers the other too. A finding never hides a
more severe one, and one that is hidden hides none.
"""

from collections import defaultdict
from collections.abc import Iterable

from perftargets.findings import Finding
from perftargets.linting.rule import Rule


def without_superseded(
    found: Iterable[tuple[int, Finding]], rules: Iterable[Rule]
) -> list[tuple[int, Finding]]:
    """Leave out what another rule says of the same cause in the same row.

    Args:
        found: every finding, behind something that tells its row, or its
            project, from others.
        rules: the rules that ran; each declares what it supersedes and settles.
    """
    declared = {rule.code: rule for rule in rules if rule.supersedes or rule.settles}
    found = list(found)
    exact: dict[int, list[Finding]] = defaultdict(list)
    for row, finding in found:
        if finding.code in declared:
            exact[row].append(finding)
    return [
        (row, finding)
        for row, finding in found
        if not _is_hidden(finding, exact.get(row, ()), declared)
    ]


def _is_hidden(
    finding: Finding,
    others: Iterable[Finding],
    declared: dict[str, Rule],
    above: frozenset[str] = frozenset(),
) -> bool:
    """Report whether another finding of the row speaks for this one, and is heard."""
    above |= {finding.code}
    return any(
        other.code not in above
        and _speaks_for(declared, other, finding)
        and not _is_hidden(other, others, declared, above)
        for other in others
    )


def _speaks_for(declared: dict[str, Rule], other: Finding, finding: Finding) -> bool:
    rule = declared[other.code]
    if finding.code.startswith(rule.supersedes) and _of_one_thing(finding, other):
        return True
    return (
        settles(rule, declared.get(finding.code), finding.code)
        and finding.severity <= other.severity
    )


def settles(rule: Rule, other: Rule | None, code: str) -> bool:
    """Return whether a rule speaks for another; of two that would, the first by code.

    Args:
        rule: the rule that may speak for both.
        other: the other rule; None where it declares nothing.
        code: the code of the other rule.
    """
    if code == rule.code or not code.startswith(rule.settles):
        return False
    mutual = other is not None and rule.code.startswith(other.settles)
    return not mutual or rule.code < code


def _of_one_thing(finding: Finding, exact: Finding) -> bool:
    first, second = finding.excerpt, exact.excerpt
    if first is None or second is None:
        return False
    if first.field != second.field:
        fields = (getattr(each, first.field, None) for each in exact.proposals)
        return any(text is not None for text in fields)
    here, there = first.span, second.span
    return (here.start < there.end and there.start < here.end) or here == there
