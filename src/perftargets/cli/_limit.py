"""``--limit NAME=NUMBER``: what a file may hold, where the defaults do not fit."""

import difflib
from collections.abc import Iterable

import attrs

from perftargets.cli._terminal import restored
from perftargets.errors import UsageError
from perftargets.reading import Limits

NAMES = tuple(field.name for field in attrs.fields(Limits))
"""The limits that can be changed."""

_DIGITS = 18
"""How many digits a limit may have."""


def limits_of(given: Iterable[str]) -> Limits | None:
    """Give the limits of a call; None where it names none.

    Raises:
        UsageError: one is not of the form ``NAME=NUMBER``, or its name is none.
    """
    changes: dict[str, int] = {}
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
    return Limits(**changes) if changes else None


def _unusable(each: str) -> UsageError:
    shown = restored(each)
    return UsageError(
        zh=f"--limit 要写成 名称=正整数，如 rows=500000，不能是“{shown}”",
        en=f"--limit is NAME=NUMBER with a whole number above 0, as rows=500000; not "
        f"“{shown}”",
    )


def _unknown(name: str) -> UsageError:
    shown = restored(name)
    near = difflib.get_close_matches(name.lower(), NAMES, n=1)
    zh, en = (
        (f"；是否指 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    )
    known = ", ".join(NAMES)
    return UsageError(
        zh=f"没有“{shown}”这个上限{zh or '；有：' + known}",
        en=f"there is no limit “{shown}”{en or '; there are: ' + known}",
    )
