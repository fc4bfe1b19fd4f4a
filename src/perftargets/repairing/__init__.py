"""Repairs of a file: changes of fields, made in its bytes and nowhere else.

`apply` makes changes and keeps those with which the file, read again, differs in the
changed fields alone. `changes_of` makes changes out of findings and what a user chose.
"""

from collections.abc import Callable, Sequence

import attrs

from perftargets.findings import Message
from perftargets.model.project import Document
from perftargets.reading.limits import LIMITS, Limits
from perftargets.repairing.changes import (
    FIELDS,
    REASONS,
    Change,
    Choice,
    Left,
    Made,
    Reason,
    changes_of,
    holds,
)
from perftargets.repairing.workbook import Edited

__all__ = [
    "FIELDS",
    "REASONS",
    "Applied",
    "Change",
    "Choice",
    "Left",
    "Made",
    "Reason",
    "apply",
    "changes_of",
    "method",
]

ONE_BY_ONE = 200
"""So many changes are tried apart where all together do not hold."""

Read = Callable[[bytes], Document]
"""Reads a file from its bytes, under its name and within its limits."""


@attrs.frozen(kw_only=True)
class Applied:
    """What became of changes.

    Attributes:
        data: the bytes of the file, the same where nothing was changed.
        document: what the file says now.
        made: the changes in it, in the order of the rows.
        left: those that were not made, and why.
        losses: what the changed file no longer has beside them.
    """

    data: bytes
    document: Document
    made: tuple[Made, ...] = ()
    left: tuple[Left, ...] = ()
    losses: tuple[Message, ...] = ()


def method(form: str | None) -> str | None:
    """Return how a form is changed, ``cells`` or ``text``; None where it is not."""
    match form:
        case "xlsx":
            return "cells"
        case "csv" | "yaml" | "toml" | "json" | "running-text":
            return "text"
        case _:
            return None


def apply(  # noqa: PLR0913 - one keyword for each part of the file
    data: bytes,
    document: Document,
    changes: Sequence[Change],
    *,
    form: str | None,
    read: Read,
    limits: Limits = LIMITS,
) -> Applied:
    """Make changes in the bytes of a file.

    All are tried together; where the file then does not read as meant, one after the
    other, and those that do not hold are left.

    Args:
        data: the file.
        document: what was read of it; the pointers of the changes point into it.
        changes: the changes, at most one for each field.
        form: the form of the file, as ``recognise`` names it.
        read: reads the file again.
        limits: what the file may hold.
    """
    edit = _editor(data, document, form, limits)
    if edit is None:
        left = tuple(_left(each, "unsupported") for each in changes)
        return Applied(data=data, document=document, left=left)
    together = edit(changes)
    able = [each for each in changes if _is_made(each, together)]
    after = read(together.data) if together.made else document
    if not able or holds(document, after, able):
        return Applied(
            data=together.data,
            document=after,
            made=together.made,
            left=together.left,
            losses=together.losses,
        )
    kept: list[Change] = []
    failed: list[Left] = []
    best, now = edit(()), document
    for change in able[:ONE_BY_ONE]:
        tried = edit([*kept, change])
        found = read(tried.data)
        if _is_made(change, tried) and holds(document, found, [*kept, change]):
            kept.append(change)
            best, now = tried, found
        else:
            failed.append(_left(change, "not-kept"))
    failed += [_left(each, "not-kept") for each in able[ONE_BY_ONE:]]
    return Applied(
        data=best.data,
        document=now,
        made=best.made,
        left=(*together.left, *failed),
        losses=best.losses,
    )


def _is_made(change: Change, done: Edited) -> bool:
    return any(each.pointer == change.pointer for each in done.made)


def _left(change: Change, reason: Reason) -> Left:
    return Left(reason=reason, of=change.of, pointer=change.pointer)


def _editor(
    data: bytes, document: Document, form: str | None, limits: Limits
) -> Callable[[Sequence[Change]], Edited] | None:
    match method(form):
        case "cells":
            from perftargets.repairing import workbook

            return lambda changes: workbook.edited(data, document, changes, limits)
        case "text":
            from perftargets.repairing import text_file

            kind = form or ""
            return lambda changes: text_file.edited(data, document, changes, form=kind)
        case _:
            return None
