"""The parser: text in, target out, what was seen before remembered."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from perftargets._arguments import shown
from perftargets.errors import UsageError
from perftargets.phrase.target import Target
from perftargets.units import UnitTable, default_units

if TYPE_CHECKING:
    from perftargets.phrase.engine import Engine

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
        units: UnitTable | None = None,
        words: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Keep the units and the words to know.

        ``units`` is ``default_units()`` when none are given, and
        ``default_units().extended(…)`` adds to them. ``words`` adds to lists of
        ``grammar/lists.toml`` by name: ``{"unwanted": ["积水"]}`` makes zero of 无积水.

        Raises:
            UsageError: ``units`` is no table, there is no list of such a name, its
                words are one text, or a word is empty.
        """
        if units is not None and not isinstance(units, UnitTable):
            raise UsageError(
                zh="units 应为单位表，如 default_units().extended(…)",
                en="units must be a table, as default_units().extended(…) gives",
            )
        self._units = units
        self._words = {
            name: _listed(name, more) for name, more in (words or {}).items()
        }
        if self._words:
            from perftargets.phrase.lists import check

            check(self._words)
        self._engine: Engine | None = None
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how pickle makes the parser anew, with nothing remembered yet."""
        return _remade, (self._units, self._words)

    def parse(self, text: str) -> Target:
        """Read one phrase; see ``perftargets.parse``.

        Raises:
            UsageError: ``text`` is not text: None, or the NaN of an empty cell.
        """
        if not isinstance(text, str):
            raise _no_text(text)
        return self._remembered(text)

    def _read(self, text: str) -> Target:
        engine = self._engine
        if engine is None:
            # lark and the grammar are loaded with the first phrase, not at import.
            from perftargets.phrase.engine import Engine

            units = self._units or default_units()
            engine = self._engine = Engine.from_units(units, self._words)
            # From now on the engine is asked at once.
            self._remembered = lru_cache(maxsize=REMEMBERED)(engine.parse)
        return engine.parse(text)


def _remade(units: UnitTable | None, words: Mapping[str, Iterable[str]]) -> "Parser":
    return Parser(units=units, words=words)


def _no_text(value: object) -> UsageError:
    return UsageError(
        zh=f'parse 只读文字，给的是 {shown(value)}；空单元格写 parse("")，整列用 '
        "perftargets.frames.parse_column（其中的空值读作 Missing）",
        en=f'parse reads text, not {shown(value)}; an empty cell is parse(""), and '
        "perftargets.frames.parse_column takes a column, whose empty cells are Missing",
    )


def _listed(name: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return words of a list; one text would be taken letter by letter."""
    if isinstance(words, str):
        raise UsageError(
            zh=f"词表“{name}”应给出几个词的列表", en=f"the list “{name}” needs a list"
        )
    return tuple(words)
