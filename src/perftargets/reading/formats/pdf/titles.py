"""Titles that a table repeats on each page, cut off where no line divides them."""

from collections.abc import Sequence

import attrs

from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle
from perftargets.reading.formats.pdf.lines import join
from perftargets.reading.formats.pdf.tables import MOST_TITLE_ROWS, PageTable, Slot

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
    """Tell whether all that a part has above a height is the titles once more."""
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
