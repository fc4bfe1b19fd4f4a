"""The work of reading a page grows as what stands on it does.

Work is counted, not timed: every call of a function is one. The last line of a page may
be looked at beside all others above it, and each row of a table beside all other rows.
"""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from perftargets.reading import read_bytes
from tests.reading.pdf.making import FONT
from tests.work import calls

pytestmark = pytest.mark.sampled

SHORT, LONG = 100, 200
MOST = 2.3
"""Times the work of a page twice as long: twice, and a little at its bounds."""

LEFTS = (20, 220, 420)
Draw = Callable[[Canvas, int, int], None]
"""Draws a line of a page: its number, and how many there are."""


def in_columns(canvas: Canvas, number: int, count: int) -> None:
    """Draw a row of three cells without any line."""
    for left in LEFTS:
        canvas.drawString(left, 12 * (count - number), f"培训{number}")


def below_one_row(canvas: Canvas, number: int, count: int) -> None:
    """Draw lines of one text under a row of three, as those of a wrapped cell."""
    for left in LEFTS[: 1 if number else 3]:
        canvas.drawString(left, 12 * (count - number), f"培训{number}")


def turned(canvas: Canvas, number: int, count: int) -> None:
    """Draw texts that are read from below, each far from the others."""
    canvas.saveState()
    canvas.translate(12 * (number % 40 + 1), 40 * (count - number))
    canvas.rotate(90)
    canvas.drawString(0, 0, f"培训{number}")
    canvas.restoreState()


def outside(canvas: Canvas, number: int, count: int) -> None:
    """Draw texts that nobody sees, beside others."""
    for left in (20, -400):
        canvas.drawString(left, 12 * (count - number), f"培训{number}")


def boxed(canvas: Canvas, number: int, count: int) -> None:
    """Draw a row of two ruled cells."""
    top = 14 * (count - number)
    for left in (20, 120):
        canvas.rect(left, top, 100, 14)
    canvas.drawString(22, top + 3, f"培训{number}")


def made(draw: Draw, count: int) -> bytes:
    """Make a PDF of one page that is as high as its lines need."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(600, 40 * count + 40))
    canvas.setFont(FONT, 8)
    for number in range(count):
        draw(canvas, number, count)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def work(data: bytes) -> int:
    """Count the calls that reading takes."""
    return calls(read_bytes, data)


@pytest.mark.parametrize("draw", [in_columns, below_one_row, turned, outside, boxed])
def test_work_grows_as_the_page_does(draw: Draw) -> None:
    """Twice as many lines take twice as many calls."""
    read_bytes(made(draw, 3))
    short, long = work(made(draw, SHORT)), work(made(draw, LONG))
    assert long <= MOST * short, f"{short:,} calls, then {long:,}"
