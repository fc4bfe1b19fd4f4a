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
        indicator: the indicator's name as written.
        number: the number of the indicator, where the file has it.
        actual: what was reported, with its place.
    """

    project: str
    indicator: str
    actual: Actual
    number: int | str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Actuals(Value):
    """A file of actuals, in the order written, and what its reader noticed."""

    rows: tuple[ReportedActual, ...] = ()
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    path: str | None = attrs.field(default=None, eq=False)
