"""A report as JUnit's XML, which most CI servers read."""

from collections.abc import Iterator, Sequence

import attrs

from perftargets._escaping import xml
from perftargets.findings import (
    Fault,
    Finding,
    Language,
    Message,
    Report,
    Severity,
)
from perftargets.reporting.common import path_of, row_of, sentence
from perftargets.reporting.totals import Totals, failing
from perftargets.reporting.writer import BaseWriter, WriterOptions

_NAME = "perftargets"
_ASIDE = Message(zh="已按标记或基线搁置：", en="set aside: ")


class Writer(BaseWriter):
    """Writes a suite for each file and a case for each finding of it.

    A finding at ``fail_on`` or above is a case that failed; another one is a case that
    was skipped, with its text, so that a server shows both and fails for the first
    alone; so is one that a marker or a baseline sets aside. A file in which nothing was
    found is one case that passed; a rule that broke down is an error.
    """

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report; ``fail_on`` of the options decides which cases fail."""
        super().__init__(options)
        self._grave = failing(options.fail_on)
        self._cases = self._failed = self._skipped = 0

    def head(self, totals: Totals) -> str:
        """Count the cases of all parts."""
        faults = len(totals.faults)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="{_NAME}" tests="{self._cases + faults}" '
            f'failures="{self._failed}" errors="{faults}" skipped="{self._skipped}">\n'
        )

    def body(self, report: Report) -> str:
        """Write the suites of the files of a report."""
        by_path: dict[str, list[Finding]] = {path: [] for path in report.paths}
        aside: dict[str, list[Finding]] = {}
        for finding in report:
            by_path.setdefault(path_of(finding), []).append(finding)
        for finding in report.suppressed:
            by_path.setdefault(path_of(finding), [])
            aside.setdefault(path_of(finding), []).append(finding)
        suites = [
            _Suite(path, findings, aside.get(path, []), self._grave)
            for path, findings in by_path.items()
        ]
        self._failed += sum(each.failed for each in suites)
        self._skipped += sum(each.skipped for each in suites)
        self._cases += sum(each.cases for each in suites)
        return "".join(
            f"{line}\n" for suite in suites for line in suite.lines(self._language)
        )

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down."""
        suites = _faults(totals.faults, self._language) if totals.faults else ()
        return "".join(f"{line}\n" for line in (*suites, "</testsuites>"))


@attrs.frozen
class _Suite:
    """The cases of one file."""

    path: str
    findings: list[Finding]
    aside: list[Finding]
    grave: frozenset[Severity]

    @property
    def cases(self) -> int:
        return max(1, len(self.findings) + len(self.aside))

    @property
    def failed(self) -> int:
        return sum(each.severity in self.grave for each in self.findings)

    @property
    def skipped(self) -> int:
        return len(self.findings) + len(self.aside) - self.failed

    def lines(self, language: Language) -> Iterator[str]:
        name = xml(self.path or _NAME)
        yield (
            f'  <testsuite name="{name}" tests="{self.cases}" '
            f'failures="{self.failed}" errors="0" skipped="{self.skipped}">'
        )
        if not self.findings and not self.aside:
            yield f'    <testcase classname="{name}" name="{_NAME}"/>'
        for finding in self.findings:
            failed = finding.severity in self.grave
            yield from _case(name, finding, language, failed=failed)
        for finding in self.aside:
            yield from _case(name, finding, language, failed=False, aside=True)
        yield "  </testsuite>"


def _case(
    suite: str,
    finding: Finding,
    language: Language,
    *,
    failed: bool,
    aside: bool = False,
) -> Iterator[str]:
    where = "" if finding.place is None else str(finding.place)
    title = " ".join(part for part in (finding.label, row_of(finding)) if part)
    text = sentence(finding, language)
    yield f'    <testcase classname="{suite}" name="{xml(title)}">'
    if failed:
        yield (
            f'      <failure type="{finding.severity}" message="{xml(text)}">'
            f"{xml(f'{where} {text}'.strip())}</failure>"
        )
    else:
        said = f"{finding.severity} {where} {text}"
        if aside:
            said = f"{_ASIDE.text(language)}{said}"
        yield f'      <skipped message="{xml(said)}"/>'
    yield "    </testcase>"


def _faults(faults: Sequence[Fault], language: Language) -> Iterator[str]:
    count = len(faults)
    yield (
        f'  <testsuite name="{_NAME} rules" tests="{count}" failures="0" '
        f'errors="{count}">'
    )
    for fault in faults:
        text = xml(fault.message.text(language))
        yield f'    <testcase classname="{_NAME}" name="{fault.code} {fault.name}">'
        yield f'      <error type="fault" message="{text}"/>'
        yield "    </testcase>"
    yield "  </testsuite>"
