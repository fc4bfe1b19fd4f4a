"""Reports of ``lint`` on their way out, file by file, so that none is kept."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import attrs

from perftargets.cli.spool import around, spool
from perftargets.cli.terminal import put_part
from perftargets.findings import FailOn, Language, LintFormat, Report
from perftargets.reporting.lint import Writer, writer
from perftargets.reporting.totals import Totals
from perftargets.writing.save import save

Goal = tuple[LintFormat, Path | None]
"""A form, and the file it is written to; None is standard output."""


def write(
    reports: Iterable[Report],
    goals: Sequence[Goal],
    *,
    fail_on: FailOn,
    language: Language,
) -> Totals:
    """Write the findings of one file after the other, and give the sums.

    What can be shown at once goes to standard output at once; the rest waits until the
    sums of all files are known, which stand before it.

    Raises:
        UsageError: the folder of a file to write is not there.
        OSError: a file cannot be written.
    """
    totals = Totals()
    with ExitStack() as stack:
        forms = []
        for form, path in goals:
            made = writer(form, language=language, fail_on=fail_on)
            forms.append(_Form(made, path, stack.enter_context(spool())))
        for report in reports:
            totals.add(report)
            for each in forms:
                each.add(report)
        for each in forms:
            each.finish(totals)
    return totals


@attrs.frozen
class _Form:
    """One report in one form; ``waiting`` is what cannot be written yet."""

    writer: Writer
    goal: Path | None
    waiting: IO[str]

    def add(self, report: Report) -> None:
        text = self.writer.piece(report)
        if self.writer.direct and self.goal is None:
            put_part(text)
        else:
            self.waiting.write(text)

    def finish(self, totals: Totals) -> None:
        head, tail = self.writer.head(totals), self.writer.tail(totals)
        parts = around(head, self.waiting, tail)
        if self.goal is not None:
            save(self.goal, parts, force=True)
            return
        for part in parts:
            put_part(part)
