"""The cells of one row: which field holds what, and where it stands."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from perftargets.findings import Finding
from perftargets.model.category import classify
from perftargets.model.places import beside
from perftargets.reading.notices import unreadable_cell
from perftargets.reading.tables.columns import Columns
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.headings import names_block
from perftargets.reading.tables.split_values import merged
from perftargets.reading.tables.subtotals import kind_of_sum
from perftargets.reading.tables.titles import Titles, normal, pattern, word, words
from perftargets.reading.tables.values import (
    NOTHING,
    is_nothing,
    is_ordinal,
    one_line,
    paragraph,
    together,
)
from perftargets.text import NOWHERE, Place, Source, fold, unspaced

# Boxes to tick inside one cell: ☑确定能 □有可能 □完全不可能.

_PARTING = " \t\r\n\u3000、,，;；/|"


@attrs.frozen
class Ticked:
    """What a cell with boxes says.

    Attributes:
        kinds: what is ticked, with what is written behind it.
        rest: what stands in the cell beside the boxes.
    """

    kinds: tuple[Source, ...]
    rest: Source = NOTHING


@attrs.frozen
class _Part:
    text: Source
    ticked: bool


def boxes(cell: Source, is_kind: Callable[[str], bool]) -> Ticked | None:
    """Read the boxes of a cell; None where it has none before or after known words.

    Args:
        cell: the text of the cell.
        is_kind: tells whether words are one of those to be ticked.
    """
    marks = list(pattern("box").finditer(fold(cell.text)))
    if not marks:
        return None
    ticks = [pattern("box_ticked").fullmatch(mark[0]) is not None for mark in marks]
    starts = [mark.start() for mark in marks]
    ends = [mark.end() for mark in marks]
    before = zip([0, *ends], starts, ticks, strict=False)
    after = zip(ends, [*starts[1:], len(cell.text)], ticks, strict=True)
    leading = _parts(cell, after), cell[: starts[0]]
    trailing = _parts(cell, before), cell[ends[-1] :]

    def known(parts: list[_Part]) -> int:
        return sum(is_kind(_head(part.text.text)) for part in parts)

    parts, rest = max((leading, trailing), key=lambda way: known(way[0]))
    if not known(parts):
        return None
    kinds = tuple(part.text for part in parts if part.ticked or _more(part.text.text))
    return Ticked(kinds, _bare(rest))


def _parts(cell: Source, spans: "zip[tuple[int, int, bool]]") -> list[_Part]:
    return [_Part(_bare(cell[start:end]), ticked) for start, end, ticked in spans]


def _bare(text: Source) -> Source:
    """Remove what parts one box from the next, and a colon with nothing behind it."""
    written = text.text
    end = len(written.rstrip(_PARTING + "：:_＿"))
    start = len(written) - len(written.lstrip(_PARTING))
    return text[start:end] if start < end else NOTHING


def _head(text: str) -> str:
    return normal(text.replace("：", ":").partition(":")[0])


def _more(text: str) -> bool:
    """Return whether something is written behind a box: 其他：人手不足."""
    return bool(text.replace("：", ":").partition(":")[2].strip())


SAID_BESIDE = (
    "operator",
    "unit",
    "lower",
    "upper",
    "long_term_target",
    "weight",
    "direction",
    "expected",
    "likelihood",
    "score",
    "reason",
    "note",
)
"""What says something even on a row without a name."""

OF_ROW = frozenset(
    {"number", "target", "unit", "long_term_target", "weight", "direction", "actual"}
) | {*SAID_BESIDE}
"""Fields of a row whose place is that of their cell."""

_ONCE = frozenset({"number", "weight", "score"})
"""Fields that a merged cell gives to its first row only: the rows share them."""


class RowCells:
    """Looks up the cells of a row by the fields of its columns."""

    def __init__(self, columns: Columns, titles: Titles) -> None:
        self._columns = columns
        self._titles = titles
        self._values = [
            each
            for key in ("target", "long_term_target")
            for each in (columns.fields.get(key), columns.long.get(key))
            if each is not None
        ]

    def first(self, grid: Grid, row: int) -> Cell | None:
        """Return the first filled cell of a row, labels beside the rows aside."""
        skipped = self._columns.sections
        for column, cell in grid.filled(row):
            # Sums stand where the rows have 绩效指标 merged beside them.
            if column not in skipped or kind_of_sum(cell.text) is not None:
                return cell
        return None

    def value(self, grid: Grid, row: int, key: str) -> Source:
        """Return what a row holds of a field; nothing where its columns are blank."""
        return self.joined(grid, row, self._columns.fields[key], once=key in _ONCE)

    def values(self, grid: Grid, row: int) -> dict[str, Source]:
        """Return what a row holds of every field that has columns."""
        return {key: self.value(grid, row, key) for key in self._columns.fields}

    def with_unit(self, values: Mapping[str, Source]) -> Mapping[str, Source]:
        """Add the unit in the title of the values, where a value ends in a figure."""
        target, unit = values.get("target", NOTHING), self._columns.value_unit
        bare = pattern("figure_end").search(unspaced(fold(target.text)))
        if not unit or bare is None or "unit" in values:
            return values
        return {**values, "unit": Source.at(unit, target.place())}

    def joined(
        self, grid: Grid, row: int, indexes: Sequence[int], *, once: bool = False
    ) -> Source:
        """Join the cells of several columns; ``once`` takes those that begin here."""
        if len(indexes) == 1:
            return self._alone(grid, row, indexes[0], once=once)
        seen: set[tuple[int, int]] = set()
        found: list[Source] = []
        for index in indexes:
            origin = grid.origin(row, index)
            cell = grid.at(row, index)
            if cell is None or cell.is_blank or origin in seen:
                continue
            seen.add(origin)
            if once and origin[0] != row:
                continue
            found.append(cell.source.strip())
        if indexes in self._values:
            return merged(found)
        if len(found) > 1 and indexes == self._columns.fields.get("name"):
            # 指标1 | 植树 below one title: the first is the number of the form.
            found = [each for each in found if not is_ordinal(each.text)] or found
        return found[0] if len(found) == 1 else together(found)

    @staticmethod
    def _alone(grid: Grid, row: int, index: int, *, once: bool) -> Source:
        """Return what the one cell holds, without white space around it."""
        cell = grid.at(row, index)
        if cell is None or (once and grid.origin(row, index)[0] != row):
            return NOTHING
        found = cell.source.strip()
        return found if found.text else NOTHING

    def begins_here(self, grid: Grid, row: int) -> bool:
        """Return whether a cell of the row begins in it; else cells above cover it."""
        skipped = set(self._columns.sections)
        return any(column not in skipped for column, _ in grid.filled(row))

    def is_labelled(self, grid: Grid, row: int) -> bool:
        """Return whether a row has a label of its own beside the rows."""
        for column in self._columns.sections:
            cell = grid.at(row, column)
            if cell is None or cell.is_blank or grid.origin(row, column)[0] != row:
                continue
            known = self._titles.column(cell.text) or self._titles.label(cell.text)
            if names_block(cell.text):
                continue
            if known is None and classify(cell.text) is None:
                return True
        return False

    def is_remark(self, grid: Grid, row: int) -> bool:
        """Report whether a cell lies over name and values at once: no row of either.

        审核意见 | 同意 over the rest of the row, as forms print below their rows.
        """
        wide = [each for each in grid.filled(row) if each[1].column_span > 1]
        if not wide:
            return False
        names = set(self._columns.fields.get("name", ()))
        values = {
            index
            for key in ("target", "actual", "weight", "score")
            for index in self._columns.fields.get(key, ())
        }
        for column, cell in wide:
            below = set(range(column, column + cell.column_span))
            if below & names and below & values:
                return True
        return False

    def is_long(self, grid: Grid, row: int) -> bool:
        """Report whether a label beside the rows names the multi-year block."""
        for column in self._columns.sections:
            cell = grid.at(row, column)
            if cell is not None and names_block(cell.text) == "long":
                return True
        return False

    def places(
        self, grid: Grid, row: int, values: Mapping[str, Source]
    ) -> dict[str, Place]:
        """Return the places of the cells of a row, of the empty ones too."""
        return {
            key: value.place() if value.text else self.empty(grid, row, key)
            for key, value in values.items()
            if key in OF_ROW
        }

    def empty(self, grid: Grid, row: int, key: str) -> Place:
        """Return the place of an empty cell, from one of the row that is not empty."""
        indexes = self._columns.fields.get(key, ())
        for index in indexes:
            cell = grid.at(row, index)
            if cell is not None and cell.source.place() != NOWHERE:
                return cell.source.place()
        for column, cell in grid.starts(row):
            if indexes and cell.source.place().cell is not None:
                return beside(cell.source.place(), indexes[0] - column)
        return NOWHERE

    def ticked(self, grid: Grid, row: int, field: str) -> list[Source]:
        """Return what the columns of kinds say: the kind, and what is written in it."""
        found: list[Source] = []
        for index, kind in self._columns.kinds.get(field, ()):
            value = self.joined(grid, row, (index,))
            if is_nothing(value.text):
                continue
            said = Source.at(kind, value.place())
            if normal(value.text) not in words("rows", "ticks"):
                said = Source.join((said, one_line(value)), word("join", "kind"))
            found.append(said)
        return found

    def boxes(self, value: Source, field: str) -> tuple[list[Source], Source]:
        """Return what is ticked in one cell, and the text beside the boxes."""
        if not value.text:
            return [], value
        found = boxes(value, lambda text: self._titles.field("kinds", text) == field)
        return ([], value) if found is None else ([*found.kinds], found.rest)

    def has_long(self, grid: Grid, row: int) -> bool:
        """Return whether the multi-year block names an indicator in this very row."""
        indexes = self._columns.long["name"]
        return any(grid.origin(row, index)[0] == row for index in indexes)

    def field_at(self, column: int) -> str:
        """Return the field of a column; an empty text where it has none."""
        for key, indexes in self._columns.fields.items():
            if column in indexes:
                return key
        return ""

    def reason(self, grid: Grid, row: int, values: Mapping[str, Source]) -> str | None:
        """Return the reason of a deviation: what is ticked, then what is written."""
        written = values.get("reason", NOTHING)
        ticked, rest = self.boxes(written, "reason")
        columns = self.ticked(grid, row, "reason")
        return together([*columns, *ticked, paragraph(rest)]).text or None

    def likelihood(
        self,
        grid: Grid,
        row: int,
        values: Mapping[str, Source],
        *,
        place: Place,
        findings: list[Finding],
    ) -> str | None:
        """Return what is said of reaching the target; several ticks are a finding."""
        written = one_line(values.get("likelihood", NOTHING))
        boxed, plain = self.boxes(written, "likelihood")
        ticked = [*self.ticked(grid, row, "likelihood"), *boxed]
        if len(ticked) > 1:
            said = together(ticked).text
            findings.append(
                unreadable_cell(
                    f"完成目标可能性勾选了多项：{said}",
                    f"more than one likelihood is ticked: {said}",
                    place,
                )
            )
        return together([*ticked, plain]).text or None
