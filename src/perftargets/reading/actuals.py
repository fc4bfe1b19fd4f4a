"""Actuals reported apart from the table: CSV with project, indicator, actual."""

import csv
import os
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import attrs

from perftargets._convert import WrittenNumber, structure
from perftargets._escaping import csv_value
from perftargets.findings import Finding
from perftargets.findings.tally import KEPT, tallied
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual
from perftargets.model.project import Document
from perftargets.reading import words
from perftargets.reading.formats.encodings import SIZE_LIMIT, decode, load
from perftargets.reading.notices import (
    guessed,
    unplaced,
    unreadable_cell,
    unreadable_file,
)
from perftargets.reading.tables.flat_columns import stated_year
from perftargets.text import Place

_DELIMITERS = ",\t;"
_COMMENT = "#"
_TITLES = {"indicator": "指标", "actual": "实际完成值"}
"""What a header without these columns lacks, in the words of the forms."""


@attrs.frozen
class _Line:
    """One row of cells and the line it begins on."""

    number: int
    cells: tuple[str, ...]


def read_actuals(path: str | os.PathLike[str], *, limit: int = SIZE_LIMIT) -> Actuals:
    """Read actuals from CSV or TSV; what is wrong with the content is a finding.

    The first row names the columns, in English or Chinese: ``project``, ``indicator``,
    ``actual``; ``agency``, ``code`` and ``number`` where names repeat, and
    ``fiscal_year`` where the file holds several years. Lines before it that begin
    with ``#`` are comments.

    Args:
        path: the file.
        limit: how many bytes it may have.

    Raises:
        FileNotFoundError: there is no such file.
        IsADirectoryError: the path is a folder.
    """
    name = os.fspath(path)
    decoded = load(Path(name), limit=limit)
    if decoded.text is None:
        return Actuals(diagnostics=decoded.findings, path=name)
    actuals = read_text(decoded.text, path=name)
    found = decoded.findings + actuals.diagnostics
    return attrs.evolve(actuals, diagnostics=found)


def actuals_of(
    data: bytes, document: Document, *, path: str | None = None
) -> Actuals | None:
    """Return the actuals of a second file; None where it has none.

    It is a list of actuals as ``read_actuals`` takes, or a table of targets that has
    them filled in.

    Args:
        data: the file.
        document: what was read of it as a table of targets.
        path: what to call it in places.
    """
    decoded = decode(data, Place(path=path))
    if decoded.text is not None:
        listed = read_text(decoded.text, path=path)
        if listed.rows:
            found = decoded.findings + listed.diagnostics
            return attrs.evolve(listed, diagnostics=found)
    rows = tuple(
        ReportedActual(
            project=project.name,
            indicator=row.name,
            number=row.number,
            actual=row.actual,
        )
        for project, row in document.rows()
        if row.actual is not None
    )
    if not rows:
        return None
    return Actuals(rows=rows, diagnostics=document.diagnostics, path=path)


def read_text(text: str, *, path: str | None = None) -> Actuals:
    """Read actuals from the text of a CSV file.

    Of each kind of finding the first are kept, and the others counted.
    """
    with tallied(KEPT) as tally:
        actuals = _read_text(text, path)
    return attrs.evolve(
        actuals,
        diagnostics=tuple(tally.kept(actuals.diagnostics, path)),
        unread=tuple(tally.kept(actuals.unread, path)),
    )


def _read_text(text: str, path: str | None) -> Actuals:
    findings: list[Finding] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    skipped = len(list(takewhile(_is_above, lines)))
    rest = lines[skipped:]
    delimiter = _delimiter(rest[0]) if rest else ","
    table: list[_Line] = []
    try:
        table.extend(_rows(rest, delimiter, skipped))
    except csv.Error as problem:
        after = table[-1].number if table else skipped
        return _refused(
            f"CSV 在第 {after} 行之后读不下去，请检查引号是否成对：{problem}",
            f"the CSV cannot be read after line {after}; check that quotes are closed: "
            f"{problem}",
            path,
        )
    if not table:
        return _refused(
            "文件里没有表头；需要 项目、指标、实际完成值 三栏",
            "the file has no header; columns project, indicator, actual are wanted",
            path,
        )
    header, *body = table
    columns = _columns(header, path, findings)
    missing = [key for key in ("indicator", "actual") if key not in columns]
    if missing:
        found = "、".join(header.cells)
        titles = [f"{key} ({_TITLES[key]})" for key in missing]
        return _refused(
            f"第 {header.number} 行的表头缺少 "
            f"{'、'.join(_TITLES[key] for key in missing)} 栏；读到：{found}",
            f"the header in line {header.number} lacks {', '.join(titles)}; "
            f"found: {found}",
            path,
        )
    unread: list[Finding] = []
    reading = _Found(_Columns(columns, len(header.cells)), path, findings, unread)
    rows = tuple(reading.rows(body))
    return Actuals(
        rows=rows, unread=tuple(unread), diagnostics=tuple(findings), path=path
    )


def _is_above(line: str) -> bool:
    # A spreadsheet puts quotes around a comment that holds a comma.
    return not line.strip() or line.lstrip(' \t"').startswith(_COMMENT)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _rows(lines: Sequence[str], delimiter: str, skipped: int) -> Iterator[_Line]:
    # Strict: a quote that is never closed would swallow the rest of the file.
    reader = csv.reader(
        (line + "\n" for line in lines), delimiter=delimiter, strict=True
    )
    start = skipped + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _Line(start, tuple(map(csv_value, cells)))
        start = skipped + reader.line_num + 1


