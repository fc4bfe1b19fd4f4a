"""Tables of a PDF that leave out lines: rows told apart by baselines, columns by gaps.

A row is what stands on one height in three columns at least, one of them of figures; a
column is what no text crosses. Where that does not hold the table is told.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle, Ruled
from perftargets.reading.formats.pdf.lines import PageLine, is_full, join, lines
from perftargets.reading.formats.pdf.tables import PageTable, Slot

_FEWEST_COLUMNS = 3
"""How many columns must agree on where their lines stand."""

_LEVEL = 0.5
"""How far apart two lines on one height are at most, in parts of their height."""

_GAP = 0.9
"""A gap between characters that parts two cells, in parts of the height of a line."""

_RIVER = 3.0
"""How many points stay free between two columns at least."""

_WHOLE = 0.9
"""Which part of the width of a table a box has that divides no columns."""

_NEXT = 2.5
"""How many lines may stay free between two rows of one table."""

_FEWEST_RULES = 2
"""How many lines across show that what stands in columns is a table."""

_HIGHEST = 40
"""How many points high a line is that may stand in one row; a higher one is a label."""

_FEWEST_LINES = 3
"""How many lines a table without rules has at least, its titles counted."""


@attrs.frozen
class Divided:
    """A table whose rows were told apart, or could not be.

    Attributes:
        table: the table.
        bands: how many rows were read out of one box each.
        unclear: texts of boxes that hold several rows which could not be told apart.
    """

    table: PageTable
    bands: tuple[int, ...] = ()
    unclear: tuple[Slot, ...] = ()


def divided(table: PageTable, *, has_columns: bool = True) -> Divided:
    """Return a table of which each row is one, also where no line divides them.

    ``has_columns`` says that lines divide the columns, so that it can be told whether a
    text fills its cell and goes on below.
    """
    ys = list(table.ys)
    bands: list[int] = []
    unclear: list[Slot] = []
    parted: list[Slot] = []
    gone: set[int] = set()
    by_top = sorted((slot.box[1], at) for at, slot in enumerate(table.slots))
    for top, bottom in pairwise(table.ys):
        near = by_top[
            bisect_right(by_top, top - _RIVER, key=_first) : bisect_left(
                by_top, top + _RIVER, key=_first
            )
        ]
        band_at = sorted(
            at for _, at in near if abs(table.slots[at].box[3] - bottom) < _RIVER
        )
        band = [table.slots[at] for at in band_at]
        centers = _centers(band, has_columns=has_columns)
        if centers is None:
            continue
        made: list[Slot] = []
        edges = sorted([top, *_between(band, centers), bottom])
        for slot in band:
            parts = _parted(slot, centers, edges)
            if parts is None:
                unclear.append(slot)
                break
            made += parts
        else:
            gone.update(band_at)
            parted += made
            ys += edges[1:-1]
            bands.append(len(centers))
    if not bands:
        return Divided(table, unclear=tuple(unclear))
    kept = [slot for at, slot in enumerate(table.slots) if at not in gone]
    done = attrs.evolve(table, slots=kept + parted, ys=sorted(ys))
    return Divided(done, tuple(bands), tuple(unclear))


def _middle(line: PageLine) -> float:
    return (line.top + line.bottom) / 2


def _first(span: tuple[float, ...]) -> float:
    return span[0]


def _last(span: tuple[float, float]) -> float:
    return span[-1]


def _is_level(one: PageLine, height: float) -> bool:
    return abs(_middle(one) - height) <= _LEVEL * (one.bottom - one.top)


def _has_figure(line: PageLine) -> bool:
    return any(each.isdigit() for each in line.text)


def _is_list(slot: Slot) -> bool:
    """Return whether each line of a cell ends by itself, so that none is wrapped."""
    return len(slot.lines) > 1 and not any(
        is_full(line, following, slot.box) for line, following in pairwise(slot.lines)
    )


def _centers(band: Sequence[Slot], *, has_columns: bool) -> list[float] | None:
    """Return the heights of the rows in one box; None where it is one row."""
    lists = [
        slot
        for slot in band
        if (_is_list(slot) if has_columns else len(slot.lines) > 1)
    ]
    best: list[Slot] = []
    for slot in lists:
        level = [
            other
            for other in lists
            if len(other.lines) == len(slot.lines)
            and all(
                _is_level(line, _middle(mine))
                for line, mine in zip(other.lines, slot.lines, strict=True)
            )
        ]
        if len(level) > len(best):
            best = level
    if len(best) < _FEWEST_COLUMNS:
        return None
    figures = any(all(map(_has_figure, slot.lines)) for slot in best)
    return [_middle(line) for line in best[0].lines] if figures else None


def _between(band: Sequence[Slot], centers: Sequence[float]) -> list[float]:
    """Return the heights between rows: in the widest gap that no line crosses."""
    edges: list[float] = []
    # No label over rows; sorted, so that each gap looks at its own lines alone.
    extents = ((line.top, line.bottom) for slot in band for line in slot.lines)
    by_middle = sorted(
        ((top + bottom) / 2, top, bottom)
        for top, bottom in extents
        if bottom - top < _HIGHEST
    )
    for above, below in pairwise(centers):
        first = bisect_right(by_middle, above - 1, key=_first)
        last = bisect_left(by_middle, below + 1, key=_first)
        spans = sorted((top, bottom) for _, top, bottom in by_middle[first:last])
        best, edge, reach = 0.0, (above + below) / 2, above
        for top, bottom in spans:
            if top - reach > best:
                best, edge = top - reach, (top + reach) / 2
            reach = max(reach, bottom)
        edges.append(edge)
    return edges


def _parted(
    slot: Slot, centers: Sequence[float], edges: Sequence[float]
) -> list[Slot] | None:
    """Divide a cell into those of its rows; None where that is not clear."""
    rows: list[list[PageLine]] = [[] for _ in centers]
    for line in slot.lines:
        at = bisect_right(edges, _middle(line)) - 1
        if not 0 <= at < len(rows):
            return None
        rows[at].append(line)
    filled = [index for index, own in enumerate(rows) if own]
    if len(filled) == len(rows):
        return [
            _part(slot, own, edges[index], edges[index + 1])
            for index, own in enumerate(rows)
        ]
    if not filled:
        return [slot]
    if len(filled) == 1 and not any(map(_has_figure, slot.lines)):
        # A label that stands once is that of all rows beside it.
        return [slot]
    if any(map(_has_figure, slot.lines)) or filled[0] == 0:
        ends = [*filled[1:], len(rows)]
        labels = not any(map(_has_figure, slot.lines))
        parts = []
        for index, end in zip(filled, ends, strict=True):
            last = end if labels else index + 1
            parts.append(_part(slot, rows[index], edges[index], edges[last]))
        taken = {
            row
            for index, end in zip(filled, ends, strict=True)
            for row in range(index, end if labels else index + 1)
        }
        parts += [
            _part(slot, [], edges[row], edges[row + 1])
            for row in range(len(rows))
            if row not in taken
        ]
        return parts
    return None


def _part(slot: Slot, own: Sequence[PageLine], top: float, bottom: float) -> Slot:
    box = (slot.box[0], top, slot.box[2], bottom)
    return Slot(join(own, box, slot.source.place()), list(own), box)


# Columns -----------------------------------------------------------------------------


def without_columns(ruled: Ruled, glyphs: Iterable[Glyph]) -> Ruled:
    """Return a table that has lines across alone with columns told by gaps.

    As it is where it has columns already, or where no gaps go through. Where the last
    line is that below the titles, what stands in the same columns below belongs to it.
    """
    boxes = sorted(ruled.boxes, key=lambda box: box[1])
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    if any(box[2] - box[0] < _WHOLE * (right - left) for box in boxes):
        return ruled
    top, bottom = boxes[0][1], boxes[-1][3]
    within = [glyph for glyph in glyphs if left <= glyph.middle[0] <= right]
    inside = lines(glyph for glyph in within if top <= glyph.middle[1] <= bottom)
    if max((len(_chunks(line)) for line in inside), default=0) < _FEWEST_COLUMNS:
        return ruled
    below = lines(glyph for glyph in within if glyph.middle[1] > bottom)
    last = [line for line in inside if _middle(line) > boxes[-1][1]]
    if len(last) == 1:
        run = _following(inside, below)
        if run:
            inside += run
            boxes.append((left, bottom, right, max(line.bottom for line in run) + 1))
    if len(boxes) == 1 and len(_chunks(inside[0])) >= _FEWEST_COLUMNS < len(inside):
        # A frame round all of it: the first line holds the titles.
        under = (inside[0].bottom + inside[1].top) / 2
        boxes = [(left, top, right, under), (left, under, right, bottom)]
    xs = _columns(inside, left, right)
    if len(xs) - 1 < _FEWEST_COLUMNS:
        return ruled
    return Ruled(
        tuple((x0, box[1], x1, box[3]) for box in boxes for x0, x1 in pairwise(xs)),
        open_above=ruled.open_above,
        open_below=ruled.open_below,
    )


def _following(above: Sequence[PageLine], below: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines that go on in the columns of a table, right below it."""
    run: list[PageLine] = []
    stretches = _Stretches(above)
    last = above[-1]
    for line in below:
        height = line.bottom - line.top
        near = line.top - last.bottom < _NEXT * height
        first = not run and len(_chunks(line)) < _FEWEST_COLUMNS
        if not near or first or not stretches.keeps_columns(line):
            break
        run.append(line)
        stretches.add(line)
        last = line
    return run


