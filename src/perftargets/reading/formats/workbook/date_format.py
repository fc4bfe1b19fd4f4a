"""Dates of a workbook as text: ISO, as precisely as their format shows them."""

import datetime as dt

from perftargets.reading.formats.workbook.number_format import tokens
from perftargets.reading.tables import titles

YEAR_MONTH_IDS = frozenset({27, 36, 50, 52, 57})
"""Built-in formats of Chinese workbooks that show year and month; no list has them."""

DATE_IDS = YEAR_MONTH_IDS | {28, 29, 30, 31, 51, 53, 54, 58}
"""Built-in formats of Chinese workbooks that show a date."""

_READ = frozenset("ymdhsebga")
_YEARS = frozenset("ye")


def shows_date(number_format: str) -> bool:
    """Return whether a format reads a date: its letters stand in it unquoted."""
    return any(
        kind == "bare" and said.lower() in _READ for kind, said in tokens(number_format)
    )


def date_text(value: dt.date | dt.time | dt.timedelta, number_format: str = "") -> str:
    """Write a stored date as ISO, as precisely as its format shows it.

    What the format prints before and after the date (截至, 前) is part of the text.
    """
    found: list[tuple[str, str]] = []
    for each in tokens(number_format):
        if each[0] == "end":
            break
        found.append(each)
    read = [
        index
        for index, (kind, said) in enumerate(found)
        if kind == "bare" and said.lower() in _READ
    ]
    letters = {found[index][1].lower() for index in read}
    if not read:
        return dated(value, letters)
    before = _printed(found[: read[0]])
    after = _printed(found[read[-1] + 1 :])
    return dated(value, letters, before=before, after=after)


def dated(
    value: dt.date | dt.time | dt.timedelta,
    letters: set[str],
    *,
    before: str = "",
    after: str = "",
) -> str:
    """Write a date as ISO between the words that are shown before and after it.

    Args:
        value: the date.
        letters: what is shown of it: y, m, d, h.
        before: what is shown before it.
        after: what is shown after it; its 年, 月 or 日 falls away.
    """
    before, after = _words(before), _words(after)
    for mark in titles.texts("cells", "date_marks"):
        if after.startswith(mark):
            after = after[len(mark) :]
            break
    return f"{before}{_iso(value, letters)}{after}"


def _printed(found: list[tuple[str, str]]) -> str:
    return "".join(said for kind, said in found if kind in {"literal", "bare"})


def _words(said: str) -> str:
    """Return a text with words in it; signs between the parts of a date say nothing."""
    return said.strip() if any(each.isalpha() for each in said) else ""


def _iso(value: dt.date | dt.time | dt.timedelta, letters: set[str]) -> str:
    if isinstance(value, dt.timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        rest = f":{seconds % 60:02d}" if seconds % 60 else ""
        return f"{hours}:{seconds // 60:02d}{rest}"
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.datetime):
        # The day is what a deadline asks for; the clock beside it says nothing more.
        value = value.date()
    if letters & _YEARS and "d" not in letters:
        return value.strftime("%Y-%m") if "m" in letters else value.strftime("%Y")
    if letters == {"m"}:
        return value.strftime("%Y-%m")
    return value.isoformat()
