"""From a plan and a text to a target: the values are filled in, and only here."""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.findings import Diagnostic
from perftargets.phrase.figure_text import Figures
from perftargets.phrase.fill import Filling, RefusedError
from perftargets.phrase.phrase import TokenizedPhrase
from perftargets.phrase.plan import Marks, Plan, PlanItem
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Mark,
    Measure,
    Qualitative,
    Range,
    Target,
    compared,
)

_WORDS = Qualitative()
"""What words alone state; it has no field, so one serves all."""


@attrs.frozen(eq=False)
class Builder:
    """Fills plans with the values of phrases."""

    figures: Figures

    def build(self, plan: Plan, phrase: TokenizedPhrase) -> Target:
        """Make the target that a plan and a phrase state together."""
        if len(plan.items) == 1 and not plan.items[0].split:
            return self._alone(plan.items[0], phrase)
        targets: list[Target] = []
        for item in plan.items:
            if item.aside is not None and targets:
                self._aside(item, phrase, targets)
            else:
                found = self._items(item, phrase)
                if targets and found and _repeats(targets[-1], found[0]):
                    marks = (*targets.pop()._marks, *found[0]._marks)  # noqa: SLF001
                    found[0] = attrs.evolve(found[0], marks=marks)
                targets += found
        if all(isinstance(target.measure, Qualitative) for target in targets):
            # Nothing that can be measured: the words together are the target.
            return Target(
                text=phrase.text,
                subject=phrase.written,
                measure=Qualitative(),
                diagnostics=tuple(
                    found for target in targets for found in target.diagnostics
                ),
            )
        if len(targets) == 1:
            return attrs.evolve(targets[0], text=phrase.text)
        return Target(
            text=phrase.text,
            subject="",
            measure=Compound(tuple(targets)),
            worded=any(target.worded for target in targets),
            inferred=tuple(
                dict.fromkeys(name for target in targets for name in target.inferred)
            ),
            diagnostics=tuple(
                found for target in targets for found in target.diagnostics
            ),
        )

    def _alone(self, item: PlanItem, phrase: TokenizedPhrase) -> Target:
        """Make the target of a phrase that is one item."""
        target = self._item(item, phrase, whole=True)
        if not isinstance(target.measure, Qualitative):
            return target
        return Target(
            text=phrase.text,
            subject=phrase.written,
            measure=Qualitative(),
            diagnostics=target.diagnostics,
        )

    def common(
        self,
        item: PlanItem,
        text: str,
        folded: str,
        begins: Sequence[int],
        shift: int,
    ) -> Target | None:
        """Make the target of a phrase that is one figure and its words.

        ``shift`` is how many characters stand before the phrase in the text.

        This does what ``build`` does for such an item, with fewer steps; None where the
        figure is written in another way. A test holds the two to each other.
        """
        at = item.figures[0]
        start, end = begins[at], begins[at + 1]
        figure = self.figures.common(folded[start:end])
        if figure is None or (start and folded[start - 1] in self.figures.ends_cut):
            return None
        value, unit, cut = figure
        subject = ""
        for first, last in item.subject:
            subject += text[begins[first] + shift : begins[last] + shift]
        marks = Marks(item, begins, start + cut, shift)
        return compared(text, subject, item.operator, value, unit, item.inferred, marks)

    def words_alone(self, plan: Plan, text: str, written: str) -> Target | None:
        """Make the target of a phrase that is words alone; None where it is not.

        This does what ``build`` does for such a phrase, as ``common`` does for another.
        """
        if not plan.wordy:
            return None
        return Target(text=text, subject=written, measure=_WORDS)

    def _aside(
        self, item: PlanItem, phrase: TokenizedPhrase, targets: list[Target]
    ) -> None:
        """Add what a bracket behind a value states, unless it is a remark.

        One that repeats the value lends it its operator: 90%（≥90%）.
        """
        target, main = self._item(item, phrase), targets[-1]
        included = self.figures.forms["included"][0].match(target.subject)
        if target.diagnostics or included:
            doubt = phrase.report("unread-bracket", item.aside or item.run)
            targets[-1] = attrs.evolve(main, diagnostics=(*main.diagnostics, doubt))
        elif (
            isinstance(target.measure, Comparison)
            and isinstance(main.measure, Comparison)
            and target.measure.unit in {main.measure.unit, None}
            and target.measure.value == main.measure.value
            and main.measure.operator in {target.measure.operator, None}
        ):
            targets[-1] = attrs.evolve(
                main,
                measure=attrs.evolve(main.measure, operator=target.measure.operator),
                marks=(*main._marks, *_stating(target)),  # noqa: SLF001
            )
        elif not self._is_size(item, target.measure):
            targets.append(target)

    def _is_size(self, item: PlanItem, measure: Measure) -> bool:
        """Return whether a bound is one of an age, a size or a grade: （3米以上）."""
        if not isinstance(measure, Comparison | Range) or measure.unit is None:
            return False
        behind = all(at > item.figures[-1] for at in item.operators)
        return behind and self.figures.is_size(measure.unit)

    def _items(self, item: PlanItem, phrase: TokenizedPhrase) -> list[Target]:
        """Fill one item; two bounds that enclose nothing are two targets."""
        target = self._item(item, phrase)
        if item.split and isinstance(target.measure, Qualitative):
            return [self._item(part, phrase) for part in item.split]
        return [target]

    def _item(
        self, item: PlanItem, phrase: TokenizedPhrase, *, whole: bool = False
    ) -> Target:
        """Fill one item; ``whole`` says that the phrase holds no other."""
        instead, between = item.instead, item.between
        if instead and between and self._is_level(item, phrase.usual(between), phrase):
            item = instead
        found: tuple[Diagnostic, ...] = ()
        if item.troubles:
            found = tuple(
                phrase.report(trouble.code, trouble.run)
                for trouble in item.troubles
                if trouble.unless is None or not self._qualifies(trouble.unless, phrase)
            )
        if item.kind == "qualitative":
            return self._words(item, phrase, found)
        filling = Filling(self.figures, item, phrase)
        try:
            measure = filling.measure()
        except RefusedError as refusal:
            doubt = phrase.report(refusal.code, refusal.run)
            return self._words(item, phrase, (*found, doubt))
        if (
            found
            and type(measure) is Comparison
            and self.figures.is_share(measure.unit)
        ):
            # 95%以上的农户: a share of the noun, and so a target of it.
            found = tuple(one for one in found if one.code != "bound-of-a-noun")
        return Target(
            text=phrase.text if whole else phrase.words(item.run),
            subject=filling.subject(),
            measure=measure,
            hedges=tuple(phrase.words((at, at + 1)) for at in item.hedges),
            worded=item.kind in {"zero", "all"},
            inferred=tuple(filling.inferred),
            diagnostics=(*found, *filling.doubts),
            marks=tuple(filling.marks),
        )

    def _qualifies(self, tokens: tuple[int, int], phrase: TokenizedPhrase) -> bool:
        """Return whether a figure qualifies the word behind it: 不足5人的教学点.

        That is so before 的 and 高, and where it is an age or a grade: 75周年活动.
        """
        at, noun = tokens
        if self.figures.forms["attributive"][0].match(
            phrase.folded, phrase.begins[noun]
        ):
            return True
        figure = self.figures.figure(phrase.token(at))
        return figure is not None and self.figures.is_grade(figure.unit)

    def _is_level(self, item: PlanItem, words: str, phrase: TokenizedPhrase) -> bool:
        """Return whether words between operator and figure are what it refers to."""
        if not item.figures:
            return self.figures.forms["limit"][0].search(words) is not None
        if self.figures.forms["referent"][0].search(words) is not None:
            return True
        figure = self.figures.figure(phrase.token(item.figures[0]))
        if figure is None:
            return False
        share = not words and self.figures.is_share(figure.unit)
        return share or self.figures.counts_points(figure.unit)

    def _words(
        self, item: PlanItem, phrase: TokenizedPhrase, found: tuple[Diagnostic, ...]
    ) -> Target:
        text = phrase.words(item.run)
        return Target(text=text, subject=text, measure=Qualitative(), diagnostics=found)


def _repeats(before: Target, target: Target) -> bool:
    """Return whether the first of two is said again with a bound: 50人及50人以上."""
    one, other = before.measure, target.measure
    if not isinstance(one, Comparison) or not isinstance(other, Comparison):
        return False
    if target.subject or one.operator or not other.operator:
        return False
    places = {part: (start, end) for part, start, end in target._marks}  # noqa: SLF001
    if "operator" not in places or places["operator"][0] <= places["number"][0]:
        return False
    return (one.value, one.unit, one.per) == (other.value, other.unit, other.per)


def _stating(target: Target) -> Iterator[Mark]:
    return (mark for mark in target._marks if mark[0] != "subject")  # noqa: SLF001
