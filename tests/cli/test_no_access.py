"""Files and folders that may not be read: told, and the others are read."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from perftargets.cli.plan import matches
from tests.cli.conftest import Run

GOOD = """schema: perftargets/1
projects: [{name: 甲, indicators: [{name: 培训, target: 5次}]}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which ``a.yaml`` and the folder ``shut`` may not be read.

    The tests may run as a user who may read everything, so the system's answer is
    made up.
    """
    made = tmp_path / "in"
    (made / "shut").mkdir(parents=True)
    for name in ("a.yaml", "b.yaml", "shut/c.yaml"):
        (made / name).write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    opened, scanned = Path.open, os.scandir

    def refuse(path: Path) -> None:
        if path.name in {"a.yaml", "shut"} or path.parent.name == "shut":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def open_(path: Path, *args: Any, **named: Any) -> Any:
        refuse(path)
        return opened(path, *args, **named)

    def scandir(path: Any) -> Any:
        refuse(Path(path))
        return scanned(path)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(os, "scandir", scandir)
    return made


@pytest.mark.parametrize("command", ["lint", "check"])
def test_what_may_not_be_read_is_told_and_the_rest_is_read(
    run: Run, folder: Path, command: str
) -> None:
    """A file, and a folder whose files nobody can count."""
    result = run(command, folder.name)
    said = result.out + result.err
    assert 1 == result.code
    assert [True, True, False] == [
        f"access to “{name}” is not allowed" in said
        for name in ("in/a.yaml", "in/shut", "in/b.yaml")
    ]


def test_convert_writes_the_rest(run: Run, folder: Path) -> None:
    """It ends as for any file that cannot be opened."""
    result = run("convert", folder.name, "-o", "out")
    assert 2 == result.code
    assert [
        "perftargets: access to “in/a.yaml” is not allowed",
        "perftargets: access to “in/shut” is not allowed",
        "files read: 3, written: 1",
    ] == result.err.splitlines()


@pytest.mark.parametrize("pattern", ["in/**/*.yaml", "in/*/*.yaml", "in/shut/*.yaml"])
def test_a_pattern_names_the_folder_that_is_shut(folder: Path, pattern: str) -> None:
    """What it holds may be meant, so it is not left out in silence."""
    del folder
    assert Path("in/shut") in matches(Path(pattern))


def test_a_folder_that_is_shut_is_no_empty_one(run: Run, folder: Path) -> None:
    """Named alone, it is a mistake of the call."""
    result = run("lint", str(folder / "shut"))
    assert 2 == result.code
    assert "in/shut” is not allowed" in result.err
