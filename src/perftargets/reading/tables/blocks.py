"""Which rows belong together, and where the header of each project stands."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from perftargets.reading import words as _words
from perftargets.reading.running_text.flow import Flow, Size
from perftargets.reading.running_text.header_cells import Header, divide
from perftargets.reading.running_text.header_fit import (
    Evidence,
    ends_like,
    is_short,
    tokens,
    widest,
)
from perftargets.reading.running_text.rows import ENDS, FlowRow
from perftargets.text import Span

_HEADER_LINES = 40
"""How many lines before the first row a header is looked for in."""


@attrs.frozen
class ProjectBlock:
    """One project: the stretch of its header and its rows.

    Attributes:
        header: department, agency, project name and goal, not yet divided.
        rows: its rows, in order.
        end: where its last value ends.
        rest: text after the last value that belongs to nothing; may be empty.
        guessed: no repeated department showed where the header begins.
    """

    header: Span
    rows: tuple[FlowRow, ...]
    end: int
    rest: Span
    guessed: bool = False


@attrs.frozen
class _Table:
    """What tells a header from a value: see ``blocks``."""

    flow: Flow
    openings: tuple[str, ...]
    width: Size
    evidence: Evidence


@attrs.frozen
class _Start:
    offset: int
    guessed: bool = False


def blocks(flow: Flow, rows: Sequence[FlowRow], title: str) -> tuple[ProjectBlock, ...]:
    """Divide the table into projects.

    A number that starts again at 1 does not make a project: a header has to stand
    before it. One is known by the department, which the first header begins with and
    each further one repeats at the start of a line.
    """
    table = _Table(
        flow,
        openings=_openings(flow, rows[0].start),
        width=_row_width(flow, rows),
        evidence=Evidence.of(title, (), flow),
    )
    groups: list[tuple[_Start, list[FlowRow], int]] = []
    current: list[FlowRow] = []
    start = _Start(0)
    for index, row in enumerate(rows):
        current.append(row)
        following = rows[index + 1] if index + 1 < len(rows) else None
        found = _next_header(table, row, following)
        if found is not None:
            groups.append((start, current, found.offset))
            start, current = found, []
    groups.append((start, current, len(flow.text)))
    return tuple(_finished(table, groups))


def _finished(
    table: _Table, groups: Sequence[tuple[_Start, list[FlowRow], int]]
) -> Iterator[ProjectBlock]:
    for start, rows, limit in groups:
        header_end = rows[0].start if rows else limit
        starts = _without_rows(table, start.offset, header_end)
        for offset, end in pairwise(starts):
            yield ProjectBlock(Span(offset, end), (), end, Span(end, end))
        if rows:
            end = _value_end(table, rows[-1], limit)
            yield ProjectBlock(
                Span(starts[-1], header_end),
                tuple(rows),
                end,
                Span(end, limit),
                guessed=start.guessed,
            )
        else:
            yield ProjectBlock(Span(starts[-1], limit), (), limit, Span(limit, limit))


def _row_width(flow: Flow, rows: Sequence[FlowRow]) -> Size:
    """Measure the column of the rows by the lines between one row and the next."""
    sizes: list[Size] = []
    for row in rows:
        inside = flow.seams_in(row.start, row.value_start)
        sizes += [flow.size_around(seam) for seam in (row.start, *inside[:-1])]
    return widest(sizes)


def _openings(flow: Flow, end: int) -> tuple[str, ...]:
    """Return what the first header begins with, up to its first space."""
    found: list[str] = []
    text = ""
    for token in tokens(flow, Span(0, end))[:4]:
        if token.after_space:
            break
        text += token.text
        if len(text) > 1:
            found.append(text)
    return tuple(found)


def _opens(table: _Table, offset: int) -> bool:
    """Return whether a header begins here: one of the openings, as a whole token."""
    flow = table.flow
    for opening in table.openings:
        end = offset + len(opening)
        if flow.text.startswith(opening, offset) and (
            flow.is_seam(end) or flow.text[end : end + 1].isspace()
        ):
            return True
    return False


def _cell_starts(flow: Flow, start: int, end: int) -> list[int]:
    return [token.start for token in tokens(flow, Span(start, end))]


def _next_header(
    table: _Table, row: FlowRow, following: FlowRow | None
) -> _Start | None:
    """Find the header of the next project between a row and the row after it."""
    flow, start = table.flow, row.value_start
    end = following.start if following else len(flow.text)
    restarts = following is not None and following.number in {1, None}
    for offset in _cell_starts(flow, start, end):
        closed = offset == start or flow.before(offset) in ENDS
        if (closed or restarts) and _opens(table, offset):
            return _Start(offset)
    if following is None or not restarts:
        return None
    return _guessed_header(table, start, end)


def _guessed_header(table: _Table, start: int, end: int) -> _Start | None:
    """Find a header whose department does not repeat, by how it divides.

    It stands after the end of a sentence at the end of a line, and holds a goal and a
    name that ends as names of projects or bodies do.
    """
    flow, width = table.flow, table.width
    seams = [start] if flow.is_seam(start) else []
    # A header is short, and a value that goes on for pages must not be tried at each
    # of its lines.
    seams += flow.seams_in(start, end)[-_HEADER_LINES:]
    closed = [seam for seam in seams if flow.before(seam) in ENDS]
    # Values without a closing mark leave only the length of the line to go by.
    short = [seam for seam in seams if is_short(flow.size_around(seam - 1), width)]
    for offsets in (closed, short):
        best = max(
            (
                (header.department is not None, header.score, -offset)
                for offset in offsets
                if _names_something(
                    header := divide(flow, Span(offset, end), table.evidence)
                )
            ),
            default=None,
        )
        if best is not None:
            return _Start(-best[2], guessed=True)
    return None


def _names_something(header: Header) -> bool:
    if header.project is None or header.goal is None:
        return False
    project = header.project.text
    body = header.department.text if header.department else ""
    return (
        ends_like(project, "project")
        or ends_like(project, "project_weak")
        or ends_like(body, "body")
    )


def _without_rows(table: _Table, start: int, end: int) -> list[int]:
    """Return the starts of the headers in one stretch: projects may have no rows."""
    flow = table.flow
    starts = [start]
    starts += [
        offset
        for offset in flow.seams_in(start, end)
        if flow.before(offset) in ENDS and _opens(table, offset)
    ]
    return starts


def _value_end(table: _Table, row: FlowRow, limit: int) -> int:
    """Find the end of a project's last value: notes below the table are none of it.

    A value ends with a sentence that leaves its line short, or before a word that
    notes begin with; a sentence that fills its line may go on in the next one.
    """
    flow, width = table.flow, table.width
    notes = _words.words("furniture", "notes")
    for seam in flow.seams_in(row.value_start, limit):
        if flow.text.startswith(notes, seam):
            return seam
        if flow.before(seam) in ENDS and is_short(flow.size_around(seam - 1), width):
            return seam
    return limit
