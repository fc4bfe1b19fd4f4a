"""Files to read, among them standard input."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from perftargets.cli.deadline import TimeIsUpError, begin, in_time
from perftargets.cli.failures import of_system, traced
from perftargets.cli.walks import Walks
from perftargets.errors import UsageError
from perftargets.findings import Breakdown, Finding
from perftargets.model.project import Document
from perftargets.reading import Limits, read
from perftargets.reading.limits import LIMITS, advice
from perftargets.reading.notices import unreadable_file
from perftargets.reading.tables.titles import load
from perftargets.text import Place

STANDARD_INPUT = Path("<stdin>")
"""What ``-`` is called between the arguments and the reader, which takes ``-``."""


_OPTION = re.compile(r"--?[A-Za-z][-A-Za-z]*(?:=.*)?", re.DOTALL)
"""What an option looks like; what begins with a hyphen and does not may be a file."""


def with_standard_input(arguments: Sequence[str]) -> list[str]:
    """Return arguments in which ``-`` names standard input, except for phrases.

    A file whose name begins with a hyphen, ``-名.xlsx``, is named as ``./-名.xlsx``, so
    that it is not taken for an option.
    """
    if not arguments or arguments[0] == "parse":
        return list(arguments)
    end = arguments.index("--") if "--" in arguments else len(arguments)
    before = [
        str(STANDARD_INPUT) if argument == "-" else _not_an_option(argument)
        for argument in arguments[:end]
    ]
    return [*before, *arguments[end:]]


def _not_an_option(argument: str) -> str:
    if not argument.startswith("-") or _OPTION.fullmatch(argument):
        return argument
    is_file = "." in argument or not argument.isascii() or os.path.lexists(argument)
    return f"./{argument}" if is_file else argument


_DEVICES = Path("/dev"), Path("/proc")
"""Where the shell puts pipes of its own, such as those of ``<(…)``."""

_KINDS = (
    (stat.S_ISFIFO, "命名管道", "a named pipe"),
    (stat.S_ISSOCK, "套接字", "a socket"),
    (stat.S_ISCHR, "设备", "a device"),
    (stat.S_ISBLK, "设备", "a device"),
)


def document(
    file: Path,
    *,
    aliases: Path | None = None,
    limits: Limits | None = None,
    many: bool = False,
) -> Document:
    """Read a file, or standard input where ``-`` was given.

    A pipe, a socket or a device may never end, so it is a finding, as long as it is
    none of those that the shell makes for a call.

    Args:
        file: the file.
        aliases: the user's own titles of columns and labels.
        limits: what a file may hold.
        many: whether it is one of several; that it cannot be opened is a finding then.

    Raises:
        UsageError: standard input is closed, or the file of aliases cannot be used.
        OSError: a file cannot be opened.
    """
    if file != STANDARD_INPUT:
        try:
            kind = _kind(file)
            begin((limits or LIMITS).seconds)
            with in_time():
                found = kind or read(file, aliases=aliases, limits=limits)
        except TimeIsUpError:
            return too_slow(file, limits, "读取", "reading")
        except OSError as error:
            # A failure while reading does not name the file.
            error.filename = error.filename or os.fspath(file)
            if not many or isinstance(error, UsageError):
                raise
            said = of_system(error)
            return _unreadable(file, said.zh, said.en)
        traced(found.diagnostics)
        return found
    if sys.stdin is None:
        raise UsageError(zh="标准输入已关闭", en="standard input is closed")
    # Who types takes the time that it takes.
    found = read("-", aliases=aliases, limits=limits)
    begin((limits or LIMITS).seconds)
    traced(found.diagnostics)
    return found


def documents(
    files: Sequence[Path],
    walks: Walks,
    *,
    named: Callable[[Path], Path] = Path,
    aliases: Path | None = None,
    limits: Limits | None = None,
) -> Iterator[tuple[Path, Document]]:
    """Read files one after the other, without those that a walk passes over.

    ``named`` gives the name under which a file is read and told.

    Raises:
        UsageError: as for ``document``.
        OSError: the only file cannot be opened.
    """
    for file in files:
        many = len(files) > 1
        name = named(file)
        found = document(name, aliases=aliases, limits=limits, many=many)
        if not walks.passes(file, found):
            yield name, found


def broken(error: Exception, file: Path) -> Document:
    """Return the document of a file at which the program broke down after reading."""
    name = "-" if file == STANDARD_INPUT else os.fspath(file)
    finding = Breakdown.of(error, name)
    traced([finding])
    return Document(diagnostics=(finding,), path=name)


def is_broken(findings: Iterable[Finding]) -> bool:
    """Report whether the program broke down at a file."""
    return any(isinstance(each, Breakdown) for each in findings)


def _kind(file: Path) -> Document | None:
    """Return the finding for what is no file; None for a file."""
    if any(file.is_relative_to(folder) for folder in _DEVICES):
        return None
    mode = file.stat().st_mode
    for test, zh, en in _KINDS:
        if test(mode):
            return _unreadable(
                file,
                f"这是{zh}，不是文件，没有读取；内容可以从标准输入读取（写“-”）",
                f"this is {en}, not a file, and was not read; its content can come by "
                "standard input (write “-”)",
            )
    return None


def _unreadable(file: Path, zh: str, en: str) -> Document:
    name = "-" if file == STANDARD_INPUT else os.fspath(file)
    finding = unreadable_file(zh, en, Place(path=name))
    return Document(diagnostics=(finding,), path=name)


def too_slow(file: Path, limits: Limits | None, zh: str, en: str) -> Document:
    """Return the document of a file at which the time was over, and say at what."""
    told, seconds = advice("seconds"), (limits or LIMITS).seconds
    # What is said of it takes no time worth counting.
    begin(float("inf"))
    return _unreadable(
        file,
        f"{zh}超过了 {seconds} 秒，没有做完；{told.zh}",
        f"{en} took more than {seconds} seconds and was ended; {told.en}",
    )


def check_aliases(aliases: Path | None) -> None:
    """Refuse a file of aliases that cannot be used, once and before anything is read.

    Raises:
        UsageError: it cannot be used.
        OSError: it cannot be opened.
    """
    load(aliases)
