"""Files written whole or not at all: the one way in which anything is written."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from perftargets.errors import UsageError

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}
"""What a file system answers that has no hard links (FAT, some network shares)."""


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
        return write(given)
    # Through a symbolic link to the file it names, so that the link stays one.
    goal = given.resolve()
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
        _begin(draft, given)
        if goal.exists():
            # Before anything is in it, so that nobody reads who may not.
            draft.chmod(stat.S_IMODE(goal.stat().st_mode))
        made = write(draft)
        if force:
            draft.replace(goal)
        else:
            _place(draft, goal)
    finally:
        draft.unlink(missing_ok=True)
    return made


def _write(path: Path, content: str | bytes | Iterable[str]) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    # Half a character can come from a name of a file; it must not stop the writing.
    with path.open(
        "w", encoding="utf-8", errors="backslashreplace", newline=""
    ) as file:
        for part in (content,) if isinstance(content, str) else content:
            file.write(part)


def _begin(draft: Path, given: Path) -> None:
    """Make an empty file; a failure names the file that was to be written."""
    try:
        # Unlike a file of `tempfile`, it gets the mode that any new file would get.
        draft.touch(exist_ok=False)
    except OSError as problem:
        # The name of the draft would mean nothing to the reader of the message.
        raise type(problem)(problem.errno, problem.strerror, str(given)) from problem


def _place(draft: Path, goal: Path) -> None:
    """Give the draft its name, unless another file took it in the meantime."""
    try:
        # A link fails where the name is taken, with no moment in between.
        os.link(draft, goal)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        with goal.open("xb"):
            pass
        draft.replace(goal)
