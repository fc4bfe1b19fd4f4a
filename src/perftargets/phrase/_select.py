"""Which figure is the value, and what the words around it do to it.

This reads kinds only, never text. One clause states a deadline, a measure, both or
neither; what is neither is words. The rules stand in the order in which they are tried,
and docs/explanation/architecture.md draws them.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.phrase._clauses import DATES, Clause, clauses, mixes, singled
from perftargets.phrase._constituents import Chain, Loose, Part, Token, Value, Word
from perftargets.phrase._operators import (
    LOWER,
    MIRRORED,
    SIGNS,
    STRONG,
    UPPER,
    Reading,
    resolve,
)
from perftargets.phrase._plan import Item, Plan, Run, Trouble
from perftargets.phrase.target import Direction, Operator

COUNTED = frozenset({"FIGURE", "FIGURE_MORE", "TOLERANCE"})
"""Values that say what they count."""

RATES = frozenset({"PER", "PER_ONE", "PER_MEAN"})

_DROPPED = RATES | {"UNIT_BOX", "HEDGE", "LINK", "PAUSE", "BASE", "OF"}
"""Words that are no part of a subject."""

_EARLY = frozenset(
    {"AT_LEAST", "AT_MOST", "AT_LEAST_EVER", "AT_MOST_EVER", "AT_LEAST_SIGN"}
    | {"AT_MOST_SIGN", "HOLD", "UNTIL"}
)
"""Operators that may stand before the verb: 至少开展2次."""

_REFERRING = frozenset(
    {"AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "ABOVE", "BELOW", "EQUAL"}
    | {"EQUAL_SIGN", *SIGNS}
)
"""Operators that words may follow: 不低于上年."""

_DIRECTIONS = {
    "INCREASE": Direction.INCREASE,
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


def select(parts: Sequence[Part], count: int) -> Plan:
    """Decide what each token is for; ``count`` is the number of tokens."""
    items = [item for clause in clauses(parts) for item in _statements(clause)]
    items = list(_bounds_joined(items))
    stated = [item for item in items if item.kind not in {"qualitative"}]
    if not stated:
        troubles = tuple(trouble for item in items for trouble in item.troubles)
        return Plan(items=(Item(kind="qualitative", run=(0, count), troubles=troubles),))
    if len(stated) > 1:
        # A bare date beside a measure is its subject, not a statement of its own.
        measured = any(item.kind not in {"deadline", "period"} for item in stated)
        items = [
            item
            for item in items
            if not (measured and item.kind in {"deadline", "period"} and _bare(item))
        ]
    return Plan(items=tuple(items))


def _bare(item: Item) -> bool:
    return item.operator is None and not item.subject


def _bounds_joined(items: Iterable[Item]) -> Iterator[Item]:
    """Join a lower and an upper bound on one thing: ≥60%，≤75%."""
    held: Item | None = None
    for item in items:
        if held is not None and _bounds(held, item):
            lower, upper = (held, item) if held.operator in LOWER else (item, held)
            held = attrs.evolve(
                held,
                kind="range",
                operator=lower.operator,
                upper=upper.operator,
                figures=(*lower.figures, *upper.figures),
                operators=(*held.operators, *item.operators),
                per=held.per or item.per,
                box=held.box if held.box is not None else item.box,
                hedges=(*held.hedges, *item.hedges),
                run=(held.run[0], item.run[1]),
                split=(held, item),
            )
            yield held
            held = None
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _bounds(first: Item, second: Item) -> bool:
    return (
        first.kind == second.kind == "comparison"
        and len(first.figures) == len(second.figures) == 1
        and not second.subject
        and not first.troubles
        and not second.troubles
        and (
            (first.operator in LOWER and second.operator in UPPER)
            or (first.operator in UPPER and second.operator in LOWER)
        )
    )


# -- One clause -------------------------------------------------------------------------


def _statements(clause: Clause) -> Iterator[Item]:
    """Give the items of one clause: a deadline, a measure, both, or words."""
    parts = tuple(singled(clause.parts))
    mixed = [part for part in clause.parts if isinstance(part, Chain) and mixes(part)]
    reader = _Reader(clause, parts)
    if mixed:
        yield reader.refused("open-date", (mixed[0].first, mixed[0].last + 1))
        return
    measure = reader.measure()
    deadlines = list(reader.deadlines(beside=measure))
    if measure is not None and deadlines:
        gone = {at for item in deadlines for at in (*item.figures, *item.operators)}
        measure = attrs.evolve(measure, subject=_less(measure.subject, gone))
    if len(deadlines) > 1:
        gone = {at for item in deadlines for at in (*item.figures, *item.operators)}
        deadlines = [
            attrs.evolve(item, subject=_less(item.subject, gone)) for item in deadlines
        ]
    found = [*deadlines, *([] if measure is None else [measure])]
    if not found:
        yield reader.words()
        return
    yield from sorted(found, key=lambda item: item.figures[:1] or (item.run[1],))


@attrs.frozen
class _Reader:
    """Reads one clause."""

    clause: Clause
    parts: tuple[Part, ...]

    # -- what stands where

    def _figures(self) -> list[int]:
        """Give the places of figures that can be values."""
        return [
            index
            for index, part in enumerate(self.parts)
            if isinstance(part, Chain)
            and part.values[-1].kind not in DATES
            and not self._nameless(index)
        ]

    def _nameless(self, index: int) -> bool:
        """Say whether a figure without a unit is part of a name: 108国道养护."""
        chain = self.parts[index]
        if not isinstance(chain, Chain) or len(chain.values) > 1:
            return False
        value = chain.values[0]
        following = self.parts[index + 1] if index + 1 < len(self.parts) else None
        before = self.parts[index - 1] if index else None
        return (
            not (before is not None and _is(before, "TEXT"))
            and value.kind == "BARE"
            and not chain.operators
            and not value.suffixes
            and isinstance(following, Word)
            and following.kind in {"TEXT"}
            and not any(_is(part, "UNIT_BOX") for part in self.parts)
        )

    def _words(self, *kinds: str) -> list[int]:
        return [
            index
            for index, part in enumerate(self.parts)
            if isinstance(part, Word) and part.kind in kinds
        ]

    def _stray(self) -> Word | None:
        """Give a suffix or joiner that begins the clause: 以上95%."""
        first = self.parts[0] if self.parts else None
        if isinstance(first, Word) and first.kind in _STRAY:
            return first
        return None

    # -- a measure

    def measure(self) -> Item | None:
        """Read the measure of the clause, deadlines aside."""
        stray = self._stray()
        if stray is not None:
            return self.refused("suffix-without-figure", (stray.at, stray.at + 1))
        figures = self._figures()
        if figures:
            return self._figure(figures)
        for read in (self._in_words, self._reference, self._change_of_direction):
            item = read()
            if item is not None:
                return item
        return self._in_brackets()

    def _figure(self, figures: list[int]) -> Item:
        counted = [at for at in figures if self._chain(at).values[-1].kind in COUNTED]
        place = (counted or figures)[-1]
        chain = self._chain(place)
        around = self.parts[max(place - 1, 0) : place + 2]
        if any(_is(part, "GAP") for part in around):
            return self.refused(
                "unclear-figures", (around[0].first, around[-1].last + 1)
            )
        if any(suffix.kind == "BEFORE" for suffix in chain.values[-1].suffixes):
            return self.refused("open-date", (chain.first, chain.last + 1))
        for read in (self._two_bounds, self._change):
            item = read(place, figures)
            if item is not None:
                return item
        return self._comparison(place)

    def _chain(self, index: int) -> Chain:
        part = self.parts[index]
        assert isinstance(part, Chain)  # noqa: S101 -- the callers chose it as one
        return part

    def _comparison(self, place: int) -> Item:
        chain = self._chain(place)
        early, used = self._early(place)
        reading = _read(chain, early)
        if reading.clash:
            return self.refused("contradicting-operators", (chain.first, chain.last + 1))
        if self._dangling(place):
            following = self.parts[place + 1]
            return self.refused(
                "operator-without-figure", (following.first, following.last + 1)
            )
        if chain.values[0].kind == "TOLERANCE":
            return self._item("range", place, reading, used, chain.values)
        mirrored = self._behind(place)
        if mirrored is not None and reading.operator is None:
            reading = Reading(MIRRORED[SIGNS[mirrored.operators[0].kind]])
            used = {*used, *(token.at for token in mirrored.operators)}
        if len(chain.values) == 2:  # noqa: PLR2004 -- the two ends of a range
            troubles = ()
            if reading.operator not in {None, Operator.ABOUT}:
                troubles = (
                    Trouble(code="operator-before-range", run=_run(chain.operators)),
                )
            hedges = reading.hedges or _tokens(chain.operators, {"ABOUT"})
            hedges += _tokens(chain.values[-1].suffixes, {"ROUGHLY"})
            return attrs.evolve(
                self._item("range", place, reading, used, chain.values),
                operator=Operator.AT_LEAST
                if not _has(chain.values[0], "EXCLUSIVE")
                else Operator.MORE_THAN,
                upper=Operator.AT_MOST
                if not _has(chain.values[1], "EXCLUSIVE")
                else Operator.LESS_THAN,
                troubles=troubles,
                hedges=(*self._hedges(), *dict.fromkeys(hedges)),
            )
        item = self._item("comparison", place, reading, used, chain.values)
        if place and _is(self.parts[place - 1], "EACH"):
            run = (self.parts[place - 1].first, chain.last + 1)
            trouble = Trouble(code="each-of-several", run=run)
            item = attrs.evolve(item, troubles=(trouble,))
        return item

    def _early(self, place: int) -> tuple[tuple[Token, ...], set[int]]:
        """Find operators before the verb: 至少开展2次, 控制在预算300万元以内."""
        if self._chain(place).operators:
            return (), set()
        for index in range(place - 1, -1, -1):
            part = self.parts[index]
            if isinstance(part, Chain):
                break
            if isinstance(part, Loose):
                allowed = STRONG if _is(self.parts[place - 1], "OF") else _EARLY
                tokens = tuple(
                    token for token in part.operators if token.kind in allowed
                )
                if tokens:
                    return tokens, {token.at for token in tokens}
        return (), set()

    def _dangling(self, place: int) -> bool:
        """Say whether an operator ends the clause behind its value: 95%≤."""
        following = self.parts[place + 1] if place + 1 < len(self.parts) else None
        return (
            isinstance(following, Loose)
            and place + 2 == len(self.parts)
            and any(token.kind in STRONG for token in following.operators)
        )

    def _behind(self, place: int) -> Loose | None:
        """Find a sign directly behind its figure: 60≤x."""
        following = self.parts[place + 1] if place + 1 < len(self.parts) else None
        if (
            isinstance(following, Loose)
            and len(following.operators) == 1
            and following.operators[0].kind in SIGNS
            and place + 2 < len(self.parts)
        ):
            return following
        return None

    def _two_bounds(self, place: int, figures: list[int]) -> Item | None:
        """Read 大于等于60小于80分, 6≤pH≤9 and 介于20和30之间."""
        before = [at for at in figures if at < place]
        if not before:
            return None
        other = before[-1]
        first, second = self._chain(other), self._chain(place)
        if len(first.values) != 1 or len(second.values) != 1:
            return None
        between = self.parts[other + 1 : place]
        one, two = _read(first), _read(second)
        used: set[int] = set()
        if _has(second.values[0], "BETWEEN") and _are(between, {"AND", "PAUSE"}):
            one, two = Reading(Operator.AT_LEAST), Reading(Operator.AT_MOST)
        elif (sign := self._behind(other)) is not None and not first.operators:
            one = Reading(MIRRORED[SIGNS[sign.operators[0].kind]])
            used = {sign.first}
        elif between and not _are(between, {"AND", "LINK"}):
            return None
        if one.operator in LOWER and two.operator in UPPER:
            values = (*first.values, *second.values)
            lower, upper = one.operator, two.operator
        elif one.operator in UPPER and two.operator in LOWER:
            values = (*second.values, *first.values)
            lower, upper = two.operator, one.operator
        else:
            return None
        used |= {token.at for token in first.operators}
        used |= {suffix.at for value in values for suffix in value.suffixes}
        item = self._item("range", place, two, used, values)
        return attrs.evolve(item, operator=lower, upper=upper)

    # -- changes

    def _change(self, place: int, _: list[int]) -> Item | None:
        chain = self._chain(place)
        for index in range(place - 1, -1, -1):
            part = self.parts[index]
            if _is(part, "OF") and index == place - 1:
                # 不超过预算总额的5%, 压减预算的5%: a share, which is a figure.
                return None
            if isinstance(part, Word) and part.kind in {"INCREASE_TO", "DECREASE_TO"}:
                return self._level(place, index)
            if isinstance(part, Word) and part.kind in {"INCREASE", "DECREASE"}:
                return self._amount(place, index)
            if isinstance(part, Word) and part.kind in {"HIGHER", "LOWER"}:
                if index == place - 1 and self._base(index) is not None:
                    return self._amount(place, index)
            elif isinstance(part, Loose) and place > index + 1:
                kind = part.operators[-1].kind
                if kind in {"ABOVE", "BELOW"}:
                    return self._above(place, index, chain)
                if kind in _REFERRING:
                    return attrs.evolve(
                        self._comparison(place),
                        between=(part.last + 1, chain.first),
                        instead=self._above(place, index, chain),
                    )
            elif isinstance(part, Chain):
                # A figure between belongs to the object: 由70%提升至85% is past it.
                if part.values[-1].kind in DATES:
                    continue
                return None
        return None

    def _amount(self, place: int, index: int) -> Item | None:
        between = self.parts[index + 1 : place]
        lead = list(between)
        while lead and any(_is(lead[-1], kind) for kind in RATES):
            lead.pop()
        if lead and _is(lead[-1], "TO"):
            return self._level(place, index)
        base = self._base(index)
        beside = all(
            isinstance(part, Loose)
            or (isinstance(part, Word) and part.kind in {"ADVERB", "LINK", "HEDGE"})
            for part in between
        )
        if not beside:
            # An object between is read only where nothing else can be the subject.
            opening = all(
                isinstance(part, Loose)
                or (isinstance(part, Word) and part.kind in _OPENING)
                or (isinstance(part, Chain) and part.values[-1].kind in DATES)
                for part in self.parts[:index]
            )
            if base is None and not opening:
                return None
        return self._changed(place, index, base)

    def _changed(self, place: int, index: int, base: Run | None) -> Item:
        chain = self._chain(place)
        word = self.parts[index]
        assert isinstance(word, Word)  # noqa: S101 -- a direction word
        early, used = self._early(place)
        reading = _read(chain, early)
        if reading.clash:
            return self.refused("contradicting-operators", (chain.first, chain.last + 1))
        if len(chain.values) > 1 or chain.values[0].kind == "TOLERANCE":
            return self.refused("change-by-a-range", (chain.first, chain.last + 1))
        used |= {word.at}
        item = self._item("change", place, reading, used, chain.values, base=base)
        return attrs.evolve(item, direction=_DIRECTIONS[word.kind], words=base)

    def _above(self, place: int, index: int, chain: Chain) -> Item:
        """Read 高于全市平均水平2个百分点."""
        loose = self.parts[index]
        assert isinstance(loose, Loose)  # noqa: S101 -- the caller found it as one
        kind = loose.operators[-1].kind
        if kind not in _DIRECTIONS or len(loose.operators) > 1:
            return self.refused(
                "reference-with-figure", (loose.first, chain.last + 1)
            )
        reading = _read(chain)
        if reading.clash or len(chain.values) > 1:
            return self.refused("change-by-a-range", (chain.first, chain.last + 1))
        base = (loose.last + 1, chain.first)
        used = {token.at for token in loose.operators}
        item = self._item("change", place, reading, used, chain.values, base=base)
        return attrs.evolve(item, direction=_DIRECTIONS[kind], words=base)

    def _level(self, place: int, index: int) -> Item:
        """Read 提高到90%, 提升满意度至90%, 降至3%以下."""
        word = self.parts[index]
        assert isinstance(word, Word)  # noqa: S101 -- a direction word
        item = self._comparison(place)
        base = self._base(index)
        if item.kind == "comparison" and item.operator in {None, Operator.ABOUT}:
            up = _DIRECTIONS[word.kind] is Direction.INCREASE
            item = attrs.evolve(
                item,
                operator=Operator.AT_LEAST if up else Operator.AT_MOST,
                hedges=(*item.hedges, *_tokens(self._chain(place).operators, {"ABOUT"})),
                inferred=(*item.inferred, "operator-from-level"),
            )
        gone = {word.at}
        if base is not None:
            gone |= set(range(base[0] - 1, base[1]))
        gone |= {part.at for part in self.parts[index:place] if _is(part, "TO")}
        # 由70%提升至85%: where it came from is no subject.
        gone |= {
            at
            for part in self.parts[:index]
            if isinstance(part, Chain)
            for at in range(part.first, part.last + 1)
        }
        return attrs.evolve(item, subject=_less(item.subject, gone))

    def _base(self, index: int) -> Run | None:
        """Find the base of a change whose direction stands at ``index``."""
        for at in range(index - 1, -1, -1):
            part = self.parts[at]
            if _is(part, "BASE"):
                return (part.first, part.first + 1)
            if _is(part, "COMPARED_TO"):
                end = self.parts[index].first
                kept = list(self.parts[at + 1 : index])
                while kept and isinstance(kept[-1], Word) and kept[-1].kind == "ADVERB":
                    end = kept.pop().first
                return (part.first + 1, end) if kept else None
            if isinstance(part, Word) and part.kind in {"INCREASE", "DECREASE"}:
                break
        return None

    def _change_of_direction(self) -> Item | None:
        """Read 较上年有所下降: a direction and a base, no amount."""
        for index in self._words("INCREASE", "DECREASE"):
            base = self._base(index)
            if base is None:
                continue
            word = self.parts[index]
            assert isinstance(word, Word)  # noqa: S101 -- chosen as one
            gone = {word.at, base[0] - 1, *range(*base)}
            gone |= {part.first for part in self.parts if _is(part, "ADVERB")}
            return Item(
                kind="change",
                run=(self.clause.start, self.clause.end),
                direction=_DIRECTIONS[word.kind],
                words=base,
                subject=_less(self._subject(()), gone),
                hedges=self._hedges(),
            )
        return None

    # -- measures in words

    def _in_words(self) -> Item | None:
        for index in self._words("ZERO", "ZERO_IS", "ALL"):
            word = self.parts[index]
            zero = not _is(word, "ALL")
            subject: tuple[Run, ...] = self._subject({word.first})
            if _is(word, "ZERO"):
                subject = ((word.first, word.first + 1),)
            return Item(
                kind="zero" if zero else "all",
                run=(self.clause.start, self.clause.end),
                operator=Operator.EQUAL,
                operators=(word.first,),
                words=(word.first, word.first + 1),
                subject=subject,
                hedges=self._hedges(),
                inferred=("zero-in-words" if zero else "all-in-words",),
            )
        return None

    def _reference(self) -> Item | None:
        """Read 不低于上年, 预算内完成, 与上年持平."""
        for index in self._words("SAME_AS", "WITHIN_LIMIT"):
            word = self.parts[index]
            same = _is(word, "SAME_AS")
            before = self.parts[index - 1] if index else None
            held = isinstance(before, Loose) and not same
            gone = {word.first}
            start = word.first
            if isinstance(before, Loose):
                gone |= {token.at for token in before.operators}
            elif not same and index > 1 and isinstance(self.parts[index - 2], Loose):
                # 控制在年度预算内: the words between belong to the limit.
                before = self.parts[index - 2]
                held, start = True, before.last + 1
                gone |= set(range(before.first, word.first))
            return Item(
                kind="reference",
                run=(self.clause.start, self.clause.end),
                operator=Operator.EQUAL if same else Operator.AT_MOST,
                operators=(
                    *((token.at for token in before.operators) if held else ()),
                    word.first,
                ),
                words=(start, word.first + 1),
                subject=self._subject(gone),
                hedges=self._hedges(),
            )
        for index, part in enumerate(self.parts):
            item = self._referring(index, part)
            if item is not None:
                return item
        return None

    def _referring(self, index: int, part: Part) -> Item | None:
        match part:
            case Loose(operators=operators):
                start, rest = part.last + 1, self.parts[index + 1 :]
            # 不低于2021年水平: the date begins the referent.
            case Chain(operators=operators, values=[Value(kind="DATE", suffixes=())]):
                start, rest = part.values[0].at, self.parts[index:]
                if len(rest) < 2 or not isinstance(rest[1], Word):  # noqa: PLR2004
                    return None
                if rest[1].kind != "TEXT":
                    return None
            case _:
                return None
        strong = [token for token in operators if token.kind in STRONG]
        held = [token for token in operators if token.kind == "HOLD"]
        stated = [token for token in strong if token.kind in _REFERRING]
        reading = resolve(operators, ())
        if not rest:
            if strong or held:
                return self.refused("operator-without-figure", _run(operators))
            return None
        if reading.clash:
            return self.refused("contradicting-operators", _run(operators))
        end = rest[-1].last + 1
        within = [word for word in rest if _is(word, "WITHIN") or _is(word, "OR_LESS")]
        if held and not stated and within:
            end = within[-1].first
        elif not stated and not held:
            return None
        hole = any(
            isinstance(word, Word) and word.kind in {"VAGUE", "OPEN_DATE", "ZERO"}
            for word in rest
        )
        if hole or reading.operator is None or start >= end:
            return self.refused("operator-without-figure", (part.first, end))
        gone = {token.at for token in operators} | set(range(start, rest[-1].last + 1))
        item = Item(
            kind="reference",
            run=(self.clause.start, self.clause.end),
            operator=reading.operator,
            operators=tuple(token.at for token in operators),
            words=(start, end),
            subject=self._subject(gone),
            hedges=self._hedges(),
        )
        if stated or within:
            return item
        # 控制在预算总额 names a limit, 控制在合理水平 does not.
        return attrs.evolve(self.words(), between=(start, end), instead=item)

    def _in_brackets(self) -> Item | None:
        """Read a figure in brackets, where it is the only one: 培训场次（12场）."""
        inner = tuple(singled(self.clause.inner))
        chains = [
            part
            for part in inner
            if isinstance(part, Chain) and part.values[-1].kind not in DATES
        ]
        if len(chains) != 1 or chains[0].values[-1].kind not in COUNTED:
            return None
        reader = _Reader(self.clause, inner)
        item = reader._figure(list(reader._figures()) or [inner.index(chains[0])])
        return attrs.evolve(item, subject=self._subject(()))

    # -- deadlines

    def deadlines(self, *, beside: Item | None) -> Iterator[Item]:
        """Read the dates by which, or the one in which, something is done."""
        items = list(self._dates(beside))
        stated = [item for item in items if item.operator is not None]
        yield from stated or items[:1]

    def _dates(self, beside: Item | None) -> Iterator[Item]:
        taken = set(range(*beside.words)) if beside and beside.words else set()
        for index, part in enumerate(self.parts):
            if not isinstance(part, Chain) or part.values[-1].kind not in DATES:
                continue
            if part.values[-1].at in taken:
                continue
            item = self._date(index, part, beside)
            if item is not None:
                yield item

    def _date(self, index: int, chain: Chain, beside: Item | None) -> Item | None:
        suffixes = [suffix for value in chain.values for suffix in value.suffixes]
        kinds = {suffix.kind for suffix in suffixes}
        early = self._until(index)
        reading = resolve((*early, *chain.operators), suffixes)
        if "TEN_DAYS" in kinds:
            return self.refused("open-date", (chain.first, chain.last + 1))
        if reading.clash:
            return self.refused("contradicting-operators", (chain.first, chain.last + 1))
        operator = reading.operator
        if len(chain.values) > 1 and not early and not chain.operators:
            # Both ends are written: 底 and 止 close the period, they bound nothing.
            operator = operator if "BEFORE" in kinds else None
        if operator is None and (
            beside is not None
            or (chain.values[-1].kind == "DATE" and self._more_words(index))
        ):
            return None
        gone = set(range(chain.first, chain.last + 1)) | {token.at for token in early}
        subject = () if beside is not None else self._subject(gone)
        operators = [token.at for token in (*early, *chain.operators)]
        operators += [suffix.at for suffix in suffixes]
        return Item(
            kind="deadline" if len(chain.values) == 1 else "period",
            run=(self.clause.start, self.clause.end),
            operator=operator,
            operators=tuple(operators) if operator else (),
            figures=tuple(value.at for value in chain.values),
            subject=subject,
            hedges=self._hedges() + reading.hedges,
            closes="END_OF" in kinds or "WITHIN" in kinds,
            before="BEFORE" in kinds,
            inferred=("end-of-period",) if "END_OF" in kinds else (),
        )

    def _until(self, index: int) -> tuple[Token, ...]:
        before = self.parts[index - 1] if index else None
        return before.operators if isinstance(before, Loose) else ()

    def _more_words(self, index: int) -> bool:
        """Say whether the clause has words behind a bare date: 2022年培训工作."""
        return any(
            isinstance(part, Word) and part.kind not in {"PAUSE", "LINK"}
            for part in self.parts[index + 1 :]
        )

    # -- what is left

    def words(self) -> Item:
        """Take the clause as words, saying so where a measure was meant."""
        troubles = [
            Trouble(code=_TROUBLES[part.kind], run=(part.at, part.at + 1))
            for part in self.parts
            if isinstance(part, Word) and part.kind in _TROUBLES
        ]
        return Item(
            kind="qualitative",
            run=(self.clause.start, self.clause.end),
            troubles=tuple(troubles),
        )

    def refused(self, code: str, run: Run) -> Item:
        """Take the clause as words, and say what could not be read."""
        return Item(
            kind="qualitative",
            run=(self.clause.start, self.clause.end),
            troubles=(Trouble(code=code, run=run),),
        )

    # -- what goes into every item

    def _hedges(self) -> tuple[int, ...]:
        return tuple(self.parts[index].first for index in self._words("HEDGE"))

    def _item(  # noqa: PLR0913 -- the parts of a measure, named at each call
        self,
        kind: str,
        place: int,
        reading: Reading,
        used: Iterable[int],
        values: Sequence[Value],
        *,
        base: Run | None = None,
    ) -> Item:
        chain = self._chain(place)
        suffixes = [suffix for value in values for suffix in value.suffixes]
        words = [token for token in (*chain.operators, *suffixes)]
        about = {"ABOUT", "ROUGHLY"} if reading.operator is not Operator.ABOUT else set()
        operators = {*used} | {
            token.at
            for token in words
            if token.kind not in {"SHARE", "BETWEEN", *about}
        }
        gone = {*used, *range(chain.first, chain.last + 1)}
        gone |= {value.at for value in values}
        if base is not None:
            gone |= set(range(base[0], base[1]))
            gone |= {part.first for part in self.parts if _is(part, "COMPARED_TO")}
            gone |= {part.first for part in self.parts if _is(part, "ADVERB")}
        per = [self.parts[index].first for index in self._words(*RATES)]
        per += [suffix.at for suffix in suffixes if suffix.kind == "SHARE"]
        boxes = self._words("UNIT_BOX")
        return Item(
            kind=kind,
            run=(self.clause.start, self.clause.end),
            operator=reading.operator,
            operators=tuple(sorted(operators)) if reading.operator or base else (),
            figures=tuple(value.at for value in values),
            subject=self._subject(gone),
            per=tuple(sorted(per)),
            box=self.parts[boxes[-1]].first if boxes else None,
            hedges=(*self._hedges(), *reading.hedges),
        )

    def _subject(self, gone: Iterable[int]) -> tuple[Run, ...]:
        """Give the runs of tokens that are left over for the subject."""
        taken = set(gone)
        for part in self.parts:
            if isinstance(part, Word) and part.kind in _DROPPED:
                inside = part.kind in {"PAUSE", "LINK"} and not self._at_edge(part)
                if not inside:
                    taken.add(part.at)
        runs: list[Run] = []
        for part in self.parts:
            for at in range(part.first, part.last + 1):
                if at in taken:
                    continue
                if runs and runs[-1][1] == at:
                    runs[-1] = (runs[-1][0], at + 1)
                else:
                    runs.append((at, at + 1))
        return tuple(runs)

    def _at_edge(self, word: Word) -> bool:
        index = self.parts.index(word)
        if index == 0 or index == len(self.parts) - 1:
            return True
        return not all(
            isinstance(self.parts[at], Word) for at in (index - 1, index + 1)
        )


_STRAY = frozenset({"OR_MORE", "OR_LESS", "WITHIN", "OUTSIDE", "BETWEEN"})

_OPENING = frozenset({"ADVERB", "HEDGE", "BASE", *RATES})
"""Words that may stand before a change at the beginning of its clause."""

_TROUBLES = {"VAGUE": "vague-figure", "OPEN_DATE": "open-date"}


def _read(chain: Chain, early: Sequence[Token] = ()) -> Reading:
    value = chain.values[-1]
    suffixes = value.suffixes
    if len(chain.values) > 1:
        suffixes = tuple(
            suffix for suffix in suffixes if suffix.kind not in {"EXCLUSIVE", "INCLUSIVE"}
        )
    return resolve(
        (*early, *chain.operators), suffixes, more=value.kind == "FIGURE_MORE"
    )


def _is(part: Part, kind: str) -> bool:
    return isinstance(part, Word) and part.kind == kind


def _are(parts: Sequence[Part], kinds: Iterable[str]) -> bool:
    return bool(parts) and all(
        isinstance(part, Word) and part.kind in kinds for part in parts
    )


def _has(value: Value, kind: str) -> bool:
    return any(suffix.kind == kind for suffix in value.suffixes)


def _tokens(tokens: Iterable[Token], kinds: Iterable[str]) -> tuple[int, ...]:
    return tuple(token.at for token in tokens if token.kind in kinds)


def _run(tokens: Sequence[Token]) -> Run:
    return (tokens[0].at, tokens[-1].at + 1)


def _less(runs: Iterable[Run], gone: set[int]) -> tuple[Run, ...]:
    left: list[Run] = []
    for start, end in runs:
        for at in range(start, end):
            if at in gone:
                continue
            if left and left[-1][1] == at:
                left[-1] = (left[-1][0], at + 1)
            else:
                left.append((at, at + 1))
    return tuple(left)
