"""The word lists of words/rules.toml, and how they are looked up in a text."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from perftargets._data import toml
from perftargets.text import lengths_by_last


@cache
def table(section: str, file: str = "rules.toml") -> Any:
    """Return one section as it stands in the file."""
    return toml("words", file)[section]


@cache
def words(
    section: str, key: str = "words", *, file: str = "rules.toml"
) -> tuple[str, ...]:
    """Return one list, the longest words first: the first found is the whole."""
    found: list[str] = table(section, file)[key]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def unwanted() -> tuple[str, ...]:
    """Return everything nobody wants, by the phrase language and by the verdicts."""
    listed: list[str] = toml("grammar", "lists.toml")["words"]["unwanted"]
    return (*listed, *words("unwanted", "heads", file="direction.toml"))


@cache
def patterns(
    section: str, key: str = "patterns", *, file: str = "rules.toml"
) -> re.Pattern[str]:
    """Return the regular expressions of one list as one."""
    found: list[str] = table(section, file)[key]
    return re.compile("|".join(f"(?:{pattern})" for pattern in found))


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """Return one regular expression."""
    return re.compile(str(table(section)[key]))


@cache
def spellings(section: str) -> dict[str, str]:
    """Return the usual spelling of each odd one."""
    found: dict[str, list[str]] = table(section)
    return {odd: usual for usual, many in found.items() for odd in many}


def contained(text: str, section: str, key: str = "words") -> str:
    """Find the word of a list that stands first in ``text``, or an empty string.

    What the section lists as ``allowed`` is cut out before.
    """
    if _any_of(section, key).search(text) is None:
        # Cutting leaves no word that was not there.
        return ""
    for allowed in words(section, "allowed"):
        text = text.replace(allowed, "\n")
    found = [(text.find(word), -len(word), word) for word in words(section, key)]
    return min((each for each in found if each[0] >= 0), default=(0, 0, ""))[2]


@cache
def _any_of(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds a word of a list: most texts hold none."""
    return re.compile("|".join(map(re.escape, words(section, key))) or "(?!)")


def without(text: str, section: str, key: str = "words") -> str:
    """Return a text without the words of a list, the longest taken out first."""
    if _any_of(section, key).search(text) is None:
        return text
    for word in words(section, key):
        text = text.replace(word, "")
    return text


def respelled(text: str, section: str) -> str:
    """Return a text with the usual spelling of each odd one of a section."""
    if _any_odd(section).search(text) is None:
        return text
    for odd, usual in spellings(section).items():
        text = text.replace(odd, usual)
    return text


@cache
def _any_odd(section: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, spellings(section))) or "(?!)")


def holds(text: str, section: str, key: str = "words") -> bool:
    """Return whether a word of a list stands in a text."""
    return _any_of(section, key).search(text) is not None


def matched(text: str, section: str) -> str:
    """Find the first stretch of a text that a pattern of a section fits."""
    if "allowed" in table(section) and holds(text, section, "allowed"):
        for allowed in words(section, "allowed"):
            text = text.replace(allowed, "\n")
    found = patterns(section).search(text)
    return found[0] if found else ""


def ending(
    text: str, section: str, key: str = "endings", *, file: str = "rules.toml"
) -> str:
    """Return the longest word of a list that ``text`` ends with, or an empty string."""
    known, lengths = _by_last(section, key, file)
    for length in lengths.get(text[-1:], ()):
        if text[-length:] in known:
            return text[-length:]
    return ""


@cache
def _by_last(
    section: str, key: str, file: str
) -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """Return a list as a set, and the lengths of its words by what they end with."""
    known = frozenset(words(section, key, file=file))
    return known, lengths_by_last(known)


def any_in(text: str, wanted: Iterable[str]) -> bool:
    """Return whether one of some words stands in a text."""
    for word in wanted:  # noqa: SIM110 - twice as fast, and rules ask it of each row
        if word in text:
            return True
    return False


def first_in(text: str, section: str, key: str = "words") -> str:
    """Return the first word of a list that stands in a text, or an empty string."""
    if not holds(text, section, key):
        return ""
    return next(word for word in words(section, key) if word in text)
