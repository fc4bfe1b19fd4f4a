"""Figures and ranges: one actual against 不少于100条, 处置率90%, 20-30人."""

from fractions import Fraction
from functools import partial
from typing import NamedTuple

import attrs

from perftargets.findings import Message
from perftargets.judging.acceptance import Acceptance, acceptances_of, accepted
from perftargets.judging.amounts import Common, common, in_one, side
from perftargets.judging.choice import ChosenFigure, choose, comparable
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import between, exact, percent, worded
from perftargets.judging.interval import Interval
from perftargets.judging.reported import (
    Reported,
    Statement,
    not_done,
)
from perftargets.judging.verdict import (
    Compared,
    Judgement,
    Verdict,
    undetermined,
)
from perftargets.judging.words import (
    WordKind,
    actual_words,
    plain,
    verdict_words,
)
from perftargets.phrase.target import (
    Comparison,
    Direction,
    Operator,
    Range,
    Target,
)

_ABOUT = "约"
_WHOLE = 100
"""All of a plan, in per cent."""


def judge_figure(  # noqa: PLR0913 - both sides, and what is known around them
    target: Target,
    measure: Comparison | Range,
    actual: Reported,
    context: JudgingContext,
    *,
    whole: str,
    moved: Direction | None = None,
) -> Judgement:
    """Judge an actual against a figure or a range.

    ``whole`` is the text that the spans of the target point into; ``moved`` says that
    the figures are amounts of change, and which way the target wants it.
    """
    acceptances, unknown = acceptances_of(target, measure, context)
    acceptance = acceptances[0]
    figure = choose(target, measure.unit, actual, context)
    if isinstance(figure, Message) and unknown is not None:
        return undetermined(unknown)
    if isinstance(figure, Message):
        exceeded = _exceeded(acceptance, measure.unit, actual, context)
        if exceeded is not None:
            return exceeded
        return _by_words(figure, acceptance, actual)
    read = in_one(measure, figure.measure) or common(
        side(target, measure, whole),
        side(figure.item, figure.measure, figure.whole),
        context,
    )
    if isinstance(read, Message):
        return undetermined(read)
    judged = [
        _agreed(
            [
                _compare(
                    acceptance,
                    figure,
                    way.noted(*acceptance.notes, *figure.notes),
                    actual,
                    context,
                    moved,
                )
                for way in read.ways
            ],
            read.differ,
        )
        for acceptance in acceptances
    ]
    if len({each.verdict for each in judged}) > 1 and unknown is not None:
        return undetermined(unknown)
    return judged[0]


def _agreed(judged: list[Judgement], differ: Message | None) -> Judgement:
    """Return the judgement that all readings lead to, or that they differ.

    Where they agree in the verdict alone, there are no figures to take points from.
    """
    first, *others = judged
    if not others or differ is None:
        return first
    if any(each.verdict is not first.verdict for each in others):
        return undetermined(differ)
    note = Message(zh=f"{differ.zh}；两种理解结论相同", en=f"{differ.en}; both agree")
    agreed = attrs.evolve(first, assumptions=(*first.assumptions, note))
    if first.verdict is Verdict.MET:
        return agreed
    return attrs.evolve(agreed, comparison=None, proportional=False, lower_bound=None)


def _exceeded(
    acceptance: Acceptance, unit: str | None, actual: Reported, context: JudgingContext
) -> Judgement | None:
    """Judge 超额完成20人, which is above any target to reach, however it is read."""
    if len(actual.statements) != 1 or actual.loose or acceptance.accepts.low is None:
        return None
    (each,) = actual.statements
    measure, words = each.measure, actual_words()
    if each.mark is None or each.mark.word not in words.exceeding or each.unclear:
        return None
    if acceptance.lower_better or not isinstance(measure, Comparison) or measure.per:
        return None
    if measure.operator is not None or measure.value <= 0:
        return None
    if acceptance.operator is None or not comparable(measure, unit, context):
        return None
    return Judgement(
        verdict=Verdict.MET,
        reason=Message(
            zh=f"实际情况写明“{each.item.text}”，超过目标",
            en=f"the actual says “{each.item.text}”, more than the target",
        ),
        assumptions=(
            *acceptance.notes,
            Message(
                zh=f"“{each.mark.word}”按超出目标的数量理解",
                en=f"“{each.mark.word}” is held to mean so much above the target",
            ),
        ),
    )


