"""HTML cut into tags and text with their offsets, in time that goes with its length.

The parser of the standard library is not used: releases of Python that are still in
use need quadratic time for tags that are never closed.
"""

import html
import re
from collections.abc import Iterator

import attrs

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(\s*=\s*)?")
_BARE_VALUE = re.compile(r"[^\s>]*")
_BLANKS = re.compile(r"[\s/]*")
_PIECES = re.compile(r"[ \t\r\n\f\xa0]+|&[#\w]{1,40};?|[^ \t\r\n\f\xa0&]+|&", re.ASCII)
_MOST_ATTRIBUTES = 100

_RAW = frozenset({"script", "style", "noembed", "noframes", "xmp", "iframe"})
"""Elements of which the content is no HTML and is never read."""


@attrs.frozen
class Text:
    """Text between two tags, entities not yet replaced."""

    start: int
    raw: str


@attrs.frozen
class Tag:
    """A start tag or an end tag; names are lower case, values without entities."""

    start: int
    name: str
    attributes: dict[str, str]
    closes: bool = False


@attrs.frozen
class Unfinished:
    """The place from which on nothing is read: a tag or a comment never ends."""

    start: int


HtmlToken = Text | Tag | Unfinished


def tokens(text: str) -> Iterator[HtmlToken]:
    """Cut HTML into its tokens; comments, declarations and scripts are left out."""
    position = 0
    while position < len(text):
        opening = text.find("<", position)
        if opening < 0:
            opening = len(text)
        if opening > position:
            yield Text(position, text[position:opening])
        if opening == len(text):
            return
        position, token = _at_bracket(text, opening)
        if token is not None:
            yield token
        if position < 0:
            yield Unfinished(opening)
            return


def pieces(text: Text) -> Iterator[tuple[int, str, bool]]:
    """Cut text into runs: offset, text with entities replaced, whether it is blank."""
    for found in _PIECES.finditer(text.raw):
        run = found[0]
        blank = not run.strip()
        if run[0] == "&":
            run = html.unescape(run)
            blank = not run.strip()
        yield text.start + found.start(), run, blank


def _at_bracket(text: str, opening: int) -> tuple[int, Text | Tag | None]:
    """Read what begins with ``<``: where it ends, -1 if nowhere, and what it is."""
    end = _declaration_end(text, opening)
    if end is not None:
        return end, None
    closes = text.startswith("/", opening + 1)
    name = _NAME.match(text, opening + 1 + closes)
    if name is None:
        return opening + 1, Text(opening, "<")
    tag = Tag(opening, name[0].lower(), {}, closes)
    position = _read_attributes(text, name.end(), tag.attributes)
    if position < 0:
        return position, None
    if tag.name in _RAW and not closes:
        position = _raw_end(text, position, tag.name)
    return position, tag


def _declaration_end(text: str, start: int) -> int | None:
    """Return the end of a comment or declaration: -1 if unclosed, None for others.

    A comment that is not closed hides the rest of the page from a browser too.
    """
    if text.startswith("<!--", start):
        end = text.find("-->", start + 2)
        return end + 3 if end >= 0 else -1
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start)
        return end + 1 if end >= 0 else -1
    return None


def _read_attributes(text: str, position: int, into: dict[str, str]) -> int:
    """Read attributes up to the end of the tag and give that, -1 if it has none."""
    while True:
        blanks = _BLANKS.match(text, position)
        position = blanks.end() if blanks else position
        if position >= len(text):
            return -1
        if text[position] == ">":
            return position + 1
        found = _ATTRIBUTE.match(text, position)
        if found is None:
            position += 1
            continue
        position = found.end()
        value = ""
        if found[2] is not None:
            value, position = _value(text, position)
        if len(into) < _MOST_ATTRIBUTES:
            into.setdefault(found[1].lower(), html.unescape(value))


def _value(text: str, position: int) -> tuple[str, int]:
    quote = text[position : position + 1]
    if quote in ('"', "'"):
        end = text.find(quote, position + 1)
        if end >= 0:
            return text[position + 1 : end], end + 1
    bare = _BARE_VALUE.match(text, position)
    end = bare.end() if bare else position
    return text[position:end], end


def _raw_end(text: str, position: int, name: str) -> int:
    found = re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE).search(text, position)
    return found.start() if found else -1
