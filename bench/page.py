"""How the page of figures, ``docs/reference/performance.md``, is written."""

import textwrap
from collections.abc import Iterator, Sequence

import attrs

WIDTH = 84
"""Columns of the page's text."""

Row = tuple[str, ...]


@attrs.frozen
class Table:
    """A table of the page.

    Attributes:
        title: its heading.
        text: what was done, and what the columns hold; paragraphs are wrapped.
        columns: the heads of the columns; the first names what a row is about.
        rows: the cells, all written out.
    """

    title: str
    text: str
    columns: Row
    rows: Sequence[Row]

    def lines(self) -> Iterator[str]:
        """Write the section, a table in Markdown; figures stand to the right."""
        yield f"## {self.title}"
        yield ""
        yield "\n\n".join(
            textwrap.fill(paragraph, WIDTH, break_on_hyphens=False)
            for paragraph in self.text.split("\n\n")
        )
        yield ""
        yield f"| {' | '.join(self.columns)} |"
        yield f"|---|{'---:|' * (len(self.columns) - 1)}"
        for row in self.rows:
            yield f"| {' | '.join(row)} |"
        yield ""


HEAD = """\
# Performance of the phrase reader

Written by `make bench`, from one run; nothing on this page is typed by hand. Compare
ratios between machines, not times. Within a process, processor time is measured; whole
processes are measured by the clock on the wall.
"""


def page(machine: str, tables: Sequence[Table], *, head: str = HEAD) -> str:
    """Write the whole page; ``machine`` tells the date and what it ran on."""
    lines = [head, machine, ""]
    for table in tables:
        lines += table.lines()
    return "\n".join(lines).rstrip() + "\n"
