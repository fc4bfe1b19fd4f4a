"""``perftargets convert``: a file in one form, out in another."""

import os
import tempfile
from pathlib import Path
from typing import Literal

from perftargets.cli._findings import report
from perftargets.cli._terminal import complain, put, restored
from perftargets.diagnostics import Language, Message
from perftargets.errors import UsageError
from perftargets.files import json, read


def run(  # noqa: PLR0913 -- one keyword for each option
    file: Path,
    *,
    to: Literal["json"],
    output: Path | None,
    parsed: bool,
    force: bool,
    language: Language,
) -> int:
    """Read a file and write it as ``to``; what the reader noticed goes to stderr.

    A file in which no project could be read writes nothing.

    Raises:
        UsageError: the output is there already, or is the input itself.
        OSError: the file cannot be opened, or the output cannot be written.
    """
    if output is not None:
        _refuse(file, output, force=force)
    document = read(file)
    unreadable = report(document.diagnostics, language)
    if unreadable and not document.projects:
        nothing = Message(
            "没有读到项目，未写出任何内容", "no project was read; nothing is written"
        )
        complain(nothing.text(language))
        return 1
    match to:
        case "json":
            text = json.dumps(document, parsed=parsed)
    text = text.removesuffix("\n")
    if output is None:
        put(text)
    else:
        _write(output, text + "\n")
    return 1 if unreadable else 0


def _refuse(file: Path, output: Path, *, force: bool) -> None:
    name = restored(str(output))
    folder = restored(str(output.parent))
    if not output.parent.is_dir():
        raise UsageError(
            zh=f"没有文件夹“{folder}”", en=f"there is no folder “{folder}”"
        )
    if not output.exists():
        return
    if file.exists() and output.samefile(file):
        raise UsageError(
            zh=f"“{name}”就是要读的文件，不能覆盖",
            en=f"“{name}” is the file to read; it is never written over",
        )
    if output.is_file() and not force:
        raise UsageError(
            zh=f"“{name}”已经存在；加 --force 才会覆盖",
            en=f"“{name}” is there already; --force replaces it",
        )


def _write(output: Path, text: str) -> None:
    """Write the whole file or nothing: a failure leaves what was there before."""
    if output.exists() and not output.is_file():
        # A pipe or a device has to be written where it is.
        output.write_text(text, encoding="utf-8")
        return
    # Through a symbolic link to the file it names, so that the link stays one.
    goal = output.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=goal.parent, prefix=".perftargets-")
    except OSError as error:
        # The name of the draft would mean nothing to the reader of the message.
        raise type(error)(error.errno, error.strerror, str(output)) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write(text)
        draft.chmod(_mode(goal))
        draft.replace(goal)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode(goal: Path) -> int:
    # A temporary file is private; the result gets what any new file would get.
    if goal.exists():
        return goal.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
