"""Which language the command speaks."""

import os
from collections.abc import Mapping, Sequence
from typing import get_args

from perftargets.errors import UsageError
from perftargets.findings import Language

OPTION = "--lang"
LANGUAGES: tuple[Language, ...] = get_args(Language)


def of_locale(environment: Mapping[str, str] = os.environ) -> Language:
    """Give Chinese where the locale is Chinese, else English.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set decides, as POSIX
    has it.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def split(arguments: Sequence[str]) -> tuple[Language, list[str]]:
    """Take ``--lang`` out of the arguments, wherever it stands before ``--``.

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
