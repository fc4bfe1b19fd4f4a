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
