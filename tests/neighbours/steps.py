"""Figures written otherwise: one more, ten times as much, a hair less."""

import re
from collections.abc import Callable
from decimal import Decimal

Step = Callable[[Decimal], Decimal]

_FIGURE = re.compile(r"\d+(?:\.\d+)?")


STEPS: tuple[tuple[str, Step], ...] = (
    ("one more", lambda was: was + 1),
    ("one less", lambda was: was - 1),
    ("times 2", lambda was: was * 2),
    ("times 10", lambda was: was * 10),
    ("times 10000", lambda was: was * 10000),
    ("half", lambda was: was / 2),
    ("a tenth", lambda was: was / 10),
    ("a hundredth", lambda was: was / 100),
    ("1 % more", lambda was: was * Decimal("1.01")),
    ("1 % less", lambda was: was * Decimal("0.99")),
    ("30 % more", lambda was: was * Decimal("1.3")),
    ("50 % more", lambda was: was * Decimal("1.5")),
    ("20 % less", lambda was: was * Decimal("0.8")),
    ("40 % less", lambda was: was * Decimal("0.6")),
    ("a hair less", lambda was: was - Decimal("0.01")),
    ("a hair more", lambda was: was + Decimal("0.01")),
    ("nought", lambda _: Decimal(0)),
)


def stepped(text: str, step: Step, which: int = 0) -> str:
    """Change one figure of a text; without a figure it stays as it is."""
    found = list(_FIGURE.finditer(text))
    if not found:
        return text
    one = found[which % len(found)]
    value = f"{step(Decimal(one[0])).normalize():f}"
    return text[: one.start()] + value + text[one.end() :]
