"""The rows of each page mixed: the name of one, the value of another, near the rule."""

from collections.abc import Iterator

import attrs

from perftargets.model.project import Document, Project
from perftargets.reading import read_bytes
from tests.linting.grids.making import found_in
from tests.linting.grids.rows import ALWAYS
from tests.linting.pages import PAGES, examples

_MOST = 120
"""Mixtures that one example is tried in."""


def mixed() -> Iterator[str]:
    """Yield what is found of the names of a page with the values of its other rows."""
    for page, document in _examples():
        rows = [row for _, row in document.rows()]
        pairs = [(one, other) for one in rows for other in rows if one is not other]
        named = []
        for one, other in pairs[:: len(pairs) // _MOST + 1]:
            made = attrs.evolve(one, target=other.target, unit=other.unit)
            project = attrs.evolve(document.projects[0], indicators=(made,))
            given = f"{page} {one.name} | {other.target.text} {other.unit or ''}"
            named.append((given, project))
        yield from _found(named, document)


def moved() -> Iterator[str]:
    """Yield what is found of rows under the category of another, or with its points."""
    for page, document in _examples():
        rows = [row for _, row in document.rows()]
        pairs = [(one, other) for one in rows for other in rows if one is not other]
        named = []
        for one, other in pairs[:: len(pairs) // (_MOST // 6) + 1]:
            made = attrs.evolve(
                one,
                category=other.category,
                subcategory=other.subcategory,
                weight=other.weight,
                score=other.score,
                reason=other.reason,
                long_term_target=other.long_term_target,
                actual=one.actual or other.actual,
            )
            project = attrs.evolve(document.projects[0], indicators=(made, other))
            given = f"{page} {one.name} | {other.category} {other.subcategory}"
            named.append((given, project))
        yield from _found(named, document)


def parts() -> Iterator[str]:
    """Yield what is found of projects without a row, and with another one's goal."""
    for page, document in _examples():
        named = []
        for number, project in enumerate(document.projects):
            rows = project.indicators
            for at in range(len(rows)):
                left = (*rows[:at], *rows[at + 1 :])
                made = attrs.evolve(project, indicators=left)
                named.append((f"{page} {number} without {at}", made))
            for other_at, other in enumerate(document.projects):
                if other is not project:
                    made = attrs.evolve(project, goal=other.goal)
                    named.append((f"{page} {number} goal {other_at}", made))
                    made = attrs.evolve(project, name=other.name, funds=other.funds)
                    named.append((f"{page} {number} name {other_at}", made))
        yield from _found(named, document, ("TXT009",))


def _found(
    named: list[tuple[str, Project]],
    document: Document,
    ignore: tuple[str, ...] = ALWAYS,
) -> Iterator[str]:
    yield from found_in(
        named,
        ignore=ignore,
        short=True,
        fiscal_year=document.fiscal_year,
        profile=document.profile,
    )


def _examples() -> Iterator[tuple[str, Document]]:
    for page in sorted(PAGES.glob("*.md")):
        for number, example in enumerate(examples(page), start=1):
            document = read_bytes(example.text.encode(), path="page.yaml")
            if document.projects:
                yield f"{page.stem} {number}", document
