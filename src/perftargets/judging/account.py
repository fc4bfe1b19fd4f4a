"""Read an actual: each word of it gets its place in the account.

A text is cut into clauses; what the phrase language read in it (figures, dates,
changes) is laid over them, and each word that is left belongs to a class of
words/actual.toml, to the indicator's own words, to a noun in its place, or is unknown.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from perftargets.judging.context import JudgingContext
from perftargets.judging.reported import (
    ASIDE,
    GAPS,
    Piece,
    Reported,
    Statement,
    levelled,
    numbered,
    unclear,
)
from perftargets.judging.words import (
    QUIET,
    Kind,
    actual_words,
    direction_words,
    plain,
    verdict_words,
)
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Missing,
    Operator,
    Qualitative,
    Range,
    Target,
)
from perftargets.text import fold

_REMARKS = 10
"""Remarks read at most; a figure that answers stands in the first or second."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CUT = re.compile(r"[;!。\n\r]|(?<!\d),|,(?!\d)|、")
_STRONG = re.compile(r"[;!。\n\r]")
_CLOCK = re.compile(
    r"(?<=[\d日 ])\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"|(?<=日)(?:上午|下午|晚上|中午)"
)
_YEAR = re.compile(r"(\d{4})年度?")
_YEARS = re.compile(r"((?:19|20)\d\d)年?度?\s*[-—–~－、和及至到]+\s*((?:19|20)\d\d)")
_DAY = re.compile(r"\d{1,2}月(?:份|\d{1,2}日)?(?:[底末]前?|前|之前)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_GROUPS = re.compile(r"(?<![\d.])\d+(?:,\d+)+(?:\.\d+)?")
_SLASHED = re.compile(r"\d[\d,]*(?:\.\d+)?\s*/\s*\d[\d,]*(?:\.\d+)?")
_LISTED = re.compile(r"\d{1,2}\.")
_MARKED = re.compile(r"\d{1,2}[、)]")
_NUMBERS = re.compile(r"\d+(?:[-、,]\d+)*\Z")
_LAST = ("-12-31", "-12", "-Q4", "-H2")
"""How dates end that reach to the end of the year."""
_SILENT = frozenset(" \t\u3000,;:。!、.“”\"'‘’()[]{}《》<>—-–\n\r\u200b\ufeff")


def read_actual(
    actual: str | Target, target: Target, context: JudgingContext
) -> Reported:
    """Read what a cell of actuals says: the one place where its text is looked at.

    The indicator's name and the target's own words are known words in it. A phrase that
    was made by hand, without spans, holds its measures and no other words.
    """
    read = actual if isinstance(actual, Target) else parse(_unclocked(actual))
    text = actual.text if isinstance(actual, Target) else actual
    items = read.measure.items if isinstance(read.measure, Compound) else (read,)
    measured = any(map(_measures, items)) or not _BRACKETS.search(fold(text))
    if isinstance(actual, Target) and measured and not any(map(_places, items)):
        return Reported(
            text,
            plain(text),
            read,
            items,
            statements=tuple(
                Statement(item, levelled(item, text), text, 0)
                for item in items
                if _measures(item)
            ),
            asides=_asides(items),
        )
    return _alone(text, read) or _Reading(text, read, items, target, context).reported()


def _alone(text: str, read: Target) -> Reported | None:
    """Read a figure with its unit, a date or a word of completion, alone."""
    measure, said = read.measure, text.strip()
    if isinstance(measure, Qualitative):
        if said not in verdict_words().said:
            return None
        return Reported(text, said, read, (read,), asides=(said,))
    if not isinstance(measure, Comparison | Deadline) or read.hedges or read.worded:
        return None
    spans = read.spans
    used = (*spans.operator, *spans.number, *spans.unit, *spans.per)
    taken = sum(span.end - span.start for span in used)
    if taken != len(said) or "," in said or "，" in said:
        return None
    stated = Statement(read, levelled(read, text), text, 0, unclear=unclear(read, text))
    return Reported(text, plain(text), read, (read,), statements=(stated,))


def _asides(items: Iterable[Target]) -> tuple[str, ...]:
    return tuple(
        plain(item.text) for item in items if isinstance(item.measure, Qualitative)
    )


def _measures(item: Target) -> bool:
    return not isinstance(item.measure, Qualitative | Missing | Compound)


def _places(item: Target) -> list[tuple[int, int]]:
    spans = item.spans
    marks = (*spans.operator, *spans.number, *spans.unit, *spans.per, *spans.referent)
    places = [(span.start, span.end) for span in marks]
    if not item.worded:
        return places
    # 未发生重大事故: what did not happen is a word like any other.
    for thing in spans.subject:
        places = [
            piece
            for start, end in places
            for piece in (
                (start, min(end, max(start, thing.start))),
                (max(start, min(end, thing.end)), end),
            )
            if piece[0] < piece[1]
        ]
    return places


def _unclocked(text: str) -> str:
    """Take out the time of the day behind a date, a blank for each character."""
    if ":" not in text and "：" not in text and "午" not in text and "晚" not in text:
        return text
    folded = fold(text)
    clean = list(text)
    for match in _CLOCK.finditer(folded):
        if _dated(folded[: match.start()]):
            clean[match.start() : match.end()] = " " * len(match[0])
    return "".join(clean)


def _dated(before: str) -> bool:
    return isinstance(parse(before).measure, Deadline)


@attrs.define
class _Clause:
    """A stretch between two cuts."""

    start: int
    end: int
    remark: bool = False
    opens: bool = True
    """It begins a sentence, so that a list of parts ends before it."""
    pieces: list[Piece] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    items: list[Target] = attrs.field(factory=list)


class _Reading:
    """One text on its way to what it reports."""

    def __init__(
        self,
        text: str,
        read: Target,
        items: tuple[Target, ...],
        target: Target,
        context: JudgingContext,
    ) -> None:
        self.text, self.read, self.items = text, read, items
        self.folded = fold(_unclocked(text))
        self.year = context.fiscal_year
        self.words = actual_words()
        self.numbered = numbered(text)
        self.named = bool(context.name)
        self.own = [
            each
            for each in (
                plain(context.name),
                plain(target.text),
                plain(target.subject),
                plain(context.category or ""),
            )
            if each
        ]
        self.remarks: dict[int, Target] = {}
        self.clauses = self._clauses()

    def reported(self) -> Reported:
        """Return the text as read."""
        statements: list[Statement] = []
        remarks: list[Statement] = []
        loose: list[Piece] = []
        asides: list[str] = []
        doubtful: list[Piece] = []
        self._lay()
        for clause in self.clauses:
            clause.pieces = _scoped(list(self._scan(clause)))
        self._inherit()
        for index, clause in enumerate(self.clauses):
            loose.extend(self._more_than_why(clause))
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
                    if (year := self._other_year(clause)) is not None:
                        doubtful.append(year)
                continue
            said = plain(self.text[clause.start : clause.end])
            if said and not any(place for place in clause.places):
                asides.append(said)
            if clause.remark:
                doubtful.extend(self._doubtful(clause, said))
                continue
            loose.extend(self._loose(clause, said))
        return Reported(
            self.text,
            plain(self.text),
            self.read,
            self.items,
            remarks=tuple(self.remarks.values()),
            statements=(*statements, *remarks),
            loose=tuple(loose),
            doubtful=(*doubtful, *(loose if doubtful or self._remarked_on else ())),
            asides=tuple(asides),
        )

    # -- clauses --------------------------------------------------------------------

    def _clauses(self) -> list[_Clause]:
        """Cut at marks and brackets; a list with one figure is one clause."""
        clauses: list[_Clause] = []
        taken = [span for item in self.items for span in _places(item)]
        last = 0
        brackets = [
            match
            for match in _BRACKETS.finditer(self.folded)
            if not any(
                start <= match.start() and match.end() <= end for start, end in taken
            )
        ]
        for match in brackets:
            self._cut(clauses, last, match.start())
            clauses.append(_Clause(match.start() + 1, match.end() - 1, remark=True))
            last = match.end()
        self._cut(clauses, last, len(self.folded))
        return clauses

    def _cut(self, clauses: list[_Clause], start: int, end: int) -> None:
        at = start
        opens = not clauses
        for match in _CUT.finditer(self.folded, start, end):
            self._append(clauses, at, match.start(), opens=opens)
            opens = bool(_STRONG.match(match[0]))
            at = match.end()
            if match[0] == "、" and clauses:
                clauses[-1].places.append((-1, -1))
        self._append(clauses, at, end, opens=opens)

    def _append(
        self, clauses: list[_Clause], start: int, end: int, *, opens: bool
    ) -> None:
        if not self.folded[start:end].strip("".join(_SILENT)):
            return
        before = clauses[-1] if clauses else None
        if before is not None and before.places == [(-1, -1)]:
            before.places.clear()
            if not before.remark and not _has_digit(
                self.folded[before.start : before.end]
            ):
                before.end = end
                return
        clauses.append(_Clause(start, end, opens=opens))

    def _lay(self) -> None:
        """Lay what the phrase language read over the clauses."""
        for clause in self.clauses:
            clause.places.clear()
        for item in self.items:
            places = _places(item)
            if not places:
                continue
            anchor = min(
                item.spans.number or item.spans.referent or item.spans.operator
            )
            for clause in self.clauses:
                clause.places += [
                    place for place in places if clause.start <= place[0] < clause.end
                ]
                if clause.start <= anchor.start < clause.end and _measures(item):
                    clause.items.append(item)
        for clause in self.clauses:
            if clause.remark and len(self.remarks) < _REMARKS:
                self._read_remark(clause)

    def _read_remark(self, clause: _Clause) -> None:
        text = self.text[clause.start : clause.end]
        read = parse(text)
        self.remarks[clause.start] = read
        if clause.items:
            return
        items = read.measure.items if isinstance(read.measure, Compound) else (read,)
        for item in items:
            places = _places(item)
            clause.places += [
                (start + clause.start, end + clause.start) for start, end in places
            ]
            if places and _measures(item):
                clause.items.append(item)

    # -- words ----------------------------------------------------------------------

    def _scan(self, clause: _Clause) -> Iterator[Piece]:
        """Go through the words of a clause that no measure uses."""
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
                if piece.kind is Kind.DOING:
                    done = True
                harmless = piece.kind is Kind.HARMLESS
                unknown = piece.kind is Kind.UNKNOWN or harmless
                # A noun may stand behind a unit, or between a verb and the figure, or
                # anywhere in a row of which no name is known.
                placed = (behind or done or not self.named) and not worded
                if unknown and placed and (harmless or self._noun(piece.word)):
                    yield attrs.evolve(piece, kind=Kind.NOUN)
                elif harmless:
                    yield attrs.evolve(piece, kind=Kind.UNKNOWN)
                else:
                    yield piece

    def _noun(self, word: str) -> bool:
        return not (
            _has_digit(word)
            or any(char in self.words.characters for char in word)
            or not all("\u4e00" <= char <= "\u9fff" or char.isalpha() for char in word)
        )

    def _words(
        self, start: int, end: int, clause: _Clause, *, change: bool
    ) -> Iterator[Piece]:
        at, unknown, own = start, start, False
        folded = self.folded
        while at < end:
            piece = self._piece(at, end, clause, change=change)
            if piece is None:
                if folded[at] in _SILENT:
                    piece = Piece(Kind.PLAIN, folded[at], at, at + 1)
                else:
                    at += 1
                    continue
            if unknown < at:
                yield self._left(unknown, at, own=own)
            if piece.word not in _SILENT:
                yield piece
            own = piece.kind is Kind.OWN
            at = unknown = piece.end
        if unknown < end:
            yield self._left(unknown, end, own=own)

    def _left(self, start: int, end: int, *, own: bool) -> Piece:
        word = self.folded[start:end]
        # 培训班 beside a name that has 培训: one character more of the row's own word,
        # but for those that make another measure of it: 培训率.
        near = own and end - start == 1 and self._noun(word)
        near = near and word not in direction_words().measuring
        return Piece(Kind.NOUN if near else Kind.UNKNOWN, word, start, end)

    def _piece(
        self, at: int, end: int, clause: _Clause, *, change: bool
    ) -> Piece | None:
        rest = self.folded[at:end]
        if rest[0].isdigit():
            return self._dates(at, rest, clause)
        if rest[0] == "每" and (rate := self._rate(rest, end, clause)):
            return Piece(Kind.PLAIN, rate, at, at + len(rate))
        if rest[0] == "/" and any(_per(item) for item in clause.items):
            return Piece(Kind.PLAIN, rest, at, end)
        word, kind = self.words.find(rest, change=change)
        own = self._stretch(rest)
        if own and len(own) >= len(word) and self._excuses(own):
            return Piece(Kind.OWN, own, at, at + len(own))
        if word:
            return Piece(kind, word, at, at + len(word))
        return None

    def _dates(self, at: int, rest: str, clause: _Clause) -> Piece | None:
        if (year := _YEAR.match(rest)) is not None:
            same = self.year is None or int(year[1]) == self.year
            kind = Kind.PLAIN if same else Kind.BEFORE
            return Piece(kind, year[0], at, at + year.end())
        if (day := _DAY.match(rest)) is not None:
            return Piece(Kind.PLAIN, day[0], at, at + day.end())
        if self.numbered and (mark := _LISTED.match(rest)) is not None:
            return Piece(Kind.PLAIN, mark[0], at, at + mark.end())
        if not clause.remark and (mark := _MARKED.match(rest)) is not None:
            return Piece(Kind.PLAIN, mark[0], at, at + mark.end())
        return None

    def _rate(self, rest: str, end: int, clause: _Clause) -> str:
        numbers = [
            span.start
            for item in clause.items
            if _per(item)
            for span in item.spans.number
        ]
        offset = clause.start if clause.remark and self.remarks.get(clause.start) else 0
        return rest if any(end <= number + offset for number in numbers) else ""

    def _stretch(self, rest: str) -> str:
        """Return the longest beginning that stands in the row's own words."""
        best = ""
        for own in self.own:
            length = len(best) + 1
            while length <= len(rest) and (rest[:length] in own):
                best = rest[:length]
                length += 1
        return best if len(best) > 1 else ""

    def _excuses(self, own: str) -> bool:
        """Say whether own words are a name, though a word of a list is in it.

        不合格率3% of 产品不合格率 is what is measured; 计划完成95% of 计划完成率 may
        be a plan, so what is marked counts as own only at the end of the name.
        """
        marked = self.words.marked_in(own)
        if not marked:
            return True
        ends = [each for each in self.own if each.endswith(own)]
        if ends:
            return True
        if Kind.PLAN in marked or Kind.REFERENCE in marked:
            return False
        measuring = direction_words().measuring
        return any(
            each.removesuffix(tail).endswith(own)
            for each in self.own
            for tail in measuring
            if each.endswith(tail)
        )

    # -- what the words make of a measure -------------------------------------------

    def _inherit(self) -> None:
        """Let 其中 hold for the list behind it: 其中线上10场、线下12场."""
        part: Piece | None = None
        for clause in self.clauses:
            if clause.opens and not clause.remark:
                part = None
            kinds = {piece.kind for piece in clause.pieces}
            if kinds & {Kind.REACHED, Kind.TOTAL}:
                part = None
                continue
            found = next((p for p in clause.pieces if p.word in self.words.lists), None)
            if found is not None:
                part = found if not clause.remark else None
            elif part is not None and clause.items and not clause.remark:
                clause.pieces.insert(0, part)

    def _statement(self, item: Target, index: int) -> Statement:
        clause = self.clauses[index]
        inside = clause.remark and item not in self.items
        whole = self.text[clause.start : clause.end] if inside else self.text
        offset = clause.start if inside else 0
        pieces = self._concerning(item, clause, offset)
        mark = self._mark(item, pieces, clause, index)
        kinds = {piece.kind for piece in pieces}
        words = {piece.word for piece in pieces}
        return Statement(
            item=item,
            measure=levelled(item, whole),
            whole=whole,
            clause=index,
            mark=mark or self._hedge(item) or self._grouping(item, offset),
            reached=Kind.REACHED in kinds,
            total=Kind.TOTAL in kinds or bool(words & self.words.total),
            cumulative=bool(words & self.words.cumulative),
            this_year=bool(words & self.words.this_year),
            remark=clause.remark,
            clear=self._clear(clause, min(_places(item))[0] + offset),
            early=self._early(clause),
            unclear=unclear(item, whole),
        )

    def _concerning(self, item: Target, clause: _Clause, offset: int) -> list[Piece]:
        """Return the words of a clause as far as they speak of one measure.

        实际 begins anew: 计划5次实际4次. A cause reaches up to it.
        """
        anchor = min(_places(item))[0] + offset
        pieces = clause.pieces
        renewed = max(
            (
                place
                for place, piece in enumerate(pieces)
                if piece.kind is Kind.REACHED and piece.start < anchor
            ),
            default=0,
        )
        return pieces[renewed:]

    def _mark(
        self, item: Target, pieces: list[Piece], clause: _Clause, index: int
    ) -> Piece | None:
        cause = next((p for p in pieces if p.kind is Kind.CAUSE), None)
        anchor = min(_places(item))[0]
        if cause is not None and not clause.remark:
            if cause.start < anchor:
                return cause
            pieces = [piece for piece in pieces if piece.start < cause.start]
        found = _gravest(pieces)
        if found is None and isinstance(item.measure, Deadline):
            # 11月完成初稿: the date of a part of the work, as far as one can tell.
            found = next((p for p in pieces if p.kind is Kind.NOUN), None)
        if clause.remark and found is None:
            # 100%（1所学校）: a noun of no list in a remark may be any part of it.
            found = next(
                (p for p in pieces if p.kind is Kind.NOUN and len(p.word) > 1), None
            )
            if found is not None:
                return attrs.evolve(found, kind=Kind.UNKNOWN)
            return self._remarked(clause)
        if found is None and not isinstance(item.measure, Deadline):
            found = self._other_year(clause)
        if found is None and not clause.remark:
            found = self._remark_on(index)
        if found is None and not clause.remark:
            found = self._completed(item, pieces)
        return found

    def _remarked(self, clause: _Clause) -> Piece | None:
        """Return what a figure alone in brackets is: 98%（196/200） is a check."""
        text = self.folded[clause.start : clause.end]
        if _SLASHED.fullmatch(text.strip()):
            return Piece(Kind.PART, text, clause.start, clause.end)
        return None

    def _remark_on(self, index: int) -> Piece | None:
        """Return what a remark in words behind a clause does to its measure."""
        for clause in self.clauses[index + 1 :]:
            if not clause.remark:
                break
            said = plain(self.text[clause.start : clause.end])
            year = self._other_year(clause)
            if year is not None and (
                _YEARS.search(self.folded, clause.start, clause.end)
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

    @property
    def _remarked_on(self) -> bool:
        """Whether there is a remark in brackets."""
        return any(clause.remark for clause in self.clauses)

    def _more_than_why(self, clause: _Clause) -> Iterator[Piece]:
        """Go through what a clause of cause holds beside a cause: 因疫情取消."""
        cause = next((p for p in clause.pieces if p.kind is Kind.CAUSE), None)
        if cause is None:
            return
        later = (
            piece.start
            for piece in clause.pieces
            if piece.kind is Kind.REACHED and piece.start > cause.start
        )
        at, end = cause.end, min(later, default=clause.end)
        named = cause.word.startswith(("原因", "主要"))
        while at < end:
            length = self._why(at, end, clause)
            if not length:
                yield Piece(Kind.UNKNOWN, self.folded[at:end].strip(), at, end)
                return
            named = named or self.folded[at] not in _SILENT
            at += length
        if not named:
            yield cause

    def _why(self, at: int, end: int, clause: _Clause) -> int:
        """Return how long the word of a cause is that stands at a place."""
        rest = self.folded[at:end]
        if rest[0] in _SILENT:
            return 1
        if placed := max(
            (stop - at for start, stop in clause.places if start == at), default=0
        ):
            return placed
        if rest[0].isdigit():
            year = _YEAR.match(rest)
            if year is not None:
                return year.end() if int(year[1]) == self.year else 0
            day = _DAY.match(rest)
            return 0 if day is None else day.end()
        found = next((word for word in self.words.causes if rest.startswith(word)), "")
        piece = next(
            (
                each
                for each in clause.pieces
                if each.start == at and each.kind in {Kind.CAUSE, Kind.OWN}
            ),
            None,
        )
        if piece is not None and not (
            piece.kind is Kind.OWN and self.words.marked_in(piece.word)
        ):
            return max(len(found), len(piece.word))
        return len(found)

    def _limiting(self, clause: _Clause, index: int) -> Iterator[Piece]:
        """Go through what narrows a figure behind another: 100%（仅1所学校）."""
        if not any(each.items for each in self.clauses[:index]):
            return
        if any(piece.kind is Kind.REACHED for piece in clause.pieces):
            return
        yield from (p for p in clause.pieces if p.word in self.words.limiting)

    def _clear(self, clause: _Clause, anchor: int) -> bool:
        """Report whether one word before a figure says what else it is: 计划100人."""
        marks = [piece for piece in clause.pieces if piece.kind not in QUIET]
        kinds = {piece.kind for piece in marks}
        if marks and marks[0].kind is Kind.CAUSE:
            # 因疫情减少5条: what stands in the clause is looked at as a cause.
            return marks[0].start < anchor
        if any(piece.start > anchor for piece in marks):
            return False
        if Kind.PLAN in kinds and not all(
            piece.word in self.words.goals for piece in marks
        ):
            return False
        return Kind.UNKNOWN not in kinds and not (Kind.PART in kinds and len(kinds) > 1)

    def _doubtful(self, clause: _Clause, said: str) -> Iterator[Piece]:
        """Go through a remark that leaves open what the words before it say."""
        words = verdict_words()
        if _NUMBERS.sub("", fold(said)) in self.words.attachments:
            return
        first = clause.pieces[0].kind if clause.pieces else Kind.PLAIN
        if first is Kind.CAUSE or said in words.reached:
            return
        if said:
            yield Piece(Kind.UNKNOWN, said, clause.start, clause.end)

    def _early(self, clause: _Clause) -> bool:
        """Report whether a figure is counted to a day before the year's end."""
        for item in clause.items:
            match item.measure:
                case Deadline(operator=Operator(), date=date):
                    return not date.endswith(_LAST) and len(date) > len("2022")
        return False

    def _other_year(self, clause: _Clause) -> Piece | None:
        """Return a date of another year than the one reported on, or of several."""
        years = _YEARS.search(self.folded, clause.start, clause.end)
        if years is not None and years[1] != years[2]:
            return Piece(Kind.BEFORE, years[0], years.start(), years.end())
        for item in clause.items:
            match item.measure:
                case Deadline(date=date) if date[:4].isdigit() and self.year:
                    if int(date[:4]) != self.year:
                        return Piece(Kind.BEFORE, item.text, clause.start, clause.end)
        return None

    def _tainted(self, clause: _Clause) -> Piece | None:
        """Return the word by which a part changes the whole: 其中未办结10条."""
        kinds = {piece.kind for piece in clause.pieces}
        if Kind.PART not in kinds:
            return None
        taint = {Kind.NEGATION, Kind.PLAN, Kind.BEFORE, *GAPS, Kind.FLOW}
        return next((p for p in clause.pieces if p.kind in taint), None)

    def _harmless_remark(self, said: str, clause: _Clause) -> bool:
        words = verdict_words()
        if _NUMBERS.sub("", fold(said)) in self.words.attachments:
            return True
        if said in words.reached | words.not_reached | words.partly | words.not_begun:
            return True
        first = clause.pieces[0].kind if clause.pieces else Kind.PLAIN
        if first is Kind.CAUSE:
            return True
        return first is Kind.PART and self._tainted(clause) is None

    def _completed(self, item: Target, pieces: list[Piece]) -> Piece | None:
        """Return 完成 before a share: 完成98% says how much was done, no 合格率."""
        measure = item.measure
        if not isinstance(measure, Comparison) or measure.unit not in {"%", "‰"}:
            return None
        for piece in pieces:
            if piece.word in self.words.completing and not any(
                "完成" in own for own in self.own
            ):
                return piece
        return None

    def _hedge(self, item: Target) -> Piece | None:
        measure = item.measure
        hedged = isinstance(measure, Comparison) and measure.operator is Operator.ABOUT
        if item.hedges and not hedged:
            return Piece(Kind.PLAN, item.hedges[0], 0, 0)
        return None

    def _grouping(self, item: Target, offset: int) -> Piece | None:
        """Return digits that are grouped in no known way: 1,2000."""
        for match in _GROUPS.finditer(self.folded):
            if _GROUPED.fullmatch(match[0]):
                continue
            if any(
                match.start() <= span.start + offset < match.end()
                for span in item.spans.number
            ):
                return Piece(Kind.UNKNOWN, match[0], match.start(), match.end())
        return None

    def _loose(self, clause: _Clause, said: str) -> Iterator[Piece]:
        """Go through what a clause without a measure leaves unaccounted for."""
        words = verdict_words()
        if said in words.said:
            return
        kinds = [piece.kind for piece in clause.pieces]
        if Kind.CAUSE in kinds:
            clause.pieces = clause.pieces[: kinds.index(Kind.CAUSE)]
        # 计划5次 before 实际4次, which the phrase language reads as one: a plan.
        aside = any(
            piece.kind in {Kind.PLAN, Kind.BEFORE} and _has_digit(said)
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


def _gravest(pieces: list[Piece]) -> Piece | None:
    """Return the word that most makes a measure something else than a level."""
    kinds = (
        Kind.CAUSE,
        Kind.REFERENCE,
        Kind.SOURCE,
        Kind.NEGATION,
        Kind.PLAN,
        Kind.FLOW,
        Kind.SHORT,
        Kind.OVER,
        Kind.SPARE,
        Kind.PART,
        Kind.BEFORE,
        Kind.PEER,
        Kind.BEGUN,
        Kind.UNKNOWN,
    )
    for kind in kinds:
        for piece in pieces:
            if piece.kind is kind:
                return piece
    return None


def _scoped(pieces: list[Piece]) -> list[Piece]:
    """Let words for where it was stand only beside what was done there."""
    done = {piece.kind for piece in pieces} & {Kind.DOING, Kind.OWN, Kind.REACHED}
    kind = Kind.PLAIN if done else Kind.UNKNOWN
    return [
        attrs.evolve(piece, kind=kind) if piece.kind is Kind.SCOPE else piece
        for piece in pieces
    ]


def _gaps(clause: _Clause) -> Iterator[tuple[int, int, bool]]:
    """Go through the stretches of a clause that no measure uses.

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


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
