"""What an actual reports: its measures, and what the words beside them make of them.

``account.read_actual`` makes it, once; judges only choose from it.
"""

import re

import attrs

from perftargets.findings import Message
from perftargets.judging.words import WordKind, plain, verdict_words
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Measure,
    Missing,
    Operator,
    Qualitative,
    Range,
    Target,
)
from perftargets.text import fold, unspaced

_CLOCK = re.compile(
    r"(?<=[\d日 ])\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"|(?<=日)(?:上午|下午|晚上|中午)"
)
_CHANGE = "signed-change"
"""The phrase language's note on a change by a negative amount: 下降-6%."""
_LONGEST_QUOTE = 60
_DASHES = "-－﹣−–—"
_POINT = re.compile(r"\d[+.．,，。]\Z|\d[.．,，。]\Z")
_MARKER = re.compile(r"(?:\A|[;；,，。\s])(\d{1,2})[.．](?!\d)")
_CLOSED = re.compile(r"\s*[)）]\s*[^\s)）]")
_SIGNED = re.compile(r"[(（]\s*\d[^()（）]*[)）]")
_UNSIGNED = re.compile(
    r"[^\d－﹣−–—(（-]*(?<![+.．,，。])\d++(?:\.\d++)?(?:[^\d+.．,，。－﹣−–—(（-][^\d－﹣−–—(（-]*|。)?"
)
"""One figure with no sign, bracket or other figure anywhere beside it."""


GAPS = frozenset({WordKind.SHORT, WordKind.OVER, WordKind.SPARE})
"""How far the figure lies from the target, which beside a level changes nothing."""
ASIDE = frozenset(
    {WordKind.CAUSE, WordKind.BEFORE, WordKind.PEER, WordKind.PLAN, WordKind.PART}
)
"""What stands beside a level and leaves it as it is: 95人，计划100人."""


@attrs.frozen
class ActualPiece:
    """One word of an actual, and what it does."""

    kind: WordKind
    word: str
    start: int
    end: int


@attrs.frozen
class Statement:
    """One measure of an actual, with what the words around it make of it.

    Attributes:
        item: the phrase as read; its spans point into ``Reported.text``, those of a
            remark in brackets into the remark.
        measure: the measure, without an operator that only names the amount.
        whole: the text that the spans point into.
        clause: which clause it stands in.
        mark: the word that makes it something else than a level reached; None where
            each word beside it is accounted for.
        reached: a word names it as what was reached (实际).
        total: a word names it as the whole (共).
        cumulative: it may count from an earlier year on (累计).
        this_year: it is of this year (本年).
        remark: it stands in brackets.
        clear: the word of ``mark`` stands before it and no other: 计划100人.
        early: it is counted to a day before the end of the year (截至6月底).
        unclear: why its sign or its point cannot be told.
    """

    item: Target
    measure: Measure
    whole: str
    clause: int
    mark: ActualPiece | None = None
    reached: bool = False
    total: bool = False
    cumulative: bool = False
    this_year: bool = False
    remark: bool = False
    clear: bool = False
    early: bool = False
    unclear: Message | None = None

    @property
    def level(self) -> bool:
        """Whether nothing speaks against its being what was reached."""
        return self.mark is None

    @property
    def doubt(self) -> Message | None:
        """Why it is not plainly what was reached, or None."""
        if self.unclear is not None:
            return self.unclear
        return None if self.mark is None else unsure(self.item.text, self.mark)


@attrs.frozen
class Reported:
    """What was reported of one indicator, read.

    Attributes:
        text: as written.
        words: the same without what never changes the sense, to look up in word lists.
        target: what the phrase language makes of it.
        items: its parts, one unless several things are reported.
        remarks: what the remarks in brackets say: 96%（全市平均95%）.
        statements: the measures in it, those of remarks last.
        loose: words that are not accounted for: of clauses without a measure, of
            causes, and of figures beside the one that answers.
        doubtful: remarks in brackets that are more than a reference, a cause or a
            figure: 达成（部分）.
        asides: clauses and remarks in words, to look up in word lists.
    """

    text: str
    words: str
    target: Target
    items: tuple[Target, ...]
    remarks: tuple[Target, ...] = attrs.field(default=(), eq=False)
    statements: tuple[Statement, ...] = attrs.field(default=(), eq=False)
    loose: tuple[ActualPiece, ...] = attrs.field(default=(), eq=False)
    doubtful: tuple[ActualPiece, ...] = attrs.field(default=(), eq=False)
    asides: tuple[str, ...] = attrs.field(default=(), eq=False)

    @property
    def quoted(self) -> str:
        """The text as reasons quote it, cut where it is long."""
        if len(self.text) <= _LONGEST_QUOTE:
            return self.text
        return f"{self.text[:_LONGEST_QUOTE]}…"

    @property
    def nothing(self) -> bool:
        """Whether the cell says that nothing is reported."""
        return isinstance(self.target.measure, Missing)

    def only(self, item: Target) -> "Reported":
        """Return the same actual as far as one of its items goes."""
        kept = tuple(each for each in self.statements if each.item is item)
        return attrs.evolve(
            self,
            words=plain(item.text),
            target=item,
            items=(item,),
            statements=kept,
        )

    def without(self, item: Target) -> "Reported":
        """Return the same actual less one of its items."""
        return attrs.evolve(
            self,
            items=tuple(each for each in self.items if each is not item),
            statements=tuple(each for each in self.statements if each.item is not item),
        )


