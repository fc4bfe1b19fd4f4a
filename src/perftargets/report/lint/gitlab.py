"""A report as GitLab's Code Quality, a list of issues."""

from perftargets._report import Report
from perftargets.diagnostics import Language, Severity
from perftargets.report.lint._common import (
    line_of,
    outside_lines,
    path_of,
    row_of,
    sentence,
)
from perftargets.report.lint.json import dumped

_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(report: Report, *, language: Language) -> str:
    """Write one issue a finding; a file without lines gets line 1, and words."""
    issues = []
    for finding, mark in zip(report, report.fingerprints(), strict=True):
        where = [part for part in (outside_lines(finding), row_of(finding)) if part]
        text = sentence(finding, language)
        issues.append(
            {
                "description": " ".join([*where, text]),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": mark,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": path_of(finding),
                    "lines": {"begin": line_of(finding)},
                },
            }
        )
    for fault in report.faults:
        path = fault.place.path if fault.place else None
        issues.append(
            {
                "description": fault.message.text(language),
                "check_name": f"{fault.code} {fault.name}",
                "fingerprint": f"fault-{fault.code}-{path or ''}",
                "severity": "blocker",
                "location": {"path": path or "", "lines": {"begin": 1}},
            }
        )
    return dumped(issues)
