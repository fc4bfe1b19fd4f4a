"""Changes against a base, and the levels that a direction word leads to."""

from types import MappingProxyType

import attrs

from perftargets.phrase.clauses import DATES
from perftargets.phrase.constituents import Chain, Constituent, Loose, Word
from perftargets.phrase.figures import comparison, early, read
from perftargets.phrase.operators import REFERRING
from perftargets.phrase.plan import PlanItem, Run, Trouble
from perftargets.phrase.target import Direction, Operator
from perftargets.phrase.view import RATES, View, chosen, is_word, without

_DIRECTIONS = MappingProxyType(
    {
        "INCREASE": Direction.INCREASE,
        "IMPROVE": Direction.INCREASE,
        "WIDEN": Direction.INCREASE,
        "NARROW": Direction.DECREASE,
        "INCREASE_TO": Direction.INCREASE,
        "HIGHER": Direction.INCREASE,
        "ABOVE": Direction.INCREASE,
        "MORE_THAN": Direction.INCREASE,
        "DECREASE": Direction.DECREASE,
        "DECREASE_TO": Direction.DECREASE,
        "LOWER": Direction.DECREASE,
        "BELOW": Direction.DECREASE,
        "LESS_THAN": Direction.DECREASE,
    }
)

_WORDS = ("INCREASE", "IMPROVE", "DECREASE")

_NOT = MappingProxyType(
    {"NOT_INCREASE": Operator.AT_MOST, "NOT_DECREASE": Operator.AT_LEAST}
)
"""What the denial of a change says of what it is held against."""

DENIED = (*_NOT, "DENIED_CHANGE")

_OPENING = ("ADVERB", "HEDGE", "BASE", *RATES)
"""Words that may stand before a change at the beginning of its clause."""


def change(  # noqa: C901 -- one word after another, back from the figure
    view: View, place: int
) -> PlanItem | None:
    """Read the figure at ``place`` as a change or a level, if a word makes it one."""
    if is_word(view.at(place - 1), "OF"):
        # 不超过预算总额的5%: a share of something is a figure.
        return None
    for index in range(place - 1, -1, -1):
        part = view.parts[index]
        if isinstance(part, Chain):
            if part.values[-1].kind in DATES:
                if index == place - 1 and part.operators:
                    return _above_year(view, place, part)
                continue
            # A figure between belongs to an object of its own.
            return None
        if isinstance(part, Loose) and place > index + 1:
            item = _above(view, place, part)
            if item is not None:
                return item
        if is_word(part, "INCREASE_TO", "DECREASE_TO"):
            return _level(view, place, index)
        if is_word(part, *_WORDS):
            return _amount(view, place, index)
        if is_word(part, "WIDEN", "NARROW"):
            led = is_word(_lead(view, place, index), "TO")
            return _level(view, place, index) if led else None
        if is_word(part, "HIGHER", "LOWER") and index == place - 1:
            base = _base(view, index)
            return None if base is None else _changed(view, place, index, base)
    return None


def direction_only(view: View) -> PlanItem | None:
    """Read 较上年有所下降: a direction and a base, no amount."""
    denial = next(iter(view.words("DENIAL", "DENIED_CHANGE")), None)
    for index in view.words(*_WORDS):
        base = _base(view, index)
        if base is not None and denial is not None and denial < index:
            # 防止同比增加: what must not be.
            return view.refused("denied-measure", view.parts[denial], view.parts[index])
        if base is None or view.words("VAGUE"):
            # 同比增长若干 has an amount, which cannot be told.
            continue
        word = view.parts[index]
        gone = {word.first, *range(*base), *view.tokens("ADVERB", "COMPARED_TO")}
        return PlanItem(
            kind="change",
            run=view.run,
            direction=_direction(word),
            words=base,
            subject=view.subject(gone),
            hedges=view.hedges(),
        )
    return None


def not_changed(view: View) -> PlanItem | None:
    """Read 较上年不降低: no less than the base, as 不低于上年."""
    unclear = bool(view.words("DENIAL", "VAGUE"))
    for index in view.words(*_NOT):
        base = _base(view, index)
        if base is None:
            continue
        word = view.parts[index]
        if unclear:
            return view.refused("denied-measure", word)
        gone = {word.first, *range(*base), *view.tokens("ADVERB", "COMPARED_TO")}
        return PlanItem(
            kind="reference",
            run=view.run,
            operator=_NOT[view.kind(index)],
            operators=(word.first,),
            words=base,
            subject=view.subject(gone),
            hedges=view.hedges(),
        )
    return None


def denied(view: View, place: int) -> PlanItem | None:
    """Refuse 同比不上升5%: whether any rise or one of 5% is denied is not told."""
    for index in range(place - 1, -1, -1):
        part = view.parts[index]
        if isinstance(part, Chain) and part.values[-1].kind not in DATES:
            return None
        if is_word(part, *DENIED):
            return _denied(view, place, index)
    return None


def _denied(view: View, place: int, index: int) -> PlanItem | None:
    between = view.parts[index + 1 : place]
    beside = all(
        isinstance(part, Loose)
        or is_word(part, "ADVERB", "LINK", "HEDGE", "TO", *_WORDS)
        for part in between
    )
    if not beside and _base(view, index) is None:
        return None
    return view.refused("denied-measure", view.parts[index], view.chain(place))


def _direction(part: Constituent) -> Direction:
    assert isinstance(part, Word)  # noqa: S101 -- the callers chose a direction word
    return _DIRECTIONS[part.kind]


