"""What rules ask of a row: its measures and their subject, units, money, category."""

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import cache

import attrs

from perftargets.judging.direction import (
    Counted,
    InferredDirection,
    Polarity,
    infer_direction,
    less_is_better,
)
from perftargets.judging.figures import exact
from perftargets.linting.cells import Cells, Standing, fact
from perftargets.linting.lists import ending, without, words
from perftargets.linting.rule import OTHER_UNIT
from perftargets.linting.states import shared, states, topics
from perftargets.model.category import categories
from perftargets.model.indicator import Indicator
from perftargets.model.measured import Head, head_of
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Deadline,
    Measure,
    Operator,
    Range,
    Target,
)
from perftargets.text import Span, single_spaced, unspaced
from perftargets.units import UnitTable

UPWARDS = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})
DOWNWARDS = frozenset({Operator.AT_MOST, Operator.LESS_THAN})
WHOLE = Fraction(100)
"""All of something, in per cent."""

_LONGEST_QUOTE = 40
_RATE = "率"
_NAMED_RATE = 3
"""Characters by which a rate in no list is called: 网办率."""
_SHORTEST = 2
"""Characters that a subject keeps when words such as 数量 are taken off its end."""
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_PUNCTUATION = re.compile(r"[\s，。；、,.;:：·“”\"'‘’（）()《》—-]+")


@attrs.frozen
class Part:
    """One measure of a value, and the text that its spans point into."""

    target: Target
    whole: str

    @property
    def measure(self) -> Measure:
        """What is stated."""
        return self.target.measure

    @property
    def operator(self) -> str:
        """The operator as written, or an empty string."""
        return "".join(span.of(self.whole) for span in self.target.spans.operator)

    @property
    def span(self) -> Span | None:
        """From the operator to the unit; None where the text has no such parts."""
        spans = self.target.spans
        marks = (*spans.operator, *spans.number, *spans.unit)
        if not marks:
            return None
        return Span(min(mark.start for mark in marks), max(mark.end for mark in marks))

    @property
    def figure(self) -> str:
        """The figure with its unit as written, without the operator."""
        spans = self.target.spans
        if isinstance(self.measure, Range) and spans.number:
            ends = (*spans.number, *spans.unit)
            return self.whole[ends[0].start : max(end.end for end in ends)]
        marks = sorted({*spans.number, *spans.unit, *spans.per})
        return "".join(mark.of(self.whole) for mark in marks)

    @property
    def sign(self) -> str:
        """The operator as a sign; empty where none is written."""
        match self.measure:
            case Comparison(operator=Operator() as operator):
                return operator.sign
        return ""

    @property
    def stretch(self) -> tuple[int, int]:
        """Where the measure stands, from its operator to what it is per."""
        spans = self.target.spans
        marks = (*spans.operator, *spans.number, *spans.unit, *spans.per)
        start = min((mark.start for mark in marks), default=0)
        end = max((mark.end for mark in marks), default=len(self.whole))
        return start, end

    def put(self, text: str) -> str:
        """Return the whole value with ``text`` in place of this measure."""
        return put_all([(self, text)])

    def signed(self, sign: str) -> str:
        """Return the measure with another operator, or none: 约4批 to ≥4批."""
        spans = self.target.spans
        if isinstance(self.measure, Range):
            return sign + self.figure
        marks = sorted({*spans.number, *spans.unit, *spans.per})
        # A sign of money stands before its figure, and the operator before both.
        first = min((mark for mark in (*spans.number, *spans.unit)), default=Span(0, 0))
        return "".join(
            (sign if mark == first else "") + mark.of(self.whole) for mark in marks
        )


def put_all(changes: list[tuple[Part, str]]) -> str:
    """Return a value with another text in place of several of its measures."""
    whole = changes[0][0].whole
    for part, text in sorted(changes, key=lambda pair: pair[0].stretch, reverse=True):
        start, end = part.stretch
        whole = whole[:start] + text + whole[end:]
    return whole


