"""Terminals that are compiled when a text first needs them, and as far as it does.

To compile a pattern takes a thousand times as long as to use it, and most of what the
patterns hold no short run of phrases ever asks for: dates, rates, hundreds of units. So
the terminals of a place are tried one by one at first. One is passed over where the
text lacks what it cannot do without (``phrase/needs.py``), and holds the units alone
that begin with characters of the text, and the parts that these may be met in. Once a
place was tried often enough, its terminals become one whole pattern. The tokens are the
same; tests hold both ways to it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from perftargets.phrase.needs import Needs
from perftargets.phrase.vocabulary import Asks, Vocabulary

Match = Callable[[str, int], re.Match[str] | None]

ONE_BY_ONE = 300
"""In how many texts each terminal of a place is tried alone before they are joined.

One whole pattern is tried in three quarters of the time, and takes as long to compile
as some thousand of these tries.
"""

WIDENED = 6
"""How often a terminal takes in more of what it holds before it takes in all."""


class _Fitted(NamedTuple):
    """What a terminal knows of units and parts, None for all; and how it matches so."""

    known: frozenset[str] | None
    match: Match


class Terminal:
    """One terminal, compiled with the units and parts that the texts so far ask for.

    Attributes:
        name: its name in the grammar.
        needs: sets of characters, of each of which a text has one where it matches.
    """

    __slots__ = (
        "_asks",
        "_fitted",
        "_last",
        "_text",
        "_vocabulary",
        "_widened",
        "name",
        "needs",
    )

    def __init__(
        self, name: str, text: str, needs: Needs, vocabulary: Vocabulary
    ) -> None:
        """Keep what it is made of: its pattern, with ``«names»`` of the vocabulary."""
        self.name: str = name
        self.needs: Needs = needs
        self._text = text
        self._vocabulary = vocabulary
        self._asks: tuple[str, Asks] | None = None
        self._fitted: _Fitted | None = None
        self._last: tuple[frozenset[str], Match | None] | None = None
        self._widened = 0

    @property
    def pattern(self) -> str:
        """The whole pattern, with every unit and part."""
        return self._vocabulary.put_in(self._vocabulary.fill(self._text))

    @property
    def asks(self) -> Asks:
        """What it leaves to the text at hand."""
        return self._marked()[1]

    def _marked(self) -> tuple[str, Asks]:
        if self._asks is None:
            marked = self._vocabulary.fill(self._text)
            self._asks = marked, self._vocabulary.asks(marked)
        return self._asks

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """Match it at a place, as its whole pattern does."""
        fitting = self.fitting(frozenset(text))
        return None if fitting is None else fitting(text, position)

    def fitting(self, present: frozenset[str]) -> Match | None:
        """Return what matches as it does in texts of some characters.

        None where it matches nothing in them. Asked again for the same set, as at each
        place of a text, it has the answer.
        """
        last = self._last
        if last is None or last[0] is not present:
            last = self._last = present, self._look(present)
        return last[1]

    def _look(self, present: frozenset[str]) -> Match | None:
        for needed in self.needs:
            if needed.isdisjoint(present):
                return None
        fitted = self._fitted
        if fitted is not None and fitted.known is None:
            return fitted.match
        return self._fit(present)

    def _fit(self, present: frozenset[str]) -> Match:
        """Return a match that knows what a text of some characters may ask for.

        What is known and what matches are put down together, so that another thread
        never takes one for the other's; two that widen at once both match rightly.
        """
        marked, asks = self._marked()
        asked, fitted = asks.of(present), self._fitted
        known: frozenset[str] | None = frozenset() if fitted is None else fitted.known
        if fitted is not None and (known is None or asked <= known):
            return fitted.match
        if known is not None and (asks.starts or asks.parts):
            self._widened += 1
            known = known | asked if self._widened <= WIDENED else None
        else:
            known = None
        pattern = self._vocabulary.put_in(marked, known)
        match = re.compile(f"(?P<{self.name}>{pattern})").match
        self._fitted = _Fitted(known, match)
        return match


class StartTerminals:
    """The terminals that can begin with one character, in the order they are tried."""

    __slots__ = ("_joined", "_present", "_terminals", "_tried")

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        """Keep the terminals; nothing is compiled yet."""
        self._terminals = terminals
        self._tried = 0
        self._present: frozenset[str] | None = None
        self._joined: Match | None = None

    def match(
        self, text: str, position: int, present: frozenset[str]
    ) -> re.Match[str] | None:
        """Return the match of the first terminal that matches.

        ``present`` are the characters of the text, the same object at each place.
        """
        if self._joined is not None:
            return self._joined(text, position)
        if present is not self._present:
            # Texts count, and not their places: one long text settles nothing.
            self._present = present
            self._tried += 1
        if self._tried > ONE_BY_ONE * len(self._terminals):
            self._joined = joined(self._terminals)
            return self._joined(text, position)
        for terminal in self._terminals:
            fitting = terminal.fitting(present)
            if fitting is not None and (match := fitting(text, position)) is not None:
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
