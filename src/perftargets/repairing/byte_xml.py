"""XML walked through with the byte at which each tag begins, to be cut in there.

Texts are put in as UTF-8, so XML that is written in anything else is refused, and so is
what a change could not be sure of: a DTD, whose entities stand for other text.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

MOST_DEEP = 256
"""How many elements may hold each other; forms have some twenty."""

_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = frozenset({"utf-8", "us-ascii"})
_QUOTES = b"\"'"

Begin = Callable[[int, str, Mapping[str, str]], None]
"""Takes the first byte of a tag, its name as written and its attributes."""

End = Callable[[int, str], None]
"""Takes the first byte of a closing tag, or that of a tag which closes itself."""


class UnfitError(Exception):
    """XML that cannot be changed in this way."""


def walk(
    data: bytes,
    *,
    begin: Begin,
    end: End,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Call what is to be done at each tag and text, in the order of the XML.

    Raises:
        UnfitError: the XML is not UTF-8, not well formed, too deep, or has a DTD.
    """
    if data.startswith(_OTHER_MARKS):
        raise UnfitError
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0
    # The tag that has just begun, with nothing behind it yet.
    begun: int | None = None

    def began(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, begun
        depth += 1
        if depth > MOST_DEEP:
            raise UnfitError
        begun = parser.CurrentByteIndex
        begin(begun, tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth, begun
        depth -= 1
        at = parser.CurrentByteIndex
        # Of a tag that closes itself expat tells the byte behind it.
        closes_itself = begun is not None and data[at - 2 : at] == b"/>"
        end(begun if closes_itself and begun is not None else at, tag)
        begun = None

    def said(text: str) -> None:
        nonlocal begun
        begun = None
        if characters is not None:
            characters(text)

    parser.StartElementHandler = began
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _declared
    try:
        parser.Parse(data, True)  # noqa: FBT003 - its signature
    except expat.ExpatError as problem:
        raise UnfitError from problem


def _declared(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise UnfitError


def _refuse(*_: object) -> None:
    raise UnfitError


def behind_tag(data: bytes, at: int) -> int:
    """Return the byte behind the tag that begins at a byte.

    A value of an attribute may hold ``>``.

    Raises:
        UnfitError: the tag does not end.
    """
    quote = 0
    for index in range(at, len(data)):
        byte = data[index]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in _QUOTES:
            quote = byte
        elif byte == ord(">"):
            return index + 1
    raise UnfitError
