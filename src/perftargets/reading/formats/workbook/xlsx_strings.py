"""Texts of a workbook with runs of their own look: struck ones out, raised ones marked.

A workbook keeps a text in one piece, or in runs that each have a font.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_INLINE = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?is\b[^>]*>(.*?)</(?:\w+:)?is\s*>", re.DOTALL
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3}\d{1,7})[\"']")
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*\bval\s*=\s*[\"'](?:0|false)[\"'])")
_RUN = re.compile(rb"<(?:\w+:)?r\b[^>]*>(.*?)</(?:\w+:)?r\s*>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</(?:\w+:)?t\s*>")


class Runs(str):  # noqa: SLOT000 - the text that was left out goes with it
    """A text of which struck runs are left out; ``struck`` is what they said."""

    struck: str = ""

    @classmethod
    def of(cls, runs: Iterable[tuple[str, bool, bool]]) -> str:
        """Join runs, each with whether it is struck and whether it is raised."""
        text = struck = ""
        for each, is_struck, is_raised in runs:
            if is_struck:
                struck += each
            elif is_raised and text[-1:].isdigit() and each[:1].isdigit():
                # Without a mark 10 and a raised 3 would be 103.
                text += f"^{each}"
            else:
                text += each
        if not struck:
            return text
        made = cls(text)
        made.struck = struck
        return made


def shared_strings(
    nodes: "Iterable[tuple[str, Element]]",
) -> "list[str]":
    """Return the texts of the table of strings, of which each node goes by once."""
    found: list[str] = []
    for _, node in nodes:
        if node.tag == f"{_MAIN}si":
            found.append(_text(node))
            node.clear()
    return found


def _text(node: "Element") -> str:
    plain = node.findtext(f"{_MAIN}t") or ""
    runs = node.findall(f"{_MAIN}r")
    if not runs:
        return plain
    return Runs.of([(plain, False, False), *map(_run, runs)])


def _run(run: "Element") -> tuple[str, bool, bool]:
    text = run.findtext(f"{_MAIN}t") or ""
    look = run.find(f"{_MAIN}rPr")
    if look is None:
        return text, False, False
    strike, level = look.find(f"{_MAIN}strike"), look.find(f"{_MAIN}vertAlign")
    return (
        text,
        strike is not None and strike.get("val", "1") not in _OFF,
        level is not None and level.get("val") == "superscript",
    )


def struck_inline(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield cells that hold struck runs of their own, with what those say."""
    if b"strike" not in data:
        return
    for cell in _INLINE.finditer(data):
        reference = _REFERENCE.search(cell[1])
        if reference is None or _STRIKE.search(cell[2]) is None:
            continue
        struck = b"".join(
            text[1]
            for run in _RUN.finditer(cell[2])
            if _STRIKE.search(run[1])
            for text in _TEXT.finditer(run[1])
        )
        yield reference[1].decode("ascii"), _unescaped(struck)


def _unescaped(data: bytes) -> str:
    from xml.sax.saxutils import unescape

    text = unescape(data.decode("utf-8", "replace"))
    return re.sub(r"&#(\d{1,7});", lambda found: chr(int(found[1])), text)
