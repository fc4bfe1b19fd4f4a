"""Documents from CSV and TSV: one grid, each cell with its line and column."""

import csv
import re
from collections.abc import Iterator
from itertools import islice

import attrs

from perftargets._escaping import csv_value
from perftargets.model.project import Document
from perftargets.reading.formats.registry import Content
from perftargets.reading.limits import Limits
from perftargets.reading.notices import unreadable_cell, unreadable_file
from perftargets.reading.tables.grid import (
    Cell,
    CellRow,
    FlatRow,
    FlatRows,
    Grid,
    Spot,
    is_in_sight,
)
from perftargets.reading.tables.reader import documents, is_table
from perftargets.reading.tables.titles import Titles
from perftargets.text import Piece, Place, Source

DELIMITERS = ",\t;"
_COMMENT = "#"
_BLANK = f"{DELIMITERS}\"' \r\n\u3000\ufeff"
"""What blank rows are made of."""

_PROBED_ROWS = 60
"""How many rows may stand before the titles of the columns."""

_ODD = re.compile("[\"'=＝]")
"""Where a line has one of these, a text may be shorter than as written."""

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


@attrs.frozen
class _Text:
    """The text whose lines the flat rows are."""

    path: str | None
    in_characters: bool = True

    def cell(self, text: str, spot: Spot) -> Cell:
        """Make a cell at a line and column."""
        return Cell(Source.at(text, self.place(spot)))

    def place(
        self, spot: Spot, project: str | None = None, indicator: str | None = None
    ) -> Place:
        """Return the place of a line and column."""
        line, column = spot
        return Place(
            path=self.path,
            line=line,
            column=column,
            project=project,
            indicator=indicator,
        )

    def spot_of(self, place: Place) -> Spot | None:
        """Return line and column of a place of this text."""
        if place.line is None or place.column is None:
            return None
        spot = place.line, place.column
        return spot if place == self.place(spot) else None


class _Lines:
    """The lines of a text without their ends, one after the other.

    ``row`` is those of the row that is being read, ``count`` how many have gone by.
    """

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self.row: list[str] = []
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        """Yield the lines, each with an end: a quoted cell may go on in the next."""
        text = self._text
        while (at := self._at) <= len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line = text[at : end - 1 if text.endswith("\r", at, end) else end]
            self.row.append(line)
            self.count += 1
            self._at = end + 1
            yield line + "\n"

    def is_blank_from_here(self) -> bool:
        """Return whether nothing but white space and separators is left."""
        return not self._text[self._at :].strip(_BLANK)


class _Made:
    """Makes grids out of text, until something cannot be read."""

    def __init__(self, text: str, path: str | None, limits: Limits) -> None:
        if text.count("\r") != text.count("\r\n"):
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._text = text
        self._path = path
        self._limits = limits
        self._in_sight = is_in_sight(self._text)
        self._form = _Text(path)
        self.fault: tuple[str, str, Place] | None = None

    def grids(self) -> Iterator[Grid]:
        """Return the rows, a bounded number at a time."""
        rows: list[FlatRow | CellRow] = []
        place = Place(path=self._path, line=1, column=1)
        first = True
        for row in self._rows():
            rows.append(row)
            if len(rows) == _AT_ONCE:
                yield Grid(rows=FlatRows(rows), place=place, first=first)
                rows, first = [], False
        if rows:
            yield Grid(rows=FlatRows(rows), place=place, first=first)

    def _rows(self) -> Iterator[FlatRow | CellRow]:
        skipped, start = self._comments()
        lines = _Lines(self._text, start)
        delimiter = delimiter_of([*islice(_Lines(self._text, start), _PROBED_ROWS)])
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        count = cells = 0
        while True:
            line = skipped + lines.count + 1
            lines.row = []
            try:
                texts = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                self._stop(
                    f"CSV 从第 {line} 行起读不下去，请检查引号是否成对：{problem}",
                    f"the CSV cannot be read from line {line} on; check that quotes "
                    f"are closed: {problem}",
                    line,
                )
                return
            count += 1
            cells += len(texts)
            over = self._over(count, len(texts), cells)
            if over is not None:
                if not "".join(texts).strip() and lines.is_blank_from_here():
                    # Blank rows at the end are no loss.
                    return
                self._stop(*over, line)
                return
            yield self._row(lines.row, line, texts)

    def _comments(self) -> tuple[int, int]:
        """Return how many lines of comment stand first, and where they end."""
        skipped = start = 0
        text = self._text
        for line in _Lines(text, 0):
            if not line.lstrip(' \t"').startswith(_COMMENT):
                break
            skipped += 1
            end = text.find("\n", start)
            start = len(text) + 1 if end < 0 else end + 1
        return skipped, start

    def _row(self, lines: list[str], line: int, texts: list[str]) -> FlatRow | CellRow:
        if len(lines) > 1 or not (self._in_sight or is_in_sight(lines[0])):
            return tuple(self._cells(lines, line, texts))
        if _ODD.search(lines[0]) is not None:
            texts, starts = _starts(lines[0], texts)
        else:
            starts, at = [], 1
            for text in texts:
                starts.append(at)
                at += len(text) + 1
        return FlatRow(texts, line, starts, self._form)

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

    def _cells(self, lines: list[str], start: int, texts: list[str]) -> Iterator[Cell]:
        """Return the cells of a row that begins at a line, each with its column."""
        for shown, line, column in _begun(lines, texts):
            yield Cell(self._source(shown, start + line, column))

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


def _begun(lines: list[str], texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield what each cell of a row shows, the line it begins in and its column.

    Lines count from 0 at the row, columns from 1. A quotation mark inside a quoted
    cell is written twice, and a shown text has lost what keeps a spreadsheet from
    taking it for a formula.
    """
    line = column = 0
    for text in texts:
        quoted = lines[line][column : column + 1] == '"' if text else False
        offset = column + (1 if quoted else 0)
        shown = csv_value(text)
        yield shown, line, offset + 1 + len(text) - len(shown)
        if not quoted:
            empty = lines[line][column : column + 2] == '""' if not text else False
            column += len(text) + 1 + (2 if empty else 0)
            continue
        parts = text.replace('"', '""').split("\n")
        line += len(parts) - 1
        before = offset if len(parts) == 1 else 0
        column = before + len(parts[-1]) + 2


def _starts(line: str, texts: list[str]) -> tuple[list[str], list[int]]:
    """Return what the cells of one line show, and the columns they begin in.

    As ``_begun``, for the rows that most quoted cells stand in.
    """
    shown: list[str] = []
    starts: list[int] = []
    column = 0
    for text in texts:
        if not text:
            shown.append(text)
            starts.append(column + 1)
            column += 3 if line.startswith('""', column) else 1
            continue
        value = csv_value(text) if text[0] in "'=＝" else text
        shown.append(value)
        if line.startswith('"', column):
            starts.append(column + 2 + len(text) - len(value))
            column += len(text) + text.count('"') + 3
        else:
            starts.append(column + 1 + len(text) - len(value))
            column += len(text) + 1
    return shown, starts


def delimiter_of(lines: list[str]) -> str:
    """Choose the mark that parts most cells in the first lines."""
    head = lines[:_PROBED_ROWS]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in head))
