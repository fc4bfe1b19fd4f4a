"""Patterns of files such as ``2023/**/*.xlsx``, without following links in a circle."""

import glob
import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

ANY_FOLDER = "**"


def is_pattern(text: str) -> bool:
    """Tell whether a text has a wildcard in it."""
    return glob.has_magic(text)


def matches(pattern: Path) -> tuple[Path, ...]:
    """Give what a pattern names, sorted; ``**`` stands for folders of any depth.

    Folders behind links are entered where the pattern writes their name, never where
    a wildcard meets them: a link to a folder above it would be entered without end.
    Hidden files are matched where the pattern writes the dot. A folder that may not be
    looked into is given itself, since what it holds may be meant.
    """
    shut: list[Path] = []
    found = [Path(pattern.anchor)]
    parts = pattern.parts[1:] if pattern.anchor else pattern.parts
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        step = [each for start in found for each in _step(start, part, shut, last=last)]
        found = list(dict.fromkeys(step))
    return tuple(sorted({*found, *shut}))


def _step(start: Path, part: str, shut: list[Path], *, last: bool) -> Iterator[Path]:
    if part == ANY_FOLDER:
        for folder, below, _ in os.walk(start, onerror=_noted(shut)):
            below[:] = [name for name in below if not name.startswith(".")]
            yield Path(folder)
    elif not is_pattern(part):
        if os.path.lexists(start / part):
            yield start / part
    else:
        try:
            entries = _entries(start)
        except PermissionError as error:
            _noted(shut)(error)
            return
        for entry in entries:
            hidden = entry.name.startswith(".") and not part.startswith(".")
            if hidden or not fnmatch(entry.name, part):
                continue
            if entry.is_dir() and entry.is_symlink():
                continue
            if last or entry.is_dir():
                yield start / entry.name


def _noted(shut: list[Path]) -> Callable[[OSError], None]:
    """Give what takes note of a folder that may not be looked into."""

    def note(error: OSError) -> None:
        if isinstance(error, PermissionError):
            shut.append(Path(error.filename))

    return note


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
