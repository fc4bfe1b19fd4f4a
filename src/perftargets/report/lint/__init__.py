"""Reports of ``lint``: for a person, for a program, for CI; each form is one module.

Every form is the same byte for byte for the same report.
"""

from importlib import import_module
from typing import get_args

from perftargets._report import FailOn, LintFormat, Report
from perftargets.diagnostics import Language
from perftargets.errors import UsageError

FORMATS: tuple[LintFormat, ...] = get_args(LintFormat)
"""The forms of a report, in the order of the help."""


def render_report(
    report: Report,
    form: str = "text",
    *,
    language: Language,
    fail_on: FailOn = "error",
) -> str:
    """Write a report out; messages are in one language.

    ``fail_on`` decides what JUnit counts as failed: findings as grave as that.

    Raises:
        UsageError: there is no such form.
    """
    if form not in FORMATS:
        raise UsageError(
            zh=f"没有报告格式“{form}”，可用：{'、'.join(FORMATS)}",
            en=f"no report format “{form}”; there are {', '.join(FORMATS)}",
        )
    if form == "junit":
        from perftargets.report.lint import junit  # noqa: PLC0415 - on use

        return junit.render(report, language=language, fail_on=fail_on)
    written: str = import_module(f"{__name__}.{form}").render(report, language=language)
    return written
