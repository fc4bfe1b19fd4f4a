"""A report of one line a finding, for editors and for ``grep``."""

from perftargets._report import FailOn, Report
from perftargets.diagnostics import Finding, Language
from perftargets.report._cells import harmless
from perftargets.report.lint._common import SEVERITIES, row_of, sentence
from perftargets.report.lint._totals import Totals


class Writer:
    """Writes ``file:12:3: error VAL003 hedged-number: message``, one a line."""

    direct = True

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages; nothing fails here."""
        del fail_on
        self._language = language

    def head(self, totals: Totals) -> str:  # noqa: ARG002 - as other forms have
        """Begin with nothing."""
        return ""

    def piece(self, report: Report) -> str:
        """Write the findings of a file."""
        return "".join(f"{_line(finding, self._language)}\n" for finding in report)

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down."""
        said = (each.message.text(self._language) for each in totals.faults)
        return "".join(f"{harmless(each)}\n" for each in said)


def _line(finding: Finding, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    where = "" if finding.place is None else str(finding.place)
    where = where or row_of(finding)
    severity = SEVERITIES[finding.severity].text(language)
    head = f"{severity} {finding.code} {finding.name}{colon}"
    start = f"{where}: " if where else ""
    return harmless(f"{start}{head}{sentence(finding, language)}")
