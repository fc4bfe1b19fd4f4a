"""A report as JSON, ``perftargets-report/1``, for a program to read."""

from perftargets import _data
from perftargets.findings import Finding, Report
from perftargets.linting.rule_page import page_of
from perftargets.reporting.json_text import Items, around, dumped
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import TOOL, versions
from perftargets.reporting.writer import BaseWriter, WriterOptions

SCHEMA = "perftargets-report/1"
"""The name of the form; its shape changes with the figure only."""


class Writer(BaseWriter):
    """Writes the report; messages are in one language."""

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report."""
        super().__init__(options)
        self._findings = Items(depth=1)

    def head(self, totals: Totals) -> str:
        """Write what stands before the findings."""
        return self._around(totals)[0]

    def body(self, report: Report) -> str:
        """Write the findings of a file."""
        return self._findings.add(report.to_dicts(self._language))

    def tail(self, totals: Totals) -> str:
        """Write what stands behind the findings."""
        return self._findings.end() + self._around(totals)[1]

    def _around(self, totals: Totals) -> tuple[str, str]:
        tree = {
            "schema": SCHEMA,
            "tool": {"name": TOOL, **versions()},
            "language": self._language,
            "profiles": [
                {"name": name, "version": version} for name, version in totals.profiles
            ],
            "paths": totals.paths,
            "summary": {
                "projects": totals.projects,
                "indicators": totals.indicators,
                **{str(key): count for key, count in totals.counts().items()},
                "suppressed": totals.suppressed,
            },
            "rules": [_rule(each.first) for _, each in sorted(totals.by_code.items())],
            "findings": 0,
            "faults": [fault.to_dict(self._language) for fault in totals.faults],
        }
        return around(tree, "findings")


def _rule(finding: Finding) -> dict[str, object]:
    """Return what a rule is and why it is one, in Chinese and in English."""
    why = page_of(finding).why
    return {
        "code": finding.code,
        "name": finding.name,
        "title": finding.title,
        "why": {"zh": why.zh, "en": why.en},
    }


def statistics(totals: Totals) -> str:
    """Count the findings of each rule, the most frequent first, as JSON."""
    tree = [
        {
            "code": code,
            "name": each.first.name,
            "title": each.first.title,
            "severity": str(each.worst),
            "count": each.count,
        }
        for code, each in totals.most_frequent()
    ]
    return dumped(tree)


def schema() -> str:
    """Return the JSON Schema of ``perftargets-report/1``."""
    return _data.read("schema", "perftargets-report-1.json")
