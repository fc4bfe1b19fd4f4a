"""The patterns of the grammar by name: its words, its parts, and its lists of units."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from perftargets.units import Unit, UnitTable

UNIT_LISTS: Mapping[str, Callable[[Unit], bool]] = MappingProxyType(
    {
        "unit": lambda unit: unit.counted,
        "numeral unit": lambda unit: unit.counted and unit.numeral,
        "per unit": lambda _: True,
        # What can be no date, age or duration: nothing else begins with such a figure.
        "plain unit": lambda unit: (
            unit.counted
            and not unit.period
            and unit.dimension not in {"time", "calendar", "workday"}
        ),
    }
)
"""Which units each list of the grammar holds."""

AHEAD_ONLY = (
    "absent_end",
    "ahead",
    "done",
    "end",
    "level",
    "not_unit",
    "noun_of_change",
)
"""Patterns that stand in look-aheads alone: nothing begins with them."""

NEVER = "(?!)"
"""A pattern that nothing matches."""

_START = " start"
_MARK = re.compile("‹([^›]+)›")

SHELF = 16
"""Branches that are passed over in one step."""


class UnitPatterns:
    """What the lists of units match, each put in where a pattern has ``‹unit›``.

    A list has hundreds of units, and a text a few of their first characters: a pattern
    for one text needs no more units than those, and is compiled in a tenth of the time.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        """Put the units by their first characters."""
        self._units = tuple(units)
        by_start: dict[str, list[tuple[Unit, str]]] = {}
        for unit in self._units:
            for spelling in unit.written:
                by_start.setdefault(spelling[0], []).append((unit, spelling))
        self._by_start = dict(sorted(by_start.items()))
        self._branches: dict[tuple[str, str], str] = {}
        self._put: dict[tuple[str, str], str] = {}

    @cached_property
    def starts(self) -> frozenset[str]:
        """The characters that units begin with."""
        return frozenset(self._by_start)

    def put_in(self, pattern: str, characters: Collection[str] | None = None) -> str:
        """Return a pattern with its lists of units.

        With ``characters``, it holds the units that begin with one of them, and does
        what the whole one does wherever a text goes on with no others.
        """
        if "‹" not in pattern:
            return pattern
        starts = "".join(self._by_start)
        if characters is not None:
            starts = "".join(filter(frozenset(characters).__contains__, starts))

        def units_of(match: re.Match[str]) -> str:
            key = match[1], starts
            found = self._put.get(key)
            if found is None:
                found = self._put[key] = self._list(*key)
            return found

        return _MARK.sub(units_of, pattern)

    def _list(self, name: str, starts: Iterable[str]) -> str:
        list_, start, _ = name.partition(_START)
        branches = [
            (character, branch)
            for character in starts
            if (branch := self._branch(list_, character))
        ]
        if not branches:
            return NEVER
        if start:
            return f"[{''.join(_literal(character) for character, _ in branches)}]"
        return f"(?:{'|'.join(_shelved(branches))})"

    def _branch(self, name: str, start: str) -> str:
        """Match the longest spelling that is not the beginning of another word."""
        key = name, start
        found = self._branches.get(key)
        if found is None:
            kept = UNIT_LISTS[name]
            spellings = [
                (spelling, _rest(unit, spelling))
                for unit, spelling in self._by_start[start]
                if kept(unit)
            ]
            spellings.sort(key=lambda pair: (-len(pair[0]), pair[0]))
            rests = "|".join(rest for _, rest in spellings)
            found = f"{_literal(start)}(?:{rests})" if spellings else ""
            self._branches[key] = found
        return found


def _rest(unit: Unit, spelling: str) -> str:
    guard = f"(?!{_words(unit.unless_before)})" if unit.unless_before else ""
    # A Latin unit ends where the letters end: m is none in min.
    latin = spelling[-1].isascii() and spelling[-1].isalpha()
    return _literal(spelling[1:]) + ("(?![A-Za-z])" if latin else "") + guard


def _shelved(branches: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Group branches by their first characters, which are tried at once."""
    for at in range(0, len(branches), SHELF):
        shelf = branches[at : at + SHELF]
        starts = "".join(_literal(start) for start, _ in shelf)
        yield f"(?=[{starts}])(?:{'|'.join(branch for _, branch in shelf)})"


def marked_patterns(units: UnitTable, lists: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the regular expression of each ``«name»``, lists of units as ``‹unit›``.

    ``lists`` is ``grammar/lists.toml``.
    """
    found = {name: _words(words) for name, words in lists["words"].items()}
    found["currency"] = _words(sign for unit in units.units for sign in unit.prefixes)
    for name in UNIT_LISTS:
        found[name] = f"‹{name}›"
        found[name + _START] = f"‹{name}{_START}›"
    found |= lists["patterns"]
    for name, parts in lists["parts"].items():
        found[name] = f"(?:{'|'.join(pattern for pattern, _ in parts.values())})"
    return {name: fill(pattern, found) for name, pattern in found.items()}


def patterns(units: UnitTable, lists: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the regular expression of each ``«name»`` of the grammar, whole."""
    put_in = UnitPatterns(units.units).put_in
    marked = marked_patterns(units, lists)
    return {name: put_in(pattern) for name, pattern in marked.items()}


def light(marked: Mapping[str, str]) -> Mapping[str, str]:
    """Return patterns that begin as the whole ones do, and are quick to analyse.

    Of a unit only its first character counts.
    """
    starts = {name: f"‹{name}{_START}›" for name in UNIT_LISTS}
    return {**marked, **starts, **dict.fromkeys(AHEAD_ONLY, "")}


def fill(text: str, found: Mapping[str, str]) -> str:
    """Replace names by their patterns, also names within these."""
    while "«" in text:
        text = re.sub("«([^»]+)»", lambda match: found[match[1]], text)
    return text


def _words(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_literal, longest_first))})"


_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "«»‹›"})


def _literal(text: str) -> str:
    """Match a text as it stands, also one that looks like a name of the grammar."""
    return re.escape(text).translate(_ESCAPES)
