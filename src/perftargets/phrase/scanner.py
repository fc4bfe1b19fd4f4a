"""Tokens of a folded phrase: the fast twin of lark's basic lexer.

lark tries every terminal at every place. Here the next two characters choose the few
that can begin with them, in lark's order; a test holds both to the same tokens.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from perftargets.phrase.follows import DIGITS
from perftargets.phrase.terminals import Match, StartTerminals, Terminal

PAIRS = 4096
"""How many pairs of characters a scanner remembers the terminals of."""

_UNSETTLED: tuple[Match | None, ...] = (None,)
"""What is tried at a pair of characters of which nothing is settled."""


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
    _settled: dict[str, tuple[Match | None, ...]] = attrs.field(
        factory=dict, init=False, repr=False
    )
    """For a pair of characters what is tried in order; None for what is not settled."""
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
        codes, rest, starts, run = self.codes, self.rest, self.starts, self._run
        settled = self._settled
        present: frozenset[str] | None = None
        while position < length:
            token = None
            if text[position] not in starts:
                token = run(text, position)
            else:
                pair = text[position : position + 2]
                for match in settled.get(pair, _UNSETTLED):
                    if match is None:
                        if present is None:
                            present = frozenset(text)
                        token = self._try(pair, text, position, present)
                        break
                    token = match(text, position)
                    if token is not None:
                        break
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
        self, pair: str, text: str, position: int, present: frozenset[str]
    ) -> re.Match[str] | None:
        """Match where some of what a pair of characters can begin is not settled.

        Where the first terminal is the plainest figure, most texts need no other: the
        others are a place of their own, and are tried behind it.
        """
        candidates = self.starts[pair[0]]
        groups = [candidates]
        if len(candidates) > 1 and self.terminals[candidates[0]].name == self.plainest:
            groups = [candidates[:1], candidates[1:]]
        matches: list[Match | None] = []
        token = None
        for group in groups:
            place = self._place(group)
            if token is None:
                token = place.match(text, position, present)
            if None not in matches:
                known = place.at(pair)
                matches += _UNSETTLED if known is None else known
        if matches != [None]:
            if len(self._settled) >= PAIRS:
                self._settled.clear()
            self._settled[pair] = tuple(matches)
        return token

    def tells_digits(
        self, text: str, codes: str, begins: Sequence[int], figure: int
    ) -> bool | None:
        """Return whether a terminal that is tried beside a figure tells digits apart.

        ``codes`` and ``begins`` are what `scan` gave for the text, ``figure`` is the
        token of the figure. None where it is not known yet; False where other digits
        would change no token.
        """
        known: bool | None = False
        for at, (code, begin) in enumerate(zip(codes, begins, strict=False)):
            if at == figure:
                if not self._takes_plainest(text, begin, begins[at + 1]):
                    return True
                continue
            # Any place of words may have been tried; of another token, its first.
            end = begins[at + 1] if code == self.rest else begin + 1
            for position in range(begin, end):
                which = self.starts.get(text[position])
                if which is None:
                    continue
                told = self._place(which).tells_digits(text[position : position + 2])
                if told:
                    return True
                if told is None:
                    known = None
        return known

    def _takes_plainest(self, text: str, start: int, end: int) -> bool:
        """Return whether a figure is taken by the terminal of the plainest figures.

        It is tried first, and takes any digits that do not begin with 0.
        """
        index = self.starts[text[start]][0]
        if self.terminals[index].name != self.plainest:
            return False
        match = self.terminals[index].match(text, start)
        return match is not None and match.end() == end

    def _place(self, candidates: tuple[int, ...]) -> StartTerminals:
        place = self._places.get(candidates)
        if place is None:
            begins = frozenset(
                character
                for character, which in self.starts.items()
                if which[-len(candidates) :] == candidates
            )
            terminals = [self.terminals[index] for index in candidates]
            place = self._places[candidates] = StartTerminals(terminals, begins)
        return place
