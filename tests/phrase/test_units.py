"""Units in phrases: each spelling is read, and a word after a figure is no unit."""

import tomllib
from pathlib import Path

import pytest

from perftargets.phrase import parse
from perftargets.phrase.target import Comparison
from perftargets.units import default_units

CASES = Path(__file__).parents[1] / "units"
BESIDE: dict[str, dict[str, str]] = tomllib.loads(
    (CASES / "cases.toml").read_text(encoding="utf-8")
)


def pairs(table: str) -> list[tuple[str, str]]:
    """Give units and the words that begin with their name."""
    return [
        (name, word) for name, words in BESIDE[table].items() for word in words.split()
    ]


def counted() -> list[tuple[str, str]]:
    """Give the name and every spelling of each unit that can be counted."""
    return [
        (unit.name, spelling)
        for unit in default_units().units
        if unit.counted
        for spelling in unit.written
    ]


def unit_of(phrase: str) -> str | None:
    """Give the unit of a phrase, None where it states none or no figure."""
    measure = parse(phrase).measure
    return measure.unit if isinstance(measure, Comparison) else None


@pytest.mark.parametrize(("name", "word"), pairs("words"))
def test_a_word_that_begins_like_a_unit_is_none(name: str, word: str) -> None:
    """5处理 counts no 处, in whatever way the rest is read.

    More stands behind it, since 5室内 alone could be 内 behind a figure.
    """
    assert name != unit_of(f"完成5{word}整治任务")


@pytest.mark.parametrize(("name", "text"), pairs("counted"))
def test_a_unit_before_its_noun_is_read(name: str, text: str) -> None:
    """2台风机 are two 台."""
    assert name == unit_of(f"2{text}")


@pytest.mark.parametrize(("name", "spelling"), counted())
def test_every_spelling_of_a_unit_is_read_after_a_figure(
    name: str, spelling: str
) -> None:
    """By its one name, behind an operator and before one."""
    assert name == unit_of(f"不少于15{spelling}")
    assert name == unit_of(f"15{spelling}以上")
