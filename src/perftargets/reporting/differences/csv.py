"""An auditor's sheet as CSV: a line for each difference, then what was not read."""

import csv
import io
from collections.abc import Iterable

from perftargets._escaping import csv_cell
from perftargets.reporting.sheet_lines import (
    PROBLEMS,
    TITLES,
    difference_lines,
    problem_lines,
)
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter
from perftargets.scoring.differences import FileReview

ENDINGS = (".csv",)
"""The endings of files that mean this form."""

_MARK = "\ufeff"


class Writer(BaseWriter):
    """Writes the lines of one file after the other."""

    streams = True

    def head(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Write the titles, in a file behind a byte order mark."""
        mark = _MARK if self._options.to_file else ""
        return mark + _lines([[title.text(self._language) for title in TITLES]])

    def body(self, found: FileReview) -> str:
        """Write the lines of a file."""
        problem = PROBLEMS.text(self._language)
        unread = (
            [file, place, "", "", "", problem, "", "", f"{code} {message}", digest]
            for file, place, code, message, digest in problem_lines(
                found, self._language
            )
        )
        return _lines([*difference_lines(found, self._language), *unread])


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
