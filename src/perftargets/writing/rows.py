"""The block of indicators, which both official forms have."""

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal

from perftargets._convert import plain
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.writing.labels import labels
from perftargets.writing.sheet import Drawing, Part, Style, runs

Clean = Callable[[str | None], str | None]
"""Makes text of one project fit for the file."""

_CENTRED = {"category", "subcategory", "sign", "unit", "direction", "weight", "score"}
_NUMBERS = {"weight", "score"}


def columns(
    document: Document, table: str, optional: Collection[str]
) -> tuple[str, ...]:
    """Return the columns of a form; optional ones only where some row fills them.

    All projects of a document have the same columns.
    """
    rows = [row for _, row in document.rows()]
    return tuple(
        key
        for key in labels(table)
        if key not in optional
        or any(getattr(row, key, None) is not None for row in rows)
    )


def subcategories(rows: Sequence[Indicator]) -> Iterator[str | None]:
    """Return the subcategory to print for each row.

    A row without one, below a row of the same category that has one, gets a mark for
    none: a blank cell there would read as if the subcategory went on.
    """
    category, above = None, None
    for row in rows:
        if row.category != category:
            category, above = row.category, None
        if row.subcategory is None and above is not None:
            yield labels("none")["mark"]
        else:
            yield row.subcategory
            above = row.subcategory or above


def draw_rows(
    drawing: Drawing, project: Project, keys: tuple[str, ...], table: str, clean: Clean
) -> int:
    """Draw titles and rows, right of the label in column 0; return the titles' row.

    Neighbours of one category share its cell, and so do neighbours of one category
    and one subcategory.
    """
    titles: list[Part] = [(1, labels(table)[key], "label") for key in keys]
    top = drawing.line(*titles, start=1)
    rows = project.indicators
    first = drawing.row
    for row in rows:
        parts: list[Part] = [(1, _value(row, key, clean), _style(key)) for key in keys]
        drawing.line(*parts[2:], start=3)
    points = dict(project.weights)
    outer = [(row.category,) for row in rows]
    seconds = subcategories(rows)
    inner = [(row.category, each) for row, each in zip(rows, seconds, strict=True)]
    for column, names in ((1, outer), (2, inner)):
        for start, length in runs([*names]):
            _draw_name(
                drawing,
                (first + start, column, length),
                names[start][-1],
                clean,
                points,
            )
    return top


def _draw_name(
    drawing: Drawing,
    where: tuple[int, int, int],
    name: str | None,
    clean: Clean,
    points: dict[str, Decimal],
) -> None:
    top, column, length = where
    text = clean(name)
    if column == 1 and name in points:
        text = f"{text}{_points(points[name])}"
    # Rows without a name stay apart: a merged blank cell would say that they are one.
    lines = [(top, length)] if name else [(top + each, 1) for each in range(length)]
    below = drawing.row
    for row, rows in lines:
        drawing.row = row
        drawing.line((1, text, "centre"), start=column, rows=rows)
    drawing.row = below


def _points(points: Decimal) -> str:
    return labels("points")["in_cell"].format(points=plain(points))


def _style(key: str) -> Style:
    return "centre" if key in _CENTRED else "text"


def _value(row: Indicator, key: str, clean: Clean) -> str | Decimal | None:
    if key in _NUMBERS:
        number: Decimal | None = getattr(row, key)
        return number
    value = getattr(row, key, None)
    return clean(value if value is None or isinstance(value, str) else value.text)
