"""Files written whole or not at all: the one way in which anything is written."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from perftargets.errors import UsageError

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}
"""What a file system answers that has no hard links (FAT, some network shares)."""

_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
"""What answers who cannot wait for a disk: pipes, devices, some network shares."""

_WRITABLE = 0o222


T = TypeVar("T")


def save(
    path: str | os.PathLike[str],
    content: str | bytes | Iterable[str],
    *,
    force: bool,
) -> None:
    r"""Write a file; a failure leaves what was there before.

    A file that is replaced keeps who may read it, a symbolic link stays one, and a
    pipe or device is written where it is. Text is written as UTF-8 with ``\n``.

    Args:
        path: the file.
        content: all of it, as text or as bytes, or the parts of the text in order.
        force: replace a file that is there already.

    Raises:
        UsageError: the folder is not there.
        FileExistsError: the file is there already and ``force`` is not set.
        OSError: the file cannot be written.
    """
    save_with(path, lambda draft: _write(draft, content), force=force)


def save_with(
    path: str | os.PathLike[str], write: Callable[[Path], T], *, force: bool
) -> T:
    """Write a file by a function, which gets the path of a draft, as ``save`` does.

    Raises:
        UsageError: the folder is not there.
        FileExistsError: the file is there already and ``force`` is not set.
        OSError: the file cannot be written.
    """
    given = Path(path)
    if given.exists() and not given.is_file():
        with _named(given, given):
            return write(given)
    goal = _goal(given)
    if not goal.parent.is_dir():
        raise UsageError(
            zh=f"没有文件夹“{given.parent}”", en=f"there is no folder “{given.parent}”"
        )
    if not force and goal.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(given))
    # In the same folder, hence on the same disk.
    draft = goal.with_name(f".perftargets-{secrets.token_hex(8)}")
    try:
        # Within what clears it away: Ctrl-C may come while the file is being made.
        with _named(given, draft):
            # Unlike a file of `tempfile`, it gets the mode that any new file would get.
            draft.touch(exist_ok=False)
            if goal.exists():
                # Before anything is in it, so that nobody reads who may not.
                draft.chmod(_mode(goal, given))
            made = write(draft)
        if force:
            draft.replace(goal)
        else:
            _place(draft, goal)
    finally:
        draft.unlink(missing_ok=True)
    return made


@contextmanager
def synced(path: Path) -> Iterator[BinaryIO]:
    """Open a new file to write, which is on the disk once the block is left.

    A rename may reach the disk before the content of the file does: after a power cut
    a file of length nothing would stand where the old one was.
    """
    with path.open("wb") as file:
        yield file
        file.flush()
        _sync(file.fileno())


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in _NO_SYNC:
            raise


def _goal(given: Path) -> Path:
    """Follow a symbolic link to the file it names, so that the link stays one.

    Raises:
        OSError: the link goes round; ``Path.resolve`` would raise a RuntimeError.
    """
    try:
        given.stat()
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise OSError(problem.errno, problem.strerror, str(given)) from problem
    return Path(os.path.realpath(given))


def _mode(goal: Path, given: Path) -> int:
    """Return who may do what with a file that is there.

    Raises:
        PermissionError: nobody may write it; a rename would not ask.
    """
    mode = stat.S_IMODE(goal.stat().st_mode)
    if not mode & _WRITABLE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(given))
    return mode


@contextmanager
def _named(given: Path, draft: Path) -> Iterator[None]:
    """Name the file that was to be written in a failure such as a disk that is full.

    The system names no file there, or the draft, which means nothing to the reader.
    """
    try:
        yield
    except OSError as problem:
        if isinstance(problem, UsageError):
            raise
        if problem.filename is not None and str(problem.filename) != str(draft):
            raise
        raise type(problem)(problem.errno, problem.strerror, str(given)) from problem


def _write(path: Path, content: str | bytes | Iterable[str]) -> None:
    if isinstance(content, bytes):
        parts: Iterable[bytes] = (content,)
    else:
        texts = (content,) if isinstance(content, str) else content
        # Half a character can come from a name of a file; it must not stop the writing.
        parts = (text.encode("utf-8", "backslashreplace") for text in texts)
    with synced(path) as file:
        for part in parts:
            file.write(part)


def _place(draft: Path, goal: Path) -> None:
    """Return the draft its name, unless another file took it in the meantime."""
    try:
        # A link fails where the name is taken, with no moment in between.
        os.link(draft, goal)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        with goal.open("xb"):
            pass
        draft.replace(goal)
