"""A report of one line a finding, for editors and for ``grep``."""

from perftargets._report import Report
from perftargets.diagnostics import Language
from perftargets.report._cells import harmless
from perftargets.report.lint._common import SEVERITIES, row_of, sentence


def render(report: Report, *, language: Language) -> str:
    """Write ``file:12:3: error VAL003 hedged-number: message``, one a line."""
    colon = "：" if language == "zh" else ": "
    lines = []
    for finding in report:
        where = "" if finding.place is None else str(finding.place)
        where = where or row_of(finding)
        severity = SEVERITIES[finding.severity].text(language)
        head = f"{severity} {finding.code} {finding.name}{colon}"
        start = f"{where}: " if where else ""
        lines.append(harmless(f"{start}{head}{sentence(finding, language)}"))
    lines += [harmless(fault.message.text(language)) for fault in report.faults]
    return "".join(f"{line}\n" for line in lines)
