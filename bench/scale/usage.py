"""What a process and all that it started have used, as Linux counts it.

Spark works in processes of its own: a virtual machine, and workers of Python below it.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

_TICK = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _ENDED_USER, _ENDED_SYSTEM = 1, 11, 12, 13, 14


@attrs.frozen
class Usage:
    """What a piece of work took.

    Attributes:
        processor: seconds of processor time, of this process and of those below it.
        wall: seconds on the clock.
        memory: bytes: the most that each of these processes had at once, added up,
            from the start of the process.
    """

    processor: float
    wall: float
    memory: int


def used(work: Callable[[], object]) -> Usage:
    """Do a piece of work, and say what it took."""
    begin, clock = _processor(), time.perf_counter()
    work()
    wall = time.perf_counter() - clock
    return Usage(_processor() - begin, wall, _memory())


def _below() -> list[int]:
    """Find this process and all below it."""
    parents: dict[int, int] = {}
    for pid in _processes():
        fields = _state(pid)
        if fields:
            parents[pid] = int(fields[_PARENT])
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _processes() -> Iterator[int]:
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            yield int(path.name)


def _state(pid: int) -> list[str]:
    """Give the fields that follow the name, which may hold blanks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _processor() -> float:
    ended = os.times()
    seconds = time.process_time() + ended.children_user + ended.children_system
    for pid in _below()[1:]:
        fields = _state(pid)
        # Those of ended children are counted once they are waited for.
        seconds += sum(
            int(fields[at]) / _TICK
            for at in (_USER, _SYSTEM, _ENDED_USER, _ENDED_SYSTEM)
            if fields
        )
    return seconds


def _memory() -> int:
    total = 0
    for pid in _below():
        try:
            lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for line in lines:
            if line.startswith("VmHWM:"):
                total += int(line.split()[1]) * 1024
    return total
