"""Changes of fields, made in the bytes of a file and kept where they hold."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import Message
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document
from perftargets.reading.limits import LIMITS, Limits
from perftargets.repairing.changes import (
    FIELDS,
    Change,
    Left,
    Made,
    Reason,
    holds,
    place_of,
    text_of,
    with_implied,
)
from perftargets.repairing.workbook import Edited

if TYPE_CHECKING:
    from perftargets.text import Place


READINGS = 40
"""So often at most a file is read again to find the changes that do not hold."""

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
        case "xlsx" | "docx":
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

    All are tried together; where the file then does not read as meant, halves of them,
    and those that do not hold are left.

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
    changes, twins, refused = _alone(document, with_implied(document, changes))
    trial = _Trial(document, edit, read, twins)
    first = edit(changes)
    able = [each for each in changes if _is_made(each, first)]
    trial.keep(able)
    done = trial.best
    order = {each.pointer: at for at, each in enumerate(changes)}
    made = sorted(done.made, key=lambda each: order[each.pointer])
    made = [
        each
        for one in made
        for each in (
            one,
            *(
                attrs.evolve(one, pointer=twin.pointer, of=twin.of)
                for twin in twins.get(one.pointer, ())
            ),
        )
    ]
    failed = [
        _left(each, "not-kept")
        for one in able
        if one not in trial.kept
        for each in (one, *twins.get(one.pointer, ()))
    ]
    return Applied(
        data=done.data,
        document=trial.document,
        made=tuple(made),
        left=(*refused, *first.left, *failed),
        losses=done.losses,
    )


Twins = dict[Pointer, tuple[Change, ...]]
"""Changes of other rows that the change of a shared cell makes, too."""


def _alone(
    document: Document, changes: Sequence[Change]
) -> tuple[list[Change], Twins, list[Left]]:
    """Return one change for each cell; a shared cell changes for all of its rows."""
    sharers: dict[Place, set[Pointer]] = {}
    for number, project in enumerate(document.projects):
        for index, row in enumerate(project.indicators):
            for field in FIELDS:
                place = place_of(row, field) if text_of(row, field) else None
                if place is not None and place != row.place:
                    bare = attrs.evolve(place, project=None, indicator=None)
                    pointer = Pointer(number, index, field)
                    sharers.setdefault(bare, set()).add(pointer)
    together: dict[Pointer, set[Pointer]] = {
        pointer: each for each in sharers.values() for pointer in each
    }
    wanted = {change.pointer: change for change in changes}
    kept: list[Change] = []
    twins: Twins = {}
    left: list[Left] = []
    done: set[Pointer] = set()
    for change in changes:
        if change.pointer in done:
            continue
        same = {
            each
            for each in together.get(change.pointer, {change.pointer})
            if each.field == change.pointer.field
        }
        agreed = all(
            each in wanted and wanted[each].text == change.text for each in same
        )
        if not agreed:
            left.append(_left(change, "shared"))
            continue
        kept.append(change)
        others = tuple(wanted[each] for each in same if each != change.pointer)
        if others:
            twins[change.pointer] = others
            done |= {each.pointer for each in others}
    return kept, twins, left


class _Trial:
    """Finds the changes with which a file reads as meant, by halves."""

    def __init__(
        self,
        document: Document,
        edit: Callable[[Sequence[Change]], Edited],
        read: Read,
        twins: Twins,
    ) -> None:
        self._before = document
        self._twins = twins
        self._edit = edit
        self._read = read
        self._left = READINGS
        self.kept: list[Change] = []
        self.best = edit(())
        self.document = document

    def keep(self, changes: Sequence[Change]) -> None:
        """Add those of the changes that hold beside what is kept already."""
        if not changes or self._left <= 0:
            return
        self._left -= 1
        tried = [*self.kept, *changes]
        done = self._edit(tried)
        after = self._read(done.data)
        whole = all(_is_made(each, done) for each in changes)
        meant = [
            each for one in tried for each in (one, *self._twins.get(one.pointer, ()))
        ]
        if whole and holds(self._before, after, meant):
            self.kept, self.best, self.document = tried, done, after
        elif len(changes) > 1:
            middle = len(changes) // 2
            self.keep(changes[:middle])
            self.keep(changes[middle:])


def _is_made(change: Change, done: Edited) -> bool:
    return any(each.pointer == change.pointer for each in done.made)


def _left(change: Change, reason: Reason) -> Left:
    return Left(reason=reason, of=change.of, pointer=change.pointer)


def _editor(
    data: bytes, document: Document, form: str | None, limits: Limits
) -> Callable[[Sequence[Change]], Edited] | None:
    match method(form):
        case "cells" if form == "docx":
            from perftargets.repairing import word

            return lambda changes: word.edited(data, document, changes, limits)
        case "cells":
            from perftargets.repairing import workbook

            return lambda changes: workbook.edited(data, document, changes, limits)
        case "text":
            from perftargets.repairing import text_file

            kind = form or ""
            return lambda changes: text_file.edited(data, document, changes, form=kind)
        case _:
            return None