def _columns(
    header: _Line, path: str | None, findings: list[Finding]
) -> dict[str, int]:
    names = words.aliases("fields", "actuals")
    columns: dict[str, int] = {}
    place = Place(path=path, line=header.number)
    for index, cell in enumerate(header.cells):
        title = cell.strip()
        key = names.get(title) or names.get(title.casefold())
        if key is not None and key not in columns:
            columns[key] = index
        elif title:
            findings.append(unplaced(title, place))
    if (
        not {"project", "code"} & columns.keys()
        and {
            "indicator",
            "actual",
        }
        <= columns.keys()
    ):
        findings.append(
            guessed(
                "没有项目栏，各行只按指标名称对应",
                "there is no project column; rows are matched by indicator alone",
                place,
            )
        )
    return columns


@attrs.frozen
class _Columns:
    """Where each column stands, and how many cells the header has."""

    indexes: dict[str, int]
    count: int

    def cell(self, line: _Line, key: str) -> str:
        """Return one cell, empty where the column or the cell is not there."""
        index = self.indexes.get(key, len(line.cells))
        return line.cells[index].strip() if index < len(line.cells) else ""

    def surplus(self, line: _Line) -> bool:
        """Report whether a row says more than the header has titles for."""
        return any(cell.strip() for cell in line.cells[self.count :])


@attrs.define
class _Found:
    """Reads the rows; ``unread`` takes what is noticed of those not used."""

    columns: _Columns
    path: str | None
    findings: list[Finding]
    unread: list[Finding]
    _seen: dict[tuple[object, ...], int] = attrs.field(factory=dict, init=False)

    def rows(self, body: Sequence[_Line]) -> Iterator[ReportedActual]:
        for line in body:
            place = Place(path=self.path, line=line.number)
            problem = _unfit(line, self.columns, place)
            if problem is not None:
                self.findings.append(problem)
                self.unread.append(problem)
                continue
            self.findings += _shape_findings(line, self.columns, place)
            yield self._row(line, place)

    def _row(self, line: _Line, place: Place) -> ReportedActual:
        cell = self.columns.cell
        project, indicator, agency, code = (
            cell(line, key) for key in ("project", "indicator", "agency", "code")
        )
        place = attrs.evolve(place, project=project or None, indicator=indicator)
        number = _number(cell(line, "number"))
        year = stated_year(cell(line, "fiscal_year"))
        which = (year, agency, code, project, indicator, number)
        first = self._seen.setdefault(which, line.number)
        if first != line.number:
            self.findings.append(
                unreadable_cell(
                    f"第 {line.number} 行与第 {first} 行报告同一指标：{indicator}",
                    f"line {line.number} names the same indicator as line {first}: "
                    f"{indicator}",
                    place,
                )
            )
        return ReportedActual(
            project=project,
            agency=agency,
            code=code,
            fiscal_year=year,
            indicator=indicator,
            number=number,
            actual=Actual(cell(line, "actual"), place=place),
        )


def _unfit(line: _Line, columns: _Columns, place: Place) -> Finding | None:
    """Return why a row cannot be used: which cell is which, or what it is about."""
    quoted = " | ".join(line.cells)
    if columns.surplus(line):
        # 1,200次 without quotes is 1 and 200次: which cell is which is not known.
        found = len(line.cells)
        return unreadable_cell(
            f"第 {line.number} 行有 {found} 格，表头只有 {columns.count} 格，"
            f"该行没有采用；数字里的逗号请去掉或加引号：{quoted}",
            f"line {line.number} has {found} cells and the header {columns.count}; the "
            f"row is not used: take commas out of figures, or quote the cell: {quoted}",
            place,
        )
    if not columns.cell(line, "indicator"):
        return unreadable_cell(
            f"第 {line.number} 行没有指标名称，该行没有采用：{quoted}",
            f"line {line.number} has no indicator and is not used: {quoted}",
            place,
        )
    year = columns.cell(line, "fiscal_year")
    if year and stated_year(year) is None:
        return unreadable_cell(
            f"第 {line.number} 行的年度“{year}”不是年份，该行没有采用：{quoted}",
            f"the year “{year}” in line {line.number} is no year; the row is not "
            f"used: {quoted}",
            place,
        )
    return None


def _shape_findings(line: _Line, columns: _Columns, place: Place) -> Iterator[Finding]:
    if len(line.cells) <= max(columns.indexes.values()):
        found, quoted = len(line.cells), " | ".join(line.cells)
        yield unreadable_cell(
            f"第 {line.number} 行有 {found} 格，表头有 {columns.count} 格：{quoted}",
            f"line {line.number} has {found} cells and the header {columns.count}: "
            f"{quoted}",
            place,
        )


def _number(text: str) -> int | str | None:
    number: int | str | None = (
        structure(WrittenNumber(text), int | str | None) if text else None
    )
    return number


def _refused(zh: str, en: str, path: str | None) -> Actuals:
    finding = unreadable_file(zh, en, Place(path=path))
    return Actuals(diagnostics=(finding,), path=path)
