"""A report as JUnit's XML, which most CI servers read."""

from collections.abc import Iterator, Sequence
from html import escape

from perftargets.findings import FailOn, Fault, Finding, Language, Report, Severity
from perftargets.reporting.lint.common import path_of, row_of, sentence, xml_safe
from perftargets.reporting.lint.totals import Totals, failing

_NAME = "perftargets"


class Writer:
    """Writes a suite for each file and a case for each finding of it.

    A finding as grave as ``fail_on`` is a case that failed; another one is a case that
    was skipped, with its text, so that a server shows both and fails for the first
    alone. A file in which nothing was found is one case that passed; a rule that broke
    down is an error.
    """

    direct = False

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages, and from which severity on cases fail."""
        self._language = language
        self._grave = failing(fail_on)
        self._cases = self._failed = 0

    def head(self, totals: Totals) -> str:
        """Count the cases of all pieces."""
        faults = len(totals.faults)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="{_NAME}" tests="{self._cases + faults}" '
            f'failures="{self._failed}" errors="{faults}">\n'
        )

    def piece(self, report: Report) -> str:
        """Write the suites of the files of a report."""
        by_path: dict[str, list[Finding]] = {path: [] for path in report.paths}
        for finding in report:
            by_path.setdefault(path_of(finding), []).append(finding)
        self._failed += sum(each.severity in self._grave for each in report)
        self._cases += sum(max(1, len(each)) for each in by_path.values())
        return "".join(
            f"{line}\n"
            for path, findings in by_path.items()
            for line in _suite(path, findings, self._grave, self._language)
        )

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down."""
        suites = _faults(totals.faults, self._language) if totals.faults else ()
        return "".join(f"{line}\n" for line in (*suites, "</testsuites>"))


def _suite(
    path: str, findings: list[Finding], grave: frozenset[Severity], language: Language
) -> Iterator[str]:
    name = _quoted(path or _NAME)
    failed = sum(each.severity in grave for each in findings)
    yield (
        f'  <testsuite name="{name}" tests="{max(1, len(findings))}" '
        f'failures="{failed}" errors="0" skipped="{len(findings) - failed}">'
    )
    if not findings:
        yield f'    <testcase classname="{name}" name="{_NAME}"/>'
    for finding in findings:
        where = "" if finding.place is None else str(finding.place)
        title = " ".join(
            part for part in (finding.code, finding.name, row_of(finding)) if part
        )
        text = sentence(finding, language)
        yield f'    <testcase classname="{name}" name="{_quoted(title)}">'
        if finding.severity in grave:
            yield (
                f'      <failure type="{finding.severity}" message="{_quoted(text)}">'
                f"{_quoted(f'{where} {text}'.strip())}</failure>"
            )
        else:
            said = f"{finding.severity} {where} {text}"
            yield f'      <skipped message="{_quoted(said)}"/>'
        yield "    </testcase>"
    yield "  </testsuite>"


def _faults(faults: Sequence[Fault], language: Language) -> Iterator[str]:
    count = len(faults)
    yield (
        f'  <testsuite name="{_NAME} rules" tests="{count}" failures="0" '
        f'errors="{count}">'
    )
    for fault in faults:
        text = _quoted(fault.message.text(language))
        yield f'    <testcase classname="{_NAME}" name="{fault.code} {fault.name}">'
        yield f'      <error type="fault" message="{text}"/>'
        yield "    </testcase>"
    yield "  </testsuite>"


def _quoted(text: str) -> str:
    return escape(xml_safe(text)).replace("\n", "&#10;")
