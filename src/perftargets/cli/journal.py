"""What a call over many files has done so far, on disk, so that it can go on.

A line for each file, written once the file is done. A call that was ended leaves its
journal beside the file it was to write; the same call takes up from there. A file that
changed since is done again.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

import attrs

from perftargets.cli.terminal import complain
from perftargets.errors import UsageError
from perftargets.findings import Language

Tree = dict[str, Any]

ENDING = ".part"
"""Of the journal beside the file that is to be written."""


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal; None where it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def fingerprint(*settings: object) -> str:
    """Return what tells a call with these settings from any other."""
    written = json.dumps([repr(each) for each in settings])
    return hashlib.sha256(written.encode()).hexdigest()


@attrs.define
class Journal:
    """The files done, in the order they were: their digests, and what came of them.

    Only where each line begins is kept in memory.

    Attributes:
        kept: how many files an earlier call had done.
    """

    _file: IO[bytes]
    _path: Path | None
    _known: dict[str, tuple[str | None, int]] = attrs.field(factory=dict)
    kept: int = 0
    _finished: bool = False

    @classmethod
    def beside(cls, goal: Path | None, mark: str, *, force: bool) -> "Journal":
        """Begin a journal, or go on with the one of a call that was ended.

        Args:
            goal: the file that is to be written; without one the journal has no name.
            mark: the fingerprint of the call.
            force: forget the journal of another call.

        Raises:
            UsageError: the journal of another call lies there.
            OSError: it cannot be opened.
        """
        if goal is None:
            return cls(TemporaryFile(), None)
        path = goal.with_name(f"{goal.name}{ENDING}")
        if not goal.absolute().parent.is_dir():
            raise UsageError(
                zh=f"没有文件夹“{goal.parent}”",
                en=f"there is no folder “{goal.parent}”",
            )
        made = cls(path.open("a+b"), path)
        try:
            made._take_up(mark, force=force)
        except BaseException:
            made._file.close()
            raise
        return made

    def _take_up(self, mark: str, *, force: bool) -> None:
        self._file.seek(0)
        first = self._file.readline()
        if first and _loaded(first) != {"call": mark}:
            if first.endswith(b"\n") and not force:
                name = self._path.name if self._path is not None else ""
                raise UsageError(
                    zh=f"“{name}”是另一次运行留下的；请删去，或加 --force 重新开始",
                    en=f"“{name}” was left by another call; remove it, or begin anew "
                    "with --force",
                )
            first = b""
        end = len(first)
        if not first:
            self._file.seek(0)
            self._file.truncate()
            first = json.dumps({"call": mark}).encode() + b"\n"
            self._file.write(first)
            self._file.flush()
            return
        for line in self._file:
            tree = _loaded(line)
            # The last line of a call that was ended may be half of one.
            if tree is None or not line.endswith(b"\n"):
                break
            self._known[tree["file"]] = (tree["digest"], end)
            end += len(line)
        self._file.seek(end)
        self._file.truncate()

    def find(self, file: str, found: str | None) -> Tree | None:
        """Return what came of a file, where it was done and has not changed."""
        known = self._known.get(file)
        if known is None or found is None or known[0] != found:
            return None
        self.kept += 1
        return self._at(known[1])

    def add(self, file: str, found: str | None, made: Tree) -> None:
        """Keep what came of a file."""
        self._file.seek(0, os.SEEK_END)
        self._known[file] = (found, self._file.tell())
        line = json.dumps({"file": file, "digest": found, "made": made})
        self._file.write(line.encode() + b"\n")
        self._file.flush()

    def results(self, files: Iterable[str]) -> Iterator[Tree]:
        """Return what came of each file, one after the other."""
        for file in files:
            known = self._known.get(file)
            if known is not None:
                yield self._at(known[1])

    def _at(self, offset: int) -> Tree:
        self._file.seek(offset)
        tree = _loaded(self._file.readline())
        made: Tree = {} if tree is None else tree["made"]
        return made

    def finish(self) -> None:
        """Note that all is written: the journal is no longer needed."""
        self._finished = True

    def __enter__(self) -> Self:
        """Use the journal for one call."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the journal; it stays on disk unless the call came to its end."""
        self._file.close()
        if self._finished and self._path is not None:
            self._path.unlink(missing_ok=True)


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def worked(
    files: Iterable[Path], journal: Journal, work: Callable[[Path, str | None], Tree]
) -> Iterator[tuple[Path, Tree, bool]]:
    """Work on each file that is not done yet; say of each whether it was kept."""
    for file in files:
        name, found = os.fspath(file), digest(file)
        kept = journal.find(name, found)
        if kept is not None:
            yield file, kept, True
            continue
        made = work(file, found)
        journal.add(name, found, made)
        yield file, made, False


def told_of_kept(journal: Journal, language: Language) -> None:
    """Say how many files an earlier call had done."""
    if journal.kept:
        complain(
            f"{journal.kept} 个文件上次已经完成，没有重做"
            if language == "zh"
            else f"{journal.kept} files were done by an earlier call"
        )
