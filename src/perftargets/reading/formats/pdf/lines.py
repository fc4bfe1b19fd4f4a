"""Characters of a page put into lines, and lines into the text of a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from perftargets.reading.formats.pdf.glyph import Glyph, Rectangle
from perftargets.text import NOWHERE, Place, Source

_WORD_GAP = 0.25
"""A gap between Latin letters, in parts of the height of a line, that is a space."""

_CELL_GAP = 1.2
"""A gap between any characters that is a space."""

_OVERLAP = 0.4
"""How much of a character may lie under the next one, in parts of its width."""

_MOST_PADDING = 8.0
"""How many points of a cell stay free beside its text at most."""

_BESIDE = tuple((across, down) for across in (-1, 0, 1) for down in (-1, 0, 1))
"""What is printed twice at one place stands a point away at most."""

_CLOSING = "，。、；：！？,.;:!?)）》」』”’】〕％%"
_COMMAS = "，、,"
_OPENING = "（(《「『“‘【〔"
_UNMAPPED = re.compile(r"\(cid:\d+\)")
LOST = "�"
"""What stands for a character that the font gives no name."""


@attrs.frozen
class PageLine:
    """Characters side by side, in points from the upper left corner of the page."""

    text: str
    glyphs: tuple[Glyph, ...]
    ends_blank: bool = False

    @property
    def x0(self) -> float:
        """The left end."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def top(self) -> float:
        """The upper end."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """The lower end."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def is_cut(self) -> bool:
        """Whether a part of it is cut off."""
        return any(glyph.is_cut for glyph in self.glyphs)

    @property
    def is_overprinted(self) -> bool:
        """Whether characters stand on one another, so that their order is lost."""
        return any(
            other.x0 < one.x1 - _OVERLAP * (one.x1 - one.x0)
            for one, other in pairwise(self.glyphs)
        )

    def unbreakable(self) -> float:
        """Return the width of the shortest beginning that a line break must keep."""
        end = 0
        while end < len(self.glyphs) - 1 and self.glyphs[end].text in _OPENING:
            end += 1
        while end < len(self.glyphs) - 1 and _stay_together(
            self.glyphs[end].text, self.glyphs[end + 1].text
        ):
            end += 1
        return self.glyphs[end].x1 - self.x0


def lines(glyphs: Iterable[Glyph]) -> list[PageLine]:
    """Group characters into lines, from top to bottom and from left to right.

    Characters that are turned are read in their own direction, and make one line.
    """
    by_turn: list[list[Glyph]] = [[], [], [], []]
    for glyph in glyphs:
        by_turn[glyph.turn].append(glyph)
    found = _lines(by_turn[0])
    turned = [each for group in by_turn[1:] for each in _blocks(group)]
    return sorted([*found, *turned], key=lambda line: line.top) if turned else found


def _blocks(glyphs: Sequence[Glyph]) -> Iterator[PageLine]:
    """Group turned characters that stand near each other, each group one line."""
    groups: list[tuple[list[Glyph], PageLine]] = []
    for line in _lines(glyph.upright() for glyph in glyphs):
        height = line.bottom - line.top
        near = next(
            (
                group
                for group, last in groups
                if line.top - last.bottom < height
                and line.x0 < last.x1 + height
                and last.x0 < line.x1 + height
            ),
            None,
        )
        if near is None:
            groups.append((list(line.glyphs), line))
        else:
            near.extend(line.glyphs)
    turn = glyphs[0].turn if glyphs else 0
    for group, _ in groups:
        parts = _lines(group)
        box = (
            min(part.x0 for part in parts),
            parts[0].top,
            max(part.x1 for part in parts),
            parts[-1].bottom,
        )
        text = join(parts, box, NOWHERE).text
        cut = any(glyph.is_cut for glyph in group)
        back = Glyph(text, *box, turn=(4 - turn) % 4).upright()
        yield PageLine(text, (attrs.evolve(back, turn=turn, is_cut=cut),))


