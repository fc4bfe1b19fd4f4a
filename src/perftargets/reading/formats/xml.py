"""XML from outside: parsed by defusedxml, without DTD, within limits of size."""

from typing import TYPE_CHECKING

from perftargets.errors import MissingExtraError
from perftargets.reading.formats.zip import UnusableError, has_entities
from perftargets.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PART_LIMIT = 64 * 1024 * 1024
"""How many bytes of XML one part may have, to ask for before it is unpacked."""

_MOST_MARKS = 4_000_000
"""How many ``<`` one part may hold; an element has one or two, and is an object."""


def parse_xml(
    data: bytes, *, name: str, purpose: str, limits: Limits = LIMITS
) -> "Element":
    """Parse XML into a tree of bounded size and depth.

    Args:
        data: the XML.
        name: what messages call it.
        purpose: what it is wanted for, should the library be missing.
        limits: how deep it may be nested.

    Raises:
        UnusableError: it is not well formed, has a DTD, or is over a limit.
        MissingExtraError: defusedxml is not installed.
    """
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import (
            ParseError,
            fromstring,
        )
    except ImportError as problem:
        raise MissingExtraError(extra="docx", purpose=purpose) from problem
    if data.count(b"<") > _MOST_MARKS:
        raise UnusableError(
            zh=f"{name} 的 XML 标记超过上限 {_MOST_MARKS} 个；请拆分",
            en=f"{name} has more XML tags than the limit of {_MOST_MARKS}; split it",
        )
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise has_entities(name) from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise UnusableError(
            zh=f"其中的 {name} 不是完好的 XML（{problem}）；请用办公软件打开后另存",
            en=f"{name} in it is not well-formed XML ({problem}); open the file in an "
            "office program and save it",
        ) from problem
    if _deeper(root, limits.depth):
        raise UnusableError(
            zh=f"{name} 的 XML 嵌套超过上限 {limits.depth} 层",
            en=f"{name} is nested deeper than the limit of {limits.depth} levels",
            limit="depth",
        )
    return root


def _deeper(root: "Element", limit: int) -> bool:
    """Return whether a tree has more levels, one level after the other."""
    level = [root]
    for _ in range(limit):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True
