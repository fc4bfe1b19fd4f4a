"""Every table that is fine, and its neighbours: each with one thing written otherwise.

A change takes a document and a number, which says what row or project is changed. On
which tables it is tried follows from its name: a change more moves none of the others.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import attrs

from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.reading import read_bytes
from tests.linting.corpora import HERE
from tests.linting.objections import FOLDER, tables

Make = Callable[[Document, int], Document]
_ROUND = 40
"""Numbers that say where go up to this, and are not all of one kind."""


@attrs.frozen(kw_only=True)
class Change:
    """One thing that is written otherwise.

    Attributes:
        name: what it is.
        make: makes the document that differs; the number says where.
        filled: whether it is for forms that are filled in; None where for both.
        rounds: on how many tables it is tried.
    """

    name: str
    make: Make
    filled: bool | None = None
    rounds: int = 2


@attrs.frozen(kw_only=True)
class Neighbour:
    """A document and the one that it differs from in one thing.

    Attributes:
        name: what differs, in which table, and the number.
        number: what says where; it goes round over all that is tried.
        base: the table that is fine.
        document: the other.
    """

    name: str
    number: int
    base: Document
    document: Document


@cache
def bases() -> tuple[Document, ...]:
    """Return the tables that are fine, one project each."""
    # Findings name the file: where the checkout lies must not matter.
    found = [
        read_bytes(path.read_bytes(), path=path.name)
        for path in sorted(HERE.glob("well_made/*.yaml"))
    ]
    apart = [
        attrs.evolve(document, projects=(project,))
        for document in found
        for project in document.projects
    ]
    plain = (
        table.document()
        for path in sorted(FOLDER.glob("*.txt"))
        for table in tables(path)
    )
    return (*plain, *apart)


def is_filled(document: Document) -> bool:
    """Report whether a form has actuals and scores."""
    return any(row.score is not None for _, row in document.rows())


def neighbours(changes: Sequence[Change]) -> Iterator[Neighbour]:
    """Go through the changes, each on the next tables that it is for."""
    fit = {
        wanted: [each for each in bases() if wanted in {None, is_filled(each)}]
        for wanted in (None, True, False)
    }
    for change in changes:
        among = fit[change.filled]
        first = zlib.crc32(change.name.encode())
        for at in range(first, first + change.rounds):
            base = among[at % len(among)]
            where = at // len(among) % _ROUND + at - first
            yield Neighbour(
                name=f"{change.name} | {base.projects[0].name} | {where}",
                number=where,
                base=base,
                document=change.make(base, where),
            )


def with_project(document: Document, project: Project) -> Document:
    """Return a document with another project in place of its one."""
    return attrs.evolve(document, projects=(project,))


def with_rows(document: Document, rows: Sequence[Indicator]) -> Document:
    """Return a document with other rows."""
    return with_project(
        document, attrs.evolve(document.projects[0], indicators=tuple(rows))
    )


def with_row(
    document: Document, at: int, change: Callable[[Indicator], Indicator]
) -> Document:
    """Return a document with one row changed, counted round."""
    rows = list(document.projects[0].indicators)
    rows[at % len(rows)] = change(rows[at % len(rows)])
    return with_rows(document, rows)
