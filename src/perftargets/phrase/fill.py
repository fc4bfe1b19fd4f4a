"""The values of one item: numbers, units, dates and words, with their places."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import Diagnostic
from perftargets.phrase.dates import Date
from perftargets.phrase.figure_text import Figure, Figures
from perftargets.phrase.numerals import negative, plus, reduced, shortest, times
from perftargets.phrase.phrase import TokenizedPhrase
from perftargets.phrase.plan import PlanItem, Run
from perftargets.phrase.target import (
    Change,
    Comparison,
    Deadline,
    Direction,
    Mark,
    Measure,
    Number,
    Operator,
    Range,
    Ranking,
    Ratio,
    Reference,
)
from perftargets.phrase.view import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_NO_BOX: "tuple[None, Decimal, tuple[str, ...]]" = (None, Decimal(1), ())
"""What no unit in brackets says."""


class RefusedError(Exception):
    """A value that cannot be: the item becomes words, with a diagnostic."""

    def __init__(self, code: str, run: Run) -> None:
        """Name the diagnostic and the tokens it is about."""
        super().__init__(code)
        self.code = code
        self.run = run


@attrs.define(eq=False)
class Filling:
    """One item being filled; what is found on the way is collected beside it.

    Attributes:
        figures: the reader of figures and dates.
        item: what each token is for.
        phrase: the tokens.
        marks: where the parts stand in the text.
        inferred: names of conventions that decided something.
        names: rates that turned out to be words of the subject.
        doubts: what was read and leaves a doubt.
    """

    figures: Figures
    item: PlanItem
    phrase: TokenizedPhrase
    marks: list[Mark] = attrs.field(init=False)
    inferred: list[str] = attrs.field(init=False)
    names: set[int] = attrs.field(factory=set, init=False)
    doubts: list[Diagnostic] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with what the plan knows."""
        self.marks = [
            self.phrase.mark("operator", (at, at + 1)) for at in self.item.operators
        ]
        self.inferred = list(self.item.inferred)

    def measure(self) -> Measure:
        """Make the measure.

        Raises:
            RefusedError: a numeral that cannot be told, a date that does not exist, a
                range whose ends do not fit.
        """
        if self.item.repeats:
            self._check_repeated()
        return _READERS[self.item.kind](self)

    def subject(self) -> str:
        """Return the words that say what is measured, without what clings to them."""
        item, phrase = self.item, self.phrase
        if item.kind == "zero" and item.subject == (item.words,):
            absent = self.figures.forms["absent"][0]
            match = absent.fullmatch(phrase.token(item.operators[0]))
            if match is not None and match["absent"]:
                begin = phrase.begins[item.operators[0]]
                return self._marked(
                    begin + match.start("absent"), begin + match.end("absent")
                )
        if self.names:
            item = self._with_names()
        words = ""
        for run in item.subject:
            start, end = phrase.begins[run[0]], phrase.begins[run[1]]
            if item.figures and run[0] > item.figures[0]:
                # 85分以上的为合格: what follows a figure clings to it.
                leading, trailing = (
                    self.figures.forms[name][0] for name in ("leading", "trailing")
                )
                lead = leading.match(phrase.folded, start, end)
                start = lead.end() if lead else start
                while start < end and trailing.fullmatch(phrase.folded, end - 1, end):
                    end -= 1
            while start < end and phrase.folded[end - 1] == " ":
                end -= 1
            words += self._marked(start, end)
        return words

    def _with_names(self) -> PlanItem:
        """Return rates that turned out to be words to the subject."""
        return attrs.evolve(
            self.item, subject=merged(self.item.subject, sorted(self.names))
        )

    def _is_name(self, at: int, unit: str | None) -> bool:
        """Return whether a rate belongs to the name of a share: 每周保养完成率100%."""
        if not self.figures.is_share(unit) or at > self.item.figures[0]:
            return False
        first = min((*self.item.operators, *self.item.figures))
        return at + 1 < first

    def _marked(self, start: int, end: int) -> str:
        if start < end:
            self.marks.append(("subject", *self.phrase.place(start, end)))
        return self.phrase.written[start:end]

    # -- figures

    def _figure(self, at: int) -> Figure:
        phrase = self.phrase
        figure = self.figures.figure(phrase.token(at))
        if figure is None:
            code = "not-a-numeral"
            raise RefusedError(code, (at, at + 1))
        start, end = phrase.begins[at], phrase.begins[at + 1]
        if self.figures.is_cut(phrase.folded, start, end):
            self.doubts.append(phrase.report("unread-numeral", (at, at + 1)))
        cut = end if not figure.unit_at else start + figure.unit_at
        self.marks.append(("number", *phrase.place(start, cut)))
        if cut < end:
            self.marks.append(("unit", *phrase.place(cut, end)))
            if not figure.known:
                self.doubts.append(phrase.report_at("unknown-unit", cut, end))
        return figure

    def _check_group(self, at: int) -> None:
        """Report a place or a ratio that ends within a figure: 前1,003名."""
        start, end = self.phrase.begins[at], self.phrase.begins[at + 1]
        if self.figures.is_group(self.phrase.folded, start, end):
            self.doubts.append(self.phrase.report("unread-numeral", (at, at + 1)))

    def _check_repeated(self) -> None:
        """Report a bracket like （含90%） that holds another figure than its own."""
        for at in self.item.repeats:
            if not self._repeats(at):
                self.doubts.append(self.phrase.report("unread-bracket", (at, at + 1)))

    def _repeats(self, at: int) -> bool:
        own = max(figure for figure in self.item.figures if figure < at)
        return self.figures.repeats(self.phrase.token(at), self.phrase.token(own))

    def _comparison(self) -> Comparison:
        operator = self.item.operator or self._bracket_bound()
        return Comparison(operator, *self._amount())

    def _bracket_bound(self) -> Operator | None:
        """Find the operator that stands in brackets alone: 6人（含6人以上）."""
        tokens = map(self.phrase.token, filter(self._repeats, self.item.repeats))
        return next(filter(None, map(self.figures.bound_of, tokens)), None)

    def _amount(self) -> tuple[Number, str | None, str | None]:
        """Return value, unit and rate of the one figure."""
        figure = self._figure(self.item.figures[0])
        if figure.unit is None and any(map(self._counts, self.item.per)):
            # 1/3吨: a fraction of a unit, or one per three of it?
            code = "unclear-figures"
            raise RefusedError(code, (self.item.figures[0], max(self.item.per) + 1))
        self.names = {at for at in self.item.per if self._is_name(at, figure.unit)}
        unit, scale, per = self._box()
        if figure.unit is not None or unit is None:
            return figure.value, figure.unit, self._per(per)
        return self._boxed(figure.value, scale), unit, self._per(per)

    def _counts(self, at: int) -> bool:
        """Return whether a rate begins with a number: /10万人."""
        token = self.phrase.token(at)
        if token[-1] in self.figures.numerals.sections:
            # 9/10万: of a hundred thousand, whatever they are.
            return False
        return token[1:2].isdigit() and not token[:1].isalnum()

    def _box(self) -> "tuple[str | None, Decimal, Sequence[str]]":
        """Return the unit in brackets, what it scales by, and its rates."""
        if self.item.box is None:
            return _NO_BOX
        return self.figures.box(self.phrase.token(self.item.box)) or _NO_BOX

    def _boxed(self, value: Number, scale: Decimal) -> Number:
        """Scale a figure that takes the unit in brackets: 成本（万元）≤450."""
        if self.item.box is not None:
            run = (self.item.box, self.item.box + 1)
            self.marks.append(self.phrase.mark("unit", run))
        if isinstance(value, Fraction):
            return value * Fraction(scale)
        return reduced(times(value, scale))

    def _per(self, more: "Sequence[str]") -> str | None:
        if not self.item.per and not more:
            return None
        names: list[str] = []
        for at in self.item.per:
            if at in self.names:
                continue
            self.marks.append(self.phrase.mark("per", (at, at + 1)))
            names += self.figures.per(self.phrase.token(at))
        names += more
        if self.item.kind == "range":
            # 0.3mg/L≤余氯≤2mg/L: both ends say it.
            names = list(dict.fromkeys(names))
        return "/".join(names) or None

    def _range(self) -> Range:
        item = self.item
        figures = [self._figure(at) for at in item.figures]
        unit, scale, box_per = self._box()
        per = self._per(box_per)
        if len(figures) == 1:
            (figure,) = figures
            low, high = negative(figure.value), figure.value
            return Range(low, high, unit=figure.unit or unit, per=per)
        ends = self._scaled(figures)
        units = {figure.unit for figure in figures if figure.unit is not None}
        run = (min(item.figures), max(item.figures) + 1)
        if len(units) > 1:
            code = "units-differ"
            raise RefusedError(code, run)
        if units and any(figure.unit is None for figure in figures):
            self.inferred.append("unit-from-other-end")
        if not units and unit is not None:
            ends = [self._boxed(end, scale) for end in ends]
        if ends[0] > ends[1]:
            code = "empty-range"
            raise RefusedError(code, run)
        return Range(
            ends[0],
            ends[1],
            low_inclusive=item.operator is not Operator.MORE_THAN,
            high_inclusive=item.upper is not Operator.LESS_THAN,
            unit=next(iter(units), unit),
            per=per,
        )

    def _interval(self) -> Range:
        """Read [80%,90%): a square bracket takes its end in."""
        at = self.item.figures[0]
        found = self.figures.interval(self.phrase.token(at))
        if found is None or found[0].value >= found[1].value:
            code = "unclear-figures"
            raise RefusedError(code, (at, at + 1))
        low, high, low_in, high_in = found
        if low.unit not in {None, high.unit}:
            code = "units-differ"
            raise RefusedError(code, (at, at + 1))
        self.marks.append(self.phrase.mark("number", (at, at + 1)))
        unit, scale, box_per = self._box()
        ends = (low.value, high.value)
        if high.unit is None and unit is not None:
            ends = (self._boxed(low.value, scale), self._boxed(high.value, scale))
        return Range(
            *ends,
            low_inclusive=low_in,
            high_inclusive=high_in,
            unit=high.unit or unit,
            per=self._per(box_per),
        )

    def _spread(self) -> Range:
        """Read 20±2℃: a figure, and how far to either side."""
        middle, width = (self._figure(at) for at in self.item.figures)
        run = (self.item.figures[0], self.item.figures[1] + 1)
        per_many = width.unit is None and any(map(self._counts, self.item.per))
        if middle.unit not in {None, width.unit} or per_many:
            # 100元±5%: five of a hundred, or of what? 1/3±1/6吨: one per six of them?
            code = "unclear-figures"
            raise RefusedError(code, run)
        return Range(
            _sum(middle.value, negative(width.value)),
            _sum(middle.value, width.value),
            unit=width.unit,
            per=self._per(()),
        )

    def _ratio(self) -> Ratio:
        at = self.item.figures[0]
        self._check_group(at)
        match = self.figures.forms["ratio_of"][0].fullmatch(self.phrase.token(at))
        first, second = (
            None if match is None else self.figures.numerals.read(match[name])
            for name in ("first", "second")
        )
        if first is None or not second:
            code = "not-a-numeral"
            raise RefusedError(code, (at, at + 1))
        self.marks.append(self.phrase.mark("number", (at, at + 1)))
        return Ratio(self.item.operator, first, second)

    def _ranking(self) -> Ranking:
        at = self.item.figures[0]
        self._check_group(at)
        match = self.figures.forms["rank_of"][0].fullmatch(self.phrase.token(at))
        place = None if match is None else self.figures.numerals.read(match["place"])
        if match is None or not place:
            code = "not-a-numeral"
            raise RefusedError(code, (at, at + 1))
        self.marks.append(self.phrase.mark("number", (at, at + 1)))
        operator = self.item.operator
        if operator is None and match["first"]:
            operator = Operator.AT_MOST
        return Ranking(operator, place)

    def _scaled(self, figures: list[Figure]) -> list[Number]:
        """Return both ends; the one written first takes the scale of 10-20万元."""
        values = [figure.value for figure in figures]
        first = 0 if self.item.figures[0] < self.item.figures[1] else 1
        early, late = figures[first], figures[1 - first]
        if early.bare and late.scale != 1 and isinstance(early.value, Decimal):
            # 十至二十万 takes the 万 alone.
            scale = late.section if early.scaled else late.scale
            scaled = reduced(times(early.value, scale))
            if scaled <= late.value or early.value > late.value:
                values[first] = scaled
                self.inferred.append("scale-from-other-end")
        return values

    # -- words

    def _change(self) -> Change:
        item = self.item
        amount = self._amount() if item.figures else None
        if amount is not None and amount[0] < 0:
            # 下降-6% may be a fall or, by the sign, a rise.
            run = (item.figures[0], item.figures[0] + 1)
            self.doubts.append(self.phrase.report("signed-change", run))
        return Change(
            direction=item.direction or Direction.INCREASE,
            operator=item.operator,
            value=None if amount is None else amount[0],
            unit=None if amount is None else amount[1],
            base=None if item.words is None else self._named(item.words),
        )

    def _reference(self) -> Reference:
        run = self.item.words or self.item.run
        referent = self._named(run)
        if self.figures.numerals.read(referent) is not None:
            # ≥九十: a number without what it counts.
            code = "not-a-numeral"
            raise RefusedError(code, run)
        if self.figures.units.find(referent) is not None:
            # ≥%: a unit is nothing to compare with.
            code = "operator-without-figure"
            raise RefusedError(code, self.item.run)
        return Reference(self.item.operator or Operator.EQUAL, referent)

    def _named(self, run: Run) -> str:
        """Return a base or referent in the words written."""
        phrase = self.phrase
        start, end = phrase.begins[run[0]], phrase.begins[run[1]]
        for form in self.figures.forms["named"]:
            match = form.fullmatch(phrase.folded, start, end)
            if match is not None:
                start, end = match.span("named")
                break
        first, last = phrase.place(start, end)
        # 批复概算内: of the word 概算内 the operator is what the referent leaves.
        self.marks[:] = [
            (part, last, until)
            if first < begin < last < until
            else (part, begin, until)
            for part, begin, until in self.marks
        ]
        self.marks.append(("referent", first, last))
        return phrase.written[start:end]

    def _none(self) -> Comparison:
        """Read zero in words: 无漏项."""
        return self._in_words(Decimal(0), None)

    def _all(self) -> Comparison:
        """Read all of it in words: 全覆盖."""
        return self._in_words(Decimal(100), self.figures.percent)

    def _in_words(self, value: Decimal, unit: str | None) -> Comparison:
        """Read a value that stands in words; operator and number are one word."""
        self.marks += [("number", *mark[1:]) for mark in self.marks]
        return Comparison(Operator.EQUAL, value, unit)

    # -- dates

    def _deadline(self) -> Deadline:
        item, phrase = self.item, self.phrase
        run = (item.figures[0], item.figures[-1] + 1)
        self.marks += [phrase.mark("number", (at, at + 1)) for at in item.figures]
        dates = [self.figures.date(phrase.token(at)) for at in item.figures]
        start, last = _period([date for date in dates if date is not None])
        if None in dates or not all(date.exists for date in (start, last)):
            code = "no-such-date"
            raise RefusedError(code, run)
        if len(dates) > 1 and start.order() > last.order():
            code = "empty-range"
            raise RefusedError(code, run)
        if item.closes and not last.exact:
            last = last.last_day()
        elif item.before and not last.exact:
            self.doubts.append(phrase.report("ambiguous-deadline", run))
        beginning = start.iso() if len(dates) > 1 else None
        return Deadline(item.operator, last.iso(), beginning)


# What reads the measure of an item of each kind.
_READERS: "Mapping[str, Callable[[Filling], Measure]]" = {
    "comparison": Filling._comparison,  # noqa: SLF001 -- its own module
    "range": Filling._range,  # noqa: SLF001
    "interval": Filling._interval,  # noqa: SLF001
    "spread": Filling._spread,  # noqa: SLF001
    "ratio": Filling._ratio,  # noqa: SLF001
    "ranking": Filling._ranking,  # noqa: SLF001
    "change": Filling._change,  # noqa: SLF001
    "reference": Filling._reference,  # noqa: SLF001
    "zero": Filling._none,  # noqa: SLF001
    "all": Filling._all,  # noqa: SLF001
    "deadline": Filling._deadline,  # noqa: SLF001
    "period": Filling._deadline,  # noqa: SLF001
}


def _sum(one: Number, other: Number) -> Number:
    """Add two figures exactly."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return reduced(plus(one, other))
    return shortest(Fraction(one) + Fraction(other))


def _period(dates: list[Date]) -> tuple[Date, Date]:
    """Return both ends of a period, each taking from the other what it lacks."""
    if not dates:
        return Date(), Date()
    start = dates[0].completed(dates[-1])
    return start, dates[-1].following(start)