def unsure(text: str, piece: ActualPiece) -> Message:
    """Return why a word leaves a measure open."""
    if piece.kind is WordKind.UNKNOWN and any(char.isdigit() for char in piece.word):
        return Message(
            zh=f"“{text}”中有几个数字，不知以哪一个为准（“{piece.word}”）",
            en=f"“{text}” holds several figures, and which answers is not clear "
            f"(“{piece.word}”)",
        )
    return Message(
        zh=f"“{text}”中有“{piece.word}”，看不出是否为实际完成的数值",
        en=f"“{piece.word}” in “{text}” leaves open whether that is what was reached",
    )


def unclear(item: Target, whole: str) -> Message | None:
    """Return which reading of a figure's sign or point is not settled, or None.

    ``whole`` is the text that the spans of ``item`` point into. Such a figure can be
    read in two ways that differ by far: 利润-4万元, 95. 5%, 负2%.
    """
    for doubt in item.diagnostics:
        if doubt.code == _CHANGE:
            return doubt.message
    if _UNSIGNED.fullmatch(whole) and not verdict_words().minus.somewhere.search(whole):
        return None
    known = isinstance(item.measure, Comparison | Range | Change)
    number = item.spans.number if known else ()
    if not number:
        return None
    before = whole[: number[0].start].rstrip()
    if not before:
        # No sign, no bracket and no other figure can stand before it.
        return None
    enclosed = before.endswith(("(", "（")) and _CLOSED.match(whole, number[-1].end)
    if _minus(before) or enclosed or _SIGNED.fullmatch(whole.strip()):
        return Message(
            zh=f"“{item.text}”的数字是正是负，看不出来",
            en=f"whether the figure of “{item.text}” is negative cannot be told",
        )
    if _POINT.search(before) and not numbered(whole):
        return Message(
            zh=f"“{whole.strip()}”中数字前面还有数字，中间是小数点还是分隔，看不出来",
            en=f"in “{whole.strip()}” a figure stands right before another: a decimal "
            "point or two figures, which cannot be told",
        )
    return None


def not_done(actual: Reported) -> Message | None:
    """Return that the words alone state that it was not done, or None."""
    words = verdict_words()
    if actual.words in words.not_begun or actual.words in words.not_reached:
        return Message(
            zh=f"实际情况写明“{actual.words}”",
            en=f"the actual says “{actual.words}”, not done",
        )
    return None


def no_figure(actual: Reported) -> Message:
    """Return why words are no answer to a target with a figure."""
    words = verdict_words()
    if actual.words in words.reached or actual.words in words.partly:
        return Message(
            zh=f"实际情况只写“{actual.words}”，没有数字；请填写实际完成的数值",
            en=f"the actual only says “{actual.words}”; write the figure reached",
        )
    return Message(
        zh=f"实际情况“{actual.quoted}”中没有可与目标比较的数字",
        en=f"the actual “{actual.quoted}” holds no figure to compare with the target",
    )


def levelled(item: Target, whole: str) -> Measure:
    """Return the measure without an operator that only names the amount: 达到3%."""
    measure = item.measure
    if not isinstance(measure, Comparison) or measure.operator is None:
        return measure
    written = {unspaced(span.of(whole)) for span in item.spans.operator}
    if measure.operator is Operator.EQUAL or (
        written and written <= verdict_words().amount
    ):
        return attrs.evolve(measure, operator=None)
    return measure


def _minus(before: str) -> bool:
    """Return whether a dash or a word for a minus stands right before the figure.

    A dash behind a digit joins two figures, and two of them are a dash for sure.
    """
    if before.endswith(verdict_words().minus):
        return True
    rest = before[:-1].rstrip()
    return (
        before.endswith(tuple(_DASHES))
        and not rest.endswith(tuple(_DASHES))
        and not rest[-1:].isdigit()
    )


def numbered(whole: str) -> bool:
    """Return whether the text is a list: 1. 3次；2. 500份."""
    found = [int(number) for number in _MARKER.findall(whole)]
    return len(found) > 1 and found == list(range(1, len(found) + 1))


def measures(item: Target) -> bool:
    """Return whether an item states a figure, a date or a change."""
    return not isinstance(item.measure, Qualitative | Missing | Compound)


def places_of(item: Target) -> list[tuple[int, int]]:
    """Return where the measure of an item stands in its text."""
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


def unclocked(text: str) -> str:
    """Blank the time of the day behind a date, character by character."""
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
