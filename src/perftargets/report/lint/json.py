"""A report as JSON, ``perftargets-report/1``, for a program to read."""

import json
import re

from perftargets import _data
from perftargets._report import Report
from perftargets.diagnostics import Language
from perftargets.report.lint._versions import TOOL, versions

SCHEMA = "perftargets-report/1"
"""The name of the form; its shape changes with the figure only."""

_SURROGATES = re.compile("[\ud800-\udfff]")


def render(report: Report, *, language: Language) -> str:
    """Write the report; messages are in one language."""
    tree = {
        "schema": SCHEMA,
        "tool": {"name": TOOL, **versions()},
        "language": language,
        "profiles": [
            {"name": name, "version": version} for name, version in report.profiles
        ],
        "paths": list(report.paths),
        "summary": {
            "projects": report.projects,
            "indicators": report.indicators,
            **{str(key): count for key, count in report.counts().items()},
            "suppressed": len(report.suppressed),
        },
        "findings": report.to_dicts(language),
        "faults": [
            {
                "code": fault.code,
                "name": fault.name,
                "message": fault.message.text(language),
            }
            for fault in report.faults
        ],
    }
    return dumped(tree)


def statistics(report: Report) -> str:
    """Count the findings of each rule, the most frequent first, as JSON."""
    groups = sorted(
        report.group("code").items(), key=lambda item: (-len(item[1]), item[0])
    )
    tree = [
        {
            "code": code,
            "name": each.findings[0].name,
            "severity": str(each.worst()),
            "count": len(each),
        }
        for code, each in groups
    ]
    return dumped(tree)


def dumped(tree: object) -> str:
    """Write JSON as readable text that can always be encoded."""
    written = json.dumps(tree, ensure_ascii=False, indent=2)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"


def schema() -> str:
    """Give the JSON Schema of ``perftargets-report/1``."""
    return _data.read("schema", "perftargets-report-1.json")
