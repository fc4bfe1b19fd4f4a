"""Calls that judge: lint, check, and what changed since last year's file."""

import json
from typing import Any

from perftargets.linting.changes import ProjectChange, RowChange, changes
from perftargets.reporting.evaluation import render_evaluations
from perftargets.reporting.lint import render_report
from perftargets.session.settings import (
    Args,
    evaluation_of,
    language_of,
    prior_of,
    report_of,
)
from perftargets.session.store import Store

Tree = dict[str, Any]


def lint(store: Store, args: Args) -> Tree:
    """Hold an open file to the rules; the report is that of the command."""
    _, report = report_of(store, args)
    text = render_report(report, "json", language=language_of(args))
    return {"report": json.loads(text)}


def check(store: Store, args: Args) -> Tree:
    """Hold actuals against targets; the evaluation is that of the command."""
    _, evaluation, before = evaluation_of(store, args)
    language = language_of(args)
    text = render_evaluations([evaluation], "json", language=language, prior=before)
    return {"evaluation": json.loads(text)}


def diff(store: Store, args: Args) -> Tree:
    """Tell what changed since last year's file."""
    document = store.get(args["handle"]).document
    prior = prior_of(store, args)
    found = () if prior is None else changes(document, prior)
    return {
        "fiscal_year": document.fiscal_year,
        "prior_fiscal_year": None if prior is None else prior.fiscal_year,
        "projects": [_project(each) for each in found],
    }


def _project(change: ProjectChange) -> Tree:
    return {
        "change": change.kind,
        "name": change.name,
        "pointer": _text(change.pointer),
        "prior_pointer": _text(change.prior),
        "fields": _fields(change.fields),
        "indicators": [_row(each) for each in change.rows],
    }


def _row(change: RowChange) -> Tree:
    return {
        "change": change.kind,
        "name": change.name,
        "prior_name": change.prior_name,
        "pointer": _text(change.pointer),
        "prior_pointer": _text(change.prior),
        "fields": _fields(change.fields),
    }


def _fields(fields: tuple[tuple[str, str | None, str | None], ...]) -> list[Tree]:
    return [
        {"field": field, "before": before, "after": after}
        for field, before, after in fields
    ]


def _text(pointer: object) -> str | None:
    return None if pointer is None else str(pointer)
