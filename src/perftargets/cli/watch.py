"""``lint --watch``: look again whenever a file changes, until interrupted."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from perftargets.cli.plan import sources

PAUSE = 0.5
"""Seconds between two looks at the files' times."""

Stamp = tuple[tuple[Path, int, int], ...]


def watch(
    files: Sequence[Path],
    look: Callable[[], int],
    *,
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> int:
    """Look at once and after every change; return the code of the last look.

    A file that is gone for a moment, while an editor saves it, is waited for.
    """
    seen: Stamp | None = None
    code = 0
    try:
        while True:
            now = _stamp(files)
            if now is not None and now != seen:
                seen = now
                code = look()
            wait()
    except KeyboardInterrupt:
        return code


def _stamp(files: Sequence[Path]) -> Stamp | None:
    try:
        found, _ = sources(files)
        stats = [(file, file.stat()) for file in found]
    except FileNotFoundError:
        return None
    return tuple((file, stat.st_mtime_ns, stat.st_size) for file, stat in stats)
