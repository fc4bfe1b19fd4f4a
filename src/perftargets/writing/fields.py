"""Which fields of a document a form has no place for."""

from collections.abc import Collection, Iterator
from decimal import Decimal

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Funds, Project
from perftargets.reading import words
from perftargets.writing.notices import left_out

SOURCES = ("total", "fiscal", "carried_over", "other")
"""The sources of funds, in the order of the forms."""

AMOUNTS = ("initial", "adjusted", "spent", "expected", "rate", "weight", "score")
"""What stands in the line of a source, in the order of the forms."""

_PROJECT_FIELDS = (
    *("name", "code", "agency", "department", "period"),
    *("goal", "total", "grade", "file", "digest"),
)
_NOT_OF_FORMS = {"place", "places", "diagnostics", "path", "marks", "account"} | {
    "projects",
    "indicators",
}


def amount(funds: Funds | None, source: str, key: str) -> str | Decimal | None:
    """Return one amount, or points, as ``amount(funds, "fiscal", "initial")``."""
    if funds is None:
        return None
    found: str | Decimal | None = getattr(getattr(funds, source), key)
    return found


def unplaced(document: Document, holds: Collection[str]) -> Iterator[Finding]:
    """Report what has a value and no place in the form, once for each project.

    Args:
        document: what is written.
        holds: what the form has a place for: ``document.title``, ``project.goal``,
            ``funds.total.initial``, ``indicator.note``.
    """
    lost = [key for key in _of_document(document) if key not in holds]
    if lost:
        yield left_out(*named(lost))
    for project in document.projects:
        keys = dict.fromkeys(_of_project(project))
        lost = [key for key in keys if key not in holds]
        if lost:
            yield left_out(*named(lost), project=project.name)


def _of_document(document: Document) -> Iterator[str]:
    for field in attrs.fields(Document):
        if (
            field.name not in _NOT_OF_FORMS
            and getattr(document, field.name) is not None
        ):
            yield f"document.{field.name}"


def _of_project(project: Project) -> Iterator[str]:
    for key in _PROJECT_FIELDS:
        if getattr(project, key) is not None:
            yield f"project.{key}"
    if project.goal is not None and project.goal.actual is not None:
        yield "project.goal_actual"
    if project.weights:
        yield "project.weights"
    yield from (
        f"funds.{source}.{key}"
        for source in SOURCES
        for key in AMOUNTS
        if amount(project.funds, source, key) is not None
    )
    if not _plainly_numbered(project.indicators):
        yield "indicator.number"
    for row in project.indicators:
        yield from _of_row(row)


def _of_row(row: Indicator) -> Iterator[str]:
    for field in attrs.fields(Indicator):
        known = field.name in _NOT_OF_FORMS or field.name == "number"
        if not known and getattr(row, field.name) is not None:
            yield f"indicator.{field.name}"


def _plainly_numbered(rows: tuple[Indicator, ...]) -> bool:
    """Return whether the numbers say no more than the order of the rows does."""
    numbers = [row.number for row in rows]
    return numbers == list(range(1, len(rows) + 1)) or not any(
        number is not None for number in numbers
    )


def named(keys: list[str]) -> tuple[str, str]:
    """Return the names of fields (``funds.total.initial``) in both languages."""
    chinese: list[str] = []
    for key in keys:
        table, _, field = key.partition(".")
        source, _, inner = field.partition(".")
        chinese.append(
            _title("funds", source) + _title("amounts", inner)
            if inner
            else _title(table, field)
        )
    return "、".join(chinese), ", ".join(keys)


def _title(table: str, key: str) -> str:
    names = words.aliases("fields", table).items()
    return next(
        (name for name, meant in names if meant == key and name != key),
        key,
    )
