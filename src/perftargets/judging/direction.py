"""Which way is better, for an indicator whose target states no operator.

In this order: the 正向/反向 field of the row; something unwanted at the head of the
name, or a word behind it that turns it back; a cost row; else more is better.
"""

import re
from enum import StrEnum

import attrs

from perftargets.findings import Message
from perftargets.judging.words import direction_words
from perftargets.model.category import is_cost

_REMARK = re.compile(r"[(（][^()（）]*[)）]")


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


@attrs.frozen
class Bearing:
    """Which way is better, and why; None where the words leave it open."""

    better: Better | None
    reason: Message


def bearing(
    *phrases: str,
    category: str | None = None,
    subcategory: str | None = None,
    field: str | None = None,
) -> Bearing:
    """Decide which way is better.

    ``phrases`` say what is measured, nearest to the figure first: the subject of the
    value, then the name. The first of them whose head says something decides.
    ``field`` is the 正向/反向 field as written.
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
        return Bearing(
            Better.LOWER,
            Message(
                zh="成本类指标，越低越好",
                en="lower is better: a cost row",
            ),
        )
    return Bearing(
        Better.HIGHER,
        Message(
            zh="未写方向，按越高越好判断",
            en="higher is better: no direction is stated and nothing says otherwise",
        ),
    )


def _stated(field: str | None) -> Bearing | None:
    words = direction_words()
    text = "".join((field or "").split())
    if text in words.field_higher:
        better, en = Better.HIGHER, "higher"
    elif text in words.field_lower:
        better, en = Better.LOWER, "lower"
    else:
        return None
    zh = "越高越好" if better is Better.HIGHER else "越低越好"
    return Bearing(
        better,
        Message(
            zh=f"指标方向性为“{text}”，{zh}",
            en=f"{en} is better: the direction field says “{text}”",
        ),
    )


def _head(phrase: str, *, cost: bool) -> Bearing | None:
    """Read a phrase from its end; None where its head says nothing."""
    words = direction_words()
    text = "".join(_REMARK.sub("", phrase).split())
    share = False
    while text:
        unwanted = _ending(text, words.unwanted)
        turning = _ending(text, words.turning)
        unsure = _ending(text, words.unsure)
        span = _ending(text, words.spans)
        spent = _ending(text.removesuffix(span), words.spent_on) if span else ""
        if spent:
            return _lower(spent + span)
        time = _ending(text, words.time)
        if time:
            return _lower(time)
        if unwanted and len(unwanted) >= max(len(turning), len(unsure)):
            return _unwanted(text.removesuffix(unwanted), unwanted, share=share)
        if turning:
            return _turned(text.removesuffix(turning), turning, cost=cost)
        if unsure:
            thing = _ending(text.removesuffix(unsure), words.unwanted)
            return None if cost or not thing else _open(thing, unsure)
        measuring = _ending(text, words.measuring)
        if not measuring:
            return None
        share = share or measuring in words.shares
        text = text.removesuffix(measuring)
    return None


def _unwanted(before: str, thing: str, *, share: bool) -> Bearing:
    words = direction_words()
    opening = words.lowering if share else words.before
    for word in opening:
        if word in before:
            return _open(thing, word)
    return _lower(thing)


def _turned(before: str, turning: str, *, cost: bool) -> Bearing | None:
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
        return None
    return Bearing(Better.HIGHER, message)


def _lower(thing: str) -> Bearing:
    return Bearing(
        Better.LOWER,
        Message(
            zh=f"“{thing}”越少越好，按越低越好判断",
            en=f"lower is better: less of “{thing}” is wanted",
        ),
    )


def _open(thing: str, word: str) -> Bearing:
    return Bearing(
        None,
        Message(
            zh=f"“{word}”与“{thing}”并用，看不出越高越好还是越低越好",
            en=f"“{word}” beside “{thing}” leaves open which way is better",
        ),
    )


def _ending(text: str, words: tuple[str, ...]) -> str:
    """Give the longest of ``words`` that ``text`` ends with, or an empty string."""
    # Most texts end with none, and one call tells that.
    if not text.endswith(words):
        return ""
    return next(word for word in words if text.endswith(word))
