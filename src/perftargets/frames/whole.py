"""Whole values as frames: a document, a report or an evaluation."""

from collections.abc import Iterable
from typing import Any, Literal

from perftargets.errors import UsageError
from perftargets.findings import Finding, Language, Report
from perftargets.frames import native
from perftargets.frames.arrow import Arrow
from perftargets.frames.documents import document_table
from perftargets.frames.engine import language_of
from perftargets.frames.reports import evaluation_table, findings_table, report_table
from perftargets.model.project import Document
from perftargets.scoring.result import Evaluation

Whole = Document | Report | Evaluation | Iterable[Finding]
"""What can be made a frame."""


def to_arrow(value: Whole, *, language: str = "en") -> Arrow:
    """Return a document, a report, an evaluation, or findings as a table of pyarrow.

    A document or an evaluation has one row for each indicator, a report one for each
    finding. Figures are decimals; texts stand as written, but for half characters,
    which become U+FFFD. The diagnostics of a document are a table of their own:
    ``to_arrow(document.diagnostics)``.

    Args:
        value: what to give.
        language: ``en`` or ``zh``, of messages and reasons.

    Raises:
        UsageError: it is none of these, or there is no such language.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    spoken = language_of(language)
    match value:
        case Document():
            return document_table(value)
        case Evaluation():
            return evaluation_table(value, spoken)
        case Report():
            return report_table(value, spoken)
        case _:
            return _findings(value, spoken)


def _findings(value: object, language: Language) -> Arrow:
    findings = list(value) if isinstance(value, Iterable) else [value]
    found = [each for each in findings if isinstance(each, Finding)]
    if len(found) == len(findings):
        return findings_table(found, language)
    name = type(value).__name__
    raise UsageError(
        zh=f"{name} 不能转为表；可用文档、报告、评价结果和问题列表",
        en=f"{name} is no frame; give a document, a report, an evaluation or findings",
    )


def to_pandas(value: Whole, *, language: str = "en") -> Any:
    """Return the same as a DataFrame of pandas whose columns have Arrow's types.

    Raises:
        UsageError: as ``to_arrow``, or pandas is not installed.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    return native.to_pandas(to_arrow(value, language=language))


def to_polars(value: Whole, *, language: str = "en") -> Any:
    """Return the same as a DataFrame of polars.

    Raises:
        UsageError: as ``to_arrow``, or polars is not installed.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    return native.to_polars(to_arrow(value, language=language))


def rows(
    value: Whole,
    to: Literal["pandas", "polars", "arrow"] = "pandas",
    *,
    language: str = "en",
) -> Any:
    """Return a document, a report, an evaluation or findings as a frame, row by row.

    The columns of each kind are stable: a later version may add some behind, and takes
    none away (docs/how-to/frames.md names them).

    Args:
        value: what to give.
        to: the kind of frame.
        language: ``en`` or ``zh``, of messages, reasons and ``verdict_text``.

    Raises:
        UsageError: the value is of another kind; there is no such kind of frame or
            language, or its library is not installed.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    table = to_arrow(value, language=language)
    match to:
        case "pandas":
            return native.to_pandas(table)
        case "polars":
            return native.to_polars(table)
        case "arrow":
            return table
    raise UsageError(
        zh=f"没有数据表“{to}”，可用：pandas、polars、arrow",
        en=f"there is no frame “{to}”; there are pandas, polars and arrow",
    )
