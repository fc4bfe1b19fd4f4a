"""The running text of a table: pages joined, furniture set apart, seams remembered."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import attrs

from perftargets.reading import words as _words
from perftargets.text import Piece, Source, unspaced

_LETTERS = re.compile(r"[A-Za-z]")
Size = tuple[int, int]
"""The length of a line in characters and in display cells."""

_TITLE_LINES = 4
_SENTENCE_ENDS = tuple("。；;")


def _piece_start(piece: Piece) -> int:
    return piece.start


def cells(text: str) -> int:
    """Count display cells, of which a full-width character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@attrs.frozen
class Flow:
    """Lines put after each other, with the offsets at which each line begins.

    Chinese lines join without a space. Between two Latin words a space stays where
    one is printed at the end of the one line or the start of the other.

    Attributes:
        source: the joined text, each character with its place.
        seams: the offset of the start of each line, sorted, the first one 0.
        sizes: the size of each line.
        doubtful: the seams at which two Latin letters met without a printed space.
        gaps: the seams before which lines were left out, blank ones nearly always.
    """

    source: Source
    seams: tuple[int, ...] = ()
    sizes: tuple[Size, ...] = ()
    doubtful: tuple[int, ...] = ()
    gaps: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[Source]) -> "Flow":
        """Join lines; blank ones count for nothing."""
        parts: list[Source] = []
        stripped_lines: list[Source] = []
        seams: list[int] = []
        doubtful: list[int] = []
        gaps: set[int] = set()
        length = 0
        before: Source | None = None
        for line in lines:
            stripped = line.strip()
            if not stripped.text:
                continue
            if before is not None and _latin_seam(before, line):
                if before.text[-1].isspace() or line.text[0].isspace():
                    gap = Source.at(" ", stripped.place())
                    parts.append(gap)
                    length += 1
                else:
                    doubtful.append(length)
            if before is not None and _apart(before, line):
                gaps.add(length)
            seams.append(length)
            parts.append(stripped)
            stripped_lines.append(stripped)
            length += len(stripped)
            before = line
        sizes = tuple((len(line), cells(line.text)) for line in stripped_lines)
        return cls(
            Source.join(parts), tuple(seams), sizes, tuple(doubtful), frozenset(gaps)
        )

    @property
    def text(self) -> str:
        """The joined text."""
        return self.source.text

    def cut(self, start: int, end: int) -> Source:
        """Cut a stretch out; unlike slicing, in time that goes with its length."""
        source = self.source
        low = bisect_right(source.pieces, start, key=_piece_start)
        high = bisect_left(source.pieces, end, key=_piece_start)
        inner = source.pieces[low:high]
        shifted = (Piece(piece.start - start, piece.place) for piece in inner)
        return Source(self.text[start:end], (Piece(0, source.place(start)), *shifted))

    def seams_in(self, start: int, end: int) -> Sequence[int]:
        """Return the seams after ``start`` and before ``end``."""
        return self.seams[
            bisect_right(self.seams, start) : bisect_left(self.seams, end)
        ]

    def is_seam(self, offset: int) -> bool:
        """Return whether a line begins at ``offset``."""
        index = bisect_left(self.seams, offset)
        return index < len(self.seams) and self.seams[index] == offset

    def before(self, offset: int) -> str:
        """Return the last character before ``offset`` that is no space, or nothing."""
        while offset and self.text[offset - 1].isspace():
            offset -= 1
        return self.text[offset - 1] if offset else ""

    def size_around(self, offset: int) -> Size:
        """Return the size of the line that the character at ``offset`` stands in."""
        return self.sizes[bisect_right(self.seams, offset) - 1]


@attrs.frozen
class FlowPage:
    """A running-text file taken apart.

    Attributes:
        title: the title, its lines joined; None where there is none.
        has_columns: whether the titles of the columns stand in it.
        flow: what lies below the column titles, page furniture taken out.
        unplaced: lines that are neither title nor furniture nor table.
    """

    title: Source | None
    has_columns: bool
    flow: Flow
    unplaced: tuple[Source, ...] = ()


def take_apart(lines: Sequence[Source]) -> FlowPage:
    """Separate title, column titles and page furniture from the text of the table."""
    lines = [line for line in lines if line.text.strip() or "\f" in line.text]
    first = _first_columns(lines)
    if first is None:
        return _without_columns(lines)
    start, end = first
    title, unplaced = _title(lines[:start])
    body = _without_furniture(lines[end:], title)
    return FlowPage(title, has_columns=True, flow=Flow.of(body), unplaced=unplaced)


def _latin_seam(before: Source, line: Source) -> bool:
    return bool(
        _LETTERS.match(before.text.rstrip()[-1]) and _LETTERS.match(line.text.lstrip())
    )


def _apart(before: Source, line: Source) -> bool:
    above, own = before.place().line, line.place().line
    return above is not None and own is not None and own > above + 1


