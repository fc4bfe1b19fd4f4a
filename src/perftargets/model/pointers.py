"""The logical path of a project, a row or a field: a JSON Pointer (RFC 6901).

``/projects/0/indicators/2/target`` is the target of the third row of the first project,
in the document as perftargets/1 writes it. Names may stand twice; a pointer does not.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.places import cell_numbers
from perftargets.model.project import Document, Project
from perftargets.text import Place

_POINTER = re.compile(
    r"/projects/(?P<project>0|[1-9][0-9]{0,8})"
    r"(?:/indicators/(?P<row>0|[1-9][0-9]{0,8}))?(?:/(?P<field>[a-z][a-z_]{0,40}))?",
    re.ASCII,
)


@attrs.frozen
class Pointer:
    """A project of a document, perhaps a row of it, perhaps a field.

    Attributes:
        project: the number of the project, from 0.
        row: the number of the row in the project, from 0; None for the project.
        field: the name of a field of the row or project, as the model has it.
    """

    project: int
    row: int | None = None
    field: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Pointer | None":
        """Read a pointer; None where the text is none into a document."""
        found = _POINTER.fullmatch(text)
        if found is None:
            return None
        row = found["row"]
        return cls(
            int(found["project"]), None if row is None else int(row), found["field"]
        )

    def within(self, document: Document) -> "Project | Indicator | None":
        """Return the row or project pointed at; None where there is none."""
        if self.project >= len(document.projects):
            return None
        project = document.projects[self.project]
        if self.row is None:
            return project
        rows = project.indicators
        return rows[self.row] if self.row < len(rows) else None

    def to(self, field: str | None) -> "Pointer":
        """Return the pointer to a field of the same row or project."""
        return attrs.evolve(self, field=field)

    def __str__(self) -> str:
        """Write the pointer out."""
        text = f"/projects/{self.project}"
        if self.row is not None:
            text += f"/indicators/{self.row}"
        return text if self.field is None else f"{text}/{self.field}"


def located(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with the pointer of the row and field that they stand at.

    A finding of a reader names no row, but has its place. It joins a field that stands
    at this place, else the one row that stands on the same row of the sheet or on the
    same line. Where several could be meant it joins none.
    """
    findings = tuple(findings)
    wanted = {
        key
        for finding in findings
        if finding.pointer is None and finding.place is not None
        for key in _keys(finding.place)
    }
    if not wanted:
        return findings
    index = _index(document, wanted)
    return tuple(
        finding
        if finding.pointer is not None or finding.place is None
        else _joined(finding, finding.place, index)
        for finding in findings
    )


_Key = tuple[object, ...]


def _keys(place: Place) -> Iterator[_Key]:
    """Return what a place is found by, the most exact first."""
    cell = cell_numbers(place.cell)
    if cell is not None:
        yield "cell", place.sheet, cell
        yield "row", place.sheet, cell[1]
    elif place.row is not None:
        if place.column is not None:
            yield "cell", place.sheet, place.page, place.row, place.column
        yield "row", place.sheet, place.page, place.row
    elif place.line is not None:
        if place.column is not None:
            yield "cell", place.page, place.line, place.column
        yield "row", place.page, place.line


def _index(document: Document, wanted: set[_Key]) -> dict[_Key, set[Pointer]]:
    found: dict[_Key, set[Pointer]] = {}

    def add(pointer: Pointer, place: Place | None) -> None:
        for kind, *rest in () if place is None else _keys(place):
            key = (kind, *rest)
            if key in wanted:
                each = pointer if kind == "cell" else pointer.to(None)
                found.setdefault(key, set()).add(each)

    for number, project in enumerate(document.projects):
        for index, row in enumerate(project.indicators):
            pointer = Pointer(number, index)
            add(pointer, row.place)
            for field, place in fields_at(row):
                add(pointer.to(field), place)
        for field, place in fields_at(project):
            for key in _keys(place):
                if key[0] == "cell" and key in wanted:
                    found.setdefault(key, set()).add(Pointer(number, None, field))
    return found


def fields_at(what: Project | Indicator) -> Iterator[tuple[str, Place]]:
    """Yield the fields of a row or project of which the place is known.

    Those that stand where the row or project begins are left out.
    """
    if what.places is not None:
        for field, place in what.places.all(what.place):
            if "@" not in field:
                yield field, place
    match what:
        case Indicator(actual=actual):
            if actual is not None and actual.place is not None:
                yield "actual", actual.place
        case Project(goal=goal, funds=funds):
            if goal is not None and goal.place is not None:
                yield "goal", goal.place
            if funds is not None and funds.place is not None:
                yield "funds", funds.place


def _joined(finding: Finding, place: Place, index: dict[_Key, set[Pointer]]) -> Finding:
    for key in _keys(place):
        pointers = index.get(key, set())
        exact = {each for each in pointers if each.field is not None} or pointers
        if len(exact) == 1:
            return attrs.evolve(finding, pointer=str(next(iter(exact))))
        rows = {each.to(None) for each in exact}
        if len(rows) == 1:
            return attrs.evolve(finding, pointer=str(next(iter(rows))))
        if rows:
            return finding
    return finding
