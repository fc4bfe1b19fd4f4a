"""Files to read, among them standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from perftargets.errors import UsageError
from perftargets.files import read
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


def document(file: Path) -> Document:
    """Read a file, or standard input where ``-`` was given.

    Raises:
        UsageError: standard input is closed.
        OSError: the file cannot be opened.
    """
    if file != STANDARD_INPUT:
        return read(file)
    if sys.stdin is None:
        raise UsageError(zh="标准输入已关闭", en="standard input is closed")
    return read("-")
