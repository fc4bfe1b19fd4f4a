"""The shortest way to a verdict: one figure against one bound, and no other word.

What most rows say is judged here in few steps, without a reading of its clauses, and
comes to the same as the whole way does. Whatever says more is left to that.
"""

from operator import ge, gt, le, lt

from perftargets.findings import Message
from perftargets.judging.acceptance import acceptances_of
from perftargets.judging.account import GROUPED
from perftargets.judging.actual_text import is_own
from perftargets.judging.amounts import Common, Side, common, side
from perftargets.judging.comparison import Told, proportional
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import fraction, times
from perftargets.judging.reported import unclear
from perftargets.judging.verdict import Compared, Judgement, Verdict
from perftargets.judging.words import SHARES, actual_words, verdict_words
from perftargets.phrase import parse
from perftargets.phrase.plan import place_alone
from perftargets.phrase.target import Comparison, Operator, Target

_MEETS = {
    Operator.AT_LEAST: ge,
    Operator.MORE_THAN: gt,
    Operator.AT_MOST: le,
    Operator.LESS_THAN: lt,
}
"""Operators of one bound; what ``=`` and 约 accept is more than a comparison."""

_IN_A_NUMBER = frozenset("0123456789.,，．")
_ENDS = ("", "。")
_SIGNS = frozenset(each.sign for each in _MEETS)


def judge_plain(
    target: Target, actual: str, context: JudgingContext
) -> Judgement | None:
    """Judge 实际95.2% against ≥90%; return None for what says more than that."""
    wanted, stands = target.measure, place_alone(target)
    if not isinstance(wanted, Comparison) or stands is None:
        return None
    if wanted.operator is not None and wanted.operator not in _MEETS:
        return None
    read = parse(actual)
    reached = read.measure
    if not isinstance(reached, Comparison) or not _is_plain(
        read, reached, actual, target, context
    ):
        return None
    if (
        _may_be_signed(target.text[: stands[0]])
        and unclear(target, target.text) is not None
    ):
        return None
    goal, value, level = fraction(wanted.value), fraction(reached.value), None
    if wanted.unit != reached.unit:
        level = _converted(side(target, wanted, target.text), read, reached, context)
        if level is None:
            return None
        goal, value = times(goal, level.target), times(value, level.actual)
    bound = _bound(target, wanted, context)
    if bound is None:
        return None
    operator, notes = bound
    figures = Compared(
        operator=operator,
        target=goal,
        actual=value,
        unit=wanted.unit if level is None else level.unit,
    )
    # Two products of integers are compared, which is exact and no work of a Fraction.
    met = _MEETS[operator](
        value.numerator * goal.denominator, goal.numerator * value.denominator
    )
    return Judgement(
        verdict=Verdict.MET if met else Verdict.NOT_MET,
        reason=Message.later(Told(operator, figures, None, met)),
        assumptions=notes if level is None else (*notes, *level.notes),
        comparison=figures,
        proportional=proportional(figures),
    )


def _is_plain(
    read: Target,
    reached: Comparison,
    actual: str,
    target: Target,
    context: JudgingContext,
) -> bool:
    """Return whether a cell says what was reached and no more: 已完成1,200人次。."""
    place = place_alone(read)
    if place is None or reached.operator is not None:
        return False
    start, end = place
    if actual[end:] not in _ENDS:
        return False
    if "," in actual or "，" in actual:
        digits = GROUPED.match(actual, start)
        if digits is None or actual[digits.end()] in _IN_A_NUMBER:
            return False
    if not start:
        return True
    word, words = actual[:start], actual_words()
    if word not in words.framing or is_own(word, target, context):
        return False
    return reached.unit not in SHARES or word not in words.completing


def _may_be_signed(before: str) -> bool:
    """Return whether what stands before a figure may be a sign, or a part of it.

    Letters alone are none, but for a word for a minus: 不少于, but 零下.
    """
    if before in _SIGNS or not before:
        return False
    return not before.isalpha() or before.endswith(verdict_words().minus)


def _converted(
    wanted: Side, read: Target, reached: Comparison, context: JudgingContext
) -> Common | None:
    """Return what brings both to one unit; None where that is in question."""
    found = common(wanted, side(read, reached, read.text), context)
    if isinstance(found, Message) or len(found.ways) > 1:
        return None
    return found.ways[0] if found.ways[0].per is None else None


def _bound(
    target: Target, wanted: Comparison, context: JudgingContext
) -> tuple[Operator, tuple[Message, ...]] | None:
    """Return the operator, the one that the direction decides where none is written."""
    if wanted.operator is not None:
        return wanted.operator, ()
    (acceptance, *_), unknown = acceptances_of(target, wanted, context)
    if unknown is not None or acceptance.operator is None:
        return None
    return acceptance.operator, acceptance.notes
