"""How much a file may ask of the machine: every limit of the readers, in one place.

A file from outside is refused with a finding where it goes over one of them. A caller
who trusts a file passes limits of their own: ``read(path, limits=Limits(rows=10**6))``.
"""

import attrs

from perftargets.findings import Message
from perftargets.findings.tally import KEPT


@attrs.frozen(kw_only=True)
class Choice:
    """Which part of a file is read, where not all of it is, and how it is encoded.

    Attributes:
        encoding: of a file of text, where its bytes do not show it.
        sheets: names of sheets of a workbook; all that are shown where there is none.
        pages: first and last pages of stretches of a PDF; all where there is none.
    """

    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()

    def takes_sheet(self, name: str) -> bool:
        """Return whether a sheet is to be read."""
        return not self.sheets or name in self.sheets

    def takes_page(self, number: int) -> bool:
        """Return whether a page, counted from 1, is to be read."""
        return not self.pages or any(
            first <= number <= last for first, last in self.pages
        )


@attrs.frozen(kw_only=True)
class Limits:
    """What one file may hold; each is an inclusive upper bound.

    Attributes:
        size: bytes of the file.
        rows: rows of one table or sheet, up to the last one with content.
        columns: columns of one table or sheet, up to the last one with content.
        cells: cells of the whole file, rows times columns summed over its tables.
        tables: sheets of a workbook or tables of a document.
        lines: lines of a text in the running-text form.
        entries: files inside a ZIP container (XLSX, DOCX, ODS).
        unpacked: bytes of all files of a ZIP container together, unpacked.
        ratio: bytes unpacked for each byte packed, over the whole container.
        depth: levels of nesting in XML.
        pages: pages of a PDF.
        seconds: time spent on the pages of a PDF; in the command on any one file.
        office: seconds that LibreOffice may take to convert a file.
        findings: findings of one code that are kept; the rest are counted.
        choice: which part of the file is read at all.
    """

    size: int = 16 * 1024 * 1024
    rows: int = 200_000
    columns: int = 500
    cells: int = 5_000_000
    tables: int = 1_000
    lines: int = 200_000
    entries: int = 10_000
    unpacked: int = 512 * 1024 * 1024
    ratio: int = 200
    depth: int = 100
    pages: int = 2_000
    seconds: int = 600
    office: int = 60
    findings: int = KEPT
    choice: Choice = Choice()


def advice(limit: str) -> Message:
    """Return what to do about a file that goes over one of ``Limits``, by its name."""
    return Message(
        zh=f"请拆分，或调高上限 {limit}（命令写 --limit {limit}=…）",
        en=f"split it, or raise the limit {limit} (--limit {limit}=… of the command)",
    )


LIMITS = Limits()
"""The limits where the caller says nothing."""
