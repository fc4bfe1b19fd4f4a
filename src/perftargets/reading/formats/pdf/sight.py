"""What of the characters of a page can be seen, and which way they run."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs

from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle, UnseenGlyph, holds

_TILT = 3.0
"""By how many degrees a text may be off before it counts as tilted."""

_MOST = 0.6
"""Which share of the characters of a page shows that the whole page is turned."""

_FEWEST = 12
"""How many characters a page has at least whose direction can be told."""

_CUT = 0.6
"""How far from a character its neighbour is at most, in parts of the height."""

_WHITES = ((1,), (1, 1, 1), (0, 0, 0, 0))
"""White, in shades of grey, in red, green and blue, and in inks."""


class Drawn(NamedTuple):
    """One character as the page draws it.

    Attributes:
        text: the character.
        box: left, bottom, right, top, from the lower left corner of the page.
        run: the way its line runs, as a vector.
        clip: the box outside which nothing is painted, as ``box``.
        is_invisible: whether it is drawn without any paint.
        is_white: whether it is painted in white.
    """

    text: str
    box: Rectangle
    run: tuple[float, float]
    clip: Rectangle | None
    is_invisible: bool
    is_white: bool


@attrs.frozen(kw_only=True)
class Paper:
    """The paper, in points from its upper left corner.

    Attributes:
        height: of the page.
        left: where the page begins, as pdfplumber counts.
        top: the same from above.
        paper: what is shown of it.
        dark: boxes that are filled, and pictures.
        is_recognised: whether its text lies unseen over a picture.
    """

    height: float
    left: float
    top: float
    paper: Rectangle
    dark: tuple[Rectangle, ...]
    is_recognised: bool


def is_white(color: object) -> bool:
    """Return whether a colour, as pdfminer gives it, is white."""
    parts = color if isinstance(color, tuple | list) else (color,)
    return tuple(parts) in _WHITES


def hidden_share(drawn: Sequence[Drawn]) -> float:
    """Return which share of the characters is drawn without paint."""
    return sum(each.is_invisible for each in drawn) / len(drawn) if drawn else 0.0


def turn_of(drawn: Sequence[Drawn]) -> int:
    """Return by how many quarters a page must be turned clockwise to be read."""
    if len(drawn) < _FEWEST:
        return 0
    counts = [0, 0, 0, 0]
    for each in drawn:
        turn = _quarter(each.run)
        if turn is not None:
            counts[turn] += 1
    most = max(range(4), key=counts.__getitem__)
    return most if counts[most] > _MOST * len(drawn) else 0


def _quarter(run: tuple[float, float]) -> int | None:
    """Return the quarters by which a line is turned; None where it is tilted."""
    across, up = run
    if up == 0 and across > 0:
        return 0
    angle = math.degrees(math.atan2(up, across)) % 360
    quarters = round(angle / 90)
    return quarters % 4 if abs(angle - 90 * quarters) <= _TILT else None


def in_sight(
    drawn: Iterable[Drawn], sheet: Paper
) -> tuple[tuple[Glyph, ...], tuple[tuple[UnseenGlyph, Glyph], ...]]:
    """Divide the characters of a page into those that are seen and those that are not.

    A character whose neighbour on the line is cut off is marked.
    """
    seen: list[Glyph] = []
    unseen: list[tuple[UnseenGlyph, Glyph]] = []
    for each in drawn:
        x0, y0, x1, y1 = each.box
        turn = _quarter(each.run)
        glyph = Glyph(
            each.text,
            x0 + sheet.left,
            sheet.height - y1 + sheet.top,
            x1 + sheet.left,
            sheet.height - y0 + sheet.top,
            turn or 0,
        )
        why = _why(each, glyph, sheet)
        if why is None and turn is None:
            why = UnseenGlyph.TILTED
        if why is None:
            seen.append(glyph)
        elif each.text.strip():
            unseen.append((why, glyph))
    return tuple(_marked(seen, unseen)), tuple(unseen)


def _why(each: Drawn, glyph: Glyph, sheet: Paper) -> UnseenGlyph | None:
    x0, y0, x1, y1 = each.box
    if each.clip is not None and not holds(each.clip, ((x0 + x1) / 2, (y0 + y1) / 2)):
        return UnseenGlyph.OUTSIDE
    middle = glyph.middle
    if not holds(sheet.paper, middle):
        return UnseenGlyph.OUTSIDE
    if each.is_invisible and not sheet.is_recognised:
        return UnseenGlyph.INVISIBLE
    if each.is_white and not any(holds(box, middle) for box in sheet.dark):
        return UnseenGlyph.INVISIBLE
    return None


def _marked(
    seen: Iterable[Glyph], unseen: Iterable[tuple[UnseenGlyph, Glyph]]
) -> Iterable[Glyph]:
    """Mark the characters that stand right beside one that is cut off."""
    outside = [
        glyph.upright()
        for why, glyph in unseen
        if why is UnseenGlyph.OUTSIDE and glyph.text.strip()
    ]
    if not outside:
        return seen
    rows: dict[int, list[Glyph]] = {}
    for glyph in outside:
        for key in _bands(glyph):
            rows.setdefault(key, []).append(glyph)
    return [
        attrs.evolve(glyph, is_cut=True) if _is_cut(glyph.upright(), rows) else glyph
        for glyph in seen
    ]


def _bands(glyph: Glyph) -> tuple[int, int]:
    middle = glyph.middle[1]
    return math.floor(middle / 8), math.floor(middle / 8 + 0.5) + 1_000_000


def _is_cut(glyph: Glyph, rows: dict[int, list[Glyph]]) -> bool:
    if not glyph.text.strip():
        return False
    height = glyph.bottom - glyph.top
    return any(
        abs(other.middle[1] - glyph.middle[1]) < height / 4
        and abs(other.bottom - other.top - height) < height / 4
        and (
            abs(other.x0 - glyph.x1) < _CUT * height
            or abs(glyph.x0 - other.x1) < _CUT * height
        )
        for key in _bands(glyph)
        for other in rows.get(key, ())
    )
