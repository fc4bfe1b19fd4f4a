"""Verdicts: whether one actual meets one target, and why."""

from enum import StrEnum

import attrs

from perftargets.diagnostics import Message
from perftargets.phrase.target import Number


class Verdict(StrEnum):
    """What is to be said of one row."""

    MET = "met"
    NOT_MET = "not_met"
    PARTLY_MET = "partly_met"
    UNDETERMINED = "undetermined"
    NOT_REPORTED = "not_reported"


@attrs.frozen(kw_only=True)
class Judgement:
    """One actual against one target.

    Attributes:
        verdict: the verdict.
        completion: actual / target, exact; None where it means nothing.
        deviation: (actual - target) / target, exact; None where it means nothing.
        reason: one sentence a person can follow, in both languages.
        assumptions: what was decided that the file does not say: the direction, a
            tolerance, a unit taken over, a year.
    """

    verdict: Verdict
    completion: Number | None = None
    deviation: Number | None = None
    reason: Message
    assumptions: tuple[Message, ...] = ()


def undetermined(reason: Message, assumptions: tuple[Message, ...] = ()) -> Judgement:
    """Decide nothing, and say why."""
    return Judgement(
        verdict=Verdict.UNDETERMINED, reason=reason, assumptions=assumptions
    )