class _Stretches:
    """What lines cover from side to side; what is nearer than a river is one stretch.

    A line is added to those above it once, however many they are.
    """

    def __init__(self, lines: Iterable[PageLine] = ()) -> None:
        self._spans: list[tuple[float, float]] = []
        for line in lines:
            self.add(line)

    def add(self, line: PageLine) -> None:
        """Add what a line covers."""
        self._spans = self._with(line)

    def keeps_columns(self, line: PageLine) -> bool:
        """Return whether a line leaves the gaps between the columns above it open."""
        count = len(self._spans)
        return count >= _FEWEST_COLUMNS and len(self._with(line)) == count

    def _with(self, line: PageLine) -> list[tuple[float, float]]:
        spans = self._spans.copy()
        for left, right in _chunks(line):
            first = bisect_right(spans, left - _RIVER, key=_last)
            last = bisect_left(spans, right + _RIVER, key=_first)
            met = [*spans[first:last], (left, right)]
            spans[first:last] = [(min(map(_first, met)), max(map(_last, met)))]
        return spans


RuledLine = tuple[float, float, float]
"""A line across: its left end, its height and its right end."""


def between_rules(glyphs: Iterable[Glyph], rules: Sequence[RuledLine]) -> list[Ruled]:
    """Return what stands in columns between two or three lines across, without others.

    The middle part of a long table has the line above its titles and the one below
    them, and none at the end of the page.
    """
    found: list[Ruled] = []
    for ruled in without_lines(glyphs):
        left, right = _sides(ruled.boxes)
        top = min(box[1] for box in ruled.boxes)
        bottom = max(box[3] for box in ruled.boxes)
        near = [
            rule
            for rule in rules
            if rule[0] <= left + _RIVER
            and rule[2] >= right - _RIVER
            and top - (bottom - top) <= rule[1] <= bottom + (bottom - top)
        ]
        if len(near) >= _FEWEST_RULES:
            start, end = near[0][0], near[0][2]
            boxes = tuple(
                (
                    start if box[0] == left else box[0],
                    box[1],
                    end if box[2] == right else box[2],
                    box[3],
                )
                for box in ruled.boxes
            )
            found.append(attrs.evolve(ruled, boxes=boxes))
    return found


