"""All that is written otherwise in neighbours."""

from collections.abc import Iterator

from tests.neighbours.funds import of_funds
from tests.neighbours.projects import of_projects
from tests.neighbours.rows import of_rows
from tests.neighbours.tables import Change
from tests.neighbours.together import of_tables


def changes() -> Iterator[Change]:
    """Go through all changes: of rows, of tables, of projects, of their money."""
    yield from of_rows()
    yield from of_tables()
    yield from of_projects()
    yield from of_funds()
