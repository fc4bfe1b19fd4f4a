"""How well a division of a header into department, agency, project and goal fits.

What repeats from project to project and what the layout shows counts most; how names
usually end tips the balance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import pairwise
from math import log

import attrs

from perftargets.reading import words as _words
from perftargets.reading.running_text.column_widths import (
    CellLine,
    ColumnVotes,
    WidthOf,
    WidthRange,
    range_of,
)
from perftargets.reading.running_text.flow import Flow, Size
from perftargets.text import Span, unspaced

_MOST_TOKENS = 12
_LONGEST_BODY = 25
_LONGEST_PROJECT = 40
_SHORTEST = 3
_RAGGED = 5.0
"""What it costs that the lines of a cell cannot have filled one column."""

_MOST_BLANK = 2.5
KINDS = ("department", "agency", "project", "goal")
_PARAGRAPH_ENDS = tuple("。；;：:")
_NO_START = re.compile(r"[，。、；：！？,;:）)》”’」】]")
_LIST_MARK = re.compile(
    r"[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）).．、](?!\d)|[①-⑳]"
)
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_SENTENCE = re.compile(r"[，。；！？]")


@attrs.frozen
class HeaderToken:
    """A stretch of a header without spaces or line breaks inside it."""

    start: int
    text: str
    after_space: bool
    line: Size
    after_blank: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the flow."""
        return self.start + len(self.text)


@attrs.frozen
class Evidence:
    """What the whole table shows about its headers.

    Attributes:
        title: the title without spaces.
        prefixes: how many headers begin with each run of tokens.
        forks: the runs after which headers that share them go on differently.
        width: the length of the longest line, in characters and in display cells.
        blank: how much a blank line speaks for a new cell; the more of them stand
            between any two lines, the less.
    """

    title: str
    prefixes: Counter[str]
    forks: frozenset[str]
    width: Size
    blank: float

    @classmethod
    def of(
        cls, title: str, headers: Iterable[Sequence[HeaderToken]], flow: Flow
    ) -> "Evidence":
        """Gather it from all headers of a table and all its lines."""
        prefixes: Counter[str] = Counter()
        following: dict[str, set[str]] = {}
        for tokens in headers:
            runs = [_joined(tokens[:n]) for n in range(1, min(len(tokens), 8) + 1)]
            prefixes.update(runs)
            for run, longer in pairwise(runs):
                following.setdefault(run, set()).add(longer)
        forks = frozenset(run for run, more in following.items() if len(more) > 1)
        # The logarithm of how much likelier a blank line is between two cells.
        chance = (len(flow.gaps) + 1) / (len(flow.seams) + 2)
        blank = min(max(-log(chance), 0.0), _MOST_BLANK)
        return cls(unspaced(title), prefixes, forks, widest(flow.sizes), blank)


def widest(sizes: Iterable[Size]) -> Size:
    """Return the greatest length in characters and the greatest in display cells."""
    length, width = 0, 0
    for characters, columns in sizes:
        length, width = max(length, characters), max(width, columns)
    return length, width


def is_short(line: Size, column: Size) -> bool:
    """Return whether a line ends before its column does, by both ways of counting.

    Half-width digits make lines of one column differ in characters, and a narrow
    column may leave a display cell or two free.
    """
    return line[0] < column[0] - 2 and line[1] < column[1] - 4


def tokens(flow: Flow, span: Span) -> tuple[HeaderToken, ...]:
    """Cut a stretch of the flow at spaces and where lines begin."""
    cuts = sorted({span.start, *flow.seams_in(span.start, span.end), span.end})
    found: list[HeaderToken] = []
    for start, end in pairwise(cuts):
        for piece in re.finditer(r"\S+", flow.text[start:end]):
            offset = start + piece.start()
            size = flow.size_around(offset)
            at_seam = flow.is_seam(offset) or not found
            blank = offset in flow.gaps
            found.append(HeaderToken(offset, piece[0], not at_seam, size, blank))
    return tuple(found)


@attrs.frozen
class Division:
    """One way to divide a header, at three tokens, and how well it fits."""

    score: float
    cuts: tuple[int, int, int]


def ends_like(text: str, key: str) -> bool:
    """Return whether a name ends in a way listed, a remark in brackets set aside."""
    endings = _words.words("endings", key)
    return text.endswith(endings) or _REMARK.sub("", text).endswith(endings)


def _joined(parts: Sequence[HeaderToken]) -> str:
    return "".join(part.text for part in parts)


