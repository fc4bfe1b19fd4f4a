"""What the grids come to: ``written/grid-*.txt``.

``python -m tests.scoring.grids.written`` writes the files anew, after a change that is
meant; what it changes is to be looked at line by line. A line is what was given, and
all that comes of it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from perftargets.profile import DEFAULT, shipped
from tests.scoring.grids.matched import matched, refused
from tests.scoring.grids.rows import points, progress, settings
from tests.scoring.grids.together import before, profiles, sums, years
from tests.scoring.grids.totals import reviewed, spent, thirds, weighed

FOLDER = Path(__file__).parents[1] / "written"


def _by_profile(of: Callable[[str], Iterator[str]], profile: str) -> Iterator[str]:
    """Yield what comes of one profile, where that is another than by the default."""
    usual = [] if profile == DEFAULT else [*of(DEFAULT)]
    for number, line in enumerate(of(profile)):
        if number >= len(usual) or line != usual[number]:
            yield f"{number} {line}"


GRIDS: Mapping[str, Callable[[], Iterator[str]]] = {
    **{f"points-{each}": partial(_by_profile, points, each) for each in shipped()},
    "settings": settings,
    **{
        f"progress-{each}": partial(_by_profile, progress, each)
        for each in (DEFAULT, "linear")
    },
    "sums": sums,
    "years": years,
    "before": before,
    "profiles": profiles,
    "matched": matched,
    **{f"weighed-{each}": partial(_by_profile, weighed, each) for each in shipped()},
    "reviewed": reviewed,
    "spent": spent,
    "thirds": thirds,
    "refused": refused,
}


def written(name: str) -> list[str]:
    """Return what is written down of one grid."""
    return (FOLDER / f"grid-{name}.txt").read_text(encoding="utf-8").splitlines()


def found(name: str) -> list[str]:
    """Work one grid out."""
    return [line.replace("\n", r"\n") for line in GRIDS[name]()]


if __name__ == "__main__":
    for each in GRIDS:
        text = "".join(f"{line}\n" for line in found(each))
        (FOLDER / f"grid-{each}.txt").write_text(text, encoding="utf-8")
