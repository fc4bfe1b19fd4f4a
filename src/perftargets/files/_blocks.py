"""Which rows belong together, and where the header of each project stands."""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.files import _words
from perftargets.files._cells import Evidence, divide, is_short, tokens, widest
from perftargets.files._flow import Flow
from perftargets.files._rows import ENDS, Row
from perftargets.text import Span


@attrs.frozen
class Block:
    """One project: the stretch of its header and its rows.

    Attributes:
        header: department, agency, project name and goal, not yet divided.
        rows: its rows, in order.
        end: where its last value ends.
        rest: text after the last value that belongs to nothing; may be empty.
        guessed: no repeated department showed where the header begins.
    """

    header: Span
    rows: tuple[Row, ...]
    end: int
    rest: Span
    guessed: bool = False


@attrs.frozen
class _Start:
    offset: int
    guessed: bool = False


def blocks(flow: Flow, rows: Sequence[Row], title: str) -> tuple[Block, ...]:
    """Divide the table into projects.

    A number that starts again at 1 does not make a project: a header has to stand
    before it. One is known by the department, which the first header begins with and
    each further one repeats at the start of a line.
    """
    openings = _openings(flow, rows[0].start)
    width = _row_width(flow, rows)
    evidence = Evidence.of(title, (), _lines(flow))
    groups: list[tuple[_Start, list[Row], int]] = []
    current: list[Row] = []
    start = _Start(0)
    for index, row in enumerate(rows):
        current.append(row)
        following = rows[index + 1] if index + 1 < len(rows) else None
        found = _next_header(flow, row, following, openings, evidence)
        if found is not None:
            groups.append((start, current, found.offset))
            start, current = found, []
    groups.append((start, current, len(flow.text)))
    return tuple(_finished(flow, groups, openings, width))


def _finished(
    flow: Flow,
    groups: Sequence[tuple[_Start, list[Row], int]],
    openings: Sequence[str],
    width: tuple[int, int],
) -> Iterator[Block]:
    for start, rows, limit in groups:
        header_end = rows[0].start if rows else limit
        starts = _without_rows(flow, start.offset, header_end, openings)
        for offset, end in zip(starts, starts[1:], strict=False):
            yield Block(Span(offset, end), (), end, Span(end, end))
        if rows:
            end = _value_end(flow, rows[-1], limit, width)
            yield Block(
                Span(starts[-1], header_end),
                tuple(rows),
                end,
                Span(end, limit),
                guessed=start.guessed,
            )
        else:
            yield Block(Span(starts[-1], limit), (), limit, Span(limit, limit))


def _lines(flow: Flow) -> Iterator[str]:
    for seam in flow.seams:
        yield flow.line_around(seam)


def _row_width(flow: Flow, rows: Sequence[Row]) -> tuple[int, int]:
    """Measure the column of the rows by the lines between one row and the next."""
    lines: list[str] = []
    for row in rows:
        inside = flow.seams_in(row.start, row.value_start)
        lines += [flow.line_around(seam) for seam in (row.start, *inside[:-1])]
    return widest(lines)


def _openings(flow: Flow, end: int) -> tuple[str, ...]:
    """Give what the first header begins with, up to its first space."""
    found: list[str] = []
    text = ""
    for token in tokens(flow, Span(0, end))[:4]:
        if token.after_space:
            break
        text += token.text
        if len(text) > 1:
            found.append(text)
    return tuple(found)


def _opens(flow: Flow, offset: int, openings: Sequence[str]) -> bool:
    """Tell whether a header begins here: one of the openings, as a whole token."""
    for opening in openings:
        end = offset + len(opening)
        if flow.text.startswith(opening, offset) and (
            flow.is_seam(end) or flow.text[end : end + 1].isspace()
        ):
            return True
    return False


def _cell_starts(flow: Flow, start: int, end: int) -> list[int]:
    return [token.start for token in tokens(flow, Span(start, end))]


def _next_header(
    flow: Flow,
    row: Row,
    following: Row | None,
    openings: Sequence[str],
    evidence: Evidence,
) -> _Start | None:
    """Find the header of the next project between a row and the row after it."""
    start = row.value_start
    end = following.start if following else len(flow.text)
    restarts = following is not None and following.number in {1, None}
    for offset in _cell_starts(flow, start, end):
        closed = offset == start or flow.before(offset) in ENDS
        if (closed or restarts) and _opens(flow, offset, openings):
            return _Start(offset)
    if following is None or not restarts:
        return None
    return _guessed_header(flow, start, end, evidence)


def _guessed_header(
    flow: Flow, start: int, end: int, evidence: Evidence
) -> _Start | None:
    """Find a header whose department does not repeat, by how it divides.

    It stands after the end of a sentence at the end of a line, holds a name that ends
    as names of projects do, and a goal.
    """
    best: tuple[float, int] | None = None
    for offset in flow.seams_in(start, end):
        if flow.before(offset) not in ENDS:
            continue
        header = divide(flow, Span(offset, end), evidence)
        if header.project is None or header.goal is None:
            continue
        if not header.project.text.endswith(_words.words("endings", "project")):
            continue
        if best is None or header.score > best[0]:
            best = header.score, offset
    return _Start(best[1], guessed=True) if best else None


def _without_rows(
    flow: Flow, start: int, end: int, openings: Sequence[str]
) -> list[int]:
    """Give the starts of the headers in one stretch: projects may have no rows."""
    starts = [start]
    starts += [
        offset
        for offset in flow.seams_in(start, end)
        if flow.before(offset) in ENDS and _opens(flow, offset, openings)
    ]
    return starts


def _value_end(flow: Flow, row: Row, limit: int, width: tuple[int, int]) -> int:
    """Find the end of a project's last value: notes below the table are none of it.

    A value ends with a sentence that leaves its line short, or before a word that
    notes begin with; a sentence that fills its line may go on in the next one.
    """
    notes = _words.words("furniture", "notes")
    for seam in flow.seams_in(row.value_start, limit):
        if flow.text.startswith(notes, seam):
            return seam
        if flow.before(seam) in ENDS and is_short(flow.line_around(seam - 1), width):
            return seam
    return limit
