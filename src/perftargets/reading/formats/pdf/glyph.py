"""What a page of a PDF is made of, in points from its upper left corner."""

import attrs

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""


@attrs.frozen
class Glyph:
    """One character as printed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@attrs.frozen
class Ruled:
    """A table between lines.

    Attributes:
        boxes: the boxes of its cells.
        open_above: whether no line closes it above.
        open_below: whether no line closes it below, as where a row is cut.
    """

    boxes: tuple[Box, ...]
    open_above: bool = False
    open_below: bool = False
