"""A report as JUnit's XML, which most CI servers read."""

from collections.abc import Iterator
from html import escape

from perftargets._report import FailOn, Report
from perftargets.diagnostics import Finding, Language, Severity
from perftargets.report.lint._common import path_of, row_of, sentence, xml_safe

_NAME = "perftargets"


def render(report: Report, *, language: Language, fail_on: FailOn = "error") -> str:
    """Write a suite for each file and a case for each finding of it.

    A finding as grave as ``fail_on`` is a case that failed; another one is a case that
    was skipped, with its text, so that a server shows both and fails for the first
    alone. A file in which nothing was found is one case that passed; a rule that broke
    down is an error.
    """
    by_path: dict[str, list[Finding]] = {path: [] for path in report.paths}
    for finding in report:
        by_path.setdefault(path_of(finding), []).append(finding)
    grave = {each.severity for each in report.failing(fail_on)}
    failed = sum(each.severity in grave for each in report)
    suites: list[str] = []
    for path, findings in by_path.items():
        suites += _suite(path, findings, grave, language)
    if report.faults:
        suites += _faults(report, language)
    tests = sum(max(1, len(each)) for each in by_path.values()) + len(report.faults)
    head = (
        f'<testsuites name="{_NAME}" tests="{tests}" failures="{failed}" '
        f'errors="{len(report.faults)}">'
    )
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>", ""]
    )


def _suite(
    path: str, findings: list[Finding], grave: set[Severity], language: Language
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


def _faults(report: Report, language: Language) -> Iterator[str]:
    count = len(report.faults)
    yield (
        f'  <testsuite name="{_NAME} rules" tests="{count}" failures="0" '
        f'errors="{count}">'
    )
    for fault in report.faults:
        text = _quoted(fault.message.text(language))
        yield f'    <testcase classname="{_NAME}" name="{fault.code} {fault.name}">'
        yield f'      <error type="fault" message="{text}"/>'
        yield "    </testcase>"
    yield "  </testsuite>"


def _quoted(text: str) -> str:
    return escape(xml_safe(text)).replace("\n", "&#10;")
