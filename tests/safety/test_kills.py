"""A kill at any moment leaves the file that was there, or the whole new one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from perftargets.reading import read

ROWS = 300
KILLS = 6
"""How often each command is killed, at other moments each time."""


def table(path: Path) -> bytes:
    """Write a table with a fault to repair in each row, and return it."""
    rows = "".join(f"甲,产出指标,培训 次数{each},≥{each}次\n" for each in range(ROWS))
    data = f"项目名称,一级指标,三级指标,指标值\n{rows}".encode()
    path.write_bytes(data)
    return data


def killed(folder: Path, seconds: float, *command: str) -> bool:
    """Run a command and kill it after some time; return whether it was still there."""
    started = subprocess.Popen(
        [sys.executable, "-m", "perftargets", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    is_there = started.poll() is None
    started.send_signal(signal.SIGKILL)
    started.wait()
    return is_there


def took(folder: Path, *command: str) -> float:
    """Return how long a command takes when it is let."""
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "perftargets", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.monotonic() - begun


def test_a_repair_that_is_killed(tmp_path: Path) -> None:
    """``--fix`` writes the file that was read; it is never half of one."""
    path = tmp_path / "a.csv"
    before = table(path)
    command = ("lint", "a.csv", "--fix", "--select", "TXT")
    whole = took(tmp_path, *command)
    after = path.read_bytes()
    assert after != before
    chance = random.Random(0)  # noqa: S311 - no secret
    was_there = 0
    for _ in range(KILLS):
        table(path)
        was_there += killed(tmp_path, whole * chance.uniform(0.2, 1.1), *command)
        assert path.read_bytes() in {before, after}
    assert was_there


@pytest.mark.parametrize(
    ("command", "goal"),
    [
        (("convert", "a.csv", "-o", "b.json", "--force"), "b.json"),
        (("check", "a.csv", "-o", "b.csv", "--force"), "b.csv"),
        (("scan", "c.csv", "-o", "b.parquet", "--force"), "b.parquet"),
    ],
)
def test_what_is_written_when_it_is_killed(
    tmp_path: Path, command: tuple[str, ...], goal: str
) -> None:
    """The old file, or the new one; another run then ends as if nothing had been."""
    table(tmp_path / "a.csv")
    rows = ("--rows", "2000", "-o", "c.csv")
    took(tmp_path, "synth", *rows)
    whole = took(tmp_path, *command)
    new = (tmp_path / goal).read_bytes()
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(KILLS):
        (tmp_path / goal).write_bytes(b"old")
        killed(tmp_path, whole * chance.uniform(0.2, 1.1), *command)
        assert (tmp_path / goal).read_bytes() in {b"old", new}
    took(tmp_path, *command)
    assert (tmp_path / goal).read_bytes() == new
    if goal == "b.json":
        assert len(list(read(tmp_path / goal).rows())) == ROWS
