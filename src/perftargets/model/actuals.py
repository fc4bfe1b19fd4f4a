"""Actuals reported apart from the table: one row names an indicator and its actual."""

import attrs

from perftargets._values import Value
from perftargets.findings import Finding
from perftargets.model.indicator import Actual


@attrs.frozen(kw_only=True, repr=False)
class ReportedActual(Value):
    """One row of a file of actuals, not yet matched to an indicator.

    Attributes:
        project: the project's name as written; empty where the file has no such column.
        agency: 预算单位 as written; empty where the row names none.
        code: 项目代码 as written; empty where the row has none.
        fiscal_year: the year it is about; None where the row names none.
        indicator: the indicator's name as written.
        number: the number of the indicator, where the file has it.
        actual: what was reported, with its place.
    """

    project: str
    agency: str = ""
    code: str = ""
    fiscal_year: int | None = None
    indicator: str
    actual: Actual
    number: int | str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Actuals(Value):
    """A file of actuals, in the order written, and what its reader noticed.

    Attributes:
        rows: what was reported.
        unread: what was noticed of rows that could not be read, and are not used.
        diagnostics: all that was noticed, ``unread`` with it.
        path: the file.
    """

    rows: tuple[ReportedActual, ...] = ()
    unread: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    path: str | None = attrs.field(default=None, eq=False)
