"""Reports on their way out, part by part, so that none is kept."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Generic

import attrs

from perftargets.cli.terminal import put_part, restored
from perftargets.errors import UsageError
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
            self._waiting.writelines(writer.pieces(content))
            return
        if not self._begun:
            self._begun = True
            put_part(writer.head(totals))
        for piece in writer.pieces(content):
            put_part(piece)

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


def already_there(name: str) -> UsageError:
    """Return what is raised where a file to write is there and ``--force`` is not."""
    return UsageError(
        zh=f"“{name}”已经存在；加 --force 才会覆盖",
        en=f"“{name}” is there already; --force replaces it",
    )


def refuse_output(output: Path | None, *, force: bool) -> None:
    """Refuse a file to write that is a folder, or is there already.

    Raises:
        UsageError: it is.
    """
    if output is None:
        return
    name = restored(str(output))
    if output.is_dir():
        raise UsageError(
            zh=f"“{name}”是文件夹；-o 应写出文件名",
            en=f"“{name}” is a folder; -o names a file",
        )
    if output.exists() and not force:
        raise already_there(name)


def output_form(output: Path | None, form: str | None, known: dict[str, str]) -> str:
    """Return the form that an option or the ending of the output asks for.

    Raises:
        UsageError: the ending names none, or another than the option.
    """
    if output is None:
        return form or next(iter(known.values()))
    name = restored(str(output))
    meant = known.get(output.suffix.lower())
    if form is None and meant is None:
        raise UsageError(
            zh=f"“{name}”的扩展名看不出要哪种形式；可用：{'、'.join(known)}，"
            "或写 --format",
            en=f"the ending of “{name}” names no form; there are {', '.join(known)}, "
            "or write --format",
        )
    if form is not None and meant is not None and form != meant:
        raise UsageError(
            zh=f"“{name}”的扩展名与 --format {form} 不一致",
            en=f"the ending of “{name}” is not that of --format {form}",
        )
    return form or meant or ""
