"""From a plan and a text to a target: the values are filled in, and only here."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from perftargets.diagnostics import Diagnostic
from perftargets.phrase._figures import Figure, Figures
from perftargets.phrase._messages import diagnostic
from perftargets.phrase._plan import Item, Marks, Plan, Run
from perftargets.phrase.dates import Date
from perftargets.phrase.numerals import plain
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Direction,
    Mark,
    Measure,
    Number,
    Operator,
    Qualitative,
    Range,
    Reference,
    Target,
)
from perftargets.text import Span

class _Refused(Exception):
    """A value that cannot be: the item becomes words, with a diagnostic."""

    def __init__(self, code: str, run: Run) -> None:
        super().__init__(code)
        self.code = code
        self.run = run


@attrs.frozen(eq=False)
class Phrase:
    """One phrase under way: its tokens, and the way back to the text as written.

    Attributes:
        text: as written.
        written: the same without white space and wrappers; offsets are those of
            ``folded``.
        folded: in usual characters.
        begins: where each token begins in ``folded``, and its length.
        offsets: for each character of ``folded`` its place in ``text``; None when the
            two agree.
    """

    text: str
    written: str
    folded: str
    begins: Sequence[int]
    offsets: Sequence[int] | None

    def token(self, at: int) -> str:
        """Give a token in usual characters."""
        return self.folded[self.begins[at] : self.begins[at + 1]]

    def words(self, run: Run) -> str:
        """Give a run of tokens as written, but for white space."""
        return self.written[self.begins[run[0]] : self.begins[run[1]]]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give a stretch of ``folded`` as one of ``text``."""
        if self.offsets is None or end <= start:
            return (start, end)
        return (self.offsets[start], self.offsets[end - 1] + 1)

    def mark(self, part: str, run: Run) -> Mark:
        """Mark what a run of tokens is."""
        return (part, *self.place(self.begins[run[0]], self.begins[run[1]]))

    def report(self, code: str, run: Run) -> Diagnostic:
        """Say what is wrong with a run of tokens."""
        start, end = self.place(self.begins[run[0]], self.begins[run[1]])
        return diagnostic(code, self.text, Span(start, end))


