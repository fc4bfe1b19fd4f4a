"""Stages of a run: each is timed, one that fails does not stop the others.

What a stage could not do for want of something on the machine is no failure; it is
told in the last line of the run.
"""

import os
import shlex
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[1]


class StageError(Exception):
    """A stage failed; the message says at what."""


@attrs.define
class Run:
    """What the stages of one run share.

    Attributes:
        folder: a folder for what they make; it is gone when the run ends.
        skipped: what was not done, and why, in the order of the stages.
    """

    folder: Path
    skipped: list[str] = attrs.field(factory=list)

    def command(
        self,
        *arguments: str | os.PathLike[str],
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Run a program, its output to where that of the run goes.

        Raises:
            StageError: it did not end with 0.
        """
        program = [os.fspath(argument) for argument in arguments]
        say(f"$ {shlex.join(program)}")
        surroundings = {**os.environ, **(environment or {})}
        # One leads back to the checkout, the other has all compiled at each start.
        for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
            surroundings.pop(name, None)
        done = subprocess.run(program, cwd=folder, env=surroundings, check=False)
        if done.returncode:
            message = f"exit code {done.returncode}: {shlex.join(program)}"
            raise StageError(message)

    def skip(self, what: str) -> None:
        """Note what is not done, as ``Spark (there is no Java)``."""
        say(f"skipped: {what}")
        if what not in self.skipped:
            self.skipped.append(what)

    def skip_tests(self, report: Path) -> None:
        """Note the tests that a JUnit report of pytest counts as skipped, by reason."""
        reasons = Counter(
            skipped.get("message", "no reason")
            for skipped in ET.parse(report).iter("skipped")  # noqa: S314 - pytest's own
        )
        for reason, count in sorted(reasons.items()):
            self.skip(f"{count} tests ({reason})")


@attrs.frozen
class Stage:
    """One part of a run.

    Attributes:
        name: how it is asked for.
        work: what it does; it raises where that fails.
        minutes: how long it may take on two cores.
    """

    name: str
    work: Callable[[Run], None]
    minutes: float


@attrs.frozen
class Outcome:
    """How a stage ended."""

    stage: Stage
    seconds: float
    fault: str | None

    def __str__(self) -> str:
        """Return the line of the stage in the table at the end."""
        budget = 60 * self.stage.minutes
        ended = "passed" if self.fault is None else "FAILED"
        late = ", over its time" if self.seconds > budget else ""
        return (
            f"{self.stage.name:<14}{self.seconds:6.0f} s of {budget:.0f}  {ended}{late}"
        )


def say(line: str) -> None:
    """Print a line at once, so that it stands before what a program prints next."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def perform(stages: Sequence[Stage]) -> int:
    """Perform stages in order, and return the exit code: 1 where one failed.

    The last line lists what was skipped.
    """
    with _run() as run:
        outcomes = [_outcome(stage, run) for stage in stages]
    say("")
    for outcome in outcomes:
        say(str(outcome))
    failed = [outcome for outcome in outcomes if outcome.fault is not None]
    for outcome in failed:
        say(f"FAILED {outcome.stage.name}: {outcome.fault}")
    seconds = sum(outcome.seconds for outcome in outcomes)
    budget = 60 * sum(stage.minutes for stage in stages)
    say(f"{'all':<14}{seconds:6.0f} s of {budget:.0f}")
    say(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    say(f"not run: {'; '.join(run.skipped) or 'nothing was skipped'}")
    return 1 if failed or not outcomes else 0


@contextmanager
def _run() -> Iterator[Run]:
    with tempfile.TemporaryDirectory(
        prefix="perftargets-", ignore_cleanup_errors=True
    ) as folder:
        yield Run(Path(folder).resolve())


def _outcome(stage: Stage, run: Run) -> Outcome:
    say(f"\n== {stage.name}")
    begun = time.monotonic()
    fault = None
    try:
        stage.work(run)
    except StageError as error:
        fault = str(error)
    except Exception as error:  # noqa: BLE001 - the other stages are run all the same
        fault = f"{type(error).__name__}: {error}"
    seconds = time.monotonic() - begun
    say(f"== {stage.name}: {fault or 'passed'}, {seconds:.0f} s")
    return Outcome(stage, seconds, fault)
