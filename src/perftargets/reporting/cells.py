"""Display cells: how wide text is in a terminal, wrapped and padded.

``rich`` measures the same, but it comes with the command only, and a report must not
need it. A wide or full-width character takes two cells, a combining mark none.
"""

from itertools import pairwise
from unicodedata import category, combining, east_asian_width

_WIDE = frozenset("WF")


def width(text: str) -> int:
    """Count the cells that text takes."""
    return sum(map(_cells, text))


def pad(text: str, columns: int) -> str:
    """Fill up with spaces to ``columns`` cells."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Cut text into lines of at most ``columns`` cells, words of letters kept whole.

    A word longer than a line is cut. There is always at least one line.
    """
    columns = max(2, columns)
    lines: list[str] = []
    line, taken = "", 0
    for token in _tokens(text):
        wide = width(token)
        if taken + wide <= columns:
            line, taken = line + token, taken + wide
            continue
        if line.strip():
            lines.append(line.rstrip())
        if token.isspace():
            line, taken = "", 0
            continue
        *heads, line = _cut(token, columns)
        lines += heads
        taken = width(line)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _cells(character: str) -> int:
    if combining(character) or category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in _WIDE else 1


def _tokens(text: str) -> list[str]:
    """Split where a line may end: at spaces, and between wide characters."""
    tokens: list[str] = []
    start = 0
    for index, (before, character) in enumerate(pairwise(text), start=1):
        joins = (
            not character.isspace()
            and not before.isspace()
            and (
                _cells(character) == 0
                or (_cells(character) == 1 and _cells(before) == 1)
                or character in _CLOSING
                or before in _OPENING
            )
        )
        if not joins:
            tokens.append(text[start:index])
            start = index
    return [*tokens, text[start:]] if text else tokens


_OPENING = frozenset("（“‘《【〔")
_CLOSING = frozenset("，。；：、！？）”’》】%")


def _cut(token: str, columns: int) -> list[str]:
    """Cut a token into heads as wide as a line, and what is left, in one walk."""
    heads: list[str] = []
    start = taken = 0
    for index, character in enumerate(token):
        wide = _cells(character)
        if taken + wide > columns:
            heads.append(token[start:index])
            start, taken = index, 0
        taken += wide
    return [*heads, token[start:]]
