"""What a page of a PDF is made of, in points from its upper left corner."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""


@attrs.frozen
class Glyph:
    """One character as printed.

    Attributes:
        text: the character.
        x0: its left end.
        top: its upper end.
        x1: its right end.
        bottom: its lower end.
        turn: by how many quarters it is turned against the clock.
        is_cut: whether its neighbour on the line is cut off.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int = 0
    is_cut: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def upright(self) -> "Glyph":
        """Return the character as it lies on a page that is turned with it."""
        x0, top, x1, bottom = self.x0, self.top, self.x1, self.bottom
        match self.turn:
            case 1:
                box = (-bottom, x0, -top, x1)
            case 2:
                box = (-x1, -bottom, -x0, -top)
            case 3:
                box = (top, -x1, bottom, -x0)
            case _:
                return self
        return Glyph(self.text, *box, is_cut=self.is_cut)


class UnseenGlyph(StrEnum):
    """Why nobody sees a character that a page draws."""

    OUTSIDE = "outside"
    INVISIBLE = "invisible"
    TILTED = "tilted"


@attrs.frozen
class Ruled:
    """A table between lines.

    Attributes:
        boxes: the boxes of its cells.
        open_above: whether no line closes it above.
        open_below: whether no line closes it below, as where a row is cut.
        ajar_above: which boxes have no line above, though others beside them do.
        ajar_below: the same below: merged cells that go on with the next page.
    """

    boxes: tuple[Rectangle, ...]
    open_above: bool = False
    open_below: bool = False
    ajar_above: frozenset[int] = frozenset()
    ajar_below: frozenset[int] = frozenset()


def meet(one: Rectangle | None, other: Rectangle) -> Rectangle:
    """Return what two boxes have in common; a box turned inside out for nothing."""
    if one is None:
        return other
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def around(points: Iterable[tuple[float, float]]) -> Rectangle | None:
    """Return the box around points; None around none."""
    found = list(points)
    if not found:
        return None
    across, down = [x for x, _ in found], [y for _, y in found]
    return min(across), min(down), max(across), max(down)


def holds(box: Rectangle, point: tuple[float, float]) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
