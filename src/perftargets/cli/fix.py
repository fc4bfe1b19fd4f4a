"""``lint --fix``: repairs in the bytes of a file, as small as they can be.

A file of text is repaired where it lies; a workbook or a Word document in a copy beside
it. A repair is kept only where the file, read again, differs in that field alone.
"""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from perftargets._escaping import one_for_one
from perftargets.cli.terminal import restored
from perftargets.findings import Finding, Message, Report
from perftargets.model.project import Document
from perftargets.reading import SIZE_LIMIT
from perftargets.reading.limits import LIMITS
from perftargets.reading.recognise import recognise
from perftargets.repairing import Choice, Made, method
from perftargets.repairing import repair as repaired

if TYPE_CHECKING:
    from perftargets.model.pointers import Pointer

PASSES = 5
"""One repair may uncover another; so often is a file gone through."""

Read = Callable[[bytes], Document]
"""Reads a file from its bytes, under its name."""

Look = Callable[[Document], Report]
"""Runs the rules whose findings are repaired."""


@attrs.frozen(kw_only=True)
class Repair:
    """A file before and after its repairs.

    Attributes:
        before: its bytes.
        after: its bytes with the repairs.
        in_place: whether it is text, repaired where it lies, and not in a copy.
        fixed: how many repairs were made.
        left: findings with a repair that could not be made safely.
        made: the cells or fields that differ, in their order.
        losses: what the repaired file no longer has.
    """

    before: bytes
    after: bytes
    in_place: bool
    fixed: int = 0
    left: tuple[Finding, ...] = ()
    made: tuple[Made, ...] = ()
    losses: tuple[Message, ...] = ()


def form_of(file: Path) -> str | None:
    """Return the form of a file by its content, whatever its name; None for no file.

    Raises:
        OSError: it cannot be opened.
    """
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        data = opened.read(SIZE_LIMIT + 1)
    return recognise(data, path=str(file), limits=LIMITS).form


def beside(file: Path) -> Path:
    """Return the name of the copy: ``a.xlsx`` becomes ``a.fixed.xlsx``."""
    return file.with_name(f"{file.stem}.fixed{file.suffix}")


def repair(file: Path, read: Read, look: Look, *, unsafe: bool) -> Repair:
    """Repair the bytes of a file; nothing is written.

    Raises:
        OSError: the file cannot be opened.
    """
    with file.open("rb") as opened:
        before = opened.read(SIZE_LIMIT + 1)
    form = recognise(before, path=str(file), limits=LIMITS).form
    data, document, fixed = before, read(before), 0
    cells: dict[Pointer, Made] = {}
    losses: list[Message] = []
    for _ in range(PASSES):
        choices = [
            Choice(finding=each) for each in wanted(look(document), unsafe=unsafe)
        ]
        done = repaired(data, document, choices, form=form, read=read)
        if not done.made:
            break
        fixed += len({number for each in done.made for number in each.of})
        data, document = done.data, done.document
        losses += [each for each in done.losses if each not in losses]
        for each in done.made:
            first = cells.get(each.pointer, each)
            cells[each.pointer] = attrs.evolve(each, before=first.before)
    order = sorted(cells, key=lambda each: (each.project, each.row or 0))
    return Repair(
        before=before,
        after=data,
        in_place=method(form) != "cells",
        fixed=fixed,
        left=wanted(look(document), unsafe=unsafe),
        made=tuple(cells[pointer] for pointer in order),
        losses=tuple(losses),
    )


def wanted(report: Report, *, unsafe: bool) -> tuple[Finding, ...]:
    """Return the findings that have a repair of the kind asked for."""
    return tuple(
        finding
        for finding in report
        if finding.fix is not None and (finding.fix.safe or unsafe)
    )


def difference(file: Path, done: Repair) -> str:
    """Show what the repairs change: as a unified diff, or cell by cell in its form."""
    if not done.in_place:
        return _cells(file, done)
    name = restored(str(file))
    before, after = (each.decode() for each in (done.before, done.after))
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=name,
        tofile=name,
    )
    shown = (f"{line.rstrip(chr(13) + chr(10))}\n" for line in lines)
    return one_for_one("".join(shown), keep="\n\t")


def _cells(file: Path, done: Repair) -> str:
    lines = [f"--- {restored(str(file))}", f"+++ {restored(str(beside(file)))}"]
    for where, before, after in _by_cell(done.made):
        lines += [f"@@ {where} @@"]
        lines += [f"-{line}" for line in before.splitlines()]
        lines += [f"+{line}" for line in after.splitlines()]
    return one_for_one("\n".join(lines), keep="\n\t") + "\n"


def _by_cell(made: Iterable[Made]) -> Iterable[tuple[str, str, str]]:
    """Go through the cells that differ; several fields of one are told once."""
    seen: set[str] = set()
    for each in made:
        place = each.place
        where = "" if place is None else f"{place.sheet}!{place.cell}"
        if where not in seen:
            seen.add(where)
            yield where, each.before, each.after