@cache
def _facts() -> tuple[str, ...]:
    return tuple(
        name for name, value in vars(RowFacts).items() if isinstance(value, fact)
    )


# Frozen by its setters: a frozen class without slots has a dictionary from the start.
@attrs.define(eq=False, slots=False, on_setattr=attrs.setters.frozen)
class RowFacts:
    """What several rules ask of one row; each is worked out once, when first asked.

    Attributes:
        indicator: the row.
        cells: what cells of the document say that repeat.
        standing: its categories.
        level_1: the key of level 1, from level 2 where level 1 is not written.
        level_2: the key of level 2.
        units: the table that its figures are read by.
    """

    indicator: Indicator
    cells: Cells = attrs.field(repr=False)
    standing: Standing
    level_1: str | None = attrs.field(init=False, repr=False)
    level_2: str | None = attrs.field(init=False, repr=False)
    units: UnitTable = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Set what many rules ask, which is quicker than to look it up each time."""
        place = object.__setattr__
        place(self, "level_1", self.standing.level_1)
        place(self, "level_2", self.standing.level_2)
        place(self, "units", self.cells.units)

    def forget(self) -> None:
        """Forget what was worked out; whoever asks again has it worked out anew."""
        for name in _facts():
            with suppress(AttributeError):
                object.__delattr__(self, name)

    @fact
    def _ways(self) -> dict[int, InferredDirection]:
        return {}

    def better(self, part: Part) -> InferredDirection:
        """Return which way is better for a figure, as the verdict would decide it."""
        found = self._ways.get(id(part))
        if found is None:
            found = self._ways[id(part)] = _decided(self, part)
        return found

    def less_is_better(self, part: Part) -> bool:
        """Return whether the words of a figure and the name say that less is better."""
        return less_is_better(*measured(self, part))

    @fact
    def name(self) -> Target:
        """The name, read as a phrase: a figure may stand in it."""
        return parse(self.indicator.name)

    @fact
    def subject(self) -> str:
        """The words of the name that say what is measured, without remarks."""
        return _plain(self.name.subject or self.indicator.name)

    @fact
    def bare_name(self) -> str:
        """The name without white space and punctuation."""
        return bare(self.indicator.name)

    @fact
    def thing(self) -> str:
        """What the name is about, to tell whether two rows are about the same."""
        if _states_a_figure(self.name):
            return same_thing(self.indicator.name)
        return without(self.bare_name, "subject", "dropped")

    @fact
    def head(self) -> Head | None:
        """What the name measures by its last word."""
        return head_of(bare(self.subject), self.units)

    @fact
    def parts(self) -> tuple[Part, ...]:
        """What the value states, the items of a compound one by one."""
        target = self.indicator.target
        if isinstance(target.measure, Compound):
            return tuple(parts(target))
        return (Part(target, target.text),)

    @fact
    def states(self) -> frozenset[str]:
        """What rules declare of a value: its kinds of measure, `SHARE` and so on."""
        found = states(self.indicator.target, self.units)
        if self.topics:
            found = shared(found | self.topics)
        column = self.column_unit
        if column is not None:
            for part in self.parts:
                if getattr(part.measure, "unit", None) not in {None, column}:
                    return shared(found | {OTHER_UNIT})
        return found

    @fact
    def topics(self) -> frozenset[str]:
        """Of what name and value speak, as far as rules ask: `TIME` and so on."""
        texts = dict.fromkeys((self.bare_name, *self.heads))
        return topics("\n".join(texts))

    @fact
    def figures(self) -> tuple[tuple[Part, Comparison], ...]:
        """The figures of the value."""
        return tuple(
            [
                (part, measure)
                for part in self.parts
                if isinstance(measure := part.target.measure, Comparison)
            ]
        )

    @fact
    def shares(self) -> tuple[tuple[Part, Comparison, Fraction], ...]:
        """The figures of the value that are shares, each in per cent."""
        return tuple(
            [
                (part, measure, share)
                for part, measure in self.figures
                if (share := in_percent(measure, self.units)) is not None
            ]
        )

    @fact
    def heads(self) -> tuple[str, ...]:
        """What the row measures: the name, then the words of the value."""
        found = [self.subject]
        found += [
            _plain(part.target.subject) for part in self.parts if part.target.subject
        ]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else (self.subject,)

    @fact
    def column_unit(self) -> str | None:
        """The unit of the unit column (度量单位)."""
        return self.cells.unit(self.indicator.unit)


def parts(target: Target) -> Iterator[Part]:
    """Yield what a value states, the items of a compound one by one."""
    items = target.measure.items if isinstance(target.measure, Compound) else (target,)
    for item in items:
        yield Part(item, target.text)


def figures(target: Target) -> Iterator[tuple[Part, Comparison]]:
    """Yield the figures of a value."""
    for part in parts(target):
        if isinstance(part.measure, Comparison):
            yield part, part.measure


def measured(row: RowFacts, part: Part) -> tuple[str, ...]:
    """Return what a figure measures, nearest first: its own words, then the name."""
    own = part.target.subject
    found = (_plain(own), row.subject) if own else (row.subject,)
    return tuple([each for each in found if each])


def way(row: RowFacts, part: Part) -> InferredDirection:
    """Return which way is better, as the verdict would decide it."""
    return row.better(part)


def _decided(row: RowFacts, part: Part) -> InferredDirection:
    indicator = row.indicator
    return infer_direction(
        *measured(row, part),
        category=indicator.category,
        subcategory=indicator.subcategory,
        field=indicator.direction,
        counted=_counted(row, part),
        units=row.units,
    )


def _counted(row: RowFacts, part: Part) -> Counted:
    measure = part.measure
    if not isinstance(measure, Comparison | Range):
        return Counted(row.column_unit)
    unit = measure.unit or row.column_unit
    return Counted(unit, measure.per, worded=part.target.worded)


def declared(row: RowFacts) -> Polarity | None:
    """Return which way the field 正向/反向 says is better; None for neither."""
    field = unspaced(row.indicator.direction or "")
    if field in words("field", "higher", file="direction.toml"):
        return Polarity.HIGHER
    if field in words("field", "lower", file="direction.toml"):
        return Polarity.LOWER
    return None


def bounded_rate(row: RowFacts, part: Part) -> str:
    """Return the rate measured where 100 % bounds it and more is better."""
    return next(
        (head for each in measured(row, part) if (head := plain_head(each))), ""
    )


def plain_head(phrase: str) -> str:
    """Return the rate that heads a phrase, where 100 % bounds it; else nothing."""
    head = ending(phrase, "bounded", "heads")
    if (
        not head
        and phrase.endswith(_RATE)
        and not ending(phrase, "bounded", "open")
        and not less_is_better(phrase)
    ):
        # A share of a whole, whatever it is of: 全程网办率, 在园率.
        head = phrase[-_NAMED_RATE:]
    if not head and (share := ending(phrase, "bounded", "shares")):
        # 覆盖农户比例: the share of what is covered, as 覆盖率 is.
        verb = next((each for each in words("bounded", "verbs") if each in phrase), "")
        head = phrase[phrase.rfind(verb) :] if verb and share else ""
    negated = phrase.removesuffix(head).endswith(tuple(words("bounded", "negations")))
    return "" if negated else head


def is_share(unit: str | None, units: UnitTable) -> bool:
    """Return whether a unit makes a share of the figure: %, ‰."""
    known = units.find(unit) if unit else None
    return known is not None and known.is_share


def is_money(unit: str | None, units: UnitTable) -> bool:
    """Return whether a unit is money."""
    known = units.find(unit) if unit else None
    return known is not None and (known.dimension or "").startswith("money")


def in_percent(measure: Comparison, units: UnitTable) -> Fraction | None:
    """Return a share in hundredths, None for what is no share."""
    known = units.find(measure.unit) if measure.unit else None
    if known is None or not known.is_share:
        return None
    value = exact(measure.value)
    numerator, denominator = known.factor.as_integer_ratio()
    if 100 * numerator == denominator:
        return value
    return value * known.factor * 100


def differ(
    one: Comparison | Range, other: Comparison | Range, units: UnitTable
) -> bool | None:
    """Return whether two measures differ in operator or figure; None if no one unit."""
    if one.per != other.per or one.unit is None or other.unit is None:
        return None
    if not units.commensurable(one.unit, other.unit):
        return None
    return _shape(one, units) != _shape(other, units)


def amount_of(measure: Comparison, units: UnitTable) -> Fraction:
    """Return a figure in the base unit of its dimension."""
    known = units.find(measure.unit) if measure.unit else None
    factor = known.factor if known else Fraction(1)
    return Fraction(measure.value) * factor


def _shape(measure: Comparison | Range, units: UnitTable) -> tuple[object, ...]:
    known = units.find(measure.unit) if measure.unit else None
    factor = known.factor if known else Fraction(1)
    if isinstance(measure, Comparison):
        return (measure.operator, Fraction(measure.value) * factor)
    return (
        Fraction(measure.low) * factor,
        Fraction(measure.high) * factor,
        measure.low_inclusive,
        measure.high_inclusive,
    )


def category_name(key: str) -> str:
    """Return the usual spelling of a category: 产出指标."""
    return next(each.name for each in categories() if each.key == key)


def is_explained(indicator: Indicator) -> bool:
    """Return whether a reason is given; a dash or 无 is none."""
    return parse(indicator.reason or "").kind != "missing"


def years(period: str | None) -> tuple[int, int] | None:
    """Return the first and the last year of a period; None where it names none."""
    match parse(period or "").measure:
        case Deadline(date=date, start=start) if date[:4].isdigit():
            opening = start if start is not None and start[:4].isdigit() else date
            return int(opening[:4]), int(date[:4])
    return None


def spans_years(period: str | None, year: int | None) -> bool:
    """Return whether a project's money may be for more than the year."""
    if not period or not period.strip():
        return False
    found = years(period)
    return (
        found is None or found[0] != found[1] or (year is not None and found[1] > year)
    )


