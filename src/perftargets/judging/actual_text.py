"""The clauses of an actual, what the phrase language read in them, and their words.

A word that no measure uses belongs to a class of ``words/actual.toml``, to the row's
own words, to a noun in its place, or is unknown.
"""

import re
from collections.abc import Iterator

import attrs

from perftargets.judging.context import JudgingContext
from perftargets.judging.reported import (
    ActualPiece,
    measures,
    numbered,
    places_of,
    unclocked,
)
from perftargets.judging.words import (
    ActualWords,
    WordKind,
    actual_words,
    direction_words,
    has_digit,
    plain,
)
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Range,
    Target,
)
from perftargets.text import fold

YEAR = re.compile(r"(\d{4})年度?")
DAY = re.compile(r"\d{1,2}月(?:份|\d{1,2}日)?(?:[底末]前?|前|之前)?")
_LISTED = re.compile(r"\d{1,2}\.")
_MARKED = re.compile(r"\d{1,2}[、)]")
_REMARKS = 10
"""Remarks read at most; a figure that answers stands in the first or second."""
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CUT = re.compile(r"[;!。\n\r]|(?<!\d),|,(?!\d)|、")
_STRONG = re.compile(r"[;!。\n\r]")
SILENT = frozenset(" \t\u3000,;:。!、.“”\"'‘’()[]{}《》<>—-–\n\r\u200b\ufeff")


@attrs.frozen(eq=False)
class ActualText:
    """The text of an actual, and what is known around it.

    Attributes:
        text: the text as written.
        folded: the same with each character in its usual form, without times of day.
        items: what the phrase language read in it.
        year: the fiscal year, where it is known.
        named: whether the indicator has a name.
        own: the words of the row: name, target, subject, category.
        words: the classes of words of an actual.
        numbered: whether it is a numbered list.
        clauses: its clauses in order.
        remarks: what stands in brackets, by where it begins, as read.
    """

    text: str
    folded: str
    items: tuple[Target, ...]
    year: int | None
    named: bool
    own: tuple[str, ...]
    words: ActualWords
    numbered: bool
    clauses: "list[ActualClause]" = attrs.field(factory=list)
    remarks: dict[int, Target] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        items: tuple[Target, ...],
        target: Target,
        context: JudgingContext,
    ) -> "ActualText":
        """Split a text into clauses, with what was read in them and their words."""
        actual = cls(
            text=text,
            folded=fold(unclocked(text)),
            items=items,
            year=context.fiscal_year,
            named=bool(context.name),
            own=tuple(each for each in map(plain, own_words(target, context)) if each),
            words=actual_words(),
            numbered=numbered(text),
        )
        _ClauseCutter(actual).cut()
        words = _WordReader(actual)
        for clause in actual.clauses:
            clause.pieces = words.read(clause)
        return actual


def own_words(target: Target, context: JudgingContext) -> tuple[str, ...]:
    """Return what a row says of itself, whose words are known in its actual."""
    return context.name, target.text, target.subject, context.category or ""


def is_own(word: str, target: Target, context: JudgingContext) -> bool:
    """Return whether a word stands in what a row says of itself."""
    first = word[0]
    for own in own_words(target, context):
        if first in own and word in plain(own):
            return True
    return False


@attrs.define
class ActualClause:
    """A stretch between two cuts."""

    start: int
    end: int
    remark: bool = False
    opens: bool = True
    """It begins a sentence, so that a list of parts ends before it."""
    pieces: list[ActualPiece] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    items: list[Target] = attrs.field(factory=list)


