"""A file of keys and values as a small tree with places, whatever its format."""

import attrs

from perftargets._convert import Figure
from perftargets.text import Place

Scalar = str | Figure | bool | None
"""A value without parts: text, a number as written, true or false, nothing."""


@attrs.frozen
class Leaf:
    """A value without parts."""

    value: Scalar
    place: Place


@attrs.frozen
class Listing:
    """Values in order."""

    items: "tuple[Node, ...]"
    place: Place


@attrs.frozen
class Entry:
    """One key with its value."""

    key: str
    place: Place
    node: "Node"


@attrs.frozen
class Mapping:
    """Keys with their values, in the order written; a key may stand there twice."""

    entries: tuple[Entry, ...]
    place: Place


Node = Leaf | Listing | Mapping


@attrs.frozen
class NotATree(Exception):  # noqa: N818 - caught by readers, never seen by callers
    """The text does not have the syntax of its format.

    Attributes:
        zh: what is wrong, in Chinese.
        en: the same in English.
        place: where.
    """

    zh: str
    en: str
    place: Place


def shown(node: Node, *, limit: int = 200) -> str:
    """Write a value in one line, to be quoted in a message."""
    text = _shown(node)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _shown(node: Node) -> str:
    match node:
        case Leaf(value=Figure(text=text)):
            return text
        case Leaf(value=None):
            return "null"
        case Leaf(value=bool() as flag):
            return "true" if flag else "false"
        case Leaf(value=value):
            return str(value)
        case Listing(items=items):
            return "[" + ", ".join(map(_shown, items)) + "]"
        case Mapping(entries=entries):
            pairs = (f"{entry.key}: {_shown(entry.node)}" for entry in entries)
            return "{" + ", ".join(pairs) + "}"
