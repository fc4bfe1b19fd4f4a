"""Documents from CSV and TSV: one grid, each cell with its line and column."""

import csv
from collections.abc import Iterator
from itertools import takewhile

import attrs

from perftargets._escaping import csv_value
from perftargets.model.project import Document
from perftargets.reading.formats.registry import Content
from perftargets.reading.limits import Limits
from perftargets.reading.notices import unreadable_cell, unreadable_file
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.reader import documents, is_table
from perftargets.reading.tables.titles import Titles
from perftargets.text import Piece, Place, Source

DELIMITERS = ",\t;"
_COMMENT = "#"
_PROBED_ROWS = 60
"""How many rows may stand before the titles of the columns."""

_AT_ONCE = 2_000
"""How many rows one grid holds: a long table is given in parts."""


def read_content(content: Content) -> Document:
    """Read a document from a table of CSV or TSV; what is wrong is a finding."""
    text = content.text or ""
    made = _Made(text, content.path, content.limits)
    document = documents(made.grids(), path=content.path, titles=content.titles)
    if made.fault is None:
        return document
    zh, en, place = made.fault
    if not document.projects:
        # That no table was found is said by the reason why.
        return Document(
            diagnostics=(unreadable_file(zh, en, place),), path=content.path
        )
    # What stands before the fault is still worth reading.
    found = (*document.diagnostics, unreadable_cell(zh, en, place))
    return attrs.evolve(document, diagnostics=found)


def is_csv(text: str, *, titles: Titles | None = None) -> bool:
    """Return whether a text is a table of targets with separators between its cells."""
    head = "\n".join(text[:200_000].splitlines()[:_PROBED_ROWS])
    if not any(delimiter in head for delimiter in DELIMITERS):
        return False
    made = _Made(head, None, Limits())
    return any(is_table(grid, titles=titles) for grid in made.grids())


class _Made:
    """Makes grids out of text, until something cannot be read."""

    def __init__(self, text: str, path: str | None, limits: Limits) -> None:
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._path = path
        self._limits = limits
        self.fault: tuple[str, str, Place] | None = None

    def grids(self) -> Iterator[Grid]:
        """Return the rows, a bounded number at a time."""
        rows: list[tuple[Cell | None, ...]] = []
        place = Place(path=self._path, line=1, column=1)
        first = True
        for row in self._rows():
            rows.append(row)
            if len(rows) == _AT_ONCE:
                yield Grid(rows=tuple(rows), place=place, first=first)
                rows, first = [], False
        if rows:
            yield Grid(rows=tuple(rows), place=place, first=first)

    def _rows(self) -> Iterator[tuple[Cell | None, ...]]:
        lines = self._text.split("\n")
        skipped = sum(
            1
            for _ in takewhile(
                lambda line: line.lstrip(' \t"').startswith(_COMMENT), lines
            )
        )
        body = lines[skipped:]
        delimiter = delimiter_of(body)
        reader = csv.reader(
            (line + "\n" for line in body), delimiter=delimiter, strict=True
        )
        count = cells = 0
        start = 0
        while True:
            try:
                texts = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                self._stop(
                    f"CSV 从第 {skipped + start + 1} 行起读不下去，"
                    f"请检查引号是否成对：{problem}",
                    f"the CSV cannot be read from line {skipped + start + 1} on; "
                    f"check that quotes are closed: {problem}",
                    skipped + start + 1,
                )
                return
            count += 1
            cells += len(texts)
            over = self._over(count, len(texts), cells)
            if over is not None:
                self._stop(*over, skipped + start + 1)
                return
            yield tuple(self._cells(body, start, skipped, texts))
            start = reader.line_num

    def _over(self, rows: int, columns: int, cells: int) -> tuple[str, str] | None:
        most = self._limits
        if rows <= most.rows and columns <= most.columns and cells <= most.cells:
            return None
        for found, limit, zh, en in (
            (rows, self._limits.rows, "行", "rows"),
            (columns, self._limits.columns, "列", "columns"),
            (cells, self._limits.cells, "格", "cells"),
        ):
            if found > limit:
                return (
                    f"表格超过上限 {limit} {zh}，其余没有读取；请拆分，或调高上限",
                    (
                        f"the table has more than the limit of {limit} {en}; the rest "
                        "was not read; split it or raise the limit"
                    ),
                )
        return None

    def _stop(self, zh: str, en: str, line: int) -> None:
        self.fault = zh, en, Place(path=self._path, line=line, column=1)

    def _cells(
        self, lines: list[str], start: int, skipped: int, texts: list[str]
    ) -> Iterator[Cell]:
        """Return the cells of a row that begins at a line, each with its column."""
        line, column = start, 0
        for text in texts:
            quoted = lines[line][column : column + 1] == '"' if text else False
            offset = column + (1 if quoted else 0)
            shown = csv_value(text)
            shift = offset + 1 + len(text) - len(shown)
            yield Cell(self._source(shown, skipped + line + 1, shift))
            if not quoted:
                empty = lines[line][column : column + 2] == '""' if not text else False
                column += len(text) + 1 + (2 if empty else 0)
                continue
            parts = text.replace('"', '""').split("\n")
            line += len(parts) - 1
            before = offset if len(parts) == 1 else 0
            column = before + len(parts[-1]) + 2

    def _source(self, text: str, line: int, column: int) -> Source:
        if "\n" not in text:
            return Source.at(text, Place(path=self._path, line=line, column=column))
        pieces: list[Piece] = []
        start = 0
        for index, part in enumerate(text.split("\n")):
            place = Place(
                path=self._path, line=line + index, column=1 if index else column
            )
            pieces.append(Piece(start, place))
            start += len(part) + 1
        return Source(text, tuple(pieces))


def delimiter_of(lines: list[str]) -> str:
    """Choose the mark that parts most cells in the first lines."""
    head = lines[:_PROBED_ROWS]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in head))
