"""What is found in the grids: ``written/grid-*.txt``.

``python -m tests.linting.grids.written`` writes the files anew, after a change that is
meant; what it changes is to be looked at line by line. Under a head, which is what was
given, stand the findings, each with a digest of all that it says.
"""

from collections.abc import Callable, Iterator, Mapping

from tests.linting.corpora import HERE
from tests.linting.grids.blocks import blocks
from tests.linting.grids.goals import goals, reports
from tests.linting.grids.money import costs, sources, spending, twins, years
from tests.linting.grids.pages import mixed, moved, parts
from tests.linting.grids.points import missing, scores, splits, totals
from tests.linting.grids.rows import rows, values
from tests.linting.grids.shapes import chosen, marks, shapes, stated, ways

GRIDS: Mapping[str, Callable[[], Iterator[str]]] = {
    "blocks": blocks,
    "costs": costs,
    "goals": goals,
    "missing": missing,
    "mixed": mixed,
    "moved": moved,
    "parts": parts,
    "reports": reports,
    "rows": rows,
    "scores": scores,
    "chosen": chosen,
    "marks": marks,
    "shapes": shapes,
    "sources": sources,
    "spending": spending,
    "splits": splits,
    "stated": stated,
    "totals": totals,
    "twins": twins,
    "values": values,
    "ways": ways,
    "years": years,
}


def written(name: str) -> list[str]:
    """Return what is written down of one grid."""
    path = HERE / "written" / f"grid-{name}.txt"
    return path.read_text(encoding="utf-8").splitlines()


def found(name: str) -> list[str]:
    """Return what is found in one grid."""
    return list(GRIDS[name]())


if __name__ == "__main__":
    for each in GRIDS:
        text = "".join(f"{line}\n" for line in found(each))
        path = HERE / "written" / f"grid-{each}.txt"
        path.write_text(text, encoding="utf-8")
