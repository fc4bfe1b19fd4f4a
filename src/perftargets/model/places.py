"""Where each field of a row or project stands, told from where that begins.

A table of many rows has the same columns in each, so what is kept is how far a field
stands from the beginning of its row. Most rows then share one value.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs

from perftargets.text import NOWHERE, Place, Source

_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})", re.ASCII)
_RUN = "@"
_RUNS = 16
"""So many runs of a text are kept; a longer one is pointed at as a whole."""

_COUNTED = ("line", "column", "page", "row")


@attrs.frozen(cache_hash=True)
class Step:
    """How far a place stands from another one of the same file and sheet."""

    line: int = 0
    column: int = 0
    page: int = 0
    row: int = 0
    right: int = 0
    down: int = 0

    def from_(self, place: Place) -> Place:
        """Return the place that stands so far from ``place``."""
        if self == _NONE:
            return place
        moved = {
            key: known + getattr(self, key)
            for key in _COUNTED
            if (known := getattr(place, key)) is not None
        }
        if self.right or self.down:
            column, row = cell_numbers(place.cell) or (0, 0)
            moved["cell"] = f"{_letters(column + self.right)}{row + self.down}"
        return attrs.evolve(place, **moved)


_NONE = Step()


@attrs.frozen
class Places:
    """The places of fields, by the names of the model; a field may have none.

    ``fields`` and ``steps`` belong together one by one. A place that is of another
    kind than that of the row (on another sheet, or with a line where the row has
    none) is kept whole. A field ``target@3`` says where the text of ``target`` stands
    from its character 3 on, sign for sign as it was read (``runs``).
    """

    fields: tuple[str, ...]
    steps: tuple[Step | Place, ...]

    @classmethod
    def of(cls, start: Place | None, found: Mapping[str, Place]) -> "Places | None":
        """Keep the places of fields of what begins at ``start``.

        None where none of them says more than ``start`` does.
        """
        if start is None:
            return None
        steps = {field: _step(start, place) for field, place in found.items()}
        apart = {
            field: step
            for field, step in steps.items()
            if step is not _NONE or _RUN in field
        }
        return _shared(tuple(apart), tuple(apart.values())) if apart else None

    def of_field(self, field: str, start: Place | None) -> Place | None:
        """Return the place of a field; None where it is not known or is ``start``."""
        if start is None or field not in self.fields:
            return None
        step = self.steps[self.fields.index(field)]
        if isinstance(step, Step):
            return step.from_(start)
        return attrs.evolve(step, project=start.project, indicator=start.indicator)

    def inside(self, field: str, offset: int, start: Place | None) -> Place | None:
        """Return the place of one character of a field; None where it is not known."""
        begins = [
            int(name.removeprefix(f"{field}{_RUN}"))
            for name in self.fields
            if name.startswith(f"{field}{_RUN}")
        ]
        before = max((each for each in begins if each <= offset), default=None)
        if before is None:
            return None
        place = self.of_field(f"{field}{_RUN}{before}", start)
        return None if place is None else place.moved(offset - before)

    def all(self, start: Place | None) -> Iterator[tuple[str, Place]]:
        """Yield the fields that stand elsewhere than ``start``."""
        for field in self.fields:
            place = self.of_field(field, start)
            if place is not None:
                yield field, place


def runs(field: str, text: Source) -> dict[str, Place]:
    """Return where the runs of a field's text stand, for ``Places.of``.

    None where that says no more than the place of the field: a text in one cell; and
    none where the text as read may be shorter than as written.
    """
    pieces = text.pieces
    in_one = len(pieces) == 1 and pieces[0].place.column is None
    # In CSV a quotation mark inside a cell is written twice.
    if in_one or not text.text or len(pieces) > _RUNS or '"' in text.text:
        return {}
    return {
        f"{field}{_RUN}{piece.start}": piece.place
        for piece in pieces
        if piece.place != NOWHERE
    }


@lru_cache(maxsize=4096)
def _shared(fields: tuple[str, ...], steps: tuple[Step | Place, ...]) -> Places:
    return Places(fields, steps)


@lru_cache(maxsize=4096)
def _far(*apart: int) -> Step:
    step = Step(*apart)
    return _NONE if step == _NONE else step


def _step(start: Place, place: Place) -> Step | Place:
    if start.path != place.path or start.sheet != place.sheet:
        return place
    if start.cell is None and start.page is None and start.row is None:
        left, right = start.column, place.column
        plain = place.cell is None and place.page is None and place.row is None
        # CSV, and text: most places there are.
        if plain and start.line and place.line and left and right:
            return _far(place.line - start.line, right - left, 0, 0)
    apart: list[int] = []
    for before, after in (
        (start.line, place.line),
        (start.column, place.column),
        (start.page, place.page),
        (start.row, place.row),
    ):
        if before is None or after is None:
            if before is not after:
                return place
            apart.append(0)
        else:
            apart.append(after - before)
    if start.cell != place.cell:
        here, there = cell_numbers(start.cell), cell_numbers(place.cell)
        if here is None or there is None:
            return place
        apart += (there[0] - here[0], there[1] - here[1])
    return _far(*apart)


@lru_cache(maxsize=1024)
def cell_numbers(name: str | None) -> tuple[int, int] | None:
    """Return column and row of a cell named as B4; None where it is no such name."""
    found = _CELL.fullmatch(name or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(found[2])


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def beside(place: Place, columns: int) -> Place:
    """Return the cell so many columns to the right; the place if it has none."""
    if place.cell is None or cell_numbers(place.cell) is None:
        return place
    return Step(right=columns).from_(place)
