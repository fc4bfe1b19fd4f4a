"""``lint --fix``: repairs in the text of a file, as small as they can be.

A repair is made only where the text at fault stands once in its row as it was read, and
kept only where the file, read again, differs in that field alone.
"""

import difflib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import attrs

from perftargets.cli.terminal import restored, visible
from perftargets.findings import Excerpt, Finding, Report
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document
from perftargets.reading import SIZE_LIMIT
from perftargets.text import Place

PASSES = 5
"""One repair may uncover another; so often is a file gone through."""

ONE_BY_ONE = 200
"""So many repairs are tried apart where all together do not hold."""

FIELDS = frozenset({"name", "target", "unit"})
"""The fields of a row that are repaired."""

_BOM = "\ufeff"
_LINE = re.compile(r"\r\n|\r|\n")

Read = Callable[[bytes], Document]
"""Reads a file from its bytes, under its name."""

Look = Callable[[Document], Report]
"""Runs the rules whose findings are repaired."""


@attrs.frozen(kw_only=True)
class Repair:
    """A file before and after its repairs.

    Attributes:
        before: the text as it was; None where the file is no text in UTF-8.
        after: the text as it is to be.
        fixed: how many repairs were made.
        left: findings with a repair that could not be made safely.
    """

    before: str | None
    after: str
    fixed: int
    left: tuple[Finding, ...] = ()


@attrs.frozen
class Edit:
    """A stretch of the file and its new text, and the field that it changes."""

    start: int
    end: int
    text: str
    row: tuple[int, int]
    field: str
    value: str


