"""``make mutants``: try mutants of the groups, and tell which no test notices.

Groups: phrase, judging, scoring, linting, units, profile; ``--sample`` mutants of each
are drawn by ``--seed``. A survivor is told with its place; the tests that run its line
are counted beside it. One whose line no test runs is a survivor too.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.mutants import changes, process
from tools.mutants.coverage import Measured, measured
from tools.mutants.trial import PATIENCE, Outcome, Tried, control, copied, tried
from tools.stages import ROOT, say

PACKAGE = "src/perftargets"
_EVERYWHERE = ("tests/test_edges.py", "tests/contact/test_values_written.py")

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "phrase": (("phrase/*.py",), ("tests/phrase", *_EVERYWHERE)),
    "judging": (
        ("judging/*.py",),
        ("tests/judging", "tests/scoring/worked", *_EVERYWHERE),
    ),
    "scoring": (
        ("scoring/*.py",),
        (
            "tests/scoring",
            "tests/reporting/test_render.py",
            "tests/reporting/test_review.py",
            "tests/reporting/test_differences.py",
            *_EVERYWHERE,
        ),
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
"""The files of each group, and the tests that should notice a mutant of it.

Tests further off would take long to measure, and could only notice more.
"""

_SHOWN = 120
"""Characters of a piece of code that are told."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants, and tell how many were noticed; 1 where too few were."""
    asked = _parser().parse_args(arguments)
    until = time.monotonic() + 60 * asked.minutes if asked.minutes else None
    groups = {each: GROUPS[each] for each in asked.group or GROUPS}
    if asked.files:
        groups = {"files": (tuple(asked.files), ("tests",))}
    process.prepare()
    low = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        copied(asked.project, folder)
        for group, (patterns, tests) in groups.items():
            sample = _sample(folder, patterns, f"{group}-{asked.seed}", asked)
            if not sample:
                continue
            begun = time.monotonic()
            known = measured(
                asked.tests or tests, folder, asked.project / "build" / "mutants"
            )
            say(f"{group}: {time.monotonic() - begun:.0f} s to measure the tests")
            control(sample[0], known, folder)
            begun = time.monotonic()
            done = list(_each(sample, known, folder, asked.patience, until))
            took = time.monotonic() - begun
            come = summary(done, len(sample))
            say(f"{group}, seed {asked.seed}: {come}; {took:.0f} s")
            noticed = sum(each.outcome.is_noticed for each in done)
            low = low or noticed < asked.least * len(done)
    return 1 if low else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("--group", action="append", choices=[*GROUPS])
    parser.add_argument(
        "--files", action="append", metavar="PATTERN", help="of the package, for groups"
    )
    parser.add_argument(
        "--tests", action="append", help="in place of the tests of the group"
    )
    parser.add_argument("--sample", type=int, default=20, help="how many of each group")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=0.9, help="share to be noticed")
    parser.add_argument("--minutes", type=float, help="try none after so many minutes")
    parser.add_argument(
        "--patience",
        type=float,
        default=PATIENCE,
        help="seconds of tests that each mutant meets before it has survived",
    )
    parser.add_argument(
        "--at", action="append", metavar="FILE:LINE", help="all mutants of one line"
    )
    parser.add_argument("--project", type=Path, default=ROOT, help="the checkout")
    return parser


def _sample(
    folder: Path, patterns: Sequence[str], seed: str, asked: argparse.Namespace
) -> list[changes.Mutant]:
    """Draw the mutants of a group, or make those of the lines that were asked for."""
    package = folder / PACKAGE
    if not asked.at:
        return changes.drawn(package, patterns, asked.sample, seed)
    paths = changes.files(package, patterns)
    places = [at.rpartition(":") for at in asked.at]
    return [
        mutant
        for file, _, line in places
        if (path := file.removeprefix(f"{PACKAGE}/")) in paths
        for mutant in changes.of_line(package, path, int(line))
    ]


def _each(
    sample: Sequence[changes.Mutant],
    known: Sequence[Measured],
    folder: Path,
    patience: float,
    until: float | None,
) -> Iterator[Tried]:
    """Try one after the other, and tell of each."""
    for number, mutant in enumerate(sample, start=1):
        if until is not None and time.monotonic() > until:
            say(f"the time is over: {len(sample) - number + 1} were not tried")
            return
        begun = time.monotonic()
        done = tried(mutant, known, folder, patience)
        where = f"{PACKAGE}/{mutant.path}:{mutant.line}"
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
