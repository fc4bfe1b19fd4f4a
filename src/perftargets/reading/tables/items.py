"""Indicators inside one cell, a name and a value each: 植树：100棵；成活率：≥95%；."""

import re
from collections.abc import Iterator

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.places import Places
from perftargets.phrase import parse
from perftargets.reading.notices import unreadable_cell
from perftargets.reading.tables.builder import Draft, known_places
from perftargets.reading.tables.values import indicator_name, one_line, operator_begins
from perftargets.text import Source

_PARTS = re.compile(r"[；;\n]")
_MARK = re.compile(r"\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*")
_COLON = re.compile(r"[:：]")
_END = "。.，, \t"


@attrs.frozen
class LabelledItem:
    """One indicator of a cell; ``value`` is None where nothing parts it off."""

    name: Source
    value: Source | None


def items(cell: Source) -> Iterator[LabelledItem]:
    """Yield the indicators of a cell.

    A line that states no name of its own goes on with the line before, unless that one
    is closed by a semicolon: 新建管网：5.2⏎公里； is one indicator.
    """
    pieces: list[Source] = []
    closed = True
    start = 0
    for end, mark in _ends(cell.text):
        piece = cell[start:end].strip()
        start = end + 1
        if piece.text:
            named = _COLON.search(piece.text) is not None
            named = named or operator_begins(piece.text) is not None
            if closed or named or _MARK.match(piece.text):
                pieces.append(piece)
            else:
                pieces[-1] = Source.join((pieces[-1], piece))
        closed = mark != "\n" if mark else closed
    for piece in pieces:
        yield _item(piece)


def _ends(text: str) -> Iterator[tuple[int, str]]:
    for found in _PARTS.finditer(text):
        yield found.start(), found[0]
    yield len(text), ""


def _item(piece: Source) -> LabelledItem:
    found = _MARK.match(piece.text)
    if found is not None and found.end() < len(piece.text):
        piece = piece[found.end() :]
    colon = _COLON.search(piece.text)
    if colon is not None and colon.start():
        name, value = piece[: colon.start()], piece[colon.end() :]
        return LabelledItem(name.strip(), _bare(value))
    sign = operator_begins(piece.text)
    if sign:
        return LabelledItem(piece[:sign].strip(), _bare(piece[sign:]))
    return LabelledItem(_bare(piece), None)


def _bare(text: Source) -> Source:
    """Remove the stop at the end."""
    written = text.text
    return text[: len(written.rstrip(_END))].strip()


def read_item(
    item: LabelledItem,
    level: str,
    sublevel: str | None,
    *,
    draft: Draft,
    findings: list[Finding],
) -> None:
    """Read one indicator of a cell into its project, under the categories given."""
    name = indicator_name(item.name)
    place = attrs.evolve(name.place(), project=draft.name or None, indicator=name.text)
    if item.value is None:
        findings.append(
            unreadable_cell(
                f"“{name.text}”没有和指标值分开，读不出来",
                f"nothing parts the name from the value in “{name.text}”",
                place,
            )
        )
        return
    value = one_line(item.value)
    draft.indicators.append(
        Indicator(
            category=level,
            subcategory=sublevel,
            name=name.text,
            target=parse(value.text),
            place=place,
            places=Places.of(place, known_places({"target": value.place()})),
        )
    )
