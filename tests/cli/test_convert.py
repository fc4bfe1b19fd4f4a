"""``perftargets convert``: a table in, ``perftargets/1`` out."""

import json
import os
import stat
from pathlib import Path

import pytest

from perftargets import read
from perftargets._data import data
from perftargets.reading.native.json import dumps
from tests.cli.conftest import Result, Run

TABLE = str(data("example", "panyu-2022.txt"))
NO_TABLE = "今天天气很好。\n"


@pytest.mark.parametrize("parsed", [False, True])
def test_json_goes_to_standard_output(run: Run, *, parsed: bool) -> None:
    """The document is written as the library writes it, with or without readings."""
    options = ["--parsed"] if parsed else []
    expected = dumps(read(TABLE), parsed=parsed)
    result = run("convert", TABLE, *options)
    assert (0, expected.rstrip("\n") + "\n") == (result.code, result.out)


def test_every_indicator_gets_its_reading(run: Run) -> None:
    """With ``--parsed`` an empty value is there too, as missing."""
    document = json.loads(run("convert", TABLE, "--parsed").out)
    rows = document["projects"][1]["indicators"]
    assert (rows[5]["number"], rows[5]["target"]) == (6, "")
    assert rows[5]["parsed"]["kind"] == "missing"


def test_output_file_holds_the_same(run: Run, tmp_path: Path) -> None:
    """``-o`` writes the file and nothing to standard output."""
    goal = tmp_path / "表.json"
    result = run("convert", TABLE, "-o", str(goal))
    assert (result.code, result.out) == (0, "")
    assert goal.read_text(encoding="utf-8") == run("convert", TABLE).out
    assert list(tmp_path.iterdir()) == [goal]


def test_a_file_that_is_there_is_kept(run: Run, tmp_path: Path) -> None:
    """Without ``--force`` nothing is replaced."""
    goal = tmp_path / "out.json"
    goal.write_text("mine", encoding="utf-8")
    err = f"perftargets: “{goal}” is there already; --force replaces it\n"
    assert Result(2, "", err) == run("convert", TABLE, "-o", str(goal))
    assert goal.read_text(encoding="utf-8") == "mine"


def test_force_replaces_a_file_and_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    """With ``--force`` the content changes, and who may read it does not."""
    goal = tmp_path / "out.json"
    goal.write_text("old", encoding="utf-8")
    goal.chmod(0o640)
    assert run("convert", TABLE, "-o", str(goal), "--force").code == 0
    assert goal.read_text(encoding="utf-8") == run("convert", TABLE).out
    assert stat.S_IMODE(goal.stat().st_mode) == 0o640


def test_the_input_is_never_replaced(run: Run, tmp_path: Path) -> None:
    """Not even ``--force`` writes over the table itself."""
    table = tmp_path / "table.txt"
    table.write_bytes(Path(TABLE).read_bytes())
    err = f"perftargets: “{table}” is the file to read; it is never written over\n"
    assert Result(2, "", err) == run("convert", str(table), "--force", "-o", str(table))
    assert table.read_bytes() == Path(TABLE).read_bytes()


def test_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """An output in a folder that does not exist is refused before reading."""
    folder = tmp_path / "none"
    err = f"perftargets: there is no folder “{folder}”\n"
    assert Result(2, "", err) == run("convert", TABLE, "-o", str(folder / "x.json"))


def test_file_without_a_table_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Unreadable content ends with 1, says so, and leaves the old output alone."""
    source, goal = tmp_path / "text.txt", tmp_path / "out.json"
    source.write_text(NO_TABLE, encoding="utf-8")
    goal.write_text("old", encoding="utf-8")
    result = run("convert", str(source), "--force", "-o", str(goal))
    assert (result.code, result.out) == (1, "")
    first, *_, last = result.err.splitlines()
    assert first.startswith(f"{source}")
    assert ": error REA004 unreadable-file 读不出的文件: " in first
    assert last == "no project was read; nothing is written"
    assert goal.read_text(encoding="utf-8") == "old"


def test_device_is_written_where_it_is(run: Run) -> None:
    """An output that is no ordinary file is never replaced by one."""
    assert run("convert", TABLE, "-o", os.devnull) == Result(0, "")
    assert not Path(os.devnull).is_file()


def test_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    """Through a symbolic link the file it names is replaced."""
    goal, link = tmp_path / "goal.json", tmp_path / "link.json"
    goal.write_text("old", encoding="utf-8")
    link.symlink_to(goal)
    assert run("convert", TABLE, "-o", str(link), "--force").code == 0
    assert link.is_symlink()
    assert goal.read_text(encoding="utf-8") == run("convert", TABLE).out


def test_what_could_be_read_is_written(run: Run, tmp_path: Path) -> None:
    """A document with a mistake in it ends with 1, and the rest of it is written."""
    source = tmp_path / "document.json"
    indicator = {"category": "产出指标", "name": "指标", "target": "5个", "weight": []}
    project = {"name": "工作经费", "indicators": [indicator]}
    content = {"schema": "perftargets/1", "projects": [project]}
    source.write_text(json.dumps(content), encoding="utf-8")
    result = run("convert", str(source))
    assert result.code == 1
    assert json.loads(result.out)["projects"][0]["indicators"][0]["target"] == "5个"
    assert ": error REA003 unreadable-cell 读不出的单元格: " in result.err
