"""The tutorial can be followed: its commands run, its program prints what is shown."""

import re
import shutil
import sys
from pathlib import Path

import pytest

import perftargets
from perftargets.reading import read
from tests.cli.conftest import Run
from tests.cli.conftest import run as run_fixture
from tests.test_readme import printed

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/tutorial/panyu-self-evaluation.md").read_text(encoding="utf-8")
EXAMPLE = Path(perftargets.__file__).parent / "example"

run = run_fixture
"""The fixture that runs the command in process."""


def test_the_commands_run(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each in order, in a copy of the example; all of them end with 0."""
    for file in EXAMPLE.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ perftargets (.+)$", PAGE, re.MULTILINE)
    assert 4 == len(commands)
    assert [0] * 4 == [run(*command.split()).code for command in commands]
    rows = [row for _, row in read("自评表.xlsx").rows()]
    assert (50, 43) == (len(rows), sum(row.score is not None for row in rows))


def test_the_program_prints_what_is_shown() -> None:
    """Totals, grades and points of the first projects."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    shown = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[-1]
    program = (sys.executable, "-W", "error", "-c", code)
    assert shown == printed(program, locale="C.UTF-8")
