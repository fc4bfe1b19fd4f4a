"""Tokens of a folded phrase: the fast twin of lark's basic lexer.

lark tries every terminal at every place. Here the next character chooses the few that
can begin with it, in lark's order; a test holds both to the same tokens.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from perftargets.phrase.terminals import Match, StartTerminals, Terminal

# What a pattern can begin with only its parsed form tells; lark rests on this module of
# the standard library too.
from re import _constants as sre  # isort: skip
from re import _parser as sre_parse  # isort: skip

DIGITS = frozenset("0123456789")


def first_characters(pattern: str) -> frozenset[str]:
    """Return every character that a match of ``pattern`` can begin with.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    found, empty = _first(sre_parse.parse(pattern))
    if empty:
        message = f"a terminal that can be empty: {pattern}"
        raise ValueError(message)
    return found


def _first(parsed: Iterable[tuple[object, Any]]) -> tuple[frozenset[str], bool]:
    """Return the first characters, and whether the whole can be empty."""
    found: frozenset[str] = frozenset()
    for operation, argument in parsed:
        more, empty = _first_of(operation, argument)
        found |= more
        if not empty:
            return found, False
    return found, True


def _first_of(
    operation: object,
    argument: Any,
) -> tuple[frozenset[str], bool]:
    match operation, argument:
        case sre.LITERAL, int(code):
            return frozenset(chr(code)), False
        case sre.IN, list(members):
            return frozenset().union(*map(_members, members)), False
        case sre.BRANCH, (_, branches):
            results = [_first(branch) for branch in branches]
            return (
                frozenset().union(*(found for found, _ in results)),
                any(empty for _, empty in results),
            )
        case sre.SUBPATTERN, (_, _, _, inner):
            return _first(inner)
        case ((sre.MAX_REPEAT | sre.MIN_REPEAT), (low, _, inner)):
            found, empty = _first(inner)
            return found, empty or low == 0
        case ((sre.ASSERT | sre.ASSERT_NOT | sre.AT), _):
            return frozenset(), True
    message = f"a terminal that can begin with anything: {operation}"
    raise ValueError(message)


def _members(member: tuple[object, object]) -> frozenset[str]:
    match member:
        case sre.LITERAL, int(code):
            return frozenset(chr(code))
        case sre.RANGE, (int(low), int(high)):
            return frozenset(map(chr, range(low, high + 1)))
    message = f"a terminal that can begin with a whole class: {member}"
    raise ValueError(message)


@attrs.frozen(eq=False)
class Scanner:
    """Cuts a folded phrase into tokens.

    Attributes:
        terminals: what tokens are, in the order in which they are tried.
        codes: for each terminal the one character that stands for its group.
        rest: the code of what is left; its neighbours become one token.
        starts: for each character the terminals that can begin with it, as indexes.
        plainest: the terminal that takes most figures, and is compiled by itself.
    """

    terminals: tuple[Terminal, ...]
    codes: Mapping[str, str]
    rest: str
    starts: Mapping[str, tuple[int, ...]]
    plainest: str = "FIGURE_ALONE"
    _places: dict[tuple[int, ...], StartTerminals] = attrs.field(
        factory=dict, init=False, repr=False
    )
    _by_character: dict[str, Match] = attrs.field(factory=dict, init=False, repr=False)
    _tried: dict[str, tuple[StartTerminals, ...]] = attrs.field(
        factory=dict, init=False, repr=False
    )
    _run: Match = attrs.field(init=False, repr=False)

    @_run.default
    def _make_run(self) -> Match:
        starts = re.escape("".join(sorted(self.starts)))
        return re.compile(f"[^{starts}]+").match

    @classmethod
    def from_terminals(
        cls,
        terminals: Iterable[Terminal],
        codes: Mapping[str, str],
        rest: str,
        starts: Mapping[str, Iterable[str]],
        numerals: Iterable[str] = (),
    ) -> "Scanner":
        """Make a scanner.

        ``rest`` names the terminal that takes what is left; ``starts`` gives the
        characters that each other one can begin with, and ``numerals`` those that
        numbers in words begin with.
        """
        ordered = tuple(each for each in terminals if each.name != rest)
        found: dict[str, list[int]] = {}
        for index, terminal in enumerate(ordered):
            for character in starts[terminal.name]:
                found.setdefault(character, []).append(index)
        # Digits share one list, and numerals another, so that its patterns, the longest
        # there are, are compiled once.
        for alike in (DIGITS, found.keys() & numerals):
            shared = sorted(
                {index for character in alike for index in found[character]}
            )
            found |= dict.fromkeys(alike, shared)
        return cls(
            terminals=ordered,
            codes=codes,
            rest=codes[rest],
            starts={character: tuple(which) for character, which in found.items()},
        )

    def scan(self, text: str) -> tuple[str, list[int]]:
        """Return the codes of the tokens and where each begins, and the text's length.

        Tokens lie next to each other and cover the whole text.
        """
        found: list[str] = []
        begins: list[int] = []
        position, length, last = 0, len(text), ""
        codes, rest, matchers = self.codes, self.rest, self._by_character
        present: frozenset[str] | None = None
        while position < length:
            character = text[position]
            match = matchers.get(character)
            if match is not None:
                token = match(text, position)
            else:
                if present is None:
                    present = frozenset(text)
                token = self._try(character, text, position, present)
            if token is None:
                code, end = rest, position + 1
            else:
                name = token.lastgroup
                code, end = codes[name] if name else rest, token.end()
            if code != rest or last != rest:
                found.append(code)
                begins.append(position)
                last = code
            position = end
        begins.append(length)
        return "".join(found), begins

    def _try(
        self, character: str, text: str, position: int, present: frozenset[str]
    ) -> re.Match[str] | None:
        """Match at a character whose terminals are not one pattern yet."""
        places = self._tried.get(character)
        if places is None:
            places = self._tried[character] = self._places_of(character)
        if not places:
            self._by_character[character] = self._run
            return self._run(text, position)
        token = None
        for place in places:
            token = place.match(text, position, present)
            if token is not None:
                break
        if all(place.settled for place in places):
            self._by_character[character] = _in_order(places)
        return token

    def _places_of(self, character: str) -> tuple[StartTerminals, ...]:
        """Return what is tried at a character, in order.

        Where the first terminal is the plainest figure, most texts need no other: the
        others are tried behind it.
        """
        candidates = self.starts.get(character)
        if candidates is None:
            return ()
        if len(candidates) > 1 and self._is_plainest(candidates[0]):
            return self._place(candidates[:1]), self._place(candidates[1:])
        return (self._place(candidates),)

    def _is_plainest(self, index: int) -> bool:
        return self.terminals[index].name == self.plainest

    def _place(self, candidates: tuple[int, ...]) -> StartTerminals:
        place = self._places.get(candidates)
        if place is None:
            place = StartTerminals([self.terminals[index] for index in candidates])
            self._places[candidates] = place
        return place


def _in_order(places: Sequence[StartTerminals]) -> Match:
    """Return what matches as the first of some settled places that does."""
    settled = [place.settled for place in places if place.settled is not None]
    if len(settled) == 1:
        return settled[0]

    def match(text: str, position: int) -> re.Match[str] | None:
        for each in settled:
            token = each(text, position)
            if token is not None:
                return token
        return None

    return match
