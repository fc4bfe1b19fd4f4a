"""What a row tells by its words and units: what the office does, or what changes."""

from perftargets.judging.direction import Polarity
from perftargets.linting.lists import any_in, ending, first_in, holds, words
from perftargets.linting.row_facts import Part, RowFacts, is_share, way, without_ends
from perftargets.phrase.target import Comparison

_COUNTED = frozenset({"persons", "households", "times", "count"})
"""Kinds of names that count; 数量 and 量 may be anything."""

_NEAR = 20
"""How far into a name the verb is looked for; further on it is part of an object."""


def act_of(row: RowFacts) -> str:
    """Return the act of the unit's own that is counted: 接待…5次; empty if none."""
    stated = [*row.figures]
    name = row.name
    if not stated and isinstance(name.measure, Comparison):
        stated = [(Part(name, row.indicator.name), name.measure)]
    for part, measure in stated:
        if measure.unit not in words("acts", "units") or part.target.worded:
            continue
        if way(row, part).polarity is Polarity.LOWER:
            continue
        for each in row.heads:
            near = each[:_NEAR]
            if not holds(near, "acts", "verbs"):
                continue
            verbs = [(near.find(verb), verb) for verb in words("acts", "verbs")]
            found = min((each for each in verbs if each[0] >= 0), default=None)
            if found is not None and not _others(near, found[0]):
                return found[1]
    return ""


def issued_by(row: RowFacts) -> str:
    """Return what an office itself issues, where that is counted: 公告数, 简报期数."""
    if not row.figures or any(part.target.worded for part, _ in row.figures):
        return ""
    if row.bare_name.startswith(words("acts", "others")):
        return ""
    if any(is_share(measure.unit, row.units) for _, measure in row.figures):
        return ""
    return ending(without_ends(row.bare_name), "acts", "issued")


def made_by(row: RowFacts) -> str:
    """Return the verb by which things were built or bought: 新增视频监控20套."""
    for part, measure in row.figures:
        if measure.unit in words("acts", "things") and not part.target.worded:
            return next(
                (
                    verb
                    for verb in words("acts", "making")
                    if row.bare_name.startswith(verb)
                ),
                "",
            )
    return ""


def outcome(row: RowFacts) -> str:
    """Return the words by which a row tells a change that others feel."""
    return first_in(row.bare_name, "outcome", "words")


def gains(row: RowFacts) -> bool:
    """Return whether a row tells a change, a gain or what people are helped to."""
    return bool(
        outcome(row)
        or any_in(row.bare_name, words("outcome", "gains"))
        or any_in(row.bare_name, words("acts", "allowed"))
    )


def counts_work(row: RowFacts, measure: Comparison) -> bool:
    """Return whether a figure counts what is done: people, things, times, lengths."""
    unit = row.units.find(measure.unit) if measure.unit else None
    if measure.unit is None:
        return row.head is not None and row.head.kind.key in _COUNTED
    if measure.per is not None:
        return False
    if measure.unit in words("counting", "not_units"):
        return False
    if row.head is not None and row.head.kind.key not in {*_COUNTED, "quantity"}:
        return False
    dimension = unit.dimension if unit is not None else None
    if row.head is None:
        # 培训网格员 ≥60人: the unit says what is counted.
        return dimension is None and unit is not None
    return dimension is None


def measures_work(row: RowFacts, measure: Comparison) -> bool:
    """Return whether a figure is an area, a length or a score out of its place.

    A length of what is built is an amount; a thickness under 质量 is a standard.
    """
    if row.head is None or measure.unit is None:
        return False
    if row.head.kind.key == "area" or row.head.word in words("counting", "stretches"):
        known = row.units.find(measure.unit)
        return known is not None and known.dimension in {"area", "length"}
    return row.head.kind.key == "score" and row.level_2 == "timeliness"


def _others(name: str, verb: int) -> bool:
    """Return whether those served act, or others do: 群众办理…次数, 媒体报道篇数."""
    return any(0 <= name.find(actor) < verb for actor in words("acts", "others"))
