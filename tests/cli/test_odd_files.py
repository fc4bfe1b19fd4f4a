"""Pipes, sockets, devices and links that go round: told, and never waited for."""

import errno
import os
import socket
from pathlib import Path

import pytest

from perftargets.cli.plan import matches
from tests.cli.conftest import Run

GOOD = "项目名称,三级指标,指标值\n甲项目,培训次数,不少于5次\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder, the working one, with a good file."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "z.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_a_pipe_in_a_folder_is_not_waited_for(
    run: Run, folder: Path, command: str
) -> None:
    """Nobody writes into it, so that to open it would take forever."""
    os.mkfifo(folder / "a.json")
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "in", *goal)
    assert 1 == result.code
    assert "this is a named pipe, not a file" in result.out + result.err
    if command == "convert":
        assert "files read: 2, written: 1" == result.err.splitlines()[-1]


def test_sockets_and_devices_are_told(run: Run, folder: Path) -> None:
    """A link to a device stands for it."""
    (folder / "a.csv").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("in/b.csv")
        result = run("--lang=zh", "convert", "in", "-o", "out")
    zh = "没有读取；内容可以从标准输入读取（写“-”）"
    assert 1 == result.code
    assert [
        f"in/a.csv: 错误 REA004 unreadable-file 读不出的文件：这是设备，不是文件，{zh}",
        "没有读到项目，未写出任何内容",
        (
            "in/b.csv: 错误 REA004 unreadable-file 读不出的文件："
            f"这是套接字，不是文件，{zh}"
        ),
        "没有读到项目，未写出任何内容",
        "读了 3 个文件，写出 1 个",
    ] == result.err.splitlines()


def test_a_failure_while_reading_names_the_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system names the file only where it is opened."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("perftargets.cli.input.read", fails)
    name = str(folder / "z.csv")
    said = f"perftargets: cannot read or write “{name}”: Input/output error\n"
    assert said == run("convert", name).err


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_a_link_to_itself_does_not_stop_the_next(
    run: Run, folder: Path, command: str
) -> None:
    """Of several files, one that cannot be opened is told, and the rest is read."""
    (folder / "a.json").symlink_to("a.json")
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "in", *goal)
    assert (2 if command == "convert" else 1) == result.code
    said = result.out + result.err
    assert "“in/a.json” is a link that goes round and leads to no file" in said
    assert (folder.parent / "out" / "z.json").exists() is (command == "convert")


def test_patterns_do_not_follow_links_to_folders(folder: Path) -> None:
    """Where a wildcard meets them; a folder that links to itself is entered once."""
    (folder / "loop").symlink_to(".")
    (folder / "more").symlink_to(".")
    (folder / "sub").mkdir()
    (folder / "sub" / "y.csv").write_text(GOOD, encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.csv").write_text(GOOD, encoding="utf-8")
    assert (Path("in/sub/y.csv"), Path("in/z.csv")) == matches(Path("in/**/*.csv"))
    assert (Path("in/sub"), Path("in/z.csv")) == matches(Path("in/*"))
    assert (Path("in/loop/z.csv"),) == matches(Path("in/loop/*.csv"))
    assert (Path("in/.hidden/x.csv"),) == matches(Path("in/.h*/*.csv"))
    assert (folder / "z.csv",) == matches(folder / "z.*")
    assert () == matches(Path("in/z.csv/*"))
