"""An evaluation as JSON, ``perftargets-evaluation/1``, for a program to read."""

import json
import re

import perftargets
from perftargets.diagnostics import Finding, Language
from perftargets.evaluation._figures import rounded
from perftargets.evaluation.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.phrase.target import Number

SCHEMA = "perftargets-evaluation/1"
"""The name of the form; its shape changes with the figure only."""

_SURROGATES = re.compile("[\ud800-\udfff]")

Tree = dict[str, object]


def json_text(evaluation: Evaluation, *, language: Language) -> str:
    """Write the evaluation; messages are in one language."""
    document = evaluation.document
    tree: Tree = {
        "schema": SCHEMA,
        "tool": {"name": "perftargets", "version": perftargets.__version__},
        "language": language,
        "title": document.title,
        "fiscal_year": document.fiscal_year,
        "settings": {
            "tolerance": format(evaluation.tolerance, "f"),
            "equal": "strict" if evaluation.strict_equal else "lenient",
        },
        "summary": {
            "indicators": sum(evaluation.counts().values()),
            **{str(key): count for key, count in evaluation.counts().items()},
        },
        "projects": [_project(project, language) for project in evaluation.projects],
        "diagnostics": [_finding(each, language) for each in evaluation.diagnostics],
    }
    written = json.dumps(tree, ensure_ascii=False, indent=2)
    # A lone surrogate cannot be encoded; as an escape it can, and reads back the same.
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"


def _project(project: ProjectEvaluation, language: Language) -> Tree:
    return {
        "name": project.name,
        "agency": project.project.agency,
        "indicators": [_indicator(row, language) for row in project.indicators],
    }


def _indicator(row: IndicatorEvaluation, language: Language) -> Tree:
    indicator, judgement = row.indicator, row.judgement
    return {
        "number": indicator.number,
        "category": indicator.category,
        "subcategory": indicator.subcategory,
        "name": indicator.name,
        "target": indicator.target.text,
        "actual": None if row.actual is None else row.actual.text,
        "verdict": str(judgement.verdict),
        "completion": _ratio(judgement.completion),
        "deviation": _ratio(judgement.deviation),
        "reason": judgement.reason.text(language),
        "assumptions": [note.text(language) for note in judgement.assumptions],
    }


def _finding(finding: Finding, language: Language) -> Tree:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message.text(language),
        "project": finding.project,
        "indicator": finding.indicator,
        "place": None if finding.place is None else str(finding.place),
    }


def _ratio(value: Number | None) -> str | None:
    return None if value is None else rounded(value)
