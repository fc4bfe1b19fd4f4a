"""Tokens of a folded phrase: the fast twin of lark's basic lexer.

lark tries every terminal at every place. Here the next character chooses the few that
can begin with it, in lark's order; a test holds both to the same tokens.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

# What a pattern can begin with only its parsed form tells; lark rests on this module of
# the standard library too.
from re import _constants as sre  # isort: skip
from re import _parser as sre_parse  # isort: skip

Match = Callable[[str, int], re.Match[str] | None]

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
        terminals: names and patterns, in the order in which they are tried.
        codes: for each terminal the one character that stands for its group.
        rest: the code of what is left; its neighbours become one token.
        starts: for each character the terminals that can begin with it, as indexes.
        plainest: the terminal that takes most figures, and is compiled by itself.
    """

    terminals: tuple[tuple[str, str], ...]
    codes: Mapping[str, str]
    rest: str
    starts: Mapping[str, tuple[int, ...]]
    plainest: str = "FIGURE_ALONE"
    _by_candidates: dict[tuple[int, ...], Match] = attrs.field(
        factory=dict, init=False, repr=False
    )
    _by_character: dict[str, Match] = attrs.field(factory=dict, init=False, repr=False)
    _run: Match = attrs.field(init=False, repr=False)

    @_run.default
    def _make_run(self) -> Match:
        starts = re.escape("".join(sorted(self.starts)))
        return re.compile(f"[^{starts}]+").match

    @classmethod
    def from_terminals(
        cls,
        terminals: Iterable[tuple[str, str]],
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
        ordered = tuple((name, text) for name, text in terminals if name != rest)
        found: dict[str, list[int]] = {}
        for index, (name, _) in enumerate(ordered):
            for character in starts[name]:
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
        while position < length:
            character = text[position]
            match = matchers.get(character)
            if match is None:
                match = self._matcher(character)
            token = match(text, position)
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

    def _matcher(self, character: str) -> Match:
        """Compile the terminals for a character, on the first time it is met."""
        candidates = self.starts.get(character)
        if candidates is None:
            return self._run
        match = self._by_candidates.get(candidates)
        if match is None:
            match = self._by_candidates[candidates] = self._compiled(candidates)
        self._by_character[character] = match
        return match

    def _compiled(self, candidates: tuple[int, ...]) -> Match:
        """Compile terminals to one pattern.

        Where the first of them is the plainest figure, the others wait until it fails:
        their patterns are the longest there are, and many texts never need them.
        """
        named = [self.terminals[index] for index in candidates]
        if len(named) == 1 or named[0][0] != self.plainest:
            return _pattern(named)
        first, rest = _pattern(named[:1]), _Later(named[1:])

        def match(text: str, position: int) -> re.Match[str] | None:
            return first(text, position) or rest.match(text, position)

        return match


class _Later:
    """Terminals that are compiled when they are first tried."""

    def __init__(self, named: list[tuple[str, str]]) -> None:
        self._named = named

    @cached_property
    def match(self) -> Match:
        return _pattern(self._named)


def _pattern(named: Iterable[tuple[str, str]]) -> Match:
    return re.compile("|".join(f"(?P<{name}>{text})" for name, text in named)).match
