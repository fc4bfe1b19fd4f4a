"""Terminals that are compiled when a text first needs them, and as far as it does.

To compile a pattern takes a thousand times as long as to use it, and most of what the
patterns hold no short run of phrases ever asks for: dates, rates, hundreds of units. So
the terminals of a place are tried one by one at first. One is passed over where the
text lacks what it cannot do without (``phrase/needs.py``), and holds the units alone
that begin with characters of the text. Once a place was tried often enough, its
terminals become one whole pattern. The tokens are the same; tests hold both ways to it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from perftargets.phrase.needs import Needs
from perftargets.phrase.vocabulary import UnitPatterns

Match = Callable[[str, int], re.Match[str] | None]

ONE_BY_ONE = 150
"""How often the terminals of a place are tried one by one before they are joined."""

WIDENED = 6
"""How often a terminal takes in further units before it takes in all."""


class Terminal:
    """One terminal, compiled with the units that the texts so far ask for.

    Attributes:
        name: its name in the grammar.
        marked: its pattern, with lists of units by name.
        needs: sets of characters, of each of which a text has one where it matches.
    """

    __slots__ = ("_known", "_match", "_units", "_widened", "marked", "name", "needs")

    def __init__(
        self, name: str, marked: str, needs: Needs, units: UnitPatterns
    ) -> None:
        """Keep what it is made of; nothing is compiled yet."""
        self.name = name
        self.marked = marked
        self.needs = needs
        self._units = units
        # The first characters of units that are taken in; None once all are.
        self._known: frozenset[str] | None = frozenset()
        self._match: Match | None = None
        self._widened = 0

    @property
    def pattern(self) -> str:
        """The whole pattern, with every unit."""
        return self._units.put_in(self.marked)

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """Match it at a place, as its whole pattern does."""
        rest = text[position:]
        for needed in self.needs:
            if needed.isdisjoint(rest):
                return None
        if self._known is None and self._match is not None:
            return self._match(text, position)
        return self._fitting(rest)(text, position)

    def _fitting(self, rest: str) -> Match:
        """Return a match that knows the units which the rest of a text may hold."""
        asked = self._units.starts.intersection(rest)
        known = self._known
        if self._match is not None and (known is None or asked <= known):
            return self._match
        if known is not None and "‹" in self.marked and self._widened < WIDENED:
            self._widened += 1
            self._known = known = known | asked
            pattern = self._units.put_in(self.marked, known)
        else:
            self._known, pattern = None, self.pattern
        self._match = re.compile(f"(?P<{self.name}>{pattern})").match
        return self._match


class StartTerminals:
    """The terminals that can begin with one character, in the order they are tried."""

    __slots__ = ("_joined", "_terminals", "_tried")

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        """Keep the terminals; nothing is compiled yet."""
        self._terminals = terminals
        self._tried = 0
        self._joined: Match | None = None

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """Return the match of the first terminal that matches."""
        if self._joined is not None:
            return self._joined(text, position)
        self._tried += 1
        if self._tried > ONE_BY_ONE:
            self._joined = joined(self._terminals)
            return self._joined(text, position)
        for terminal in self._terminals:
            match = terminal.match(text, position)
            if match is not None:
                return match
        return None

    @property
    def settled(self) -> Match | None:
        """The one whole pattern, once it is made."""
        return self._joined


def joined(terminals: Iterable[Terminal]) -> Match:
    """Build one pattern of terminals, which tries them in their order."""
    return re.compile(
        "|".join(f"(?P<{each.name}>{each.pattern})" for each in terminals)
    ).match