def _amount(view: View, place: int, index: int) -> PlanItem | None:
    """Read 增长3%, 增加岗位50个; 提升满意度至90% is a level."""
    between = list(view.parts[index + 1 : place])
    if is_word(_lead(view, place, index), "TO"):
        return _level(view, place, index)
    base = _base(view, index)
    beside = all(
        isinstance(part, Loose) or is_word(part, "ADVERB", "LINK", "HEDGE")
        for part in between
    )
    if not beside and base is None and not _opens(view, index):
        # 能力提升培训3期: with words on both sides it is half of a noun.
        return None
    changed = _changed(view, place, index, base)
    improves = is_word(view.parts[index], "IMPROVE") and base is None
    if improves and changed.figures and is_word(view.at(place + 1), "TEXT"):
        # 提升5个村人居环境 is no increase of 5, 提升5个百分点 is one.
        chain = view.chain(place)
        item = comparison(view, place)
        return attrs.evolve(item, between=(chain.first, chain.first), instead=changed)
    return changed


def _lead(view: View, place: int, index: int) -> Constituent | None:
    """Return the last word between a direction and its figure, rates aside."""
    for at in range(place - 1, index, -1):
        if not is_word(view.parts[at], *RATES):
            return view.parts[at]
    return None


def _opens(view: View, index: int) -> bool:
    """Return whether a direction word stands where nothing before it is a subject."""
    return all(
        isinstance(part, Loose)
        or is_word(part, *_OPENING)
        or (isinstance(part, Chain) and part.values[-1].kind in DATES)
        for part in view.parts[:index]
    )


def _changed(view: View, place: int, index: int, base: Run | None) -> PlanItem:
    chain, word = view.chain(place), view.parts[index]
    before = early(view, place)
    reading = read(chain, before)
    if reading.clash:
        return view.refused("contradicting-operators", chain)
    if len(chain.values) > 1 or chain.values[0].kind == "TOLERANCE":
        return view.refused("change-by-a-range", chain)
    used = {word.first, *(token.at for token in before)}
    item = view.item("change", chain, reading, used=used, base=base)
    return attrs.evolve(item, direction=_direction(word), words=base)


def _above(view: View, place: int, loose: Loose) -> PlanItem | None:
    """Read 高于全市平均水平2个百分点.

    The words between are a level only where they end in a word for one (上年, 平均) or
    the figure counts points, which the text must tell: 低于贫困线家庭救助60户.
    """
    kind = loose.operators[-1].kind
    if kind not in REFERRING:
        return None
    item = comparison(view, place)
    if item.operator is None and not item.troubles:
        trouble = Trouble(code="operator-apart", run=(loose.first, loose.last + 1))
        item = attrs.evolve(item, troubles=(trouble,))
    return attrs.evolve(
        item,
        between=(loose.last + 1, view.chain(place).first),
        instead=_beyond(view, place, loose),
    )


def _above_year(view: View, place: int, date: Chain) -> PlanItem | None:
    """Read 高于2021年5%: the year is what the figure is held against."""
    if date.operators[-1].kind not in REFERRING or len(date.values) > 1:
        return None
    if date.values[0].suffixes:
        return None
    return _beyond(view, place, Loose(date.operators))


def _beyond(view: View, place: int, loose: Loose) -> PlanItem:
    chain = view.chain(place)
    kind = loose.operators[-1].kind
    if kind not in _DIRECTIONS or len(loose.operators) > 1:
        return view.refused("reference-with-figure", loose, chain)
    reading = read(chain)
    if reading.clash or len(chain.values) > 1:
        return view.refused("change-by-a-range", chain)
    base = (loose.last + 1, chain.first)
    used = {token.at for token in loose.operators}
    item = view.item("change", chain, reading, used=used, base=base)
    return attrs.evolve(item, direction=_DIRECTIONS[kind], words=base)


def _level(view: View, place: int, index: int) -> PlanItem:
    """Read 提高到90%, 提升满意度至90%, 降至3%以下."""
    word = view.parts[index]
    item = comparison(view, place)
    if item.kind == "comparison" and item.operator in {None, Operator.ABOUT}:
        up = _direction(word) is Direction.INCREASE
        about = chosen(view.chain(place).operators, "ABOUT")
        item = attrs.evolve(
            item,
            operator=Operator.AT_LEAST if up else Operator.AT_MOST,
            operators=(word.first,),
            hedges=(*item.hedges, *about),
            inferred=(*item.inferred, "operator-from-level"),
        )
    gone = {word.first}
    base = _base(view, index)
    if base is not None:
        gone |= {*range(*base), *view.tokens("COMPARED_TO")}
    gone |= {part.first for part in view.parts[index:place] if is_word(part, "TO")}
    # 由70%提升至85%: where it came from is no subject.
    for part in view.parts[:index]:
        if isinstance(part, Chain) and not part.operators:
            gone |= set(range(part.first, part.last + 1))
    return attrs.evolve(item, subject=without(item.subject, gone))


def _base(view: View, index: int) -> Run | None:
    """Find the base of a change whose direction stands at ``index``."""
    for at in range(index - 1, -1, -1):
        part = view.parts[at]
        if is_word(part, "BASE"):
            return (part.first, part.first + 1)
        if is_word(part, "COMPARED_TO"):
            end = index
            while end > at + 1 and is_word(
                view.parts[end - 1], "ADVERB", "DENIED_CHANGE"
            ):
                end -= 1
            start = part.first + 1
            return (start, view.parts[end].first) if end > at + 1 else None
        if is_word(part, *_WORDS, *_NOT):
            break
    return None
