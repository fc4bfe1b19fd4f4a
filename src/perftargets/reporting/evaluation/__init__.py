"""Reports of an evaluation: each form is one module.

Every form is the same byte for byte for the same evaluation. A module of this folder is
a form by its name, and its ``Writer`` writes it; ``ENDINGS`` are those of its files.
"""

from collections.abc import Sequence
from typing import get_args

from perftargets.findings import Language
from perftargets.reporting.formats import Format
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import (
    Writer,
    WriterOptions,
    endings_of,
    load_writer,
    written,
)
from perftargets.scoring.result import Evaluation

FORMATS: tuple[Format, ...] = get_args(Format)
"""The forms in the order of the help; a test holds them to the folder."""


def render_evaluations(
    evaluations: Sequence[Evaluation],
    form: str = "text",
    *,
    language: Language,
    prior: Evaluation | None = None,
    width: int | None = None,
) -> str:
    """Return evaluations as text of one form, with what they give together.

    Args:
        evaluations: one, or several of a department or of several years.
        form: the form.
        language: of titles and messages.
        prior: the evaluation of the year before, for what changed since.
        width: columns of the terminal, for ``text``.

    Raises:
        UsageError: there is no such form.
    """
    several = len(evaluations) > 1
    options = WriterOptions(language=language, several=several, width=width)
    return written(writer(form, options), evaluations, Totals.of((), prior))


def writer(form: str, options: WriterOptions) -> Writer[Evaluation]:
    """Return the writer of one form, which writes one evaluation after the other.

    Raises:
        UsageError: there is no such form.
    """
    return load_writer(__name__, FORMATS, form, options)


def endings() -> dict[str, Format]:
    """Return the form that each ending of a file stands for, sorted by the ending."""
    return endings_of(__name__, FORMATS)