def _compare(  # noqa: PLR0913, PLR0917 - both sides, and what is known around them
    acceptance: Acceptance,
    figure: ChosenFigure,
    level: Common,
    actual: Reported,
    context: JudgingContext,
    moved: Direction | None,
) -> Judgement:
    """Compare both sides, now in one unit."""
    accepts = acceptance.accepts.scaled(level.target)
    given, notes = _given(figure, acceptance, level, context)
    sides = _Sides(_Wording(level, moved), acceptance, accepts, figure.measure, given)
    verdict, note = _verdict(acceptance, accepts, given, context)
    contradiction = None
    if verdict is not Verdict.UNDETERMINED:
        contradiction = _contradiction(verdict, accepts, figure, actual)
    if contradiction is not None:
        return undetermined(contradiction, (*level.notes, *notes))
    if figure.early and not _final(verdict, accepts):
        return undetermined(
            Message(
                zh=f"“{figure.item.text}”只到年中，全年是否达到看不出来",
                en=f"“{figure.item.text}” is counted to a day within the year; what "
                "the whole year came to is not said",
            ),
            (*level.notes, *notes),
        )
    if verdict is Verdict.UNDETERMINED:
        reason = note or Message.later(sides.open)
        return undetermined(reason, (*level.notes, *notes))
    comparison = _comparison(acceptance, accepts, given.single, level.unit, level.per)
    told = _outcome(sides, comparison, met=verdict is Verdict.MET)
    return Judgement(
        verdict=verdict,
        reason=Message.later(told),
        assumptions=(*level.notes, *notes, *((note,) if note else ())),
        comparison=comparison,
        proportional=proportional(comparison),
        lower_bound=_lower_bound(acceptance, accepts, given.single, level.unit),
    )


def _given(
    figure: ChosenFigure, acceptance: Acceptance, level: Common, context: JudgingContext
) -> tuple[Interval, tuple[Message, ...]]:
    """Return where the actual lies, without an operator that repeats the target's."""
    measure = figure.measure
    if isinstance(measure, Range):
        ends = Interval(
            exact(measure.low),
            exact(measure.high),
            low_in=measure.low_inclusive,
            high_in=measure.high_inclusive,
        )
        return ends.scaled(level.actual), ()
    value = exact(measure.value)
    if level.actual != 1:
        value *= level.actual
    operator = measure.operator
    if operator is None:
        return Interval.point(value), ()
    lies = accepted(operator, value, context)
    accepts = acceptance.accepts.scaled(level.target)
    same = operator is acceptance.operator
    sign = operator.sign
    strict = operator in {Operator.MORE_THAN, Operator.LESS_THAN}
    if same and not (strict and accepts.holds(lies)):
        return Interval.point(value), (
            Message(
                zh=f"实际值重复了目标的“{sign}”，按{worded(value, level.unit)}理解",
                en=f"the actual repeats the target's “{sign}”, which is dropped",
            ),
        )
    if operator is Operator.ABOUT:
        margin = percent(context.tolerance)
        return lies, (
            Message(
                zh=f"实际值写“约”，按上下浮动{margin}以内理解",
                en=f"the actual says “about”, held to mean within {margin} either way",
            ),
        )
    return lies, ()


def _verdict(
    acceptance: Acceptance, accepts: Interval, given: Interval, context: JudgingContext
) -> tuple[Verdict, Message | None]:
    if accepts.holds(given):
        return Verdict.MET, None
    if acceptance.operator is Operator.EQUAL and not context.strict_equal:
        if acceptance.lower_better and given.below(accepts):
            return Verdict.MET, Message(
                zh=f"目标为“=”，该指标越低越好，实际值低于目标，按达到处理{context.by_profile.zh}",
                en="the target says “=” and less is better; an actual below it counts "
                f"as met{context.by_profile.en}",
            )
        if not acceptance.lower_better and given.above(accepts) and accepts.low:
            return Verdict.MET, Message(
                zh=f"目标为“=”，实际值高于目标，按达到处理{context.by_profile.zh}",
                en="the target says “=”; an actual above it counts as met"
                f"{context.by_profile.en}",
            )
    if accepts.misses(given):
        # 11期 of “=12期” is missed since more is better; else it would be met.
        return Verdict.NOT_MET, None if context.strict_equal else acceptance.direction
    return Verdict.UNDETERMINED, None


