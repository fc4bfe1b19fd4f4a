"""A flat table: titles, and one row of cells for each indicator."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.writing.fields import AMOUNTS, SOURCES, amount, unplaced
from perftargets.writing.labels import labels
from perftargets.writing.notices import Cleaner, unlike_names
from perftargets.writing.rows import subcategories

Value = str | Decimal | int | None
"""What a cell holds; numbers are those of the model, never read from text."""

_ALWAYS = {"department", "agency", "project", "goal"}
_ALWAYS |= {"number", "category", "subcategory", "name", "target"}
_HELD = {
    "document.fiscal_year",
    "document.department",
    *(f"project.{key}" for key in ("name", "code", "agency", "department", "period")),
    *(
        f"project.{key}"
        for key in ("goal", "goal_actual", "total", "grade", "file", "digest")
    ),
    *(f"funds.{source}.{key}" for source in SOURCES for key in AMOUNTS),
    *(f"indicator.{field.name}" for field in attrs.fields(Indicator)),
}


@attrs.frozen
class Table:
    """A flat table.

    Attributes:
        keys: what each column holds, by the names of ``[flat]`` in written.toml.
        titles: the title of each column.
        rows: the cells, as many in each row as there are columns.
        findings: what has no column, and what was replaced in the text.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    findings: tuple[Finding, ...]


def table(document: Document, *, titled: bool = False) -> Table:
    """Make a flat table; columns in which nothing would stand are left out.

    A project without indicators has one row, with the cells of the project alone.

    Args:
        document: what to write.
        titled: whether the file has another place for the title of the document.
    """
    clean = Cleaner()
    rows = list(_rows(document, clean))
    used = {key for row in rows for key, value in row.items() if value is not None}
    keys = tuple(
        key for key in labels("flat") if key != "sheet" and key in used | _ALWAYS
    )
    held = _HELD | {"document.title"} if titled else _HELD
    findings = [*unplaced(document, held), *clean.findings]
    findings += [
        unlike_names(second.name)
        for first, second in pairwise(document.projects)
        if first.name == second.name
    ]
    return Table(
        keys,
        tuple(labels("flat")[key] for key in keys),
        tuple(tuple(row.get(key) for key in keys) for row in rows),
        tuple(findings),
    )


def _rows(document: Document, clean: Cleaner) -> Iterator[dict[str, Value]]:
    met: set[str] = set()
    for project in document.projects:
        shared: dict[str, Value] = {
            key: clean(value, project=project.name) if isinstance(value, str) else value
            for key, value in _of_project(document, project).items()
        }
        for key in ("agency", "department"):
            # A blank cell would read as if the one above went on.
            if shared[key] is None and key in met:
                shared[key] = labels("none")["mark"]
            elif shared[key] is not None:
                met.add(key)
        if not project.indicators:
            yield shared
        seconds = subcategories(project.indicators)
        for row, second in zip(project.indicators, seconds, strict=True):
            cells = _of_row(row) | {"subcategory": second}
            yield shared | {
                key: clean(value, project=project.name, indicator=row.name)
                if isinstance(value, str)
                else value
                for key, value in cells.items()
            }


def _of_project(document: Document, project: Project) -> dict[str, Value]:
    goal = project.goal
    return {
        "fiscal_year": document.fiscal_year,
        "department": project.department or document.department,
        "agency": project.agency,
        "project": project.name,
        "code": project.code,
        "period": project.period,
        "goal": goal.text if goal else None,
        "goal_actual": goal.actual if goal else None,
        "total": project.total,
        "grade": project.grade,
        "file": project.file,
        "digest": project.digest,
    } | {
        f"{source}.{key}": amount(project.funds, source, key)
        for source in SOURCES
        for key in AMOUNTS
    }


def _of_row(row: Indicator) -> dict[str, Value]:
    later = row.long_term_target
    return {
        "number": row.number,
        "category": row.category,
        "subcategory": row.subcategory,
        "name": row.name,
        "target": row.target.text,
        "unit": row.unit,
        "long_term_target": later.text if later else None,
        "weight": row.weight,
        "direction": row.direction,
        "actual": row.actual.text if row.actual else None,
        "expected": row.expected,
        "likelihood": row.likelihood,
        "score": row.score,
        "reason": row.reason,
        "note": row.note,
    }
