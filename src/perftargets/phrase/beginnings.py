"""What the terminals begin with and need, kept in ``grammar/starts.json``.

To work it out each pattern is parsed, which takes as long as lark's own build. The file
keeps it under a checksum of the grammar, and with one of each pattern; a pattern that
is another one, as with units or words of one's own, is worked out. ``make tables``
writes the file anew, and a test fails when it is out of date.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple
from zlib import crc32

from perftargets._data import names, read
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


def clues_of(
    name: str,
    pattern: Callable[[], str],
    *,
    shipped: bool = False,
    begins: bool = True,
) -> Clues:
    """Return the clues of a pattern, which is made if it has to be looked at.

    Args:
        name: that of the terminal, the form or the part.
        pattern: makes it.
        shipped: that nothing was added to the grammar and the units that are shipped,
            so that what is kept holds for them as long as their checksum does.
        begins: that it is to be known what it begins with; a part may be empty.

    Raises:
        ValueError: it can be empty or begin with any character.
    """
    key, known = _known()
    kept = known.get(name)
    if kept is not None and shipped and key == sources():
        return _clues(kept)
    text = pattern()
    if kept is not None and kept[0] == checksum_of(text):
        return _clues(kept)
    return worked_out(text, begins=begins)


def _clues(kept: tuple[str, ...]) -> Clues:
    _, characters, *needs = kept
    return Clues(frozenset(characters), tuple(map(frozenset, needs)))


def worked_out(pattern: str, *, begins: bool = True) -> Clues:
    """Work out the clues of a pattern; ``ValueError`` as ``clues_of`` has it."""
    from perftargets.phrase.follows import first_characters
    from perftargets.phrase.needs import needed_characters

    starts = first_characters(pattern) if begins else frozenset()
    return Clues(starts, needed_characters(pattern))


def checksum_of(pattern: str) -> str:
    """Return what tells a pattern from an earlier one of its name."""
    return f"{crc32(pattern.encode()):08x}"


@cache
def sources() -> str:
    """Return what tells the grammar and the units of today from earlier ones."""
    files = (name for name in names("grammar") if name.endswith((".lark", ".toml")))
    return checksum_of("\0".join(read("grammar", name) for name in files))


@cache
def _known() -> tuple[str, Mapping[str, tuple[str, ...]]]:
    import json

    try:
        (key,), *rows = json.loads(read("grammar", FILE))
    except FileNotFoundError:
        return "", {}
    return key, {name: tuple(clues) for name, *clues in rows}
