"""Text in display cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets._escaping import terminal
from perftargets.reporting import cells
from perftargets.reporting.cells import pad, width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("指标", 4), ("（90%）", 7), ("≥95％", 5), ("e\u0301", 1)],
)
def test_wide_characters_take_two_cells(text: str, cells: int) -> None:
    """Combining marks take none."""
    assert width(text) == cells


def test_padding_counts_cells() -> None:
    """Two Chinese characters fill four cells."""
    assert pad("指标", 6) == "指标  "
    assert pad("指标", 3) == "指标"


def test_what_acts_on_a_terminal_is_escaped() -> None:
    """Control characters, direction marks and lone surrogates come out as escapes."""
    assert terminal("红\x1b[31m\n\u202e\ud800字\x7f") == (
        r"红\x1b[31m\n\u202e\ud800字\x7f"
    )


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("不少于100条", 8, ["不少于", "100条"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("酒店数量，房间", 8, ["酒店数", "量，房间"]),
    ],
)
def test_lines_end_where_they_may(text: str, columns: int, lines: list[str]) -> None:
    """At spaces and between wide characters, not before a closing mark."""
    assert wrap(text, columns) == lines


@settings(deadline=None)  # this is about text, not about time
@given(st.text(max_size=60), st.integers(min_value=2, max_value=30))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    """No line is wider than asked for, and every other character is there."""
    text = terminal(text)
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["9", "甲", "ab ", "，", "e\u0301"])
def test_a_character_is_measured_a_few_times_whatever_the_length(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell of 100,000 digits in one word must not cost the square of them."""
    measured = 0
    of = cells._cells  # noqa: SLF001 -- what measures one character

    def counting(character: str) -> int:
        nonlocal measured
        measured += 1
        return of(character)

    monkeypatch.setattr(cells, "_cells", counting)
    text = piece * (6_000 // len(piece))
    wrap(text, 20)

    assert 0 < measured <= 7 * len(text)
