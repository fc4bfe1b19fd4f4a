"""Terminals that are compiled when a text first needs them, and as far as it does.

To compile a pattern takes a thousand times as long as to use it, and most of what the
patterns hold no short run of phrases ever asks for: dates, rates, hundreds of units. So
the terminals of a place are tried one by one at first. One is passed over where the
text lacks what it cannot do without (``phrase/needs.py``), and holds the units alone
that begin with characters of the text, and the parts that these may be met in. Once a
place was tried often enough, its terminals are compiled whole, and what stands behind
the first character, or behind the digits, chooses those that can go on so
(``phrase/follows.py``). The tokens are the same; tests hold both ways to it.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from perftargets.phrase.follows import (
    DIGITS,
    Follow,
    follow,
    follow_digits,
    parsed,
    tells_digits,
)
from perftargets.phrase.needs import Needs
from perftargets.phrase.vocabulary import Asks, Vocabulary

Match = Callable[[str, int], re.Match[str] | None]

ONE_BY_ONE = 300
"""In how many texts each terminal of a place is tried alone before it is whole.

To compile it whole and to look at what it goes on with takes as long as some thousand
of these tries.
"""

WIDENED = 6
"""How often a terminal takes in more of what it holds before it takes in all."""


KNOWN = 1024
"""How many characters behind digits are remembered."""

_DIGITS = re.compile("[0-9]+").match


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

    @property
    def whole(self) -> Match:
        """What matches it with every unit and part; compiled when first asked for."""
        fitted = self._fitted
        if fitted is None or fitted.known is not None:
            match = re.compile(f"(?P<{self.name}>{self.pattern})").match
            fitted = self._fitted = _Fitted(None, match)
        return fitted.match

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
    """The terminals that can begin with some characters, in the order they are tried.

    Once they are settled, what can follow a first character leaves most of them out.
    Digits are passed over for it, all that stand there: of 12月 月 is looked at.
    """

    __slots__ = (
        "_begins",
        "_behind",
        "_follows",
        "_present",
        "_telling",
        "_terminals",
        "_tried",
    )

    def __init__(self, terminals: Sequence[Terminal], begins: frozenset[str]) -> None:
        """Keep the terminals and what they begin with; nothing is compiled yet."""
        self._terminals = terminals
        self._begins = begins
        self._tried = 0
        self._present: frozenset[str] | None = None
        self._follows: dict[str, list[Follow]] | None = None
        self._behind: dict[str, _BehindDigits] = {}
        self._telling: dict[str, list[int]] = {}

    def match(
        self, text: str, position: int, present: frozenset[str]
    ) -> re.Match[str] | None:
        """Return the match of the first terminal that matches.

        ``present`` are the characters of the text, the same object at each place.
        """
        if present is not self._present:
            # Texts count, and not their places: one long text settles nothing.
            self._present = present
            self._tried += 1
        for terminal in self._terminals:
            fitting = terminal.fitting(present)
            if fitting is not None and (match := fitting(text, position)) is not None:
                return match
        return None

    def at(self, pair: str) -> tuple[Match, ...] | None:
        """Return what is tried at a first character and the one behind it, in order.

        None as long as nothing is settled.
        """
        if not self._is_settled():
            return None
        if len(self._terminals) == 1:
            # To try it says as much as to look at what it goes on with.
            return (self._terminals[0].whole,)
        follows = self._looked_at()
        first, second = pair[0], pair[1:]
        if first not in DIGITS:
            return _going_on(self._terminals, follows[first], second)
        behind = self._behind.get(first)
        if behind is None:
            behind = _BehindDigits(self._terminals, follows[first])
            self._behind[first] = behind
        return (behind.match,)

    def tells_digits(self, pair: str) -> bool | None:
        """Return whether a terminal tried there tells digits apart, or counts them.

        None as long as nothing is settled.
        """
        if not self._is_settled():
            return None
        follows = self._looked_at()
        first, second = pair[0], pair[1:]
        seconds = DIGITS if second in DIGITS else (second,)
        return any(
            any(map(follows[first][at].allows, seconds)) for at in self._telling[first]
        )

    def _is_settled(self) -> bool:
        return self._tried > ONE_BY_ONE * len(self._terminals)

    def _looked_at(self) -> dict[str, list[Follow]]:
        """Return what each terminal can go on with, by the first character."""
        if self._follows is None:
            self._follows = self._look()
        return self._follows

    def _look(self) -> dict[str, list[Follow]]:
        forms = [parsed(terminal.pattern) for terminal in self._terminals]
        self._telling = {
            first: [at for at, form in enumerate(forms) if tells_digits(form, first)]
            for first in self._begins
        }
        found = {
            first: [follow(form, first) for form in forms]
            for first in self._begins - DIGITS
        }
        if not self._begins.isdisjoint(DIGITS):
            behind = [follow_digits(form) for form in forms]
            for digit in self._begins & DIGITS:
                found[digit] = [each[digit] for each in behind]
        return found


class _BehindDigits:
    """Tries the terminals that can go on with what stands behind the digits."""

    __slots__ = ("_follows", "_known", "_terminals")

    def __init__(
        self, terminals: Sequence[Terminal], follows: Sequence[Follow]
    ) -> None:
        """Keep them; what is tried at a character is looked up when it is met."""
        self._terminals = terminals
        self._follows = follows
        self._known: dict[str, tuple[Match, ...]] = {}

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """Return the match of the first terminal that matches."""
        digits = _DIGITS(text, position)
        end = position if digits is None else digits.end()
        behind = text[end : end + 1]
        matches = self._known.get(behind)
        if matches is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            matches = _going_on(self._terminals, self._follows, behind)
            self._known[behind] = matches
        for match in matches:
            token = match(text, position)
            if token is not None:
                return token
        return None


def _going_on(
    terminals: Sequence[Terminal], follows: Sequence[Follow], character: str
) -> tuple[Match, ...]:
    """Return what matches as the terminals that can go on with a character."""
    return tuple(
        terminal.whole
        for terminal, follow_ in zip(terminals, follows, strict=True)
        if follow_.allows(character)
    )
