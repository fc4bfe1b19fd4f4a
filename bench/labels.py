"""What the corpus says each of its phrases states: operators and figures."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bench.contenders import Stated
from perftargets.phrase.target import Number
from tests.corpus.entries import cases


def expected() -> dict[str, Stated]:
    """Give what each phrase of the corpus states, by its label and not by a reading."""
    return {case.phrase: states(case.meaning) for case in cases()}


def states(meaning: Mapping[str, Any]) -> Stated:
    """Give what a meaning states, as ``contenders.stated`` does for a target."""
    if meaning["kind"] == "deadline":
        return Stated()
    items = [states(item) for item in meaning.get("items") or ()]
    operator = meaning.get("operator")
    figures = [meaning[key] for key in ("value", "low", "high") if meaning.get(key)]
    return Stated(
        operators=(
            *([operator] if operator else []),
            *(sign for item in items for sign in item.operators),
        ),
        values=(
            *map(number, figures),
            *(value for item in items for value in item.values),
        ),
    )


def number(text: str) -> Number:
    """Read a figure of a label."""
    return Fraction(text) if "/" in text else Decimal(text)
