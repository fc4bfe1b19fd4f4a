"""The plain loop, as a user writes it: row after row, with the public functions.

It is what the engines are compared with, in speed and in results.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from perftargets import Indicator, Parser, load_profile
from perftargets.frames.records import outcome_row, phrase_row
from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.phrase.target import Target
from perftargets.profile import DEFAULT
from perftargets.scoring.points import score
from perftargets.scoring.weights import Origin, Weight

EXPRESSION = (
    "^([^0-9]*?)"
    "(不少于|不低于|不超过|至少|超过|低于|达到|达|约|≥|≤|>=|<=|>|<|=)?"
    r"([0-9]+(?:\.[0-9]+)?)"
    "([百千万亿])?"
    "(%|人次|[条份次人个家场户名元天])"
    "(以上|以下|以内|左右)?$"
)
"""A bare regular expression for phrases of one figure, which every engine takes."""

FIELDS = ("target", "actual", "name", "category", "subcategory", "weight")
"""The columns of made-up tables that a verdict rests on, beside the year."""


class Uncached:
    """A parser that remembers no phrase; the grammar is loaded before it is timed."""

    def __init__(self) -> None:
        """Load the grammar."""
        self._parser = Parser()
        self._parser.parse("1条")

    def __call__(self, text: str) -> Target:
        """Read one phrase anew."""
        return self._parser._read(text)  # noqa: SLF001 -- what `parse` remembers


def by_expression(texts: Iterable[str]) -> int:
    """Say how many phrases the expression understands."""
    match = re.compile(EXPRESSION).match
    return sum(match(text) is not None for text in texts)


def checked(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Read and judge every row by itself; give its number, and what is said of it."""
    read = Uncached()
    profile = load_profile(DEFAULT)
    for row in rows:
        target = read(row["target"])
        judgement = judge(
            target,
            row["actual"],
            JudgingContext(
                name=row["name"],
                category=row["category"],
                subcategory=row["subcategory"],
                fiscal_year=row["fiscal_year"],
                tolerance=profile.verdict.tolerance,
                strict_equal=profile.verdict.equal == "strict",
            ),
        )
        indicator = Indicator(
            category=row["category"],
            subcategory=row["subcategory"],
            name=row["name"],
            target=target,
        )
        weight = Weight(Fraction(row["weight"]), Origin.GIVEN)
        points = score(indicator, judgement, weight, profile)
        outcome = outcome_row(judgement, points, None, "en")
        yield (row["row"], *phrase_row(target), *outcome)
