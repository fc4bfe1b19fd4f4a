"""Documents of paragraphs and tables (DOCX, HTML): from blocks in order to grids."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading import words as _words
from perftargets.reading.formats.registry import Content
from perftargets.reading.formats.zip import UnusableError
from perftargets.reading.limits import Limits
from perftargets.reading.notices import unreadable_cell, unreadable_file
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.text import NOWHERE, Place, Source


@attrs.frozen
class SourceCell:
    """A cell as it stands in the file: paragraphs and nested tables in order.

    A cell that a merged one covers is not there at all.
    """

    blocks: tuple["Block", ...] = ()
    row_span: int = 1
    column_span: int = 1
    place: Place | None = attrs.field(default=None, eq=False)

    def source(self) -> Source:
        """Join the paragraphs of the cell, each on a line of its own."""
        own = (block for block in self.blocks if isinstance(block, Source))
        return Source.join((part for part in own if part.text.strip()), "\n")

    def tables(self) -> Iterator["SourceTable"]:
        """Yield the tables inside the cell."""
        return (block for block in self.blocks if isinstance(block, SourceTable))


@attrs.frozen
class SourceTable:
    """A table as it stands in the file, row by row."""

    rows: tuple[tuple[SourceCell, ...], ...]
    place: Place = NOWHERE

    def is_frame(self) -> bool:
        """Return whether it only holds other tables in their place on the page."""
        boxes = [box for row in self.rows for box in row]
        nested = any(True for box in boxes for _ in box.tables())
        return nested and all(len(row) <= 1 for row in self.rows)


_FEWEST_BESIDE = 2
"""How many filled cells beside it show that a cell is one of a row of values."""

_EXCERPT = 40
"""How many characters a message quotes."""

Block = Source | SourceTable
"""A paragraph or a table."""


def lay_out(
    rows: Sequence[Sequence[SourceCell]], limits: Limits
) -> tuple[tuple[Cell | None, ...], ...]:
    """Return the cells of a table by columns, None where a merged cell covers.

    A span that reaches out of the table, or over a cell that is merged from above,
    ends there.

    Raises:
        UnusableError: the table is over a limit.
    """
    if len(rows) > limits.rows:
        raise _too_many_rows(len(rows), limits)
    covered: dict[int, int] = {}
    laid: list[tuple[Cell | None, ...]] = []
    area = 0
    for index, boxes in enumerate(rows):
        line: list[Cell | None] = []
        below: dict[int, int] = {}
        waiting = iter(boxes)
        box = next(waiting, None)
        while box is not None or len(line) in covered:
            column = len(line)
            if column in covered or box is None:
                line.append(None)
                continue
            width = min(max(box.column_span, 1), limits.columns)
            width = next((n for n in range(1, width) if column + n in covered), width)
            height = min(max(box.row_span, 1), len(rows) - index)
            line += [Cell(box.source(), height, width), *[None] * (width - 1)]
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height))
            box = next(waiting, None)
        if len(line) > limits.columns:
            raise _too_many_columns(len(line), limits)
        area += len(line)
        if area > limits.cells:
            raise _too_many_cells(limits)
        covered.update(below)
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        laid.append(tuple(line))
    return tuple(laid)


def grids(blocks: Iterable[Block], limits: Limits) -> tuple[Grid, ...]:
    """Return the tables in order, each with the paragraphs around it.

    A note right below a table belongs to it, other paragraphs to the table that
    follows. A table inside a cell comes after the one around it.

    Raises:
        UnusableError: the tables are over a limit.
    """
    found: list[Grid] = []
    waiting: list[Source] = []
    cells = 0
    for block in unframed(blocks):
        if isinstance(block, Source):
            waiting.append(block)
            continue
        notes, heading = split_notes(waiting if found else [], waiting)
        if found and notes:
            found[-1] = attrs.evolve(found[-1], trailing=tuple(notes))
        for grid in _with_nested(block, tuple(heading), limits):
            cells += sum(map(len, grid.rows))
            found.append(grid)
        waiting = []
        if len(found) > limits.tables:
            raise UnusableError(
                zh=f"表格超过上限 {limits.tables} 个",
                en=f"there are more tables than the limit of {limits.tables}",
                limit="tables",
            )
        if cells > limits.cells:
            raise _too_many_cells(limits)
    if found and waiting:
        found[-1] = attrs.evolve(found[-1], trailing=tuple(waiting))
    return tuple(found)


def to_document(
    blocks: Sequence[Block], content: Content, findings: Sequence[Finding]
) -> Document:
    """Make a document of what a file holds: its tables, or else its running text.

    Raises:
        UnusableError: the tables are over a limit.
    """
    tables = grids(blocks, content.limits)
    if tables:
        from perftargets.reading.tables.reader import documents

        document = documents(tables, path=content.path, titles=content.titles)
    else:
        from perftargets.reading.running_text.reader import read_lines

        lines = [block for block in blocks if isinstance(block, Source)]
        if not any(line.text.strip() for line in lines):
            raise UnusableError(
                zh="文件里没有文字；需要一份绩效目标表",
                en="there is no text in the file; expected a table of performance "
                "targets",
            )
        document = read_lines(lines, path=content.path)
    return attrs.evolve(
        document, diagnostics=(*findings, *document.diagnostics), path=content.path
    )


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"


def refused(problem: UnusableError, content: Content) -> Document:
    """Make the document of a file that is not read (REA004)."""
    finding = unreadable_file(problem.zh, problem.en, Place(path=content.path))
    return Document(diagnostics=(finding,), path=content.path)


def unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the content of tables that only arrange other tables on a page."""
    stack = [iter(blocks)]
    while stack:
        block = next(stack[-1], None)
        if block is None:
            stack.pop()
        elif isinstance(block, SourceTable) and block.is_frame():
            inner = [part for row in block.rows for box in row for part in box.blocks]
            stack.append(iter(inner))
        else:
            yield block


