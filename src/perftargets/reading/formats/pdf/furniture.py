"""Page numbers and running heads: what a page repeats in its margins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from perftargets.reading import words
from perftargets.reading.formats.pdf.lines import PageLine
from perftargets.reading.formats.pdf.tables import (
    PageTable,
)
from perftargets.text import unspaced

if TYPE_CHECKING:
    from perftargets.reading.formats.pdf.glyph import Glyph

_MARGIN = 0.12
"""The part of a page, above and below, in which page numbers and heads stand."""
_SAME_HEIGHT = 6.0
"""Within how many points lines of two pages stand at the same height."""


@attrs.define(eq=False)
class TakenPage:
    """A page taken apart: what stands on it from top to bottom."""

    number: int
    height: float
    items: list[PageLine | PageTable]
    texts: list[str]
    loose: "Sequence[Glyph]" = ()


def without_furniture(pages: Sequence[TakenPage]) -> list[TakenPage]:
    """Drop page numbers, and running heads after the first page that has them."""
    heads: dict[str, list[tuple[int, float]]] = {}
    for page in pages:
        for line in page.items:
            if isinstance(line, PageLine):
                where = page.number, line.top
                heads.setdefault(unspaced(line.text), []).append(where)
    done: list[TakenPage] = []
    for page in pages:
        kept = [
            item
            for item in page.items
            if isinstance(item, PageTable)
            or not (
                _is_page_number(item, page)
                or _is_repeated(item, page, heads[unspaced(item.text)])
            )
        ]
        done.append(TakenPage(page.number, page.height, kept, page.texts, page.loose))
    return done


def _is_page_number(line: PageLine, page: TakenPage) -> bool:
    text = line.text.strip()
    if not _in_margin(line, page):
        return False
    if words.patterns("furniture", "anywhere").fullmatch(text):
        return True
    return words.patterns("furniture", "at_page_break").fullmatch(text) is not None


def _is_repeated(
    line: PageLine, page: TakenPage, where: Sequence[tuple[int, float]]
) -> bool:
    return any(
        number < page.number and abs(top - line.top) <= _SAME_HEIGHT
        for number, top in where
    ) and (_in_margin(line, page) or _is_first(line, page))


def _in_margin(line: PageLine, page: TakenPage) -> bool:
    free = page.height * _MARGIN
    return line.bottom < free or line.top > page.height - free


def _is_first(line: PageLine, page: TakenPage) -> bool:
    """Return whether a line stands above every table of its page."""
    tables = [item.box[1] for item in page.items if isinstance(item, PageTable)]
    return bool(tables) and line.bottom <= min(tables)
