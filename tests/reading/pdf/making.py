"""PDFs made with reportlab, in a Chinese font that every viewer has."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"
Style = tuple[Any, ...]
GRID: Style = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def style(size: float = 9) -> ParagraphStyle:
    """Give the style of a paragraph, broken at any character."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return ParagraphStyle(
        "cell", fontName=FONT, fontSize=size, leading=size + 3, wordWrap="CJK"
    )


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *styles: Style,
    titles: int = 0,
    split: bool = True,
) -> Table:
    """Make a ruled table; ``titles`` rows are repeated on each page."""
    cells = [[Paragraph(text, style()) for text in row] for row in rows]
    made = Table(
        cells, colWidths=list(widths), repeatRows=titles, splitInRow=int(split)
    )
    made.setStyle([*(styles or (GRID,))])
    return made


def document(
    *parts: Flowable | str,
    page: tuple[float, float] = A4,
    **options: Any,
) -> bytes:
    """Make a PDF of titles and tables; numbers stand at the foot of the pages."""

    def number(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 8)
        canvas.drawCentredString(page[0] / 2, 20, f"第 {template.page} 页")

    data = io.BytesIO()
    template = SimpleDocTemplate(data, pagesize=page, **options)
    flow = [Paragraph(p, style(12)) if isinstance(p, str) else p for p in parts]
    template.build(flow, onFirstPage=number, onLaterPages=number)
    return data.getvalue()


def lines(*pages: Sequence[str], size: float = 9) -> bytes:
    """Make a PDF of bare lines of text, a sequence for each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, size)
        for index, text in enumerate(page):
            canvas.drawString(60, A4[1] - 60 - index * (size + 5), text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()
