"""Where the text of a field stands in the text of its cell.

Readers leave out line breaks of narrow columns, fold nothing else and strip blanks, so
a field is found in its cell by its characters without white space.
"""


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


def rewritten(cell: str, field: str, start: int, end: int, text: str) -> str | None:
    """Return a cell in which a stretch of a field is replaced.

    None where the field is not there once.
    """
    places = found_in(cell, field)
    if places is None:
        return None
    first = places[start]
    last = places[end] if end > start else first
    if end > start:
        last = places[end - 1] + 1
    return cell[:first] + text + cell[last:]
