"""The words that the readers know forms by: ``words/forms.toml``, ``fields.toml``."""

import re
from functools import cache

from perftargets._data import toml


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """Return one list of words of the forms, longest first, as an alternation wants."""
    return tuple(sorted(ordered(table, key), key=len, reverse=True))


@cache
def ordered(table: str, key: str) -> tuple[str, ...]:
    """Return one list of the forms in the order written, where that has a meaning."""
    return tuple(toml("words", "forms.toml")[table][key])


@cache
def word(table: str, key: str) -> str:
    """Return one single word of the forms."""
    return str(toml("words", "forms.toml")[table][key])


@cache
def keys(file: str, table: str) -> tuple[str, ...]:
    """Return the keys of one table of a file of words, in the order written."""
    return tuple(toml("words", f"{file}.toml")[table])


@cache
def aliases(file: str, table: str) -> dict[str, str]:
    """Return for each spelling in a table, the keys included, the key it stands for."""
    return {
        spelling: key
        for key, spellings in toml("words", f"{file}.toml")[table].items()
        for spelling in (key, *spellings)
    }


@cache
def any_of(table: str, key: str) -> str:
    """Return a pattern that matches any word of one list, the longest first."""
    return "(?:" + "|".join(re.escape(entry) for entry in words(table, key)) + ")"


@cache
def patterns(table: str, key: str) -> re.Pattern[str]:
    """Return one pattern out of a list of patterns."""
    return re.compile("|".join(f"(?:{entry})" for entry in ordered(table, key)))
