"""The cells before the rows: department, agency, project, goal, without separators.

A cell begins where a line begins or after a space, so a header is a run of tokens to
be divided in four. Every division is weighed and the best one taken. What repeats from
project to project and what the widths of the lines show counts most; how names usually
end tips the balance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import pairwise
from math import log

import attrs

from perftargets.files import _words
from perftargets.files._flow import Flow, Size, squash
from perftargets.files._widths import (
    MEASURES,
    Columns,
    Line,
    Measure,
    Range,
    Votes,
    range_of,
)
from perftargets.text import Source, Span

_MOST_TOKENS = 12
_LONGEST_BODY = 25
_LONGEST_PROJECT = 40
_SHORTEST = 3
_SURE = 2.0
"""By how much a division must be better than the next one to be no guess."""

_RAGGED = 5.0
"""What it costs that the lines of a cell cannot have filled one column."""

_MOST_BLANK = 2.5
_ROUNDS = 4
_KINDS = ("department", "agency", "project", "goal")
_PARAGRAPH_ENDS = tuple("。；;：:")
_NO_START = re.compile(r"[，。、；：！？,;:）)》”’」】]")
_LIST_MARK = re.compile(
    r"[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）).．、](?!\d)|[①-⑳]"
)
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_SENTENCE = re.compile(r"[，。；！？]")


@attrs.frozen
class Token:
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
class Header:
    """A header divided; a cell that is not there is None.

    Attributes:
        department: 主管部门.
        agency: 预算单位.
        project: 项目名称.
        goal: 绩效目标.
        sure: whether the next best division was clearly worse.
        score: how well the best division fits; only to compare headers.
    """

    department: Source | None
    agency: Source | None
    project: Source | None
    goal: Source | None
    sure: bool
    score: float


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
        cls, title: str, headers: Iterable[Sequence[Token]], flow: Flow
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
        return cls(squash(title), prefixes, forks, widest(flow.sizes), blank)


def widest(sizes: Iterable[Size]) -> Size:
    """Give the greatest length in characters and the greatest in display cells."""
    length, width = 0, 0
    for characters, columns in sizes:
        length, width = max(length, characters), max(width, columns)
    return length, width


def is_short(line: Size, column: Size) -> bool:
    """Tell whether a line ends before its column does, by both ways of counting.

    Half-width digits make lines of one column differ in characters, and a narrow
    column may leave a display cell or two free.
    """
    return line[0] < column[0] - 2 and line[1] < column[1] - 4


def tokens(flow: Flow, span: Span) -> tuple[Token, ...]:
    """Cut a stretch of the flow at spaces and where lines begin."""
    cuts = sorted({span.start, *flow.seams_in(span.start, span.end), span.end})
    found: list[Token] = []
    for start, end in pairwise(cuts):
        for piece in re.finditer(r"\S+", flow.text[start:end]):
            offset = start + piece.start()
            size = flow.size_around(offset)
            at_seam = flow.is_seam(offset) or not found
            blank = offset in flow.gaps
            found.append(Token(offset, piece[0], not at_seam, size, blank))
    return tuple(found)


@attrs.frozen
class _Division:
    """One way to divide a header, at three tokens, and how well it fits."""

    score: float
    cuts: tuple[int, int, int]


def divide(flow: Flow, span: Span, evidence: Evidence) -> Header:
    """Divide a header into its four cells, by the best score."""
    return divide_all(flow, (span,), evidence)[0]


def divide_all(
    flow: Flow, spans: Sequence[Span], evidence: Evidence
) -> tuple[Header, ...]:
    """Divide the headers of a table, whose columns are equally wide in all of them."""
    headers = [tokens(flow, span) for span in spans]
    readings = [_reading(headers, evidence, measure) for measure in MEASURES]
    best = max(sum(_score(ranked) for ranked in each) for each in readings)
    near = [
        each
        for each in readings
        if best - sum(_score(ranked) for ranked in each) < _SURE
    ]
    near.sort(key=lambda each: -sum(_score(ranked) for ranked in each))
    return tuple(
        _header(flow, span, found, [reading[index] for reading in near])
        for index, (span, found) in enumerate(zip(spans, headers, strict=True))
    )


def _score(ranked: Sequence[_Division]) -> float:
    return ranked[0].score if ranked else 0.0


def _reading(
    headers: Sequence[Sequence[Token]], evidence: Evidence, measure: Measure
) -> list[list[_Division]]:
    """Rank the divisions of each header, by one way to measure widths.

    What the others tell about the widths of the columns depends on how they are
    divided, so it is done again until nothing changes.
    """
    scales = [_Scale(found, evidence, measure) for found in headers]
    ranked = [scale.ranked(None) for scale in scales]
    if len(headers) == 1:
        return ranked
    votes = {kind: Votes() for kind in _KINDS}
    counted: list[tuple[Range, ...]] = [() for _ in headers]
    for _ in range(_ROUNDS):
        before = [each[0].cuts if each else None for each in ranked]
        for index, scale in enumerate(scales):
            _count(votes, counted[index], -1)
            counted[index] = (
                scale.ranges(ranked[index][0].cuts) if ranked[index] else ()
            )
            _count(votes, counted[index], 1)
        for index, scale in enumerate(scales):
            _count(votes, counted[index], -1)
            ranked[index] = scale.ranked(votes)
            _count(votes, counted[index], 1)
        if before == [each[0].cuts if each else None for each in ranked]:
            break
    return ranked


def _count(votes: Columns, ranges: Sequence[Range], by: int) -> None:
    for kind, cell in zip(_KINDS, ranges, strict=False):
        votes[kind].add(cell, by)


def _header(
    flow: Flow, span: Span, found: Sequence[Token], readings: list[list[_Division]]
) -> Header:
    if not found:
        return Header(None, None, None, None, sure=False, score=0.0)
    ranked = readings[0]
    score, (first, second, third) = ranked[0].score, ranked[0].cuts
    clear = all(
        each[0].cuts == ranked[0].cuts
        and (len(each) == 1 or each[0].score - each[1].score >= _SURE)
        for each in readings
    )

    def cell(start: int, end: int) -> Source | None:
        if start == end:
            return None
        return flow.cut(found[start].start, found[end - 1].end)

    goal = None
    if third < len(found):
        goal = flow.cut(found[third].start, span.end).strip()
    return Header(
        department=cell(0, first),
        agency=cell(first, second),
        project=cell(second, third),
        goal=goal,
        sure=clear and 0 < first < second,
        score=score,
    )


def ends_like(text: str, key: str) -> bool:
    """Tell whether a name ends in a way listed, a remark in brackets set aside."""
    endings = _words.words("endings", key)
    return text.endswith(endings) or _REMARK.sub("", text).endswith(endings)


def _joined(parts: Sequence[Token]) -> str:
    return "".join(part.text for part in parts)


class _Scale:
    """Weighs divisions of one header; each cell is weighed once."""

    def __init__(
        self, found: Sequence[Token], evidence: Evidence, measure: Measure
    ) -> None:
        self._tokens = found
        self._evidence = evidence
        self._measure = measure
        self._known: dict[tuple[str, int, int], tuple[float, Range]] = {}

    def ranked(self, votes: Columns | None) -> list[_Division]:
        """Give the two best divisions, the best one first."""
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
        divisions: list[_Division] = []
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
                _Division(before + after, (first, second, third))
                for before, first in left
                for after, third in right
            )
        return nlargest(2, divisions, key=lambda each: (each.score, each.cuts))

    def ranges(self, cuts: tuple[int, int, int]) -> tuple[Range, ...]:
        """Tell how wide the columns can be if the header is divided so."""
        edges = pairwise((0, *cuts, len(self._tokens)))
        return tuple(
            self._cell(kind, start, end)[1]
            for kind, (start, end) in zip(_KINDS, edges, strict=True)
        )

    def _same(self, first: int, second: int) -> bool:
        own = _joined(self._tokens[:first])
        return bool(own) and own == _joined(self._tokens[first:second])

    def _cell(self, kind: str, start: int, end: int) -> tuple[float, Range]:
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

    def _range(self, kind: str, start: int, end: int) -> Range:
        lines: list[Line] = []
        for index in range(start, end):
            token = self._tokens[index]
            if token.after_space and lines:
                lines[-1] = Line(lines[-1].text + " " + token.text, lines[-1].alone)
            else:
                lines.append(Line(token.text, self._alone(index, end)))
        breaks = len(lines)
        if kind == "goal":
            breaks = 0 if lines and lines[0].text.endswith(_PARAGRAPH_ENDS) else 1
        return range_of(lines, self._measure, breaks)

    def _alone(self, index: int, end: int) -> bool:
        """Tell whether a line holds this cell and nothing else."""
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
        """Tell whether the title holds a name, and not as a part of a longer one."""
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

    def _start(self, token: Token) -> float:
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
