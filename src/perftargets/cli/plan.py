"""Which files a call names, and where the result of each goes."""

import errno
import glob
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import attrs

from perftargets.cli.input import STANDARD_INPUT
from perftargets.cli.output import already_there
from perftargets.cli.terminal import restored
from perftargets.cli.walks import Walks
from perftargets.errors import UsageError
from perftargets.writing import FORMS

READABLE = frozenset(
    (
        *(".csv", ".doc", ".docm", ".docx", ".et", ".htm", ".html", ".json", ".ods"),
        *(".ofd", ".pdf", ".toml", ".tsv", ".txt", ".wps", ".xls", ".xlsb", ".xlsm"),
        *(".xlsx", ".yaml", ".yml"),
    )
)
"""The endings that are read in a folder; a file that is named is read whatever its."""


ANY_FOLDER = "**"
"""Stands for folders of any depth."""


@attrs.frozen
class Job:
    """One file to read, and the file to write; None is standard output."""

    source: Path
    goal: Path | None


@attrs.frozen
class Plan:
    """The jobs of a call in order.

    Attributes:
        jobs: one for each file.
        many: whether the result goes to a folder, one file for each file read.
        walks: the folders that were walked through.
    """

    jobs: tuple[Job, ...]
    many: bool
    walks: Walks


@attrs.define
class _Found:
    """Files with the name each gets below the output folder."""

    names: dict[Path, Path] = attrs.field(factory=dict)
    walks: Walks = attrs.field(factory=Walks)
    many: bool = False

    def add(self, file: Path, name: Path, *, walked: Path | None = None) -> None:
        """Add a file; one that is named twice is read once.

        ``walked`` is the argument by which it was met in a folder, None where it was
        named itself.
        """
        self.names.setdefault(file, name)
        self.walks.add(file, walked)


def plan(
    arguments: Sequence[Path], *, output: Path | None, suffix: str | None, force: bool
) -> Plan:
    """Find the files to read and name the files to write, before anything is done.

    Args:
        arguments: files, folders, patterns such as ``*.xlsx``, standard input.
        output: the file or folder to write, None for standard output.
        suffix: the ending of what is written, None where ``output`` decides.
        force: files that are there may be replaced.

    Raises:
        UsageError: the call cannot be followed without losing a file.
        FileNotFoundError: an argument names nothing.
    """
    found = _Found()
    for argument in arguments:
        _find(argument, output, found)
    _refuse_nothing(found)
    into_folder = output is not None and (output.is_dir() or found.many)
    ordered = sorted(found.names.items(), key=lambda pair: pair[0].parts)
    if output is None and found.many and ordered:
        raise UsageError(
            zh="要读的不止一个文件，请用 -o 指定文件夹",
            en="there are several files to read; -o names a folder for the results",
        )
    if output is None or not into_folder:
        jobs = [Job(file, output) for file, _ in ordered]
    else:
        _refuse_file(output)
        jobs = list(_into(output, ordered, suffix or ".json"))
    _refuse_losses(jobs, force=force)
    return Plan(tuple(jobs), into_folder, found.walks)


def sources(arguments: Sequence[Path]) -> tuple[tuple[Path, ...], Walks]:
    """Find the files to read, sorted, and what folders were walked through for them.

    Raises:
        UsageError: there is none.
        FileNotFoundError: an argument names nothing.
    """
    found = _Found()
    for argument in arguments:
        _find(argument, None, found)
    _refuse_nothing(found)
    ordered = sorted(found.names, key=lambda file: file.parts)
    return tuple(ordered), found.walks


def _refuse_nothing(found: _Found) -> None:
    """Refuse a call that names nothing; an empty folder is told at its end."""
    if not found.names and not found.walks.roots:
        raise UsageError(zh="没有要读的文件", en="there is no file to read")


