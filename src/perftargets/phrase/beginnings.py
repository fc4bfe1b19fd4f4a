"""What the terminals begin with and need, kept in ``grammar/starts.json``.

To work it out each pattern is parsed, which takes as long as lark's own build. The file
keeps it with a checksum of the pattern; a pattern that is another one, as with units or
words of one's own, is worked out. ``make tables`` writes the file anew, and a test
fails when it is out of date.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from zlib import crc32

from perftargets._data import read
from perftargets.phrase.needs import Needs

FILE = "starts.json"


class Clues(NamedTuple):
    """What tells where a pattern cannot match.

    Attributes:
        starts: every character that a match can begin with.
        needs: sets of characters, of which a match, or what follows it, has one each.
    """

    starts: frozenset[str]
    needs: Needs


def clues_of(name: str, pattern: str) -> Clues:
    """Return the clues of a pattern.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    checksum, characters, *needs = _known().get(name, ("", ""))
    if checksum == checksum_of(pattern):
        return Clues(frozenset(characters), tuple(map(frozenset, needs)))
    return worked_out(pattern)


def worked_out(pattern: str) -> Clues:
    """Work out the clues of a pattern; ``ValueError`` as ``clues_of`` has it."""
    from perftargets.phrase.needs import needed_characters
    from perftargets.phrase.scanner import first_characters

    return Clues(first_characters(pattern), needed_characters(pattern))


def beginnings(name: str, pattern: str) -> frozenset[str]:
    """Return every character that a match of the pattern can begin with.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    return clues_of(name, pattern).starts


def checksum_of(pattern: str) -> str:
    """Return what tells a pattern from an earlier one of its name."""
    return f"{crc32(pattern.encode()):08x}"


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    import json

    try:
        found = json.loads(read("grammar", FILE))
    except FileNotFoundError:
        return {}
    return {name: tuple(clues) for name, *clues in found}
