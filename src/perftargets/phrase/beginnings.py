"""What a terminal can begin with: read from ``grammar/starts.json`` where that holds.

To work it out each pattern is parsed, which takes as long as lark's own build. The file
keeps it with a checksum of the pattern; a pattern that is another one, as with units or
words of one's own, is worked out. ``make tables`` writes the file anew, and a test
fails when it is out of date.
"""

from collections.abc import Mapping
from functools import cache
from zlib import crc32

from perftargets._data import read
from perftargets.phrase.scanner import first_characters

FILE = "starts.json"


def beginnings(name: str, pattern: str) -> frozenset[str]:
    """Return every character that a match of the pattern can begin with.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    checksum, characters = _known().get(name, ("", ""))
    if checksum == checksum_of(pattern):
        return frozenset(characters)
    return first_characters(pattern)


def checksum_of(pattern: str) -> str:
    """Return what tells a pattern from an earlier one of its name."""
    return f"{crc32(pattern.encode()):08x}"


@cache
def _known() -> Mapping[str, tuple[str, str]]:
    import json

    try:
        found = json.loads(read("grammar", FILE))
    except FileNotFoundError:
        return {}
    return {name: (checksum, characters) for name, checksum, characters in found}
