"""What the how-to pages tell to change and to run, taken out of their text."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "how-to"

COPIED = ("docs/rules", "grammar", "src", "tests/corpus", "tests/units", "tools")
"""What the pages change, or what is run after a change."""

REST = "…"

_FENCE = re.compile(r"^```(?P<info>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"--- (?P<old>\S+)\n\+\+\+ (?P=old)\n")


@attrs.frozen
class Change:
    """One change of a file: the lines that stand there, and those that should.

    A … stands for the rest of a line, or a part of it, that stays as it is.
    """

    path: str
    before: str
    after: str


@attrs.frozen
class Program:
    """A program of a page, and what the page says it prints."""

    code: str
    output: str


def changes(page: str) -> list[Change]:
    """Give the changes that a page tells to make, in order.

    Raises:
        ValueError: a block names no file.
    """
    return [_change(body) for info, body in _blocks(page) if info == "diff"]


def programs(page: str) -> list[Program]:
    """Give the programs of a page, each with the block of text that follows it.

    Raises:
        ValueError: no block of text follows.
    """
    shown = [(info, body) for info, body in _blocks(page) if info in {"python", "text"}]
    kinds = [info for info, _ in shown]
    if kinds != ["python", "text"] * (len(kinds) // 2):
        message = f"{page}: programs and outputs do not alternate: {kinds}"
        raise ValueError(message)
    bodies = [body for _, body in shown]
    return [
        Program(code, output)
        for code, output in zip(bodies[::2], bodies[1::2], strict=True)
    ]


def followed(
    page: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> list[Program]:
    """Run the programs of a page one after the other; give them with what they print.

    Args:
        page: the name of the page.
        names: what they define, each for those behind it, as cells of a notebook do.
        capsys: what takes down their output.
    """
    found = []
    for program in programs(page):
        exec(program.code, names)  # noqa: S102 - a page of our own
        found.append(Program(program.code, capsys.readouterr().out))
    return found


def _blocks(page: str) -> list[tuple[str, str]]:
    text = (FOLDER / page).read_text(encoding="utf-8")
    return [(match["info"], match["body"]) for match in _FENCE.finditer(text)]


def _change(body: str) -> Change:
    head = _TARGET.match(body)
    if head is None:
        message = f"a change that names no file: {body}"
        raise ValueError(message)
    # A line of context that is empty may have lost its leading space.
    lines = [
        line if line.strip() else " \n"
        for line in body[head.end() :].splitlines(keepends=True)
    ]
    return Change(
        path=head["old"],
        before="".join(line[1:] for line in lines if line[0] in " -"),
        after="".join(line[1:] for line in lines if line[0] in " +"),
    )


def copied(folder: Path) -> Path:
    """Copy what can be changed into a folder."""
    for name in COPIED:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    return folder


def apply(change: Change, folder: Path) -> None:
    """Make a change in a copy; one without lines to go by is a new file.

    Raises:
        ValueError: the lines that it goes by do not stand in the file exactly once, or
            a new file is there already.
    """
    path = folder / change.path
    if not change.before:
        if path.exists():
            message = f"{change.path} is there already"
            raise ValueError(message)
        path.write_text(change.after, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    kept = "([^\\n]*)".join(map(re.escape, change.before.split(REST)))
    found = list(re.finditer(f"^{kept}", text, re.MULTILINE))
    if len(found) != 1:
        message = (
            f"{change.path} holds these lines {len(found)} times:\n{change.before}"
        )
        raise ValueError(message)
    (match,) = found
    first, *others = change.after.split(REST)
    filled = first + "".join(
        rest + other for rest, other in zip(match.groups(), others, strict=True)
    )
    after = text[: match.start()] + filled + text[match.end() :]
    path.write_text(after, encoding="utf-8")


def printed(code: str, folder: Path) -> str:
    """Run a program on the library of a copy, and give what it prints."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return done.stdout + done.stderr
