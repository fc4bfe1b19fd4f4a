"""A copy of a submitted workbook with the findings as comments and colour on its cells.

The copy also gets a sheet that lists every finding, those without a cell too.
"""

from typing import TYPE_CHECKING, Any

from perftargets._escaping import xlsx_text
from perftargets.findings import Finding, Language, Message, Report, Severity
from perftargets.reporting.common import SEVERITIES, aside, outside_lines
from perftargets.reporting.workbook import Opened, top_left

if TYPE_CHECKING:
    from openpyxl import Workbook

COMMENT_LIMIT = 4_000
"""Characters of a comment; the rest is in the sheet of findings."""

AUTHOR = "perftargets"
_SHEET = Message(zh="检查结果", en="Findings")
_HINT = Message(zh="怎么改：", en="instead: ")
_CLAUSE = Message(zh="依据：", en="rests on: ")
_MORE = Message(zh="……（其余见“检查结果”）", en="… (the rest is in “Findings”)")
_TITLES = (
    Message(zh="级别", en="severity"),
    Message(zh="编号", en="code"),
    Message(zh="位置", en="place"),
    Message(zh="项目", en="project"),
    Message(zh="指标", en="indicator"),
    Message(zh="问题", en="message"),
    Message(zh="怎么改", en="instead"),
    Message(zh="依据", en="rests on"),
)
_WIDTHS = (8, 9, 14, 26, 26, 50, 40, 24)
_COLOURS = {
    Severity.ERROR: "FFF4B6B0",
    Severity.WARNING: "FFFFE08A",
    Severity.INFO: "FFCFE2F7",
}


def annotate(
    data: bytes, report: Report, *, language: Language
) -> tuple[bytes, tuple[Message, ...]]:
    """Return the annotated copy of a workbook, and what it does not keep.

    Raises:
        UsageError: the data is no workbook that can be copied.
        MissingExtraError: openpyxl is not installed.
    """
    opened = Opened.of(data)
    book = opened.book
    _comment(book, report, language)
    _list(book, report, language)
    return opened.saved(), opened.losses


def _comment(book: "Workbook", report: Report, language: Language) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in report:
        place = finding.place
        if place is None or not place.sheet or not place.cell:
            continue
        by_cell.setdefault((place.sheet, place.cell), []).append(finding)
    for (sheet, name), findings in by_cell.items():
        if sheet not in book.sheetnames:
            continue
        cell = top_left(book[sheet], name)
        text = "\n\n".join(_said(finding, language) for finding in findings)
        if cell.comment is not None:
            text = f"{cell.comment.text}\n\n{text}"
        if len(text) > COMMENT_LIMIT:
            text = text[:COMMENT_LIMIT] + _MORE.text(language)
        cell.comment = Comment(xlsx_text(text), AUTHOR, height=160, width=360)
        worst = max(finding.severity for finding in findings)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[worst])


def _said(finding: Finding, language: Language) -> str:
    severity = SEVERITIES[finding.severity].text(language)
    lines = [f"{severity} {finding.code} {finding.message.text(language)}"]
    if finding.hint is not None:
        lines.append(f"{_HINT.text(language)}{finding.hint.text(language)}")
    if finding.clause:
        lines.append(f"{_CLAUSE.text(language)}{finding.clause}")
    return "\n".join(lines)


def _list(book: "Workbook", report: Report, language: Language) -> None:
    title = name = _SHEET.text(language)
    number = 1
    taken = {each.casefold() for each in book.sheetnames}
    while name.casefold() in taken:
        number += 1
        name = f"{title} {number}"
    sheet: Any = book.create_sheet(name)
    rows = [[title.text(language) for title in _TITLES]]
    rows += [_row(finding, language) for finding in report]
    if report.suppressed:
        rows.append(["", "", "", "", "", aside(len(report.suppressed)).text(language)])
    for index, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(row=index, column=column)
            cell.value = xlsx_text(text)
            # Text from a file stays text, whatever it begins with.
            cell.data_type = "s"
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[column]].width = width
    sheet.freeze_panes = "A2"


def _row(finding: Finding, language: Language) -> list[str]:
    return [
        SEVERITIES[finding.severity].text(language),
        finding.code,
        outside_lines(finding),
        finding.project or "",
        finding.indicator or "",
        finding.message.text(language),
        "" if finding.hint is None else finding.hint.text(language),
        finding.clause or "",
    ]
