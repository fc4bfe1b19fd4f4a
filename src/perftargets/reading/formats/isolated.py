"""A library that reads an untrusted file in a process of its own, with bounds.

Some libraries end their whole process, or fill the memory, where a damaged file tells
them to. That must not be the process of the caller.

The process takes nothing from where the caller happens to be: the interpreter is
isolated (``-I``: neither the current folder nor ``PYTHON…`` variables count), it starts
in the folder of the interpreter, and of the environment it gets what systems need to
start a program.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import attrs

from perftargets._progress import CancelledError
from perftargets.reading.formats import helper

SECONDS = 120
"""How long such a process may take."""

_ONE_PROCESS = frozenset({"emscripten", "wasi"})
"""Platforms without a second process; the interpreter is in a sandbox there."""

_KEPT = (
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
)
"""The variables without which an interpreter may not start."""


@attrs.frozen
class Answer:
    """How the process ended, 0 for well, and what it gave."""

    code: int
    data: bytes


def run(job: str, library: str, data: bytes, *, memory: int) -> Answer | None:
    """Run a job of ``helper`` over the bytes of a file.

    None where no such process can be had: the interpreter is not known, the program is
    frozen and not our own, or the system starts no processes.

    Args:
        job: its name in ``helper.JOBS``.
        library: the library that it needs.
        data: the file.
        memory: how many bytes the process may take, where the system holds to it.

    Raises:
        subprocess.TimeoutExpired: it took longer than ``SECONDS``.
    """
    command = None if sys.platform in _ONE_PROCESS else _command()
    if command is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            [*command, job, str(memory), *_folders(library)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            cwd=Path(sys.executable).parent,
            env=dict(_environment()),
        )
    except OSError:
        return None
    if not done.stdout.startswith(helper.READY):
        # Whatever it was that started, it is no helper.
        return None
    return Answer(done.returncode, done.stdout.removeprefix(helper.READY))


def run_here(job: str, data: bytes) -> Answer:
    """Run a job of ``helper`` in this process, where no other can be had.

    Whatever the library raises there ends it as it would end a process apart. A panic
    of compiled code is no `Exception`. Memory and time are not bounded.
    """
    try:
        return Answer(0, helper.JOBS[job](data))
    except (KeyboardInterrupt, SystemExit, CancelledError):
        raise
    except BaseException:  # noqa: BLE001 - its kind says nothing: the file is damaged
        return Answer(1, b"")


def is_contained() -> bool:
    """Return whether this interpreter itself runs in a sandbox, as in a browser."""
    return sys.platform in _ONE_PROCESS


def _command() -> list[str] | None:
    if not sys.executable:
        return None
    if getattr(sys, "frozen", False):
        # The executable is the program itself, which may be anyone's.
        own = getattr(sys.modules.get("__main__"), "HELPER", None) == helper.MARK
        return [sys.executable, helper.MARK] if own else None
    spec = helper.__spec__
    source = getattr(spec.loader, "get_source", lambda _: None)(spec.name)
    return None if source is None else [sys.executable, "-I", "-c", source]


def _folders(library: str) -> Iterator[str]:
    """Return the folder of a library that lies outside the interpreter's own."""
    spec = find_spec(library)
    if spec is not None and spec.origin is not None:
        folder = os.path.dirname(spec.origin)  # noqa: PTH120 - maybe inside a ZIP
        inside = spec.submodule_search_locations is not None
        yield os.path.dirname(folder) if inside else folder  # noqa: PTH120 - as above


def _environment() -> Iterator[tuple[str, str]]:
    for name in _KEPT:
        if name in os.environ:
            yield name, os.environ[name]
