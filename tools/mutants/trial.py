"""Try a mutant: put it into a copy of the package, run the tests that run its line.

First the quickest of those, for a few seconds, since most mutants are noticed at once;
then the others; then what else stands in their files, where a result that was worked
out by one test may be remembered for another. A mutant that survives has been through
every test that can reach it.
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

_AT_LEAST = 30
_TIMES = 5
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
    """The tests of one mutant, all names as pytest has them.

    Attributes:
        quick: the quickest, in order.
        files: the files that reach its line, the cheapest first.
        left: tests of these that failed without any change.
        seconds: what all of it takes.
        tests: how many tests run its line.
    """

    quick: list[str]
    files: list[str]
    left: frozenset[str]
    seconds: float
    tests: int


def chosen(mutant: Mutant, measured: Sequence[Measured]) -> Choice:
    """Choose the tests that run the line of a mutant.

    A line that runs as its module is imported (a constant, a default) is of no one
    test: the tests of any function of that module are taken for it.
    """
    path = mutant.path
    lines: Sequence[int] | None = mutant.lines
    if not any(each.reached(path, lines) for each in measured):
        lines = mutant.statement
    reaching: list[tuple[Measured, set[int]]] = []
    for each in measured:
        numbers = each.reached(path, lines)
        if numbers == {COLLECTION}:
            numbers |= each.reached(path, None) - {COLLECTION} or set(
                range(len(each.tests))
            )
        numbers.discard(COLLECTION)
        known = {number for number in numbers if each.tests[number] not in each.failed}
        if known:
            reaching.append((each, known))
    # A file is worth its start by what can be run for it.
    reaching.sort(key=lambda pair: pair[0].start + _mean(*pair))
    quick: list[str] = []
    spent = 0.0
    for each, numbers in reaching:
        if quick and spent + each.start > QUICK:
            continue
        spent += each.start
        for number in sorted(numbers, key=lambda one: (each.seconds[one], one)):
            if quick and spent + each.seconds[number] > QUICK:
                break
            spent += each.seconds[number]
            quick.append(each.tests[number])
    return Choice(
        quick,
        [each.file for each, _ in reaching],
        frozenset(name for each, _ in reaching for name in each.failed),
        sum(each.start + sum(each.seconds) for each, _ in reaching),
        sum(len(numbers) for _, numbers in reaching),
    )


def _mean(measured: Measured, numbers: set[int]) -> float:
    return sum(measured.seconds[each] for each in numbers) / len(numbers)


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
    *,
    only_quick: bool = False,
) -> Tried:
    """Run the tests of a mutant, until one fails, in a copy of the project."""
    choice = chosen(mutant, measured)
    if not choice.files:
        return Tried(mutant, Outcome.NOT_COVERED, "", 0)
    place = folder / "src" / "perftargets" / mutant.path
    whole = place.read_bytes()
    # A compiled file may be as old, to the second, and as long as the one changed.
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
        compiled.unlink()
    place.write_text(mutant.source, encoding="utf-8")
    try:
        quick = Selection(first=choice.quick)
        outcome, by = _outcome(quick, choice, folder)
        if not outcome.is_noticed and not only_quick:
            rest = Selection(without=choice.left | frozenset(choice.quick))
            outcome, by = _outcome(rest, choice, folder)
    finally:
        place.write_bytes(whole)
    return Tried(mutant, outcome, by, choice.tests)


def control(mutant: Mutant, measured: Sequence[Measured], folder: Path) -> None:
    """Run the quick tests of a mutant on the code as it is.

    Raises:
        RuntimeError: one fails, so that to fail would say nothing of a mutant.
    """
    place = folder / "src" / "perftargets" / mutant.path
    unchanged = attrs.evolve(mutant, source=place.read_text(encoding="utf-8"))
    done = tried(unchanged, measured, folder, only_quick=True)
    if done.outcome.is_noticed:
        message = f"the code as it is does not pass: {done.by}"
        raise RuntimeError(message)


def _outcome(selection: Selection, choice: Choice, folder: Path) -> tuple[Outcome, str]:
    """Run some tests in a process of their own."""
    files = choice.files
    if selection.first is not None:
        named = {each.partition("::")[0] for each in selection.first}
        files = [each for each in files if each in named]

    def work() -> tuple[int, str | None]:
        return run(files, selection), selection.failed

    limit = _AT_LEAST + _TIMES * choice.seconds
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
