"""What the findings of many files come to: numbers, so that the findings can go."""

from collections import Counter
from collections.abc import Iterable

import attrs

from perftargets.findings import (
    UNREADABLE,
    FailOn,
    Fault,
    Finding,
    Language,
    Report,
    Severity,
    severity_of,
)


@attrs.define
class Found:
    """What one rule found.

    Attributes:
        first: the first finding, which tells name, clause, severity.
        count: how many there are.
        worst: the gravest severity among them.
    """

    first: Finding
    count: int = 0
    worst: Severity = Severity.INFO

    def add(self, finding: Finding) -> None:
        """Count a finding."""
        self.count += 1
        self.worst = max(self.worst, finding.severity)


@attrs.define
class Totals:
    """The sums of the reports added, in their order.

    Attributes:
        faults: rules that broke down.
        profiles: name and version of each profile used.
        paths: the files.
        projects: how many projects were looked at.
        indicators: how many rows were.
        suppressed: how many findings were set aside.
        by_code: what each rule found, in the order the rules were first met.
    """

    faults: list[Fault] = attrs.field(factory=list)
    profiles: list[tuple[str, str]] = attrs.field(factory=list)
    paths: list[str] = attrs.field(factory=list)
    projects: int = 0
    indicators: int = 0
    suppressed: int = 0
    by_code: dict[str, Found] = attrs.field(factory=dict)
    _severities: Counter[Severity] = attrs.field(factory=Counter, init=False)

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Totals":
        """Add up reports."""
        totals = cls()
        for report in reports:
            totals.add(report)
        return totals

    def add(self, report: Report) -> None:
        """Count what a report holds, and keep none of its findings."""
        self.faults += report.faults
        self.profiles += [each for each in report.profiles if each not in self.profiles]
        self.paths += report.paths
        self.projects += report.projects
        self.indicators += report.indicators
        self.suppressed += len(report.suppressed)
        for finding in report:
            self._severities[finding.severity] += 1
            found = self.by_code.get(finding.code)
            if found is None:
                found = self.by_code[finding.code] = Found(finding)
            found.add(finding)

    @property
    def is_complete(self) -> bool:
        """Whether everything was read and every rule ran to its end."""
        return not self.faults and UNREADABLE.isdisjoint(self.by_code)

    def counts(self) -> dict[Severity, int]:
        """Count the findings of each severity, the gravest first."""
        return {severity: self._severities[severity] for severity in Severity}

    def most_frequent(self) -> list[tuple[str, Found]]:
        """Give code and findings of each rule, the most frequent first."""
        return sorted(self.by_code.items(), key=lambda item: (-item[1].count, item[0]))

    def fails(self, fail_on: FailOn) -> bool:
        """Say whether there is a finding as grave as that, or graver."""
        return any(self._severities[severity] for severity in failing(fail_on))


def failing(fail_on: FailOn) -> frozenset[Severity]:
    """Give the severities as grave as that or graver; none for ``never``."""
    if fail_on == "never":
        return frozenset()
    least = severity_of(fail_on)
    return frozenset(each for each in Severity if each >= least)


class Pieces:
    """What writers share: the language, and nothing around the pieces."""

    direct = False

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages; most forms fail for nothing."""
        del fail_on
        self._language = language

    def head(self, totals: Totals) -> str:  # noqa: ARG002 - as other forms have
        """Begin with nothing."""
        return ""

    def tail(self, totals: Totals) -> str:  # noqa: ARG002 - as other forms have
        """End with nothing."""
        return ""
