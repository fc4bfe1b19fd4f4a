"""What a failure is told as, and what the run ends with."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from perftargets.cli.terminal import complain, restored
from perftargets.errors import DataError, PerftargetsError
from perftargets.findings import Breakdown, Finding, Language, Message

DEBUG = "--debug"
"""The option that asks for the traceback of a fault; every command takes it."""

TRACEBACK = "PERFTARGETS_TRACEBACK"
"""The environment variable that asks for the same."""

_debugging: ContextVar[bool] = ContextVar("debugging", default=False)

FINE, FINDINGS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def without_debug(arguments: Sequence[str]) -> tuple[bool, list[str]]:
    """Remove ``--debug`` from the arguments, wherever it stands before ``--``."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    before = [argument for argument in arguments[:end] if argument != DEBUG]
    asked = len(before) < end or bool(os.environ.get(TRACEBACK))
    return asked, [*before, *arguments[end:]]


@contextmanager
def debugging(asked: bool) -> Iterator[None]:  # noqa: FBT001 - one option, on or off
    """Show the tracebacks of faults meanwhile, where that was asked for."""
    token = _debugging.set(asked)
    try:
        yield
    finally:
        _debugging.reset(token)


def is_debugging() -> bool:
    """Return whether the tracebacks of faults are to be shown."""
    return _debugging.get()


def traced(findings: Iterable[Finding]) -> bool:
    """Return whether the program broke down at a file, and show where if asked to."""
    broken = [each for each in findings if isinstance(each, Breakdown)]
    if is_debugging():
        for each in broken:
            complain(each.traceback.rstrip("\n"))
    return bool(broken)


def ended(error: PerftargetsError | OSError, language: Language) -> int:
    """Report a failure on standard error, and return the code to end with."""
    if isinstance(error, OSError) and not isinstance(error, PerftargetsError):
        return told(of_system(error), USAGE, language)
    code = FINDINGS if isinstance(error, DataError) else USAGE
    return told(Message(error.zh, error.en), code, language)


def told(message: Message, code: int, language: Language) -> int:
    """Write a message to standard error, and return the code back."""
    colon = "：" if language == "zh" else ": "
    complain(f"perftargets{colon}{message.text(language)}")
    return code


def of_system(error: OSError) -> Message:
    """Return in words what the system answered, with the name of the file."""
    name = error.filename
    name = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    name = restored(name)
    match error.errno:
        case errno.ENOENT:
            return Message(f"没有文件“{name}”", f"there is no file “{name}”")
        case errno.EISDIR:
            return Message(
                f"“{name}”是文件夹，不是文件", f"“{name}” is a folder, not a file"
            )
        case errno.EACCES | errno.EPERM:
            return Message(f"无权访问“{name}”", f"access to “{name}” is not allowed")
        case errno.ELOOP:
            return Message(
                f"“{name}”是转成圈的链接，没有文件",
                f"“{name}” is a link that goes round and leads to no file",
            )
        case _:
            what = error.strerror or str(error)
            return Message(
                f"无法读写“{name}”：{what}" if name else f"无法读写：{what}",
                f"cannot read or write “{name}”: {what}"
                if name
                else f"cannot read or write: {what}",
            )
