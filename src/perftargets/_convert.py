"""The one cattrs converter: exact numbers both ways, error messages of our own."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from perftargets.errors import DataError

if TYPE_CHECKING:
    from cattrs import Converter


_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})", re.ASCII)


@attrs.frozen
class WrittenNumber:
    """A number as it is written in a file, not yet a value: ``0.10`` keeps its 0."""

    text: str


def plain(number: Decimal | Fraction) -> str:
    """Write a number without exponent, and a fraction as ``1/3``."""
    if isinstance(number, Fraction):
        return f"{number.numerator}/{number.denominator}"
    return format(number, "f")


def structure(value: object, kind: Any) -> Any:
    """Convert a value from a file into ``kind``, a type of the model or a union.

    Raises:
        DataError: it is not such a value; the message quotes it.
    """
    own = _OWN.get(kind)
    # Most of what files hold are such values: for them cattrs is not loaded.
    return converter().structure(value, kind) if own is None else own(value)


def unstructure(value: object) -> Any:
    """Convert a value into what JSON can hold; numbers become plain strings."""
    return converter().unstructure(value)


@cache
def converter() -> "Converter":
    """Build the converter; cattrs is loaded at the first call only."""
    from cattrs import Converter

    made = Converter(detailed_validation=False)
    for kind, own in _OWN.items():
        made.register_structure_hook(kind, _hook(own))
    made.register_unstructure_hook(Decimal, plain)
    made.register_unstructure_hook(Fraction, plain)
    return made


def _hook(own: Callable[[object], Any]) -> Callable[[object, Any], Any]:
    return lambda value, _: own(value)


def _shown(value: object) -> str:
    if isinstance(value, WrittenNumber):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”" if isinstance(value, str) else type(value).__name__


def _text(value: object) -> str:
    if isinstance(value, WrittenNumber):
        return value.text
    if isinstance(value, str):
        return value
    shown = _shown(value)
    raise DataError(zh=f"需要文字，读到 {shown}", en=f"expected text, found {shown}")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    shown = _shown(value)
    raise DataError(
        zh=f"需要 true 或 false，读到 {shown}",
        en=f"expected true or false, found {shown}",
    )


def _integer(value: object) -> int:
    text = _text(value).strip() if isinstance(value, WrittenNumber | str) else ""
    if not _INTEGER.fullmatch(text):
        shown = _shown(value)
        raise DataError(
            zh=f"需要整数，读到 {shown}",
            en=f"expected a whole number, found {shown}",
        )
    return int(text)


def _decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value).strip() if isinstance(value, WrittenNumber | str) else ""
    if not _DECIMAL.fullmatch(text):
        shown = _shown(value)
        raise DataError(
            zh=f"需要数字（如 10 或 7.5），读到 {shown}",
            en=f"expected a number such as 10 or 7.5, found {shown}",
        )
    return Decimal(text)


def _exact(value: object) -> Decimal | Fraction:
    """Read a number of a target: a decimal, or a fraction such as ``1/3``."""
    text = _text(value).strip() if isinstance(value, WrittenNumber | str) else ""
    below, slash, under = text.partition("/")
    if slash and _INTEGER.fullmatch(below) and _INTEGER.fullmatch(under) and int(under):
        return Fraction(int(below), int(under))
    return _decimal(value)


def _number(value: object) -> int | str | None:
    """Keep the number of a row as written; a bare whole number is an integer."""
    if value is None:
        return None
    if isinstance(value, WrittenNumber) and _INTEGER.fullmatch(value.text):
        return int(value.text)
    return _text(value)


def _optional(own: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else own(value)


_OWN: Mapping[Any, Callable[[object], Any]] = MappingProxyType(
    {
        str: _text,
        int: _integer,
        bool: _flag,
        Decimal: _decimal,
        str | None: _optional(_text),
        int | None: _optional(_integer),
        Decimal | None: _optional(_decimal),
        int | str | None: _number,
        Decimal | Fraction: _exact,
        Decimal | Fraction | None: _optional(_exact),
    }
)
"""What converts a value into each of these kinds."""
