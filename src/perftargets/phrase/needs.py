"""What a pattern cannot do without: sets of characters of which a text has one each."""

from collections.abc import Iterable, Sequence
from typing import Any

# What a pattern needs only its parsed form tells; lark rests on this module of the
# standard library too.
from re import _constants as sre  # isort: skip
from re import _parser as sre_parse  # isort: skip

Needs = tuple[frozenset[str], ...]

WIDEST = 80
"""Characters of the widest set that is worth looking for."""

KEPT = 2
"""How many sets of one pattern are kept."""

_AHEAD = 1
_DIGITS = "0123456789"


def needed_characters(pattern: str) -> Needs:
    """Return sets of characters: whatever the pattern matches has one of each.

    What stands before the match is not among them, and what a look-ahead asks for is.
    A text that lacks all characters of a set, from the place on where the pattern is
    tried, is not matched there.
    """
    return _best(_needs(sre_parse.parse(pattern)))[:KEPT]


def _best(found: Iterable[frozenset[str]]) -> Needs:
    """Put the sets first that the fewest texts meet; digits stand in most of them."""

    def key(needed: frozenset[str]) -> tuple[bool, int, str]:
        return not needed.isdisjoint(_DIGITS), len(needed), "".join(sorted(needed))

    return tuple(sorted({*found}, key=key))


def _needs(parsed: Iterable[tuple[object, Any]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for operation, argument in parsed:
        found += _needs_of(operation, argument)
    return [needed for needed in found if len(needed) <= WIDEST]


def _needs_of(operation: object, argument: Any) -> Sequence[frozenset[str]]:
    match operation, argument:
        case sre.LITERAL, int(code):
            return [frozenset(chr(code))]
        case sre.IN, list(members):
            return _members(members)
        case sre.BRANCH, (_, branches):
            return _either([_best(_needs(branch)) for branch in branches])
        case sre.SUBPATTERN, (_, _, _, inner):
            return _needs(inner)
        case (
            (sre.MAX_REPEAT | sre.MIN_REPEAT),
            (int(low), _, inner),
        ) if low:
            return _needs(inner)
        case sre.ASSERT, (direction, inner) if direction == _AHEAD:
            return _needs(inner)
    # Anything else may match whatever there is, or nothing.
    return ()


def _members(members: Iterable[tuple[object, Any]]) -> Sequence[frozenset[str]]:
    found: set[str] = set()
    for member in members:
        match member:
            case sre.LITERAL, int(code):
                found.add(chr(code))
            case sre.RANGE, (int(low), int(high)) if high - low <= WIDEST:
                found.update(map(chr, range(low, high + 1)))
            case _:
                return ()
    return [frozenset(found)]


def _either(branches: Sequence[Needs]) -> Sequence[frozenset[str]]:
    """Join what branches need: one of them is taken, and a set of it is met.

    Of each branch the first set is taken for one union, and the last for another.
    """
    if not all(branches):
        return ()
    return [
        frozenset().union(*(needs[0] for needs in branches)),
        frozenset().union(*(needs[-1] for needs in branches)),
    ]
