"""What changed since last year's file: projects and rows paired, field by field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal, TypeVar

import attrs

from perftargets.linting.lists import pattern
from perftargets.linting.row_facts import same_thing
from perftargets.model.indicator import Indicator
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document, Project

Kind = Literal["same", "changed", "renamed", "added", "removed"]
"""What became of a row or project; a renamed one is paired by a similar name."""

FieldChange = tuple[str, str | None, str | None]
"""A field, its text last year and its text this year."""

_ALIKE = 0.7
"""From this share of common characters on, names left over are taken for one row's."""

_MOST_COMPARED = 200
"""Rows left over on each side, up to which names are compared each with each."""

_T = TypeVar("_T")


@attrs.frozen(kw_only=True)
class RowChange:
    """A row of this year, of last year, or of both.

    Attributes:
        kind: what became of it.
        name: its name this year, or last year where it is gone.
        prior_name: its name last year; None where it is new.
        pointer: the row of this year.
        prior: the row of last year.
        fields: the fields that differ.
    """

    kind: Kind
    name: str
    prior_name: str | None = None
    pointer: Pointer | None = None
    prior: Pointer | None = None
    fields: tuple[FieldChange, ...] = ()


@attrs.frozen(kw_only=True)
class ProjectChange:
    """A project of this year, of last year, or of both, with its rows.

    Attributes:
        kind: what became of it; ``changed`` where a row of it changed, too.
        name: its name this year, or last year where it is gone.
        pointer: the project of this year.
        prior: the project of last year.
        fields: the fields that differ.
        rows: the rows of this year in their order, then those that are gone.
    """

    kind: Kind
    name: str
    pointer: Pointer | None = None
    prior: Pointer | None = None
    fields: tuple[FieldChange, ...] = ()
    rows: tuple[RowChange, ...] = ()


def changes(document: Document, prior: Document) -> tuple[ProjectChange, ...]:
    """Compare a document with that of the year before.

    Projects and rows are paired by their names, the years in them left out; what is
    left over on both sides by names that are much alike. Names that stand twice are
    paired in their order.
    """
    now = list(enumerate(document.projects))
    then = list(enumerate(prior.projects))
    # A document of one project is about this project, whatever its name.
    alone = len(now) == len(then) == 1
    pairs = [(0, 0, 1.0)] if alone else _paired(now, then, lambda each: each.name)
    return tuple(_projects(document.projects, prior.projects, pairs))


def _projects(
    now: Sequence[Project], then: Sequence[Project], pairs: list[tuple[int, int, float]]
) -> Iterator[ProjectChange]:
    before = {at: other for at, other, _ in pairs}
    for number, project in enumerate(now):
        other = before.get(number)
        if other is None:
            rows = tuple(
                RowChange(kind="added", name=row.name, pointer=Pointer(number, index))
                for index, row in enumerate(project.indicators)
            )
            yield ProjectChange(
                kind="added", name=project.name, pointer=Pointer(number), rows=rows
            )
        else:
            yield _project(number, project, other, then[other])
    for number in sorted(set(range(len(then))) - set(before.values())):
        project = then[number]
        yield ProjectChange(
            kind="removed",
            name=project.name,
            prior=Pointer(number),
            rows=tuple(
                RowChange(
                    kind="removed",
                    name=row.name,
                    prior_name=row.name,
                    prior=Pointer(number, index),
                )
                for index, row in enumerate(project.indicators)
            ),
        )


def _project(number: int, now: Project, other: int, then: Project) -> ProjectChange:
    rows = tuple(_rows(number, now.indicators, other, then.indicators))
    fields = tuple(_differing(_PROJECT, now, then))
    same = not fields and all(row.kind == "same" for row in rows)
    return ProjectChange(
        kind="same" if same else "changed",
        name=now.name,
        pointer=Pointer(number),
        prior=Pointer(other),
        fields=fields,
        rows=rows,
    )


def _rows(
    number: int, now: Sequence[Indicator], other: int, then: Sequence[Indicator]
) -> Iterator[RowChange]:
    pairs = _paired(list(enumerate(now)), list(enumerate(then)), lambda each: each.name)
    before = {at: (index, share) for at, index, share in pairs}
    for index, row in enumerate(now):
        pointer = Pointer(number, index)
        if index not in before:
            yield RowChange(kind="added", name=row.name, pointer=pointer)
            continue
        at, share = before[index]
        fields = tuple(_differing(_ROW, row, then[at]))
        kind: Kind = "renamed" if share < 1 else ("changed" if fields else "same")
        yield RowChange(
            kind=kind,
            name=row.name,
            prior_name=then[at].name,
            pointer=pointer,
            prior=Pointer(other, at),
            fields=fields,
        )
    gone = set(range(len(then))) - {at for at, _ in before.values()}
    for index in sorted(gone):
        yield RowChange(
            kind="removed",
            name=then[index].name,
            prior_name=then[index].name,
            prior=Pointer(other, index),
        )


def _paired(
    now: list[tuple[int, _T]], then: list[tuple[int, _T]], name: Callable[[_T], str]
) -> list[tuple[int, int, float]]:
    """Pair by equal names first, then by the most alike; 1 stands for equal."""
    waiting: dict[str, list[int]] = {}
    for at, each in then:
        waiting.setdefault(_undated(name(each)), []).append(at)
    pairs: list[tuple[int, int, float]] = []
    left: list[tuple[int, str]] = []
    for at, each in now:
        key = _undated(name(each))
        same = waiting.get(key)
        if key and same:
            pairs.append((at, same.pop(0), 1.0))
        else:
            left.append((at, key))
    rest = [(at, key) for key, places in waiting.items() for at in places if key]
    if len(left) > _MOST_COMPARED or len(rest) > _MOST_COMPARED:
        return pairs
    alike = sorted(
        (
            (SequenceMatcher(None, key, other, autojunk=False).ratio(), at, there)
            for at, key in left
            for there, other in rest
            if key
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    used: tuple[set[int], set[int]] = set(), set()
    for share, at, there in alike:
        if share >= _ALIKE and at not in used[0] and there not in used[1]:
            used[0].add(at)
            used[1].add(there)
            pairs.append((at, there, min(share, 0.99)))
    return pairs


def _undated(name: str) -> str:
    return same_thing(pattern("subject", "years").sub("", name))


_Field = tuple[str, Callable[[_T], str | None]]


def _differing(
    fields: Iterable[_Field[_T]], now: _T, then: _T
) -> Iterator[FieldChange]:
    for name, value in fields:
        before, after = value(then), value(now)
        if _squeezed(before) != _squeezed(after):
            yield name, before, after


def _squeezed(text: str | None) -> str:
    """Return a text without white space: how a line was broken is no change."""
    return "".join((text or "").split())


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


_ROW: tuple[_Field[Indicator], ...] = (
    ("name", lambda row: row.name),
    ("category", lambda row: row.category),
    ("subcategory", lambda row: row.subcategory),
    ("target", lambda row: row.target.text),
    ("unit", lambda row: row.unit),
    ("direction", lambda row: row.direction),
    ("weight", lambda row: _figure(row.weight)),
)

_PROJECT: tuple[_Field[Project], ...] = (
    ("name", lambda project: project.name),
    ("agency", lambda project: project.agency),
    ("department", lambda project: project.department),
    ("goal", lambda project: None if project.goal is None else project.goal.text),
    (
        "funds",
        lambda project: None if project.funds is None else project.funds.total.initial,
    ),
)
