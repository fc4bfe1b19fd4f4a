"""Reports: an evaluation or the findings of a file, for a person or a program."""

from typing import TYPE_CHECKING, Literal

from perftargets._arguments import unfit
from perftargets.errors import UsageError
from perftargets.findings import Language, LintFormat, Report

if TYPE_CHECKING:
    from perftargets.scoring.result import Evaluation
    from perftargets.scoring.review import Review

Format = Literal["text", "json", "html", "csv"]
"""The forms of a report of an evaluation."""


def render(
    evaluation: "Evaluation | Report | Review",
    format: Format | LintFormat = "text",  # noqa: A002 - the word users look for
    *,
    language: Language = "en",
    width: int | None = None,
) -> str:
    """Return an evaluation, a report of ``lint`` or a review as text of one format.

    A report has the forms text, concise, json, sarif, github, gitlab, junit and html.
    Of an evaluation, ``text`` is a table for a terminal ``width`` columns wide, or as
    wide as the one that is there. ``json`` is ``perftargets-evaluation/1``; it is the
    same byte for byte for the same evaluation, and ``width`` does not touch it.
    ``html`` is a page that needs nothing beside itself, ``csv`` a row for each
    indicator. A review has the same four forms; its JSON is ``perftargets-review/1``.

    Args:
        evaluation: what to write: an evaluation, a report or a review.
        format: the form.
        language: of titles and messages, ``zh`` or ``en``.
        width: columns of the terminal, for ``text`` of an evaluation.

    Raises:
        UsageError: no such format or language, or another kind of value.
    """
    if language not in {"zh", "en"}:
        raise UsageError(
            zh=f"没有语言“{language}”，可用：zh、en",
            en=f"no language “{language}”; there are zh and en",
        )
    # What is scored is loaded where it is asked for: ``lint`` needs none of it.
    from perftargets.scoring.result import Evaluation
    from perftargets.scoring.review import Review

    if isinstance(evaluation, Report):
        from perftargets.reporting.lint import render_report

        return render_report(evaluation, format, language=language)
    if isinstance(evaluation, Review):
        from perftargets.reporting.review import review_text

        return review_text(evaluation, format, language=language)
    if not isinstance(evaluation, Evaluation):
        raise unfit(
            evaluation,
            "evaluation",
            zh="Evaluation、Report 或 Review",
            en="an Evaluation, a Report or a Review",
        )
    if format == "text":
        from perftargets.reporting.evaluation.text import text

        return text(evaluation, language=language, width=width)
    if format == "json":
        from perftargets.reporting.evaluation.json import json_text

        return json_text(evaluation, language=language)
    if format == "html":
        from perftargets.reporting.evaluation.html import html

        return html([evaluation], language=language)
    if format == "csv":
        from perftargets.reporting.evaluation.csv import csv_text

        return csv_text([evaluation], language=language)
    raise UsageError(
        zh=f"没有报告格式“{format}”，可用：text、json、html、csv",
        en=f"no report format “{format}”; there are text, json, html and csv",
    )
