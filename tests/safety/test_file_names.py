"""Names of files that a shell, a pattern or an option is written like."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from perftargets.cli import main
from perftargets.reading import read
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.safety.payloads import commands, raw

NAMES = (
    "[附件1]绩效目标表",
    '["a","b"]',
    '{"a": 1}',
    "[!a]*?",
    "-名",
    "-o",
    "--format",
    "-1",
    "--",
    "~",
    "a\nb",
    "a\r\n::error::x",
    "\x1b[31mred",
    "甲\u202e乙",
    " 前后 ",
    "a=b",
    "a,b;c",
    "'\"`",
    "=1+1",
    "http:甲",
    "none",
    os.fsdecode(b"\xff\xfe\x80"),
    os.fsdecode("预算".encode("gb18030")),
    "长" * 80,
)
"""What the name of a file is before its ending."""

GOOD = "项目名称,一级指标,三级指标,指标值\n甲项目,产出指标,培训次数,≥5次\n"
ACTUALS = "项目名称,三级指标,实际完成值\n甲项目,培训次数,6次\n"

pytestmark = [pytest.mark.sampled, pytest.mark.parametrize("name", NAMES)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> str:
    """Write a file, and return its name as an argument."""
    Path(f"./{name}").write_text(text, encoding="utf-8")
    return name


def terminal(text: str) -> None:
    """Nothing in a name acts on a terminal or a log."""
    assert raw(text, keep="\r\n") == set()
    assert list(commands(text)) == []


@pytest.mark.usefixtures("folder")
def test_every_reading_command_takes_it(
    run: Run,  # noqa: F811 - the fixture
    name: str,
) -> None:
    """As it is typed, as a file to read."""
    file = put(f"{name}.csv", GOOD)
    for command in (("convert",), ("lint", "--fail-on", "never"), ("check",)):
        result = run(*command, file)
        assert result.code == 0, (command, result.err)
        terminal(result.err)
        assert "培训次数" in result.out
        behind = run(*command, "--", file)
        assert (behind.code, behind.out) == (0, result.out)


@pytest.mark.usefixtures("folder")
def test_every_option_that_names_a_file_takes_it(
    run: Run,  # noqa: F811 - the fixture
    name: str,
) -> None:
    """To read beside the table, and to write."""
    put("a.csv", GOOD)
    actuals = put(f"{name}.actuals.csv", ACTUALS)
    prior = put(f"{name}.prior.csv", GOOD)
    aliases = put(f"{name}.titles.toml", "")
    config = put(f"{name}.toml", 'ignore = ["VAL003"]\n')
    both = ("a.csv", "--aliases", aliases, "--prior", prior)
    calls = (
        ("convert", "a.csv", "--aliases", aliases, "-o", f"{name}.json"),
        ("check", *both, "--actuals", actuals, "-o", f"{name}.html"),
        ("check", "a.csv", f"--actuals={actuals}", "-o", f"{name}.csv"),
        ("lint", *both, "--config", config, "--output", f"json={name}.report"),
        ("lint", "a.csv", "--baseline", f"{name}.base", "--write-baseline"),
        ("lint", "a.csv", "--baseline", f"{name}.base"),
        ("lint", f"{name}.xlsx", "--xlsx-annotated", f"{name}.marked.xlsx"),
    )
    run("convert", "a.csv", "-o", "b.xlsx")
    Path("b.xlsx").rename(f"./{name}.xlsx")
    for call in calls:
        result = run(*call)
        assert result.code in {0, 1}, (call, result.err)
        terminal(result.err)
        terminal(result.out)
    for ending in ("json", "html", "csv", "report", "base", "marked.xlsx"):
        assert Path(f"./{name}.{ending}").is_file(), ending
    assert [row.name for _, row in read(Path(f"./{name}.json")).rows()] == ["培训次数"]


def test_big_tables_take_it(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    name: str,
) -> None:
    """``synth`` writes it and ``scan`` reads it."""
    del folder
    assert run("synth", "--rows", "5", "-o", f"{name}.csv").code == 0
    result = run("scan", f"{name}.csv", "-o", f"{name}.parquet")
    assert result.code in {0, 1}, result.err
    assert Path(f"./{name}.parquet").is_file()
    with Path(f"./{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 6


def test_a_folder_of_that_name_is_walked(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    name: str,
) -> None:
    """And its files are written below another one."""
    inside = folder / f"{name}.d"
    inside.mkdir()
    (inside / f"{name}.csv").write_text(GOOD, encoding="utf-8")
    result = run("convert", f"{name}.d", "-o", "out")
    assert result.code == 0, result.err
    assert [path.name for path in (folder / "out").iterdir()] == [f"{name}.json"]


def test_repairs_are_written_into_it(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    name: str,
) -> None:
    """``--fix`` writes a file over, or a copy beside it."""
    file = put(f"{name}.csv", GOOD.replace("培训次数", "培训 次数"))
    before = (folder / file).read_bytes()
    shown = run("lint", file, "--diff", "--unsafe-fixes")
    assert raw(shown.out, keep="\n\t") == set()
    run("lint", file, "--fix", "--unsafe-fixes")
    assert (folder / file).read_bytes() != before
    assert sorted(path.name for path in folder.iterdir()) == [file]


def test_the_installed_command_takes_it(folder: Path, name: str) -> None:
    """By the arguments of a process, whatever the locale is."""
    if NAMES.index(name) % 4:
        pytest.skip("a process for one name in four is enough")
    file = put(f"{name}.csv", GOOD)
    script = Path(sys.executable).with_name("perftargets")
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C"}
    done = subprocess.run(
        [script, "convert", file],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "培训次数" in done.stdout.decode()


def test_a_name_that_is_not_there_is_told(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    name: str,
) -> None:
    """With exit code 2, and in one line."""
    del folder
    result = run("convert", f"./{name}.nothing")
    assert result.code == 2
    assert result.err.count("\n") == 1
    terminal(result.err)
    assert main(["check", f"./{name}.nothing"]) == 2
