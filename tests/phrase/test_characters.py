"""What patterns begin with and need, worked out of the patterns alone."""

import pytest

from perftargets.phrase.follows import first_characters
from perftargets.phrase.needs import KEPT, WIDEST, needed_characters


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", "a"),
        ("ab", "a"),
        ("a|b", "ab"),
        ("a?b", "ab"),
        ("a*b", "ab"),
        ("a+b", "a"),
        ("a{0,2}b", "ab"),
        ("a{1,2}b", "a"),
        ("a*?b", "ab"),
        ("(?:a?|c)b", "abc"),
        ("(?:a?|c)(?:d?)b", "abcd"),
        ("[a-c]x", "abc"),
        ("[a-cx]", "abcx"),
        ("[a]b", "a"),
        ("(a|b)c", "ab"),
        ("(?=b)a", ""),
        ("(?=[ab])a", "a"),
        ("(?!b)a", "a"),
        ("(?<=b)a", "a"),
        ("^a", "a"),
        ("(?:ab|cd)?e", "ace"),
        ("(?P<x>a)", "a"),
        ("万?亿", "万亿"),
    ],
)
def test_every_character_that_a_match_can_begin_with_is_known(
    pattern: str, expected: str
) -> None:
    """And no other one: a part that can be empty lets in what stands behind it."""
    assert first_characters(pattern) == frozenset(expected)


@pytest.mark.parametrize("pattern", ["", "a?", "a*", "(?:a|b?)", "(?!a)", "a{0,1}"])
def test_a_terminal_that_can_be_empty_is_refused(pattern: str) -> None:
    """It would match everywhere."""
    with pytest.raises(ValueError, match="can be empty"):
        first_characters(pattern)


@pytest.mark.parametrize("pattern", [".", "[^a]", r"\d", r"[\d]", r"[\w-]"])
def test_a_terminal_that_can_begin_with_a_class_is_refused(pattern: str) -> None:
    """Its first characters cannot be listed."""
    with pytest.raises(ValueError, match="can begin with"):
        first_characters(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("ab", ["a", "b"]),
        ("cab", ["a", "b"]),
        ("a?b", ["b"]),
        ("a*", []),
        ("a+", ["a"]),
        ("a{0,3}b", ["b"]),
        ("a{2}", ["a"]),
        ("[ab]c", ["c", "ab"]),
        ("[ab][c]", ["c", "ab"]),
        ("(?:ab|cd)", ["ac", "bd"]),
        ("(?:a|b)", ["ab"]),
        ("(?:a|)", []),
        ("(?:ab|c)", ["ac", "bc"]),
        ("(?=a)", ["a"]),
        ("(?!a)b", ["b"]),
        ("(?<=a)b", ["b"]),
        ("(?<!a)b", ["b"]),
        ("5年", ["年", "5"]),
        ("[0-9]a", ["a", "0123456789"]),
        ("[0-9]", ["0123456789"]),
        ("[^a]b", ["b"]),
        (".b", ["b"]),
        (r"\db", ["b"]),
        ("(a)b", ["a", "b"]),
    ],
)
def test_a_pattern_needs_a_character_of_each_set(
    pattern: str, expected: list[str]
) -> None:
    """The sets that the fewest texts meet come first; digits stand in most of them."""
    assert needed_characters(pattern) == tuple(map(frozenset, expected))
    assert len(expected) <= KEPT


@pytest.mark.parametrize(
    ("many", "looked_for"), [(WIDEST - 1, True), (WIDEST, True), (WIDEST + 1, False)]
)
def test_a_wide_set_is_not_worth_looking_for(
    many: int,
    looked_for: bool,  # noqa: FBT001
) -> None:
    """Nearly every text has one of it."""
    signs = "".join(chr(0x4E00 + 2 * at) for at in range(many))
    expected = (frozenset(signs),) if looked_for else ()
    assert needed_characters(f"[{signs}]") == expected
    assert needed_characters(f"(?:{'|'.join(signs)})") == expected


@pytest.mark.parametrize(
    ("wide", "looked_for"), [(WIDEST - 1, True), (WIDEST, False), (WIDEST + 1, False)]
)
def test_a_wide_range_is_not_worth_looking_for(
    wide: int,
    looked_for: bool,  # noqa: FBT001
) -> None:
    """A range of n has n and one characters; with it all of its class is left out."""
    first, last = chr(0x4E00), chr(0x4E00 + wide)
    expected = (frozenset(map(chr, range(0x4E00, 0x4E01 + wide))),)
    found = needed_characters(f"[{first}-{last}]")
    assert found == (expected if looked_for else ())