@attrs.frozen(eq=False)
class Builder:
    """Fills plans with the values of phrases."""

    figures: Figures

    def build(self, plan: Plan, phrase: Phrase) -> Target:
        """Make the target that a plan and a phrase state together."""
        targets = [
            target for item in plan.items for target in self._items(item, phrase)
        ]
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
            inferred=tuple(dict.fromkeys(
                name for target in targets for name in target.inferred
            )),
            diagnostics=tuple(
                found for target in targets for found in target.diagnostics
            ),
        )

    def common(
        self, item: Item, text: str, folded: str, begins: Sequence[int]
    ) -> Target | None:
        """Make the target of a phrase that is one figure and its words.

        This does what ``build`` does for such an item, with fewer steps; None where the
        figure is written in another way. A test holds the two to each other.
        """
        at = item.figures[0]
        start, end = begins[at], begins[at + 1]
        figure = self.figures.common(folded[start:end])
        if figure is None:
            return None
        value, unit, cut = figure
        subject = ""
        for first, last in item.subject:
            subject += text[begins[first] : begins[last]]
        return Target(
            text,
            subject,
            Comparison(item.operator, value, unit),
            inferred=item.inferred,
            marks=Marks(item, begins, start + cut),
        )

    def _items(self, item: Item, phrase: Phrase) -> list[Target]:
        """Fill one item; two bounds that enclose nothing are two targets."""
        target = self._item(item, phrase)
        if item.split and isinstance(target.measure, Qualitative):
            return [self._item(part, phrase) for part in item.split]
        return [target]

    def _item(self, item: Item, phrase: Phrase) -> Target:
        if item.instead is not None and item.between is not None:
            words = phrase.folded[
                phrase.begins[item.between[0]] : phrase.begins[item.between[1]]
            ]
            if self.figures.forms["referent"][0].search(words):
                item = item.instead
        found = tuple(phrase.report(trouble.code, trouble.run) for trouble in item.troubles)
        if item.kind == "qualitative":
            return self._words(item, phrase, found)
        marks: list[Mark] = [phrase.mark("operator", (at, at + 1)) for at in item.operators]
        inferred = list(item.inferred)
        more: list[Diagnostic] = []
        try:
            measure = self._measure(item, phrase, marks, inferred, more)
        except _Refused as refusal:
            return self._words(
                item, phrase, (*found, phrase.report(refusal.code, refusal.run))
            )
        if isinstance(measure, Comparison) and self._is_share(measure.unit):
            # 95%以上的农户: a share of the noun, and so a target of it.
            found = tuple(one for one in found if one.code != "bound-of-a-noun")
        return Target(
            text=phrase.words(item.run),
            subject=self._subject(item, phrase, marks),
            measure=measure,
            hedges=tuple(phrase.words((at, at + 1)) for at in item.hedges),
            worded=item.kind in {"zero", "all"},
            inferred=tuple(inferred),
            diagnostics=(*found, *more),
            marks=tuple(marks),
        )

    def _is_share(self, unit: str | None) -> bool:
        return unit in self.figures.rates.values()

    def _words(
        self, item: Item, phrase: Phrase, found: tuple[Diagnostic, ...]
    ) -> Target:
        text = phrase.words(item.run)
        return Target(
            text=text, subject=text, measure=Qualitative(), diagnostics=found
        )

    def _subject(self, item: Item, phrase: Phrase, marks: list[Mark]) -> str:
        if item.kind == "zero" and item.words is not None and item.subject == (item.words,):
            match = self.figures.forms["absent"][0].fullmatch(phrase.token(item.words[0]))
            if match is not None and match["absent"]:
                start = phrase.begins[item.words[0]]
                span = (start + match.start("absent"), start + match.end("absent"))
                marks.append(("subject", *phrase.place(*span)))
                return phrase.written[span[0] : span[1]]
        leading, trailing = (
            self.figures.forms[name][0] for name in ("leading", "trailing")
        )
        words = ""
        for index, run in enumerate(item.subject):
            start, end = phrase.begins[run[0]], phrase.begins[run[1]]
            lead = leading.match(phrase.folded, start, end)
            start = lead.end() if lead else start
            if index == len(item.subject) - 1:
                while start < end and trailing.fullmatch(phrase.folded, end - 1, end):
                    end -= 1
            if start < end:
                marks.append(("subject", *phrase.place(start, end)))
                words += phrase.written[start:end]
        return words

    # -- measures

    def _measure(
        self,
        item: Item,
        phrase: Phrase,
        marks: list[Mark],
        inferred: list[str],
        more: list[Diagnostic],
    ) -> Measure:
        match item.kind:
            case "comparison":
                value, unit, per = self._amount(item, phrase, marks, more)
                return Comparison(item.operator, value, unit, per)
            case "range":
                return self._range(item, phrase, marks, inferred, more)
            case "change":
                value, unit, _ = self._amount(item, phrase, marks, more) if item.figures else (None, None, None)
                return Change(
                    direction=item.direction or Direction.INCREASE,
                    operator=item.operator,
                    value=value,
                    unit=unit,
                    base=self._named(item, phrase, marks) if item.words else None,
                )
            case "reference":
                referent = self._named(item, phrase, marks)
                if self.figures.units.find(referent) is not None and item.words:
                    # ≥%: a unit is nothing to compare with.
                    raise _Refused("operator-without-figure", item.run)
                return Reference(item.operator or Operator.EQUAL, referent)
            case "zero":
                marks += [("number", *mark[1:]) for mark in marks]
                return Comparison(Operator.EQUAL, Decimal(0))
            case "all":
                marks += [("number", *mark[1:]) for mark in marks]
                return Comparison(Operator.EQUAL, Decimal(100), next(iter(self.figures.rates.values())))
        return self._deadline(item, phrase, marks, more)

    def _named(self, item: Item, phrase: Phrase, marks: list[Mark]) -> str:
        """Give a base or referent in the words written."""
        assert item.words is not None  # noqa: S101 -- such an item has words
        start, end = phrase.begins[item.words[0]], phrase.begins[item.words[1]]
        for form in self.figures.forms["named"]:
            match = form.fullmatch(phrase.folded, start, end)
            if match is not None:
                start, end = match.span("named")
                break
        marks.append(("referent", *phrase.place(start, end)))
        return phrase.written[start:end]

    def _figure(
        self, at: int, phrase: Phrase, marks: list[Mark], more: list[Diagnostic]
    ) -> Figure:
        token = phrase.token(at)
        figure = self.figures.figure(token)
        if figure is None:
            raise _Refused("not-a-numeral", (at, at + 1))
        start, end = phrase.begins[at], phrase.begins[at + 1]
        cut = end if not figure.unit_at else start + figure.unit_at
        marks.append(("number", *phrase.place(start, cut)))
        if cut < end:
            marks.append(("unit", *phrase.place(cut, end)))
            if not figure.known:
                span = Span(*phrase.place(cut, end))
                more.append(diagnostic("unknown-unit", phrase.text, span))
        return figure

    def _amount(
        self, item: Item, phrase: Phrase, marks: list[Mark], more: list[Diagnostic]
    ) -> tuple[Number, str | None, str | None]:
        figure = self._figure(item.figures[0], phrase, marks, more)
        unit, scale, box_per = self._box(item, phrase)
        value = figure.value
        if figure.unit is None and item.box is not None:
            marks.append(phrase.mark("unit", (item.box, item.box + 1)))
            value = plain(value * scale) if isinstance(value, Decimal) else value
        else:
            unit = None
        return value, figure.unit or unit, self._per(item, phrase, marks, box_per)

    def _box(
        self, item: Item, phrase: Phrase
    ) -> tuple[str | None, Decimal, list[str]]:
        if item.box is None:
            return None, Decimal(1), []
        found = self.figures.box(phrase.token(item.box))
        if found is None:
            return None, Decimal(1), []
        return found

    def _per(
        self, item: Item, phrase: Phrase, marks: list[Mark], more: list[str]
    ) -> str | None:
        marks += [phrase.mark("per", (at, at + 1)) for at in item.per]
        names = [name for at in item.per for name in self.figures.per(phrase.token(at))]
        return "/".join([*names, *more]) or None

    def _range(
        self,
        item: Item,
        phrase: Phrase,
        marks: list[Mark],
        inferred: list[str],
        more: list[Diagnostic],
    ) -> Range:
        run = (min(item.figures), max(item.figures) + 1)
        figures = [self._figure(at, phrase, marks, more) for at in item.figures]
        unit, scale, box_per = self._box(item, phrase)
        per = self._per(item, phrase, marks, box_per)
        if len(figures) == 1:
            figure = figures[0]
            return Range(-figure.value, figure.value, True, True, figure.unit or unit, per)
        low, high = figures
        first, last = (low, high) if item.figures[0] < item.figures[1] else (high, low)
        value = first.value
        if first.bare and last.scale != 1 and isinstance(value, Decimal):
            scaled = plain(value * last.scale)
            if scaled <= last.value or value > last.value:
                value = scaled
                inferred.append("scale-from-other-end")
        units = {figure.unit for figure in figures if figure.unit is not None}
        if len(units) > 1:
            raise _Refused("units-differ", run)
        if units and any(figure.unit is None for figure in figures):
            inferred.append("unit-from-other-end")
        ends = [value if figure is first else figure.value for figure in figures]
        if not units and unit is not None and item.box is not None:
            marks.append(phrase.mark("unit", (item.box, item.box + 1)))
            ends = [plain(end * scale) if isinstance(end, Decimal) else end for end in ends]
        if ends[0] > ends[1]:
            raise _Refused("empty-range", run)
        return Range(
            ends[0],
            ends[1],
            item.operator is not Operator.MORE_THAN,
            item.upper is not Operator.LESS_THAN,
            next(iter(units), unit),
            per,
        )

    def _deadline(
        self, item: Item, phrase: Phrase, marks: list[Mark], more: list[Diagnostic]
    ) -> Deadline:
        run = (item.figures[0], item.figures[-1] + 1)
        dates = [self.figures.date(phrase.token(at)) for at in item.figures]
        marks += [phrase.mark("number", (at, at + 1)) for at in item.figures]
        known = [date for date in dates if date is not None]
        if len(known) != len(dates):
            raise _Refused("no-such-date", run)
        last = known[-1]
        start: Date | None = None
        if len(known) > 1:
            start = known[0].completed(last)
            last = last.completed(start)
        if not all(date.exists for date in (last, start) if date is not None):
            raise _Refused("no-such-date", run)
        if start is not None and start.order() > last.order():
            raise _Refused("empty-range", run)
        if item.closes and not last.exact:
            last = last.last_day()
        elif item.before and not last.exact:
            more.append(phrase.report("ambiguous-deadline", run))
        return Deadline(item.operator, last.iso(), start and start.iso())
