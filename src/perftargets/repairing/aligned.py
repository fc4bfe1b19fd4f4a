"""Where the text of a field stands in the text of its cell.

Readers leave out line breaks of narrow columns, fold nothing else and strip blanks, so
a field is found in its cell by its characters without white space.
"""

from collections.abc import Iterable

from perftargets.repairing.changes import stretch


def found_in(cell: str, field: str) -> list[int] | None:
    """Return the place in a cell of each character of a field that stands in it once.

    One more number tells where the field ends. White space of the field that the cell
    has elsewhere takes the place of what follows it. None where the field is not there,
    or more than once.
    """
    places = [at for at, sign in enumerate(cell) if not sign.isspace()]
    squeezed = "".join(cell[at] for at in places)
    wanted = "".join(sign for sign in field if not sign.isspace())
    if not wanted:
        return None
    first = squeezed.find(wanted)
    if first < 0 or squeezed.find(wanted, first + 1) >= 0:
        return None
    found: list[int] = []
    index = first
    for sign in field:
        if sign.isspace():
            following = places[index] if index < len(places) else len(cell)
            before = found[-1] + 1 if found else following
            same = before < len(cell) and cell[before].isspace()
            found.append(before if same else following)
        else:
            found.append(places[index])
            index += 1
    found.append(found[-1] + 1)
    return found


Edit = tuple[int, int, str]
"""A stretch of the text of a cell, and what is to stand there."""


def placed(cell: str, before: str, after: str) -> Edit | None:
    """Return the stretch of a cell that a change of the field in it replaces.

    None where the field does not stand there once.
    """
    places = found_in(cell, before)
    if places is None:
        return None
    start, end, text = stretch(before, after)
    first = places[start]
    return first, places[end - 1] + 1 if end > start else first, text


def touches(edit: Edit, others: Iterable[Edit]) -> bool:
    """Tell whether a stretch overlaps or meets another."""
    first, last, _ = edit
    return any(first <= high and low <= last for low, high, _ in others)
