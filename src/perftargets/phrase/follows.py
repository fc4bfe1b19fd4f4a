"""What a pattern can begin with, and what it can go on with after that.

Told from its parsed form, by partial derivatives (Antimirov): of a pattern and a
character, what of the pattern is left to match behind it. What is told is never too
little, and may be too much: what may stand twice has no end, and of assertions those
alone count that ask for what stands ahead.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

# Only the parsed form tells; lark rests on this module of the standard library too.
from re import _constants as sre  # isort: skip
from re import _parser as sre_parse  # isort: skip

DIGITS = frozenset("0123456789")

Characters = frozenset[str] | None
"""Characters; None where it may be any."""

PatternForm = Sequence[tuple[object, Any]]

END = ""
"""What stands for the end of the text among the characters that may follow."""

_AHEAD = 1
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})
_ASSERTIONS = frozenset({sre.ASSERT, sre.ASSERT_NOT, sre.AT})
_WITH_DIGITS = frozenset(
    {sre.CATEGORY_DIGIT, sre.CATEGORY_WORD, sre.CATEGORY_NOT_SPACE}
)
_NONE: frozenset[str] = frozenset()

_WIDEST = 3000
"""Characters of the widest range that is taken character by character."""


class Follow(NamedTuple):
    """What can stand behind a beginning.

    Attributes:
        characters: those that a match can go on with.
        ends: that a match can end there, whatever follows.
    """

    characters: Characters
    ends: bool

    def allows(self, character: str) -> bool:
        """Return whether a match can go on so; `END` is the end of the text."""
        return self.ends or self.characters is None or character in self.characters


def parsed(pattern: str) -> PatternForm:
    """Return the parsed form of a pattern, for those who ask it more than once."""
    return tuple(sre_parse.parse(pattern))


def first_characters(pattern: str) -> frozenset[str]:
    """Return every character that a match of ``pattern`` can begin with.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    found, empty = _first(parsed(pattern))
    if empty:
        message = f"a terminal that can be empty: {pattern}"
        raise ValueError(message)
    if found is None:
        message = f"a terminal that can begin with anything: {pattern}"
        raise ValueError(message)
    return found


def follow(pattern: PatternForm, character: str) -> Follow:
    """Return what can stand behind a character that a match begins with."""
    return _joined(_left(pattern, frozenset(character)))


def follow_digits(pattern: PatternForm) -> dict[str, Follow]:
    """Return what can stand behind all digits that a match begins with, by the first.

    A match that ends among them, or can do without the others, ends there.
    """
    found: dict[tuple[object, ...], PatternForm] = {}
    waiting = [pattern]
    while waiting:
        for left in _left(waiting.pop(), DIGITS):
            if (key := _key(left)) not in found:
                found[key] = left
                waiting.append(left)
    behind, none = _joined(found.values()), Follow(_NONE, ends=False)
    return {
        digit: behind if any(True for _ in _left(pattern, frozenset(digit))) else none
        for digit in DIGITS
    }


def _joined(left: Iterable[PatternForm]) -> Follow:
    characters: Characters = _NONE
    ends = False
    for each in left:
        more, empty = _first(each)
        characters = _either(characters, more)
        ends = ends or empty
    return Follow(characters, ends)


def _either(one: Characters, other: Characters) -> Characters:
    return None if one is None or other is None else one | other


def _both(one: Characters, other: Characters) -> Characters:
    return other if one is None else one if other is None else one & other


def _first(pattern: PatternForm) -> tuple[Characters, bool]:
    """Return what must stand next, and whether that may be anything.

    That is so where the whole can be empty, and no look-ahead asks for more.
    """
    found: Characters = _NONE
    asked: Characters = None
    for operation, argument in pattern:
        if operation is sre.ASSERT and argument[0] == _AHEAD:
            ahead, anything = _first(argument[1])
            if not anything:
                asked = _both(asked, ahead)
            continue
        more, empty = _first_of(operation, argument)
        found = _either(found, _both(asked, more))
        if not empty:
            return found, False
    if asked is None:
        return found, True
    return _either(found, asked), False


def _first_of(operation: object, argument: Any) -> tuple[Characters, bool]:
    if operation is sre.LITERAL:
        return frozenset(chr(argument)), False
    if operation is sre.IN:
        return _members(argument), False
    if operation is sre.BRANCH:
        found: Characters = _NONE
        empty = False
        for branch in argument[1]:
            more, nothing = _first(branch)
            found = _either(found, more)
            empty = empty or nothing
        return found, empty
    if operation is sre.SUBPATTERN:
        return _first(argument[3])
    if operation in _REPEATS:
        found, empty = _first(argument[2])
        return found, empty or argument[0] == 0
    if operation is sre.AT and argument is sre.AT_END_STRING:
        return frozenset((END,)), False
    if operation in _ASSERTIONS:
        return _NONE, True
    if operation is sre.ANY or operation is sre.NOT_LITERAL:
        return None, False
    # What an earlier group matched, and whatever else there may be.
    return None, True


def _members(members: Iterable[tuple[object, Any]]) -> Characters:
    found: set[str] = set()
    for kind, member in members:
        if kind is sre.LITERAL:
            found.add(chr(member))
        elif kind is sre.RANGE and member[1] - member[0] <= _WIDEST:
            found.update(map(chr, range(member[0], member[1] + 1)))
        else:
            return None
    return frozenset(found)


