"""The unit column of a form (度量单位), for figures written without a unit."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.amounts import Side
from perftargets.judging.context import Circumstances
from perftargets.judging.figures import exact
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison


@attrs.frozen(kw_only=True)
class Sides:
    """Both sides with the column's unit where they had none.

    The factors are what that multiplied each side by: 10000 for a column in 万元.
    """

    target: Side
    actual: Side
    target_factor: Fraction = Fraction(1)
    actual_factor: Fraction = Fraction(1)
    notes: tuple[Message, ...] = ()


def settled(target: Side, actual: Side, about: Circumstances) -> Sides:
    """Let the unit column speak for a side that has no unit of its own."""
    column = parse(f"1{about.unit}").measure if about.unit else None
    if not isinstance(column, Comparison) or column.unit is None:
        return Sides(target=target, actual=actual)
    known = about.units.find(column.unit)
    share = known is not None and known.dimension == "ratio"
    factor = exact(column.value)
    result = Sides(target=target, actual=actual)
    if target.unit is None and target.value:
        result = attrs.evolve(
            result,
            target=_in_column(target, column, factor),
            target_factor=factor,
        )
    if actual.bare and actual.value and not share:
        note = Message(
            zh=f"实际值没有单位，按度量单位“{about.unit}”理解",
            en=f"the actual has no unit and takes the unit column's, “{about.unit}”",
        )
        result = attrs.evolve(
            result,
            actual=_in_column(actual, column, factor),
            actual_factor=factor,
            notes=(note,),
        )
    return result


def _in_column(bare: Side, column: Comparison, factor: Fraction) -> Side:
    return attrs.evolve(
        bare,
        value=bare.value * factor,
        unit=column.unit,
        per=bare.per or column.per,
        whole=True,
    )