class _ClauseCutter:
    """Cuts a text at marks and brackets, and lays over it what was read in it."""

    def __init__(self, actual: ActualText) -> None:
        self._actual = actual

    def cut(self) -> None:
        self._actual.clauses[:] = self._clauses()
        self._lay()

    def _clauses(self) -> list[ActualClause]:
        """Cut at marks and brackets; a list with one figure is one clause."""
        clauses: list[ActualClause] = []
        taken = [span for item in self._actual.items for span in places_of(item)]
        last = 0
        brackets = [
            match
            for match in BRACKETS.finditer(self._actual.folded)
            if not any(
                start <= match.start() and match.end() <= end for start, end in taken
            )
        ]
        for match in brackets:
            self._cut(clauses, last, match.start())
            clauses.append(
                ActualClause(match.start() + 1, match.end() - 1, remark=True)
            )
            last = match.end()
        self._cut(clauses, last, len(self._actual.folded))
        return clauses

    def _cut(self, clauses: list[ActualClause], start: int, end: int) -> None:
        at = start
        opens = not clauses
        for match in _CUT.finditer(self._actual.folded, start, end):
            self._append(clauses, at, match.start(), opens=opens)
            opens = bool(_STRONG.match(match[0]))
            at = match.end()
            if match[0] == "、" and clauses:
                clauses[-1].places.append((-1, -1))
        self._append(clauses, at, end, opens=opens)

    def _append(
        self, clauses: list[ActualClause], start: int, end: int, *, opens: bool
    ) -> None:
        if not self._actual.folded[start:end].strip("".join(SILENT)):
            return
        before = clauses[-1] if clauses else None
        if before is not None and before.places == [(-1, -1)]:
            before.places.clear()
            if not before.remark and not has_digit(
                self._actual.folded[before.start : before.end]
            ):
                before.end = end
                return
        clauses.append(ActualClause(start, end, opens=opens))

    def _lay(self) -> None:
        """Assign what the phrase language read to the clauses."""
        for clause in self._actual.clauses:
            clause.places.clear()
        for item in self._actual.items:
            places = places_of(item)
            if not places:
                continue
            anchor = min(
                item.spans.number or item.spans.referent or item.spans.operator
            )
            for clause in self._actual.clauses:
                clause.places += [
                    place for place in places if clause.start <= place[0] < clause.end
                ]
                if clause.start <= anchor.start < clause.end and measures(item):
                    clause.items.append(item)
        for clause in self._actual.clauses:
            if clause.remark and len(self._actual.remarks) < _REMARKS:
                self._read_remark(clause)

    def _read_remark(self, clause: ActualClause) -> None:
        text = self._actual.text[clause.start : clause.end]
        read = parse(text)
        self._actual.remarks[clause.start] = read
        if clause.items:
            return
        items = read.measure.items if isinstance(read.measure, Compound) else (read,)
        for item in items:
            places = places_of(item)
            clause.places += [
                (start + clause.start, end + clause.start) for start, end in places
            ]
            if places and measures(item):
                clause.items.append(item)


