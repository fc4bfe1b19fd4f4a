"""Figures: one with its operators, a range, two bounds on one thing."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from perftargets.phrase.constituents import Chain, Loose, Token
from perftargets.phrase.operators import (
    LOWER,
    MIRRORED,
    SIGNS,
    STRONG,
    UPPER,
    Reading,
    resolve,
)
from perftargets.phrase.plan import PlanItem, Trouble
from perftargets.phrase.target import Operator
from perftargets.phrase.view import View, are_words, chosen, has, is_word

_EARLY = frozenset(
    {"AT_LEAST", "AT_MOST", "AT_LEAST_EVER", "AT_MOST_EVER", "AT_LEAST_SIGN"}
    | {"AT_MOST_SIGN", "HOLD"}
)
"""Operators that may stand before the verb: 至少开展2次."""


_LEADING = frozenset({"HOLD", "KEEP"})
"""Operators that lead to a range and add nothing to it: 控制在20±2℃."""

_SINGLE: Mapping[str, str] = MappingProxyType(
    {"INTERVAL": "interval", "RATIO": "ratio", "RANK": "ranking"}
)
"""The kind of item that one token is all of."""

_PLACES: Mapping[Operator, Operator] = MappingProxyType(
    {
        Operator.AT_LEAST: Operator.AT_MOST,
        Operator.MORE_THAN: Operator.LESS_THAN,
        Operator.AT_MOST: Operator.AT_LEAST,
        Operator.LESS_THAN: Operator.MORE_THAN,
        Operator.EQUAL: Operator.EQUAL,
    }
)
"""What an operator in words says of a place: no lower than fifth is at most 5."""


def read(chain: Chain, early: tuple[Token, ...] = ()) -> Reading:
    """Return what the operators around a figure, and ``early`` ones, say together."""
    value = chain.values[-1]
    suffixes = value.suffixes
    if len(chain.values) > 1:
        # At the end of a range 不含 speaks of that end, not of an operator.
        suffixes = tuple(
            suffix
            for suffix in suffixes
            if suffix.kind not in {"EXCLUSIVE", "INCLUSIVE"}
        )
    more = value.kind == "FIGURE_MORE"
    return resolve((*early, *chain.operators), suffixes, more=more)


def early(view: View, place: int) -> tuple[Token, ...]:
    """Find operators before the verb: 至少开展2次, 控制在预算300万元以内.

    Before a share any operator counts: 低于计划工期的5%.
    """
    if view.chain(place).operators:
        return ()
    share = is_word(view.at(place - 1), "OF")
    allowed = {*STRONG, "HOLD"} if share else _EARLY
    for index in range(place - 1, -1, -1):
        part = view.parts[index]
        if isinstance(part, Chain):
            break
        if isinstance(part, Loose):
            tokens = tuple(token for token in part.operators if token.kind in allowed)
            if tokens:
                return tokens
    return ()


def comparison(view: View, place: int) -> PlanItem:
    """Read the figure at ``place`` with its operators, or the range."""
    chain = view.chain(place)
    before = early(view, place)
    reading = read(chain, before)
    if reading.clash:
        return view.refused("contradicting-operators", chain)
    used = {token.at for token in before}
    behind = view.behind(place)
    if behind is not None:
        kinds = {token.kind for token in behind.operators}
        if place + 2 == len(view.parts) and kinds & STRONG.keys():
            # 95%≤ says nothing of what is to come.
            return view.refused("operator-without-figure", behind)
        if reading.operator is None and len(kinds) == 1 and kinds <= SIGNS.keys():
            reading = Reading(MIRRORED[SIGNS[kinds.pop()]])
            used |= {token.at for token in behind.operators}
    if chain.values[-1].kind in _SINGLE:
        return _special(view, chain, reading, used)
    if chain.values[0].kind == "TOLERANCE":
        return view.item("range", chain, reading, used=used)
    if len(chain.values) > 1:
        return _range(view, chain, reading, used)
    item = view.item("comparison", chain, reading, used=used)
    code = _doubt(view, place, chain, item)
    if code is not None:
        before_it = (
            view.at(place - 1) if code in {"each-of-several", "sign-or-dash"} else None
        )
        start = chain.first if before_it is None else before_it.first
        trouble = Trouble(code=code, run=(start, chain.last + 1))
        item = attrs.evolve(item, troubles=(trouble,))
    return item


def _special(view: View, chain: Chain, reading: Reading, used: set[int]) -> PlanItem:
    """Read [80%,90%), 1:20 and 前3名: each is all of its measure."""
    kind = chain.values[-1].kind
    led = {token.kind for token in chain.operators} <= {"REACH", *_LEADING}
    bounds = [mark for mark in chain.values[0].suffixes if mark.kind != "SHARE"]
    bounded = kind == "INTERVAL" and not (led and not bounds)
    if len(chain.values) > 1 or bounded:
        return view.refused("unclear-figures", chain)
    item = view.item(_SINGLE[kind], chain, reading, used=used)
    if kind != "RANK" or reading.operator is None:
        return item
    tokens = [*chain.operators, *chain.values[0].suffixes]
    kinds = {token.kind for token in tokens} | {
        token.kind
        for part in view.parts
        if isinstance(part, Loose)
        for token in part.operators
        if token.at in used
    }
    operator = _PLACES.get(reading.operator)
    if kinds & {*SIGNS, "EQUAL_SIGN", "EQUAL", "WITHIN"}:
        # A sign speaks of the number: ≤第5名.
        operator = reading.operator if reading.operator not in LOWER else None
    if operator is None:
        return view.refused("contradicting-operators", chain)
    return attrs.evolve(item, operator=operator)


def spread(view: View, place: int) -> PlanItem | None:
    """Read 20±2℃: a figure, and how far from it to either side."""
    chain, before = view.chain(place), view.at(place - 1)
    if chain.values[0].kind != "TOLERANCE" or not isinstance(before, Chain):
        return None
    (middle, *more), (width, *others) = before.values, chain.values
    if more or others or middle.suffixes or middle.kind not in {"BARE", "FIGURE"}:
        return view.refused("unclear-figures", before, chain)
    if before.operators and {token.kind for token in before.operators} - _LEADING:
        return view.refused("operator-beside-range", *before.operators)
    used = {token.at for token in before.operators}
    item = view.item("spread", chain, read(chain), values=(middle, width), used=used)
    return attrs.evolve(item, operator=None, operators=tuple(sorted(used)))


def _doubt(view: View, place: int, chain: Chain, item: PlanItem) -> str | None:
    """Name what leaves the figure in doubt, though it was read."""
    if is_word(view.at(place - 1), "EACH"):
        return "each-of-several"
    if is_word(view.at(place - 1), "DASH"):
        return "sign-or-dash"
    if chain.operators or item.per or not is_word(view.at(place + 1), "TEXT", "OF"):
        return None
    if chain.values[0].kind == "NUMERAL" and item.operator is None:
        return "numeral-or-name"
    suffixes = {suffix.kind for suffix in chain.values[0].suffixes}
    if place == 0 and suffixes & {"OR_MORE", "OR_LESS"}:
        return "bound-of-a-noun"
    return None


def _range(view: View, chain: Chain, reading: Reading, used: set[int]) -> PlanItem:
    """Read two ends with a joiner: 约20-30人, 60%（不含）-75%."""
    low, high = chain.values
    troubles: tuple[Trouble, ...] = ()
    stated = sorted({*used, *view.stated(chain)})
    if stated and reading.operator not in {None, Operator.ABOUT}:
        run = (stated[0], stated[-1] + 1)
        troubles = (Trouble(code="operator-beside-range", run=run),)
    # 20-30多人: how far that end reaches is not said.
    more = [value.at for value in (low, high) if value.kind == "FIGURE_MORE"]
    if more:
        run = (more[0], more[-1] + 1)
        troubles = (*troubles, Trouble(code="vague-figure", run=run))
    about = reading.hedges or chosen(chain.operators, "ABOUT")
    about += chosen(high.suffixes, "ROUGHLY")
    open_low, open_high = has(low, "EXCLUSIVE"), has(high, "EXCLUSIVE")
    return attrs.evolve(
        view.item("range", chain, reading, used=used),
        operator=Operator.MORE_THAN if open_low else Operator.AT_LEAST,
        upper=Operator.LESS_THAN if open_high else Operator.AT_MOST,
        troubles=troubles,
        hedges=(*view.hedges(), *dict.fromkeys(about)),
    )


def two_bounds(view: View, place: int, figures: list[int]) -> PlanItem | None:
    """Read 大于等于60小于80分, 6≤pH≤9 and 介于20和30之间."""
    before = [at for at in figures if at < place]
    if not before:
        return None
    first, second = view.chain(before[-1]), view.chain(place)
    if len(first.values) != 1 or len(second.values) != 1:
        return None
    between = view.parts[before[-1] + 1 : place]
    one, two = read(first), read(second)
    used = {token.at for token in first.operators}
    sign = view.behind(before[-1])
    if has(second.values[0], "BETWEEN") and are_words(between, "AND", "PAUSE"):
        one, two = Reading(Operator.AT_LEAST), Reading(Operator.AT_MOST)
    elif sign is not None and not first.operators:
        kind = sign.operators[0].kind
        if len(sign.operators) > 1 or kind not in SIGNS:
            return None
        one = Reading(MIRRORED[SIGNS[kind]])
        used.add(sign.first)
    elif between and not are_words(between, "AND", "LINK", "DASH", "DASHES", "TO"):
        return None
    if one.operator in LOWER and two.operator in UPPER:
        values = (*first.values, *second.values)
        lower, upper = one.operator, two.operator
    elif one.operator in UPPER and two.operator in LOWER:
        values = (*second.values, *first.values)
        lower, upper = two.operator, one.operator
    else:
        return None
    used |= {suffix.at for value in first.values for suffix in value.suffixes}
    used |= {part.first for part in between if is_word(part, "DASH", "DASHES", "TO")}
    item = view.item("range", second, two, values=values, used=used)
    return attrs.evolve(item, operator=lower, upper=upper)