def _final(verdict: Verdict, accepts: Interval) -> bool:
    """Report whether a count that can only grow leaves the verdict as it is."""
    if verdict is Verdict.MET:
        return accepts.high is None
    return verdict is Verdict.NOT_MET and accepts.low is None


def _contradiction(
    verdict: Verdict, accepts: Interval, figure: ChosenFigure, actual: Reported
) -> Message | None:
    """Return what else the actual says that does not go with the verdict."""
    words, met = verdict_words(), verdict is Verdict.MET
    said = ""
    if actual.asides:
        against = words.not_reached | words.not_begun if met else words.exceeded
        said = next((aside for aside in actual.asides if aside in against), "")
    for each in actual.statements:
        if said or each.item is figure.item:
            continue
        gap = each.mark is not None and each.mark.kind is _against(accepts, met=met)
        if gap or _other_rate(each, accepts, met=met):
            said = each.item.text
    if not said:
        return None
    return Message(
        zh=f"实际数值{'达到' if met else '未达到'}目标，但同时写“{said}”，互相矛盾",
        en=f"the figure {'meets' if met else 'misses'} the target, but the actual also "
        f"says “{said}”",
    )


def _against(accepts: Interval, *, met: bool) -> WordKind:
    """Return the kind of gap that a verdict does not go with: 120人，还差5人."""
    if accepts.low is not None:
        return WordKind.SHORT if met else WordKind.OVER
    return WordKind.OVER if met else WordKind.SPARE


def _other_rate(each: Statement, accepts: Interval, *, met: bool) -> bool:
    """Report whether a 完成率 beside a figure says otherwise: 1100人次（完成率85%）."""
    measure = each.measure
    named = plain(each.item.subject).endswith(verdict_words().completion)
    if not named or accepts.low is None or not isinstance(measure, Comparison):
        return False
    share = measure.unit == "%" and measure.operator is None
    return share and (measure.value >= _WHOLE) is not met


def proportional(comparison: Compared | None) -> bool:
    """Return whether the actual can be given as a share of the target."""
    return comparison is not None and comparison.target.numerator > 0


def _goal(accepts: Interval) -> Fraction | None:
    """Return the figure that stands in the target; of one with 约, what it is about."""
    goal = accepts.middle
    if goal is None:
        goal = accepts.low if accepts.low is not None else accepts.high
    return goal


def _comparison(
    acceptance: Acceptance,
    accepts: Interval,
    value: Fraction | None,
    unit: str | None,
    per: str | None = None,
) -> Compared | None:
    goal = _goal(accepts)
    if acceptance.operator is None or goal is None or value is None:
        return None
    operator = acceptance.operator
    if operator is Operator.EQUAL and acceptance.lower_better and value > goal:
        # Where less is better, what is above “=” loses points as above “at most”.
        operator = Operator.AT_MOST
    return Compared(operator=operator, target=goal, actual=value, unit=unit, per=per)


def _lower_bound(
    acceptance: Acceptance, accepts: Interval, value: Fraction | None, unit: str | None
) -> Compared | None:
    """Return the lower end of a range beside the actual."""
    if acceptance.operator is not None or accepts.low is None or value is None:
        return None
    return Compared(
        operator=Operator.AT_LEAST, target=accepts.low, actual=value, unit=unit
    )


_MOVES = {
    Direction.INCREASE: Message(zh="增长", en="increase"),
    Direction.DECREASE: Message(zh="下降", en="decrease"),
}
_OTHER_WAY = {
    Direction.INCREASE: Direction.DECREASE,
    Direction.DECREASE: Direction.INCREASE,
}


