"""A report as GitLab's Code Quality, a list of issues."""

from perftargets.findings import FailOn, Fault, Finding, Language, Report, Severity
from perftargets.reporting.lint.common import (
    line_of,
    outside_lines,
    path_of,
    row_of,
    sentence,
)
from perftargets.reporting.lint.json import Items
from perftargets.reporting.lint.totals import Pieces, Totals

_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


class Writer(Pieces):
    """Writes one issue a finding; a file without lines gets line 1, and words."""

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages; nothing fails here."""
        super().__init__(language=language, fail_on=fail_on)
        self._issues = Items(depth=0)

    def piece(self, report: Report) -> str:
        """Write the findings of a file."""
        marks = report.fingerprints()
        return self._issues.add(
            _issue(finding, mark, self._language)
            for finding, mark in zip(report, marks, strict=True)
        )

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down, and close the list."""
        faults = self._issues.add(
            _broken(fault, self._language) for fault in totals.faults
        )
        return f"{faults}{self._issues.end()}\n"


def _issue(finding: Finding, mark: str, language: Language) -> dict[str, object]:
    where = [part for part in (outside_lines(finding), row_of(finding)) if part]
    return {
        "description": " ".join([*where, sentence(finding, language)]),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path_of(finding),
            "lines": {"begin": line_of(finding)},
        },
    }


def _broken(fault: Fault, language: Language) -> dict[str, object]:
    path = fault.place.path if fault.place else None
    return {
        "description": fault.message.text(language),
        "check_name": f"{fault.code} {fault.name}",
        "fingerprint": f"fault-{fault.code}-{path or ''}",
        "severity": "blocker",
        "location": {"path": path or "", "lines": {"begin": 1}},
    }
