"""Empty forms to be filled in: fixed titles, and lists to choose from."""

from perftargets.errors import UsageError
from perftargets.model.category import categories
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.writing import application, self_evaluation
from perftargets.writing.labels import labels
from perftargets.writing.notices import Cleaner
from perftargets.writing.sheet import Choices
from perftargets.writing.written import MOST_ROWS, ROWS

_KEYS = {
    "application": ("category", "subcategory", "name", "sign", "target", "unit"),
    "self-evaluation": (
        *("category", "subcategory", "name", "sign", "target", "unit"),
        *("actual", "weight", "score", "reason"),
    ),
}
_OWN_WEIGHT = {"application": ("weight",), "self-evaluation": ()}


def empty(form: str, *, year: int | None = None, rows: int | None = None) -> bytes:
    """Return an empty form as a workbook.

    Args:
        form: ``application`` (申报表) or ``self-evaluation`` (自评表).
        year: the fiscal year to print.
        rows: how many rows of indicators to leave room for.

    Raises:
        UsageError: there is no such form, or a number is out of bounds.
        MissingExtraError: openpyxl is not installed.
    """
    if form not in _KEYS:
        raise UsageError(
            zh=f"没有空表“{form}”，可用：{'、'.join(_KEYS)}",
            en=f"there is no empty form “{form}”; there are {', '.join(_KEYS)}",
        )
    count = ROWS if rows is None else rows
    if not 1 <= count <= MOST_ROWS:
        raise UsageError(
            zh=f"行数应为 1 到 {MOST_ROWS}，给的是 {count}",
            en=f"rows must be from 1 to {MOST_ROWS}, not {count}",
        )
    from perftargets.writing.xlsx import render_sheet

    keys = _KEYS[form] + _OWN_WEIGHT[form]
    blank = Indicator(category="", name="", target="")
    project = Project(name="", indicators=(blank,) * count)
    document = Document(fiscal_year=year, projects=(project,))
    drawn = application if form == "application" else self_evaluation
    sheet = drawn.sheet(document, project, keys, Cleaner())
    first = sheet.repeated + 1
    choices = [
        Choices(1 + keys.index(key), first, first + count - 1, options)
        for key, options in _options().items()
    ]
    return render_sheet(sheet, choices, name=labels(form)["title"])


def _options() -> dict[str, tuple[str, ...]]:
    """Return what there is to choose from in some columns."""
    known = categories()
    return {
        "category": tuple(each.name for each in known if each.level == 1),
        "subcategory": tuple(each.name for each in known if each.level == 2),  # noqa: PLR2004 - 二级
        "sign": tuple(labels("empty")["signs"].split()),
    }
