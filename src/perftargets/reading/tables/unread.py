"""What is told of tables that were not read, and by what they are known."""

from perftargets.findings import Finding
from perftargets.model.category import classify
from perftargets.reading.notices import is_hint, table_unread, unreadable_cell
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.values import one_line


def speaks_of_targets(grid: Grid) -> bool:
    """Report whether a table names categories, so that its rows may be indicators."""
    named = {
        cell.text
        for row in range(len(grid.rows))
        for _, cell in grid.starts(row)
        if classify(cell.text) is not None
    }
    return len(named) > 1


def unread(grid: Grid, left: int) -> Finding:
    """Report a table of categories in which no titles of columns were recognised."""
    return table_unread(excerpt(grid), left, grid.place)


def filled_cells(grid: Grid) -> int:
    """Return how many cells hold a text."""
    return sum(len(grid.filled(row)) for row in range(len(grid.rows)))


def excerpt(grid: Grid) -> str:
    """Return the first text of a table, cut where it is long."""
    for row in range(min(len(grid.rows), 20)):
        for _, cell in grid.starts(row):
            if not cell.is_blank:
                return one_line(cell.source).text[:40]
    return ""


def is_hinted(grid: Grid) -> bool:
    """Return whether words of tables of targets stand in a grid or around it."""
    cells = (cell.source for row in grid.rows for cell in row if cell is not None)
    texts = (source.text for source in (*grid.heading, *grid.trailing, *cells))
    return any(map(is_hint, texts))


def too_long(grid: Grid) -> Finding:
    """Report rows of side-by-side projects that reach beyond what is read at once."""
    first = next((cell for row in grid.rows for cell in row if cell is not None), None)
    return unreadable_cell(
        f"并排的项目行数太多，从“{excerpt(grid)}”起的 {len(grid.rows)} 行没有读取",
        f"too many rows of projects side by side; {len(grid.rows)} rows from "
        f"“{excerpt(grid)}” on were not read",
        first.source.place() if first is not None else grid.place,
    )
