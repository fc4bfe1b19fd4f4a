"""What every value that a user sees can do: a flat form, a short form, a table.

There is one flattening, ``to_dict``. A notebook's table, the wire form of a target, the
JSON of reports and ``perftargets/1`` are made of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

import attrs

from perftargets._convert import plain
from perftargets._html import escaped, table

Language = Literal["zh", "en"]
"""The languages of titles and messages."""

LONGEST = 120
"""Characters of a representation."""

SHOWN = 200
"""How many lines of a list a notebook shows."""

_TEXT = 40
"""Characters of a text inside a representation."""


class Value:
    """A value that a user sees, and what can be made of it."""

    __slots__ = ()

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the value as what JSON can hold; figures are decimal strings.

        Messages are in one language.
        """
        return fields(self, language)

    def _flat(self, language: Language) -> Any:
        """Return what stands for the value inside another one."""
        return self.to_dict(language)

    def __repr__(self) -> str:
        """Return the class and what is set, in at most 120 characters."""
        return brief(self)

    def _repr_html_(self) -> str:
        """Return a table for a notebook."""
        return as_table(self.to_dict("zh"))


def fields(value: Any, language: Language) -> dict[str, Any]:
    """Return the public fields of a value, each flat."""
    return {
        each.name: flat(getattr(value, each.name), language)
        for each in attrs.fields(type(value))
        if each.repr and not each.name.startswith("_")
    }


def flat(value: Any, language: Language) -> Any:
    """Return anything that a value is made of as what JSON can hold."""
    match value:
        case Value():
            return value._flat(language)  # noqa: SLF001 - its own module
        case Enum():
            return str(value)
        case None | bool() | int() | str():
            return value
        case Decimal() | Fraction():
            return plain(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): flat(each, language) for key, each in value.items()}
        case frozenset() | tuple() | list():
            items = [flat(each, language) for each in value]
            return sorted(items) if isinstance(value, frozenset) else items
        case _ if attrs.has(type(value)):
            return fields(value, language)
        case _:
            return str(value)


def brief(value: Any) -> str:
    """Return a representation of at most 120 characters.

    All fields where there is room for them, else those that differ from the default,
    lists by their length.
    """
    known = [each for each in attrs.fields(type(value)) if each.repr]
    parts = [(each, _part(getattr(value, each.name))) for each in known]
    text = _joined(value, parts)
    if len(text) > LONGEST:
        parts = [
            (each, part)
            for each, part in parts
            if part != "()" and getattr(value, each.name) != each.default
        ]
        text = _joined(value, parts)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]}…)"


def _joined(value: Any, parts: "Iterable[tuple[attrs.Attribute[Any], str]]") -> str:
    inner = ", ".join(f"{each.name}={part}" for each, part in parts)
    return f"{type(value).__name__}({inner})"


def _part(value: Any) -> str:
    match value:
        case str() if not isinstance(value, Enum) and len(value) > _TEXT:
            return repr(f"{value[:_TEXT]}…")
        case tuple() | list() | Mapping() | frozenset() if len(value) > 1:
            return f"<{len(value)}>"
        case int() if value.bit_length() > LONGEST:
            return "<int>"
        case _:
            return repr(value)


def as_table(tree: Mapping[str, Any]) -> str:
    """Return a tree as a table: a row for each key that has a value."""
    return table(
        (key, _cell(value))
        for key, value in tree.items()
        if value not in (None, [], {})
    )


def rows_table(rows: list[dict[str, Any]], columns: Iterable[str] = ()) -> str:
    """Return trees as a table, one a row; the columns are the keys of the first ones.

    At most 200 rows are shown; how many more there are stands below them.
    """
    shown = rows[:SHOWN]
    names = list(columns) or list(
        dict.fromkeys(
            key for row in shown for key, value in row.items() if value is not None
        )
    )
    lines = [_line("th", map(escaped, names))]
    lines += [_line("td", (_counted(row.get(name)) for name in names)) for row in shown]
    rest = len(rows) - len(shown)
    more = f"<p>… {rest}</p>" if rest else ""
    return f"<table>{''.join(lines)}</table>{more}"


def _line(tag: str, cells: Iterable[str]) -> str:
    style = ' style="text-align:left"'
    inner = "".join(f"<{tag}{style}>{cell}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"


def _cell(value: Any) -> str:
    match value:
        case dict():
            return as_table(value)
        case list() if value and all(isinstance(each, dict) for each in value):
            return rows_table(value)
        case _:
            return _counted(value)


def _counted(value: Any) -> str:
    """Return a cell of a row: a text, a list of texts, or how many there are."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() if all(isinstance(each, str | int) for each in value):
            return escaped("；".join(map(str, value)))
        case list() | dict():
            return escaped(f"[{len(value)}]")
        case _:
            return escaped(value)