class Scale:
    """Weighs divisions of one header; each cell is weighed once."""

    def __init__(
        self, found: Sequence[HeaderToken], evidence: Evidence, measure: WidthOf
    ) -> None:
        self._tokens = found
        self._evidence = evidence
        self._measure = measure
        self._known: dict[tuple[str, int, int], tuple[float, WidthRange]] = {}

    def ranked(self, votes: ColumnVotes | None) -> list[Division]:
        """Return the two best divisions, the best one first."""
        most = min(len(self._tokens), _MOST_TOKENS)
        lost: dict[tuple[str, int, int], float] = {}

        def cell(kind: str, start: int, end: int) -> float:
            key = kind, start, end
            if key not in lost:
                score, width = self._cell(kind, start, end)
                if start < end and width.possible and votes:
                    score -= votes[kind].loss(width)
                lost[key] = score
            return lost[key]

        whole = len(self._tokens)
        divisions: list[Division] = []
        for second in range(most):
            left = nlargest(
                2,
                (
                    (
                        cell("department", 0, first)
                        + cell("agency", first, second)
                        + (3.0 if self._same(first, second) else 0.0),
                        first,
                    )
                    for first in range(second + 1)
                ),
            )
            right = nlargest(
                2,
                (
                    (cell("project", second, third) + cell("goal", third, whole), third)
                    for third in range(second + 1, most + 1)
                ),
            )
            divisions += (
                Division(before + after, (first, second, third))
                for before, first in left
                for after, third in right
            )
        return nlargest(2, divisions, key=lambda each: (each.score, each.cuts))

    def ranges(self, cuts: tuple[int, int, int]) -> tuple[WidthRange, ...]:
        """Return how wide the columns can be if the header is divided so."""
        edges = pairwise((0, *cuts, len(self._tokens)))
        return tuple(
            self._cell(kind, start, end)[1]
            for kind, (start, end) in zip(KINDS, edges, strict=True)
        )

    def _same(self, first: int, second: int) -> bool:
        own = _joined(self._tokens[:first])
        return bool(own) and own == _joined(self._tokens[first:second])

    def _cell(self, kind: str, start: int, end: int) -> tuple[float, WidthRange]:
        key = kind, start, end
        if key not in self._known:
            weigh = {
                "department": self._department,
                "agency": self._agency,
                "project": self._project,
                "goal": self._goal,
            }[kind]
            width = self._range(kind, start, end)
            ragged = 0.0 if width.possible else _RAGGED
            self._known[key] = weigh(start, end) - ragged, width
        return self._known[key]

    def _range(self, kind: str, start: int, end: int) -> WidthRange:
        lines: list[CellLine] = []
        for index in range(start, end):
            token = self._tokens[index]
            if token.after_space and lines:
                lines[-1] = CellLine(lines[-1].text + " " + token.text, lines[-1].alone)
            else:
                lines.append(CellLine(token.text, self._alone(index, end)))
        breaks = len(lines)
        if kind == "goal":
            breaks = 0 if lines and lines[0].text.endswith(_PARAGRAPH_ENDS) else 1
        return range_of(lines, self._measure, breaks)

    def _alone(self, index: int, end: int) -> bool:
        """Return whether a line holds this cell and nothing else."""
        if self._tokens[index].after_space:
            return False
        after = index + 1
        while after < len(self._tokens) and self._tokens[after].after_space:
            after += 1
        return after <= end

    def _department(self, start: int, end: int) -> float:
        if start == end:
            return -6.0
        text = _joined(self._tokens[start:end])
        return self._body(text, start, end) + self._shape(start, end)

    def _agency(self, start: int, end: int) -> float:
        if start == end:
            return -5.0
        text = _joined(self._tokens[start:end])
        project = -2.0 if ends_like(text, "project") else 0.0
        return self._body(text, start, end) + self._shape(start, end) + project

    def _body(self, text: str, start: int, end: int) -> float:
        evidence = self._evidence
        run = _joined(self._tokens[:end])
        score = 0.0
        if evidence.prefixes[run] > 1:
            score += 4.0 if run in evidence.forks else 1.0
        if ends_like(text, "body"):
            score += 2.0
            if len(text) >= _SHORTEST and self._whole_in_title(text, start, end):
                score += 3.0
        if len(text) > _LONGEST_BODY:
            score -= 3.0
        if len(text) < _SHORTEST and text not in _words.words("endings", "body"):
            score -= 4.0
        return score

    def _whole_in_title(self, text: str, start: int, end: int) -> bool:
        """Return whether the title holds a name, and not as a part of a longer one."""
        title = self._evidence.title
        if text not in title:
            return False
        before = self._tokens[start - 1].text if start else None
        after = self._tokens[end].text if end < len(self._tokens) else None
        return not (
            (before is not None and before + text in title)
            or (after is not None and text + after in title)
        )

    def _project(self, start: int, end: int) -> float:
        text = _joined(self._tokens[start:end])
        score = self._shape(start, end)
        if ends_like(text, "project"):
            score += 4.0
        elif ends_like(text, "project_weak"):
            score += 1.5
        elif ends_like(text, "body"):
            score -= 1.5
        if not _SHORTEST <= len(text) <= _LONGEST_PROJECT:
            score -= 4.0
        if text in _words.words("endings", "project"):
            score -= 4.0
        return score

    def _goal(self, start: int, end: int) -> float:
        if start == end:
            return -4.0
        parts = self._tokens[start:end]
        first = parts[0]
        score = self._start(first)
        if _NO_START.match(first.text):
            score -= 8.0
        if _LIST_MARK.match(first.text):
            score += 3.0
        elif first.text.startswith(_words.words("endings", "goal_openings")):
            score += 2.0
        if first.text in _words.words("endings", "project"):
            score -= 5.0
        return score

    def _start(self, token: HeaderToken) -> float:
        """Weigh what stands before a cell: a space or a blank line."""
        if token.after_space:
            return 2.0
        return self._evidence.blank if token.after_blank else 0.0

    def _shape(self, start: int, end: int) -> float:
        """Weigh a cell by its layout: spaces, widths of its lines, punctuation."""
        parts = self._tokens[start:end]
        score = self._start(parts[0])
        if _NO_START.match(parts[0].text):
            score -= 8.0
        if _LIST_MARK.match(parts[0].text):
            score -= 6.0
        text = _joined(parts)
        score -= 6.0 * len(set(_SENTENCE.findall(text)))
        for before, part in pairwise(parts):
            if part.after_space:
                score -= 6.0
                continue
            score -= 1.0
            # A cell that begins inside a line goes on only where that line is full.
            if before.after_space and is_short(before.line, self._evidence.width):
                score -= 3.0
        return score
