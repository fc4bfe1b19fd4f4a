"""Which way is better, for an indicator whose target states no operator.

In this order: the 正向/反向 field of the row; the head of the name, something unwanted,
wanted, or a word that turns it back; a cost row; things that are counted, measured or
earned. A head that none of these knows leaves the direction open.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from perftargets._renamed import renamed
from perftargets.findings import Message
from perftargets.judging.words import DirectionWords, Listed, direction_words
from perftargets.model.category import classify, is_cost
from perftargets.text import unspaced
from perftargets.units import UnitTable

_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_QUOTES = re.compile("[“”\"'‘’《》<>]")
_REMEMBERED = 4096
"""Names whose direction is kept: checks and rules ask for it several times."""
_EXTENTS = frozenset({"area", "volume", "length", "mass"})
AMOUNTS = _EXTENTS | {"energy", "data"}
"""Dimensions of what there is more or less of."""


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


@attrs.frozen
class InferredDirection:
    """Which way is better, and why; None where the words leave it open."""

    polarity: Polarity | None
    reason: Message


@attrs.frozen
class Counted:
    """What the figure of a row is counted in, as far as it is known.

    Attributes:
        unit: its unit; None for a bare figure.
        per: what it is counted by.
        worded: it stands in words: 全覆盖 is all of it.
    """

    unit: str | None = None
    per: str | None = None
    worded: bool = False


@lru_cache(maxsize=_REMEMBERED)
def infer_direction(
    *phrases: str,
    category: str | None = None,
    subcategory: str | None = None,
    field: str | None = None,
    counted: Counted | None = None,
    units: UnitTable | None = None,
) -> InferredDirection:
    """Decide which way is better.

    ``phrases`` say what is measured, nearest to the figure first: the subject of the
    value, then the name. The first of them whose head says something decides.
    ``field`` is the 正向/反向 field as written. Where the figure is not given
    (``counted``), only the words decide.
    """
    stated = _stated(field)
    if stated is not None:
        return stated
    cost = is_cost(category, subcategory)
    for phrase in phrases:
        found = _head(phrase, cost=cost)
        if found is not None:
            return found
    if cost:
        return InferredDirection(
            Polarity.LOWER,
            Message(
                zh="成本类指标，越低越好",
                en="lower is better: a cost row",
            ),
        )
    thing = _thing(phrases, subcategory, counted, units)
    if thing is not None:
        return InferredDirection(Polarity.HIGHER, thing)
    if counted is None and not any(phrases):
        return InferredDirection(Polarity.HIGHER, _more("", "nothing says otherwise"))
    return InferredDirection(
        None,
        Message(
            zh="从名称看不出越高越好还是越低越好；请写明≥或≤，或填写指标方向性（正向/反向）",
            en="the name does not tell whether more or less is better: write ≥ or ≤, "
            "or fill in the direction (正向/反向)",
        ),
    )


def less_is_better(*phrases: str) -> bool:
    """Return whether the words alone say that less is better, as `infer_direction`.

    That is said by the head of a phrase; what is counted only ever makes more better.
    One look for all words that can say so passes over most names.
    """
    lowering = direction_words().lower_somewhere
    if not any(map(lowering.search, map(_tidy, phrases))):
        return False
    for phrase in phrases:
        found = _head(phrase, cost=False)
        if found is not None:
            return found.polarity is Polarity.LOWER
    return False


def _thing(
    phrases: tuple[str, ...],
    subcategory: str | None,
    counted: Counted | None,
    units: UnitTable | None,
) -> Message | None:
    """Return why more is better of things that are counted, measured or made."""
    words = direction_words()
    if any(_mentions_unwanted(_tidy(phrase), words) for phrase in phrases):
        return None
    counts = any(
        text.endswith(words.counting) and not text.endswith(words.uncounted)
        for text in map(_tidy, phrases)
    )
    unit = counted.unit if counted is not None else None
    if counts and unit is None:
        return _more("数量", "things are counted")
    if counted is None:
        return None
    if counted.worded:
        return _more("全部", "it is to be all of it")
    if unit is None:
        level = classify(subcategory, level=2)
        if level is not None and level.key == "quantity":
            return _more("数量指标", "a row of 数量")
        return None
    return _amount(unit, counted.per, units) if units is not None else None


def _mentions_unwanted(text: str, words: DirectionWords) -> bool:
    """Report whether something unwanted stands in a name and nothing turns it back."""
    if words.unwanted.somewhere.search(text) is None:
        return False
    for word in words.unwanted:
        at = text.rfind(word)
        if at < 0:
            continue
        behind = text[at + len(word) :]
        turned = any(each in behind for each in (*words.turning, *words.wanted))
        if not turned:
            return True
    return False


def _amount(unit: str, per: str | None, units: UnitTable) -> Message | None:
    """Return that a unit counts things or measures what there is of them.

    More of a share, of time, of money or of a concentration is good or bad, as it is.
    """
    known = units.find(unit)
    if known is None or not known.dimension:
        return _more(unit, f"“{unit}” is counted")
    rate = units.find(per) if per else None
    if rate is not None and rate.dimension in _EXTENTS:
        return None
    return _more(unit, f"“{unit}” is counted") if known.dimension in AMOUNTS else None


def _more(zh: str, en: str) -> Message:
    return Message(
        zh=f"未写方向，按越高越好判断{f'（计“{zh}”）' if zh else ''}",
        en=f"higher is better: no direction is stated and {en}",
    )


def _stated(field: str | None) -> InferredDirection | None:
    words = direction_words()
    text = unspaced(field or "")
    if text in words.field_higher:
        better, en = Polarity.HIGHER, "higher"
    elif text in words.field_lower:
        better, en = Polarity.LOWER, "lower"
    else:
        return None
    zh = "越高越好" if better is Polarity.HIGHER else "越低越好"
    return InferredDirection(
        better,
        Message(
            zh=f"指标方向性为“{text}”，{zh}",
            en=f"{en} is better: the direction field says “{text}”",
        ),
    )


def _tidy(phrase: str) -> str:
    if phrase.isalnum():
        # Letters and digits alone: no remark, no quotes and no white space.
        return phrase
    return unspaced(_QUOTES.sub("", _REMARK.sub("", phrase)))


def _head(phrase: str, *, cost: bool) -> InferredDirection | None:
    """Read a phrase from its end; None where its head says nothing."""
    words = direction_words()
    text = _tidy(phrase)
    share = False
    while text:
        ends = words.endings(text)
        if not ends:
            return None
        found = _said(text, words, ends, share=share, cost=cost)
        if found is not None:
            return found.direction
        measuring = ends.get("measuring")
        if not measuring:
            return None
        if measuring in words.spans:
            # Of days that something takes, more is not better because it is wanted.
            return None
        share = share or measuring in words.shares
        text = text.removesuffix(measuring)
    return None


@attrs.frozen
class _Said:
    """What a head says, which may be that it says nothing."""

    direction: InferredDirection | None


def _said(
    text: str, words: DirectionWords, ends: dict[str, str], *, share: bool, cost: bool
) -> _Said | None:
    """Read one head by the words of each list that it ends with."""
    bad = _unwelcome(text, words, ends, share=share)
    if bad is not None:
        return _Said(bad)
    rising = ends.get("rising")
    if rising:
        return _Said(_risen(text.removesuffix(rising), rising, words))
    turning, wanted = ends.get("turning", ""), ends.get("wanted", "")
    unsure = ends.get("unsure", "")
    if turning and len(turning) >= max(len(unsure), len(wanted)):
        return _Said(_turned(text.removesuffix(turning), turning, cost=cost))
    if wanted and len(wanted) > len(unsure):
        if cost and wanted not in words.saving:
            return None
        return _Said(_wanted(text.removesuffix(wanted), wanted))
    if not unsure:
        return None
    thing = _ending(text.removesuffix(unsure), words.unwanted)
    return _Said(None if cost or not thing else _open(thing, unsure))


def _unwelcome(
    text: str, words: DirectionWords, ends: dict[str, str], *, share: bool
) -> InferredDirection | None:
    """Read a head of time, of something unwanted, or of what is controlled."""
    span = ends.get("spans", "")
    spent = _ending(text.removesuffix(span), words.spent_on) if span else ""
    time, wanted = ends.get("time", ""), ends.get("wanted", "")
    taken = max(spent + span if spent else "", time, key=len)
    if taken and len(taken) >= len(wanted):
        return _lower(taken)
    unwanted = ends.get("unwanted", "")
    others = (ends.get("turning", ""), ends.get("unsure", ""), wanted)
    if unwanted and len(unwanted) >= max(map(len, others)):
        return _unwanted(text.removesuffix(unwanted), unwanted, share=share)
    held = None if unwanted else _held(text, words, ends.get("unsure", ""))
    if held is not None:
        return held
    inside = text.removesuffix(ends.get("containers", ""))
    thing = _ending(inside, words.unwanted) if inside != text else ""
    return _unwanted(inside.removesuffix(thing), thing, share=share) if thing else None


def _held(text: str, words: DirectionWords, word: str) -> InferredDirection | None:
    """Read 控制率 by what is controlled: 三公经费 is held down, 高血压 brought down."""
    if not word:
        return None
    before = text.removesuffix(word)
    lower, higher = _ending(before, words.held_down), _ending(before, words.brought)
    if lower and len(lower) >= len(higher):
        return InferredDirection(
            Polarity.LOWER,
            Message(
                zh=f"“{lower}{word}”越低越好",
                en=f"lower is better: “{lower}” is to be held down",
            ),
        )
    if higher:
        return InferredDirection(
            Polarity.HIGHER,
            Message(
                zh=f"“{higher}{word}”越高越好",
                en=f"higher is better: “{higher}” is to be brought under control",
            ),
        )
    return None


def _unwanted(before: str, thing: str, *, share: bool) -> InferredDirection:
    words = direction_words()
    if not share and (help_ := next((w for w in words.helping if w in before), "")):
        return InferredDirection(
            Polarity.HIGHER,
            Message(
                zh=f"“{help_}”在“{thing}”之前，按越高越好判断",
                en=f"higher is better: “{help_}” before “{thing}” is help for it",
            ),
        )
    opening = words.lowering if share else words.before
    for word in opening:
        if word in before:
            return _open(thing, word)
    return _lower(thing)


def _risen(before: str, rising: str, words: DirectionWords) -> InferredDirection | None:
    """Read 增长率 by what grows: nobody wants more cost, everybody more income."""
    bad = next((word for word in words.unwanted if word in before), "")
    if bad:
        return _lower(bad + rising)
    good = next((word for word in words.wanted if word in before), "")
    return _wanted(before.partition(good)[0], good) if good else None


def _wanted(before: str, head: str) -> InferredDirection:
    negation = _ending(before, direction_words().negations)
    if negation:
        return _lower(negation + head)
    return InferredDirection(
        Polarity.HIGHER,
        Message(
            zh=f"未写方向，“{head}”按越高越好判断",
            en="higher is better: no direction is stated, and more is better for "
            f"“{head}”",
        ),
    )


def _turned(before: str, turning: str, *, cost: bool) -> InferredDirection | None:
    words = direction_words()
    negation = _ending(before, words.negations)
    if negation:
        return _lower(negation + turning)
    things = [word for word in words.unwanted if word in before]
    if things:
        thing = max(things, key=lambda word: (before.rfind(word), len(word)))
        message = Message(
            zh=f"“{thing}”之后有“{turning}”，按越高越好判断",
            en=f"higher is better: “{turning}” after “{thing}” turns it back",
        )
    elif cost:
        message = Message(
            zh=f"成本类指标，但以“{turning}”为中心词，按越高越好判断",
            en=f"higher is better: a cost row, but “{turning}” heads its name",
        )
    else:
        message = Message(
            zh=f"未写方向，“{turning}”按越高越好判断",
            en="higher is better: no direction is stated, and more is better for "
            f"“{turning}”",
        )
    return InferredDirection(Polarity.HIGHER, message)


def _lower(thing: str) -> InferredDirection:
    return InferredDirection(
        Polarity.LOWER,
        Message(
            zh=f"“{thing}”越少越好，按越低越好判断",
            en=f"lower is better: “{thing}” is to be avoided or kept low",
        ),
    )


def _open(thing: str, word: str) -> InferredDirection:
    return InferredDirection(
        None,
        Message(
            zh=f"“{word}”与“{thing}”并用，看不出越高越好还是越低越好",
            en=f"“{word}” beside “{thing}” leaves open which way is better",
        ),
    )


def _ending(text: str, words: Listed) -> str:
    """Return the longest of ``words`` that ``text`` ends with, or an empty string."""
    known = words.known
    for length in words.lengths.get(text[-1:], ()):
        if text[-length:] in known:
            return text[-length:]
    return ""


if not TYPE_CHECKING:
    __getattr__ = renamed(
        __name__,
        Better="Polarity",
        bearing="infer_direction",
        Bearing="InferredDirection",
    )
