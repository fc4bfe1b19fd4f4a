"""What a failure is told as, and what the run ends with."""

import errno
import os

from perftargets.cli import _terminal
from perftargets.errors import DataError, PerftargetsError
from perftargets.findings import Language, Message

FINE, FINDINGS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def ended(error: PerftargetsError | OSError, language: Language) -> int:
    """Tell a failure on standard error, and give the code to end with."""
    if isinstance(error, OSError) and not isinstance(error, PerftargetsError):
        return told(of_system(error), USAGE, language)
    code = FINDINGS if isinstance(error, DataError) else USAGE
    return told(Message(error.zh, error.en), code, language)


def told(message: Message, code: int, language: Language) -> int:
    """Write a message to standard error, and give the code back."""
    colon = "：" if language == "zh" else ": "
    _terminal.complain(f"perftargets{colon}{message.text(language)}")
    return code


def of_system(error: OSError) -> Message:
    """Say what the system answered, with the name of the file."""
    name = error.filename
    name = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    name = _terminal.restored(name)
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