def _sides(boxes: Sequence[Rectangle]) -> tuple[float, float]:
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def without_lines(glyphs: Iterable[Glyph]) -> list[Ruled]:
    """Return what looks like tables without any line: runs of lines in columns."""
    found: list[Ruled] = []
    run: list[PageLine] = []
    stretches = _Stretches()
    for line in [*lines(glyphs), None]:
        if line is not None and (
            len(_chunks(line)) >= _FEWEST_COLUMNS - 1
            or (run and _stands_inside(line, run[-1], stretches))
        ):
            run.append(line)
            stretches.add(line)
            continue
        start = 0
        while start < len(run) and len(_chunks(run[start])) < _FEWEST_COLUMNS:
            start += 1
        if len(run) - start >= _FEWEST_LINES:
            found += _table(run[start:])
        run, stretches = [], _Stretches()
    return found


def _stands_inside(line: PageLine, above: PageLine, stretches: _Stretches) -> bool:
    """Return whether a short line is the rest of a wrapped cell above it."""
    height = line.bottom - line.top
    return line.top - above.bottom < height and stretches.keeps_columns(line)


def _table(run: Sequence[PageLine]) -> list[Ruled]:
    left = min(line.x0 for line in run) - _RIVER
    right = max(line.x1 for line in run) + _RIVER
    xs = _columns(run, left, right)
    if len(xs) - 1 < _FEWEST_COLUMNS:
        return []
    head = run[0].bottom
    below = (head + run[1].top) / 2
    ys = [run[0].top - 1, below, max(line.bottom for line in run) + 1]
    return [
        Ruled(
            tuple(
                (x0, top, x1, bottom)
                for top, bottom in pairwise(ys)
                for x0, x1 in pairwise(xs)
            )
        )
    ]


def _chunks(line: PageLine) -> list[tuple[float, float]]:
    """Return the stretches of a line that gaps part."""
    found: list[tuple[float, float]] = []
    for glyph in line.glyphs:
        height = glyph.bottom - glyph.top
        if found and glyph.x0 - found[-1][1] <= _GAP * height:
            found[-1] = found[-1][0], max(found[-1][1], glyph.x1)
        else:
            found.append((glyph.x0, glyph.x1))
    return found


def _columns(found: Sequence[PageLine], left: float, right: float) -> list[float]:
    """Return the edges of columns: the middles of gaps that go through all lines."""
    stretches = sorted(stretch for line in found for stretch in _chunks(line))
    xs = [left]
    reach = None
    for start, end in stretches:
        if reach is not None and start - reach >= _RIVER:
            xs.append((start + reach) / 2)
        reach = end if reach is None else max(reach, end)
    return [*xs, right]
