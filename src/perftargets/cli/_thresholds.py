"""From which severity on findings end a call with 1."""

from typing import Literal

from perftargets._report import Report

FailOn = Literal["error", "warning", "info", "never"]


def fails(report: Report, fail_on: FailOn) -> bool:
    """Say whether a report has a finding as grave as that, or graver."""
    return fail_on != "never" and bool(report.filter(severity=fail_on).findings)
