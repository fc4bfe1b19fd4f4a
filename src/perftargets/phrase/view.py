"""One clause as the readers of its measure see it: parts, and what goes into items."""

from collections.abc import Collection, Iterable, Sequence

import attrs

from perftargets.phrase.clauses import DATES, Clause
from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Token,
    Word,
)
from perftargets.phrase.operators import Reading
from perftargets.phrase.plan import PlanItem, Run, Trouble
from perftargets.phrase.target import Operator

COUNTED = frozenset(
    {"FIGURE", "FIGURE_MORE", "NUMERAL", "TOLERANCE", "INTERVAL", "RATIO", "RANK"}
)
"""Values that say what they count."""

RATES = frozenset({"PER", "PER_ONE", "PER_MEAN"})

_CONNECTING = frozenset({"PAUSE", "LINK"})
"""Words that belong to a subject only where words stand on both sides."""

_DROPPED = RATES | {"UNIT_BOX", "HEDGE", "BASE", "OF", "SEVERALLY"}
"""Words that are no part of a subject."""

_SILENT = frozenset({"SHARE", "BETWEEN"})
"""Suffixes that state no operator."""

_TROUBLES = {"VAGUE": "vague-figure", "OPEN_DATE": "open-date"}


@attrs.frozen
class View:
    """A clause and its parts outside of brackets, chains taken apart where needed."""

    clause: Clause
    parts: tuple[Constituent, ...]

    @property
    def run(self) -> Run:
        """All tokens of the clause."""
        return (self.clause.start, self.clause.end)

    def chain(self, index: int) -> Chain:
        """Return the part at ``index``, which the caller chose as a chain."""
        part = self.parts[index]
        assert isinstance(part, Chain)  # noqa: S101 -- as said
        return part

    def at(self, index: int) -> Constituent | None:
        """Return the part at ``index``, None beyond either end."""
        return self.parts[index] if 0 <= index < len(self.parts) else None

    def words(self, *kinds: str) -> list[int]:
        """Return the places of words of some kinds."""
        return [
            index
            for index, part in enumerate(self.parts)
            if isinstance(part, Word) and part.kind in kinds
        ]

    def kind(self, index: int) -> str:
        """Return the kind of the word at ``index``, which the caller chose as one."""
        part = self.parts[index]
        assert isinstance(part, Word)  # noqa: S101 -- as said
        return part.kind

    def figures(self) -> list[int]:
        """Return the places of figures that can be values."""
        boxed = bool(self.words("UNIT_BOX"))
        return [
            index
            for index, part in enumerate(self.parts)
            if isinstance(part, Chain)
            and part.values[-1].kind not in DATES
            and (boxed or not self._names(index, part))
        ]

    def _names(self, index: int, chain: Chain) -> bool:
        """Return whether a figure without a unit begins a name: 108国道养护."""
        value = chain.values[0]
        if value.kind == "RATIO" and not chain.operators:
            # 1:500地形图: a scale, no target.
            return is_word(self.at(index + 1), "TEXT")
        return (
            len(chain.values) == 1
            and value.kind == "BARE"
            and not chain.operators
            and not value.suffixes
            and not is_word(self.at(index - 1), "TEXT")
            and is_word(self.at(index + 1), "TEXT")
        )

    def behind(self, index: int) -> Loose | None:
        """Return the operators directly behind a figure: those of 60≤x."""
        following = self.at(index + 1)
        return following if isinstance(following, Loose) else None

    # -- items

    def as_words(self) -> PlanItem:
        """Return the clause as words, with a diagnostic where a measure was meant."""
        troubles = (
            Trouble(code=_TROUBLES[part.kind], run=(part.at, part.at + 1))
            for part in self.parts
            if isinstance(part, Word) and part.kind in _TROUBLES
        )
        return PlanItem(kind="qualitative", run=self.run, troubles=tuple(troubles))

    def refused(self, code: str, *parts: Constituent | Token) -> PlanItem:
        """Return the clause as words, with the parts that could not be read."""
        run = (_first(parts[0]), _last(parts[-1]) + 1)
        return PlanItem(
            kind="qualitative",
            run=self.run,
            troubles=(Trouble(code=code, run=run),),
        )

    def hedges(self) -> tuple[int, ...]:
        """Return the tokens of softening words."""
        return tuple(self.parts[index].first for index in self.words("HEDGE"))

    def item(  # noqa: PLR0913 -- the parts of a measure, named at each call
        self,
        kind: str,
        chain: Chain,
        reading: Reading,
        *,
        values: Sequence[SuffixedValue] | None = None,
        used: Collection[int] = (),
        base: Run | None = None,
    ) -> PlanItem:
        """Make an item of the figures of a chain, or of other ``values``.

        ``used`` are tokens apart from the chain that state its operator.
        """
        values = chain.values if values is None else values
        suffixes = [suffix for value in values for suffix in value.suffixes]
        gone = {*used, *range(chain.first, chain.last + 1)}
        gone |= {value.at for value in values}
        if base is not None:
            gone |= {*range(*base), *self.tokens("COMPARED_TO", "ADVERB")}
        stated = set(self.stated(chain))
        if reading.operator is not Operator.ABOUT:
            tokens = (*chain.operators, *suffixes)
            stated -= {*chosen(tokens, "ABOUT", "ROUGHLY")}
        boxes = self.tokens("UNIT_BOX")
        per = [suffix.at for suffix in suffixes if suffix.kind == "SHARE"]
        states = reading.operator is not None or base is not None
        return PlanItem(
            kind=kind,
            run=self.run,
            operator=reading.operator,
            operators=tuple(sorted({*used, *stated})) if states else (),
            figures=tuple(value.at for value in values),
            bare=all(value.kind == "BARE" for value in values),
            subject=self.subject(gone),
            per=tuple(sorted((*self.tokens(*RATES), *per))),
            box=boxes[-1] if boxes else None,
            hedges=(*self.hedges(), *reading.hedges),
            repeats=chosen(suffixes, "INCLUSIVE", "EXCLUSIVE"),
        )

    def stated(self, chain: Chain) -> list[int]:
        """Return the tokens of the operators around a figure or a range."""
        suffixes = [mark for value in chain.values for mark in value.suffixes]
        return [
            token.at
            for token in (*chain.operators, *suffixes)
            if token.kind not in _SILENT
        ]

    def tokens(self, *kinds: str) -> list[int]:
        """Return the tokens of words of some kinds."""
        return [self.parts[index].first for index in self.words(*kinds)]

    def subject(self, gone: Collection[int]) -> tuple[Run, ...]:
        """Return the runs of tokens that are left over for the subject."""
        left = (
            at
            for index, part in enumerate(self.parts)
            if not self._is_dropped(index, part)
            for at in range(part.first, part.last + 1)
            if at not in gone
        )
        return runs(left)

    def _is_dropped(self, index: int, part: Constituent) -> bool:
        if not isinstance(part, Word):
            return False
        if part.kind in _CONNECTING:
            sides = (self.at(index - 1), self.at(index + 1))
            return not all(isinstance(side, Word) for side in sides)
        return part.kind in _DROPPED


