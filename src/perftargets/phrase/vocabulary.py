"""The patterns of the grammar by name: its words, its parts, and its lists of units."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from perftargets.phrase.beginnings import Clues, clues_of
from perftargets.phrase.needs import Needs
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


class PatternPart(NamedTuple):
    """One part of a long pattern: its name, its pattern, and what it needs."""

    name: str
    marked: str
    needs: Needs


class Asks(NamedTuple):
    """What a pattern leaves to the text at hand: units, and parts of long patterns.

    Attributes:
        starts: the first characters of units, where it holds any.
        parts: the parts that it holds.
    """

    starts: frozenset[str]
    parts: tuple[PatternPart, ...]

    def of(self, present: Iterable[str]) -> frozenset[str]:
        """Return what a text of some characters may ask for: units, names of parts."""
        asked = self.starts.intersection(present)
        if not self.parts:
            return asked
        return asked | {
            part.name
            for part in self.parts
            if not any(needed.isdisjoint(present) for needed in part.needs)
        }


class Vocabulary:
    """The patterns of ``grammar/lists.toml`` and ``parts.toml``, and those of units.

    A pattern is marked where lists of units and parts stand by name: ``‹unit›``. They
    are hundreds, and a text asks for a few: a pattern for one text needs no others, and
    is compiled in a tenth of the time.
    """

    def __init__(
        self, units: UnitTable, lists: Mapping[str, Any], *, shipped: bool = False
    ) -> None:
        """Put the units by their first characters; ``shipped`` if nothing is added."""
        self._shipped = shipped
        self._parts: Mapping[str, Mapping[str, tuple[str, str]]] = lists["parts"]
        self.marked: dict[str, str] = self._marked(units, lists)
        by_start: dict[str, list[tuple[Unit, str]]] = {}
        for unit in units.units:
            for spelling in unit.written:
                by_start.setdefault(spelling[0], []).append((unit, spelling))
        self._by_start = dict(sorted(by_start.items()))
        self._starts = frozenset(self._by_start)
        self._branches: dict[tuple[str, str], str] = {}
        self._tables: dict[str, tuple[PatternPart, ...]] = {}
        self._lists: dict[tuple[str, str], str] = {}

    def _marked(self, units: UnitTable, lists: Mapping[str, Any]) -> dict[str, str]:
        found = {name: _words(words) for name, words in lists["words"].items()}
        found["currency"] = _words(
            sign for unit in units.units for sign in unit.prefixes
        )
        for name in UNIT_LISTS:
            found[name] = f"‹{name}›"
            found[name + _START] = f"‹{name}{_START}›"
        found |= lists["patterns"]
        found |= {name: f"‹{name}›" for name in self._parts}
        return {name: fill(pattern, found) for name, pattern in found.items()}

    def fill(self, text: str) -> str:
        """Return a pattern with its ``«names»`` put in, marked where it asks a text."""
        return fill(text, self.marked)

    def clues(self, name: str, text: str) -> Clues:
        """Return what a terminal, or a form, begins with and needs."""
        return clues_of(name, lambda: self._quick(text), shipped=self._shipped)

    def _quick(self, text: str) -> str:
        """Return a pattern that begins as the whole one does, and is soon analysed."""
        return self.put_in(fill(text, self._light))

    @cached_property
    def _light(self) -> Mapping[str, str]:
        """The patterns; of a unit only its first character counts."""
        starts = {name: f"‹{name}{_START}›" for name in UNIT_LISTS}
        parts = {name: _joined(parts) for name, parts in self._parts.items()}
        ahead = dict.fromkeys(AHEAD_ONLY, "")
        return {**self.marked, **starts, **parts, **ahead}

    def asks(self, marked: str) -> Asks:
        """Return what a marked pattern leaves to the text at hand."""
        names = {*_MARK.findall(marked)}
        tables = [*filter(self._parts.__contains__, names)]
        parts = {part.name: part for name in tables for part in self._table(name)}
        inner = [self.asks(part.marked) for part in parts.values()]
        for each in inner:
            parts |= {part.name: part for part in each.parts}
        holds_units = len(tables) < len(names) or any(each.starts for each in inner)
        return Asks(self._starts if holds_units else frozenset(), (*parts.values(),))

    def put_in(self, marked: str, asked: frozenset[str] | None = None) -> str:
        """Return a pattern with its units and parts.

        With ``asked``, it holds those that a text asks for, and does what the whole one
        does wherever the text goes on so.
        """
        if "‹" not in marked:
            return marked
        starts = "".join(self._by_start)
        if asked is not None:
            starts = "".join(filter(asked.__contains__, starts))

        def put(match: re.Match[str]) -> str:
            name = match[1]
            if name in self._parts:
                parts = self._table(name)
                kept = [
                    self.put_in(part.marked, asked)
                    for part in parts
                    if asked is None or part.name in asked
                ]
                return f"(?:{'|'.join(kept)})" if kept else NEVER
            key = name, starts
            found = self._lists.get(key)
            if found is None:
                found = self._lists[key] = self._list(*key)
            return found

        return _MARK.sub(put, marked)

    def _table(self, name: str) -> tuple[PatternPart, ...]:
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = tuple(
                PatternPart(
                    key := f"{name}: {part}", self.fill(text), self._needs(key, text)
                )
                for part, (text, _) in self._parts[name].items()
            )
        return found

    def _needs(self, key: str, text: str) -> Needs:
        return clues_of(
            key, lambda: self._quick(text), shipped=self._shipped, begins=False
        ).needs

    def _list(self, name: str, starts: str) -> str:
        list_, start, _ = name.partition(_START)
        kept = UNIT_LISTS[list_]
        begun = [
            character
            for character in starts
            if any(kept(unit) for unit, _ in self._by_start[character])
        ]
        if not begun:
            return NEVER
        if start:
            return f"[{''.join(map(_literal, begun))}]"
        branches = [(character, self._branch(list_, character)) for character in begun]
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
            found = self._branches[key] = f"{_literal(start)}(?:{rests})"
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


def patterns(units: UnitTable, lists: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the regular expression of each ``«name»`` of the grammar, whole.

    ``lists`` is ``grammar/lists.toml``; the patterns about units are made from the unit
    table.
    """
    vocabulary = Vocabulary(units, lists)
    return {
        name: vocabulary.put_in(marked) for name, marked in vocabulary.marked.items()
    }


def fill(text: str, found: Mapping[str, str]) -> str:
    """Replace names by their patterns, also names within these."""
    while "«" in text:
        text = re.sub("«([^»]+)»", lambda match: found[match[1]], text)
    return text


def _joined(parts: Mapping[str, tuple[str, str]]) -> str:
    return f"(?:{'|'.join(pattern for pattern, _ in parts.values())})"


def _words(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_literal, longest_first))})"


_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "«»‹›"})


def _literal(text: str) -> str:
    """Match a text as it stands, also one that looks like a name of the grammar."""
    if text.isalpha():
        return text
    return re.escape(text).translate(_ESCAPES)
