"""Tests in processes forked from one that has pytest loaded, each under limits.

What takes longest to load is loaded once, perftargets never: a process imports it from
the folder it is given, with whatever stands there. Limits are of processor time, so
that a busy machine changes nothing.
"""

import contextlib
import importlib
import os
import pickle
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import attrs
import pytest

Result = TypeVar("Result")

_LOADED = (
    "hypothesis",
    "cattrs.preconf.json",
    "lark",
    "jsonschema",
    "yaml",
    "openpyxl",
)
"""What many tests import, and what starts no threads."""

_MEMORY = 6 * 1024**3
"""Bytes that one process may address, so that a list without end is no danger."""

_WAIT = 20
"""Times its processor time that a process may take by the clock, where it sleeps."""

_ARGUMENTS = (
    "-q",
    "-x",
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:faulthandler"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    "--hypothesis-seed=0",
)


class LostError(Exception):
    """A process ended without a result: killed at its limit, or by a fault."""

    is_late: bool

    def __init__(self, *, is_late: bool) -> None:
        super().__init__(f"late: {is_late}")
        self.is_late = is_late


def prepare() -> None:
    """Load what every process needs; to be ended is to end one's own, and clean up."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    for name in _LOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    from hypothesis import HealthCheck, Phase, settings

    # A failure is all that is asked for: neither the smallest, nor one of before, and
    # none for want of time.
    settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")


def forked(work: Callable[[], Result], folder: Path, seconds: float) -> Result:
    """Run something in a process of its own, in a folder with its own package.

    Args:
        work: what to run there; its result must pickle.
        folder: holds ``src`` and ``tests``.
        seconds: processor time that it may take.

    Raises:
        LostError: it was killed, or ended without a result.
    """
    if "perftargets" in sys.modules:
        message = "perftargets is loaded already, so that no mutant of it can be"
        raise RuntimeError(message)
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(reading)
        _run(work, folder, seconds, writing)
    os.close(writing)
    try:
        received = _received(reading, time.monotonic() + _WAIT * seconds)
    finally:
        os.close(reading)
        # Its own children too, which live in its group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if received is None:
        late = {signal.SIGXCPU, signal.SIGKILL}
        is_late = os.WIFSIGNALED(status) and os.WTERMSIG(status) in late
        raise LostError(is_late=is_late)
    result: Result = pickle.loads(received)  # noqa: S301 - our own child wrote it
    return result


def _run(
    work: Callable[[], object], folder: Path, seconds: float, writing: int
) -> None:
    """Be the child: it ends here."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.chdir(folder)
        # What the tests start themselves must find the same package.
        os.environ["PYTHONPATH"] = str(folder / "src")
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        sys.path[:0] = [str(folder / "src"), str(folder)]
        with (folder / "output.txt").open("w", encoding="utf-8") as output:
            for stream in (1, 2):
                os.dup2(output.fileno(), stream)
        result = pickle.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(result)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent goes on
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _received(reading: int, until: float) -> bytes | None:
    """Return what a child wrote, None if that is nothing or comes too late."""
    pieces: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0, until - time.monotonic()))
        if not ready:
            return None
        piece = os.read(reading, 1 << 20)
        if not piece:
            return b"".join(pieces) or None
        pieces.append(piece)


@attrs.define(eq=False)
class Selection:
    """Which tests pytest runs, and what came of them; a plugin, which is hashed.

    Attributes:
        tests: their names, in order.
        failed: the first that failed, None if none did.
    """

    tests: Sequence[str]
    failed: str | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave those that are wanted."""
        named = {item.nodeid: item for item in items}
        items[:] = [named[each] for each in self.tests if each in named]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a module that cannot be imported."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that failed, or what it is built on."""
        if report.failed:
            self.failed = self.failed or report.nodeid


def run(files: Sequence[str], plugin: object, *arguments: str) -> int:
    """Run the tests of some files in this process; the exit code of pytest."""
    return int(pytest.main([*_ARGUMENTS, *arguments, *files], plugins=[plugin]))
