"""A report as workflow commands of GitHub Actions, which become annotations."""

from collections import Counter

from perftargets._escaping import workflow_data, workflow_property
from perftargets.findings import Finding, Language, Message, Report, Severity
from perftargets.reporting.common import (
    aside,
    outside_lines,
    path_of,
    row_of,
    sentence,
)
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter, WriterOptions

LIMIT = 10
"""GitHub shows so many annotations of a kind for one step, and drops the rest."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Writer(BaseWriter):
    """Writes the first annotations of each kind, and a notice of what is left out."""

    streams = True

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report."""
        super().__init__(options)
        self._told: Counter[Severity] = Counter()

    def body(self, report: Report) -> str:
        """Write the rules that broke down on a file, and its findings."""
        said = (fault.message.text(self._language) for fault in report.faults)
        lines = [f"::error title=perftargets::{workflow_data(each)}" for each in said]
        for finding in report:
            self._told[finding.severity] += 1
            if self._told[finding.severity] <= LIMIT:
                lines.append(_command(finding, self._language))
        return "".join(f"{line}\n" for line in lines)

    def tail(self, totals: Totals) -> str:
        """Count what is left out, and what is set aside."""
        counts = totals.counts().values()
        left_out = sum(max(0, count - LIMIT) for count in counts)
        notices = []
        if left_out:
            notices.append(
                Message(
                    zh=f"另有 {left_out} 处未在此标注，请看完整报告",
                    en=f"{left_out} more are not annotated; see the whole report",
                )
            )
        if totals.suppressed:
            notices.append(aside(totals.suppressed))
        return "".join(
            f"::notice title=perftargets::{notice.text(self._language)}\n"
            for notice in notices
        )


def _command(finding: Finding, language: Language) -> str:
    properties = []
    path = path_of(finding)
    if path:
        properties.append(f"file={workflow_property(path)}")
        place = finding.place
        if place is not None and place.line is not None:
            properties.append(f"line={place.line}")
            if place.column is not None:
                properties.append(f"col={place.column}")
    properties.append(f"title={workflow_property(finding.label)}")
    where = [part for part in (outside_lines(finding), row_of(finding)) if part]
    text = sentence(finding, language)
    if where:
        text = f"{' '.join(where)}\n{text}"
    return f"::{_KINDS[finding.severity]} {','.join(properties)}::{workflow_data(text)}"
