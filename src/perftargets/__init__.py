"""Read, check and score Chinese government budget performance targets (预算绩效目标).

`parse` says what a phrase says, `read` what a file says, `lint` whether it is fit to
submit, `judge` whether one actual meets its target, `check` whether what was reported
of a whole file meets what was promised. Every name here is
loaded when it is first used, so that the import itself costs next to nothing.
"""

from importlib import import_module

# What checkers of types take for true. `typing` itself is not imported here: under
# `python -m perftargets` a module of the current folder would come in its place.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from perftargets.errors import (
        DataError,
        FindingsError,
        MissingExtraError,
        PerftargetsError,
        UsageError,
    )
    from perftargets.findings import (
        Diagnostic,
        Fault,
        Finding,
        Message,
        Report,
        Severity,
    )
    from perftargets.judging.judge import judge
    from perftargets.judging.verdict import Judgement, Verdict
    from perftargets.linting.lint import lint
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
        Ranking,
        Ratio,
        Reference,
        Spans,
        Target,
    )
    from perftargets.profile import Profile, load_profile
    from perftargets.reading import read
    from perftargets.reading.actuals import read_actuals
    from perftargets.reporting import render
    from perftargets.scoring.aggregate import by_department, trends
    from perftargets.scoring.check import check
    from perftargets.scoring.fill_form import fill_form
    from perftargets.scoring.grade import Score
    from perftargets.scoring.points import Points
    from perftargets.scoring.result import (
        Evaluation,
        IndicatorEvaluation,
        ProjectEvaluation,
    )
    from perftargets.scoring.review import Review, review
    from perftargets.text import Place, Span
    from perftargets.units import default_units
    from perftargets.writing import write

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
    "Ranking",
    "Ratio",
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
    "default_units",
    "fill_form",
    "judge",
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
    "Diagnostic": "findings",
    "Direction": "phrase.target",
    "Document": "model.project",
    "Evaluation": "scoring.result",
    "Fault": "findings",
    "Finding": "findings",
    "FindingsError": "errors",
    "Funds": "model.project",
    "Goal": "model.project",
    "Indicator": "model.indicator",
    "IndicatorEvaluation": "scoring.result",
    "Judgement": "judging.verdict",
    "Measure": "phrase.target",
    "Message": "findings",
    "Missing": "phrase.target",
    "MissingExtraError": "errors",
    "Operator": "phrase.target",
    "Parser": "phrase",
    "PerftargetsError": "errors",
    "Place": "text",
    "Points": "scoring.points",
    "Profile": "profile",
    "Project": "model.project",
    "ProjectEvaluation": "scoring.result",
    "Qualitative": "phrase.target",
    "Range": "phrase.target",
    "Ranking": "phrase.target",
    "Ratio": "phrase.target",
    "Reference": "phrase.target",
    "Report": "findings",
    "ReportedActual": "model.actuals",
    "Review": "scoring.review",
    "Score": "scoring.grade",
    "Severity": "findings",
    "Span": "text",
    "Spans": "phrase.target",
    "Target": "phrase.target",
    "UsageError": "errors",
    "Verdict": "judging.verdict",
    "by_department": "scoring.aggregate",
    "check": "scoring.check",
    "default_units": "units",
    "fill_form": "scoring.fill_form",
    "judge": "judging.judge",
    "lint": "linting.lint",
    "load_profile": "profile",
    "parse": "phrase",
    "read": "reading",
    "read_actuals": "reading.actuals",
    "render": "reporting",
    "review": "scoring.review",
    "trends": "scoring.aggregate",
    "write": "writing",
}
"""The module each public name comes from; the tests hold it to the imports above."""

_RENAMED = {"filled": "fill_form"}
"""Names of the release before; they work in this one, with a warning."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    home = _HOME.get(name)
    if name in _RENAMED:
        from perftargets._renamed import warn_renamed

        new = _RENAMED[name]
        warn_renamed(f"{__name__}.{name}", f"{__name__}.{new}")
        value: object = getattr(import_module(__name__), new)
        return value
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not, with what the module holds."""
    return sorted({*globals(), *__all__})