@attrs.frozen
class _Wording:
    """Writes both sides out; of a change, the direction in words and no minus."""

    level: Common
    moved: Direction | None = None

    def wanted(self, acceptance: Acceptance, accepts: Interval) -> Message:
        """Return what the target asks for."""
        if acceptance.operator is None:
            return self._ends(accepts)
        return self.one(_goal(accepts) or Fraction(0), acceptance.operator.sign)

    def reached(self, measure: Comparison | Range, given: Interval) -> Message:
        """Return what the actual says."""
        if given.single is not None:
            return self.one(given.single)
        if isinstance(measure, Comparison) and measure.operator is not None:
            value = exact(measure.value) * self.level.actual
            return self.one(value, measure.operator.sign)
        return self._ends(given)

    def one(self, value: Fraction, sign: str = "") -> Message:
        """Return one figure with its sign."""
        zh_sign = _ABOUT if sign == Operator.ABOUT.sign else sign
        if self.moved is None or (value < 0 and sign):
            said = self._figure(value)
            return Message(zh=f"{zh_sign}{said}", en=f"{sign}{said}")
        way = self.moved if value >= 0 else _OTHER_WAY[self.moved]
        said, name = self._figure(abs(value)), _MOVES[way]
        return Message(zh=f"{name.zh}{zh_sign}{said}", en=f"{name.en} {sign}{said}")

    def _ends(self, interval: Interval) -> Message:
        low, high = (
            self._figure(end or Fraction(0)) for end in (interval.low, interval.high)
        )
        ends = {"low_in": interval.low_in, "high_in": interval.high_in}
        outside = " and ".join(
            end
            for end, inside in ((low, interval.low_in), (high, interval.high_in))
            if not inside
        )
        more = f" ({outside} not included)" if outside else ""
        return Message(zh=between(low, high, **ends), en=f"{low} to {high}{more}")

    def _figure(self, value: Fraction) -> str:
        return worded(value, self.level.unit, self.level.per)


class _Sides(NamedTuple):
    """Both sides of a comparison, to be written out where the reason is read."""

    said: _Wording
    acceptance: Acceptance
    accepts: Interval
    measure: Comparison | Range
    given: Interval

    def open(self) -> Message:
        """Report that the figures leave it open."""
        wanted, reached = self.written()
        return Message(
            zh=f"实际{reached.zh}，目标{wanted.zh}：看不出是否达到",
            en=f"the actual {reached.en} leaves open whether the target {wanted.en} "
            "is met",
        )

    def written(self) -> tuple[Message, Message]:
        """Return what is wanted and what was reached."""
        return (
            self.said.wanted(self.acceptance, self.accepts),
            self.said.reached(self.measure, self.given),
        )


@attrs.define(eq=False, weakref_slot=False)
class Told:
    """Two figures in one unit and the verdict: what most reasons are made of."""

    operator: Operator
    figures: Compared
    moved: Direction | None
    met: bool

    def __call__(self) -> Message:
        """Report that the target is met or missed."""
        figures = self.figures
        said = _Wording(Common(unit=figures.unit, per=figures.per), self.moved)
        wanted = said.one(figures.target, self.operator.sign)
        return _verdict_told(wanted, said.one(figures.actual), met=self.met)


def _outcome(
    sides: _Sides, figures: Compared | None, *, met: bool
) -> "Told | partial[Message]":
    """Return what writes out the verdict; it holds no more than that takes."""
    operator = sides.acceptance.operator
    if operator is None or figures is None:
        return partial(_all_told, sides, met=met)
    return Told(operator, figures, sides.said.moved, met)


def _all_told(sides: _Sides, *, met: bool) -> Message:
    return _verdict_told(*sides.written(), met=met)


def _verdict_told(wanted: Message, reached: Message, *, met: bool) -> Message:
    return Message(
        zh=f"实际{reached.zh}，目标{wanted.zh}，{'达到' if met else '未达到'}",
        en=f"actual {reached.en}, target {wanted.en}: {'met' if met else 'not met'}",
    )


def _by_words(reason: Message, acceptance: Acceptance, actual: Reported) -> Judgement:
    """Judge an actual without a figure of its own."""
    accepts = acceptance.accepts
    if accepts.holds(Interval.point(Fraction(0))):
        if actual.words in verdict_words().none_happened:
            return Judgement(
                verdict=Verdict.MET,
                reason=Message(
                    zh=f"实际情况写明“{actual.words}”，即为0",
                    en=f"the actual says “{actual.words}”, which is 0",
                ),
            )
        return undetermined(reason, by_actual=True)
    stated, words = not_done(actual), verdict_words()
    if stated is None and actual.words in words.none_happened:
        stated = Message(
            zh=f"实际情况写明“{actual.words}”，即为0",
            en=f"the actual says “{actual.words}”, which is 0",
        )
    if stated is not None and accepts.high is None:
        # Not begun is none of it done; 未达标 says no more than that it was missed.
        begun = actual.words not in words.not_begun | words.none_happened
        none = None if begun else Fraction(0)
        comparison = _comparison(acceptance, accepts, none, None)
        return Judgement(
            verdict=Verdict.NOT_MET,
            reason=stated,
            comparison=comparison,
            proportional=proportional(comparison),
        )
    return undetermined(reason, by_actual=True)
