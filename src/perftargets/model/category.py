"""Categories of indicators (一级指标, 二级指标) and the ways to write them.

The systems of 10号 (2020) and 101号 (2021) live side by side in real files, so this is
a table; which categories are wanted is a question for a profile.
"""

import re
from functools import cache, lru_cache
from typing import Literal

import attrs

from perftargets._data import toml
from perftargets.text import unspaced

Level = Literal[1, 2]
"""1 for 一级指标, 2 for 二级指标."""

_POINTS = re.compile(r"[(（\[【]?\d+(?:\.\d+)?分?[)）\]】]?$")
"""Points printed inside the cell: 产出指标（50分）."""
_LONGEST = 60
"""A longer text names no category."""

_EMPTY_BRACKETS = re.compile(r"[(（\[【][)）\]】]$")


@attrs.frozen(kw_only=True)
class Category:
    """One category as the rules know it, whatever a form calls it.

    Attributes:
        key: the name that code uses: ``output``, ``quantity``.
        name: the usual spelling: 产出指标, 数量指标.
        level: 1 or 2.
        under: for level 2, the keys of the level-1 categories it may stand under.
        aliases: other spellings, without 指标 at the end.
    """

    key: str
    name: str
    level: Level
    under: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@cache
def categories() -> tuple[Category, ...]:
    """Return every known category, level 1 before level 2."""
    return _table()[1]


def classify(text: str | None, *, level: Level | None = None) -> Category | None:
    """Find the category that a cell names, or None where it names none.

    White space, points printed in the cell and 指标 at the end do not matter. A name of
    both levels (成本指标) is level 1 unless ``level`` asks for 2.
    """
    if not text or len(text) > _LONGEST:
        return None
    return _classified(text, level)


@lru_cache(maxsize=4096)
def _classified(text: str, level: Level | None) -> Category | None:
    spellings = _spellings()
    wanted = _bare(text)
    for each in (level,) if level is not None else (1, 2):
        found = spellings.get((each, wanted))
        if found is not None:
            return found
    return None


def is_cost(category: str | None, subcategory: str | None = None) -> bool:
    """Return whether a row is about cost, at level 1 (101号) or level 2 (10号)."""
    found = (classify(subcategory, level=2), classify(category))
    keys = {"cost", "output-cost"}
    return any(
        each is not None and (each.key in keys or "cost" in each.under)
        for each in found
    )


@cache
def _table() -> tuple[str, tuple[Category, ...]]:
    table = toml("words", "category.toml")
    rows = tuple(
        Category(
            key=row["key"],
            name=row["name"],
            level=row["level"],
            under=tuple(row.get("under", ())),
            aliases=tuple(row.get("aliases", ())),
        )
        for row in table["category"]
    )
    return table["suffix"], rows


@cache
def _spellings() -> dict[tuple[int, str], Category]:
    return {
        (category.level, _bare(spelling)): category
        for category in categories()
        for spelling in (category.name, *category.aliases)
    }


def _bare(text: str) -> str:
    suffix, _ = _table()
    text = unspaced(text)
    text = _POINTS.sub("", text)
    return _EMPTY_BRACKETS.sub("", text).removesuffix(suffix)
