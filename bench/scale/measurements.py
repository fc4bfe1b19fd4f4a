"""What is measured of the engines, each time in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import attrs

from bench.clock import ROOT

SAMPLE = 100_000
"""Rows that the loops read anew, of tables that are longer."""

WHOLE = 1_000_000
"""The longest table that is checked in memory as a whole, and compared."""

_NAMES = {
    "loop": "plain loop, nothing remembered",
    "cached": "plain loop over `parse`",
    "arrow": "frames, pyarrow",
    "pandas": "frames, pandas",
    "polars": "frames, polars",
    "duckdb": "DuckDB",
    "spark1": "Spark `local[1]`",
    "spark2": "Spark `local[2]`",
    "scan": "`perftargets scan`",
}
NAMES = MappingProxyType(_NAMES)
"""The engines as the page calls them."""

READERS = ("loop", "cached", "arrow", "pandas", "polars", "duckdb", "spark1", "spark2")
CHECKERS = ("loop", "arrow", "pandas", "polars", "duckdb", "spark1", "spark2", "scan")
STREAMS = frozenset({"duckdb", "spark1", "spark2", "scan"})
"""Those that need not hold the result as a whole."""


@attrs.frozen
class Cost:
    """What one engine took for one piece of work.

    Attributes:
        rows: how many rows it did.
        processor: seconds of processor time.
        wall: seconds on the clock.
        memory: bytes, the most of all its processes.
        written: bytes of the file that was written, where one was.
    """

    rows: int
    processor: float
    wall: float
    memory: int
    written: int = 0

    @property
    def each(self) -> float:
        """Processor time of one row, in seconds."""
        return self.processor / self.rows


Costs = Mapping[tuple[str, int], Cost]
"""Costs by engine and by the rows of the table."""

Run = Callable[[str, str, Path, int | None], str]
"""Takes engine, work, file and rows, and gives what the process printed."""


def run(engine: str, work: str, path: Path, rows: int | None) -> str:
    """Run one engine in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    call = [sys.executable, "-m", "bench.scale.engines", engine, work, str(path)]
    if rows is not None:
        call.append(str(rows))
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{engine} {work} ended with {done.returncode}: {done.stderr[-2000:]}"
        raise RuntimeError(message)
    sys.stderr.write(f"{engine} {work} {path.name} {done.stdout}\n")
    return done.stdout


@attrs.frozen
class Kept:
    """Runs that are kept in a file, so that a benchmark that was ended goes on.

    Attributes:
        path: the file, one run a line.
        start: what runs those that are not in it.
    """

    path: Path
    start: Run = run

    def __call__(self, engine: str, work: str, path: Path, rows: int | None) -> str:
        """Give what was printed the first time."""
        call = [engine, work, path.name, rows]
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                known, said = json.loads(line)
                if known == call:
                    return str(said)
        said = self.start(engine, work, path, rows)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([call, said]) + "\n")
        return said


def make(folder: Path, sizes: Iterable[int]) -> dict[int, Path]:
    """Write a made-up table of each size that is not there, each in its own process."""
    code = (
        "import sys; from perftargets.frames.synth import write; "
        "write(sys.argv[1], int(sys.argv[2]), seed=1)"
    )
    found = {}
    for rows in sizes:
        found[rows] = folder / f"{rows}.parquet"
        if not found[rows].exists():
            call = [sys.executable, "-c", code, str(found[rows]), str(rows)]
            subprocess.run(call, cwd=ROOT, check=True)
    return found


def costs(
    work: str, engines: Iterable[str], tables: Mapping[int, Path], *, start: Run = run
) -> dict[tuple[str, int], Cost]:
    """Let each engine do the work on each table, one after the other."""
    found: dict[tuple[str, int], Cost] = {}
    for rows, path in tables.items():
        fit = [each for each in engines if _fits(work, each, rows)]
        for engine in fit:
            sample = SAMPLE if _sampled(engine, work) and rows > SAMPLE else None
            said = json.loads(start(engine, work, path, sample))
            found[engine, rows] = Cost(rows=sample or rows, **said)
    return found


def _sampled(engine: str, work: str) -> bool:
    return engine == "loop" and work in {"parse", "check"}


def _fits(work: str, engine: str, rows: int) -> bool:
    return work != "check" or rows <= WHOLE or engine in STREAMS or engine == "loop"


def agreement(
    engines: Iterable[str], path: Path, *, start: Run = run
) -> dict[str, tuple[int, list[str]]]:
    """Say for each engine how many columns it gave, and which differ from the loop's.

    The first of the engines is the one that the others are held to.
    """
    found: dict[str, tuple[int, list[str]]] = {}
    wanted: dict[str, str] = {}
    for engine in engines:
        given = json.loads(start(engine, "digest", path, None))
        wanted = wanted or given
        differ = [name for name in wanted if given.get(name) != wanted[name]]
        found[engine] = len(given), differ
    return found
