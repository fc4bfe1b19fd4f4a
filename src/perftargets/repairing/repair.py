"""Repairs that a user took, made in a file: each as a whole or not at all."""

from collections.abc import Mapping, Sequence

import attrs

from perftargets.model.project import Document
from perftargets.reading.limits import LIMITS, Limits
from perftargets.repairing.apply import Applied, Read, apply
from perftargets.repairing.changes import Change, Choice, Left, changes_of

_ROUNDS = 4
"""So often repairs that were made in part are taken out and the rest made anew."""


def repair(  # noqa: PLR0913 - one keyword for each part of the file
    data: bytes,
    document: Document,
    choices: Sequence[Choice],
    *,
    form: str | None,
    read: Read,
    edits: Sequence[Change] = (),
    limits: Limits = LIMITS,
) -> Applied:
    """Make repairs of findings, and edits by hand, in the bytes of a file.

    A proposal that changes several fields is made whole: where one of them cannot be
    changed, the others are left too. Numbers in ``of`` of what was made and left count
    the choices from 0.

    Args:
        data: the file.
        document: what was read of it; pointers point into it.
        choices: the repairs.
        form: the form of the file, as ``recognise`` names it.
        read: reads the file again.
        edits: new texts of further fields.
        limits: what the file may hold.
    """
    out: dict[int, Left] = {}
    done = Applied(data=data, document=document)
    for _ in range(_ROUNDS):
        kept = {at: each for at, each in enumerate(choices) if at not in out}
        changes, refused = changes_of(document, kept)
        taken = {change.pointer for change in changes}
        beside = [each for each in edits if each.pointer not in taken]
        in_the_way = [
            Left(reason="conflict", of=each.of, pointer=each.pointer)
            for each in edits
            if each.pointer in taken
        ]
        done = apply(
            data, document, [*changes, *beside], form=form, read=read, limits=limits
        )
        left = (*refused, *in_the_way, *done.left)
        done = attrs.evolve(done, left=(*out.values(), *left))
        half = _half_made(done, left)
        if not half:
            return done
        out |= half
    return done


def _half_made(done: Applied, left: Sequence[Left]) -> Mapping[int, Left]:
    """Return the choices of which a part was made and a part was not."""
    made = {number for each in done.made for number in each.of}
    return {
        number: attrs.evolve(each, of=(number,))
        for each in left
        for number in each.of
        if number in made
    }
