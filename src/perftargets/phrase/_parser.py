"""The parser: text in, target out, what was seen before remembered."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from perftargets.phrase.target import Target

if TYPE_CHECKING:
    from perftargets.phrase._engine import Engine
    from perftargets.units import UnitTable

REMEMBERED = 4096
"""How many phrases a parser remembers."""


class Parser:
    """A parser with a table of units, and words, of its own.

    Building one takes a part of a second, with its first phrase, so keep it. It never
    changes, and what it remembers is bounded.
    """

    def __init__(
        self,
        *,
        units: "UnitTable | None" = None,
        words: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Take the units and the words to know.

        ``units`` is ``default_units()`` when none are given, and
        ``default_units().extended(…)`` adds to them. ``words`` adds to lists of
        ``grammar/lists.toml`` by name: ``{"unwanted": ["积水"]}`` makes zero of 无积水.

        Raises:
            UsageError: there is no list of such a name, or a word is empty.
        """
        self._units = units
        self._words = {name: tuple(more) for name, more in (words or {}).items()}
        if self._words:
            from perftargets.phrase._lists import check  # noqa: PLC0415 -- reads a file

            check(self._words)
        self._engine: Engine | None = None
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def parse(self, text: str) -> Target:
        """Read one phrase; see ``perftargets.parse``."""
        return self._remembered(text)

    def _read(self, text: str) -> Target:
        engine = self._engine
        if engine is None:
            # lark and the grammar are loaded with the first phrase, not at import.
            from perftargets.phrase._engine import Engine  # noqa: PLC0415
            from perftargets.units import default_units  # noqa: PLC0415

            units = self._units or default_units()
            engine = self._engine = Engine.over(units, self._words)
        return engine.parse(text)
