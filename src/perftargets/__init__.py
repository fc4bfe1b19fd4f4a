"""Read, check and score Chinese government budget performance targets (预算绩效目标).

`parse` says what a phrase says, `read` what a file says, `lint` whether it is fit to
submit, `check` whether what was reported meets what was promised. Every name here is
loaded when it is first used, so that the import itself costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftargets._report import Fault, Report
    from perftargets.checker import check
    from perftargets.diagnostics import Diagnostic, Finding, Message, Severity
    from perftargets.errors import (
        DataError,
        FindingsError,
        MissingExtraError,
        PerftargetsError,
        UsageError,
    )
    from perftargets.evaluation.aggregate import by_department, trends
    from perftargets.evaluation.filled import filled
    from perftargets.evaluation.grade import Score
    from perftargets.evaluation.points import Points
    from perftargets.evaluation.result import (
        Evaluation,
        IndicatorEvaluation,
        ProjectEvaluation,
    )
    from perftargets.evaluation.review import Review, review
    from perftargets.evaluation.verdict import Judgement, Verdict
    from perftargets.files import read, write
    from perftargets.files.csv import read_actuals
    from perftargets.linting import lint
    from perftargets.model.actuals import Actuals, ReportedActual
    from perftargets.model.indicator import Actual, Indicator
    from perftargets.model.project import Amounts, Document, Funds, Goal, Project
    from perftargets.phrase import Parser, parse
    from perftargets.phrase.target import (
        Change,
        Comparison,
        Compound,
        Deadline,
        Direction,
        Measure,
        Missing,
        Operator,
        Qualitative,
        Range,
        Reference,
        Spans,
        Target,
    )
    from perftargets.profile import Profile, load_profile
    from perftargets.report import render
    from perftargets.text import Place, Span

__version__ = "0.1.0.dev0"

__all__ = [
    "Actual",
    "Actuals",
    "Amounts",
    "Change",
    "Comparison",
    "Compound",
    "DataError",
    "Deadline",
    "Diagnostic",
    "Direction",
    "Document",
    "Evaluation",
    "Fault",
    "Finding",
    "FindingsError",
    "Funds",
    "Goal",
    "Indicator",
    "IndicatorEvaluation",
    "Judgement",
    "Measure",
    "Message",
    "Missing",
    "MissingExtraError",
    "Operator",
    "Parser",
    "PerftargetsError",
    "Place",
    "Points",
    "Profile",
    "Project",
    "ProjectEvaluation",
    "Qualitative",
    "Range",
    "Reference",
    "Report",
    "ReportedActual",
    "Review",
    "Score",
    "Severity",
    "Span",
    "Spans",
    "Target",
    "UsageError",
    "Verdict",
    "__version__",
    "by_department",
    "check",
    "filled",
    "lint",
    "load_profile",
    "parse",
    "read",
    "read_actuals",
    "render",
    "review",
    "trends",
    "write",
]

_HOME = {
    "Actual": "model.indicator",
    "Actuals": "model.actuals",
    "Amounts": "model.project",
    "Change": "phrase.target",
    "Comparison": "phrase.target",
    "Compound": "phrase.target",
    "DataError": "errors",
    "Deadline": "phrase.target",
    "Diagnostic": "diagnostics",
    "Direction": "phrase.target",
    "Document": "model.project",
    "Evaluation": "evaluation.result",
    "Fault": "_report",
    "Finding": "diagnostics",
    "FindingsError": "errors",
    "Funds": "model.project",
    "Goal": "model.project",
    "Indicator": "model.indicator",
    "IndicatorEvaluation": "evaluation.result",
    "Judgement": "evaluation.verdict",
    "Measure": "phrase.target",
    "Message": "diagnostics",
    "Missing": "phrase.target",
    "MissingExtraError": "errors",
    "Operator": "phrase.target",
    "Parser": "phrase",
    "PerftargetsError": "errors",
    "Place": "text",
    "Points": "evaluation.points",
    "Profile": "profile",
    "Project": "model.project",
    "ProjectEvaluation": "evaluation.result",
    "Qualitative": "phrase.target",
    "Range": "phrase.target",
    "Reference": "phrase.target",
    "Report": "_report",
    "ReportedActual": "model.actuals",
    "Review": "evaluation.review",
    "Score": "evaluation.grade",
    "Severity": "diagnostics",
    "Span": "text",
    "Spans": "phrase.target",
    "Target": "phrase.target",
    "UsageError": "errors",
    "Verdict": "evaluation.verdict",
    "by_department": "evaluation.aggregate",
    "check": "checker",
    "filled": "evaluation.filled",
    "lint": "linting",
    "load_profile": "profile",
    "parse": "phrase",
    "read": "files",
    "read_actuals": "files.csv",
    "render": "report",
    "review": "evaluation.review",
    "trends": "evaluation.aggregate",
    "write": "files",
}
"""The module each public name comes from; the tests hold it to the imports above."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not, with what the module holds."""
    return sorted({*globals(), *__all__})
