"""项目支出绩效自评表: promised and reached, points and reasons, one project a sheet."""

from collections.abc import Iterator
from decimal import Decimal

from perftargets.model.project import Document, Project
from perftargets.writing.fields import SOURCES, amount
from perftargets.writing.labels import labels
from perftargets.writing.money import in_unit
from perftargets.writing.notices import Cleaner
from perftargets.writing.rows import Clean, columns, draw_rows
from perftargets.writing.sheet import Drawing, Part, Sheet

_MONEY = ("initial", "adjusted", "spent", "weight", "rate", "score")
_FORM = "self-evaluation"
_ROWS = "self-evaluation-columns"
_OPTIONAL = {"sign", "unit", "direction", "note"}
_SIDE = 18
_WIDTHS = {
    "category": 20,
    "subcategory": 20,
    "name": 26,
    "sign": 9,
    "target": 18,
    "unit": 9,
    "direction": 9,
    "actual": 18,
    "weight": 9,
    "score": 13,
    "reason": 28,
    "note": 14,
}

HELD = {
    "document.title",
    "document.fiscal_year",
    "document.department",
    *(f"project.{key}" for key in ("name", "agency", "department", "period", "goal")),
    *(f"project.{key}" for key in ("goal_actual", "weights", "total", "grade")),
    *(f"funds.{source}.{key}" for source in SOURCES for key in _MONEY),
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
    # The right half begins with the actual values, here and below.
    half = 1 + keys.index("actual")
    drawing.line(
        (1, words["department"], "label"),
        (half - 2, clean(project.department or document.department), "text"),
        (1, words["agency"], "label"),
        (whole - half, clean(project.agency), "text"),
    )
    if project.period is not None:
        period = clean(project.period)
        drawing.line((1, words["period"], "label"), (whole - 1, period, "text"))
    _draw_funds(drawing, project, keys, clean)
    _draw_goal(drawing, project, half, clean)
    top = draw_rows(drawing, project, keys, _ROWS, clean)
    drawing.down(top, 0, 1, words["indicators"])
    before = 1 + keys.index("score")
    most = _points_in_all(project)
    if most is None or keys.index("weight") != keys.index("score") - 1:
        drawing.line(
            (before, words["total"], "label"),
            (1, project.total, "centre"),
            (whole - before - 1, None, "text"),
        )
    else:
        drawing.line(
            (before - 1, words["total"], "label"),
            (1, most, "centre"),
            (1, project.total, "centre"),
            (whole - before - 1, None, "text"),
        )
    if project.grade is not None:
        grade = clean(project.grade)
        drawing.line(
            (before, words["grade"], "label"), (whole - before, grade, "centre")
        )
    return Sheet(
        project.name,
        drawing.widths,
        drawing.sorted(),
        drawing.heights(),
        titles=titles,
        repeated=top,
        landscape=True,
    )


def _points_in_all(project: Project) -> Decimal | None:
    """Return the points that the total is out of, which stand beside it: 100.

    None where there is no total: a reader would take them for it.
    """
    weights = [row.weight for row in project.indicators if row.weight is not None]
    if project.total is None or not weights:
        return None
    money = project.funds.total.weight if project.funds is not None else None
    return sum(weights, money or Decimal(0))


def _draw_funds(
    drawing: Drawing, project: Project, keys: tuple[str, ...], clean: Clean
) -> None:
    words = labels(_FORM)
    # Three amounts, then points, rate and score, over the columns below them.
    edges = [keys.index(key) for key in ("name", "target", "actual")]
    edges += [keys.index(key) for key in ("weight", "score", "reason")]
    spans = [
        end - start for start, end in zip(edges, [*edges[1:], len(keys)], strict=True)
    ]
    titles: list[Part] = [
        (span, words[f"funds.{head}"], "label")
        for span, head in zip(spans, _MONEY, strict=True)
    ]
    top = drawing.line((2, None, "label"), *titles, start=1)
    for source in SOURCES:
        amounts = [in_unit(amount(project.funds, source, key)) for key in _MONEY]
        values = [clean(each) if isinstance(each, str) else each for each in amounts]
        parts: list[Part] = [
            (span, value, "centre") for span, value in zip(spans, values, strict=True)
        ]
        drawing.line((2, words[f"funds.{source}"], "label"), *parts, start=1)
    drawing.down(top, 0, 1, words["funds"])


def _draw_goal(drawing: Drawing, project: Project, half: int, clean: Clean) -> None:
    words = labels(_FORM)
    whole = len(drawing.widths)
    top = drawing.line(
        (half - 1, words["expected"], "label"),
        (whole - half, words["achieved"], "label"),
        start=1,
    )
    goal = clean(project.goal.text if project.goal else None)
    reached = clean(project.goal.actual if project.goal else None)
    rows = drawing.rows_for((1, half - 1, goal), (half, whole - half, reached))
    drawing.line(
        (half - 1, goal, "text"), (whole - half, reached, "text"), start=1, rows=rows
    )
    drawing.down(top, 0, 1, words["goal"])
