"""The law of the phrase language: nothing that could state a measure is left over.

Each token of a clause is used by its measure, is a plain word of the subject, or is
known to say nothing. What is none of these is reported with its place, and a reading
with such a report decides nothing. Like the selection this looks at kinds alone; where
only the text can tell (of which noun a figure speaks), the report says so in
``Trouble.unless``.
"""

from collections.abc import Iterator
from types import MappingProxyType

from perftargets.phrase.clauses import DATES
from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Word,
)
from perftargets.phrase.plan import PlanItem, Trouble
from perftargets.phrase.view import View, is_word

_WORDS = MappingProxyType(
    {
        "OR_MORE": "unread-bound",
        "OR_LESS": "unread-bound",
        "WITHIN": "unread-bound",
        "OUTSIDE": "unread-bound",
        "INCLUSIVE": "unread-bound",
        "EXCLUSIVE": "unread-bound",
        "BETWEEN": "unread-bound",
        "ROUGHLY": "unread-bound",
        "OPEN_DATE": "open-date",
        "VAGUE": "vague-figure",
        "BASE": "unread-reference",
        "SAME_AS": "unread-reference",
        "WITHIN_LIMIT": "unread-reference",
        "SAME_OR_LESS": "unread-reference",
        "SAME_OR_MORE": "unread-reference",
        "ODD_SIGN": "unread-sign",
    }
)
"""Words that state a measure, by what is reported where one is left over."""

_TOUCHED = MappingProxyType(
    {"OR_WORD": "unread-operator", "BOUND_WORD": "unread-bound"}
)
"""Words that state something where they touch a figure, and are words elsewhere."""

_SUFFIXES = frozenset({"OR_MORE", "OR_LESS", "WITHIN", "OUTSIDE", "ROUGHLY", "BETWEEN"})

_OF_NOUNS = frozenset({*_SUFFIXES, "VAGUE", "BASE"})
"""Words that may belong to a noun: 规模以上企业, 数十名专家, 年均增长率."""

_DATED = frozenset({"deadline", "period"})

_QUIET = frozenset({"KEEP", "REACH", "ABOUT", "UNTIL"})
"""Operators that state no side of words: 达到国家标准, 截至目前."""

_QUALIFIED = ("TEXT", "OF", "ADVERB", "OR_WORD", "WIDEN", "NARROW", "IMPROVE")
"""Words that a figure before them may qualify: 65岁以上老人, 三年累计."""


def left_over(view: View, item: PlanItem) -> Iterator[Trouble]:
    """Report what could state a measure and is not part of the one read."""
    words = item.subject
    if item.kind == "zero":
        words = view.subject({*item.operators, *item.hedges})
    left = {at for run in words for at in range(*run)}
    left |= {*view.tokens("BASE")} - set(range(*(item.words or (0, 0))))
    told = {at for trouble in item.troubles for at in range(*trouble.run)}
    ends = max(item.figures, default=-1)
    for index, part in enumerate(view.parts):
        if part.first not in left or part.first in told:
            continue
        trouble = _trouble(view, index, part, ends, dated=item.kind in _DATED)
        if trouble is not None:
            yield trouble


def _trouble(
    view: View, index: int, part: Constituent, ends: int, *, dated: bool
) -> Trouble | None:
    run = (part.first, part.last + 1)
    match part:
        case Chain(values=[SuffixedValue(kind=kind), *_]) if kind in DATES:
            # Beside a figure a bare date is a word of the subject.
            lost = dated or part.operators
            return Trouble(code="unread-date", run=run) if lost else None
        case Chain():
            return _of_figure(view, index, part)
        case Loose(operators=operators):
            quiet = {token.kind for token in operators} <= _QUIET
            return None if quiet else Trouble(code="unread-operator", run=run)
        case Word(kind="OR_WORD" | "BOUND_WORD" as kind):
            sides = (view.at(index - 1), view.at(index + 1))
            touched = any(_could_measure(side) for side in sides)
            return Trouble(code=_TOUCHED[kind], run=run) if touched else None
        case Word(kind="DASH"):
            behind = view.at(index + 1)
            signed = isinstance(behind, Chain) and behind.last >= ends
            return Trouble(code="sign-or-dash", run=run) if signed else None
        case Word(kind=kind) if kind in _WORDS:
            if kind in _OF_NOUNS and _of_noun(view, index, part, ends):
                return None
            return Trouble(code=_WORDS[kind], run=run)
    return None


def _could_measure(part: Constituent | None) -> bool:
    return isinstance(part, Chain | Loose) or is_word(part, *_SUFFIXES, "VAGUE")


def _of_noun(view: View, index: int, word: Word, ends: int) -> bool:
    """Return whether a word speaks of the noun beside it: 规模以上企业, 左右两侧."""
    if is_word(view.at(index + 1), "TEXT", "DURING"):
        return True
    if isinstance(view.at(index + 1), Chain):
        # 达标率以上90%: of the figure, though on its wrong side.
        return False
    before = is_word(view.at(index - 1), "TEXT")
    return word.kind in _SUFFIXES and before and word.at < ends


def _of_figure(view: View, index: int, chain: Chain) -> Trouble | None:
    """Report a figure that is lost; one that qualifies a noun (65岁以上老人) is not."""
    run = (chain.first, chain.last + 1)
    behind, value = view.at(index + 1), chain.values[-1]
    if value.kind == "BARE" and is_word(behind, "DASH", "DASHES", "TO", "GAP"):
        # 1-6年级学生, 2×600MW机组: a figure joined to a name.
        following = view.at(index + 2)
        named = is_word(following, "TEXT") or isinstance(following, Chain)
        joined = named and not chain.operators
        return None if joined else Trouble(code="unread-figure", run=run)
    if not is_word(behind, *_QUALIFIED):
        return Trouble(code="unread-figure", run=run)
    assert behind is not None  # noqa: S101 -- it is a word
    bound = {token.kind for token in chain.operators} - _QUIET
    if is_word(behind, "OF"):
        # 不超过5人的95%: behind the 的 that a figure follows there is no noun.
        return Trouble(code="unread-operator" if bound else "unread-figure", run=run)
    noun = (value.at, behind.first)
    if bound:
        return Trouble(code="unread-operator", run=run, unless=noun)
    apart = is_word(view.at(index - 1), "TEXT") and not value.suffixes
    if apart and value.kind not in {"NUMERAL", "BARE", "RATIO", "RANK"}:
        # 受理30件及时率100%: both may be targets.
        return Trouble(code="unread-figure", run=run, unless=noun)
    return None
