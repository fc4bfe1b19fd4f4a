"""The parser: text in, target out, what was seen before remembered."""

from functools import lru_cache
from typing import TYPE_CHECKING

from perftargets.phrase.target import Target

if TYPE_CHECKING:
    from perftargets.phrase._engine import Engine
    from perftargets.units import UnitTable

REMEMBERED = 4096
"""How many phrases a parser remembers."""


class Parser:
    """A parser with a table of units of its own.

    Building one takes a part of a second, so keep it. It never changes, and what it
    remembers is bounded.
    """

    def __init__(self, *, units: "UnitTable | None" = None) -> None:
        """Take the units to know; those of ``grammar/units.toml`` by default."""
        self._units = units
        self._engine: Engine | None = None
        self.parse = lru_cache(maxsize=REMEMBERED)(self._parse)

    def _parse(self, text: str) -> Target:
        """Read one phrase; see ``perftargets.parse``."""
        engine = self._engine
        if engine is None:
            # lark and the grammar are loaded with the first phrase, not at import.
            from perftargets.phrase._engine import Engine  # noqa: PLC0415
            from perftargets.units import default_units  # noqa: PLC0415

            engine = self._engine = Engine.over(self._units or default_units())
        return engine.parse(text)
