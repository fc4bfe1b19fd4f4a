"""``make mutants``: try mutants of the groups, and tell which no test notices.

Groups: phrase, judging, scoring, linting, units, profile; ``--sample`` mutants of each
are drawn by ``--seed``. A survivor is told with its place; the tests that run its line
are counted beside it. One whose line no test runs is a survivor too.
"""

import argparse
import compileall
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.mutants import changes, process
from tools.mutants.coverage import Measured, measured
from tools.mutants.trial import Outcome, Tried, control, copied, tried
from tools.stages import ROOT, say

PACKAGE = ROOT / "src" / "perftargets"
_EVERYWHERE = ("tests/test_edges.py",)

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "phrase": (("phrase/*.py",), ("tests/phrase", "tests/property", *_EVERYWHERE)),
    "judging": (
        ("judging/*.py",),
        ("tests/judging", "tests/scoring", "tests/property", *_EVERYWHERE),
    ),
    "scoring": (
        ("scoring/*.py",),
        ("tests/scoring", "tests/reporting", *_EVERYWHERE),
    ),
    "linting": (
        ("linting/*.py", "linting/rules/*.py"),
        ("tests/linting", *_EVERYWHERE),
    ),
    "units": (
        ("units.py",),
        ("tests/test_units.py", "tests/phrase/test_units.py", "tests/judging"),
    ),
    "profile": (
        ("profile/*.py",),
        ("tests/test_profile.py", "tests/scoring", "tests/judging"),
    ),
}
"""The files of each group, and the tests that should notice a mutant of it."""

_SHOWN = 120
"""Characters of a piece of code that are told."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants, and tell how many were noticed; 1 where too few were."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("--group", action="append", choices=[*GROUPS])
    parser.add_argument("--sample", type=int, default=20, help="how many of each group")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=0.9, help="share to be noticed")
    parser.add_argument("--minutes", type=float, help="try none after so many minutes")
    parser.add_argument(
        "--at", action="append", metavar="FILE:LINE", help="all mutants of one line"
    )
    asked = parser.parse_args(arguments)
    until = time.monotonic() + 60 * asked.minutes if asked.minutes else None
    process.prepare()
    low = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        copied(folder)
        compileall.compile_dir(folder / "src", quiet=2)
        for group in asked.group or [*GROUPS]:
            patterns, tests = GROUPS[group]
            paths = [path for each in patterns for path in PACKAGE.glob(each)]
            if asked.at:
                sample = [each for at in asked.at for each in _of_line(at, paths)]
            else:
                sample = changes.drawn(paths, asked.sample, f"{group}-{asked.seed}")
            if not sample:
                continue
            begun = time.monotonic()
            known = measured(tests, folder)
            say(f"{group}: {time.monotonic() - begun:.0f} s to measure the tests")
            control(sample[0], known, folder)
            begun = time.monotonic()
            done = list(_each(sample, known, folder, until))
            took = time.monotonic() - begun
            come = summary(done, len(sample))
            say(f"{group}, seed {asked.seed}: {come}; {took:.0f} s")
            noticed = sum(each.outcome.is_noticed for each in done)
            low = low or noticed < asked.least * len(done)
    return 1 if low else 0


def _of_line(at: str, paths: Sequence[Path]) -> list[changes.Mutant]:
    """Make the mutants of ``FILE:LINE``, none where the file is of another group."""
    file, _, line = at.rpartition(":")
    return [
        each
        for path in paths
        if path == ROOT / file
        for each in changes.of_line(path, int(line))
    ]


def _each(
    sample: Sequence[changes.Mutant],
    known: Sequence[Measured],
    folder: Path,
    until: float | None,
) -> Iterator[Tried]:
    """Try one after the other, and tell of each."""
    for number, mutant in enumerate(sample, start=1):
        if until is not None and time.monotonic() > until:
            say(f"the time is over: {len(sample) - number + 1} were not tried")
            return
        begun = time.monotonic()
        done = tried(mutant, known, folder)
        where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
        took = time.monotonic() - begun
        by = f" by {done.by}" if done.by else f" ({done.tests} tests run it)"
        say(f"{number:3} {took:4.0f} s {done.outcome.value}: {where}{by}")
        if not done.outcome.is_noticed:
            say(f"      was      {_cut(mutant.was)}")
            say(f"      becomes  {_cut(mutant.becomes)}")
        yield done


def _cut(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def summary(done: Sequence[Tried], sample: int) -> str:
    """Sum up what came of mutants.

    >>> summary([], 20)
    '0 of 20 tried: 0 killed, 0 killed by time, 0 survived, 0 not covered'
    """
    counts = Counter(each.outcome for each in done)
    parts = ", ".join(f"{counts[each]} {each.value}" for each in Outcome)
    noticed = sum(each.outcome.is_noticed for each in done)
    share = f" ({100 * noticed / len(done):.0f} % noticed)" if done else ""
    return f"{len(done)} of {sample} tried: {parts}{share}"


if __name__ == "__main__":
    sys.exit(main())
