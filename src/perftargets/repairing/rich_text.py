"""Texts of a workbook with the looks of their runs, changed without losing these.

What ``si`` of the shared strings holds and what ``is`` of a cell holds have one shape
(CT_Rst, ISO/IEC 29500-1 18.4), so one can be copied into the other.
"""

from collections.abc import Collection, Mapping, Sequence

import attrs

from perftargets.repairing.byte_xml import behind_tag, walk
from perftargets.repairing.sheet_cells import text_xml

_HEAD, _TAIL = b"<r>", b"</r>"


@attrs.frozen
class Run:
    """A stretch of text: the bytes of its element ``t``, and what it says."""

    start: int
    end: int
    text: str


@attrs.frozen
class RichText:
    """The XML inside ``si`` or ``is``, with its runs in order."""

    xml: bytes
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(run.text for run in self.runs)

    def replaced(self, start: int, end: int, text: str, prefix: str) -> bytes:
        """Return the XML with a stretch of its text replaced.

        The new text takes the look of the run in which it begins.
        """
        xml = self.xml
        for run, written in reversed(run_edits(self.runs, start, end, text)):
            xml = xml[: run.start] + text_xml(written, prefix) + xml[run.end :]
        return xml


def run_edits(
    runs: Sequence[Run], start: int, end: int, text: str
) -> list[tuple[Run, str]]:
    """Return the runs that a new stretch of their text changes, with their new texts.

    The new text goes into the run in which the stretch begins; where nothing is taken
    out, into the run before it.
    """
    edits: list[tuple[Run, str]] = []
    begin = 0
    new: str | None = text
    for number, run in enumerate(runs):
        behind = begin + len(run.text)
        # What is put in between two runs belongs to the first of them.
        reached = start < behind or (start == end and start == behind)
        inserts = new is not None and (reached or number == len(runs) - 1)
        if inserts or (begin < end and behind > start):
            low = min(max(start - begin, 0), len(run.text))
            high = max(min(end - begin, len(run.text)), low)
            put = (new or "") if inserts else ""
            new = None if inserts else new
            edits.append((run, run.text[:low] + put + run.text[high:]))
        begin = behind
    return edits


def rich_text(xml: bytes) -> RichText:
    """Read the XML inside ``si`` or ``is``.

    Raises:
        UnfitError: it is not well formed.
    """
    found: list[Run] = []
    stack: list[str] = []
    texts: list[str] = []
    begun = 0
    data = _HEAD + xml + _TAIL

    def begin(at: int, tag: str, _: Mapping[str, str]) -> None:
        nonlocal begun
        stack.append(tag.rpartition(":")[2])
        if stack[1:] in (["t"], ["r", "t"]):
            begun = at
            texts.clear()

    def end(at: int, _: str) -> None:
        if stack[1:] in (["t"], ["r", "t"]):
            behind = behind_tag(data, at)
            run = Run(begun - len(_HEAD), behind - len(_HEAD), "".join(texts))
            found.append(run)
        stack.pop()

    def characters(text: str) -> None:
        if stack[1:] in (["t"], ["r", "t"]):
            texts.append(text)

    walk(data, begin=begin, end=end, characters=characters)
    return RichText(xml, tuple(found))


def shared_items(data: bytes, wanted: Collection[int]) -> tuple[dict[int, bytes], str]:
    """Return what some items of the shared strings hold, and the prefix of their tags.

    Raises:
        UnfitError: the XML is not UTF-8, not well formed, or has a DTD.
    """
    found: dict[int, bytes] = {}
    depth = number = 0
    begun = -1
    prefix = ""

    def begin(at: int, tag: str, _: Mapping[str, str]) -> None:
        nonlocal depth, begun, prefix
        depth += 1
        if depth == 2 and tag.rpartition(":")[2] == "si":  # noqa: PLR2004 - its level
            before = tag.rpartition(":")[0]
            prefix = f"{before}:" if before else ""
            begun = at

    def end(at: int, _: str) -> None:
        nonlocal depth, number, begun
        if depth == 2 and begun >= 0:  # noqa: PLR2004 - its level
            if number in wanted:
                inside = behind_tag(data, begun)
                found[number] = data[inside : max(at, inside)]
            number += 1
            begun = -1
        depth -= 1

    walk(data, begin=begin, end=end)
    return found, prefix
