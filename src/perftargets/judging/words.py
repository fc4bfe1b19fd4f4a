"""The word lists of words/direction.toml and words/verdict.toml, read once."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, cached_property
from typing import Self

import attrs

from perftargets._data import toml
from perftargets.phrase.target import Direction
from perftargets.text import fold, lengths_by_last, unspaced

_CLOSING = "。；;！!，,、.．"
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")
_BRACKETS = frozenset(")）")
_REMARKS = 5
"""Remarks taken off at most: a cell of nothing else must not cost its square."""
_QUOTES = "“”\"'‘’「」"


class WordKind(StrEnum):
    """What a word of an actual does to the figure beside it."""

    PLAIN = "plain"
    OWN = "own"
    DOING = "doing"
    REACHED = "reached"
    TOTAL = "total"
    NOUN = "noun"
    SCOPE = "scope"
    HARMLESS = "harmless"
    CAUSE = "cause"
    BEFORE = "before"
    PEER = "peer"
    PLAN = "plan"
    NEGATION = "negation"
    SHORT = "short"
    OVER = "over"
    SPARE = "spare"
    FLOW = "flow"
    PART = "part"
    REFERENCE = "reference"
    SOURCE = "source"
    BEGUN = "begun"
    UNKNOWN = "unknown"


QUIET = frozenset(
    {
        WordKind.PLAIN,
        WordKind.OWN,
        WordKind.DOING,
        WordKind.REACHED,
        WordKind.TOTAL,
        WordKind.NOUN,
    }
)
FRAMES = frozenset({WordKind.PLAIN, WordKind.DOING, WordKind.REACHED, WordKind.TOTAL})
"""Words beside which a figure is what was reached."""
_MARKED = frozenset(
    {
        *(
            WordKind.CAUSE,
            WordKind.BEFORE,
            WordKind.PEER,
            WordKind.PLAN,
            WordKind.NEGATION,
            WordKind.SHORT,
        ),
        *(
            WordKind.OVER,
            WordKind.SPARE,
            WordKind.FLOW,
            WordKind.PART,
            WordKind.REFERENCE,
            WordKind.SOURCE,
        ),
    }
)


SHARES = frozenset("%‰")
"""Units of which 完成98% may be a share of the plan."""


class Listed(tuple[str, ...]):  # noqa: SLOT001 - a pattern is kept with it
    """Words of a list, the longest first, and what finds them in a text.

    Attributes:
        known: the words.
        lengths: how long they are, the longest first, by what they end with.
    """

    known: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    def __new__(cls, words: Iterable[str]) -> Self:
        """Take words in any order."""
        made = super().__new__(cls, sorted(words, key=lambda word: (-len(word), word)))
        made.known = frozenset(made)
        made.lengths = lengths_by_last(made)
        return made

    @cached_property
    def somewhere(self) -> re.Pattern[str]:
        """A pattern that finds one of them anywhere."""
        return re.compile("|".join(map(re.escape, self)) or "(?!)")


@attrs.frozen(kw_only=True)
class DirectionWords:
    """What words/direction.toml holds; see the comments there."""

    field_higher: frozenset[str]
    field_lower: frozenset[str]
    measuring: Listed
    shares: frozenset[str]
    unwanted: Listed
    time: Listed
    spans: Listed
    spent_on: Listed
    turning: Listed
    negations: Listed
    before: Listed
    lowering: Listed
    unsure: Listed
    helping: Listed
    counting: Listed
    uncounted: Listed
    rising: Listed
    containers: Listed
    held_down: Listed
    brought: Listed
    wanted: Listed
    saving: frozenset[str]

    @cached_property
    def lower_somewhere(self) -> re.Pattern[str]:
        """A pattern that finds a word without which no name says less is better."""
        lists = (self.unwanted, self.time, self.spans, self.held_down, self.negations)
        return Listed({word for each in lists for word in each}).somewhere

    @cached_property
    def _lists_of(self) -> dict[str, tuple[str, ...]]:
        """Return the names of the lists that each word stands in."""
        found: dict[str, list[str]] = {}
        for each in attrs.fields(DirectionWords):
            listed = getattr(self, each.name)
            if isinstance(listed, Listed):
                for word in listed:
                    found.setdefault(word, []).append(each.name)
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        return lengths_by_last(self._lists_of)

    def endings(self, text: str) -> dict[str, str]:
        """Return the longest word that ``text`` ends with, by the name of its list."""
        found: dict[str, str] = {}
        lists_of = self._lists_of
        for length in self._lengths.get(text[-1:], ()):
            word = text[-length:]
            for name in lists_of.get(word, ()):
                found.setdefault(name, word)
        return found


@attrs.frozen(kw_only=True)
class VerdictWords:
    """What words/verdict.toml holds; see the comments there."""

    reached: frozenset[str]
    partly: frozenset[str]
    not_reached: frozenset[str]
    not_begun: frozenset[str]
    none_happened: frozenset[str]
    nothing: frozenset[str]
    not_applicable: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    affirming: tuple[str, ...]
    negating: tuple[str, ...]
    amount: frozenset[str]
    doubt: tuple[str, ...]
    harmless: tuple[str, ...]
    actual: tuple[str, ...]
    begun: tuple[str, ...]
    minus: Listed
    thirds: dict[str, tuple[int, int]]
    budget: frozenset[str]
    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    same_base: tuple[frozenset[str], ...]
    exceeded: frozenset[str]
    standing: frozenset[str]
    completion: tuple[str, ...]
    said: frozenset[str]
    level_tails: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False)
class ActualWords:
    """What words/actual.toml holds: the class of each word, and some lists."""

    kinds: "dict[str, WordKind]"
    changing: frozenset[str]
    attachments: frozenset[str]
    total: frozenset[str]
    cumulative: frozenset[str]
    lists: frozenset[str]
    this_year: frozenset[str]
    exceeding: frozenset[str]
    completing: frozenset[str]
    characters: frozenset[str]
    causes: tuple[str, ...]
    goals: frozenset[str]
    limiting: frozenset[str]
    longest: int
    firsts: frozenset[str]
    """What the words begin with, those of change among them."""

    @cached_property
    def framing(self) -> frozenset[str]:
        """Words that stand before a figure and leave it what it is, as written."""
        minus = verdict_words().minus
        return frozenset(
            word
            for word, kind in self.kinds.items()
            if kind in FRAMES
            and word.isalpha()
            and fold(word) == word
            and not any(sign in word for sign in minus)
            and not (word in self.cumulative and word in self.this_year)
        )

    def find(self, text: str, *, change: bool) -> tuple[str, "WordKind"]:
        """Return the longest word that a text begins with, and its class."""
        if text[:1] not in self.firsts:
            return "", WordKind.UNKNOWN
        for length in range(min(self.longest, len(text)), 0, -1):
            word = text[:length]
            if change and word in self.changing:
                return word, WordKind.PLAIN
            kind = self.kinds.get(word)
            if kind is not None:
                return word, kind
        return "", WordKind.UNKNOWN

    def marked_in(self, text: str) -> frozenset["WordKind"]:
        """Return the classes of the words in a text that leave a figure open."""
        found, at = set(), 0
        while at < len(text):
            word, kind = self.find(text[at:], change=False)
            if kind not in QUIET:
                found.add(kind)
            at += len(word) or 1
        return frozenset(found - {WordKind.UNKNOWN, WordKind.SCOPE, WordKind.HARMLESS})


@cache
def actual_words() -> ActualWords:
    """Return the words of actuals by what they do to a figure."""
    table = toml("words", "actual.toml")
    plain_, marked = table["plain"], table["marked"]
    kinds: dict[str, WordKind] = {}
    # What is listed later wins, so that the harmless ones are never marked.
    for kind, group in (
        (WordKind.PLAIN, plain_["words"]),
        (WordKind.PLAIN, plain_["nouns"]),
        (WordKind.DOING, plain_["doing"]),
        *((WordKind(name), words) for name, words in marked.items() if name in _MARKED),
        (WordKind.BEGUN, verdict_words().begun),
        (WordKind.TOTAL, plain_["total"]),
        (WordKind.REACHED, plain_["reached"]),
        (WordKind.SCOPE, plain_["scope"]),
        (WordKind.HARMLESS, marked["harmless"]),
    ):
        kinds.update(dict.fromkeys(group, kind))
    changing = frozenset(table["change"]["words"])
    return ActualWords(
        kinds=kinds,
        changing=changing,
        attachments=frozenset(table["remark"]["attachments"]),
        total=frozenset(plain_["total"]),
        cumulative=frozenset(plain_["cumulative"]),
        lists=frozenset(plain_["listing"]),
        this_year=frozenset(plain_["this_year"]),
        exceeding=frozenset(plain_["exceeding"]),
        completing=frozenset(plain_["completing"]),
        characters=frozenset(marked["characters"]),
        causes=_longest_first(marked["causes"]),
        goals=frozenset(marked["goals"]),
        limiting=frozenset(marked["limiting"]),
        longest=max(map(len, kinds)),
        firsts=frozenset(word[0] for word in (*kinds, *changing)),
    )


@cache
def hedges() -> frozenset[str]:
    """Return the words of the phrase language that soften a figure: 约, 左右."""
    canonical = toml("grammar", "lists.toml")["canonical"]
    return frozenset((*canonical["about"], *canonical["behind"]))


@cache
def direction_words() -> DirectionWords:
    """Return the words that say which way is better."""
    table = toml("words", "direction.toml")
    turning = table["turning"]
    return DirectionWords(
        field_higher=frozenset(table["field"]["higher"]),
        field_lower=frozenset(table["field"]["lower"]),
        measuring=_longest_first(table["measuring"]["words"]),
        shares=frozenset(table["measuring"]["shares"]),
        unwanted=_longest_first(table["unwanted"]["heads"]),
        time=_longest_first(table["time"]["heads"]),
        spans=_longest_first(table["time"]["spans"]),
        spent_on=_longest_first(table["time"]["spent_on"]),
        turning=_longest_first(turning["words"]),
        negations=_longest_first(turning["negations"]),
        before=_longest_first(turning["before"]),
        lowering=_longest_first(turning["lowering"]),
        unsure=_longest_first(turning["unsure"]),
        helping=_longest_first(turning["helping"]),
        counting=_longest_first(table["measuring"]["counting"]),
        uncounted=_longest_first(table["measuring"]["uncounted"]),
        rising=_longest_first(table["measuring"]["rising"]),
        containers=_longest_first(table["measuring"]["containers"]),
        held_down=_longest_first(table["controlled"]["lower"]),
        brought=_longest_first(table["controlled"]["higher"]),
        wanted=_longest_first([*table["wanted"]["heads"], *_doing()]),
        saving=frozenset(table["wanted"]["saving"]),
    )


@cache
def verdict_words() -> VerdictWords:
    """Return the words in actuals that decide a verdict or keep it open."""
    table = toml("words", "verdict.toml")
    levels, change = table["levels"], table["change"]
    said = ("reached", "partly", "not_reached", "not_begun", "none_happened")
    return VerdictWords(
        exceeded=frozenset(levels["exceeded"]),
        standing=frozenset(levels["standing"]),
        completion=_longest_first(levels["completion"]),
        said=frozenset(word for name in said for word in levels[name]),
        reached=frozenset(levels["reached"]),
        partly=frozenset(levels["partly"]),
        not_reached=frozenset(levels["not_reached"]),
        not_begun=frozenset(levels["not_begun"]),
        none_happened=frozenset(levels["none_happened"]),
        nothing=frozenset(levels["nothing"]),
        not_applicable=frozenset(levels["not_applicable"]),
        yes=frozenset(levels["yes"]),
        no=frozenset(levels["no"]),
        affirming=_longest_first(table["own"]["affirming"]),
        negating=_longest_first(table["own"]["negating"]),
        amount=frozenset(table["amount"]["words"]),
        doubt=_longest_first(table["doubt"]["words"]),
        harmless=_longest_first(table["doubt"]["harmless"]),
        actual=_longest_first(table["doubt"]["reached"]),
        begun=_longest_first(table["doubt"]["begun"]),
        minus=_longest_first(table["doubt"]["minus"]),
        thirds={word: (first, last) for word, first, last in table["thirds"]["days"]},
        budget=frozenset(table["budget"]["referents"]),
        increase=_longest_first(change["increase"]),
        decrease=_longest_first(change["decrease"]),
        level_tails=_longest_first(change["level_tails"]),
        same_base=tuple(frozenset(group) for group in change["same_base"]),
    )


def plain(text: str) -> str:
    """Remove what never changes the sense: white space, closing marks, a remark."""
    text = unspaced(text).strip(_QUOTES).rstrip(_CLOSING)
    if text[-1:] not in _BRACKETS:
        return text
    for _ in range(_REMARKS):
        shorter = _REMARK.sub("", text).rstrip(_CLOSING)
        if shorter in {"", text}:
            break
        text = shorter
    return text


def change_head(name: str) -> Direction | None:
    """Return which way a figure changes whose name says so (增长率)."""
    words, text = verdict_words(), plain(name)
    if text.endswith(words.increase):
        return Direction.INCREASE
    return Direction.DECREASE if text.endswith(words.decrease) else None


def _doing() -> set[str]:
    """Return the verbs of doing that, at the head of a name, ask for more."""
    table = toml("words", "actual.toml")["plain"]
    return set(table["doing"]) - set(table["spending"])


def _longest_first(words: list[str]) -> Listed:
    return Listed(words)


def has_digit(text: str) -> bool:
    """Return whether a digit stands in a text."""
    return any(char.isdigit() for char in text)
