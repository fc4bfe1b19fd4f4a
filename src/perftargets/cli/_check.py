"""``perftargets check``: did they do what they promised?"""

from pathlib import Path
from typing import Literal

from perftargets.checker import check
from perftargets.cli._findings import report
from perftargets.cli._input import document as read
from perftargets.cli._terminal import put
from perftargets.diagnostics import Language
from perftargets.evaluation.verdict import Verdict
from perftargets.files.csv import read_actuals
from perftargets.report import render

FailOn = Literal["not_met", "undetermined", "never"]

FAILING: dict[FailOn, frozenset[Verdict]] = {
    "not_met": frozenset({Verdict.NOT_MET, Verdict.PARTLY_MET}),
    "undetermined": frozenset(Verdict) - {Verdict.MET},
    "never": frozenset(),
}
"""The verdicts that end the command with 1."""


def run(  # noqa: PLR0913 -- one keyword for each option
    file: Path,
    *,
    actuals: Path | None,
    aliases: Path | None,
    form: Literal["text", "json"],
    fail_on: FailOn,
    language: Language,
) -> int:
    """Check a file and print the evaluation; what was noticed goes to stderr.

    Raises:
        OSError: a file cannot be opened.
    """
    document = read(file, aliases=aliases)
    reported = None if actuals is None else read_actuals(actuals)
    evaluation = check(document, reported)
    grave = report(evaluation.diagnostics, language)
    put(render(evaluation, format=form, language=language).removesuffix("\n"))
    counts = evaluation.counts()
    failing = any(counts[verdict] for verdict in FAILING[fail_on])
    return 1 if grave or failing else 0
