"""``--limit NAME=NUMBER``: what a file may hold, where the defaults do not fit."""

import re
from collections.abc import Iterable
from typing import Any

import attrs

from perftargets._arguments import close_matches
from perftargets.cli.terminal import restored
from perftargets.errors import UsageError
from perftargets.reading.formats.encodings import is_encoding
from perftargets.reading.limits import Choice, Limits

NAMES = tuple(field.name for field in attrs.fields(Limits) if field.name != "choice")
"""The limits that can be changed."""

_STRETCH = re.compile(r"([0-9]{1,6})(?:\s*[-–—]\s*([0-9]{1,6}))?")

_DIGITS = 18
"""How many digits a limit may have."""


def limits_of(given: Iterable[str], choice: Choice | None = None) -> Limits | None:
    """Return the limits of a call; None where it names none, and all of a file is read.

    Raises:
        UsageError: one is not of the form ``NAME=NUMBER``, or its name is none.
    """
    changes: dict[str, Any] = {}
    for each in given:
        name, sign, figure = (part.strip() for part in each.partition("="))
        if not sign or not name:
            raise _unusable(each)
        if name not in NAMES:
            raise _unknown(name)
        number = figure.replace("_", "").replace(",", "")
        usable = number.isascii() and number.isdigit() and len(number) <= _DIGITS
        if not usable or not int(number):
            raise _unusable(each)
        changes[name] = int(number)
    if choice is not None and choice != Choice():
        changes["choice"] = choice
    return Limits(**changes) if changes else None


def choice_of(
    sheet: Iterable[str] = (), pages: str | None = None, encoding: str | None = None
) -> Choice:
    """Return what of a file is to be read.

    Raises:
        UsageError: the pages are no numbers, or the encoding is not known.
    """
    if encoding is not None and not is_encoding(encoding):
        shown = restored(encoding)
        raise UsageError(
            zh=f"没有“{shown}”这种编码；常用的有 utf-8、gb18030、big5",
            en=f"there is no encoding “{shown}”; usual ones are utf-8, gb18030, big5",
        )
    stretches: list[tuple[int, int]] = []
    for each in (pages or "").replace("，", ",").split(",") if pages else ():
        found = _STRETCH.fullmatch(each.strip())
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 0 < first <= last:
            shown = restored(each)
            raise UsageError(
                zh=f"--pages 要写成 1-3,5 这样的页码，不能是“{shown}”",
                en=f"--pages is page numbers as 1-3,5; not “{shown}”",
            )
        stretches.append((first, last))
    return Choice(encoding=encoding, sheets=tuple(sheet), pages=tuple(stretches))


def _unusable(each: str) -> UsageError:
    shown = restored(each)
    return UsageError(
        zh=f"--limit 要写成 名称=正整数，如 rows=500000，不能是“{shown}”",
        en=f"--limit is NAME=NUMBER with a whole number above 0, as rows=500000; not "
        f"“{shown}”",
    )


def _unknown(name: str) -> UsageError:
    shown = restored(name)
    near = close_matches(name.lower(), NAMES)
    zh, en = (
        (f"；是否指 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    )
    known = ", ".join(NAMES)
    return UsageError(
        zh=f"没有“{shown}”这个上限{zh or '；有：' + known}",
        en=f"there is no limit “{shown}”{en or '; there are: ' + known}",
    )
