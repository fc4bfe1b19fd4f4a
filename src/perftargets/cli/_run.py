"""One run of the command: streams, language, and what a failure ends with."""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from cyclopts import CycloptsError

from perftargets.cli import _language, _terminal
from perftargets.cli._app import build
from perftargets.cli._mistakes import explain
from perftargets.diagnostics import Language, Message
from perftargets.errors import DataError, PerftargetsError

FINE, FINDINGS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

TRACEBACK = "PERFTARGETS_TRACEBACK"
"""The environment variable that asks for the traceback of a fault."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on ``argv``, or on the arguments of the process.

    Gives the exit code: 0 fine, 1 findings or unreadable content, 2 a mistake in the
    call, a missing file or a missing extra, 3 a fault of the program.
    """
    _terminal.prepare()
    language, arguments = _language.split(sys.argv[1:] if argv is None else argv)

    def command() -> int:
        _language.check(arguments)
        app = build(language)
        try:
            return app(arguments, exit_on_error=False, print_error=False) or FINE
        finally:
            _terminal.flush()

    return _guarded(command, language)


def _guarded(command: Callable[[], int], language: Language) -> int:
    try:
        return command()
    except CycloptsError as error:
        return _ended(explain(error), USAGE, language)
    except DataError as error:
        return _ended(Message(error.zh, error.en), FINDINGS, language)
    except PerftargetsError as error:
        return _ended(Message(error.zh, error.en), USAGE, language)
    except OSError as error:
        return _ended(_of_system(error), USAGE, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- the last stop, and it reports
        if os.environ.get(TRACEBACK):
            traceback.print_exc()
        return _ended(_of_fault(error), FAULT, language)


def _ended(message: Message, code: int, language: Language) -> int:
    colon = "：" if language == "zh" else ": "
    _terminal.complain(f"perftargets{colon}{message.text(language)}")
    return code


def _of_system(error: OSError) -> Message:
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
        case _:
            what = error.strerror or str(error)
            return Message(
                f"无法读写“{name}”：{what}" if name else f"无法读写：{what}",
                f"cannot read or write “{name}”: {what}"
                if name
                else f"cannot read or write: {what}",
            )


def _of_fault(error: Exception) -> Message:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Message(
        f"程序内部错误：{what}（请报告；设 {TRACEBACK}=1 再运行可看到详情）",
        f"internal fault: {what} (please report it; run again with "
        f"{TRACEBACK}=1 to see the traceback)",
    )