def repair(file: Path, read: Read, look: Look, *, unsafe: bool) -> Repair:
    """Repair the text of a file; nothing is written.

    Raises:
        OSError: the file cannot be opened.
    """
    with file.open("rb") as opened:
        data = opened.read(SIZE_LIMIT + 1)
    document = read(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        untouched = wanted(look(document), unsafe=unsafe)
        return Repair(before=None, after="", fixed=0, left=untouched)
    before, fixed = text, 0
    left: tuple[Finding, ...] = ()
    for _ in range(PASSES):
        left = wanted(look(document), unsafe=unsafe)
        edits = _apart(_edits(text, document, left))
        text, made = _made(text, document, edits, read)
        if not made:
            break
        fixed += made
        document = read(text.encode())
        left = wanted(look(document), unsafe=unsafe)
    return Repair(before=before, after=text, fixed=fixed, left=left)


def difference(file: Path, done: Repair) -> str:
    """Show what the repairs change, as a unified diff."""
    name = restored(str(file))
    lines = difflib.unified_diff(
        (done.before or "").splitlines(keepends=True),
        done.after.splitlines(keepends=True),
        fromfile=name,
        tofile=name,
    )
    shown = (f"{line.rstrip(chr(13) + chr(10))}\n" for line in lines)
    return visible("".join(shown), keep="\n\t")


def wanted(report: Report, *, unsafe: bool) -> tuple[Finding, ...]:
    """Give the findings that have a repair of the kind asked for."""
    return tuple(
        finding
        for finding in report
        if finding.fix is not None and (finding.fix.safe or unsafe)
    )


def _made(
    text: str, document: Document, edits: Sequence[Edit], read: Read
) -> tuple[str, int]:
    """Make edits, all at once or those that hold; give the text and their number."""
    if not edits:
        return text, 0
    together = _applied(text, edits)
    if holds(document, read(together.encode()), edits):
        return together, len(edits)
    kept: list[Edit] = []
    for edit in edits[:ONE_BY_ONE]:
        tried = [*kept, edit]
        if holds(document, read(_applied(text, tried).encode()), tried):
            kept = tried
    return _applied(text, kept), len(kept)


def _applied(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Leave out edits of a field that another edit changes; the next pass has them."""
    seen: set[tuple[tuple[int, int], str]] = set()
    found = []
    for edit in edits:
        if (edit.row, edit.field) not in seen:
            seen.add((edit.row, edit.field))
            found.append(edit)
    return found


def _edits(
    text: str, document: Document, findings: Iterable[Finding]
) -> Iterable[Edit]:
    body = text.removeprefix(_BOM)
    shift = len(text) - len(body)
    starts = [0, *(match.end() for match in _LINE.finditer(body))]
    begins = sorted(
        offset
        for place in _places(document)
        if (offset := _offset(place, starts)) is not None
    )
    for finding, edit in edits_of(document, findings):
        row, excerpt = finding.row_place, finding.excerpt
        begin = None if row is None else _offset(row, starts)
        if begin is None or excerpt is None:
            continue
        following = bisect_right(begins, begin)
        end = begins[following] if following < len(begins) else len(body)
        at = _found(body, excerpt, begin, end, _field(finding, starts))
        if at is not None:
            at += shift
            yield attrs.evolve(edit, start=at + edit.start, end=at + edit.end)


def _field(finding: Finding, starts: Sequence[int]) -> int | None:
    return None if finding.place is None else _offset(finding.place, starts)


def _found(
    body: str, excerpt: Excerpt, begin: int, end: int, place: int | None
) -> int | None:
    """Find a text where its finding stands, else where its row has it once."""
    text = excerpt.text
    if place is not None and begin <= place < end:
        for at in (place - excerpt.span.start, place, place + 1):
            # A finding stands at its stretch, at its field, or at the quotation mark.
            if body.startswith(text, max(at, begin)):
                return max(at, begin)
    at = body.find(text, begin, end)
    once = at >= 0 and body.find(text, at + 1, end) < 0
    return at if once else None


def edits_of(
    document: Document, findings: Iterable[Finding]
) -> Iterable[tuple[Finding, Edit]]:
    """Give what a repair does to the field, with its place in the field alone."""
    rows = _rows(document)
    for finding in findings:
        excerpt, fix = finding.excerpt, finding.fix
        row = rows.get((finding.project, finding.indicator, finding.row_place))
        if excerpt is None or fix is None or row is None:
            continue
        if excerpt.field in FIELDS and excerpt.text:
            written, span = excerpt.text, fix.span
            value = written[: span.start] + fix.text + written[span.end :]
            edit = Edit(span.start, span.end, fix.text, row, excerpt.field, value)
            yield finding, edit


def _places(document: Document) -> Iterable[Place]:
    for project in document.projects:
        for place in (project.place, *(row.place for row in project.indicators)):
            if place is not None:
                yield place


def _offset(place: Place, starts: Sequence[int]) -> int | None:
    if place.line is None or place.column is None or place.line > len(starts):
        return None
    return starts[place.line - 1] + place.column - 1


def _rows(
    document: Document,
) -> dict[tuple[str | None, str | None, Place | None], tuple[int, int] | None]:
    """Number the rows by names and place; equal ones are told apart by nothing."""
    found: dict[
        tuple[str | None, str | None, Place | None], tuple[int, int] | None
    ] = {}
    for number, project in enumerate(document.projects):
        for index, row in enumerate(project.indicators):
            key = (project.name, row.name, row.place)
            found[key] = None if key in found else (number, index)
    return found


def holds(before: Document, after: Document, edits: Iterable[Edit]) -> bool:
    """Say whether a document differs in the fields of the edits alone, and as meant."""
    meant = _written(before)
    for edit in edits:
        meant[edit.row][edit.field] = edit.value
    same = attrs.evolve(before, projects=()) == attrs.evolve(after, projects=())
    headers = [attrs.evolve(each, indicators=()) for each in before.projects]
    return (
        same
        and headers == [attrs.evolve(each, indicators=()) for each in after.projects]
        and meant == _written(after)
    )


def _written(document: Document) -> dict[tuple[int, int], dict[str, object]]:
    """Give every field of every row as written."""
    return {
        (number, index): _fields(row)
        for number, project in enumerate(document.projects)
        for index, row in enumerate(project.indicators)
    }


def _fields(row: Indicator) -> dict[str, object]:
    later = row.long_term_target
    rest = attrs.asdict(
        row,
        recurse=False,
        filter=lambda field, _: field.name not in {"target", "place", "places"},
    )
    return {
        **rest,
        "target": row.target.text,
        "long_term_target": None if later is None else later.text,
    }
