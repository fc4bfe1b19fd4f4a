"""Folders that a call walks through: what is passed over there, and what was found.

A folder holds all kinds of files. One that plainly is no table of targets is passed
over there, and counted; one that is damaged, or might be such a table, is told as if it
had been named. A folder without any table ends the call with 1: whoever names it for a
check expects tables in it.
"""

import os
from fnmatch import fnmatchcase
from pathlib import Path

import attrs

from perftargets.cli.failures import FINDINGS, FINE
from perftargets.cli.terminal import complain, restored
from perftargets.findings import Finding, Language, Message, NoTable, Severity
from perftargets.model.project import Document


@attrs.define
class Walks:
    """The walks of one call.

    Attributes:
        roots: the arguments that are, or match, folders.
        other_kinds: how many files in them have an ending that is not read.
        without_table: how many files in them plainly are no table.
        excluded: how many files in them the settings leave out.
    """

    roots: dict[Path, bool] = attrs.field(factory=dict)
    other_kinds: int = 0
    without_table: int = 0
    excluded: int = 0
    _by_file: dict[Path, set[Path]] = attrs.field(factory=dict)
    _named: set[Path] = attrs.field(factory=set)

    def begin(self, root: Path) -> None:
        """Begin a walk; nothing was found on it yet."""
        self.roots.setdefault(root, False)

    def add(self, file: Path, root: Path | None) -> None:
        """Note how a file was met; None where it was named itself."""
        if root is None:
            self._named.add(file)
        else:
            self._by_file.setdefault(file, set()).add(root)

    def passes(self, file: Path, document: Document) -> bool:
        """Return whether a file is passed over, and count it."""
        passed = file not in self._named and is_no_table(document)
        self.again(file, passed=passed)
        return passed

    def again(self, file: Path, *, passed: bool) -> None:
        """Count a file that an earlier call has read, as ``passes`` does."""
        if passed:
            self.without_table += 1
            return
        for root in self._by_file.get(file, ()):
            self.roots[root] = True

    def without_excluded(
        self, files: tuple[Path, ...], patterns: tuple[str, ...], base: Path
    ) -> tuple[Path, ...]:
        """Leave out what settings and ignore files exclude, and count it.

        A file that is named itself is kept. Patterns are of paths relative to ``base``,
        the folder of the settings, or of names; those of an ignore file relative to
        the folder that is walked and holds it.
        """
        kept = []
        for file in files:
            roots = () if file in self._named else self._by_file.get(file, ())
            if any(
                excludes(patterns, file, base) or excludes(_ignored(root), file, root)
                for root in roots
            ):
                self.excluded += 1
                for root in roots:
                    # The folder has a table; that it is left out is its own wish.
                    self.roots[root] = True
            else:
                kept.append(file)
        return tuple(kept)

    def told(self, language: Language) -> int:
        """Report what was passed over, and folders without a table; return the code."""
        for message in self._messages():
            complain(message.text(language))
        return FINE if all(self.roots.values()) else FINDINGS

    def _messages(self) -> list[Message]:
        found = []
        if self.other_kinds:
            found.append(
                Message(
                    f"文件夹中另有 {self.other_kinds} 个文件不是可读的格式，没有读取",
                    f"{self.other_kinds} files of the folders have another ending and "
                    "were not read",
                )
            )
        if self.excluded:
            found.append(
                Message(
                    f"文件夹中另有 {self.excluded} 个文件按 exclude 或 {IGNORE_FILE} "
                    "略过",
                    f"{self.excluded} files of the folders were left out by exclude or "
                    f"{IGNORE_FILE}",
                )
            )
        if self.without_table:
            found.append(
                Message(
                    f"文件夹中另有 {self.without_table} 个文件不是绩效目标表，已略过",
                    f"{self.without_table} files of the folders are no tables of "
                    "targets and were passed over",
                )
            )
        for root, is_found in self.roots.items():
            if not is_found:
                name = restored(os.fspath(root))
                found.append(
                    Message(
                        f"“{name}”中没有找到绩效目标表",
                        f"no table of targets was found in “{name}”",
                    )
                )
        return found


IGNORE_FILE = ".perftargetsignore"
"""Lists patterns, a line each, of what a walk through its folder leaves out."""

_LONGEST = 100_000
"""Bytes of an ignore file that are read."""


def excludes(patterns: tuple[str, ...], file: Path, base: Path) -> bool:
    """Return whether one of some patterns fits a file or a folder that it lies in.

    A pattern fits a path relative to ``base``, or a name: ``旧表``, ``*-草稿.xlsx``,
    ``2023/**``.
    """
    if not patterns:
        return False
    # Unlike `Path.resolve`, it does not raise for links that go round.
    path, folder = Path(os.path.realpath(file)), Path(os.path.realpath(base))
    inside = path.relative_to(folder) if path.is_relative_to(folder) else path
    paths = [inside, *(each for each in inside.parents if each.name)]
    return any(
        fnmatchcase(path.as_posix(), pattern) or fnmatchcase(path.name, pattern)
        for path in paths
        for pattern in (each.rstrip("/") for each in patterns)
    )


def _ignored(root: Path) -> tuple[str, ...]:
    """Read the patterns of the ignore file of a folder; none where there is none."""
    try:
        with (root / IGNORE_FILE).open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def is_no_table(document: Document) -> bool:
    """Return whether a document was read whole, and plainly is no table of targets."""
    errors = [each for each in document.diagnostics if _is_error(each)]
    return bool(errors) and all(isinstance(each, NoTable) for each in errors)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
