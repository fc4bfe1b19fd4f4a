"""Ordinary rows of a flat table, read by columns that are settled once.

Below the titles of a long table stand rows of one kind: a name, a value, a few short
cells, none merged, none of several lines. What each column is, which texts say nothing
special and how the fields of a row lie from each other is settled once; then such a
row is read from its texts, without cells, sources or places of its own.

Nothing is decided here. A row that is not plainly ordinary is left to ``entries``,
which reads any row; both make the same of one, and a law holds them to each other
(``tests/property/test_settled.py``).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

import attrs

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.places import Places, runs
from perftargets.phrase import parse
from perftargets.reading.tables import flat_columns
from perftargets.reading.tables.builder import Draft, known_places
from perftargets.reading.tables.columns import Columns, find
from perftargets.reading.tables.entries import (
    OF_PROJECT,
    Above,
    Entries,
    Last,
)
from perftargets.reading.tables.grid import FlatForm, FlatRow, FlatRows, Grid, Spot
from perftargets.reading.tables.regions import may_count
from perftargets.reading.tables.row_cells import OF_ROW
from perftargets.reading.tables.settled_row import CarriedLevel, OrdinaryRow, RowColumns
from perftargets.reading.tables.split_values import (
    LONG,
    Parts,
    direction,
    is_dated,
    is_direction,
    is_raised,
    later,
    takes_unit,
)
from perftargets.reading.tables.titles import Titles, pattern
from perftargets.reading.tables.values import (
    NOTHING,
    category,
    is_figure,
    is_nothing,
    points,
    row_number,
)
from perftargets.text import Place, Source, fold

_REMEMBERED = 4096
"""So many texts of each kind are remembered for a table, and ways its rows lie."""

_TWICE = 2
_PROJECT = flat_columns.TAKEN | {*OF_PROJECT, "project", "budget"}
_SPLIT = ("operator", "lower", "upper")
"""Fields of a value in several cells, beside its unit."""

_WORDED = re.compile("[\u4e00-\u9fff]{3}")
"""How most names begin, and nothing that numbers a column: 甲, （1）, 甲=乙+丙."""

_CLOSING = "）)]】"
"""What a name ends in that has points behind it."""


class IsOfIndicator(Protocol):
    """Tells of a row of several cells by its first text: it gives no sums or labels."""

    def __call__(self, first: str, *, left: bool) -> bool:
        """Return whether the row may be one of an indicator.

        Args:
            first: its first text.
            left: whether that stands in the first of the columns.
        """


class SettledColumns:
    """Reads the ordinary rows of one table; ``of`` makes one where there are any."""

    def __init__(
        self,
        entries: Entries,
        titles: Titles,
        *,
        project: Callable[[Mapping[str, Source]], Draft],
        is_of_indicator: "IsOfIndicator",
    ) -> None:
        """Settle which column holds which field."""
        self._entries = entries
        self._titles = titles
        self._draft_of = project
        self._is_of_indicator = is_of_indicator
        fields = {key: each[0] for key, each in entries.columns.fields.items()}
        known = {each.name for each in attrs.fields(RowColumns)}
        self._at = RowColumns(**{key: at for key, at in fields.items() if key in known})
        self._fields = fields
        self._width = max(entries.taken, default=0) + 1
        self._unknown = frozenset(index for index, _ in entries.columns.unknown)
        self._untaken = [
            index for index in range(self._width) if index not in entries.taken
        ]
        self._of_project = {
            key: at for key, at in fields.items() if key in _PROJECT | {"name"}
        }
        self._said_at = [at for key, at in fields.items() if key in _PROJECT]
        self._placed = {key: at for key, at in fields.items() if key in OF_ROW}
        self._placed_at = [*self._placed.values()]
        self._box, self._prefix = pattern("box"), pattern("name_prefix")
        self._of_value = {
            key: at
            for key, at in fields.items()
            if key in {"target", "unit", "direction", *_SPLIT} | LONG
        }
        self._long = [at for key, at in fields.items() if key in LONG]
        self._split = [fields[key] for key in _SPLIT if key in fields]
        self._texts: dict[str, str] = {}
        self._firsts: dict[tuple[str, bool], bool] = {}
        self._levels: dict[str, tuple[str, Decimal | None]] = {}
        self._points: dict[str, Decimal | None] = {}
        self._lies: dict[object, Places | None] = {}
        self._category, self._subcategory = CarriedLevel(), CarriedLevel()
        self._above: Above = entries.above
        self._said: tuple[str, ...] | None = None
        self._times = 0
        self._draft: Draft | None = None
        self._weight: Decimal | None = None
        self._score: Decimal | None = None
        self._used = self._skipped = self._left = 0

    @classmethod
    def of(
        cls,
        entries: Entries,
        titles: Titles,
        *,
        project: Callable[[Mapping[str, Source]], Draft],
        is_of_indicator: "IsOfIndicator",
    ) -> "SettledColumns | None":
        """Return what reads a table; None where its rows are not one indicator each.

        Args:
            entries: reads any row of the table, and keeps what is read.
            titles: what titles of columns are known by.
            project: returns the project of a row by its fields.
            is_of_indicator: tells by its first text that a row gives no sums or labels.
        """
        if not _is_flat(entries.columns):
            return None
        return cls(entries, titles, project=project, is_of_indicator=is_of_indicator)

    def read(self, grid: Grid, row: int) -> int:
        """Read ordinary rows from ``row`` on; return the first that is not one."""
        rows, entries = grid.rows, self._entries
        if not isinstance(rows, FlatRows) or entries.long or entries.group.text:
            return row
        start, form = row, None
        while row < len(rows):
            flat = rows.flat(row)
            if flat is None:
                break
            if form is None:
                form = flat.form
                self._begin(form)
            if not self._take(flat, grid, row):
                break
            row += 1
        if form is not None and row > start:
            self._end(form, grid, row - 1)
        return row

    # What rows leave to each other ---------------------------------------------------

    def _begin(self, form: FlatForm) -> None:
        """Take over what the rows before have left."""
        self._take_over(form)
        self._said, self._times = None, 0
        self._used = self._skipped = self._left = 0

    def _take_over(self, form: FlatForm) -> None:
        self._above = above = self._entries.above
        self._category.begin(above.category, form)
        self._subcategory.begin(above.subcategory, form)

    def _end(self, form: FlatForm, grid: Grid, row: int) -> None:
        """Leave to the rows below what they may go on with; ``row`` is the last."""
        entries = self._entries
        above, ledger = entries.above, entries.ledger
        if self._category.changed:
            above.category = self._category.source(form)
        if self._subcategory.changed:
            above.subcategory = self._subcategory.source(form)
        ledger.add("used", self._used)
        ledger.add("skipped", self._skipped)
        ledger.add("left", self._left)
        if self._draft is not None:
            values = entries.cells.values(grid, row)
            entries.last = Last(self._draft, values, self._weight, self._score)

    # One row -------------------------------------------------------------------------

    def _take(self, flat: FlatRow, grid: Grid, row: int) -> bool:
        """Read a row; return False, with nothing changed, where it is not ordinary."""
        at = self._at
        cells = [text.strip() for text in flat.texts]
        bare = cells == flat.texts
        width = len(cells)
        filled = width - cells.count("")
        cells += [""] * (max(self._width - width, 0) + 1)
        name, before = self._name(cells[at.name])
        if not name or not self._is_ordinary(cells, filled):
            return False
        if not self._is_below_titles(flat, cells, grid, row):
            return False
        extra = self._extra(cells, width)
        said = tuple([cells[column] for column in self._said_at])
        first = self._level(cells[at.category])
        second = self._level(cells[at.subcategory])
        if (
            extra is None
            or second[1] is not None
            or self._carries_doubtfully(first[0], second[0], same=said == self._said)
            or not self._are_points(cells[at.weight])
            or not self._are_points(cells[at.score])
            or is_raised(cells[at.actual])
        ):
            return False
        value = self._value(cells)
        if value is not None and is_raised(value[0]):
            return False
        # From here on the row is read.
        here = OrdinaryRow(flat, cells, bare=bare)
        self._used += filled - len(extra)
        for column in extra:
            self._note(column, here)
        draft = self._project(said, here)
        self._set_levels(first, second, draft, here)
        self._add(draft, here, name, before, value)
        return True

    def _is_ordinary(self, cells: Sequence[str], filled: int) -> bool:
        """Return whether no cell says that a row is another than one of an indicator.

        That is asked of the first text and of boxes to be ticked.
        """
        if filled < _TWICE:
            return False
        column = next(index for index, text in enumerate(cells) if text)
        first, left = cells[column], column <= self._entries.leftmost
        known = self._firsts.get((first, left))
        if known is None:
            if len(self._firsts) >= _REMEMBERED:
                self._firsts.clear()
            known = self._is_of_indicator(first, left=left)
            self._firsts[first, left] = known
        if not known:
            return False
        for text in (cells[self._at.reason], cells[self._at.likelihood]):
            if text and self._box.search(fold(text)) is not None:
                return False
        return True

    def _is_below_titles(
        self, flat: FlatRow, cells: Sequence[str], grid: Grid, row: int
    ) -> bool:
        """Return whether a row neither holds titles of columns nor numbers them."""
        name = cells[self._at.name]
        if _WORDED.match(name) is None and may_count(name):
            return False
        texts = flat.texts
        # Points first: they are figures in most rows.
        for column in reversed(self._entries.figures):
            if column < len(texts) and is_figure(texts[column]):
                return True
        return find(grid, row, self._titles) is None

    def _name(self, text: str) -> tuple[str, int]:
        """Return a name without the number before it, and where in the text it begins.

        Empty where it says nothing, or has points behind it.
        """
        found = self._prefix.match(text)
        before = found.end() if found is not None else 0
        rest = text[before:]
        name = rest.strip()
        if is_nothing(name):
            return "", 0
        if name[-1] in _CLOSING:
            stated = pattern("points_of_row").search(name)
            if stated is not None and stated.start():
                return "", 0
        return name, before + len(rest) - len(rest.lstrip())

    def _extra(self, cells: Sequence[str], width: int) -> list[int] | None:
        """Return the filled columns of no field; None where one is not even titled."""
        found = [column for column in self._untaken if cells[column]]
        if width > self._width:
            found += [at for at in range(self._width, width) if cells[at]]
        for column in found:
            if column not in self._unknown and not is_nothing(cells[column]):
                return None
        return found

    def _note(self, column: int, here: OrdinaryRow) -> None:
        """Count a cell of no field; what it says is told with its column."""
        text = here.cells[column]
        if is_nothing(text):
            self._skipped += 1
            return
        self._left += 1
        strange = self._entries.strange
        if column not in strange:
            source = here.flat.form.cell(
                here.flat.texts[column], (here.flat.down, here.flat.rights[column])
            ).source
            strange[column] = source.place(), []
        strange[column][1].append(text)

    # The project ---------------------------------------------------------------------

    def _project(self, said: tuple[str, ...], here: OrdinaryRow) -> Draft:
        """Return the project of a row.

        Once two rows after each other have said the same and nothing was noticed, a
        third that says it again changes nothing.
        """
        if said == self._said and self._times >= _TWICE and self._draft is not None:
            return self._draft
        findings = self._entries.findings
        count = len(findings)
        values = here.sources(self._of_project)
        draft = self._draft_of(values)
        self._entries.of_project(values, draft)
        calm = len(findings) == count
        self._times = self._times + 1 if said == self._said and calm else int(calm)
        self._said, self._draft = said, draft
        if self._entries.above is not self._above:
            # Another project has begun, to which the rows above leave nothing.
            self._take_over(here.flat.form)
        return draft

    # Categories ----------------------------------------------------------------------

    def _level(self, text: str) -> tuple[str, Decimal | None]:
        """Split a category from its points, as ``category`` does."""
        if not text:
            return "", None
        found = self._levels.get(text)
        if found is None:
            if len(self._levels) >= _REMEMBERED:
                self._levels.clear()
            source, number = category(Source(text))
            found = self._levels[text] = self._shared(source.text), number
        return found

    def _carries_doubtfully(self, first: str, second: str, *, same: bool) -> bool:
        """Return whether a row may go on with the categories above it in another way.

        It does where that has to be told, where another project may begin, and where
        it is not known in which place of the file they stand.
        """
        above, below = self._category, self._subcategory
        if not first and above.text:
            told = self._entries.carried or "category" not in self._fields
            if not same or above.spot is None or not told:
                return True
        goes_on = not second and below.text and first in {"", above.text}
        return bool(goes_on) and (not same or below.spot is None)

    def _set_levels(
        self,
        first: tuple[str, Decimal | None],
        second: tuple[str, Decimal | None],
        draft: Draft,
        here: OrdinaryRow,
    ) -> None:
        text, weight = first
        if text:
            if text != self._category.text:
                self._subcategory.set("", None)
                self._above.long_subcategory = NOTHING
            self._category.set(text, here.spot(self._at.category))
            if weight is not None:
                draft.weights.setdefault(text, weight)
        text, _ = second
        if text and is_nothing(text):
            self._subcategory.set("", None)
        elif text:
            self._subcategory.set(text, here.spot(self._at.subcategory))

    # Values --------------------------------------------------------------------------

    def _shared(self, text: str) -> str:
        """Return one and the same object for a text that many rows repeat."""
        if len(self._texts) >= _REMEMBERED:
            self._texts.clear()
        return self._texts.setdefault(text, text)

    def _are_points(self, text: str) -> bool:
        return not text or self._point(text) is not None or is_nothing(text)

    def _point(self, text: str) -> Decimal | None:
        if not text:
            return None
        if text not in self._points:
            if len(self._points) >= _REMEMBERED:
                self._points.clear()
            self._points[text] = None if is_nothing(text) else points(text)
        return self._points[text]

    def _value(self, cells: Sequence[str]) -> tuple[str, bool] | None:
        """Return the phrase of a row, and whether its unit was added to it.

        None where the cells of the value have to be joined by ``Parts``.
        """
        if any(cells[column] for column in self._split):
            return None
        value, unit = cells[self._at.target], cells[self._at.unit]
        if not unit or is_nothing(value) or is_nothing(unit):
            return value, False
        if is_dated(unit):
            return None
        return (value + unit, True) if takes_unit(value) else (value, False)

    def _add(
        self,
        draft: Draft,
        here: OrdinaryRow,
        name: str,
        before: int,
        value: tuple[str, bool] | None,
    ) -> None:
        """Add the indicator of a row to its project.

        ``before`` is how many characters of its cell stand before the name.
        """
        at, cells, flat = self._at, here.cells, here.flat
        form, findings = flat.form, self._entries.findings
        down, right = here.spot(at.name) or (0, 0)
        if form.in_characters:
            right += before
        place = form.place((down, right), draft.name or None, name)
        long, way = None, cells[at.direction] or None
        written: str | Source
        written, joined = value or ("", False)
        if value is None:
            written = Parts.of(here.sources(self._of_value)).joined(place, findings)
        target = parse(written if isinstance(written, str) else written.text)
        if self._long and any(cells[column] for column in self._long):
            long = later(here.sources(self._of_value), place, findings)
        if cells[at.operator] and is_direction(cells[at.operator]):
            way = direction(here.sources(self._of_value), place, findings)
        weight, score = self._point(cells[at.weight]), self._point(cells[at.score])
        above = self._above
        above.sums.count(weight, score)
        above.levels.count(weight)
        self._weight, self._score = weight, score
        draft.indicators.append(
            Indicator(
                number=row_number(cells[at.number]),
                category=self._category.text,
                subcategory=self._subcategory.text or None,
                name=name,
                target=target,
                unit=self._shared(cells[at.unit]) or None,
                long_term_target=long,
                weight=weight,
                direction=way,
                actual=self._actual(here, place),
                expected=cells[at.expected] or None,
                likelihood=cells[at.likelihood] or None,
                score=score,
                reason=cells[at.reason] or None,
                note=cells[at.note] or None,
                place=place,
                places=self._places(here, place, (down, right), written, joined=joined),
            )
        )

    def _actual(self, here: OrdinaryRow, place: Place) -> Actual | None:
        text = here.cells[self._at.actual]
        spot = here.spot(self._at.actual) if text else None
        if spot is None:
            return None
        own = here.flat.form.place(spot, place.project, place.indicator)
        return Actual(text, place=own)

    # Places --------------------------------------------------------------------------

    def _places(
        self,
        here: OrdinaryRow,
        place: Place,
        start: Spot,
        written: str | Source,
        *,
        joined: bool,
    ) -> Places | None:
        """Return where the fields of a row stand, the same object where they lie alike.

        What they are found by are distances: no text of the file is kept.
        """
        down, right = start
        rights = here.rights
        lies: list[int | None]
        if len(rights) >= self._width:
            lies = [rights[column] - right for column in self._placed_at]
        else:
            lies = [
                rights[column] - right if column < len(rights) else None
                for column in self._placed_at
            ]
        spots = [self._category.spot, self._subcategory.spot]
        if isinstance(written, Source):
            for piece in written.pieces:
                lies.append(piece.start)
                spots.append(here.flat.form.spot_of(piece.place))
        elif joined:
            lies.append(len(here.cells[self._at.target]))
        for spot in spots:
            lies += (None,) if spot is None else (spot[0] - down, spot[1] - right)
        text = written if isinstance(written, str) else written.text
        key = (*lies, not text or '"' in text, '"' in (place.indicator or ""))
        if key not in self._lies:
            if len(self._lies) >= _REMEMBERED:
                self._lies.clear()
            self._lies[key] = self._made_places(
                here, place, self._source(here, written, joined=joined)
            )
        return self._lies[key]

    def _source(
        self, here: OrdinaryRow, written: str | Source, *, joined: bool
    ) -> Source:
        if isinstance(written, Source):
            return written
        value = here.flat.source(self._at.target)
        return value + here.flat.source(self._at.unit) if joined else value

    def _made_places(
        self, here: OrdinaryRow, place: Place, written: Source
    ) -> Places | None:
        form = here.flat.form
        found: dict[str, Place] = {}
        for key, column in self._placed.items():
            spot = here.spot(column)
            if spot is not None:
                found[key] = form.place(spot)
        bare = attrs.evolve(place, project=None, indicator=None)
        found["name"] = bare
        for key, level in (
            ("category", self._category),
            ("subcategory", self._subcategory),
        ):
            if level.spot is not None:
                found[key] = form.place(level.spot)
        named = Source.at(place.indicator or "", bare)
        found |= runs("name", named) | runs("target", written)
        return Places.of(place, known_places(found))


def _is_flat(columns: Columns) -> bool:
    """Return whether each row of a table is one indicator, and each field one cell."""
    fields = columns.fields
    if "name" not in fields or "list" in fields or "pairs" in fields:
        return False
    if columns.value_unit and "unit" not in fields:
        return False
    if any(len(each) != 1 for each in fields.values()):
        return False
    return not (
        columns.long
        or columns.across
        or columns.levels
        or columns.sections
        or any(columns.kinds.values())
    )
