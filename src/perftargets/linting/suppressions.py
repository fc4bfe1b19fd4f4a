"""Findings that a document asks to set aside, and requests without a use (IGN001)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

import attrs

from perftargets.errors import UsageError
from perftargets.findings import UNREADABLE, Finding, Message
from perftargets.findings.codes import UNUSED_IGNORE
from perftargets.findings.tally import Further
from perftargets.linting.rule import Rule
from perftargets.linting.select import ALL, is_exact, named
from perftargets.model.project import Document
from perftargets.model.suppression import Suppression, markers
from perftargets.text import Place

_Row = tuple[str, str, str, Place | None]
"""A row by project, name and place, behind a word that tells it from other keys."""


@attrs.frozen(kw_only=True)
class _Wanted:
    """A request, and what it counts for: a key of the table of requests."""

    suppression: Suppression
    key: object
    row: Place | None = None


def without_marked(
    document: Document,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    chosen: frozenset[str],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Set aside what the marks of a document and its 备注 ask for.

    Gives what is left, with a finding for each mark that has no use or cannot be used,
    and what is set aside.
    """
    cells: dict[Place, _Row] = {}
    starts = _starts(document)
    heads = _heads(document, starts)
    wanted = [*_of_marks(document, starts), *_of_notes(document, cells)]
    if not wanted:
        return tuple(findings), ()
    meanings = {
        each.suppression.code: _meaning(each.suppression.code, rules) for each in wanted
    }
    by_key: dict[object, list[int]] = {}
    for number, each in enumerate(wanted):
        if each.suppression.problem is None:
            by_key.setdefault(each.key, []).append(number)
    kept: list[Finding] = []
    aside: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        hits = [
            number
            for key in _keys(finding, starts, heads, cells)
            for number in by_key.get(key, ())
            if _covers(wanted[number].suppression.code, meanings, finding)
        ]
        used.update(hits)
        (aside if hits else kept).append(finding)
    # Where not all findings of a rule are kept, a mark may be for one of the others.
    cut = {each.code for each in (*kept, *aside) if isinstance(each, Further)}
    if UNUSED_IGNORE.code in chosen:
        for number, each in enumerate(wanted):
            if number not in used and cut.isdisjoint(meanings[each.suppression.code]):
                kept += _unused(each, meanings[each.suppression.code], chosen)
    return tuple(kept), tuple(aside)


def _starts(document: Document) -> list[int]:
    """Return the lines on which projects and rows begin, in order."""
    places: list[Place | None] = []
    for project in document.projects:
        places.append(project.place)
        places += [row.place for row in project.indicators]
    return sorted({place.line for place in places if place and place.line})


def _heads(document: Document, starts: list[int]) -> list[int]:
    """Return the elements that are projects, in order, numbered by ``starts``.

    The rows of a project are the elements up to the next one.
    """
    lines = {
        project.place.line
        for project in document.projects
        if project.place is not None and project.place.line is not None
    }
    return sorted(bisect_right(starts, line) for line in lines)


def _of_marks(document: Document, starts: list[int]) -> Iterator[_Wanted]:
    for suppression in document.marks:
        key: object = ("named", suppression.project, suppression.indicator)
        if suppression.line is not None:
            key = (
                "element",
                bisect_right(starts, suppression.line) + suppression.below,
            )
        yield _Wanted(suppression=suppression, key=key)


def _of_notes(document: Document, cells: dict[Place, _Row]) -> Iterator[_Wanted]:
    for project, row in document.rows():
        key = ("row", project.name, row.name, row.place)
        for marker in markers(row.note or ""):
            for code in marker.codes or ("",):
                suppression = Suppression(
                    code=code,
                    project=project.name,
                    indicator=row.name,
                    place=row.place_of("note"),
                    problem=marker.problem,
                )
                yield _Wanted(suppression=suppression, key=key, row=row.place)
            if row.places is not None:
                # What a reader noticed stands at a cell, and says no row.
                places = [place for _, place in row.places.all(row.place)]
                if row.place is not None:
                    places.append(row.place)
                cells.update(dict.fromkeys(map(_bare, places), key))


def _bare(place: Place) -> Place:
    return attrs.evolve(place, project=None, indicator=None)


def _keys(
    finding: Finding,
    starts: list[int],
    heads: list[int],
    cells: Mapping[Place, _Row],
) -> Iterator[object]:
    where = finding.row_place or finding.place
    if where is not None and where.line is not None:
        element = bisect_right(starts, where.line)
        yield "element", element
        # A marker of a project holds for its rows as well.
        above = bisect_right(heads, element)
        if above and heads[above - 1] != element:
            yield "element", heads[above - 1]
    yield "row", finding.project or "", finding.indicator or "", where
    if finding.row_place is None and where is not None and _bare(where) in cells:
        yield cells[_bare(where)]
    for project in {finding.project, None}:
        for indicator in {finding.indicator, None}:
            yield "named", project, indicator


def _meaning(code: str, rules: Mapping[str, Rule]) -> set[str]:
    """Return the codes that a request stands for; none where it names no rule."""
    try:
        return named(rules, [code])
    except UsageError:
        return set()


def _covers(code: str, meanings: Mapping[str, set[str]], finding: Finding) -> bool:
    if finding.code in UNREADABLE:
        # Only its own code sets aside what could not be read.
        return is_exact([code], finding.code, finding.name)
    return finding.code in meanings[code] or code.upper() == ALL


def _unused(
    wanted: _Wanted, meaning: set[str], chosen: frozenset[str]
) -> Iterator[Finding]:
    """Report a request that sets nothing aside, where a rule that it names runs.

    One for a rule that did not run may have its use in another run.
    """
    suppression = wanted.suppression
    if suppression.problem is not None:
        message = suppression.problem
    elif not meaning:
        message = Message(
            zh=f"忽略标记写了“{suppression.code}”，没有这条规则",
            en=f"the marker ignores “{suppression.code}”, and there is no such rule",
        )
    elif not meaning & chosen:
        return
    else:
        message = Message(
            zh=f"忽略标记“{suppression.code}”没有对应的问题，可以删去",
            en=f"the marker that ignores “{suppression.code}” sets nothing aside; "
            "remove it",
        )
    yield UNUSED_IGNORE.finding(
        zh=message.zh,
        en=message.en,
        project=suppression.project or None,
        indicator=suppression.indicator or None,
        place=suppression.place,
        row_place=wanted.row,
    )
