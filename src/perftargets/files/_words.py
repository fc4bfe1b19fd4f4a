"""The words that the readers know the forms by, out of ``words/forms.toml``."""

import re
import tomllib
from functools import cache
from typing import Any

from perftargets import _data


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_data.read("words", "forms.toml"))


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """Give one list of words, longest first, so that an alternation prefers it."""
    listed: list[str] = _tables()[table][key]
    return tuple(sorted(listed, key=len, reverse=True))


@cache
def ordered(table: str, key: str) -> tuple[str, ...]:
    """Give one list in the order of the file, where the order has a meaning."""
    return tuple(_tables()[table][key])


@cache
def word(table: str, key: str) -> str:
    """Give one single word."""
    return str(_tables()[table][key])


@cache
def keys(table: str) -> tuple[str, ...]:
    """Give the names of the lists of one table, in the order of the file."""
    return tuple(_tables()[table])


@cache
def aliases(table: str) -> dict[str, str]:
    """Give for each spelling of a table of lists the key it stands for."""
    return {
        spelling: key for key in keys(table) for spelling in (key, *ordered(table, key))
    }


@cache
def any_of(table: str, key: str) -> str:
    """Give a pattern that matches any word of one list, the longest first."""
    return "(?:" + "|".join(re.escape(entry) for entry in words(table, key)) + ")"


@cache
def patterns(table: str, key: str) -> re.Pattern[str]:
    """Give one pattern out of a list of patterns."""
    return re.compile("|".join(f"(?:{entry})" for entry in ordered(table, key)))
