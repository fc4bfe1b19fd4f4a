"""Tables that go on over pages, joined, with the lines above and below them."""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.findings import Finding
from perftargets.reading.formats.page import split_notes
from perftargets.reading.formats.pdf.cuts import append
from perftargets.reading.formats.pdf.furniture import TakenPage
from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle
from perftargets.reading.formats.pdf.lines import PageLine, join
from perftargets.reading.formats.pdf.tables import (
    MOST_TITLE_ROWS,
    Matrix,
    PageTable,
    Slot,
    align,
    is_continued,
    spilled,
    without_repeats,
    without_titles,
)
from perftargets.reading.notices import (
    guessed,
)
from perftargets.reading.tables.grid import Grid
from perftargets.text import Place, Source

# Titles that a table repeats on each page, cut off where no line divides them.

_NEAR = 2.0
"""Within how many points a title stands where it stood on the page before."""

_FEWEST = 3
"""How many titles show that a row is one of titles."""


def ruled_off(first: PageTable, part: PageTable) -> PageTable:
    """Draw the line below repeated titles that a maker of PDFs left out.

    A row that is cut by a page break has no upper line in some files, so that the
    titles above it lie in one box with its rest. They are known by what they say and
    by where they stand, not by the box around them.
    """
    for rows in range(min(MOST_TITLE_ROWS, first.height), 0, -1):
        low = first.ys[rows]
        heads = [slot for slot in first.slots if slot.box[1] < low - _NEAR]
        if any(slot.box[3] > low + _NEAR for slot in heads):
            continue
        if sum(not slot.is_blank for slot in heads) < _FEWEST:
            continue
        at = part.ys[0] + low - first.ys[0]
        if at < part.ys[-1] - _NEAR and _repeats(first, part, heads, at):
            return _cut(part, at)
    return part


def _repeats(
    first: PageTable, part: PageTable, heads: Sequence[Slot], at: float
) -> bool:
    """Return whether all that a part has above a height is the titles once more."""
    wanted = [glyph for slot in heads for glyph in _glyphs(slot)]
    found = [
        glyph for slot in part.slots for glyph in _glyphs(slot) if _middle(glyph) < at
    ]
    if len(wanted) != len(found):
        return False
    left, top = part.box[0] - first.box[0], part.ys[0] - first.ys[0]
    return all(
        one.text == other.text
        and abs(one.x0 + left - other.x0) <= _NEAR
        and abs(one.top + top - other.top) <= _NEAR
        for one, other in zip(
            sorted(wanted, key=_reading), sorted(found, key=_reading), strict=True
        )
    )


def _cut(part: PageTable, at: float) -> PageTable:
    """Divide the boxes that reach over a height."""
    if not any(box[1] < at - _NEAR < at + _NEAR < box[3] for box in _boxes(part)):
        return part
    slots: list[Slot] = []
    for slot in part.slots:
        left, top, right, bottom = slot.box
        if not top < at - _NEAR < at + _NEAR < bottom:
            slots.append(slot)
            continue
        slots.append(_slot(slot, (left, top, right, at)))
        slots.append(_slot(slot, (left, at, right, bottom)))
    near = any(abs(y - at) <= _NEAR for y in part.ys)
    ys = part.ys if near else sorted([*part.ys, at])
    return attrs.evolve(part, slots=slots, ys=ys)


def _slot(slot: Slot, box: Rectangle) -> Slot:
    # Whole lines: their glyphs alone no longer know the spaces between them.
    own = [
        line for line in slot.lines if box[1] <= (line.top + line.bottom) / 2 < box[3]
    ]
    return Slot(join(own, box, slot.source.place()), own, box)


def _boxes(part: PageTable) -> list[Rectangle]:
    return [slot.box for slot in part.slots]


def _glyphs(slot: Slot) -> list[Glyph]:
    return [glyph for line in slot.lines for glyph in line.glyphs]


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _reading(glyph: Glyph) -> tuple[str, float, float]:
    # What stands side by side differs by more than a page rounds.
    return glyph.text, round(glyph.x0), glyph.top


def joined_tables(
    pages: Sequence[TakenPage], path: str | None, findings: list[Finding]
) -> Iterator[Grid]:
    """Join what stands on the pages to tables with the lines above and below them."""
    waiting: list[Source] = []
    parts: list[PageTable] = []
    heading: list[Source] = []
    for page in pages:
        for index, item in enumerate(page.items, start=1):
            if isinstance(item, PageLine):
                place = Place(path=path, page=page.number, line=index)
                waiting.append(Source.at(item.text, place))
                continue
            follows = parts and parts[-1].page < page.number and not waiting
            if follows and is_continued(parts[-1], item):
                parts.append(item)
                continue
            notes, above = split_notes(waiting if parts else [], waiting)
            yield from _joined(parts, heading, notes, findings)
            parts, heading, waiting = [item], above, []
    yield from _joined(parts, heading, waiting, findings)


def _joined(
    parts: Sequence[PageTable],
    heading: Sequence[Source],
    trailing: Sequence[Source],
    findings: list[Finding],
) -> Iterator[Grid]:
    """Join the parts of one table; forms that follow each other stay apart."""
    if not parts:
        return
    tables: list[tuple[Matrix, Place]] = []
    first: Matrix | None = None
    # Where the table has lines around it, one that is missing shows a cut row.
    ruled = not (parts[0].open_above or parts[-1].open_below)
    before = parts[0]
    cut = [parts[0], *(ruled_off(parts[0], part) for part in parts[1:])]
    for part, whole in zip(cut, align(cut), strict=True):
        matrix = without_repeats(whole, first)
        is_open = ruled and before.open_below
        before = part
        place = part.slots[0].source.place()
        over = spilled(part)
        if over is not None:
            findings.append(
                guessed(
                    f"第 {part.page} 页有文字压在单元格的线上（“{over}”），可能归错了"
                    "上下格，请核对这一页",
                    f"on page {part.page} text runs over the rule of its cell "
                    f"(“{over}”) and may have gone to the cell above or below; check "
                    "this page",
                    Place(path=place.path, page=part.page),
                )
            )
        body = without_titles(first, matrix) if first is not None else None
        if first is None or body is None:
            first = Matrix(list(matrix.rows))
            tables.append((matrix, place))
        elif append(
            tables[-1][0],
            body,
            is_open=is_open,
            is_titled=len(body.rows) < len(matrix.rows),
        ):
            findings.append(
                guessed(
                    f"第 {part.page} 页表格的第一行接着上一页的最后一行，合为一行",
                    f"the first row of the table on page {part.page} goes on with the "
                    "last row of the page before; they were joined",
                    Place(path=place.path, page=part.page),
                )
            )
    for index, (matrix, place) in enumerate(tables):
        yield Grid(
            rows=matrix.cells(),
            heading=tuple(heading) if not index else (),
            trailing=tuple(trailing) if index == len(tables) - 1 else (),
            place=place,
        )
