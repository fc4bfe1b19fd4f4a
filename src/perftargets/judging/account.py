"""Read an actual: each word of it gets its place in the account.

A text is cut into clauses; what the phrase language read in it (figures, dates,
changes) is laid over them, and each word that is left belongs to a class of
words/actual.toml, to the indicator's own words, to a noun in its place, or is unknown.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from perftargets.judging.actual_text import (
    BRACKETS,
    DAY,
    SILENT,
    YEAR,
    ActualClause,
    ActualText,
    is_own,
    own_words,
)
from perftargets.judging.context import JudgingContext
from perftargets.judging.reported import (
    ASIDE,
    GAPS,
    ActualPiece,
    Reported,
    Statement,
    levelled,
    measures,
    places_of,
    unclear,
    unclocked,
)
from perftargets.judging.words import (
    FRAMES,
    QUIET,
    SHARES,
    WordKind,
    actual_words,
    has_digit,
    plain,
    verdict_words,
)
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Deadline,
    Operator,
    Qualitative,
    Target,
    marks_of,
)
from perftargets.text import fold

_YEARS = re.compile(r"((?:19|20)\d\d)年?度?\s*[-—–~－、和及至到]+\s*((?:19|20)\d\d)")
_TWO_YEARS = len("2021-2022")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_GROUPS = re.compile(r"(?<![\d.])\d+(?:,\d+)+(?:\.\d+)?")
_SLASHED = re.compile(r"\d[\d,]*(?:\.\d+)?\s*/\s*\d[\d,]*(?:\.\d+)?")
_DONE = "完成"
_BEFORE, _BEHIND = " :", " 。;"
"""What may stand around a word and its figure, and cuts nothing."""
NUMBERS = re.compile(r"\d+(?:[-、,]\d+)*\Z")


class _MarkFinder:
    """Finds what the words around a measure make of it, in the clauses of one text."""

    def __init__(self, actual: ActualText) -> None:
        self._actual = actual
        self._clauses = actual.clauses

    def mark(
        self, item: Target, pieces: list[ActualPiece], clause: ActualClause, index: int
    ) -> ActualPiece | None:
        """Return the word that makes a measure something else than a level reached."""
        cause = next((p for p in pieces if p.kind is WordKind.CAUSE), None)
        anchor = min(places_of(item))[0]
        if cause is not None and not clause.remark:
            if cause.start < anchor:
                return cause
            pieces = [piece for piece in pieces if piece.start < cause.start]
        found = _gravest(pieces)
        if found is None and isinstance(item.measure, Deadline):
            # 11月完成初稿: the date of a part of the work, as far as one can tell.
            found = next((p for p in pieces if p.kind is WordKind.NOUN), None)
        if clause.remark and found is None:
            # 100%（1所学校）: a noun of no list in a remark may be any part of it.
            found = next(
                (p for p in pieces if p.kind is WordKind.NOUN and len(p.word) > 1), None
            )
            if found is not None:
                return attrs.evolve(found, kind=WordKind.UNKNOWN)
            return self._remarked(clause)
        if found is None and not isinstance(item.measure, Deadline):
            found = self.other_year(clause)
        if found is None and not clause.remark:
            found = self._remark_on(index)
        if found is None and not clause.remark:
            found = self._completed(item, pieces)
        return found

    def _remarked(self, clause: ActualClause) -> ActualPiece | None:
        """Return what a figure alone in brackets is: 98%（196/200） is a check."""
        text = self._actual.folded[clause.start : clause.end]
        if _SLASHED.fullmatch(text.strip()):
            return ActualPiece(WordKind.PART, text, clause.start, clause.end)
        return None

    def _remark_on(self, index: int) -> ActualPiece | None:
        """Return what a remark in words behind a clause does to its measure."""
        for clause in self._clauses[index + 1 :]:
            if not clause.remark:
                break
            said = plain(self._actual.text[clause.start : clause.end])
            year = self.other_year(clause)
            if year is not None and (
                _YEARS.search(self._actual.folded, clause.start, clause.end)
                or all(isinstance(item.measure, Deadline) for item in clause.items)
            ):
                return year
            if clause.items or self._harmless_remark(said, clause):
                if clause.items and (bad := self._tainted(clause)) is not None:
                    return bad
                continue
            found = _gravest(clause.pieces)
            if found is not None:
                return found
        return None

    def more_than_why(self, clause: ActualClause) -> Iterator[ActualPiece]:
        """Yield what a clause of cause holds beside a cause: 因疫情取消."""
        cause = next((p for p in clause.pieces if p.kind is WordKind.CAUSE), None)
        if cause is None:
            return
        later = (
            piece.start
            for piece in clause.pieces
            if piece.kind is WordKind.REACHED and piece.start > cause.start
        )
        at, end = cause.end, min(later, default=clause.end)
        named = cause.word.startswith(("原因", "主要"))
        while at < end:
            length = self._why(at, end, clause)
            if not length:
                yield ActualPiece(
                    WordKind.UNKNOWN, self._actual.folded[at:end].strip(), at, end
                )
                return
            named = named or self._actual.folded[at] not in SILENT
            at += length
        if not named:
            yield cause

    def _why(self, at: int, end: int, clause: ActualClause) -> int:
        """Return how long the word of a cause is that stands at a place."""
        rest = self._actual.folded[at:end]
        if rest[0] in SILENT:
            return 1
        if placed := max(
            (stop - at for start, stop in clause.places if start == at), default=0
        ):
            return placed
        if rest[0].isdigit():
            year = YEAR.match(rest)
            if year is not None:
                return year.end() if int(year[1]) == self._actual.year else 0
            day = DAY.match(rest)
            return 0 if day is None else day.end()
        found = next(
            (word for word in self._actual.words.causes if rest.startswith(word)), ""
        )
        piece = next(
            (
                each
                for each in clause.pieces
                if each.start == at and each.kind in {WordKind.CAUSE, WordKind.OWN}
            ),
            None,
        )
        if piece is not None and not (
            piece.kind is WordKind.OWN and self._actual.words.marked_in(piece.word)
        ):
            return max(len(found), len(piece.word))
        return len(found)

    def other_year(self, clause: ActualClause) -> ActualPiece | None:
        """Return a date of another year than the one reported on, or of several."""
        years = _YEARS.search(self._actual.folded, clause.start, clause.end)
        if years is not None and years[1] != years[2]:
            return ActualPiece(WordKind.BEFORE, years[0], years.start(), years.end())
        for item in clause.items:
            match item.measure:
                case Deadline(date=date) if date[:4].isdigit() and self._actual.year:
                    if int(date[:4]) != self._actual.year:
                        return ActualPiece(
                            WordKind.BEFORE, item.text, clause.start, clause.end
                        )
        return None

    def _tainted(self, clause: ActualClause) -> ActualPiece | None:
        """Return the word by which a part changes the whole: 其中未办结10条."""
        kinds = {piece.kind for piece in clause.pieces}
        if WordKind.PART not in kinds:
            return None
        taint = {
            WordKind.NEGATION,
            WordKind.PLAN,
            WordKind.BEFORE,
            *GAPS,
            WordKind.FLOW,
        }
        return next((p for p in clause.pieces if p.kind in taint), None)

    def _harmless_remark(self, said: str, clause: ActualClause) -> bool:
        words = verdict_words()
        if NUMBERS.sub("", fold(said)) in self._actual.words.attachments:
            return True
        if said in words.reached | words.not_reached | words.partly | words.not_begun:
            return True
        first = clause.pieces[0].kind if clause.pieces else WordKind.PLAIN
        if first is WordKind.CAUSE:
            return True
        return first is WordKind.PART and self._tainted(clause) is None

    def _completed(self, item: Target, pieces: list[ActualPiece]) -> ActualPiece | None:
        """Return 完成 before a share: 完成98% says how much was done, no 合格率."""
        measure = item.measure
        if not isinstance(measure, Comparison) or measure.unit not in SHARES:
            return None
        if _is_completed(self._actual.own):
            return None
        completing = self._actual.words.completing
        return next((piece for piece in pieces if piece.word in completing), None)

    def hedge(self, item: Target) -> ActualPiece | None:
        """Return the word by which a figure is no exact one, 约 aside: 力争5次."""
        measure = item.measure
        hedged = isinstance(measure, Comparison) and measure.operator is Operator.ABOUT
        if item.hedges and not hedged:
            return ActualPiece(WordKind.PLAN, item.hedges[0], 0, 0)
        return None


def ungrouped(folded: str, item: Target, offset: int) -> ActualPiece | None:
    """Return digits of a figure that are grouped in no known way: 1,2000."""
    if "," not in folded:
        return None
    for match in _GROUPS.finditer(folded):
        if GROUPED.fullmatch(match[0]):
            continue
        if any(
            match.start() <= span.start + offset < match.end()
            for span in item.spans.number
        ):
            return ActualPiece(WordKind.UNKNOWN, match[0], match.start(), match.end())
    return None


def _gravest(pieces: list[ActualPiece]) -> ActualPiece | None:
    """Return the word that most makes a measure something else than a level."""
    kinds = (
        WordKind.CAUSE,
        WordKind.REFERENCE,
        WordKind.SOURCE,
        WordKind.NEGATION,
        WordKind.PLAN,
        WordKind.FLOW,
        WordKind.SHORT,
        WordKind.OVER,
        WordKind.SPARE,
        WordKind.PART,
        WordKind.BEFORE,
        WordKind.PEER,
        WordKind.BEGUN,
        WordKind.UNKNOWN,
    )
    for kind in kinds:
        for piece in pieces:
            if piece.kind is kind:
                return piece
    return None


_LAST = ("-12-31", "-12", "-Q4", "-H2")
"""How dates end that reach to the end of the year."""


def read_actual(
    actual: str | Target, target: Target, context: JudgingContext
) -> Reported:
    """Read what a cell of actuals says: the one place where its text is looked at.

    The indicator's name and the target's own words are known words in it. A phrase that
    was made by hand, without spans, holds its measures and no other words.
    """
    read = actual if isinstance(actual, Target) else parse(unclocked(actual))
    text = actual.text if isinstance(actual, Target) else actual
    items = read.measure.items if isinstance(read.measure, Compound) else (read,)
    if (
        isinstance(actual, Target)
        and (any(map(measures, items)) or not BRACKETS.search(fold(text)))
        and not any(map(places_of, items))
    ):
        return Reported(
            text,
            plain(text),
            read,
            items,
            statements=tuple(
                Statement(item, levelled(item, text), text, 0)
                for item in items
                if measures(item)
            ),
            asides=_asides(items),
        )
    return (
        _alone(text, read)
        or _framed(text, read, target, context)
        or _Reading(ActualText.of(text, items, target, context), read).reported()
    )


def _alone(text: str, read: Target) -> Reported | None:
    """Read a figure with its unit, a date or a word of completion, alone."""
    measure, said = read.measure, text.strip()
    if isinstance(measure, Qualitative):
        if said not in verdict_words().said:
            return None
        return Reported(text, said, read, (read,), asides=(said,))
    if not isinstance(measure, Comparison | Deadline) or read.hedges or read.worded:
        return None
    used = marks_of(read, "operator", "number", "unit", "per")
    taken = sum(end - start for start, end in used)
    if taken != len(said) or "," in said or "，" in said:
        return None
    stated = Statement(read, levelled(read, text), text, 0, unclear=unclear(read, text))
    return Reported(text, plain(text), read, (read,), statements=(stated,))


def _framed(
    text: str, read: Target, target: Target, context: JudgingContext
) -> Reported | None:
    """Read one figure behind one word that leaves it what it is: 已完成120人次.

    What most cells say is read here without being cut into clauses, and reads the same
    as it would be there; whatever is more than that is None.
    """
    measure = read.measure
    if not isinstance(measure, Comparison) or read.hedges or read.worded:
        return None
    places = marks_of(read, "operator", "number", "unit", "per", "referent")
    start, end = places[0][0], places[-1][1]
    if sum(behind - at for at, behind in places) != end - start:
        return None
    folded = fold(unclocked(text))
    word, words = folded[:start].strip(_BEFORE), actual_words()
    if folded[end:].strip(_BEHIND) or (word and words.kinds.get(word) not in FRAMES):
        return None
    if word and is_own(word, target, context):
        return None
    if (len(folded) >= _TWO_YEARS and _YEARS.search(folded)) or ungrouped(
        folded, read, 0
    ) is not None:
        return None
    mark = None
    if (
        measure.unit in SHARES
        and word in words.completing
        and not _is_completed(map(plain, own_words(target, context)))
    ):
        at = folded.index(word)
        mark = ActualPiece(words.kinds[word], word, at, at + len(word))
    stated = Statement(
        item=read,
        measure=levelled(read, text),
        whole=text,
        clause=0,
        reached=words.kinds.get(word) is WordKind.REACHED,
        total=words.kinds.get(word) is WordKind.TOTAL or word in words.total,
        mark=mark,
        cumulative=word in words.cumulative,
        this_year=word in words.this_year,
        clear=True,
        unclear=unclear(read, text),
    )
    return Reported(text, plain(text), read, (read,), statements=(stated,))


def _is_completed(own: Iterable[str]) -> bool:
    """Return whether the row itself speaks of completing: 计划完成率."""
    return any(_DONE in each for each in own)


def _asides(items: Iterable[Target]) -> tuple[str, ...]:
    return tuple(
        plain(item.text) for item in items if isinstance(item.measure, Qualitative)
    )


class _Reading:
    """One text on its way to what it reports."""

    def __init__(self, actual: ActualText, read: Target) -> None:
        self._actual, self._read = actual, read
        self._clauses = actual.clauses
        self._marks = _MarkFinder(actual)

    def reported(self) -> Reported:
        """Return the text as read."""
        statements: list[Statement] = []
        remarks: list[Statement] = []
        loose: list[ActualPiece] = []
        asides: list[str] = []
        doubtful: list[ActualPiece] = []
        self._inherit()
        for index, clause in enumerate(self._clauses):
            loose.extend(self._marks.more_than_why(clause))
            if clause.items:
                made = [self._statement(item, index) for item in clause.items]
                (remarks if clause.remark else statements).extend(made)
                loose.extend(self._limiting(clause, index))
                if clause.remark:
                    loose.extend(
                        each.mark
                        for each in made
                        if each.mark is not None and not _aside(each)
                    )
                    doubtful.extend(each.mark for each in made if each.mark is not None)
                    if (year := self._marks.other_year(clause)) is not None:
                        doubtful.append(year)
                continue
            said = plain(self._actual.text[clause.start : clause.end])
            if said and not any(place for place in clause.places):
                asides.append(said)
            if clause.remark:
                doubtful.extend(self._doubtful(clause, said))
                continue
            loose.extend(self._loose(clause, said))
        return Reported(
            self._actual.text,
            plain(self._actual.text),
            self._read,
            self._actual.items,
            remarks=tuple(self._actual.remarks.values()),
            statements=(*statements, *remarks),
            loose=tuple(loose),
            doubtful=(*doubtful, *(loose if doubtful or self._remarked_on else ())),
            asides=tuple(asides),
        )

    @property
    def _remarked_on(self) -> bool:
        """Whether there is a remark in brackets."""
        return any(clause.remark for clause in self._clauses)

    def _inherit(self) -> None:
        """Apply 其中 to the list behind it: 其中线上10场、线下12场."""
        part: ActualPiece | None = None
        for clause in self._clauses:
            if clause.opens and not clause.remark:
                part = None
            kinds = {piece.kind for piece in clause.pieces}
            if kinds & {WordKind.REACHED, WordKind.TOTAL}:
                part = None
                continue
            found = next(
                (p for p in clause.pieces if p.word in self._actual.words.lists), None
            )
            if found is not None:
                part = found if not clause.remark else None
            elif part is not None and clause.items and not clause.remark:
                clause.pieces.insert(0, part)

    def _statement(self, item: Target, index: int) -> Statement:
        clause = self._clauses[index]
        inside = clause.remark and item not in self._actual.items
        whole = (
            self._actual.text[clause.start : clause.end]
            if inside
            else self._actual.text
        )
        offset = clause.start if inside else 0
        pieces = self._concerning(item, clause, offset)
        mark = self._marks.mark(item, pieces, clause, index)
        kinds = {piece.kind for piece in pieces}
        words = {piece.word for piece in pieces}
        return Statement(
            item=item,
            measure=levelled(item, whole),
            whole=whole,
            clause=index,
            mark=mark
            or self._marks.hedge(item)
            or ungrouped(self._actual.folded, item, offset),
            reached=WordKind.REACHED in kinds,
            total=WordKind.TOTAL in kinds or bool(words & self._actual.words.total),
            cumulative=bool(words & self._actual.words.cumulative),
            this_year=bool(words & self._actual.words.this_year),
            remark=clause.remark,
            clear=self._clear(clause, min(places_of(item))[0] + offset),
            early=self._early(clause),
            unclear=unclear(item, whole),
        )

    def _concerning(
        self, item: Target, clause: ActualClause, offset: int
    ) -> list[ActualPiece]:
        """Return the words of a clause as far as they speak of one measure.

        实际 begins anew: 计划5次实际4次. A cause reaches up to it.
        """
        anchor = min(places_of(item))[0] + offset
        pieces = clause.pieces
        renewed = max(
            (
                place
                for place, piece in enumerate(pieces)
                if piece.kind is WordKind.REACHED and piece.start < anchor
            ),
            default=0,
        )
        return pieces[renewed:]

    def _limiting(self, clause: ActualClause, index: int) -> Iterator[ActualPiece]:
        """Yield what narrows a figure behind another: 100%（仅1所学校）."""
        if not any(each.items for each in self._clauses[:index]):
            return
        if any(piece.kind is WordKind.REACHED for piece in clause.pieces):
            return
        yield from (p for p in clause.pieces if p.word in self._actual.words.limiting)

    def _clear(self, clause: ActualClause, anchor: int) -> bool:
        """Report whether one word before a figure says what else it is: 计划100人."""
        marks = [piece for piece in clause.pieces if piece.kind not in QUIET]
        kinds = {piece.kind for piece in marks}
        if marks and marks[0].kind is WordKind.CAUSE:
            # 因疫情减少5条: what stands in the clause is looked at as a cause.
            return marks[0].start < anchor
        if any(piece.start > anchor for piece in marks):
            return False
        if WordKind.PLAN in kinds and not all(
            piece.word in self._actual.words.goals for piece in marks
        ):
            return False
        return WordKind.UNKNOWN not in kinds and not (
            WordKind.PART in kinds and len(kinds) > 1
        )

    def _doubtful(self, clause: ActualClause, said: str) -> Iterator[ActualPiece]:
        """Yield a remark that leaves open what the words before it say."""
        words = verdict_words()
        if NUMBERS.sub("", fold(said)) in self._actual.words.attachments:
            return
        first = clause.pieces[0].kind if clause.pieces else WordKind.PLAIN
        if first is WordKind.CAUSE or said in words.reached:
            return
        if said:
            yield ActualPiece(WordKind.UNKNOWN, said, clause.start, clause.end)

    def _early(self, clause: ActualClause) -> bool:
        """Report whether a figure is counted to a day before the year's end."""
        for item in clause.items:
            match item.measure:
                case Deadline(operator=Operator(), date=date):
                    return not date.endswith(_LAST) and len(date) > len("2022")
        return False

    def _loose(self, clause: ActualClause, said: str) -> Iterator[ActualPiece]:
        """Yield what a clause without a measure leaves unaccounted for."""
        words = verdict_words()
        if said in words.said:
            return
        kinds = [piece.kind for piece in clause.pieces]
        if WordKind.CAUSE in kinds:
            clause.pieces = clause.pieces[: kinds.index(WordKind.CAUSE)]
        # 计划5次 before 实际4次, which the phrase language reads as one: a plan.
        aside = any(
            piece.kind in {WordKind.PLAN, WordKind.BEFORE} and has_digit(said)
            for piece in clause.pieces
        )
        if aside:
            return
        for piece in clause.pieces:
            if piece.kind not in QUIET:
                yield piece


def _aside(stated: Statement) -> bool:
    """Report whether a figure is plainly another one than was reached: 上年93%."""
    mark = stated.mark
    return mark is not None and stated.clear and mark.kind in ASIDE | GAPS
