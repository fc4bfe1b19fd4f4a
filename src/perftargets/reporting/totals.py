"""What many reports or evaluations come to: sums, so that they themselves can go."""

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import (
    UNREADABLE,
    FailOn,
    Fault,
    Finding,
    Message,
    Report,
    Severity,
    severity_of,
)
from perftargets.judging.verdict import Verdict
from perftargets.text import Place, unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # What reports of findings never hold is loaded with the first evaluation.
    from perftargets.scoring.aggregate import Aggregate, Gathered, Trend
    from perftargets.scoring.differences import FileReview
    from perftargets.scoring.result import Evaluation, ProjectEvaluation


@attrs.define
class Found:
    """What one rule found.

    Attributes:
        first: the first finding, which tells name, clause, severity.
        count: how many there are.
        worst: the worst severity among them.
    """

    first: Finding
    count: int = 0
    worst: Severity = Severity.INFO

    def add(self, finding: Finding) -> None:
        """Count a finding."""
        self.count += 1
        self.worst = max(self.worst, finding.severity)


@attrs.frozen(kw_only=True)
class Groups:
    """Indicators that several projects of a department have, or several years.

    Attributes:
        aggregates: those of several projects, added up.
        trends: those of several years, the earliest first.
    """

    aggregates: "tuple[Aggregate, ...]" = ()
    trends: "tuple[Trend, ...]" = ()


