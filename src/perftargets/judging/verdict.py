"""Verdicts: whether one actual meets one target, and why."""

from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from perftargets._renamed import warn_renamed
from perftargets._values import Language, Value, flat
from perftargets.findings import Message
from perftargets.judging.figures import ratio_text
from perftargets.phrase.target import Number, Operator, Target


class Verdict(StrEnum):
    """What is to be said of one row."""

    MET = "met"
    NOT_MET = "not_met"
    PARTLY_MET = "partly_met"
    UNDETERMINED = "undetermined"
    NOT_REPORTED = "not_reported"

    @property
    def words(self) -> Message:
        """The verdict as people read it: 达成, not met."""
        return _WORDS[self]


_WORDS = {
    Verdict.MET: Message(zh="达成", en="met"),
    Verdict.NOT_MET: Message(zh="未达成", en="not met"),
    Verdict.PARTLY_MET: Message(zh="部分达成", en="partly met"),
    Verdict.UNDETERMINED: Message(zh="无法判断", en="undetermined"),
    Verdict.NOT_REPORTED: Message(zh="未填报", en="not reported"),
}


@attrs.frozen(kw_only=True, repr=False)
class Compared(Value):
    """The two figures that a verdict rests on, in one unit.

    Attributes:
        operator: the operator written, or the one that the direction decided.
        target: the target's figure; with 约 the one it is about.
        actual: the actual's.
        unit: the unit of both, None where neither states one.
        per: what both are counted by, None where they are not.
    """

    operator: Operator
    target: Fraction
    actual: Fraction
    unit: str | None = None
    per: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Judgement(Value):
    """One actual against one target.

    Attributes:
        verdict: the verdict.
        reason: one sentence a person can follow, in both languages.
        assumptions: what was decided that the file does not say: the direction, a
            tolerance, a unit taken over, a year.
        comparison: the figures behind it, where both sides are one figure each.
        proportional: the actual of ``comparison`` can be given as a share of its
            target, which is above zero and no ratio or place.
        lower_bound: for a range, its lower end and the actual, where it is one figure.
        parts: for several targets in one cell, each with its own judgement.
        share: for a target in words, the share of it that the actual states.
        is_binary: the target can only be done or not: a question of yes or no.
        by_actual: nothing is decided because of how the actual is written.
        applicable: False where the row is marked as not applicable (不适用).
    """

    verdict: Verdict
    reason: Message
    assumptions: tuple[Message, ...] = ()
    comparison: Compared | None = None
    proportional: bool = False
    lower_bound: Compared | None = None
    parts: "tuple[tuple[Target, Judgement], ...]" = ()
    share: Number | None = None
    is_binary: bool = False
    by_actual: bool = False
    applicable: bool = True

    @property
    def completion(self) -> Number | None:
        """Return actual / target, exact; None where it means nothing."""
        figures = self.comparison
        if figures is None or not self.proportional:
            return None
        return figures.actual / figures.target

    @property
    def deviation(self) -> Number | None:
        """Return (actual - target) / target, exact; None where it means nothing."""
        completion = self.completion
        return None if completion is None else completion - 1

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return verdict, completion, deviation, reason and assumptions."""
        return {
            "verdict": str(self.verdict),
            "completion": ratio_text(self.completion),
            "deviation": ratio_text(self.deviation),
            "reason": self.reason.text(language),
            "assumptions": flat(self.assumptions, language),
        }

    @property
    def compared(self) -> Compared | None:
        """Return `comparison`; the deprecated name of it."""
        warn_renamed("Judgement.compared", "Judgement.comparison")
        return self.comparison

    @property
    def least(self) -> Compared | None:
        """Return `lower_bound`; the deprecated name of it."""
        warn_renamed("Judgement.least", "Judgement.lower_bound")
        return self.lower_bound

    @property
    def either_or(self) -> bool:
        """Return `is_binary`; the deprecated name of it."""
        warn_renamed("Judgement.either_or", "Judgement.is_binary")
        return self.is_binary


def undetermined(
    reason: Message,
    assumptions: tuple[Message, ...] = (),
    *,
    by_actual: bool = False,
) -> Judgement:
    """Decide nothing, and say why."""
    return Judgement(
        verdict=Verdict.UNDETERMINED,
        reason=reason,
        assumptions=assumptions,
        by_actual=by_actual,
    )
