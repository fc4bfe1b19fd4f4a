"""Reports on their way out, part by part, so that none is kept."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Generic

import attrs

from perftargets.cli.terminal import put_part
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import Content, Writer
from perftargets.writing.save import save

IN_MEMORY = 1024 * 1024
"""Bytes of a text that wait in memory; more of them wait on disk, without a name."""

_BLOCK = 64 * 1024


@attrs.frozen(kw_only=True)
class Goal(Generic[Content]):
    """A form of a report, and the file it is written to; None is standard output."""

    writer: Writer[Content]
    path: Path | None
    force: bool = True


def write(
    contents: Iterable[Content],
    goals: Sequence[Goal[Content]],
    totals: Totals,
    *,
    empty: bool = True,
) -> None:
    """Write one report or evaluation after the other, and add them to ``totals``.

    What can be shown at once goes to standard output at once; the rest waits until the
    sums of all are known, which stand before it.

    Args:
        contents: what is written; each is let go once it is.
        goals: the forms, standard output the last.
        totals: the sums; they may hold the year before already.
        empty: whether a report is written where there is no content at all.

    Raises:
        UsageError: the folder of a file to write is not there.
        OSError: a file cannot be written.
    """
    with ExitStack() as stack:
        forms = [_Form(goal, stack.enter_context(_spool())) for goal in goals]
        any_content = False
        for content in contents:
            any_content = True
            totals.add(content)
            for form in forms:
                form.add(content, totals)
        if any_content or empty:
            for form in forms:
                form.finish(totals)


@attrs.define
class _Form(Generic[Content]):
    """One report in one form; ``_waiting`` is what cannot be written yet."""

    _goal: Goal[Content]
    _waiting: IO[str]
    _begun: bool = attrs.field(default=False, init=False)

    def add(self, content: Content, totals: Totals) -> None:
        writer = self._goal.writer
        if not writer.streams or self._goal.path is not None:
            self._waiting.write(writer.body(content))
            return
        if not self._begun:
            self._begun = True
            put_part(writer.head(totals))
        put_part(writer.body(content))

    def finish(self, totals: Totals) -> None:
        writer, path = self._goal.writer, self._goal.path
        head = "" if self._begun else writer.head(totals)
        parts = self._around(head, writer.tail(totals))
        if path is not None:
            save(path, parts, force=self._goal.force)
            return
        for part in parts:
            put_part(part)

    def _around(self, head: str, tail: str) -> Iterator[str]:
        yield head
        self._waiting.seek(0)
        while text := self._waiting.read(_BLOCK):
            yield text
        yield tail


@contextmanager
def _spool() -> Iterator[IO[str]]:
    """Give a file for a text that waits for what stands before it."""
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
