"""Folders that a call walks through: what is passed over there, and what was found.

A folder holds all kinds of files. One that plainly is no table of targets is passed
over there, and counted; one that is damaged, or might be such a table, is told as if it
had been named. A folder without any table ends the call with 1: whoever names it for a
check expects tables in it.
"""

import os
from pathlib import Path

import attrs

from perftargets.cli._failures import FINDINGS, FINE
from perftargets.cli._terminal import complain, restored
from perftargets.findings import Finding, Language, Message, NoTable, Severity
from perftargets.model.project import Document


@attrs.define
class Walks:
    """The walks of one call.

    Attributes:
        roots: the arguments that are, or match, folders.
        other_kinds: how many files in them have an ending that is not read.
        without_table: how many files in them plainly are no table.
    """

    roots: dict[Path, bool] = attrs.field(factory=dict)
    other_kinds: int = 0
    without_table: int = 0
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
        """Tell whether a file is passed over, and count it."""
        if file not in self._named and is_no_table(document):
            self.without_table += 1
            return True
        for root in self._by_file.get(file, ()):
            self.roots[root] = True
        return False

    def told(self, language: Language) -> int:
        """Tell what was passed over, and folders without a table; give the code."""
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


def is_no_table(document: Document) -> bool:
    """Tell whether a document was read whole, and plainly is no table of targets."""
    errors = [each for each in document.diagnostics if _is_error(each)]
    return bool(errors) and all(isinstance(each, NoTable) for each in errors)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