def quoted(text: str) -> str:
    """Return a text as messages quote it, cut where it is long."""
    plain = single_spaced(text)
    if len(plain) <= _LONGEST_QUOTE:
        return plain
    return f"{plain[:_LONGEST_QUOTE]}…"


def bare(text: str) -> str:
    """Return a text without white space and punctuation, to compare it by."""
    return text if text.isalnum() else _PUNCTUATION.sub("", text)


def _plain(text: str) -> str:
    """Return a text without remarks in brackets, and without white space around it."""
    return text if text.isalnum() else _REMARK.sub("", text).strip()


def _states_a_figure(name: Target) -> bool:
    """Whether a name holds an amount; a bare number at its end is an ordinal: 班2."""
    match name.measure:
        case Comparison(operator=None, unit=None):
            return False
        case Comparison() | Range():
            return not name.worded
    return False


def without_ends(text: str) -> str:
    """Remove words that do not change which thing is counted: 完成, 全年, 人数."""
    text = without(text, "subject", "dropped")
    openings, counts = words("subject", "openings"), words("subject", "counts")
    shorter = text.startswith(openings)
    while shorter:
        shorter = False
        for opening in openings:
            if text.startswith(opening) and text != opening:
                text, shorter = text.removeprefix(opening), True
    if not text.endswith(counts):
        return text
    for end in counts:
        rest = text.removesuffix(end)
        if rest != text and len(rest) >= _SHORTEST:
            return rest
    return text


def same_thing(name: str) -> str:
    """Return a name without its figure at the end and words such as 项目, 年度, 全年.

    The result tells whether two rows are about the same thing; 一期 and 二期 stay.
    """
    target = parse(name)
    text = name
    if _states_a_figure(target):
        spans = target.spans
        marks = (*spans.operator, *spans.number, *spans.unit)
        start = min((mark.start for mark in marks), default=len(name))
        end = max((mark.end for mark in marks), default=0)
        if not bare(_REMARK.sub("", name[end:])):
            text = name[:start]
    return without(bare(text), "subject", "dropped")
