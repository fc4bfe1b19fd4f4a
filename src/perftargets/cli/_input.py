"""Files to read, among them standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from perftargets.errors import UsageError
from perftargets.files import read
from perftargets.files._titles import load
from perftargets.model.project import Document

STANDARD_INPUT = Path("<stdin>")
"""What ``-`` is called between the arguments and the reader, which takes ``-``."""


def with_standard_input(arguments: Sequence[str]) -> list[str]:
    """Give arguments in which ``-`` names standard input, except for phrases."""
    if not arguments or arguments[0] == "parse":
        return list(arguments)
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [
        str(STANDARD_INPUT) if argument == "-" and index < end else argument
        for index, argument in enumerate(arguments)
    ]


def document(file: Path, *, aliases: Path | None = None) -> Document:
    """Read a file, or standard input where ``-`` was given.

    Args:
        file: the file.
        aliases: the user's own titles of columns and labels.

    Raises:
        UsageError: standard input is closed, or the file of aliases cannot be used.
        OSError: a file cannot be opened.
    """
    if file != STANDARD_INPUT:
        return read(file, aliases=aliases)
    if sys.stdin is None:
        raise UsageError(zh="标准输入已关闭", en="standard input is closed")
    return read("-", aliases=aliases)


def check_aliases(aliases: Path | None) -> None:
    """Refuse a file of aliases that cannot be used, once and before anything is read.

    Raises:
        UsageError: it cannot be used.
        OSError: it cannot be opened.
    """
    load(aliases)