class _WordReader:
    """Reads the words of the clauses of one text."""

    def __init__(self, actual: ActualText) -> None:
        self._actual = actual

    def read(self, clause: ActualClause) -> list[ActualPiece]:
        return _scoped(list(self._scan(clause)))

    def _scan(self, clause: ActualClause) -> Iterator[ActualPiece]:
        """Yield the words of a clause that no measure uses."""
        gaps = _gaps(clause)
        change = any(isinstance(item.measure, Change) for item in clause.items)
        behind, done = False, False
        # 未发生重大事故 is less than 未发生事故: a worded figure takes no other noun.
        worded = any(item.worded for item in clause.items)
        for start, end, follows in gaps:
            behind = behind or follows
            if follows:
                done = False
            for piece in self._words(start, end, clause, change=change):
                if piece.kind is WordKind.DOING:
                    done = True
                harmless = piece.kind is WordKind.HARMLESS
                unknown = piece.kind is WordKind.UNKNOWN or harmless
                # A noun may stand behind a unit, or between a verb and the figure, or
                # anywhere in a row of which no name is known.
                placed = (behind or done or not self._actual.named) and not worded
                if unknown and placed and (harmless or self._noun(piece.word)):
                    yield attrs.evolve(piece, kind=WordKind.NOUN)
                elif harmless:
                    yield attrs.evolve(piece, kind=WordKind.UNKNOWN)
                else:
                    yield piece

    def _noun(self, word: str) -> bool:
        return not (
            has_digit(word)
            or any(char in self._actual.words.characters for char in word)
            or not all("\u4e00" <= char <= "\u9fff" or char.isalpha() for char in word)
        )

    def _words(
        self, start: int, end: int, clause: ActualClause, *, change: bool
    ) -> Iterator[ActualPiece]:
        at, unknown, own = start, start, False
        folded = self._actual.folded
        while at < end:
            piece = self._piece(at, end, clause, change=change)
            if piece is None:
                if folded[at] in SILENT:
                    piece = ActualPiece(WordKind.PLAIN, folded[at], at, at + 1)
                else:
                    at += 1
                    continue
            if unknown < at:
                yield self._left(unknown, at, own=own)
            if piece.word not in SILENT:
                yield piece
            own = piece.kind is WordKind.OWN
            at = unknown = piece.end
        if unknown < end:
            yield self._left(unknown, end, own=own)

    def _left(self, start: int, end: int, *, own: bool) -> ActualPiece:
        word = self._actual.folded[start:end]
        # 培训班 beside a name that has 培训: one character more of the row's own word,
        # but for those that make another measure of it: 培训率.
        near = own and end - start == 1 and self._noun(word)
        near = near and word not in direction_words().measuring
        return ActualPiece(
            WordKind.NOUN if near else WordKind.UNKNOWN, word, start, end
        )

    def _piece(
        self, at: int, end: int, clause: ActualClause, *, change: bool
    ) -> ActualPiece | None:
        rest = self._actual.folded[at:end]
        if rest[0].isdigit():
            return self._dates(at, rest, clause)
        if rest[0] == "每" and (rate := self._rate(rest, end, clause)):
            return ActualPiece(WordKind.PLAIN, rate, at, at + len(rate))
        if rest[0] == "/" and any(_per(item) for item in clause.items):
            return ActualPiece(WordKind.PLAIN, rest, at, end)
        word, kind = self._actual.words.find(rest, change=change)
        own = self._stretch(rest)
        if own and len(own) >= len(word) and self._excuses(own):
            return ActualPiece(WordKind.OWN, own, at, at + len(own))
        if word:
            return ActualPiece(kind, word, at, at + len(word))
        return None

    def _dates(self, at: int, rest: str, clause: ActualClause) -> ActualPiece | None:
        if (year := YEAR.match(rest)) is not None:
            same = self._actual.year is None or int(year[1]) == self._actual.year
            kind = WordKind.PLAIN if same else WordKind.BEFORE
            return ActualPiece(kind, year[0], at, at + year.end())
        if (day := DAY.match(rest)) is not None:
            return ActualPiece(WordKind.PLAIN, day[0], at, at + day.end())
        if self._actual.numbered and (mark := _LISTED.match(rest)) is not None:
            return ActualPiece(WordKind.PLAIN, mark[0], at, at + mark.end())
        if not clause.remark and (mark := _MARKED.match(rest)) is not None:
            return ActualPiece(WordKind.PLAIN, mark[0], at, at + mark.end())
        return None

    def _rate(self, rest: str, end: int, clause: ActualClause) -> str:
        numbers = [
            span.start
            for item in clause.items
            if _per(item)
            for span in item.spans.number
        ]
        offset = (
            clause.start
            if clause.remark and self._actual.remarks.get(clause.start)
            else 0
        )
        return rest if any(end <= number + offset for number in numbers) else ""

    def _stretch(self, rest: str) -> str:
        """Return the longest beginning that stands in the row's own words."""
        best = ""
        for own in self._actual.own:
            length = len(best) + 1
            while length <= len(rest) and (rest[:length] in own):
                best = rest[:length]
                length += 1
        return best if len(best) > 1 else ""

    def _excuses(self, own: str) -> bool:
        """Return whether own words are a name, though a word of a list is in it.

        不合格率3% of 产品不合格率 is what is measured; 计划完成95% of 计划完成率 may
        be a plan, so what is marked counts as own only at the end of the name.
        """
        marked = self._actual.words.marked_in(own)
        if not marked:
            return True
        ends = [each for each in self._actual.own if each.endswith(own)]
        if ends:
            return True
        if WordKind.PLAN in marked or WordKind.REFERENCE in marked:
            return False
        measuring = direction_words().measuring
        return any(
            each.removesuffix(tail).endswith(own)
            for each in self._actual.own
            for tail in measuring
            if each.endswith(tail)
        )


def _scoped(pieces: list[ActualPiece]) -> list[ActualPiece]:
    """Accept words for a place only beside what was done there."""
    done = {piece.kind for piece in pieces} & {
        WordKind.DOING,
        WordKind.OWN,
        WordKind.REACHED,
    }
    kind = WordKind.PLAIN if done else WordKind.UNKNOWN
    return [
        attrs.evolve(piece, kind=kind) if piece.kind is WordKind.SCOPE else piece
        for piece in pieces
    ]


def _gaps(clause: ActualClause) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of a clause that no measure uses.

    The third value says whether a measure stands right before.
    """
    at, behind = clause.start, False
    for start, end in sorted(set(clause.places)):
        if start > at:
            yield at, start, behind
        behind = True
        at = max(at, end)
    if at < clause.end:
        yield at, clause.end, behind


def _per(item: Target) -> bool:
    measure = item.measure
    return isinstance(measure, Comparison | Range) and measure.per is not None
