"""Which language the command speaks."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from perftargets.errors import UsageError
from perftargets.findings import Language

OPTION = "--lang"
LANGUAGES: tuple[Language, ...] = get_args(Language)


_CHINESE = ("zh", "chinese")
"""How a name of a locale begins: zh_CN, or Chinese (Simplified)_China on Windows."""

_PRIMARY, _OF_CHINESE = 0x3FF, 0x04
"""The part of a Windows language identifier that names the language, and Chinese."""


def of_locale(
    environment: Mapping[str, str] = os.environ,
    *,
    locale: Callable[[], str] | None = None,
    interface: Callable[[], int] | None = None,
) -> Language:
    """Return Chinese where the locale is Chinese, else English.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set decides, as POSIX
    has it. Where none is, as on Windows, the system is asked: for the locale that
    Python found, then for the language of the user interface.

    Args:
        environment: the variables.
        locale: returns the name of the locale, empty where there is none.
        interface: returns the language identifier (LANGID) of the user interface, 0
            where the system has none.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith(_CHINESE) else "en"
    if (locale or _of_python)().lower().startswith(_CHINESE):
        return "zh"
    return "zh" if (interface or _of_windows)() & _PRIMARY == _OF_CHINESE else "en"


def _of_python() -> str:
    from locale import getlocale

    try:
        return getlocale()[0] or ""
    except ValueError:
        return ""


def _of_windows() -> int:
    """Return the language identifier of the Windows user interface; 0 elsewhere."""
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return 0
    try:
        return int(windows.kernel32.GetUserDefaultUILanguage())
    except (AttributeError, OSError):
        return 0


def split(arguments: Sequence[str]) -> tuple[Language, list[str]]:
    """Remove ``--lang`` from the arguments, wherever it stands before ``--``.

    It is read ahead of everything else, since the help is built in its language. A
    value that is no language leaves the option where it is; ``check`` refuses it.
    """
    language = of_locale()
    rest: list[str] = []
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        following = arguments[position + 1 : position + 2]
        if name == OPTION and not equals and following:
            value = following[0]
        known = next((one for one in LANGUAGES if one == value), None)
        if name == OPTION and known:
            language = known
            position += 1 if equals else 2
            continue
        rest.append(argument)
        position += 1
    return language, rest + list(arguments[position:])


def check(arguments: Sequence[str]) -> None:
    """Refuse a ``--lang`` that ``split`` had to leave.

    Raises:
        UsageError: it names no language that the command speaks.
    """
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if any(argument.partition("=")[0] == OPTION for argument in before):
        raise UsageError(
            zh=f"{OPTION} 后面要写 {' 或 '.join(LANGUAGES)}",
            en=f"{OPTION} takes {' or '.join(LANGUAGES)}",
        )
