"""What rules declare of the rows they look at, beside fields and categories.

A state is a kind of measure (``comparison``), a name of ``linting.rule`` for what
stands beside it (`HEDGED`), or one for what a row speaks of (`TIME`).
"""

import re
from functools import cache, lru_cache

from perftargets.judging.verdict import Verdict
from perftargets.linting.lists import holds, patterns, words
from perftargets.linting.rule import (
    DEFERRED,
    DOUBT,
    EXECUTION,
    HEDGED,
    IDLE,
    MET,
    OPEN,
    ROUTINE,
    SATISFACTION,
    SHARE,
    SIGNED,
    TIME,
    UNITLESS,
    WITH_WORDS,
    WORDED,
)
from perftargets.phrase.target import Comparison, Compound, Operator, Range, Target
from perftargets.units import UnitTable


def states(target: Target, units: UnitTable) -> frozenset[str]:
    """Return what a value and its items state: kinds of measure, and what beside."""
    measure = target.measure
    if isinstance(measure, Compound):
        items = [states(item, units) for item in measure.items]
        return _all(measure.kind, DOUBT if target.diagnostics else "").union(*items)
    about = target.hedges or getattr(measure, "operator", None) is Operator.ABOUT
    share = unitless = idle = False
    if isinstance(measure, Comparison | Range):
        share, unitless = _is_share(measure, units), measure.unit is None
        idle = isinstance(measure, Comparison) and measure.value <= 0
    return _all(
        measure.kind,
        DOUBT if target.diagnostics else "",
        HEDGED if about else "",
        WORDED if target.worded else "",
        WITH_WORDS if target.subject else "",
        SHARE if share else "",
        UNITLESS if unitless else "",
        IDLE if idle else "",
    )


def reported(
    actual: Target, verdict: Verdict | None, units: UnitTable
) -> frozenset[str]:
    """Return what an actual is, and what it comes to beside its target.

    Of several things reported in one cell, only that they are several.
    """
    measure, text = actual.measure, actual.text
    operator = getattr(measure, "operator", None)
    return _all(
        measure.kind,
        OPEN if verdict is Verdict.UNDETERMINED else "",
        MET if verdict is Verdict.MET else "",
        SHARE if isinstance(measure, Comparison) and _is_share(measure, units) else "",
        SIGNED if operator is not None else "",
        HEDGED if actual.hedges or operator is Operator.ABOUT else "",
        DEFERRED if holds(text, "planned") or patterns("pointer").search(text) else "",
    )


def topics(texts: str) -> frozenset[str]:
    """Return of what texts speak; most rows speak of nothing of the kind."""
    if _any_topic().search(texts) is None:
        return NOTHING
    return shared(frozenset([topic for topic, *of in _TOPICS if holds(texts, *of)]))


def _is_share(measure: Comparison | Range, units: UnitTable) -> bool:
    known = units.find(measure.unit) if measure.unit else None
    return known is not None and known.is_share


NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def shared(found: frozenset[str]) -> frozenset[str]:
    """Return the one set that rows which are alike have in common: each takes 200 B."""
    return found


_TOPICS = (
    (TIME, "time", "endings"),
    (SATISFACTION, "measures", "satisfaction"),
    (EXECUTION, "execution", "names"),
    (ROUTINE, "routine", "always"),
    (ROUTINE, "routine", "things"),
)
"""Of what a row speaks, and the list of words that tells it."""


@cache
def _any_topic() -> re.Pattern[str]:
    found = {word for _, *of in _TOPICS for word in words(*of)}
    return re.compile("|".join(map(re.escape, sorted(found))))


@cache
def _all(*states: str) -> frozenset[str]:
    """Return states as a set, which rows that are alike share."""
    return shared(frozenset(states) - {""})
