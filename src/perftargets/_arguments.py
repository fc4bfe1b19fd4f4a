"""Arguments of a call: what can be taken is converted, the rest is refused at once.

Content never raises, but a mistake of the caller does, with both languages and a word
of what to write instead.
"""

import os
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from perftargets.errors import UsageError

if TYPE_CHECKING:
    import attrs

T = TypeVar("T")

_SHORTEST = ".15g"
"""A binary float is taken at 15 significant digits, as a spreadsheet shows it."""


def unfit(value: object, name: str, *, zh: str, en: str) -> UsageError:
    """Return the refusal of an argument: its name, what is wanted, what was given."""
    given = shown(value)
    gap = " " if zh[:1].isascii() else ""
    return UsageError(
        zh=f"参数 {name} 应为{gap}{zh}，给的是 {given}",
        en=f"{name} must be {en}, not {given}",
    )


def shown(value: object) -> str:
    """Return a value as a message names it: a short text itself, else its type."""
    if isinstance(value, str):
        return f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”"  # noqa: PLR2004
    if value is None or isinstance(value, bool | int | float | Decimal):
        return str(value)
    return type(value).__name__


def number_of(name: str, value: object) -> Decimal:
    """Return a number that a caller gave as a Decimal.

    A float is taken at 15 significant digits: 0.05 becomes ``Decimal("0.05")``.

    Raises:
        UsageError: the value is not a number, or not a finite one.
    """
    number: Decimal | None = None
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, float):
        number = Decimal(format(value, _SHORTEST))
    elif isinstance(value, Fraction):
        number = Decimal(value.numerator) / Decimal(value.denominator)
    elif isinstance(value, str):
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            number = None
    if number is None or not number.is_finite():
        raise unfit(value, name, zh="有限的数（如 0.1）", en="a number such as 0.1")
    return number


def day_of(name: str, value: object) -> date | None:
    """Return a day that a caller gave: a date, a datetime or a text 2022-07-31.

    Raises:
        UsageError: the value is not a day.
    """
    match value:
        case None:
            return None
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            try:
                return date.fromisoformat(value.strip())
            except ValueError as error:
                raise _no_day(name, value) from error
        case _:
            raise _no_day(name, value)


def _no_day(name: str, value: object) -> UsageError:
    return unfit(value, name, zh="日期，如 2022-07-31", en="a date such as 2022-07-31")


def year_of(name: str, value: object) -> int | None:
    """Return a fiscal year that a caller gave, as an integer or in digits.

    Raises:
        UsageError: the value is not a whole number.
    """
    if value is None:
        return None
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int):
        raise unfit(value, name, zh="年份，如 2022", en="a year such as 2022")
    return number


def text_of(name: str, value: object) -> str:
    """Return a text that a caller gave.

    Raises:
        UsageError: the value is not text.
    """
    if not isinstance(value, str):
        raise unfit(value, name, zh="文字", en="text")
    return value


def is_path(value: object) -> TypeGuard[str | os.PathLike[str]]:
    """Return whether a value names a file."""
    return isinstance(value, str | os.PathLike)


def all_of(name: str, values: object, kind: type[T]) -> tuple[T, ...]:
    """Return the values of a list as a tuple, each of one class.

    Raises:
        UsageError: they are no list, or one is of another class.
    """
    if isinstance(values, tuple):
        listed: tuple[Any, ...] = values
    elif isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise _no_list(name, values, kind)
    else:
        listed = tuple(values)
    for value in listed:
        if not isinstance(value, kind):
            raise _no_list(name, value, kind)
    return listed


def _no_list(name: str, value: object, kind: type) -> UsageError:
    return unfit(
        value,
        name,
        zh=f"由 {kind.__name__} 组成的列表",
        en=f"a list of {kind.__name__}",
    )


def is_text(instance: object, field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse a field that is not text; a validator of attrs."""
    if not isinstance(value, str):
        raise _no_field(instance, field.name, value, zh="文字", en="text")


def is_text_or_none(
    instance: object, field: "attrs.Attribute[Any]", value: object
) -> None:
    """Refuse a field that is neither text nor None; a validator of attrs."""
    if value is not None and not isinstance(value, str):
        raise _no_field(
            instance, field.name, value, zh="文字或 None", en="text or None"
        )


def _no_field(
    instance: object, field: str, value: object, *, zh: str, en: str
) -> UsageError:
    return unfit(value, f"{type(instance).__name__}.{field}", zh=zh, en=en)


def points_of(value: Decimal | str | float | None) -> Decimal | None:
    """Return points that a caller gave, as a Decimal; a converter of attrs.

    Raises:
        UsageError: the value is not a number.
    """
    if value is None or isinstance(value, Decimal):
        return value
    return number_of("weight/score", value)


def close_matches(word: str, known: Iterable[str], *, n: int = 1) -> list[str]:
    """Return the known words that are most like one, at most ``n``, the best first."""
    # What compares texts is loaded for a mistake only.
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=n)
