"""Small pieces of HTML for notebooks; every text is escaped."""

from collections.abc import Iterable

from perftargets._escaping import html


def marked(text: str, parts: Iterable[tuple[str, int, int]]) -> str:
    """Write text with its parts in colour; a part that overlaps one before is left out.

    ``parts`` are names and places, in the order of the text; the name becomes the title
    that a reader sees over it.
    """
    pieces: list[str] = []
    position = 0
    for name, start, end in parts:
        if start < position:
            continue
        pieces.append(html(text[position:start]))
        colour = COLOURS.get(name, "#eeeeee")
        pieces.append(
            f'<mark title="{html(name)}" style="background:{colour}">'
            f"{html(text[start:end])}</mark>"
        )
        position = end
    pieces.append(html(text[position:]))
    return "".join(pieces)


COLOURS = {
    "operator": "#ffe3b3",
    "number": "#cfe8cf",
    "unit": "#d5e3f7",
    "per": "#e6dcf4",
    "referent": "#f6d6df",
    "subject": "#f0f0e0",
}
"""Background of each part of a phrase."""


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Write rows of a name, which is escaped, and a value, which is HTML already."""
    lines = (
        f'<tr><th style="text-align:left">{html(name)}</th>'
        f'<td style="text-align:left">{value}</td></tr>'
        for name, value in rows
    )
    return f"<table>{''.join(lines)}</table>"


def escaped(text: object) -> str:
    """Write anything as text."""
    return html(text)
