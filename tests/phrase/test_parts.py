"""Each part of a long pattern has a phrase that it takes a piece of."""

import re
from collections.abc import Iterator

import pytest

from perftargets._data import names, read
from perftargets.phrase.engine import folded_text
from perftargets.phrase.vocabulary import fill
from tests.phrase.grammar import engine, found, lists

MOST = 230
"""Characters of one terminal."""


def parts() -> Iterator[tuple[str, str, str]]:
    """Give each part: where it stands, its pattern, its phrase."""
    for table, entries in lists()["parts"].items():
        for name, (pattern, phrase) in entries.items():
            yield f"{table}: {name}", pattern, phrase


@pytest.mark.parametrize(("name", "pattern", "phrase"), [*parts()])
def test_a_part_takes_a_piece_of_its_phrase(
    name: str, pattern: str, phrase: str
) -> None:
    """Some token of the phrase begins where the part does, and it is no empty one."""
    cleaned, _ = engine().noise.cleaned(folded_text(phrase))
    match = re.search(fill(pattern, found()), cleaned)

    assert match is not None, name
    assert match[0]


def test_a_pattern_of_the_grammar_fits_two_lines() -> None:
    """A longer one has parts with names: `«none of»`, with a phrase for each."""
    long = [
        f"{name}:{number}"
        for name in names("grammar")
        if name.endswith(".lark")
        for number, line in enumerate(read("grammar", name).splitlines(), start=1)
        if len(line) > MOST
    ]
    assert not long


def test_a_part_is_no_longer_than_can_be_read() -> None:
    """Who writes a longer one makes two of it."""
    assert [] == [name for name, pattern, _ in parts() if len(pattern) > 260]
