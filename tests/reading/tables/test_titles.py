"""Titles of columns: each is read into its field, and stands below one field alone."""

from collections import Counter

import pytest

from perftargets._data import toml
from perftargets.reading.tables.headings import headings_of
from perftargets.reading.tables.titles import Titles, normal

TITLES = [
    (field, title)
    for field, titles in toml("words", "titles.toml")["columns"].items()
    for title in titles
]


@pytest.mark.parametrize(("field", "title"), TITLES)
def test_a_title_is_read_into_its_field(field: str, title: str) -> None:
    """As written, with spaces inside, and with a colon behind it."""
    headings = headings_of(Titles())
    spaced = " ".join(title) if not title.isascii() else title
    assert {field} == {
        headings.column(each).field for each in (title, spaced, f"{title}：")
    }


def test_no_title_stands_below_two_fields() -> None:
    """Which of them it is would depend on the order of the file."""
    found = Counter(normal(title) for _, title in TITLES)
    assert [title for title, count in found.items() if count > 1] == []