def is_word(part: Constituent | None, *kinds: str) -> bool:
    """Return whether a part is a word of one of some kinds."""
    return isinstance(part, Word) and part.kind in kinds


def are_words(parts: Sequence[Constituent], *kinds: str) -> bool:
    """Return whether there are parts, and all are words of some kinds."""
    return bool(parts) and all(is_word(part, *kinds) for part in parts)


def has(value: SuffixedValue, kind: str) -> bool:
    """Return whether a value has a suffix of a kind."""
    return any(suffix.kind == kind for suffix in value.suffixes)


def chosen(tokens: Iterable[Token], *kinds: str) -> tuple[int, ...]:
    """Return the indexes of the tokens of some kinds."""
    return tuple(token.at for token in tokens if token.kind in kinds)


def runs(indexes: Iterable[int]) -> tuple[Run, ...]:
    """Join indexes that follow each other into runs."""
    found: list[Run] = []
    for at in indexes:
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return tuple(found)


def without(before: Iterable[Run], gone: Collection[int]) -> tuple[Run, ...]:
    """Remove tokens from runs."""
    return runs(at for run in before for at in range(*run) if at not in gone)


def merged(before: Iterable[Run], more: Iterable[int]) -> tuple[Run, ...]:
    """Add tokens to runs, in their order."""
    return runs(sorted({*more, *(at for run in before for at in range(*run))}))


def _first(part: Constituent | Token) -> int:
    return part.at if isinstance(part, Token) else part.first


def _last(part: Constituent | Token) -> int:
    return part.at if isinstance(part, Token) else part.last