def _find(argument: Path, output: Path | None, found: _Found) -> None:
    found.many = found.many or bool(found.names)
    if argument == STANDARD_INPUT:
        found.add(argument, Path("stdin"))
    elif argument.is_dir():
        _walk(argument, output, found, argument)
    elif argument.exists() or not is_pattern(str(argument)):
        if not argument.exists():
            raise FileNotFoundError(errno.ENOENT, "", str(argument))
        found.add(argument, Path(argument.name))
    else:
        found.many = True
        named = matches(argument)
        if not named:
            raise FileNotFoundError(errno.ENOENT, "", str(argument))
        for match in named:
            # Unlike `Path.is_dir`, it does not raise where access is not allowed.
            if os.path.isdir(match):  # noqa: PTH112
                _walk(match, output, found, argument)
            else:
                found.add(match, Path(match.name))


def _walk(folder: Path, output: Path | None, found: _Found, root: Path) -> None:
    """Return the readable files of a folder and of those in it; links are not followed.

    A folder that may not be looked into is taken as if it were a file: reading it then
    says so, and the rest goes on. What an earlier call wrote below ``output`` is no
    input of this one.
    """
    found.many = True
    found.walks.begin(root)
    written = _real(output) if output is not None and output.is_dir() else None

    def take(error: OSError) -> None:
        if isinstance(error, PermissionError):
            shut = Path(error.filename)
            found.add(shut, shut.relative_to(folder), walked=root)

    for parent, folders, files in os.walk(folder, onerror=take):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and _real(Path(parent) / name) != written
        ]
        for name in files:
            # Office keeps a lock file beside a document that is open.
            if name.startswith((".", "~$")):
                continue
            file = Path(parent) / name
            if file.suffix.lower() in READABLE:
                found.add(file, file.relative_to(folder), walked=root)
            else:
                found.walks.other_kinds += 1


def _into(
    output: Path, ordered: Sequence[tuple[Path, Path]], ending: str
) -> Iterator[Job]:
    """Return the results by name; one table in two formats keeps both endings."""
    names = [name.with_suffix(ending) for _, name in ordered]
    count = Counter(str(name).casefold() for name in names)
    for (file, name), goal in zip(ordered, names, strict=True):
        shared = count[str(goal).casefold()] > 1
        whole = name.with_name(name.name + ending) if shared else goal
        yield Job(file, output / whole)


def _refuse_file(output: Path) -> None:
    name = restored(str(output))
    if output.exists() and not output.is_dir():
        raise UsageError(
            zh=f"要读的不止一个文件，而“{name}”不是文件夹",
            en=f"there are several files to read, and “{name}” is no folder",
        )
    if not output.exists() and output.suffix.lower() in FORMS:
        raise UsageError(
            zh=f"要读的不止一个文件，“{name}”应是文件夹的名字；请先建立它，或换个名字",
            en=f"there are several files to read, so “{name}” should name a folder; "
            "make it first or take another name",
        )


def _refuse_losses(jobs: Sequence[Job], *, force: bool) -> None:
    """Refuse what would write over a file that is read, is there, or was just made."""
    sources = {_real(job.source) for job in jobs if job.source != STANDARD_INPUT}
    taken: dict[str, Path] = {}
    for source, goal in _goals(jobs):
        name = restored(str(goal))
        first = taken.setdefault(str(goal).casefold(), source)
        if first != source:
            raise UsageError(
                zh=f"“{restored(str(first))}”和“{restored(str(source))}”都要写成"
                f"“{name}”；请分开转换",
                en=f"“{restored(str(first))}” and “{restored(str(source))}” would both "
                f"become “{name}”; convert them apart",
            )
        if _real(goal) in sources:
            raise UsageError(
                zh=f"“{name}”就是要读的文件，不能覆盖",
                en=f"“{name}” is the file to read; it is never written over",
            )
        if goal.is_file() and not force:
            raise already_there(name)


def _real(path: Path) -> str:
    # Unlike `Path.resolve`, it does not raise for links that go round.
    return os.path.realpath(path)


def _goals(jobs: Sequence[Job]) -> Iterator[tuple[Path, Path]]:
    for job in jobs:
        if job.goal is not None:
            yield job.source, job.goal


def is_pattern(text: str) -> bool:
    """Return whether a text has a wildcard in it."""
    return glob.has_magic(text)


def matches(pattern: Path) -> tuple[Path, ...]:
    """Return what a pattern names, sorted; ``**`` stands for folders of any depth.

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
    """Return what takes note of a folder that may not be looked into."""

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
