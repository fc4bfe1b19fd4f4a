"""``perftargets convert``: a file in one form, out in another."""

from pathlib import Path
from typing import Literal

from perftargets.cli._findings import report
from perftargets.cli._terminal import complain, put, restored
from perftargets.diagnostics import Language, Message
from perftargets.errors import UsageError
from perftargets.files import json, read
from perftargets.files._save import save


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
    writers = {"json": json.dumps}
    text = writers[to](document, parsed=parsed)
    if output is None:
        put(text.removesuffix("\n"))
    else:
        save(output, text, force=force)
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
