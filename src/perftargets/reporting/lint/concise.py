"""A report of one line a finding, for editors and for ``grep``."""

from perftargets._escaping import terminal
from perftargets.findings import Finding, Language, Report
from perftargets.reporting.common import SEVERITIES, aside, row_of, sentence
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter


class Writer(BaseWriter):
    """Writes ``file:12:3: error VAL003 hedged-number: message``, one a line."""

    streams = True

    def body(self, report: Report) -> str:
        """Write the findings of a file."""
        return "".join(f"{_line(finding, self._language)}\n" for finding in report)

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down, and how much is set aside."""
        said = [each.message.text(self._language) for each in totals.faults]
        if totals.suppressed:
            said.append(f"perftargets: {aside(totals.suppressed).text(self._language)}")
        return "".join(f"{terminal(each)}\n" for each in said)


def _line(finding: Finding, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    where = "" if finding.place is None else str(finding.place)
    where = where or row_of(finding)
    severity = SEVERITIES[finding.severity].text(language)
    head = f"{severity} {finding.label}{colon}"
    start = f"{where}: " if where else ""
    return terminal(f"{start}{head}{sentence(finding, language)}")
