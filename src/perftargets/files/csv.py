"""Actuals reported apart from the table: CSV with project, indicator, actual."""

import csv
import os
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import attrs

from perftargets._convert import Figure, structure
from perftargets.diagnostics import Finding
from perftargets.files import _words
from perftargets.files._decode import SIZE_LIMIT, load
from perftargets.files._findings import (
    guessed,
    unplaced,
    unreadable_cell,
    unreadable_file,
)
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual
from perftargets.text import Place

_DELIMITERS = ",\t;"
_COMMENT = "#"


@attrs.frozen
class _Line:
    """One row of cells and the line it begins on."""

    number: int
    cells: tuple[str, ...]


def read_actuals(path: str | os.PathLike[str], *, limit: int = SIZE_LIMIT) -> Actuals:
    """Read actuals from CSV or TSV; what is wrong with the content is a finding.

    The first row names the columns, in English or Chinese: ``project``, ``indicator``,
    ``actual``, and ``number`` where names repeat. Lines before it that begin with
    ``#`` are comments.

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


def read_text(text: str, *, path: str | None = None) -> Actuals:
    """Read actuals from the text of a CSV file."""
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
        return _refused(
            f"第 {header.number} 行的表头缺少 {'、'.join(missing)} 栏；读到：{found}",
            f"the header in line {header.number} lacks {', '.join(missing)}; "
            f"found: {found}",
            path,
        )
    rows = tuple(_reported(body, header, columns, path, findings))
    return Actuals(rows=rows, diagnostics=tuple(findings), path=path)


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
            yield _Line(start, tuple(cells))
        start = skipped + reader.line_num + 1


def _columns(
    header: _Line, path: str | None, findings: list[Finding]
) -> dict[str, int]:
    names = _words.aliases("fields", "actuals")
    columns: dict[str, int] = {}
    place = Place(path=path, line=header.number)
    for index, cell in enumerate(header.cells):
        title = cell.strip()
        key = names.get(title) or names.get(title.casefold())
        if key is not None and key not in columns:
            columns[key] = index
        elif title:
            findings.append(unplaced(title, place))
    if "project" not in columns and {"indicator", "actual"} <= columns.keys():
        findings.append(
            guessed(
                "没有项目栏，各行只按指标名称对应",
                "there is no project column; rows are matched by indicator alone",
                place,
            )
        )
    return columns


def _reported(
    body: Sequence[_Line],
    header: _Line,
    columns: dict[str, int],
    path: str | None,
    findings: list[Finding],
) -> Iterator[ReportedActual]:
    seen: dict[tuple[str, str, int | str | None], int] = {}
    wanted = len(header.cells)
    for line in body:
        place = Place(path=path, line=line.number)
        surplus = [cell for cell in line.cells[wanted:] if cell.strip()]
        if surplus:
            findings.append(unplaced(" | ".join(surplus), place))

        def cell(key: str, cells: tuple[str, ...] = line.cells) -> str:
            index = columns.get(key)
            return (
                cells[index].strip() if index is not None and index < len(cells) else ""
            )

        if len(line.cells) <= max(columns.values()):
            findings.append(
                unreadable_cell(
                    f"第 {line.number} 行只有 {len(line.cells)} 格，表头有 {wanted} 格："
                    f"{' | '.join(line.cells)}",
                    f"line {line.number} has {len(line.cells)} cells and the header "
                    f"{wanted}: {' | '.join(line.cells)}",
                    place,
                )
            )
        indicator, project = cell("indicator"), cell("project")
        if not indicator:
            findings.append(
                unreadable_cell(
                    f"第 {line.number} 行没有指标名称：{' | '.join(line.cells)}",
                    f"line {line.number} has no indicator: {' | '.join(line.cells)}",
                    place,
                )
            )
            continue
        place = attrs.evolve(place, project=project or None, indicator=indicator)
        number = _number(cell("number"))
        key = project, indicator, number
        if key in seen:
            findings.append(
                unreadable_cell(
                    f"第 {line.number} 行与第 {seen[key]} 行是同一项目的同一指标：{indicator}",
                    f"line {line.number} names the same indicator as line {seen[key]}: "
                    f"{indicator}",
                    place,
                )
            )
        seen.setdefault(key, line.number)
        yield ReportedActual(
            project=project,
            indicator=indicator,
            number=number,
            actual=Actual(cell("actual"), place=place),
        )


def _number(text: str) -> int | str | None:
    number: int | str | None = (
        structure(Figure(text), int | str | None) if text else None
    )
    return number


def _refused(zh: str, en: str, path: str | None) -> Actuals:
    finding = unreadable_file(zh, en, Place(path=path))
    return Actuals(diagnostics=(finding,), path=path)
