"""Try a mutant: put it into a copy of the package, run the tests that run its line.

First the quickest of those, for a few seconds, since most mutants are noticed at once;
then the others; then what else stands in their files, where a result that was worked
out by one test may be remembered for another. All of it within a time: what is left out
then could only notice more, so that a share of mutants noticed is never too high.
"""

import compileall
import shutil
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import attrs

from tools.mutants.changes import Mutant
from tools.mutants.coverage import COLLECTION, Measured
from tools.mutants.process import LostError, Selection, forked, run

QUICK = 2.0
"""Seconds of processor time, as they were measured, of the first tests of a mutant."""

PATIENCE = 30.0
"""The same of all other tests of a mutant, where nothing else is asked for."""

_AT_LEAST = 10
_TIMES = 2
"""Processor time that tests may take: so many seconds, and so many times the usual."""


class Outcome(Enum):
    """What came of a mutant."""

    KILLED = "killed"
    TIMEOUT = "killed by time"
    SURVIVED = "survived"
    NOT_COVERED = "not covered"

    @property
    def is_noticed(self) -> bool:
        """Whether a test noticed it."""
        return self in {Outcome.KILLED, Outcome.TIMEOUT}


@attrs.frozen
class Choice:
    """The tests of one mutant, named as pytest has them, the most hopeful first.

    Attributes:
        quick: the quickest.
        more: the others that there is time for.
        seconds: what all of them take.
        reaching: how many tests run its line, with those that there is no time for.
    """

    quick: list[str]
    more: list[str]
    seconds: float
    reaching: int


def chosen(
    mutant: Mutant, measured: Sequence[Measured], patience: float = PATIENCE
) -> Choice:
    """Choose the tests that run the line of a mutant.

    A line that runs as its module is imported (a constant, a default) is of no one
    test: the tests of any function of that module are taken for it.
    """
    reaching = _reaching(mutant, measured)
    others = [(each, set(range(len(each.tests))) - of) for each, of in reaching]
    quick, spent = _within(reaching, QUICK, frozenset())
    # To start a file is the price of all its tests, and no reason to run few of them.
    files = [*reaching, *others]
    starts = sum(each.start for each, _ in reaching)
    more, later = _within(files, patience + starts, frozenset(quick))
    return Choice(quick, more, spent + later, sum(len(of) for _, of in reaching))


def _reaching(
    mutant: Mutant, measured: Sequence[Measured]
) -> list[tuple[Measured, set[int]]]:
    """Return the tests that run the line of a mutant, the cheapest file first."""
    lines: Sequence[int] = mutant.lines
    if not any(each.reached(mutant.path, lines) for each in measured):
        lines = mutant.statement
    found: list[tuple[Measured, set[int]]] = []
    for each in measured:
        numbers = each.reached(mutant.path, lines)
        if numbers == {COLLECTION}:
            numbers = each.reached(mutant.path, None)
            if numbers == {COLLECTION}:
                numbers = set(range(len(each.tests)))
        fit = {
            one for one in numbers if one >= 0 and each.tests[one] not in each.failed
        }
        if fit:
            found.append((each, fit))
    return sorted(found, key=lambda pair: pair[0].start + _mean(*pair))


def _mean(measured: Measured, numbers: set[int]) -> float:
    return sum(measured.seconds[each] for each in numbers) / len(numbers)


def _within(
    files: Sequence[tuple[Measured, set[int]]], most: float, without: frozenset[str]
) -> tuple[list[str], float]:
    """Take the quickest tests of each file, as many as there is time for; and the time.

    One is taken in any case.
    """
    taken: list[str] = []
    started: set[str] = set()
    spent = 0.0
    for each, numbers in files:
        for one in sorted(numbers, key=lambda number: each.seconds[number]):
            if each.tests[one] in without or each.tests[one] in each.failed:
                continue
            start = 0 if each.file in started else each.start
            cost = start + each.seconds[one]
            if taken and spent + cost > most:
                break
            started.add(each.file)
            spent += cost
            taken.append(each.tests[one])
    return taken, spent


@attrs.frozen
class Tried:
    """One mutant, and what came of it.

    Attributes:
        mutant: it.
        outcome: what came of it.
        by: the test that noticed it, or what else did.
        tests: how many tests run its line.
    """

    mutant: Mutant
    outcome: Outcome
    by: str
    tests: int


def tried(
    mutant: Mutant,
    measured: Sequence[Measured],
    folder: Path,
    patience: float = PATIENCE,
) -> Tried:
    """Run the tests of a mutant, until one fails, in a copy of the project."""
    choice = chosen(mutant, measured, patience)
    if not choice.reaching:
        return Tried(mutant, Outcome.NOT_COVERED, "", 0)
    place = folder / "src" / "perftargets" / mutant.path
    whole = place.read_bytes()
    # A compiled file may be as old, to the second, and as long as the one changed.
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
        compiled.unlink()
    place.write_text(mutant.source, encoding="utf-8")
    outcome, by = Outcome.SURVIVED, ""
    try:
        for tests in (choice.quick, choice.more):
            if tests and not outcome.is_noticed:
                outcome, by = _outcome(tests, choice.seconds, folder)
    finally:
        place.write_bytes(whole)
    return Tried(mutant, outcome, by, choice.reaching)


def control(mutant: Mutant, measured: Sequence[Measured], folder: Path) -> None:
    """Run the quick tests of a mutant on the code as it is.

    Raises:
        RuntimeError: one fails, so that to fail would say nothing of a mutant.
    """
    place = folder / "src" / "perftargets" / mutant.path
    unchanged = attrs.evolve(mutant, source=place.read_text(encoding="utf-8"))
    done = tried(unchanged, measured, folder, patience=0)
    if done.outcome.is_noticed:
        message = f"the code as it is does not pass: {done.by}"
        raise RuntimeError(message)


def _outcome(tests: Sequence[str], seconds: float, folder: Path) -> tuple[Outcome, str]:
    """Run some tests in a process of their own."""
    selection = Selection(tests)
    files = list(dict.fromkeys(each.partition("::")[0] for each in tests))

    def work() -> tuple[int, str | None]:
        return run(files, selection), selection.failed

    limit = _AT_LEAST + _TIMES * seconds
    try:
        code, failed = forked(work, folder, limit)
    except LostError as error:
        if error.is_late:
            return Outcome.TIMEOUT, f"over {limit:.0f} s"
        return Outcome.KILLED, "the process ended"
    if failed is not None:
        return Outcome.KILLED, failed
    # 0: passed, 5: none of these is there any more.
    if code not in {0, 5}:
        output = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
        message = f"pytest ended with {code}, and no test failed: {output[-2000:]}"
        raise RuntimeError(message)
    return Outcome.SURVIVED, ""


def copied(project: Path, folder: Path) -> None:
    """Copy a project, as far as its tests need it, and compile its package."""
    for name in ("src", "tests", "grammar", "docs", "tools", "bench"):
        if (project / name).is_dir():
            shutil.copytree(
                project / name, folder / name, ignore=shutil.ignore_patterns("*.pyc")
            )
    for name in ("pyproject.toml", "Makefile", "CHANGELOG.md"):
        if (project / name).is_file():
            shutil.copy(project / name, folder / name)
    compileall.compile_dir(folder / "src", quiet=2)
