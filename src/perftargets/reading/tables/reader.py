"""The known forms: which table is which, and from which cell each field comes.

A table is read row by row. Before titles of columns (一级指标 | … | 指标值) stand
labels with their values (``_headers.py``, ``_money.py``); below titles stand rows
(``_entries.py``, with ``_row_cells.py``); titles are known by ``words/titles.toml``
(``_columns.py``). Which form it is need not be known: the labels and titles say what
each cell is.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from perftargets._progress import step
from perftargets.model.category import classify
from perftargets.model.project import Document, Project
from perftargets.reading.notices import (
    by_place,
    doubtful,
    guessed,
    unplaced,
)
from perftargets.reading.tables.account import Ledger
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.columns import Columns, find
from perftargets.reading.tables.completing import (
    amounts_without_unit,
    name_project,
    without_table,
    year_of_rows,
)
from perftargets.reading.tables.entries import Entries
from perftargets.reading.tables.grid import Cell, Grid
from perftargets.reading.tables.headings import headings_of, names_block
from perftargets.reading.tables.labels import Heads, Zone, is_heading, is_note
from perftargets.reading.tables.layouts import cuts, parted, upright
from perftargets.reading.tables.regions import is_count_row
from perftargets.reading.tables.settled import SettledColumns
from perftargets.reading.tables.subtotals import kind_of_sum
from perftargets.reading.tables.titles import Titles, normal, shipped
from perftargets.reading.tables.unread import (
    excerpt,
    filled_cells,
    is_hinted,
    speaks_of_targets,
    too_long,
    unread,
)
from perftargets.reading.tables.values import NOTHING, one_line
from perftargets.text import NOWHERE, Place, Source

if TYPE_CHECKING:
    from perftargets.findings import Finding

_ENDS_ROWS = frozenset(
    {"name", "code", "grade", "total", "other", "filled_by"}
    | {"fiscal_year", "goal_actual"}
)
"""Labels that no row of an indicator begins with."""

_MANY = 12
"""So many cells of a region without indicators are told one by one."""

_OF_HEADER = frozenset({"goal", "agency", "department", "period"})
"""Labels of a header, unless another column than the first holds them."""


def documents(
    grids: Iterable[Grid], *, path: str | None = None, titles: Titles | None = None
) -> Document:
    """Convert the tables of one file into one document; never raises for content.

    Args:
        grids: the tables in the order of the file; taken one by one, so that a reader
            may make them as they are asked for.
        path: the file they came from.
        titles: the titles to know columns and labels by; those shipped without it.
    """
    forms = _Forms(titles or shipped())
    rows = 0
    for grid in grids:
        forms.take(grid)
        rows += len(grid.rows)
        step("rows", rows)
    return forms.document(path)


def is_table(grid: Grid, *, titles: Titles | None = None) -> bool:
    """Return whether a grid has titles of columns that make it a table of targets."""
    known = titles or shipped()
    return any(find(grid, row, known) for row in range(len(grid.rows)))


class _Forms:
    """Goes through the tables of one file, project by project."""

    settles = True
    """Whether ordinary rows are read by settled columns, and not as all others are."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._heads = Heads()
        self._findings: list[Finding] = []
        self._drafts: list[Draft] = []
        self._keys: dict[tuple[str, ...], Draft] = {}
        self._current: Draft | None = None
        self._entries: Entries | None = None
        self._settled: SettledColumns | None = None
        self._ledger = Ledger()
        self._width = 0
        self._block = ""
        self._sheet: str | None = None
        self._fresh = False
        self._parted = False
        self._cut = False
        self._carried = False
        self._where: Place = NOWHERE
        self._excerpt = ""
        self._hinted = False

    # Grids ---------------------------------------------------------------------------

    def take(self, grid: Grid) -> None:
        """Read one grid, or the tables that it consists of."""
        self._ledger.begin(grid)
        if not grid.first and self._parted:
            self._findings.append(too_long(grid))
            self._ledger.add("left", filled_cells(grid))
            return
        if grid.first:
            columns = cuts(grid, self._titles)
            self._parted = bool(columns)
            parts = [*parted(grid, columns)] if columns else upright(grid, self._titles)
            for part in parts:
                self._take(part)
                self._close()
            if parts:
                return
        self._take(grid)

    def _take(self, grid: Grid) -> None:
        self._findings += grid.findings
        self._begin(grid)
        is_first = not self._drafts
        self._paragraphs(grid.heading)
        zone: list[int] = []
        told, left, found = len(self._findings), self._ledger.left(), False
        row = 0
        self._cut = self._entries is not None
        while row < len(grid.rows):
            row = self._settled_rows(grid, row)
            if row == len(grid.rows):
                break
            if is_count_row(grid, row):
                self._ledger.add("skipped", len(grid.filled(row)))
                row += 1
                continue
            columns = self._columns_at(grid, row)
            if columns is None:
                self._other_row(grid, row, zone)
                row += 1
                continue
            found = True
            self._block_above(grid, zone)
            self._labels(grid, zone, columns=columns)
            zone = []
            year = self._heads.fiscal_year
            self._titles_found(find(grid, row, self._titles, year=year) or columns)
            for each in range(row, columns.bottom):
                self._ledger.add("titles", len(grid.filled(each)))
            row = columns.bottom
        self._labels(grid, zone)
        self._width = grid.width
        self._paragraphs(grid.trailing)
        if is_first and not self._hinted:
            # Where rows are found, no words are asked whether there may be a table.
            has_rows = any(draft.has_rows for draft in self._drafts)
            self._hinted = has_rows or is_hinted(grid)
        if not found and self._entries is None:
            self._tell_once(grid, told, self._ledger.left() - left)

    def _settled_rows(self, grid: Grid, row: int) -> int:
        """Read the ordinary rows from a row on; return the first that is none."""
        if self._settled is None or self._cut or not self.settles:
            return row
        return self._settled.read(grid, row)

    def _columns_at(self, grid: Grid, row: int) -> Columns | None:
        """Read titles that begin in a row; a row with figures of its own has none."""
        if self._entries is not None and self._entries.states_figures(grid, row):
            return None
        return find(grid, row, self._titles)

    def _other_row(self, grid: Grid, row: int, zone: list[int]) -> None:
        """Read a row without titles: one of labels, of a block, or of indicators."""
        alone = len(grid.filled(row)) == 1
        if self._entries is None:
            zone.append(row)
        elif alone and self._opens_block(grid, row):
            self._close()
            zone.append(row)
        elif alone and self._is_subtitle(grid, row):
            self._labels(grid, [row])
            self._entries.begin_project()
        elif self._leaves(grid, row):
            self._close()
            zone.append(row)
        else:
            self._data(grid, row, cut=self._cut)
            self._cut = self._cut and _is_blank(grid, row)

    def _tell_once(self, grid: Grid, told: int, left: int) -> None:
        """Report a region without indicators once, not each cell that it leaves."""
        if left <= _MANY:
            return
        if speaks_of_targets(grid):
            # Its cells stay told one by one, and the loss of its rows is an error.
            self._findings.insert(told, unread(grid, left))
            return
        ours = self._findings[told:]
        texts = [each for each in ours if each.code == "REA001"]
        kept = [each for each in ours if each.code != "REA001"]
        sheet = grid.place.sheet
        named = f"“{sheet}”" if sheet else f"从“{excerpt(grid)}”起的表"
        english = f"“{sheet}”" if sheet else f"the table from “{excerpt(grid)}” on"
        self._findings[told:] = [
            *kept,
            doubtful(
                f"{named}没有指标，{left} 格没有读取",
                f"{english}: no indicators, {left} cells left",
                texts[0].place or grid.place,
            ),
        ]

    def _begin(self, grid: Grid) -> None:
        sheet = grid.place.sheet
        other_sheet = sheet != self._sheet
        self._sheet = sheet
        if not self._excerpt:
            self._excerpt = excerpt(grid)
            self._where = grid.place
        if grid.first and (other_sheet or grid.heading or grid.width != self._width):
            self._close()
            self._fresh = self._fresh or other_sheet or bool(grid.heading)

    def _close(self) -> None:
        if self._entries is not None:
            self._entries.finish()
            self._entries = self._settled = None

    def _paragraphs(self, lines: Sequence[Source]) -> None:
        """Read lines above or below a table as a table of one column."""
        kept = [line for line in lines if line.text.strip()]
        if not kept:
            return
        rows = tuple((Cell(line),) for line in kept)
        grid = Grid(rows=rows, place=kept[0].place())
        self._labels(grid, range(len(rows)))

    def _titles_found(self, columns: Columns) -> None:
        before = self._entries
        block, self._block = self._block, ""
        if before is not None and before.columns.titles == columns.titles:
            # The titles again at the head of a page, or of the next block.
            before.long = before.long if not block else block == "long"
            return
        self._close()
        unit = self._heads.unit
        self._entries = Entries(
            columns,
            titles=self._titles,
            unit=unit,
            findings=self._findings,
            ledger=self._ledger,
        )
        if block:
            self._entries.long = block == "long"
        self._settled = SettledColumns.of(
            self._entries,
            self._titles,
            project=self._of_row,
            is_of_indicator=self._is_of_indicator,
        )

    def _block_above(self, grid: Grid, zone: list[int]) -> None:
        """Read a line right above the titles that says which block they are of."""
        for row in reversed(zone):
            cells = [cell for _, cell in grid.filled(row)]
            if len(cells) != 1 or is_heading(cells[0].text):
                continue
            block = names_block(cells[0].text)
            if block and (row == zone[-1] or cells[0].column_span > 1):
                self._block = block
                self._ledger.add("titles", 1)
                zone.remove(row)
                return

    # Labels --------------------------------------------------------------------------

    def _labels(
        self, grid: Grid, rows: Sequence[int], *, columns: Columns | None = None
    ) -> None:
        """Read rows of labels; those before titles may begin a project of their own."""
        if columns is not None and self._current is not None:
            alone = "project" not in columns.fields
            repeated = self._entries is not None
            if alone and self._fresh and not repeated and self._current.has_rows:
                self._current = None
        if columns is not None:
            self._fresh = False
        if not rows:
            return
        zone = Zone(
            grid,
            rows,
            titles=self._titles,
            heads=self._heads,
            findings=self._findings,
        )
        zone.read(self._named)
        zone.count(self._ledger)

    def _named(self, name: str | None) -> Draft:
        """Return the project that labels speak of; another name begins another one."""
        current = self._current
        if current is not None and name is not None:
            another = current.name and current.name != name
            if another or current.has_rows:
                current = None
        if current is None:
            current = self._new()
            # The project of this sheet or table has begun; titles begin no other.
            self._fresh = False
        return current

    def _new(self, place: Place = NOWHERE) -> Draft:
        draft = Draft(place=place)
        self._drafts.append(draft)
        self._current = draft
        return draft

    # Rows ----------------------------------------------------------------------------

    def _leaves(self, grid: Grid, row: int) -> bool:
        """Return whether the rows of indicators end here: labels or a title follow."""
        entries = self._entries
        cells = [cell for _, cell in grid.filled(row)]
        if not cells or entries is None or entries.is_total(grid, row):
            return False
        first = cells[0].text
        if self._begins_label(first, left=entries.begins_left(grid, row)):
            return True
        alone = len(cells) == 1
        if alone and is_heading(first) and not self._repeats_title(first):
            self._fresh = True
            return True
        return self._is_end(first)

    def _begins_label(self, first: str, *, left: bool) -> bool:
        """Return whether a row begins with a label that no row of indicators has.

        Args:
            first: its first text.
            left: whether that stands in the first of the columns of the rows.
        """
        label = self._titles.label(first)
        if label is None and left and classify(first) is None:
            label = headings_of(self._titles).label(first)
        if label in _OF_HEADER and not left:
            label = None
        return label in _ENDS_ROWS or label in _OF_HEADER

    def _is_end(self, first: str) -> bool:
        head = first.partition("：")[0].partition(":")[0]
        return head != first and self._titles.label(head) in _ENDS_ROWS

    def _is_of_indicator(self, first: str, *, left: bool) -> bool:
        """Return whether a row of several cells may be one of an indicator."""
        if kind_of_sum(first) is not None:
            return False
        return not self._begins_label(first, left=left) and not self._is_end(first)

    def _opens_block(self, grid: Grid, row: int) -> bool:
        """Report whether a line names a block whose labels stand below it."""
        cells = [cell for _, cell in grid.filled(row)]
        if len(cells) != 1 or not names_block(cells[0].text):
            return False
        below = row + 1
        while below < len(grid.rows) and _is_blank(grid, below):
            below += 1
        if below == len(grid.rows):
            return False
        first = next(cell for _, cell in grid.filled(below))
        label = headings_of(self._titles).label(_inline(first.text)[0])
        return label is not None and find(grid, below, self._titles) is None

    def _is_subtitle(self, grid: Grid, row: int) -> bool:
        """Return whether 项目名称：甲 stands alone over rows that go on below it."""
        cells = [cell for _, cell in grid.filled(row)]
        head, mark, name = _inline(cells[0].text) if len(cells) == 1 else ("", "", "")
        if not mark or not name or self._titles.label(head) != "name":
            return False
        below = row + 1
        while below < len(grid.rows) and _is_blank(grid, below):
            below += 1
        if below == len(grid.rows) or find(grid, below, self._titles) is not None:
            return False
        first = next(cell for _, cell in grid.filled(below))
        return self._titles.label(_inline(first.text)[0]) is None

    def _repeats_title(self, text: str) -> bool:
        title = self._heads.title
        same = title is not None and normal(title.text) == normal(text)
        return same and classify(text) is None

    def _data(self, grid: Grid, row: int, *, cut: bool) -> None:
        entries = self._entries
        cells = [cell for _, cell in grid.filled(row)]
        if entries is None or not cells:
            return
        if len(cells) == 1 and self._is_line(grid, cells[0]):
            return
        if cut and entries.goes_on(grid, row):
            self._ledger.add("used", len(cells))
            self._findings.append(
                guessed(
                    "这一行按上一页（上一段）最后一行的续行读取",
                    "this row was read as the rest of the last row before the break",
                    cells[0].source.place(),
                )
            )
            return
        entries.read(grid, row, self._of_row)

    def _is_line(self, grid: Grid, cell: Cell) -> bool:
        """Read a line that stands alone across the rows: note, title, category."""
        entries = self._entries
        if self._repeats_title(cell.text):
            self._ledger.add("remarks", 1)
            return True
        block = names_block(cell.text)
        if block and entries is not None:
            self._block = block
            entries.long = block == "long"
            self._ledger.add("titles", 1)
            return True
        if is_note(cell.text) or (
            cell.column_span > 1
            and cell.column_span >= grid.width - 1
            and classify(cell.text, level=1) is None
        ):
            line = one_line(cell.source)
            place = attrs.evolve(
                line.place(), project=self._current.name if self._current else None
            )
            self._findings.append(unplaced(line.text, place))
            self._ledger.add("left", 1)
            return True
        if classify(cell.text, level=1) is not None and entries is not None:
            entries.category_line(cell.source, self._of_row({}))
            self._ledger.add("used", 1)
            return True
        return False

    def _of_row(self, values: Mapping[str, Source]) -> Draft:
        """Return the project of a row: the one its columns name, or the last one."""
        current = self._current
        name = values.get("project")
        if name is None or not name.text:
            if name is not None and values.get("name", NOTHING).text:
                self._without_project(values["name"].place())
            return current if current is not None else self._new()
        line = one_line(name)
        agency = _carried(values, "agency", current)
        department = _carried(values, "department", current)
        # What tells projects of one name apart: their unit, their code and their file.
        same = current if current is not None and current.name == line.text else None
        code, file = (_carried(values, each, same) for each in ("code", "file"))
        key = line.text, agency, department, code, file
        draft = self._keys.get(key)
        if draft is None:
            reuse = current is not None and not current.name and not current.has_rows
            draft = current if reuse and current is not None else self._new()
            draft.fields["name"] = line
            draft.place = line.place()
            for each in ("agency", "department"):
                if each in values and not values[each].text and current is not None:
                    above = current.fields.get(each)
                    if above is not None:
                        draft.fields.setdefault(each, above)
            self._keys[key] = draft
        if draft is not current:
            self._current = draft
            if self._entries is not None:
                self._entries.begin_project()
        return draft

    def _without_project(self, place: Place) -> None:
        """Report once that a blank cell of the project goes on with the one above."""
        if self._carried:
            return
        self._carried = True
        self._findings.append(
            guessed(
                "有的行没有写项目名称，按上一行的项目读取",
                "rows without a project were read under that of the row above",
                place,
            )
        )

    # The document --------------------------------------------------------------------

    def document(self, path: str | None) -> Document:
        """Return the document of what was read."""
        self._close()
        projects = tuple(self._projects())
        self._findings += amounts_without_unit(self._drafts)
        title = self._heads.title
        if not projects:
            # That nothing was placed is said once, not for each cell.
            kept = [each for each in self._findings if each.code != "REA001"]
            self._findings = [
                *kept,
                without_table(
                    self._where if self._where != NOWHERE else Place(path=path),
                    self._excerpt,
                    hinted=self._hinted,
                ),
            ]
        departments = {project.department for project in projects}
        return Document(
            title=title.text if title else None,
            fiscal_year=self._heads.fiscal_year
            or year_of_rows(self._drafts, self._findings),
            department=departments.pop() if len(departments) == 1 else None,
            projects=projects,
            diagnostics=tuple(sorted(self._findings, key=by_place)),
            path=path,
            account=self._ledger.account(),
        )

    def _projects(self) -> Iterable[Project]:
        rowless = not any(draft.has_rows for draft in self._drafts)
        for draft in self._drafts:
            if rowless and draft.is_name_alone:
                # 项目名称 is a title of price lists as well: no project without more.
                continue
            if not draft.name and not draft.has_rows:
                for value in draft.fields.values():
                    self._findings.append(unplaced(value.text, value.place()))
                continue
            if not draft.name:
                name_project(draft, self._heads.title, self._findings)
            yield draft.finished(self._findings)


def _carried(values: Mapping[str, Source], key: str, current: Draft | None) -> str:
    if key not in values:
        return ""
    own = one_line(values[key]).text
    if own or current is None:
        return own
    above = current.fields.get(key)
    return above.text if above is not None else ""


def _inline(text: str) -> tuple[str, str, str]:
    """Part 项目名称：甲 at its colon."""
    head, mark, value = text.replace("：", ":").partition(":")
    return head, mark, value.strip()


def _is_blank(grid: Grid, row: int) -> bool:
    return not grid.filled(row)
