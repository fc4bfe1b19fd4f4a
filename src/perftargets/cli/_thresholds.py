"""From which severity on findings end a call with 1."""

from perftargets._report import FailOn, Report

__all__ = ["FailOn", "fails"]


def fails(report: Report, fail_on: FailOn) -> bool:
    """Say whether a report has a finding as grave as that, or graver."""
    return bool(report.failing(fail_on).findings)
