"""项目支出绩效目标申报表: what a project promises, for one project a sheet."""

from collections.abc import Iterator

from perftargets.model.project import Document, Project
from perftargets.writing.fields import SOURCES, amount
from perftargets.writing.labels import labels
from perftargets.writing.money import in_unit
from perftargets.writing.notices import Cleaner
from perftargets.writing.rows import columns, draw_rows
from perftargets.writing.sheet import Drawing, Part, Sheet

_FORM = "application"
_ROWS = "application-columns"
_OPTIONAL = {"sign", "long_term_target", "unit", "weight", "direction", "note"}
_SIDE = 16
_WIDTHS = {
    "category": 18,
    "subcategory": 20,
    "name": 30,
    "sign": 9,
    "long_term_target": 18,
    "target": 22,
    "unit": 9,
    "weight": 7,
    "direction": 9,
    "note": 14,
}

HELD = {
    "document.title",
    "document.fiscal_year",
    "document.department",
    *(f"project.{key}" for key in ("name", "agency", "department", "period", "goal")),
    "project.weights",
    *(f"funds.{source}.initial" for source in SOURCES),
    *(f"indicator.{key}" for key in _WIDTHS if key != "sign"),
}
"""What the form has a place for."""


def sheets(document: Document, clean: Cleaner) -> Iterator[Sheet]:
    """Draw the form for each project of a document."""
    keys = columns(document, _ROWS, _OPTIONAL)
    for project in document.projects:
        yield sheet(document, project, keys, clean)


def sheet(
    document: Document, project: Project, keys: tuple[str, ...], cleaner: Cleaner
) -> Sheet:
    """Draw the form for one project, with these columns of indicators."""

    def clean(text: str | None) -> str | None:
        return None if text is None else cleaner(text, project=project.name)

    words = labels(_FORM)
    drawing = Drawing((_SIDE, *(_WIDTHS[key] for key in keys)))
    whole = len(drawing.widths)
    drawing.line((whole, words["title"], "title"))
    if document.fiscal_year is not None:
        year = words["year"].format(year=document.fiscal_year)
        drawing.line((whole, year, "subtitle"))
    titles = drawing.row
    drawing.line((1, words["name"], "label"), (whole - 1, clean(project.name), "text"))
    drawing.line(
        (1, words["department"], "label"),
        (2, clean(project.department or document.department), "text"),
        (1, words["agency"], "label"),
        (whole - 4, clean(project.agency), "text"),
    )
    if project.period is not None:
        period = clean(project.period)
        drawing.line((1, words["period"], "label"), (whole - 1, period, "text"))
    _draw_funds(drawing, project, clean(words["funds"]), cleaner)
    goal = clean(project.goal.text if project.goal else None)
    start = drawing.line((whole - 1, words["expected"], "label"), start=1)
    rows = drawing.rows_for((1, whole - 1, goal))
    drawing.line((whole - 1, goal, "text"), start=1, rows=rows)
    drawing.down(start, 0, 1, words["goal"])
    top = draw_rows(drawing, project, keys, _ROWS, clean)
    drawing.down(top, 0, 1, words["indicators"])
    return Sheet(
        project.name,
        drawing.widths,
        drawing.sorted(),
        drawing.heights(),
        titles=titles,
        repeated=top,
    )


def _draw_funds(
    drawing: Drawing, project: Project, label: str | None, cleaner: Cleaner
) -> None:
    words = labels(_FORM)
    width = len(drawing.widths) - 3
    top = drawing.row
    for source in SOURCES:
        value = in_unit(amount(project.funds, source, "initial"))
        if source == "carried_over" and value is None:
            continue
        if isinstance(value, str):
            value = cleaner(value, project=project.name)
        parts: tuple[Part, ...] = (
            (2, words[f"funds.{source}"], "label"),
            (width, value, "text"),
        )
        drawing.line(*parts, start=1)
    drawing.down(top, 0, 1, label)
