"""Which operator the words around a figure state together."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

import attrs

from perftargets.phrase.constituents import Token
from perftargets.phrase.target import Operator

STRONG = MappingProxyType(
    {
        "AT_LEAST": Operator.AT_LEAST,
        "AT_LEAST_EVER": Operator.AT_LEAST,
        "AT_LEAST_SIGN": Operator.AT_LEAST,
        "AT_LEAST_SLIP": Operator.AT_LEAST,
        "AT_MOST": Operator.AT_MOST,
        "AT_MOST_EVER": Operator.AT_MOST,
        "AT_MOST_SIGN": Operator.AT_MOST,
        "MORE_THAN": Operator.MORE_THAN,
        "MORE_THAN_SIGN": Operator.MORE_THAN,
        "ABOVE": Operator.MORE_THAN,
        "LESS_THAN": Operator.LESS_THAN,
        "LESS_THAN_SIGN": Operator.LESS_THAN,
        "BELOW": Operator.LESS_THAN,
        "EQUAL": Operator.EQUAL,
        "EQUAL_SIGN": Operator.EQUAL,
        "UNTIL": Operator.AT_MOST,
        "BEFORE_DATE": Operator.LESS_THAN,
    }
)
"""Prefixes that say which way the target points, whatever follows the figure."""

WEAK = MappingProxyType({"REACH": Operator.AT_LEAST, "HOLD": Operator.AT_MOST})
"""Prefixes that give way to a postfix."""

POSTFIX = MappingProxyType(
    {
        "OR_MORE": Operator.AT_LEAST,
        "OR_LESS": Operator.AT_MOST,
        "WITHIN": Operator.AT_MOST,
        "OUTSIDE": Operator.MORE_THAN,
        "END_OF": Operator.AT_MOST,
        "BEFORE": Operator.AT_MOST,
        "ENDING": Operator.AT_MOST,
    }
)

SIGNS = MappingProxyType(
    {
        "AT_LEAST_SIGN": Operator.AT_LEAST,
        "AT_MOST_SIGN": Operator.AT_MOST,
        "MORE_THAN_SIGN": Operator.MORE_THAN,
        "LESS_THAN_SIGN": Operator.LESS_THAN,
    }
)
"""Signs, which alone may stand behind their figure: 6≤pH≤9."""

REFERRING = frozenset(
    {"AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "ABOVE", "BELOW", "EQUAL"}
    | {"EQUAL_SIGN", *SIGNS}
)
"""Operators that words may follow: 不低于上年."""

HELD = REFERRING | {"AT_LEAST_EVER", "AT_MOST_EVER", "REACH", "HOLD", "KEEP"}
"""Operators that, before a year and 的, hold the figure against that year."""

LOWER = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})
UPPER = frozenset({Operator.AT_MOST, Operator.LESS_THAN})

MIRRORED = MappingProxyType(
    {
        Operator.AT_LEAST: Operator.AT_MOST,
        Operator.AT_MOST: Operator.AT_LEAST,
        Operator.MORE_THAN: Operator.LESS_THAN,
        Operator.LESS_THAN: Operator.MORE_THAN,
    }
)
"""What an operator says of its left side: 6 ≤ pH is pH ≥ 6."""

_INCLUDED = MappingProxyType(
    {Operator.MORE_THAN: Operator.AT_LEAST, Operator.LESS_THAN: Operator.AT_MOST}
)
_EXCLUDED = MappingProxyType(
    {Operator.AT_LEAST: Operator.MORE_THAN, Operator.AT_MOST: Operator.LESS_THAN}
)


@attrs.frozen
class Reading:
    """What the operator words say together.

    ``clash`` says that they contradict each other; ``hedges`` are the tokens of 约 and
    左右 that stand beside a direction.
    """

    operator: Operator | None
    clash: bool = False
    hedges: tuple[int, ...] = ()


def resolve(
    prefixes: Sequence[Token], suffixes: Sequence[Token], *, more: bool = False
) -> Reading:
    """Return the operator of prefix and postfix words; ``more`` is 余 in the figure.

    When both sides point the same way the prefix decides; when they point opposite
    ways it is a contradiction. A weak prefix (达到, 控制在) gives way to a postfix.
    """
    strong = [STRONG[token.kind] for token in prefixes if token.kind in STRONG]
    weak = [WEAK[token.kind] for token in prefixes if token.kind in WEAK]
    behind = [POSTFIX[token.kind] for token in suffixes if token.kind in POSTFIX]
    if more:
        behind.append(Operator.MORE_THAN)
    about = tuple(
        token.at
        for token in (*prefixes, *suffixes)
        if token.kind in {"ABOUT", "ROUGHLY"}
    )
    if _clash(strong + behind):
        return Reading(None, clash=True)
    stated = strong or behind or weak
    if not stated:
        return Reading(Operator.ABOUT if about else None)
    operator = stated[0]
    kinds = {token.kind for token in suffixes}
    if "INCLUSIVE" in kinds:
        operator = _INCLUDED.get(operator, operator)
    if "EXCLUSIVE" in kinds:
        operator = _EXCLUDED.get(operator, operator)
    return Reading(operator, hedges=about)


def _clash(operators: Iterable[Operator]) -> bool:
    sides = {
        "up" if operator in LOWER else "down" if operator in UPPER else "equal"
        for operator in operators
    }
    return len(sides) > 1
