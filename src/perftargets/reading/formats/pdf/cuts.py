"""Rows of a PDF that a page break cuts: told from rows that follow, and joined."""

import re

from perftargets.reading.formats.pdf.lines import between, is_full
from perftargets.reading.formats.pdf.tables import Matrix, Slot
from perftargets.text import Source, unspaced

_WIDE = 4
"""How many characters a line must have to show by its length that it goes on."""

_ROOM = 2.5
"""How many lines may stay free in a cell that goes on; no word processor leaves more.

One line does not fit, and another is kept back where no single line may stand below.
"""

_SEVERAL = 3
"""How many cells that go on show a cut row though all of them are narrow."""

_MOST_FULL = 0.75
"""Which part of them is full above the break at least."""

_ROW_HEAD = re.compile(r"\D{0,4}\d{1,2}\s*[:：]|[.…·]+$")
"""How a row begins that a form leaves to be filled in: 指标3：, ……"""


def append(
    table: Matrix, part: Matrix, *, is_open: bool = False, is_titled: bool = False
) -> bool:
    """Add a part below a table; return whether a row that was cut was joined.

    Args:
        table: what there is of the table.
        part: what stands on the next page, the titles left out.
        is_open: whether the lines show that a row was cut.
        is_titled: whether titles stand above the part, so that a line closes it there.
    """
    above, below = table.rows[-1], part.rows[0]
    # A line below some cells of the row shows that the row has ended.
    ended = any(slot.ajar_below for slot in above)
    cut = not ended and (_is_cut(table, part) or (is_open and _fits(table, part)))
    swapped: dict[int, Slot] = {}
    for column, slot in part.starts(0):
        upper = above[column]
        if not _same_columns(above, below, column):
            continue
        merged = _reaches(part, 0, column) or _reaches_up(table, column)
        if cut and (merged or not slot.is_blank or not upper.is_blank):
            _extend(upper, slot)
            swapped[id(slot)] = upper
        elif upper.ajar_below and (slot.ajar_above or is_titled):
            _unite(upper, slot)
            swapped[id(slot)] = upper
        elif merged and slot.is_blank and not upper.is_blank:
            swapped[id(slot)] = upper
    rows = [[swapped.get(id(slot), slot) for slot in row] for row in part.rows]
    table.rows += rows[1:] if cut else rows
    return cut


def _is_cut(table: Matrix, part: Matrix) -> bool:
    """Return whether the first row of a part is the rest of the row above it.

    Where a cell goes on, its last line above is full, so that the next character did
    not fit. Where most cells of the row are empty and none is new, it is a rest too.
    """
    if not _fits(table, part) or _has_ended(table, part):
        return False
    above, below = table.rows[-1], part.rows[0]
    both: list[tuple[Slot, Slot]] = []
    only_above = only_below = leaves = 0
    for column, slot in part.starts(0):
        upper = above[column]
        if _reaches(part, 0, column) or _reaches_up(table, column):
            continue
        leaves += 1
        if slot.is_blank or upper.is_blank:
            only_above += not upper.is_blank
            only_below += not slot.is_blank
        else:
            both.append((upper, slot))
    if not both and leaves and not (only_above and only_below):
        # A strip of a row without any text is cut off above or below the break.
        return True
    if not both:
        # What is full above is empty below, and the other way round.
        return only_below > 0 and only_above > 1 and only_above >= only_below
    if any(_ROW_HEAD.match(slot.lines[0].text) for _, slot in both):
        return False
    full = [is_full(upper.lines[-1], slot.lines[0], upper.box) for upper, slot in both]
    wide = any(len(upper.lines[-1].glyphs) >= _WIDE for upper, _ in both)
    if all(full) and wide and (only_above or len(both) > 1 or len(below) == 1):
        return True
    if only_below or not only_above:
        return False
    # Where a word is kept whole a line ends early, so a cell or two may not be full.
    most = len(both) >= _SEVERAL and sum(full) >= _MOST_FULL * len(both)
    return most or (only_above > 1 and only_above >= len(both))


def _has_ended(table: Matrix, part: Matrix) -> bool:
    """Return whether a text above the break leaves room for what would be its rest."""
    above = table.rows[-1]
    return any(
        not (slot.is_blank or above[column].is_blank) and _has_room(above[column])
        for column, slot in part.starts(0)
    )


def _has_room(slot: Slot) -> bool:
    """Return whether further lines would have fitted below a text, so that it ends."""
    first, last = slot.lines[0], slot.lines[-1]
    free = slot.box[3] - slot.box[1] - (last.bottom - first.top)
    return free > _ROOM * (last.bottom - last.top)


def _fits(table: Matrix, part: Matrix) -> bool:
    above, below = table.rows[-1], part.rows[0]
    return all(_same_columns(above, below, column) for column, _ in part.starts(0))


def _extend(upper: Slot, slot: Slot) -> None:
    if slot.is_blank:
        return
    parts = [upper.source, slot.source]
    if not upper.is_blank:
        gap = between(upper.lines[-1], slot.lines[0], upper.box)
        parts.insert(1, Source.at(gap, slot.source.place()))
    upper.source = Source.join(parts)
    upper.lines = upper.lines + slot.lines


def _unite(upper: Slot, slot: Slot) -> None:
    """Make one of the parts of a merged cell, each of which may show its label."""
    if slot.is_blank:
        return
    if upper.is_blank:
        upper.source, upper.lines = slot.source, slot.lines
    elif unspaced(slot.source.text) != unspaced(upper.source.text):
        _extend(upper, slot)


def _same_columns(above: list[Slot], below: list[Slot], column: int) -> bool:
    """Return whether the slots of two rows at a column cover the same columns."""
    covered = [index for index, slot in enumerate(below) if slot is below[column]]
    return covered == [
        index for index, slot in enumerate(above) if slot is above[column]
    ]


def _reaches(matrix: Matrix, row: int, column: int) -> bool:
    """Return whether a slot goes on below a row."""
    rows = matrix.rows
    return row + 1 < len(rows) and rows[row + 1][column] is rows[row][column]


def _reaches_up(matrix: Matrix, column: int) -> bool:
    rows = matrix.rows
    return len(rows) > 1 and rows[-2][column] is rows[-1][column]
