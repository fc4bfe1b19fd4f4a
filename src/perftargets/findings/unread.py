"""What could not be read: the codes of it, and the kinds of REA004 to be told apart."""

import attrs

from perftargets.findings.codes import UNREADABLE_CELL, UNREADABLE_FILE
from perftargets.findings.finding import Finding, Message
from perftargets.text import Place

UNREADABLE = frozenset({UNREADABLE_CELL.code, UNREADABLE_FILE.code})
"""The codes of what could not be read, which are reported whatever is selected.

A part that was not read was not looked at, so no choice of rules makes it fine.
"""


@attrs.frozen(kw_only=True, repr=False)
class NoTable(Finding):
    """REA004 for a file that was read whole and plainly is no table of targets.

    A walk through a folder passes over such a file; one that is named is told.
    """


@attrs.frozen(kw_only=True, repr=False)
class Breakdown(Finding):
    """REA004 for a file at which the program itself broke down.

    Attributes:
        error: the exception, its type and what it says, in one line.
        traceback: where it came from, for whoever mends it.
    """

    error: str
    traceback: str = attrs.field(repr=False, eq=False)

    @classmethod
    def of(cls, error: Exception, path: str | None) -> "Breakdown":
        """Return the finding of an exception that nothing expected."""
        from traceback import format_exception

        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return cls(
            code=UNREADABLE_FILE.code,
            name=UNREADABLE_FILE.name,
            severity=UNREADABLE_FILE.severity,
            message=Message(
                zh=f"处理这个文件时程序内部出错：{said}"
                "（请报告；加 --debug 可看到详情）",
                en=f"internal fault at this file: {said} (please report it; --debug "
                "shows the traceback)",
            ),
            place=Place(path=path),
            error=said,
            traceback="".join(format_exception(error)),
        )
