"""Timing that a busy machine spoils least: rounds in turn, and the best of each."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import attrs

ROUNDS = 9
PROCESSES = 25

ROOT = Path(__file__).resolve().parents[1]


@attrs.frozen
class Contender:
    """Something that reads phrases, and what it must forget before each round."""

    read: Callable[[str], object]
    forget: Callable[[], object] | None = None


def seconds(read: Callable[[str], object], phrases: Iterable[str]) -> float:
    """Say how much processor time one pass over the phrases takes.

    Time spent waiting for a busy machine is not counted.
    """
    begin = time.process_time()
    for phrase in phrases:
        read(phrase)
    return time.process_time() - begin


def best(
    contenders: Mapping[str, Contender], phrases: Sequence[str], *, rounds: int = ROUNDS
) -> dict[str, float]:
    """Give for each contender the seconds of its best pass over the phrases.

    The contenders take turns, so that what slows the machine slows all of them.
    """
    found = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, contender in contenders.items():
            if contender.forget is not None:
                contender.forget()
            found[name] = min(found[name], seconds(contender.read, phrases))
    return found


def processes(
    programs: Mapping[str, str], *, rounds: int = PROCESSES
) -> dict[str, float]:
    """Give for each program, given as code, the seconds of its best whole process."""
    found = dict.fromkeys(programs, float("inf"))
    for _ in range(rounds):
        for name, code in programs.items():
            begin = time.perf_counter()
            subprocess.run(  # the programs are our own
                [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True
            )
            found[name] = min(found[name], time.perf_counter() - begin)
    return found
