"""Reports: an evaluation or the findings of a file, for a person or a program.

A form of a report is a module of ``reporting.lint`` or ``reporting.evaluation`` with a
class ``Writer``, as the protocol of ``reporting.writer`` has it.
"""

from typing import TYPE_CHECKING

from perftargets._arguments import unfit
from perftargets.errors import UsageError
from perftargets.findings import Language, LintFormat, Report
from perftargets.reporting.formats import Format

__all__ = ["Format", "render"]

if TYPE_CHECKING:
    from perftargets.scoring.differences import FileReview
    from perftargets.scoring.result import Evaluation
    from perftargets.scoring.review import Review


def render(
    evaluation: "Evaluation | Report | Review | FileReview",
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
    # The help of the command asks for the formats alone, and is quick.
    from perftargets.reporting.evaluation import render_evaluations
    from perftargets.scoring.differences import FileReview
    from perftargets.scoring.result import Evaluation
    from perftargets.scoring.review import Review

    match evaluation:
        case Report():
            from perftargets.reporting.lint import render_report

            return render_report(evaluation, format, language=language)
        case Review():
            from perftargets.reporting.review import review_text

            return review_text(evaluation, format, language=language)
        case FileReview():
            from perftargets.reporting.differences import render_differences

            return render_differences([evaluation], format, language=language)
        case Evaluation():
            return render_evaluations(
                [evaluation], format, language=language, width=width
            )
    raise unfit(
        evaluation,
        "evaluation",
        zh="Evaluation、Report 或 Review",
        en="an Evaluation, a Report or a Review",
    )
