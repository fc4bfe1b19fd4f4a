"""One run of the command: streams, language, and what a failure ends with."""

import logging
import sys
import traceback
from collections.abc import Callable, Sequence

from perftargets.cli import direct, terminal
from perftargets.cli import language as languages
from perftargets.cli.failures import (
    DEBUG,
    FAULT,
    FINE,
    INTERRUPTED,
    USAGE,
    debugging,
    ended,
    is_debugging,
    told,
    without_debug,
)
from perftargets.cli.input import with_standard_input
from perftargets.errors import PerftargetsError
from perftargets.findings import Language, Message

_OF_EXTRA = frozenset({"cyclopts", "rich"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on ``argv``, or on the arguments of the process.

    Gives the exit code: 0 fine, 1 findings or unreadable content, 2 a mistake in the
    call, a missing file or a missing extra, 3 a fault of the program.
    """
    terminal.prepare()
    _silence()
    language, arguments = languages.split(sys.argv[1:] if argv is None else argv)
    debug, arguments = without_debug(arguments)
    arguments = with_standard_input(arguments)

    def command() -> int:
        languages.check(arguments)
        try:
            code = direct.lint(arguments, language)
            if code is not None:
                return code
            # The commands and their options take as long as a small file to build.
            from perftargets.cli._app import build

            app = build(language)
            return app(arguments, exit_on_error=False, print_error=False) or FINE
        finally:
            terminal.flush()

    with debugging(debug):
        return _guarded(command, language)


def _silence() -> None:
    """Keep what libraries log off standard error, which has findings alone."""
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())


def _guarded(command: Callable[[], int], language: Language) -> int:
    try:
        return command()
    except (PerftargetsError, OSError) as error:
        return ended(error, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the last stop, and it reports
        if (
            isinstance(error, ModuleNotFoundError)
            and (error.name or "").partition(".")[0] in _OF_EXTRA
        ):
            # The extra `cli` is missing, and whoever started the command says so.
            raise
        mistake = _mistake(error)
        if mistake is not None:
            return told(mistake, USAGE, language)
        if is_debugging():
            traceback.print_exc()
        return told(_of_fault(error), FAULT, language)


def _mistake(error: Exception) -> Message | None:
    """Return what is wrong with the arguments; None where nothing took them apart."""
    if sys.modules.get("cyclopts") is None:
        return None
    from cyclopts import CycloptsError

    from perftargets.cli._mistakes import explain

    return explain(error) if isinstance(error, CycloptsError) else None


def _of_fault(error: Exception) -> Message:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Message(
        f"程序内部错误：{what}（请报告；加 {DEBUG} 再运行可看到详情）",
        f"internal fault: {what} (please report it; run again with "
        f"{DEBUG} to see the traceback)",
    )