def _without_columns(lines: Sequence[Source]) -> FlowPage:
    count = 0
    for index in range(1, min(5, len(lines) + 1)):
        above = lines[:index]
        text = "".join(unspaced(part.text) for part in above)
        if _names_a_table(text) and year(above) is not None:
            count = index
            break
    title, unplaced = _title(lines[:count])
    body = _without_furniture(lines[count:], title)
    return FlowPage(title, has_columns=False, flow=Flow.of(body), unplaced=unplaced)


def _names_a_table(text: str) -> bool:
    return any(word in text for word in _words.words("title", "words"))


def _above(line: Source) -> bool:
    pattern = _words.patterns("furniture", "before_title")
    return pattern.fullmatch(line.text.strip()) is not None


def _title(lines: Sequence[Source]) -> tuple[Source | None, tuple[Source, ...]]:
    """Join the lines of the title; what cannot be part of one is given back."""
    kept = [line.strip() for line in lines if line.text.strip()]
    kept = [line for line in kept if not (_above(line) or _is_page_number(line))]
    if not kept:
        return None, ()
    start = len(kept)
    while (
        start and len(kept) - start < _TITLE_LINES and _could_be_title(kept[start - 1])
    ):
        start -= 1
    title = Flow.of(kept[start:]).source if start < len(kept) else None
    return title, tuple(kept[:start])


def _could_be_title(line: Source) -> bool:
    return not any(mark in line.text for mark in "：:。；;")


def year(lines: Sequence[Source]) -> int | None:
    """Find the fiscal year in a title, in Arabic or Chinese digits."""
    text = unspaced("".join(line.text for line in lines))
    digits = _words.ordered("title", "digits")
    translated = text.translate(
        {ord(c): str(value) for value, same in enumerate(digits) for c in same}
        | {ord("０") + value: str(value) for value in range(10)}
    )
    suffix = re.escape(_words.word("title", "year"))
    found = re.search(rf"(?<!\d)((?:19|20)\d\d){suffix}", translated)
    return int(found[1]) if found else None


def _is_page_number(line: Source) -> bool:
    pattern = _words.patterns("furniture", "anywhere")
    return pattern.fullmatch(line.text.strip()) is not None


def _column_pattern() -> re.Pattern[str]:
    groups = (
        f"(?P<{key}>{_words.any_of('columns', key)})"
        for key in _words.keys("forms", "columns")
    )
    return re.compile("".join(groups))


def _first_columns(lines: Sequence[Source]) -> tuple[int, int] | None:
    pattern = _column_pattern()
    for start in range(len(lines)):
        end = _columns_at(lines, start, pattern)
        if end is not None:
            return start, end
    return None


def _columns_at(
    lines: Sequence[Source], start: int, pattern: re.Pattern[str]
) -> int | None:
    """Return the end of the column titles that begin at a line, if they do."""
    first = unspaced(lines[start].text)
    starts = {title[0] for title in _words.words("columns", "department")}
    if not first or first[0] not in starts:
        return None
    text = ""
    for end in range(start, min(start + 20, len(lines))):
        text += unspaced(lines[end].text)
        if pattern.fullmatch(text):
            return end + 1
    return None


def _same_text(lines: Sequence[Source], start: int, wanted: str) -> int | None:
    """Return the end of a run of lines that says ``wanted``, whatever its breaks."""
    text = ""
    for end in range(start, len(lines)):
        text += unspaced(lines[end].text)
        if text == wanted:
            return end + 1
        if not wanted.startswith(text):
            return None
    return None


def _without_furniture(lines: Sequence[Source], title: Source | None) -> list[Source]:
    """Drop repeated titles, column titles and page numbers."""
    wanted = unspaced(title.text) if title is not None else ""
    pattern = _column_pattern()
    breaks: set[int] = set()
    kept: list[Source] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if "\f" in line.text:
            breaks.add(len(kept))
        end = (
            (_same_text(lines, index, wanted) if wanted else None)
            or _columns_at(lines, index, pattern)
            or (index + 1 if _is_page_number(line) else None)
        )
        if end is not None:
            breaks.add(len(kept))
            index = end
            continue
        if line.text.strip():
            kept.append(line)
        index += 1
    breaks.add(len(kept))
    breaks.discard(0)
    return _without_bare_numbers(kept, breaks)


def _without_bare_numbers(lines: Sequence[Source], breaks: set[int]) -> list[Source]:
    """Drop numbers that stand alone beside a page break and count the pages.

    A line that holds nothing but a number could as well be the end of a value, so it
    has to be the number of its page.
    """
    pattern = _words.patterns("furniture", "at_page_break")
    dropped: set[int] = set()
    ends = sorted(breaks)
    for page, end in enumerate(ends, start=1):
        first = ends[page - 2] if page > 1 else 0
        for index in (end - 1, first):
            text = lines[index].text.strip()
            if not pattern.fullmatch(text) or int(text.split("/")[0]) != page:
                continue
            before = lines[index - 1].text.rstrip() if index else "。"
            # Nothing but the end of the file shows that the last page ends there.
            if end < len(lines) or before.endswith(_SENTENCE_ENDS):
                dropped.add(index)
                break
    return [line for index, line in enumerate(lines) if index not in dropped]
