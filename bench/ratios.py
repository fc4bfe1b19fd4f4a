"""Whether the library has become slow: three ratios, beside the last that landed.

Each is the rate of the library as a share of that of a plain loop over the same rows,
which the csv module cuts and one regular expression and `Decimal` read; both take turns
in one process, so that a busy machine slows both. ``python -m bench.ratios`` fails
where one fell by half; ``make ratios`` measures and writes ``bench/ratios.toml``.
"""

import argparse
import csv
import re
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from bench import distinct
from perftargets import check, lint, read

LANDED = Path(__file__).with_name("ratios.toml")

PROJECTS = 60
ROUNDS = 4
LEAST = 0.5
"""The share of a landed ratio below which it has fallen."""

_PHRASE = re.compile(r"([^0-9.,]*)([0-9][0-9,]*(?:\.[0-9]+)?)(.*)")
_LOOPS = 20
"""How often the plain loop goes through the rows, which takes it no time."""

_HEAD = """\
# What the library did, as a share of a plain loop over the same rows; see ratios.py.
# Written by `make ratios`; CI fails where a ratio falls by half.
"""


def plain(path: Path) -> Decimal:
    """Cut a table and read the figure of each target and each actual."""
    total = Decimal(0)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            for text in (row[5], row[8]):
                found = _PHRASE.fullmatch(text)
                if found is not None:
                    total += Decimal(found[2].replace(",", ""))
    return total


def measured(projects: int = PROJECTS, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the rate of each task as a share of that of the plain loop."""
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for seed in range(rounds + 1):
            # Other rows in each round: what was seen before would be quicker.
            distinct.write_csv(path, projects, seed=seed)
            for name, work in _tasks(path, projects, seed).items():
                begin = time.process_time()
                work()
                taken = time.process_time() - begin
                if seed:
                    # The first round loads and compiles.
                    best[name] = min(taken, best.get(name, taken))
    loop = best.pop("loop") / _LOOPS
    return {name: loop / seconds for name, seconds in best.items()}


def _tasks(path: Path, projects: int, seed: int) -> dict[str, Callable[[], object]]:
    whole = distinct.document(projects, actuals=True, seed=seed)
    return {
        "loop": lambda: [plain(path) for _ in range(_LOOPS)],
        "read": lambda: read(path),
        "lint": lambda: lint(whole),
        "check": lambda: check(whole),
    }


def fallen(found: Mapping[str, float], landed: Mapping[str, float]) -> list[str]:
    """Return what fell by half, and what has no landed ratio, in words."""
    return [
        f"{name}: {found.get(name, 0):.5f} of the plain loop, landed {ratio:.5f}"
        for name, ratio in landed.items()
        if found.get(name, 0) < LEAST * ratio
    ] + [f"{name}: nothing landed" for name in found if name not in landed]


def landed() -> dict[str, float]:
    """Return the ratios that landed last."""
    known = tomllib.loads(LANDED.read_text(encoding="utf-8"))
    return {name: float(ratio) for name, ratio in known.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and compare or write; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.ratios")
    parser.add_argument("--write", action="store_true", help="write what is measured")
    write = parser.parse_args(arguments).write
    found = measured()
    for name, ratio in found.items():
        sys.stdout.write(f"{name:<8}{ratio:.5f} of the plain loop\n")
    if write:
        lines = (f"{name} = {ratio:.5f}\n" for name, ratio in found.items())
        LANDED.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
        return 0
    faults = fallen(found, landed())
    for fault in faults:
        sys.stdout.write(f"FELL BY HALF {fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
