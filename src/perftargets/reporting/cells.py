"""Display cells: how wide text is in a terminal, wrapped and padded.

``rich`` measures the same, but it comes with the command only, and a report must not
need it. A wide or full-width character takes two cells, a combining mark none.
"""

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
    line = ""
    for token in _tokens(text):
        if width(line) + width(token) <= columns:
            line += token
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = "" if token.isspace() else token
        while width(line) > columns:
            head = _head(line, columns)
            lines.append(head)
            line = line[len(head) :]
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
    for character in text:
        joins = (
            tokens
            and not character.isspace()
            and not tokens[-1][-1].isspace()
            and (
                _cells(character) == 0
                or (_cells(character) == 1 and _cells(tokens[-1][-1]) == 1)
                or character in _CLOSING
                or tokens[-1][-1] in _OPENING
            )
        )
        if joins:
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


_OPENING = frozenset("（“‘《【〔")
_CLOSING = frozenset("，。；：、！？）”’》】%")


def _head(text: str, columns: int) -> str:
    length = taken = 0
    for character in text:
        taken += _cells(character)
        if taken > columns:
            break
        length += 1
    return text[: max(1, length)]
