"""What readers left, a line for a block: neighbouring cells lack a field together.

A table of tasks that no field of the form takes is one thing to look at, not one for
each of its cells. Findings of the same reader are joined where their places touch, each
still with its text; those inside a table that was left as a whole (REA003) are told by
that, and so is a file without a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from perftargets.findings import Finding, Message
from perftargets.linting.lists import matched
from perftargets.reading.notices import (
    says_no_indicator,
    says_table_unread,
    unplaced_text,
)
from perftargets.text import NOWHERE, Place

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_SHOWN = 3
"""Texts of a block that its line quotes."""
_LONGEST = 20
"""Characters of each of them."""


def by_block(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Join what was left side by side, and leave out what another finding tells.

    The order stays; a block stands where its first text does.
    """
    unread = [each for each in findings if says_table_unread(each)]
    standing: list[list[Finding]] = []
    open_block: list[Finding] = []
    for finding in findings:
        if unread and says_no_indicator(finding):
            continue
        if not unplaced_text(finding):
            standing.append([finding])
        elif open_block and _touches(open_block[-1], finding):
            open_block.append(finding)
        else:
            open_block = [finding]
            standing.append(open_block)
    for block in standing:
        if unread and unplaced_text(block[0]) and _lies_in(block, unread):
            continue
        if all(_is_remark(unplaced_text(each)) for each in block):
            continue
        apart = list(
            {(each.place, unplaced_text(each)): each for each in block}.values()
        )
        yield apart[0] if len(apart) == 1 else _joined(apart)


def _is_remark(text: str) -> bool:
    """Return whether a text is what stands around tables: signatures, notes, sums."""
    return matched("".join(text.split()), "remarks") != ""


def _touches(before: Finding, finding: Finding) -> bool:
    """Return whether a text stands in the row of the one before it, or in the next."""
    here, there = finding.place or NOWHERE, before.place or NOWHERE
    one, other = _row(here), _row(there)
    if _sheet(here) != _sheet(there) or one is None or other is None:
        return False
    return 0 <= one - other <= 1


def _lies_in(block: Sequence[Finding], unread: Iterable[Finding]) -> bool:
    """Return whether a block begins in the first rows of a table that was left."""
    first = block[0].place or NOWHERE
    rows = {_row(each.place or NOWHERE) for each in block}
    return any(
        _sheet(place) == _sheet(first) and _begins(place) in rows
        for each in unread
        if (place := each.place) is not None
    )


def _joined(block: Sequence[Finding]) -> Finding:
    first, last = block[0], block[-1]
    texts = list(dict.fromkeys(unplaced_text(each) for each in block))
    quoted = [f"“{_short(text)}”" for text in texts[:_SHOWN]]
    more = len(texts) > _SHOWN
    where = _named(last.place or NOWHERE)
    return attrs.evolve(
        first,
        message=Message(
            zh=f"这里{len(block)}处文字读不出属于哪一栏"
            f"{f'（到{where.zh}为止）' if where.zh else ''}："
            f"{'、'.join(quoted)}{'等' if more else ''}",
            en=f"no field of the form takes these {len(block)} texts"
            f"{f' (up to {where.en})' if where.en else ''}: "
            f"{', '.join(quoted)}{' and others' if more else ''}",
        ),
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _sheet(place: Place) -> tuple[str | None, str | None, int | None]:
    return place.path, place.sheet, place.page


def _row(place: Place) -> int | None:
    cell = _CELL.fullmatch(place.cell or "")
    if cell is not None:
        return int(cell[2])
    return place.row if place.row is not None else place.line


def _begins(place: Place) -> int | None:
    """Return the row where a table begins; of a sheet the first."""
    row = _row(place)
    return 1 if row is None and place.sheet is not None else row


def _named(place: Place) -> Message:
    if place.cell is not None:
        return Message(place.cell, place.cell)
    row = _row(place)
    if row is None:
        return Message("", "")
    return Message(f"第{row}行", f"row {row}")
