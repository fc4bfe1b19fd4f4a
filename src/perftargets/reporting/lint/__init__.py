"""Reports of ``lint``: for a person, for a program, for CI; each form is one module.

Every form is the same byte for byte for the same report. A module of this folder is a
form by its name, and its ``Writer`` writes it.
"""

from typing import get_args

from perftargets.findings import FailOn, Language, LintFormat, Report
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import Writer, WriterOptions, load_writer, written

FORMATS: tuple[LintFormat, ...] = get_args(LintFormat)
"""The forms of a report, in the order of the help; a test holds them to the folder."""


def render_report(
    report: Report,
    form: str = "text",
    *,
    language: Language,
    fail_on: FailOn = "error",
) -> str:
    """Return a report as text of one form; messages are in one language.

    ``fail_on`` decides what JUnit counts as failed: findings at this severity or above.

    Raises:
        UsageError: there is no such form.
    """
    options = WriterOptions(language=language, fail_on=fail_on)
    return written(writer(form, options), [report], Totals())


def writer(form: str, options: WriterOptions) -> Writer[Report]:
    """Return the writer of one form, which writes a report file by file.

    Raises:
        UsageError: there is no such form.
    """
    return load_writer(__name__, FORMATS, form, options)
