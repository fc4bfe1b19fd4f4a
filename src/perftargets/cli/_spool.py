"""A long text that waits for what stands before it, on disk where it is long."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO

IN_MEMORY = 1024 * 1024
"""Bytes of a text that wait in memory; more of them wait on disk, without a name."""

_BLOCK = 64 * 1024


@contextmanager
def spool() -> Iterator[IO[str]]:
    """Give a file to write the text to; it is gone afterwards."""
    try:
        with SpooledTemporaryFile(
            IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:
            yield file
    except OSError as error:
        if error.filename is None and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            # The file has no name; where it lies can be mended.
            error.filename = gettempdir()
        raise


def around(head: str, waiting: IO[str], tail: str) -> Iterator[str]:
    """Give the parts of the whole text in order."""
    yield head
    waiting.seek(0)
    while text := waiting.read(_BLOCK):
        yield text
    yield tail
