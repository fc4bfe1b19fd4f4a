"""A law: cells between lines, and the tables of them, are those of pdfplumber."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
)

from perftargets.reading.formats.pdf import cells
from perftargets.reading.formats.pdf.budget import LimitError

pytestmark = pytest.mark.sampled


def edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """Make a line as pdfplumber gives it."""
    orientation = "v" if x0 == x1 else "h"
    sides = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
    return {**sides, "orientation": orientation}


def crossings(edges: list[dict[str, Any]]) -> Any:
    """Return where lines cross, as pdfplumber finds it."""
    return edges_to_intersections(edges, 3, 3)


def drawn(chance: Random) -> list[dict[str, Any]]:
    """Draw lines at chance: whole ones, parts, and some twice."""
    xs = sorted(chance.sample(range(0, 200, 4), chance.randint(2, 7)))
    ys = sorted(chance.sample(range(0, 200, 4), chance.randint(2, 7)))
    made = []
    for y in ys:
        made += [edge(a, y, b, y) for a, b in pairwise(xs) if chance.random() < 0.7]
        if chance.random() < 0.4:
            made.append(edge(xs[0], y, xs[-1], y))
    for x in xs:
        made += [edge(x, a, x, b) for a, b in pairwise(ys) if chance.random() < 0.7]
        if chance.random() < 0.4:
            made.append(edge(x, ys[0], x, ys[-1]))
    chance.shuffle(made)
    return made


@pytest.mark.parametrize("seed", range(400))
def test_cells_are_those_of_pdfplumber(seed: int) -> None:
    """The same cells in the same order, and the same tables."""
    chance = Random(seed)  # noqa: S311 - a page
    found = crossings(drawn(chance))
    plain = intersections_to_cells(found)
    made = cells.cells_between(found)
    assert made == plain
    assert cells.tables_of(made) == cells_to_tables(plain)


def test_lines_that_make_no_cell_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no table is not tried for ever, and that is told."""
    monkeypatch.setattr(cells, "LOOKS", 1_000)
    # Each line has a small piece of its own at every crossing: none goes on.
    pieces = [
        part
        for x in range(0, 400, 10)
        for y in range(0, 400, 10)
        for part in (edge(x, y - 4, x, y + 4), edge(x - 4, y, x + 4, y))
    ]
    with pytest.raises(LimitError, match="too tangled"):
        cells.cells_between(crossings(pieces))
