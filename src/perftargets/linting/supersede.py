"""One fault, one finding: of two that speak of one thing, the more exact stays."""

from collections import defaultdict
from collections.abc import Iterable

from perftargets.findings import Finding
from perftargets.linting.rule import Rule


def without_superseded(
    found: Iterable[tuple[int, Finding]], rules: Iterable[Rule]
) -> list[tuple[int, Finding]]:
    """Drop findings that a more exact rule makes of the same row.

    It must speak of the same stretch, or propose another text for the field at fault.

    Args:
        found: every finding, behind something that tells its row from others.
        rules: the rules that ran; each declares what it supersedes.
    """
    declared = {rule.code: rule.supersedes for rule in rules if rule.supersedes}
    found = list(found)
    exact: dict[int, list[Finding]] = defaultdict(list)
    for row, finding in found:
        if finding.indicator is not None and finding.code in declared:
            exact[row].append(finding)
    return [
        (row, finding)
        for row, finding in found
        if finding.indicator is None
        or not any(
            finding.code.startswith(declared[other.code])
            and finding.code != other.code
            and _of_one_thing(finding, other)
            for other in exact.get(row, ())
        )
    ]


def _of_one_thing(finding: Finding, exact: Finding) -> bool:
    first, second = finding.excerpt, exact.excerpt
    if first is None or second is None:
        return False
    if first.field != second.field:
        fields = (getattr(each, first.field, None) for each in exact.proposals)
        return any(text is not None for text in fields)
    here, there = first.span, second.span
    return (here.start < there.end and there.start < here.end) or here == there
