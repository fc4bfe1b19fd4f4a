"""Tables of a PDF: cells between lines, joined across pages."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle, Ruled
from perftargets.reading.formats.pdf.lines import PageLine, join, lines
from perftargets.reading.tables.grid import Cell
from perftargets.text import Place, Source, unspaced

_EDGES = 2
"""How many edges a row or a column has."""

_NEAR = 3.0
"""Within how many points two lines of tables count as one."""

_FEWEST_TITLES = 3
"""How many cells a row of titles has at least."""

_SPILLED = 0.15
"""Which part of a line's height beyond the rule of its cell shows that it runs over."""

_HEAD_ROWS = 12
"""How many rows down the titles of a form stand at most."""

MOST_TITLE_ROWS = 4
"""How many rows the titles of a table have at most."""


@attrs.define(eq=False)
class Slot:
    """A cell that may still grow: its text, its lines and where it stands.

    ``ajar_above`` and ``ajar_below`` say that no line closes it at the end of the page,
    though other cells beside it are closed there.
    """

    source: Source
    lines: list[PageLine]
    box: Rectangle
    ajar_above: bool = False
    ajar_below: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.lines


@attrs.define(eq=False)
class PageTable:
    """The part of a table that stands on one page.

    Attributes:
        page: the number of the page.
        slots: its cells.
        box: its outline.
        ys: the lines between its rows.
        open_above: whether no line closes it above.
        open_below: whether no line closes it below.
    """

    page: int
    slots: list[Slot]
    box: Rectangle
    ys: list[float]
    open_above: bool
    open_below: bool

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.ys) - 1


