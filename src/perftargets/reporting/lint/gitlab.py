"""A report as GitLab's Code Quality, a list of issues."""

from perftargets.findings import Fault, Finding, Language, Report, Severity
from perftargets.reporting.common import (
    NO_FILE,
    aside,
    line_of,
    outside_lines,
    path_of,
    relative,
    row_of,
    sentence,
)
from perftargets.reporting.json_text import Items
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter, WriterOptions

_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


class Writer(BaseWriter):
    """Writes one issue a finding; a file without lines gets line 1, and words."""

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report."""
        super().__init__(options)
        self._issues = Items(depth=0)

    def body(self, report: Report) -> str:
        """Write the findings of a file."""
        marks = report.fingerprints()
        return self._issues.add(
            _issue(finding, mark, self._language)
            for finding, mark in zip(report, marks, strict=True)
        )

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down, count what is set aside, close the list."""
        last = [_broken(fault, self._language) for fault in totals.faults]
        if totals.suppressed:
            last.append(_aside(totals, self._language))
        return f"{self._issues.add(last)}{self._issues.end()}\n"


def _issue(finding: Finding, mark: str, language: Language) -> dict[str, object]:
    where = [part for part in (outside_lines(finding), row_of(finding)) if part]
    return {
        "description": " ".join([*where, sentence(finding, language)]),
        "check_name": finding.label,
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": relative(path_of(finding) or NO_FILE),
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
        "location": {"path": relative(path or NO_FILE), "lines": {"begin": 1}},
    }


def _aside(totals: Totals, language: Language) -> dict[str, object]:
    """Return the issue that counts what is set aside: there is no other place."""
    path = totals.paths[0] if totals.paths else NO_FILE
    return {
        "description": aside(totals.suppressed).text(language),
        "check_name": "perftargets suppressed",
        "fingerprint": f"suppressed-{path}",
        "severity": "info",
        "location": {"path": relative(path), "lines": {"begin": 1}},
    }
