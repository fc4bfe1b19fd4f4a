"""The clauses of a phrase: where one statement ends and the next begins."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import attrs

from perftargets.phrase.constituents import Chain, Constituent, Word

BREAKS = frozenset({"SEPARATOR", "LIST_MARK", "ALSO"})
"""What always parts clauses, outside of brackets."""

_PAUSES = frozenset({"PAUSE", "AND", "NUMBERED"})
"""What parts clauses between two figures."""

ENDS = ([True], [False], [True, True], [False, False])
"""Whether the values of a chain are dates, where they go together."""

MEASURES_IN_WORDS = frozenset({"ZERO", "ZERO_IS", "ALL"})

DATES = frozenset({"DATE", "DATE_DUE"})


@attrs.frozen(kw_only=True)
class Bracket:
    """What stands within one pair of brackets, and the tokens from ( to )."""

    parts: tuple[Constituent, ...]
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Clause:
    """One statement.

    Attributes:
        parts: what stands outside of brackets.
        brackets: the outermost pairs of brackets, in order.
        start: the first token.
        end: the token after the last one.
    """

    parts: tuple[Constituent, ...]
    brackets: tuple[Bracket, ...]
    start: int
    end: int

    @property
    def inner(self) -> tuple[Constituent, ...]:
        """What stands within brackets, without any bracket."""
        return tuple(
            part
            for bracket in self.brackets
            for part in bracket.parts
            if not _is_bracket(part)
        )

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the words outside of brackets."""
        return frozenset(part.kind for part in self.parts if isinstance(part, Word))


def clauses(parts: Sequence[Constituent]) -> Iterator[Clause]:
    """Cut a phrase at separators, list markers, 且, and pauses between figures."""
    enclosed = _enclosed(parts)
    group: list[tuple[Constituent, bool]] = []
    for index, part in enumerate(parts):
        inside = enclosed[index]
        if not inside and isinstance(part, Word) and part.kind in BREAKS:
            yield from _at_pauses(group)
            group = []
        else:
            group.append((part, inside))
    yield from _at_pauses(group)


def _enclosed(parts: Sequence[Constituent]) -> list[bool]:
    """Return of each part whether it is a bracket of a pair or lies between one.

    A bracket without its partner encloses nothing; pairs behind it still do.
    """
    steps = [0] * (len(parts) + 1)
    for first, last in _paired(parts):
        steps[first] += 1
        steps[last + 1] -= 1
    return [depth > 0 for depth in accumulate(steps[:-1])]


def _paired(parts: Sequence[Constituent]) -> Iterator[tuple[int, int]]:
    """Return the places of each opening bracket and of the one that closes it."""
    opened: list[int] = []
    for index, part in enumerate(parts):
        if isinstance(part, Word) and part.kind == "OPEN":
            opened.append(index)
        elif isinstance(part, Word) and part.kind == "CLOSE" and opened:
            yield opened.pop(), index


def _at_pauses(group: Sequence[tuple[Constituent, bool]]) -> Iterator[Clause]:
    """Cut at 、 和 及 与 where a figure stands on both sides of it.

    Words listed by 、 before one figure are its subject. 和 parts two statements only
    where it touches a figure: 对20个村和社区开展3次 is one.
    """
    begin = 0
    last = -1
    figures = [not inside and _measures(part) for part, inside in group]
    if True in figures:
        last = len(figures) - 1 - figures[::-1].index(True)
    seen = False
    for index, (part, inside) in enumerate(group):
        if inside:
            continue
        if seen and isinstance(part, Word) and part.kind in _PAUSES:
            touches = figures[index - 1] or (
                index + 1 < len(figures) and figures[index + 1]
            )
            between = _between(group, index)
            if last > index and not between and (part.kind != "AND" or touches):
                yield from _clause(group[begin:index])
                begin, seen = index + 1, False
        seen = seen or figures[index]
    yield from _clause(group[begin:])


def _between(group: Sequence[tuple[Constituent, bool]], index: int) -> bool:
    """Return whether a pause joins the two ends of 介于A和B之间."""
    following = group[index + 1][0] if index + 1 < len(group) else None
    return isinstance(following, Chain) and any(
        suffix.kind == "BETWEEN" for suffix in following.values[-1].suffixes
    )


def _measures(part: Constituent) -> bool:
    match part:
        case Chain(values=values):
            return values[-1].kind not in DATES
        case Word(kind=kind):
            return kind in MEASURES_IN_WORDS
    return False


def _clause(group: Sequence[tuple[Constituent, bool]]) -> Iterator[Clause]:
    """Make a clause, unless there is nothing in it."""
    if not group:
        return
    start, end = group[0][0].first, group[-1][0].last + 1
    while group and _is_pause(group[0][0]):
        group = group[1:]
    while group and _is_pause(group[-1][0]):
        group = group[:-1]
    if group:
        yield Clause(
            parts=tuple(part for part, inside in group if not inside),
            brackets=tuple(_brackets([part for part, inside in group if inside])),
            start=start,
            end=end,
        )


def _brackets(inside: Sequence[Constituent]) -> Iterator[Bracket]:
    """Return the outermost pairs among parts that all lie within one."""
    end = -1
    for first, last in sorted(_paired(inside)):
        if first > end:
            end = last
            yield Bracket(
                parts=tuple(inside[first + 1 : last]),
                start=inside[first].first,
                end=inside[last].last + 1,
            )


def _is_pause(part: Constituent) -> bool:
    return isinstance(part, Word) and part.kind == "PAUSE"


def _is_bracket(part: Constituent) -> bool:
    return isinstance(part, Word) and part.kind in {"OPEN", "CLOSE"}


def singled(parts: Sequence[Constituent]) -> Iterator[Constituent]:
    """Split what no joiner can join: a date and a figure, more than two ends."""
    for part in parts:
        if not isinstance(part, Chain) or _joins(part):
            yield part
            continue
        for index, value in enumerate(part.values):
            yield Chain(part.operators if index == 0 else (), (value,))


def mixes(chain: Chain) -> bool:
    """Return whether a joiner stands between a date and a figure."""
    return len({value.kind in DATES for value in chain.values}) > 1


def _joins(chain: Chain) -> bool:
    dates = [value.kind in DATES for value in chain.values]
    return dates in ENDS
