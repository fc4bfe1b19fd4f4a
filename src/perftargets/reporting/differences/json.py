"""An auditor's sheet as JSON, ``perftargets-differences/1``, for a program to read."""

import perftargets
from perftargets.reporting.json_text import Items, around
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter, WriterOptions
from perftargets.scoring.differences import FileReview

ENDINGS = (".json",)
"""The endings of files that mean this form."""

SCHEMA = "perftargets-differences/1"
"""The name of the form; its shape changes with the figure only."""

Tree = dict[str, object]


class Writer(BaseWriter):
    """Writes one file after the other, the sums before them."""

    def __init__(self, options: WriterOptions) -> None:
        """Begin a document."""
        super().__init__(options)
        self._files = Items(depth=1)

    def head(self, totals: Totals) -> str:
        """Write the sums of all files."""
        return self._around(totals)[0]

    def body(self, found: FileReview) -> str:
        """Write a file with its differences."""
        language = self._language
        tree = {
            "file": found.file,
            "sha256": found.digest,
            "projects": found.projects,
            "printed": found.printed,
            "unchecked": found.unchecked,
            "differences": [
                {
                    "place": each.place,
                    "department": each.department,
                    "agency": each.agency,
                    "project": each.project,
                    "item": each.item,
                    "name": each.name,
                    "printed": each.printed,
                    "expected": each.expected,
                    "formula": each.formula.text(language),
                }
                for each in found.differences
            ],
            "problems": [
                {
                    "place": each.place,
                    "code": each.code,
                    "message": each.message.text(language),
                }
                for each in found.problems
            ],
        }
        return self._files.add([tree])

    def tail(self, totals: Totals) -> str:
        """Close the document."""
        return self._files.end() + self._around(totals)[1]

    def _around(self, totals: Totals) -> tuple[str, str]:
        tree: Tree = {
            "schema": SCHEMA,
            "tool": {"name": "perftargets", "version": perftargets.__version__},
            "language": self._language,
            "summary": {
                "files": totals.files,
                "projects": totals.projects,
                "printed": totals.printed,
                "unchecked": totals.unchecked,
                "differences": totals.differences,
                "unread": totals.unread,
            },
            "files": 0,
        }
        return around(tree, "files")
