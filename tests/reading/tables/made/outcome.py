"""How a reading compares with the truth, row by row: right, told, silent, invented."""

from collections import Counter

from perftargets.model.indicator import Indicator
from perftargets.model.project import Document
from tests.reading.tables.made.layouts import Layout, Truth

FIELDS = (
    "category",
    "subcategory",
    "name",
    "target",
    "long_term_target",
    "actual",
    "weight",
    "score",
    "reason",
    "note",
)


def read_of(row: Indicator) -> Truth:
    """Return what was read of a row, by field; blank fields are not there."""
    found: dict[str, str] = {}
    for field in FIELDS:
        value = getattr(row, field)
        text = "" if value is None else str(getattr(value, "text", value))
        if text:
            found[field] = text
    return found


def wrong(truth: Truth, found: Truth, *, lost: str | None = None) -> set[str]:
    """Return the fields in which a row was read otherwise than it stands.

    A field whose title nobody can know may be left or found, never be another value.
    """
    return {
        field
        for field in FIELDS
        if truth.get(field) != found.get(field)
        and not (field == lost and found.get(field) is None)
        and not (
            lost is not None and field in {"note", "reason"} and field not in truth
        )
    }


def outcome(layout: Layout, document: Document) -> Counter[str]:
    """Count the rows of a layout by how they were read."""
    read = [read_of(row) for _, row in document.rows()]
    told = " ".join(each.message.zh for each in document.diagnostics)
    counted: Counter[str] = Counter()
    for truth in layout.truth:
        mine = next((each for each in read if each.get("name") == truth["name"]), None)
        if mine is not None:
            read.remove(mine)
        if mine is not None and not wrong(truth, mine, lost=layout.lost):
            counted["right"] += 1
        elif truth["name"] in told or (
            mine is not None and _is_told(truth, mine, told)
        ):
            counted["told"] += 1
        else:
            counted["silent"] += 1
    counted["invented"] += len(read)
    return counted


def _is_told(truth: Truth, found: Truth, told: str) -> bool:
    return all(
        truth.get(field, "—") in told or found.get(field, "—") in told
        for field in wrong(truth, found)
    )