@attrs.define(eq=False)
class Matrix:
    """Rows of slots on common columns; each position knows the slot that covers it."""

    rows: list[list[Slot]]

    def starts(self, row: int) -> Iterator[tuple[int, Slot]]:
        """Yield the slots that begin in a row, with their columns."""
        above = self.rows[row - 1] if row else []
        before: Slot | None = None
        for column, slot in enumerate(self.rows[row]):
            from_above = column < len(above) and above[column] is slot
            if slot is not before and not from_above:
                yield column, slot
            before = slot

    def cells(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Return the rows as a grid has them."""
        done: list[tuple[Cell | None, ...]] = []
        for index, row in enumerate(self.rows):
            line: list[Cell | None] = [None] * len(row)
            for column, slot in self.starts(index):
                down = _run(other[column] is slot for other in self.rows[index:])
                across = _run(other is slot for other in row[column:])
                line[column] = Cell(slot.source, down, across)
            done.append(tuple(line))
        return tuple(done)


def is_thin(ruled: Ruled) -> bool:
    """Return whether a table is no wider or higher than a rule, so that it has no cell.

    Two rules close to each other look like one; what is printed there is plain text.
    """
    across = [edge for box in ruled.boxes for edge in (box[0], box[2])]
    down = [edge for box in ruled.boxes for edge in (box[1], box[3])]
    return min(len(_clusters(across)), len(_clusters(down))) < _EDGES


def page_table(
    ruled: Ruled, glyphs: Iterable[Glyph], page: int, path: str | None, row: int
) -> tuple[PageTable, list[Glyph]]:
    """Sort the characters of a page into a table; return it and those left over."""
    boxes = ruled.boxes
    ys = _clusters(edge for box in boxes for edge in (box[1], box[3]))
    xs = _clusters(edge for box in boxes for edge in (box[0], box[2]))
    owners = {
        position: index
        for index, box in enumerate(boxes)
        for position in _positions(box, xs, ys)
    }
    inside: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, _middle(glyph, ys)
        found = None
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            found = owners.get((_position(ys, y), _position(xs, x)))
        if found is None:
            rest.append(glyph)
        else:
            inside.setdefault(found, []).append(glyph)
    slots: list[Slot] = []
    for index, box in enumerate(boxes):
        own = lines(inside.get(index, ()))
        place = Place(path=path, page=page, row=row + _position(ys, box[1]))
        slots.append(
            Slot(
                join(own, box, place),
                own,
                box,
                index in ruled.ajar_above,
                index in ruled.ajar_below,
            )
        )
    outline = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    table = PageTable(page, slots, outline, ys, ruled.open_above, ruled.open_below)
    return table, rest


def _middle(glyph: Glyph, ys: Sequence[float]) -> float:
    """Return the height at which a character counts, inside where it is partly so.

    The text of a cut cell may be higher than its part, so that it stands over the edge.
    """
    middle = (glyph.top + glyph.bottom) / 2
    least = _SPILLED * (glyph.bottom - glyph.top)
    if middle < ys[0] and glyph.bottom - ys[0] > least:
        return ys[0]
    if middle >= ys[-1] and ys[-1] - glyph.top > least:
        return middle - (glyph.bottom - glyph.top) / 2
    return middle


def align(parts: Sequence[PageTable]) -> list[Matrix]:
    """Align the parts of one table on common columns, one matrix a part."""
    xs = _clusters(
        edge
        for part in parts
        for slot in part.slots
        for edge in (slot.box[0], slot.box[2])
    )
    return [_matrix(part, xs) for part in parts]


def is_continued(above: PageTable, below: PageTable) -> bool:
    """Return whether the outlines of two parts fit one table."""
    return (
        abs(above.box[0] - below.box[0]) <= _NEAR
        and abs(above.box[2] - below.box[2]) <= _NEAR
    )


def spilled(table: PageTable) -> str | None:
    """Return the first line of text that runs over the rule above or below its cell.

    Some makers of PDFs draw a text that is too high for its cell over the cells above
    and below it, where nothing tells any more to which one it belongs.
    """
    for slot in table.slots:
        for line in slot.lines:
            over = max(slot.box[1] - line.top, line.bottom - slot.box[3])
            if over > _SPILLED * (line.bottom - line.top):
                return "".join(glyph.text for glyph in line.glyphs)
    return None


def without_titles(first: Matrix, part: Matrix) -> Matrix | None:
    """Drop the rows that a table repeats at the top of a page.

    None where the part is a form of its own: where it begins as the first part does,
    and goes on with the same label and another value.
    """
    same = 0
    most = min(len(first.rows), len(part.rows))
    while same < most and _texts(first, same) == _texts(part, same):
        same += 1
    if same == len(part.rows):
        # A part that is repeated as a whole says something.
        return part
    if not same and _strip_titles(first, part):
        return part
    printed = 0 if same else _printed_titles(first, part)
    if printed:
        return Matrix(part.rows[printed:])
    if same < most and all(len(_texts(first, row)) == 1 for row in range(same)):
        ours, theirs = _texts(first, same), _texts(part, same)
        if ours[0] and ours[0] == theirs[0] and len(theirs) > 1:
            return None
    return Matrix(part.rows[same:])


def _printed_titles(first: Matrix, part: Matrix) -> int:
    """Count the rows above a part that repeat titles from further down in the first.

    A spreadsheet prints the rows of titles on each page, and not the form above them.
    """
    for start in range(1, min(_HEAD_ROWS, len(first.rows))):
        count = 0
        while (
            count < MOST_TITLE_ROWS
            and start + count < len(first.rows)
            and count < len(part.rows) - 1
            and _are_titles(_texts(part, count))
            and _texts(first, start + count) == _texts(part, count)
        ):
            count += 1
        if count:
            return count
    return 0


def _are_titles(texts: Sequence[str]) -> bool:
    """Return whether a row may be one of titles: words in each cell, no figures."""
    return len(texts) >= _FEWEST_TITLES and all(
        text and not any(each.isdigit() for each in text) for text in texts
    )


def without_repeats(table: Matrix, first: Matrix | None = None) -> Matrix:
    """Drop rows inside one page that say again what the titles of the table say.

    Args:
        table: what stands on one page.
        first: the first part of the table, which has its titles; itself where None.
    """
    head = first or table
    size = _title_rows(head)
    titles = [_texts(head, row) for row in range(size)]
    if len(titles[0]) < _FEWEST_TITLES or not all(titles[0]):
        return table
    rows: list[list[Slot]] = []
    index = 0
    while index < len(table.rows):
        block = range(index, min(index + size, len(table.rows)))
        if index and [_texts(table, row) for row in block] == titles:
            index += size
            continue
        rows.append(table.rows[index])
        index += 1
    return Matrix(rows)


def _title_rows(head: Matrix) -> int:
    """Count the rows of the titles: up to where no title reaches on below."""
    rows = head.rows
    for count in range(1, min(MOST_TITLE_ROWS, len(rows) - 1) + 1):
        above, below = rows[count - 1], rows[count]
        if all(one is not other for one, other in zip(above, below, strict=True)):
            return count
    return 1


def _strip_titles(first: Matrix, part: Matrix) -> bool:
    """Cut titles off a row that no line divides from them, if they stand there."""
    titles = list(first.starts(0))
    slots = list(part.starts(0))
    if len(titles) < _FEWEST_TITLES or len(titles) != len(slots):
        return False
    counts = [
        _lines_saying(slot, unspaced(title.source.text))
        for (_, title), (_, slot) in zip(titles, slots, strict=True)
    ]
    if not all(counts):
        return False
    for (_, slot), count in zip(slots, counts, strict=True):
        slot.lines = slot.lines[count:]
        slot.source = join(slot.lines, slot.box, slot.source.place())
    return True


def _lines_saying(slot: Slot, text: str) -> int:
    """Count the first lines of a slot that say a text, 0 where they do not."""
    said = ""
    for count, line in enumerate(slot.lines, start=1):
        said += unspaced(line.text)
        if said == text:
            return count
        if not text.startswith(said):
            break
    return 0


def _texts(matrix: Matrix, row: int) -> list[str]:
    return [unspaced(slot.source.text) for _, slot in matrix.starts(row)]


def _matrix(part: PageTable, xs: Sequence[float]) -> Matrix:
    owners = {
        position: slot
        for slot in part.slots
        for position in _positions(slot.box, xs, part.ys)
    }
    # Where no lines close a cell there is still a position in the grid.
    return Matrix(
        [
            [
                owners.get((row, column)) or _hole(part, xs, row, column)
                for column in range(len(xs) - 1)
            ]
            for row in range(part.height)
        ]
    )


def _positions(
    box: Rectangle, xs: Sequence[float], ys: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns that a box covers."""
    columns = range(_position(xs, box[0]), _position(xs, box[2]))
    for row in range(_position(ys, box[1]), _position(ys, box[3])):
        for column in columns:
            yield row, column


def _hole(part: PageTable, xs: Sequence[float], row: int, column: int) -> Slot:
    box = (xs[column], part.ys[row], xs[column + 1], part.ys[row + 1])
    return Slot(Source.at("", Place(page=part.page)), [], box)


def _clusters(edges: Iterable[float]) -> list[float]:
    """Return one number for each group of numbers that lie near each other."""
    found: list[float] = []
    last = 0.0
    for edge in sorted(edges):
        if not found or edge - last > _NEAR:
            found.append(edge)
        last = edge
    return found


def _position(edges: Sequence[float], edge: float) -> int:
    """Find the last cluster that begins before a number."""
    return max(bisect_left(edges, edge + _NEAR / 100) - 1, 0)


def _run(flags: Iterable[bool]) -> int:
    count = 0
    for flag in flags:
        if not flag:
            break
        count += 1
    return count
