"""The cells before the rows: department, agency, project, goal, without separators.

A cell begins where a line begins or after a space, so a header is a run of tokens to
be divided in four. Every division is weighed and the best one taken. What repeats from
project to project and what the widths of the lines show counts most; how names usually
end tips the balance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from perftargets.files import _words
from perftargets.files._flow import Flow, Size, cells, squash
from perftargets.text import Source, Span

_MOST_TOKENS = 12
_LONGEST_BODY = 25
_LONGEST_PROJECT = 40
_SHORTEST = 3
_SURE = 2.0
"""By how much a division must be better than the next one to be no guess."""

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
    """

    title: str
    prefixes: Counter[str]
    forks: frozenset[str]
    width: Size

    @classmethod
    def of(
        cls, title: str, headers: Iterable[Sequence[Token]], sizes: Iterable[Size]
    ) -> "Evidence":
        """Gather it from all headers of a table and the sizes of all its lines."""
        prefixes: Counter[str] = Counter()
        following: dict[str, set[str]] = {}
        for tokens in headers:
            runs = [_joined(tokens[:n]) for n in range(1, min(len(tokens), 8) + 1)]
            prefixes.update(runs)
            for run, longer in pairwise(runs):
                following.setdefault(run, set()).add(longer)
        forks = frozenset(run for run, more in following.items() if len(more) > 1)
        return cls(squash(title), prefixes, forks, widest(sizes))


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
            found.append(Token(offset, piece[0], not at_seam, size))
    return tuple(found)


def divide(flow: Flow, span: Span, evidence: Evidence) -> Header:
    """Divide a header into its four cells, by the best score."""
    found = tokens(flow, span)
    if not found:
        return Header(None, None, None, None, sure=False, score=0.0)
    scale = _Scale(found, evidence)
    most = min(len(found), _MOST_TOKENS)
    ranked = sorted(
        (
            (scale.score(first, second, third), (first, second, third))
            for first in range(most)
            for second in range(first, most)
            for third in range(second + 1, most + 1)
        ),
        reverse=True,
    )
    score, (first, second, third) = ranked[0]
    second_best = ranked[1][0] if len(ranked) > 1 else score - _SURE

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
        sure=score - second_best >= _SURE and 0 < first < second,
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

    def __init__(self, found: Sequence[Token], evidence: Evidence) -> None:
        self._tokens = found
        self._evidence = evidence
        self._known: dict[tuple[str, int, int], float] = {}

    def score(self, first: int, second: int, third: int) -> float:
        """Weigh the division at three tokens."""
        return (
            self._cell("department", 0, first)
            + self._cell("agency", first, second)
            + self._cell("project", second, third)
            + self._cell("goal", third, len(self._tokens))
            + (3.0 if self._same(first, second) else 0.0)
        )

    def _same(self, first: int, second: int) -> bool:
        own = _joined(self._tokens[:first])
        return bool(own) and own == _joined(self._tokens[first:second])

    def _cell(self, kind: str, start: int, end: int) -> float:
        key = kind, start, end
        if key not in self._known:
            weigh = {
                "department": self._department,
                "agency": self._agency,
                "project": self._project,
                "goal": self._goal,
            }[kind]
            self._known[key] = weigh(start, end)
        return self._known[key]

    def _department(self, start: int, end: int) -> float:
        if start == end:
            return -6.0
        text = _joined(self._tokens[start:end])
        return self._body(text, end) + self._shape(start, end)

    def _agency(self, start: int, end: int) -> float:
        if start == end:
            return -5.0
        text = _joined(self._tokens[start:end])
        project = -2.0 if ends_like(text, "project") else 0.0
        return self._body(text, end) + self._shape(start, end) + project

    def _body(self, text: str, end: int) -> float:
        evidence = self._evidence
        run = _joined(self._tokens[:end])
        score = 0.0
        if evidence.prefixes[run] > 1:
            score += 4.0 if run in evidence.forks else 1.0
        if ends_like(text, "body"):
            score += 2.0
            # Half a name may stand in the title too, so only a whole one counts.
            if len(text) >= _SHORTEST and text in evidence.title:
                score += 3.0
        if len(text) > _LONGEST_BODY:
            score -= 3.0
        if len(text) < _SHORTEST and text not in _words.words("endings", "body"):
            score -= 4.0
        return score

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
        score = 2.0 if first.after_space else 0.0
        if _NO_START.match(first.text):
            score -= 8.0
        if _LIST_MARK.match(first.text):
            score += 3.0
        elif first.text.startswith(_words.words("endings", "goal_openings")):
            score += 2.0
        if first.text in _words.words("endings", "project"):
            score -= 5.0
        later = [part.line for part in parts[1:] if not part.after_space]
        if later and not first.after_space and is_short(first.line, widest(later)):
            score -= 5.0
        return score

    def _shape(self, start: int, end: int) -> float:
        """Weigh a cell by its layout: spaces, widths of its lines, punctuation."""
        parts = self._tokens[start:end]
        score = 2.0 if parts[0].after_space else 0.0
        if _NO_START.match(parts[0].text):
            score -= 8.0
        if _LIST_MARK.match(parts[0].text):
            score -= 6.0
        text = _joined(parts)
        score -= 6.0 * len(set(_SENTENCE.findall(text)))
        fullest = 0
        for before, part in pairwise(parts):
            if part.after_space:
                score -= 6.0
                continue
            score -= 1.0
            if not is_short(before.line, self._evidence.width):
                continue
            # All lines of a cell but the last fill its column.
            own, following = cells(before.text), cells(part.text)
            fullest = max(fullest, own)
            if following > own + 1:
                score -= 5.0
            if own < fullest - 2:
                score -= 5.0
        return score
