"""Reports of ``lint``: for a person, for a program, for CI; each form is one module.

Every form is the same byte for byte for the same report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, get_args

from perftargets.errors import UsageError
from perftargets.findings import FailOn, Language, LintFormat, Report

if TYPE_CHECKING:
    from perftargets.reporting.totals import Totals

FORMATS: tuple[LintFormat, ...] = get_args(LintFormat)
"""The forms of a report, in the order of the help."""


class Writer(Protocol):
    """Writes a report file by file, so that findings can go once they are written.

    The pieces come in order; ``head`` and ``tail`` are asked for when all have come.
    """

    direct: bool
    """Whether nothing stands before the pieces, so that each can be shown at once."""

    def head(self, totals: "Totals") -> str:
        """Write what stands before all pieces."""

    def piece(self, report: Report) -> str:
        """Write the findings of one file, or of several."""

    def tail(self, totals: "Totals") -> str:
        """Write what stands behind all pieces."""


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
    from perftargets.reporting.totals import Totals

    made = writer(form, language=language, fail_on=fail_on)
    totals = Totals.of([report])
    # The piece first: what stands before it may count what is in it.
    piece = made.piece(report)
    return made.head(totals) + piece + made.tail(totals)


def writer(form: str, *, language: Language, fail_on: FailOn = "error") -> Writer:
    """Give what writes a report of one form piece by piece.

    Raises:
        UsageError: there is no such form.
    """
    if form not in FORMATS:
        raise UsageError(
            zh=f"没有报告格式“{form}”，可用：{'、'.join(FORMATS)}",
            en=f"no report format “{form}”; there are {', '.join(FORMATS)}",
        )
    module = import_module(f"{__name__}.{form}")
    made: Writer = module.Writer(language=language, fail_on=fail_on)
    return made