def _left(pattern: PatternForm, characters: frozenset[str]) -> Iterator[PatternForm]:
    """Yield what is left of a pattern behind one of some characters."""
    for at, (operation, argument) in enumerate(pattern):
        rest = tuple(pattern[at + 1 :])
        for left in _left_of(operation, argument, characters):
            yield (*left, *rest)
        if not _can_be_empty(operation, argument):
            return


def _can_be_empty(operation: object, argument: Any) -> bool:
    if operation is sre.BRANCH:
        return any(
            all(_can_be_empty(*piece) for piece in branch) for branch in argument[1]
        )
    if operation is sre.SUBPATTERN:
        return all(_can_be_empty(*piece) for piece in argument[3])
    if operation in _REPEATS:
        return argument[0] == 0 or all(_can_be_empty(*piece) for piece in argument[2])
    return operation not in {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY}


def _left_of(
    operation: object, argument: Any, characters: frozenset[str]
) -> Iterator[PatternForm]:
    if operation is sre.BRANCH:
        for branch in argument[1]:
            yield from _left(branch, characters)
    elif operation is sre.SUBPATTERN:
        yield from _left(argument[3], characters)
    elif operation in _REPEATS:
        _, most, inner = argument
        again = () if most == 1 else ((sre.MAX_REPEAT, (0, sre.MAXREPEAT, inner)),)
        for left in _left(inner, characters):
            yield (*left, *again)
    elif operation not in _ASSERTIONS:
        begins, _ = _first_of(operation, argument)
        if begins is None or not begins.isdisjoint(characters):
            yield ()
        if _can_be_empty(operation, argument):
            # An earlier group, matched again: as long as it was.
            yield ((operation, argument),)


def _key(pattern: PatternForm) -> tuple[object, ...]:
    """Return what tells a rest of a pattern from another: the same pieces of it."""
    return tuple(
        (operation, argument[0], argument[1], id(argument[2]))
        if operation in _REPEATS
        else (operation, id(argument))
        for operation, argument in pattern
    )


def tells_digits(pattern: PatternForm, character: str | None = None) -> bool:
    """Return whether a pattern takes some digits and not others, or counts them.

    So do 1[0-2]月 and [0-9]{4}年; [0-9]+月 does not, and neither does what looks at one
    digit beside it, whichever. With a character, whether what is left of the pattern
    behind that one does.
    """
    rests = [pattern] if character is None else _left(pattern, frozenset(character))
    return any(
        digits != DIGITS or not freely
        for rest in rests
        for digits, freely in _digits_of(rest)
    )


def takes_digits(pattern: PatternForm) -> bool:
    """Return whether a pattern can match a digit anywhere, or look at one."""
    return any(True for _ in _digits_of(pattern))


def _digits_of(
    pattern: PatternForm, *, freely: bool = False
) -> Iterator[tuple[frozenset[str], bool]]:
    """Yield what digits each piece takes that takes any, and whether as many as come.

    ``freely`` says so of the whole.
    """
    for operation, argument in pattern:
        if operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _digits_of(branch, freely=freely and len(branch) == 1)
        elif operation is sre.SUBPATTERN:
            inner = argument[3]
            yield from _digits_of(inner, freely=freely and len(inner) == 1)
        elif operation in _REPEATS:
            least, most, inner = argument
            often = least <= 1 and most == sre.MAXREPEAT and len(inner) == 1
            yield from _digits_of(inner, freely=often)
        elif operation is sre.ASSERT or operation is sre.ASSERT_NOT:
            yield from _digits_looked_at(argument[1], ahead=argument[0] == _AHEAD)
        elif digits := _own_digits(operation, argument):
            yield digits, freely


def _digits_looked_at(
    pattern: PatternForm, *, ahead: bool
) -> Iterator[tuple[frozenset[str], bool]]:
    """Yield the same of an assertion.

    To look at one digit, and no further, says nothing of how many there are.
    """
    if not pattern:
        return
    *nearer, last = pattern if ahead else reversed(pattern)
    digits = [*_digits_of(nearer)]
    yield from digits
    operation, argument = last
    if digits:
        yield from _digits_of((last,))
    elif operation is sre.BRANCH:
        for branch in argument[1]:
            yield from _digits_looked_at(branch, ahead=ahead)
    elif operation is sre.SUBPATTERN:
        yield from _digits_looked_at(argument[3], ahead=ahead)
    else:
        yield from _digits_of((last,), freely=True)


def _own_digits(operation: object, argument: Any) -> frozenset[str]:
    if operation is sre.LITERAL:
        return DIGITS & {chr(argument)}
    if operation is sre.NOT_LITERAL:
        return DIGITS - {chr(argument)}
    if operation is sre.AT:
        return _NONE
    if operation is not sre.IN:
        # Any character, and what an earlier group matched.
        return DIGITS
    negated = argument[0][0] is sre.NEGATE
    listed = {
        digit
        for digit in DIGITS
        for kind, member in argument
        if (kind is sre.LITERAL and chr(member) == digit)
        or (kind is sre.RANGE and member[0] <= ord(digit) <= member[1])
        or (kind is sre.CATEGORY and member in _WITH_DIGITS)
    }
    return DIGITS - listed if negated else frozenset(listed)