def _lines(glyphs: Iterable[Glyph]) -> list[PageLine]:
    groups: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(_once(glyphs), key=lambda each: each.top + each.bottom):
        own = (glyph.top + glyph.bottom) / 2
        height = glyph.bottom - glyph.top
        if not groups or own - middle > height / 2:
            groups.append([])
            middle = own
        groups[-1].append(glyph)
    return [line for group in groups if (line := _line(group)) is not None]


def is_full(line: PageLine, following: PageLine, box: Rectangle) -> bool:
    """Return whether what follows a line would not have fitted on it any more."""
    room = box[2] - box[0]
    padding = min(line.x0 - box[0], following.x0 - box[0], _MOST_PADDING)
    used = line.x1 - line.x0 + following.unbreakable()
    return used > room - 2 * max(padding, 0.0) - 0.5


def join(parts: Sequence[PageLine], box: Rectangle, place: Place) -> Source:
    """Join the lines of a cell: wrapped ones directly, ended ones with a break."""
    texts: list[Source] = []
    for line, following in pairwise((*parts, None)):
        if line is None:
            break
        texts.append(Source.at(line.text, place))
        if following is not None:
            texts.append(Source.at(between(line, following, box), place))
    return Source.join(texts)


def between(line: PageLine, following: PageLine, box: Rectangle) -> str:
    """Return what stands between two lines of one cell."""
    # No paragraph ends with a comma, however short its last line is.
    if not is_full(line, following, box) and line.text[-1] not in _COMMAS:
        return "\n"
    return " " if line.ends_blank and _is_latin(line.text[-1]) else ""


def unwrapped(parts: Iterable[PageLine], width: float) -> list[PageLine]:
    """Join the lines of paragraphs outside tables, where a full line goes on.

    Args:
        parts: lines below each other.
        width: how wide the content of the page is, in points.
    """
    done: list[PageLine] = []
    last: PageLine | None = None
    for line in parts:
        if last is not None and _goes_on(last, line, width):
            gap = " " if last.ends_blank and _is_latin(last.text[-1]) else ""
            whole = done[-1]
            done[-1] = PageLine(
                f"{whole.text}{gap}{line.text}", whole.glyphs + line.glyphs
            )
        else:
            done.append(line)
        last = line
    return done


def _goes_on(line: PageLine, following: PageLine, width: float) -> bool:
    height = line.bottom - line.top
    opened = sum(line.text.count(mark) for mark in "（(《")
    closed = sum(line.text.count(mark) for mark in "）)》")
    # Lines around a table may be set in by a little against it.
    is_full = line.x1 - line.x0 + following.unbreakable() > width - height
    return (
        # Nothing ends inside brackets, however short the line is.
        (is_full or opened > closed)
        and 0 <= following.top - line.top < 2 * height
        and abs(following.bottom - following.top - height) < 1
    )


def _stay_together(before: str, after: str) -> bool:
    return after in _CLOSING or (_is_latin(before) and _is_latin(after))


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Drop what is printed twice at one place, as bold type often is."""
    seen: dict[str, set[tuple[int, int]]] = {}
    for glyph in glyphs:
        x, y = round(glyph.x0), round(glyph.top)
        text = glyph.text
        places = seen.get(text)
        if places is None:
            places = seen[text] = set()
        if not text.strip() or places.isdisjoint([(x + i, y + j) for i, j in _BESIDE]):
            places.add((x, y))
            yield glyph


def _line(group: Sequence[Glyph]) -> PageLine | None:
    ordered = sorted(group, key=lambda glyph: glyph.x0)
    printed = [glyph for glyph in ordered if glyph.text.strip()]
    if not printed:
        return None
    text = ""
    before: Glyph | None = None
    blank = False
    for glyph in ordered:
        if not glyph.text.strip():
            blank = before is not None
            continue
        if before is not None and (blank or _is_apart(before, glyph)):
            text += " "
        text += _UNMAPPED.sub(LOST, glyph.text)
        before, blank = glyph, False
    return PageLine(text, tuple(printed), blank)


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    height = glyph.bottom - glyph.top
    latin = _is_latin(before.text[-1:]) and _is_latin(glyph.text[:1])
    return gap > height * (_WORD_GAP if latin else _CELL_GAP)
