"""Everything that parsing with one table of units needs, and the way through it."""

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import attrs

from perftargets.phrase.build import Builder
from perftargets.phrase.figure_text import Figures, Forms
from perftargets.phrase.grammar import Grammar
from perftargets.phrase.lists import extended
from perftargets.phrase.messages import diagnostic
from perftargets.phrase.noise import Noise
from perftargets.phrase.phrase import TokenizedPhrase
from perftargets.phrase.plan import Plan
from perftargets.phrase.select import select
from perftargets.phrase.target import Missing, Qualitative, Target
from perftargets.phrase.templates import Templates
from perftargets.phrase.vocabulary import Vocabulary
from perftargets.text import Span, fold
from perftargets.units import UnitTable, default_units

LONGEST = 2000
"""Characters of the longest phrase that is read."""

SHORT = 12
"""Characters of the longest way to write that there is no target."""

REMEMBERED = 4096
"""How many sequences of kinds an engine remembers the plan of."""


_SQUARE = re.compile("[][［］【】]")
_INTERVAL = re.compile(r"\([-0-9.][^()]{0,16}[,~至到-]\s*[-0-9.][^()]{0,16}\)")
"""What may be an interval; of its brackets one at least is square."""

_SIGNED = re.compile(
    r"(?<![-0-9A-Za-z.%)])-[0-9]+(?:\.[0-9]+)?[^-~0-9;,。、()\n]{0,4}(?P<join>-)(?=-[0-9])"
)
"""The lower end of -3%--1%, which ends in a joiner and not in half a dash."""

_LONG_DASH = "——"

NO_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@attrs.frozen(eq=False)
class Engine:
    """Everything that a table of units needs to be parsed with; built once."""

    grammar: Grammar
    builder: Builder
    noise: Noise
    nothings: frozenset[str]
    plans: dict[str, Plan] = attrs.field(factory=dict)
    templates: Templates = attrs.field(init=False)

    @templates.default
    def _no_templates(self) -> Templates:
        return Templates(self.grammar.scanner, self.noise)

    @classmethod
    def from_units(
        cls, units: UnitTable, words: Mapping[str, tuple[str, ...]] = NO_WORDS
    ) -> "Engine":
        """Build the grammar and the readers of its tokens; ``words`` adds to lists."""
        lists = extended(words)
        shipped = units is default_units() and not words
        vocabulary = Vocabulary(units, lists, shipped=shipped)
        entries = {
            name: (entry,) if isinstance(entry, str) else tuple(entry)
            for name, entry in lists["forms"].items()
            if not isinstance(entry, dict)
        }
        forms = Forms(entries, vocabulary)
        label, missing = (
            vocabulary.clues(name, *entries[name]) for name in ("label", "missing")
        )
        return cls(
            grammar=Grammar.from_vocabulary(vocabulary),
            builder=Builder(Figures.from_units(units, lists, forms)),
            nothings=missing.starts,
            noise=Noise(forms, leads=label.starts, needs=label.needs),
        )

    def parse(self, text: str) -> Target:
        """Read one phrase."""
        if len(text) > LONGEST:
            return Target(
                text=text,
                subject=text,
                measure=Qualitative(),
                diagnostics=(diagnostic("too-long", text, Span(0, len(text))),),
            )
        folded = folded_text(text)
        key = None
        if folded is text:
            target, key = self.templates.find(text)
            if target is not None:
                return target
        cleaned, offsets = self.noise.cleaned(folded)
        if (not cleaned or cleaned[0] in self.nothings) and self._is_missing(cleaned):
            return Target(text=text, subject="", measure=Missing())
        codes, begins = self.grammar.scanner.scan(cleaned)
        plan = self.plans.get(codes) or self._plan(codes)
        if plan.common is not None and (offsets is None or isinstance(offsets, range)):
            shift = offsets[0] if offsets else 0
            target = self.builder.common(plan.common, text, cleaned, begins, shift)
            if target is not None:
                if key is not None and offsets is None:
                    self.templates.learn(key, target, codes)
                return target
        written = text if offsets is None else "".join([text[at] for at in offsets])
        words = self.builder.words_alone(plan, text, written)
        if words is not None:
            return words
        phrase = TokenizedPhrase(text, written, cleaned, begins, offsets)
        return self.builder.build(plan, phrase)

    def _is_missing(self, cleaned: str) -> bool:
        """Return whether a phrase that begins as one says that there is no target."""
        if not cleaned:
            return True
        return (
            len(cleaned) <= SHORT
            and self.noise.forms["missing"][0].fullmatch(cleaned) is not None
        )

    def _plan(self, codes: str) -> Plan:
        """Work out the plan of a sequence of kinds, and remember it."""
        plan = select(self.grammar.constituents(codes), len(codes))
        if len(self.plans) >= REMEMBERED:
            self.plans.clear()
        self.plans[codes] = plan
        return plan


def _joiner(text: str, match: re.Match[str]) -> str:
    """Make a joiner of the first - of -3--1%, unless the two are one long dash."""
    at = match.start("join")
    whole = match[0]
    return whole if text[at : at + 2] == _LONG_DASH else whole[:-1] + "~"


def folded_text(text: str) -> str:
    """Fold a phrase, keeping apart the brackets of [80%,90%), which fold alike."""
    folded = fold(text)
    if "--" in folded:
        folded = _SIGNED.sub(partial(_joiner, text), folded)
    if folded is text or _SQUARE.search(text) is None:
        # Square brackets fold, so that a text that folds to itself has none.
        return folded
    signs = list(folded)
    for match in _INTERVAL.finditer(folded):
        start, end = match.start(), match.end() - 1
        square = [_SQUARE.match(text, at) is not None for at in (start, end)]
        if any(square):
            signs[start] = "⟦" if square[0] else "⟪"
            signs[end] = "⟧" if square[1] else "⟫"
    return "".join(signs)
