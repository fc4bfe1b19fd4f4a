"""The report: findings of one document or several, filtered, grouped and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, get_args

import attrs

from perftargets._values import Language, Value, flat, rows_table
from perftargets.errors import FindingsError, UsageError
from perftargets.findings.finding import (
    Finding,
    Message,
    Severity,
    finding_tree,
    fingerprints,
    severity_of,
)
from perftargets.findings.unread import Breakdown
from perftargets.text import Place

_COLUMNS = ("severity", "code", "project", "indicator", "message", "hint")
"""What of a finding a notebook shows."""

Key = Literal["path", "agency", "project", "indicator", "code", "severity"]
"""What a report can be grouped by."""

LintFormat = Literal[
    "text", "concise", "json", "sarif", "github", "gitlab", "junit", "html"
]
"""The forms that a report can be written in."""

FailOn = Literal["error", "warning", "info", "never"]
"""From which severity on findings fail a call."""


@attrs.frozen(kw_only=True, repr=False)
class Fault(Value):
    """What broke down: a rule, or the reading of a file; it says nothing of the file.

    Attributes:
        code: the code of the rule, or that of files that cannot be read.
        name: its name.
        error: the exception in one line.
        place: what it looked at.
        of_file: whether no rule broke down, but the work on the file itself.
    """

    code: str
    name: str
    error: str
    place: Place | None = attrs.field(default=None, eq=False)
    of_file: bool = False

    @classmethod
    def of(cls, finding: Breakdown) -> "Fault":
        """Make the fault of a file at which the program broke down."""
        return cls(
            code=finding.code,
            name=finding.name,
            error=finding.error,
            place=finding.place,
            of_file=True,
        )

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return code, name and what happened."""
        return {
            "code": self.code,
            "name": self.name,
            "message": self.message.text(language),
        }

    @property
    def message(self) -> Message:
        """Return what happened."""
        where = "" if self.place is None else str(self.place)
        if self.of_file:
            return Message(
                zh=f"处理 {where} 时程序出错，没有检查：{self.error}",
                en=f"the program broke down at {where}: {self.error}",
            )
        return Message(
            zh=f"规则 {self.code} {self.name} 出错，未能检查完 {where}：{self.error}",
            en=f"rule {self.code} {self.name} broke down at {where}: {self.error}",
        )


