"""The installed command: what its help lists, and runs of it in a process."""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from perftargets.cli import main

_ENTRY = re.compile(r"^  (?P<flags>-[^\s,]+(?:, -[^\s,]+)*)(?P<rest> .*)?$")
_CHOICE = r"[\w-]+(?: ?\([^)]*\))?"
_LISTED = re.compile(rf": ({_CHOICE}(?:, {_CHOICE})+)")


def run(folder: Path, *arguments: str, codes: Sequence[int] = (0,)) -> bytes:
    """Run the command in a folder, as a user's shell does; return what it prints.

    Args:
        folder: where it runs.
        arguments: what follows the name of the command.
        codes: exit codes that are right.
    """
    beside = Path(sys.executable).with_name("perftargets")
    program = (
        [str(beside)] if beside.exists() else [sys.executable, "-m", "perftargets"]
    )
    environment = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [*program, *arguments, "--lang", "en"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    complaint = done.stderr.decode()
    assert done.returncode in codes, complaint
    assert "Traceback" not in complaint
    return done.stdout


@cache
def commands() -> tuple[str, ...]:
    """Return the commands that the help lists."""
    (section,) = re.findall(r"^Commands:\n((?:  .*\n)+)", _help(), re.MULTILINE)
    return tuple(re.findall(r"^  (\w[\w-]*) ", section, re.MULTILINE))


@cache
def choices(command: str, option: str) -> tuple[str, ...]:
    """Return what an option can be, as the help of its command lists it.

    Raises:
        ValueError: the help lists no such option, or fewer than two choices.
    """
    text = _options(command).get(option, "")
    metavar, _, rest = text.partition(" ")
    if "|" in metavar:
        return tuple(metavar.split("|"))
    listed = _LISTED.search(rest)
    if listed is None:
        message = f"the help of {command} lists no choices of {option}: {text}"
        raise ValueError(message)
    return tuple(re.sub(r" ?\(.*", "", choice) for choice in listed[1].split(", "))


def options(command: str) -> frozenset[str]:
    """Return the long options that the help of a command lists."""
    return frozenset(_options(command))


@cache
def _options(command: str) -> dict[str, str]:
    """Map each long option to its metavar and its description, on one line."""
    found: dict[str, str] = {}
    flag = None
    for line in _help(command).splitlines():
        entry = _ENTRY.match(line)
        if entry:
            flag = next(
                each for each in entry["flags"].split(", ") if each.startswith("--")
            )
            found[flag] = re.sub(r" +", " ", entry["rest"] or "").strip()
        elif flag is not None and line.startswith("   "):
            found[flag] += f" {line.strip()}"
        else:
            flag = None
    return found


@cache
def _help(*command: str) -> str:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setenv("COLUMNS", "200")
        assert 0 == main([*command, "--help", "--lang", "en"])
    return out.getvalue()