@attrs.define
class Totals:
    """The sums of the reports or evaluations added, in their order.

    Attributes:
        faults: rules that broke down.
        profiles: name and version of each profile used.
        paths: the files of the reports.
        files: how many evaluations there are.
        projects: how many projects were looked at.
        indicators: how many rows were.
        suppressed: how many findings were set aside.
        by_code: what each rule found, in the order the rules were first met.
        verdicts: the rows of evaluations by verdict.
        printed: how many printed figures were held against a rule.
        unchecked: how many no rule gives.
        differences: how many do not follow.
        unread: the reviewed files that could not be read whole.
        has_prior: whether the year before was added.
        kinds: what the evaluations are: 绩效自评报告, 绩效评价报告.
    """

    faults: list[Fault] = attrs.field(factory=list)
    profiles: list[tuple[str, str]] = attrs.field(factory=list)
    paths: list[str] = attrs.field(factory=list)
    files: int = 0
    projects: int = 0
    indicators: int = 0
    suppressed: int = 0
    by_code: dict[str, Found] = attrs.field(factory=dict)
    verdicts: Counter[Verdict] = attrs.field(factory=Counter)
    printed: int = 0
    unchecked: int = 0
    differences: int = 0
    unread: int = 0
    has_prior: bool = False
    kinds: set[Message] = attrs.field(factory=set)
    _unused: dict[str, dict[Place | None, Finding]] = attrs.field(
        factory=dict, init=False
    )
    _severities: Counter[Severity] = attrs.field(factory=Counter, init=False)
    _gathered: "Gathered | None" = attrs.field(default=None, init=False)
    _single: "Evaluation | None" = attrs.field(default=None, init=False)
    _waiting: "Evaluation | None" = attrs.field(default=None, init=False)

    @classmethod
    def of(
        cls,
        contents: "Iterable[Report | Evaluation | FileReview]",
        prior: "Evaluation | None" = None,
    ) -> "Totals":
        """Add up reports or evaluations; ``prior`` is that of the year before."""
        totals = cls()
        if prior is not None:
            totals.add_prior(prior)
        for content in contents:
            totals.add(content)
        return totals

    def add(self, content: "Report | Evaluation | FileReview") -> None:
        """Count what a report, an evaluation or the review of a file holds.

        Findings are not kept, and an evaluation only until the next one is added.
        """
        if isinstance(content, Report):
            self._add_report(content)
            return
        from perftargets.scoring.differences import FileReview

        if isinstance(content, FileReview):
            self._add_review(content)
        else:
            self._add_evaluation(content)

    def add_prior(self, prior: "Evaluation") -> None:
        """Add the year before, ahead of any other; only trends hold it."""
        self.has_prior = True
        self._sums().add_year(prior)

    def _sums(self) -> "Gathered":
        from perftargets.scoring.aggregate import Gathered

        if self._gathered is None:
            self._gathered = Gathered()
        return self._gathered

    def _add_review(self, review: "FileReview") -> None:
        self.files += 1
        self.projects += review.projects
        self.printed += review.printed
        self.unchecked += review.unchecked
        self.differences += len(review.differences)
        self.unread += any(each.is_error for each in review.problems)

    def _add_report(self, report: Report) -> None:
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

    def _add_evaluation(self, evaluation: "Evaluation") -> None:
        from perftargets.reporting.wording import kind_of

        counts = evaluation.counts()
        self.files += 1
        self.projects += len(evaluation.projects)
        self.indicators += sum(counts.values())
        self.verdicts.update(counts)
        self.kinds.add(kind_of(evaluation))
        self._keep_unused(evaluation)
        self._single = evaluation if self.files == 1 else None
        # Names and figures are gathered once there is another file, or another year,
        # to join them with.
        waiting, self._waiting = self._waiting, None
        if self._single is not None and not self.has_prior:
            self._waiting = evaluation
            return
        for each in (waiting, evaluation):
            if each is not None:
                self._sums().add_units(each)
                self._sums().add_year(each)

    def _keep_unused(self, evaluation: "Evaluation") -> None:
        """Keep the rows of a file of actuals that none of its documents uses."""
        own = {each.place: each for each in evaluation.unused}
        path = evaluation.actuals or ""
        before = self._unused.get(path, own)
        self._unused[path] = {
            place: finding for place, finding in before.items() if place in own
        }

    def unused(self) -> tuple[Finding, ...]:
        """Return the rows of files of actuals that no evaluation uses."""
        return tuple(
            finding for rows in self._unused.values() for finding in rows.values()
        )

    @property
    def is_complete(self) -> bool:
        """Whether everything was read and every rule ran to its end."""
        return not self.faults and UNREADABLE.isdisjoint(self.by_code)

    def counts(self) -> dict[Severity, int]:
        """Count the findings of each severity, the worst first."""
        return {severity: self._severities[severity] for severity in Severity}

    def most_frequent(self) -> list[tuple[str, Found]]:
        """Return code and findings of each rule, the most frequent first."""
        return sorted(self.by_code.items(), key=lambda item: (-item[1].count, item[0]))

    def fails(self, fail_on: FailOn) -> bool:
        """Report whether there is a finding at this severity or above."""
        return any(self._severities[severity] for severity in failing(fail_on))

    def groups(self) -> Groups:
        """Return what several units and several years give together.

        In a single file projects of other names share indicators that mean different
        things, so only what several units report under one project is added up there.
        """
        from perftargets.scoring.aggregate import by_department

        aggregates: Iterable[Aggregate] = self._sums().by_department()
        if self._single is not None:
            aggregates = chain.from_iterable(
                by_department((shared,)) for shared in _shared(self._single)
            )
        return Groups(
            aggregates=tuple(
                each
                for each in aggregates
                if len(each.projects) + len(each.left_out) > 1
            ),
            trends=tuple(each for each in self._sums().trends() if len(each.years) > 1),
        )


def failing(fail_on: FailOn) -> frozenset[Severity]:
    """Return the severities at ``fail_on`` or above; an empty set for ``never``."""
    if fail_on == "never":
        return frozenset()
    least = severity_of(fail_on)
    return frozenset(each for each in Severity if each >= least)


def _shared(evaluation: "Evaluation") -> "Iterator[Evaluation]":
    """Return the projects of one name that more than one unit has, name by name."""
    names: dict[tuple[str, str], list[ProjectEvaluation]] = {}
    for project in evaluation.projects:
        key = (project.project.department or "", unspaced(project.name))
        names.setdefault(key, []).append(project)
    for projects in names.values():
        units = {project.project.agency for project in projects} - {None, ""}
        if len(units) > 1:
            yield attrs.evolve(evaluation, projects=tuple(projects))
