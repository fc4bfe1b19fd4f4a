"""``lint --fix`` of a workbook: repairs go to a copy beside it."""

from pathlib import Path

import attrs

from perftargets.cli.fix import Look, Read, edits_of, holds, wanted
from perftargets.cli.terminal import restored, visible
from perftargets.findings import Finding, Message
from perftargets.reading import SIZE_LIMIT
from perftargets.reading.limits import LIMITS
from perftargets.reading.recognise import recognise
from perftargets.reporting.workbook import Opened

_ZIP = b"PK"


@attrs.frozen(kw_only=True)
class Copy:
    """A repaired copy; ``data`` is None where nothing could be repaired.

    ``changes`` are the cells that differ: sheet and cell, what stood there, what stands
    there now.
    """

    data: bytes | None
    fixed: int
    left: tuple[Finding, ...]
    losses: tuple[Message, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()


def is_workbook(file: Path) -> bool:
    """Tell by its content whether a file is an XLSX workbook, whatever its name.

    Raises:
        OSError: it cannot be opened.
    """
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        data = opened.read(len(_ZIP))
        if data != _ZIP:
            return False
        data += opened.read(SIZE_LIMIT + 1)
    return recognise(data, path=None, limits=LIMITS).form == "xlsx"


def beside(file: Path) -> Path:
    """Name the copy: ``a.xlsx`` becomes ``a.fixed.xlsx``."""
    return file.with_name(f"{file.stem}.fixed{file.suffix}")


def repair_copy(file: Path, read: Read, look: Look, *, unsafe: bool) -> Copy:
    """Repair a copy of a workbook; nothing is written.

    The copy is kept only where it reads as the original with the repairs made, and
    differs in nothing else.

    Raises:
        UsageError: the workbook cannot be copied.
        OSError: the file cannot be opened.
    """
    with file.open("rb") as opened:
        data = opened.read(SIZE_LIMIT + 1)
    document = read(data)
    findings = wanted(look(document), unsafe=unsafe)
    if not findings:
        return Copy(data=None, fixed=0, left=())
    book = Opened.of(data)
    made, changes = [], []
    for finding, edit in edits_of(document, findings):
        place, excerpt = finding.place, finding.excerpt
        if place is None or excerpt is None or not place.sheet or not place.cell:
            continue
        if book.replace(place.sheet, place.cell, excerpt.text, edit.value):
            made.append((finding, edit))
            where = f"{place.sheet}!{place.cell}"
            changes.append((where, excerpt.text, edit.value))
    copy = book.saved()
    if not made or not holds(document, read(copy), [edit for _, edit in made]):
        return Copy(data=None, fixed=0, left=findings)
    done = [finding for finding, _ in made]
    return Copy(
        data=copy,
        fixed=len(made),
        left=tuple(each for each in findings if each not in done),
        losses=book.losses,
        changes=tuple(changes),
    )


def difference(file: Path, copy: Copy) -> str:
    """Show the cells that a repaired copy changes, in the form of a unified diff."""
    lines = [f"--- {restored(str(file))}", f"+++ {restored(str(beside(file)))}"]
    for where, before, after in copy.changes:
        lines += [f"@@ {where} @@"]
        lines += [f"-{line}" for line in before.splitlines()]
        lines += [f"+{line}" for line in after.splitlines()]
    return visible("\n".join(lines), keep="\n\t")
