"""Which notation a text of keys and values has: JSON, YAML or TOML.

The content decides. The ending of the name is asked only where the content shows keys
and values and not more.
"""

import re
from functools import cache
from pathlib import PurePath
from typing import Literal

from perftargets.reading import words

Notation = Literal["json", "yaml", "toml"]

_SHOWN = 65536
"""How many characters at the start are looked at."""

_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|\Z)|\[\s*(?:[\[\]{\"]|\Z))")
_BRACKET = re.compile(r"\s*[\[{]")
_YAML_PAIR = re.compile(
    r"^[ -]{0,80}[\"']?[^\s:：\"'-][^:：\n]{0,60}[:：]", re.MULTILINE
)
_HEADER = re.compile(
    r"\s*\[\[?[^\[\]{},\n]{1,60}\]\]?[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE
)
_TOML_PAIR = re.compile(r"^(?:\[|[^\n=]{1,60}=)", re.MULTILINE)


def notation(text: str, name: str | None) -> Notation | None:
    """Tell the notation of a text, or None where it is none of the three.

    Args:
        text: the whole text.
        name: the name of the file, for its ending.
    """
    start = text[:_SHOWN]
    suffix = PurePath(name or "").suffix.lower()
    if _marks("toml").search(start) or (suffix == ".toml" and _HEADER.match(start)):
        return "toml"
    if _JSON.match(start):
        return "json"
    if _marks("yaml").search(start):
        return "yaml"
    match suffix:
        case ".yaml" | ".yml" if _YAML_PAIR.search(start) or _BRACKET.match(start):
            return "yaml"
        case ".toml" if _TOML_PAIR.search(start):
            return "toml"
    return "json" if _BRACKET.match(start) else None


@cache
def _marks(form: Notation) -> re.Pattern[str]:
    """Give a pattern of what only a document of perftargets has in a notation."""
    schema, projects = _spellings("schema"), _spellings("projects")
    if form == "toml":
        return re.compile(
            rf"^[ \t]*(?:{schema}[ \t]*=[ \t]*[\"']perftargets/"
            rf"|\[\[[ \t]*{projects}[ \t]*\]\])",
            re.MULTILINE,
        )
    return re.compile(
        rf"^\{{?[ \t]*(?:{schema}[ \t]*[:：][ \t]*[\"']?perftargets/"
        rf"|{projects}[ \t]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*- )",
        re.MULTILINE,
    )


def _spellings(key: str) -> str:
    names = [
        re.escape(spelling)
        for spelling, meant in words.aliases("fields", "document").items()
        if meant == key
    ]
    return rf"[\"']?(?:{'|'.join(names)})[\"']?"
