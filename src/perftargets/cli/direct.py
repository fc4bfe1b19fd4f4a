"""Calls that need no parser of options: ``perftargets lint FILE…`` as hooks make them.

Building all commands with their options takes as long as a small file. A call of this
form says nothing that they would have to take apart; every other one goes through them,
and a test holds both ways to the same options.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from perftargets.findings import FailOn, Language, LintFormat

_LINT = "lint"
_FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
_FORMATS: tuple[LintFormat, ...] = get_args(LintFormat)


def lint(arguments: Sequence[str], language: Language) -> int | None:
    """Run ``lint`` on files, with ``--format`` and ``--fail-on`` at most.

    None where the call is any other.

    Raises:
        UsageError: a setting cannot be used, or a file is no file.
        OSError: a file cannot be opened.
    """
    if not arguments or arguments[0] != _LINT:
        return None
    rest, files = list(arguments[1:]), []
    given: dict[str, str] = {}
    while rest:
        argument = rest.pop(0)
        if not argument.startswith("-"):
            files.append(Path(argument))
            continue
        if argument not in {"--format", "--fail-on"} or argument in given or not rest:
            return None
        given[argument] = rest.pop(0)
    form = next((each for each in _FORMATS if each == given.get("--format")), None)
    fail_on = next((each for each in _FAIL_ON if each == given.get("--fail-on")), None)
    known = {"--format": form, "--fail-on": fail_on}
    if not files or "" in arguments or any(known[name] is None for name in given):
        return None
    from perftargets.cli.lint import run
    from perftargets.cli.options import LintOptions

    options = LintOptions(format=form or "text", fail_on=fail_on)
    return run(tuple(files), options, language)
