"""An auditor's sheet for a terminal: each difference on two lines, below its file."""

from perftargets._escaping import terminal
from perftargets.findings import Message
from perftargets.reporting.sheet_lines import (
    difference_lines,
    problem_lines,
    sums,
)
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter
from perftargets.scoring.differences import FileReview

_FILE = Message(zh="文件：", en="file: ")

ENDINGS = (".txt",)
"""The endings of files that mean this form."""


class Writer(BaseWriter):
    """Writes the differences of one file after the other, then the sums."""

    streams = True

    def body(self, found: FileReview) -> str:
        """Write the differences of a file; nothing where there are none."""
        zh = self._language == "zh"
        colon, gap = ("：", "，") if zh else (": ", ", ")
        lines = []
        for cells in difference_lines(found, self._language):
            _, place, _, agency, project, item, printed, expected, formula, _ = cells
            names = " › ".join(each for each in (agency, project, item) if each)
            where = f"  {place}  " if place else "  "
            said = (
                f"填报{printed}，应为{expected}"
                if zh
                else f"printed {printed}, should be {expected}"
            )
            lines += [f"{where}{names}{colon}{said}", f"    {formula}"]
        for _, place, code, message, _ in problem_lines(found, self._language):
            lines.append(
                f"  {gap.join(each for each in (place, code) if each)}{colon}{message}"
            )
        if not lines:
            return ""
        digest = f"  sha256 {found.digest}" if found.digest else ""
        lines.insert(0, f"{_FILE.text(self._language)}{found.file}{digest}")
        return "".join(f"{terminal(line)}\n" for line in lines)

    def tail(self, totals: Totals) -> str:
        """Write the sums of all files."""
        return f"{sums(totals).text(self._language)}\n"
