"""The one table of titles: which columns and labels stand for which field.

The titles shipped are ``words/titles.toml``; a user's own file of the same tables adds
to them.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from perftargets._data import toml
from perftargets.errors import UsageError
from perftargets.text import fold, unspaced

_TABLES = ("columns", "labels", "sources", "amounts", "kinds")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 60
"""A longer text is no title; it is not even normalised."""


@attrs.frozen
class Titles:
    """Titles of columns and labels, shipped and of the user's own.

    Attributes:
        own: what the user's file adds: table, field, titles.
    """

    own: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    _tables: Mapping[str, Mapping[str, str]] = attrs.field(
        init=False, eq=False, repr=False
    )
    _seen: dict[tuple[str, str], str | None] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )

    @_tables.default
    def _build(self) -> Mapping[str, Mapping[str, str]]:
        tables = {
            table: {
                normal(title): field
                for field, titles in toml("words", "titles.toml")[table].items()
                for title in titles
            }
            for table in _TABLES
        }
        # What the user says of a title stands over what is shipped.
        for table, field, titles in self.own:
            tables[table].update({normal(title): field for title in titles})
        return tables

    def field(self, table: str, text: str) -> str | None:
        """Return the field that a title stands for in one table, or None."""
        if not text or len(text) > _LONGEST:
            return None
        key = table, text
        if key not in self._seen:
            if len(self._seen) > 10_000:  # noqa: PLR2004 - memory has a bound
                self._seen.clear()
            names = self._tables[table]
            # As it stands first: a year or a remark may belong to the user's title.
            found = names.get(normal(text)) or names.get(bare(text))
            self._seen[key] = found
        return self._seen[key]

    def is_own(self, table: str, text: str) -> bool:
        """Report whether a title is one of the user's own."""
        title = normal(text)
        return any(
            each == table and title in map(normal, titles)
            for each, _, titles in self.own
        )

    def column(self, text: str) -> str | None:
        """Return the field of a column of the rows."""
        return self.field("columns", text)

    def label(self, text: str) -> str | None:
        """Return the field of a label of the header."""
        return self.field("labels", text)


@cache
def shipped() -> Titles:
    """Return the titles that come with the package."""
    return Titles()


def load(path: str | os.PathLike[str] | None) -> Titles:
    """Read a user's own titles: TOML with tables ``columns``, ``labels`` and so on.

    Raises:
        FileNotFoundError: there is no such file.
        UsageError: it is no such TOML, or names a table or field that is not known.
    """
    if path is None:
        return shipped()
    name = os.fspath(path)
    try:
        tables = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(
            zh=f"别名文件“{name}”不是 UTF-8 的 TOML：{problem}",
            en=f"the file of aliases “{name}” is no TOML in UTF-8: {problem}",
        ) from problem
    return Titles(tuple(_entries(name, tables)))


def _entries(
    name: str, tables: Mapping[str, Any]
) -> "list[tuple[str, str, tuple[str, ...]]]":
    entries: list[tuple[str, str, tuple[str, ...]]] = []
    for table, fields in tables.items():
        known = toml("words", "titles.toml")[table] if table in _TABLES else None
        if known is None or not isinstance(fields, dict):
            raise UsageError(
                zh=f"别名文件“{name}”：没有“{table}”这张表；可用 {'、'.join(_TABLES)}",
                en=f"the file of aliases “{name}”: there is no table “{table}”; "
                f"known are {', '.join(_TABLES)}",
            )
        for field, titles in fields.items():
            wanted = isinstance(titles, list) and all(
                isinstance(title, str) for title in titles
            )
            if field not in known or not wanted:
                raise UsageError(
                    zh=f"别名文件“{name}”：{table}.{field} 不可用；字段须是 "
                    f"{'、'.join(known)} 之一，值须是文字列表",
                    en=f"the file of aliases “{name}”: {table}.{field} cannot be used; "
                    f"a field is one of {', '.join(known)}, its value a list of texts",
                )
            entries.append((table, field, tuple(titles)))
    return entries


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return one list of words, normalised."""
    return frozenset(normal(each) for each in toml("words", "titles.toml")[table][key])


@cache
def word(table: str, key: str) -> str:
    """Return one single word."""
    return str(toml("words", "titles.toml")[table][key])


@cache
def texts(table: str, key: str) -> tuple[str, ...]:
    """Return one list of words as written, in its order."""
    return tuple(toml("words", "titles.toml")[table][key])


@cache
def pairs(table: str, key: str) -> Mapping[str, str]:
    """Return one table of words for words."""
    return dict(toml("words", "titles.toml")[table][key])


@cache
def pattern(key: str) -> re.Pattern[str]:
    """Return one pattern; a list of patterns is one of alternatives."""
    found = toml("words", "titles.toml")["patterns"][key]
    return re.compile(found if isinstance(found, str) else "|".join(found))


def normal(text: str) -> str:
    """Fold a text, drop its white space, a colon at its end and the case."""
    return unspaced(fold(text)).rstrip(":").casefold()


def bare(text: str) -> str:
    """Normalise a title and set aside remarks in brackets and years before it."""
    title = _REMARK.sub("", normal(text)).rstrip(":").strip("*☆★")
    before = pattern("before_title")
    while (found := before.match(title)) and found.end() < len(title):
        title = title[found.end() :]
    return title
