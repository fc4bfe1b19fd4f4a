"""Makes documents for grids, and writes down what comes of them."""

import json
from typing import Any

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project


def document_of(*rows: Indicator, **fields: Any) -> Document:
    """Return a document of 2022 with one project."""
    project = Project(name="综合事务", indicators=rows, **fields)
    return Document(fiscal_year=2022, projects=(project,))


def text_of(actual: Actual | None) -> str:
    """Return what an actual says; empty where there is none."""
    return "" if actual is None else actual.text


def told_of(finding: Any) -> str:
    """Return what a finding says, in both languages."""
    hint = "" if finding.hint is None else f"{finding.hint.zh} {finding.hint.en}"
    return f"{finding.code} {finding.message.zh} {finding.message.en} {hint}"


def line_of(tree: Any) -> str:
    """Write what is known on one line."""
    if not isinstance(tree, dict):
        return json.dumps(tree, ensure_ascii=False, default=str)
    known = {
        key: value for key, value in tree.items() if value not in (None, [], "", False)
    }
    return json.dumps(known, ensure_ascii=False, default=str)
