"""An auditor's sheet: printed figures that do not follow, over any number of files.

A module of this folder is a form by its name, and its ``Writer`` writes it file by
file; the workbook is written by ``reporting.sheet``.
"""

from collections.abc import Sequence
from typing import get_args

from perftargets.findings import Language
from perftargets.reporting.formats import DifferencesFormat
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import (
    Writer,
    WriterOptions,
    endings_of,
    load_writer,
    written,
)
from perftargets.scoring.differences import FileReview

FORMATS: tuple[DifferencesFormat, ...] = get_args(DifferencesFormat)
"""The forms in the order of the help; a test holds them to the folder."""


def render_differences(
    found: Sequence[FileReview], form: str = "text", *, language: Language
) -> str:
    """Return reviewed files as text of one form.

    Raises:
        UsageError: there is no such form.
    """
    options = WriterOptions(language=language, several=True)
    return written(writer(form, options), found, Totals())


def writer(form: str, options: WriterOptions) -> Writer[FileReview]:
    """Return the writer of one form, which writes one file after the other.

    Raises:
        UsageError: there is no such form.
    """
    return load_writer(__name__, FORMATS, form, options)


def endings() -> dict[str, DifferencesFormat]:
    """Return the form that each ending of a file stands for, sorted by the ending."""
    return endings_of(__name__, FORMATS)