def split_notes(
    after: Sequence[Source], paragraphs: Sequence[Source]
) -> tuple[list[Source], list[Source]]:
    """Divide paragraphs between two tables: notes of the first, heading of the next."""
    openings = _words.words("furniture", "notes")
    notes: list[Source] = []
    for paragraph in after:
        text = paragraph.text.strip()
        if text and not text.startswith(openings):
            break
        notes.append(paragraph)
    return notes, list(paragraphs[len(notes) :])


def _with_nested(
    table: SourceTable, heading: tuple[Source, ...], limits: Limits
) -> Iterator[Grid]:
    """Return the grid of a table, then those of the tables inside its cells.

    A small table that stands in a cell among other filled ones, such as ≥24 | 次 in
    the column of values, belongs to that cell: it is told there and moves nowhere.
    """
    waiting = [table]
    while waiting:
        current = waiting.pop()
        inside: list[SourceTable] = []
        told: list[Finding] = []
        for row in current.rows:
            for box in row:
                for each in box.tables():
                    if _is_in_cell(each, box, row, limits):
                        told.append(_told(each, box))
                    else:
                        inside.append(each)
        yield Grid(
            rows=lay_out(current.rows, limits),
            heading=tuple(part for part in heading if part.text.strip()),
            place=current.place,
            findings=tuple(told),
            first=current is table,
        )
        heading = ()
        waiting += reversed(inside)


def _is_in_cell(
    inner: SourceTable, box: SourceCell, row: Sequence[SourceCell], limits: Limits
) -> bool:
    """Return whether a table inside a cell says something of that cell alone."""
    from perftargets.reading.tables.reader import is_table

    beside = [each for each in row if each is not box and each.source().text.strip()]
    if len(beside) < _FEWEST_BESIDE or any(
        True for each in inner.rows for cell in each for _ in cell.tables()
    ):
        return False
    return not is_table(Grid(rows=lay_out(inner.rows, limits)))


def _told(inner: SourceTable, box: SourceCell) -> Finding:
    texts = [cell.source() for row in inner.rows for cell in row]
    said = " ".join(filter(None, (each.text.strip() for each in texts)))
    place = inner.place if box.place is None else box.place
    return unreadable_cell(
        f"单元格里还有一个表格，没有读取：“{shortened(said)}”；请写成文字",
        f"the cell holds a table of its own, which was not read: “{shortened(said)}”; "
        "write it as text",
        place,
    )


def _too_many_rows(count: int, limits: Limits) -> UnusableError:
    return UnusableError(
        zh=f"表格有 {count} 行，超过上限 {limits.rows} 行",
        en=f"a table has {count} rows, over the limit of {limits.rows}",
        limit="rows",
    )


def _too_many_columns(count: int, limits: Limits) -> UnusableError:
    return UnusableError(
        zh=f"表格有 {count} 列，超过上限 {limits.columns} 列",
        en=f"a table has {count} columns, over the limit of {limits.columns}",
        limit="columns",
    )


def _too_many_cells(limits: Limits) -> UnusableError:
    return UnusableError(
        zh=f"单元格超过上限 {limits.cells} 个",
        en=f"there are more cells than the limit of {limits.cells}",
        limit="cells",
    )
