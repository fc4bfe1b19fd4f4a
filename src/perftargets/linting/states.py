"""What rules declare of the rows they look at, beside fields and categories.

A state is a kind of measure (``comparison``), a name of ``linting.rule`` for what
stands beside it (`HEDGED`), or one for what a row speaks of (`TIME`).
"""

import re
from functools import cache, lru_cache

from perftargets.linting.lists import holds, words
from perftargets.linting.rule import (
    DOUBT,
    EXECUTION,
    HEDGED,
    IDLE,
    ROUTINE,
    SATISFACTION,
    SHARE,
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
        known = units.find(measure.unit) if measure.unit else None
        share, unitless = known is not None and known.is_share, measure.unit is None
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


def topics(texts: str) -> frozenset[str]:
    """Return of what texts speak; most rows speak of nothing of the kind."""
    if _any_topic().search(texts) is None:
        return NOTHING
    return shared(frozenset([topic for topic, *of in _TOPICS if holds(texts, *of)]))


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