@attrs.frozen(kw_only=True, repr=False)
class Report(Value):
    """Findings in the order of the documents, and what they were held to.

    Attributes:
        findings: document by document, project by project, row by row.
        faults: rules that broke down; their findings are not complete.
        suppressed: findings that the file itself, or a baseline, sets aside.
        known: those of the suppressed findings that a baseline sets aside.
        profiles: name and version of each profile used.
        paths: the files, in order.
        projects: how many projects were looked at.
        indicators: how many rows were.
        rules: the codes of the rules that ran.
    """

    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    profiles: tuple[tuple[str, str], ...] = ()
    paths: tuple[str, ...] = ()
    projects: int = 0
    indicators: int = 0
    rules: frozenset[str] = frozenset()

    @classmethod
    def of_broken(cls, findings: Iterable[Finding]) -> "Report":
        """Report a file at which the program broke down, without looking at it."""
        broken = tuple(each for each in findings if isinstance(each, Breakdown))
        paths = (each.place.path for each in broken if each.place is not None)
        return cls(
            findings=broken,
            faults=tuple(map(Fault.of, broken)),
            paths=tuple(path for path in paths if path is not None),
        )

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """Return true however many findings there are; ``len`` counts them."""
        return True

    def __add__(self, other: "Report") -> "Report":
        """Return this report followed by that about other documents."""
        return combined((self, other))

    def filter(
        self,
        keep: Callable[[Finding], bool] | None = None,
        *,
        severity: Severity | str | None = None,
        code: str | None = None,
        project: str | None = None,
        indicator: str | None = None,
    ) -> "Report":
        """Keep the findings that all of the conditions hold for.

        Args:
            keep: any condition.
            severity: the least severity.
            code: a code, the beginning of one (``VAL``), or the name of a rule.
            project: the project's name as written.
            indicator: the row's name as written.

        Raises:
            UsageError: there is no such severity.
        """
        least = None if severity is None else severity_of(severity)

        def holds(finding: Finding) -> bool:
            return (
                (keep is None or keep(finding))
                and (least is None or finding.severity >= least)
                and (
                    code is None
                    or finding.code.startswith(code)
                    or finding.name == code
                )
                and (project is None or finding.project == project)
                and (indicator is None or finding.indicator == indicator)
            )

        return attrs.evolve(self, findings=tuple(filter(holds, self.findings)))

    def group(self, by: Key = "project") -> "dict[str, Report]":
        """Return a report for each project, code, …, in the order they are met.

        What has no such key stands under an empty text.

        Raises:
            UsageError: reports cannot be grouped by that.
        """
        if by not in get_args(Key):
            known = get_args(Key)
            raise UsageError(
                zh=f"不能按“{by}”分组，可用：{'、'.join(known)}",
                en=f"a report is not grouped by “{by}”; there are {', '.join(known)}",
            )
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(_key(finding, by), []).append(finding)
        return {
            key: attrs.evolve(self, findings=tuple(findings))
            for key, findings in found.items()
        }

    def counts(self) -> dict[Severity, int]:
        """Count the findings of each severity, the worst first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    def failing(self, fail_on: FailOn) -> "Report":
        """Return the findings at this severity or above; ``never`` gives none."""
        if fail_on == "never":
            return attrs.evolve(self, findings=())
        return self.filter(severity=fail_on)

    def worst(self) -> Severity | None:
        """Return the worst severity; None where nothing was found."""
        return next((each for each, count in self.counts().items() if count), None)

    def fingerprints(self) -> tuple[str, ...]:
        """Return a name for each finding that stays when lines move, in their order.

        It is made of rule, file, project, row and the text at fault; where several
        findings share all of these, of their order too.
        """
        return fingerprints(self.findings)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return what was held to which rules, and what was found."""
        return {
            "profiles": [
                {"name": name, "version": version} for name, version in self.profiles
            ],
            "paths": list(self.paths),
            "summary": {
                "projects": self.projects,
                "indicators": self.indicators,
                **{str(key): count for key, count in self.counts().items()},
                "suppressed": len(self.suppressed),
            },
            "findings": self.to_dicts(language),
            "faults": flat(self.faults, language),
        }

    def to_dicts(self, language: Language = "en") -> list[dict[str, Any]]:
        """Return the findings as ``perftargets-report/1`` writes them."""
        return [
            finding_tree(finding, mark, language)
            for finding, mark in zip(self.findings, self.fingerprints(), strict=True)
        ]

    def raise_for_errors(self, at: Severity | str = Severity.ERROR) -> "Report":
        """Return the report where no finding is at severity ``at`` or above.

        Raises:
            FindingsError: something is; or a rule or a file broke down.
            UsageError: there is no such severity.
        """
        grave = self.filter(severity=at).findings
        if not grave and not self.faults:
            return self
        zh = [f"{_where(each)}{each.code} {each.message.zh}" for each in grave]
        en = [f"{_where(each)}{each.code} {each.message.en}" for each in grave]
        zh += [fault.message.zh for fault in self.faults]
        en += [fault.message.en for fault in self.faults]
        raise FindingsError(zh="\n".join(zh), en="\n".join(en), report=self)

    def _repr_html_(self) -> str:
        """Return the findings as a table for a notebook, one a row."""
        return rows_table(self.to_dicts("zh"), _COLUMNS)


def combined(reports: Iterable[Report]) -> Report:
    """Join reports about several documents, one after the other."""
    parts = list(reports)
    return Report(
        findings=tuple(each for part in parts for each in part.findings),
        faults=tuple(each for part in parts for each in part.faults),
        suppressed=tuple(each for part in parts for each in part.suppressed),
        known=tuple(each for part in parts for each in part.known),
        profiles=tuple(dict.fromkeys(pair for part in parts for pair in part.profiles)),
        paths=tuple(each for part in parts for each in part.paths),
        projects=sum(part.projects for part in parts),
        indicators=sum(part.indicators for part in parts),
        rules=frozenset(code for part in parts for code in part.rules),
    )


def _key(finding: Finding, by: Key) -> str:
    match by:
        case "path":
            return (finding.place.path if finding.place else None) or ""
        case "severity":
            return str(finding.severity)
        case "code":
            return finding.code
        case "agency":
            return finding.agency or ""
        case "project":
            return finding.project or ""
        case "indicator":
            return finding.indicator or ""


def _where(finding: Finding) -> str:
    where = "" if finding.place is None else str(finding.place)
    return f"{where}: " if where else ""


def tree_of(place: Place | None) -> dict[str, Any] | None:
    """Return a place as what JSON can hold; None where there is none."""
    return None if place is None else place.to_dict()
