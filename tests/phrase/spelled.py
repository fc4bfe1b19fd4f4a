"""The ways to spell a terminal, told from its regular expression.

What stands around a word (look-arounds) is dropped. What is open (any character, a run
of unbounded length, a long list of words) becomes one hole, which any text fills.
"""

import re
from collections.abc import Iterable
from typing import Any

# The same module that the scanner rests on; it has no public name.
from re import _constants as sre  # isort: skip
from re import _parser as sre_parse  # isort: skip

Step = tuple[Any, Any]
Parsed = Iterable[Step]
"""Operations of a pattern with their arguments, one after the other."""

HOLE = "…"
"""Stands for any text that is not empty."""

LONGEST_LIST = 40
"""Members of the longest list that is spelled out; a longer one is a hole."""


def spellings(pattern: str) -> frozenset[str]:
    """Give every spelling that ``pattern`` allows, with holes for what is open.

    Raises:
        ValueError: the pattern holds something that is not known here.
    """
    found: frozenset[str] = frozenset()
    for branch in _branches(sre_parse.parse(pattern)):
        found |= _sequence(branch)
    return found


def fits(spelling: str, token: str) -> bool:
    """Tell whether a token is spelled so, its holes filled with anything."""
    parts = map(re.escape, spelling.split(HOLE))
    return re.fullmatch(r"[\s\S]+".join(parts), token) is not None


def _branches(parsed: Parsed) -> Iterable[Parsed]:
    """Take the outermost branches apart: they may be many without being open."""
    match list(parsed):
        case [(sre.BRANCH, (_, branches))]:
            return list(branches)
        case whole:
            return [whole]


def _sequence(parsed: Parsed) -> frozenset[str]:
    found = frozenset({""})
    for step in parsed:
        found = _joined(found, _one(step))
    return found


def _joined(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    both = {first + second for first in left for second in right}
    return frozenset(re.sub(f"{HOLE}+", HOLE, text) for text in both)


def _one(step: Step) -> frozenset[str]:
    match step:
        case sre.LITERAL, int(code):
            return frozenset({chr(code)})
        case sre.IN, list(members):
            return _listed(members)
        case sre.BRANCH, (_, branches):
            return _bounded(frozenset().union(*map(_sequence, branches)))
        case sre.SUBPATTERN, (_, _, _, inner):
            return _bounded(_sequence(inner))
        case ((sre.MAX_REPEAT | sre.MIN_REPEAT), (low, high, inner)):
            if high == 1:
                return _sequence(inner) | ({""} if low == 0 else frozenset())
            return frozenset({HOLE, ""} if low == 0 else {HOLE})
        case ((sre.ASSERT | sre.ASSERT_NOT | sre.AT), _):
            return frozenset({""})
        case ((sre.GROUPREF | sre.NOT_LITERAL | sre.ANY), _):
            return frozenset({HOLE})
    message = f"a pattern with something that is not known here: {step[0]}"
    raise ValueError(message)


def _listed(members: Parsed) -> frozenset[str]:
    found: set[str] = set()
    for operation, argument in members:
        match operation, argument:
            case sre.LITERAL, int(code):
                found.add(chr(code))
            case sre.RANGE, (int(low), int(high)) if high - low < LONGEST_LIST:
                found |= set(map(chr, range(low, high + 1)))
            case _:
                return frozenset({HOLE})
    return _bounded(frozenset(found))


def _bounded(found: frozenset[str]) -> frozenset[str]:
    if len(found) <= LONGEST_LIST:
        return found
    return frozenset({HOLE, ""} if "" in found else {HOLE})
