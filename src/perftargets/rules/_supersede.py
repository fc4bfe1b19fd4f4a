"""One fault, one finding: of two that speak of one stretch, the more exact stays."""

from collections import defaultdict
from collections.abc import Iterable

from perftargets.diagnostics import Finding
from perftargets.rules._rule import Rule


def without_superseded(
    found: Iterable[tuple[int, Finding]], rules: Iterable[Rule]
) -> list[tuple[int, Finding]]:
    """Leave out what a more exact rule says of the same stretch of the same row.

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
            and _on_one_stretch(finding, other)
            for other in exact.get(row, ())
        )
    ]


def _on_one_stretch(one: Finding, other: Finding) -> bool:
    first, second = one.excerpt, other.excerpt
    if first is None or second is None or first.field != second.field:
        return False
    here, there = first.span, second.span
    return (here.start < there.end and there.start < here.end) or here == there
