"""``--aliases``: a form with titles of its own, for every command that reads one."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Result, Run

TABLE = "评估项,评估要点,应达到,实际达到\n校园改造,教室数量,不少于12间,13间\n"
ALIASES = """\
[columns]
project = ["评估项"]
name = ["评估要点"]
target = ["应达到"]
actual = ["实际达到"]
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Give a table whose titles nobody knows."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def aliases(tmp_path: Path) -> str:
    """Give the file that says what the titles mean."""
    path = tmp_path / "own.toml"
    path.write_text(ALIASES, encoding="utf-8")
    return str(path)


def test_convert_reads_an_unknown_form(run: Run, table: str, aliases: str) -> None:
    """Without the aliases there is no table in the file; with them there is."""
    assert 1 == run("convert", table).code
    result = run("convert", table, "--aliases", aliases)
    (project,) = json.loads(result.out)["projects"]
    (row,) = project["indicators"]
    assert (0, "校园改造") == (result.code, project["name"])
    assert ("教室数量", "不少于12间", "13间") == (
        row["name"],
        row["target"],
        row["actual"],
    )


def test_convert_takes_them_for_a_folder(
    run: Run, table: str, aliases: str, tmp_path: Path
) -> None:
    """Each file of the folder is read by them; the aliases themselves are no table."""
    folder, goal = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    Path(table).rename(folder / "a.csv")
    result = run("convert", str(folder), "--aliases", aliases, "-o", str(goal))
    assert Result(0, "", "files read: 1, written: 1\n") == result
    assert ["a.json"] == [each.name for each in goal.iterdir()]


def test_check_reads_an_unknown_form(run: Run, table: str, aliases: str) -> None:
    """The row is found, and its actual meets its target."""
    result = run("check", table, "--aliases", aliases, "--format", "json")
    assert 0 == result.code
    assert ["met"] == [
        row["verdict"]
        for project in json.loads(result.out)["projects"]
        for row in project["indicators"]
    ]


def test_lint_reads_an_unknown_form(run: Run, table: str, aliases: str) -> None:
    """What is wrong is wrong with the project, no longer with the file."""
    call = ("lint", table, "--format", "concise", "--select", "REA,STR001")
    assert "REA004" in run(*call).out
    out = run(*call, "--aliases", aliases).out
    assert ("STR001" in out, "REA004" in out) == (True, False)


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_aliases_that_cannot_be_used_are_told_first(
    run: Run, table: str, tmp_path: Path, command: str
) -> None:
    """A mistake in them is one in the call: 2, and nothing else is said."""
    bad = tmp_path / "bad.toml"
    bad.write_text('[colums]\nname = ["甲"]\n', encoding="utf-8")
    result = run(command, table, "--aliases", str(bad))
    said = (
        f"perftargets: the file of aliases “{bad}”: there is no table “colums”; known "
        "are columns, labels, sources, amounts, kinds\n"
    )
    assert (2, "", said) == (result.code, result.out, result.err)


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_aliases_that_are_not_there_are_a_mistake(
    run: Run, table: str, tmp_path: Path, command: str
) -> None:
    """As any file that is named and is not there."""
    none = tmp_path / "none.toml"
    result = run(command, table, "--aliases", str(none))
    assert (2, f"perftargets: there is no file “{none}”\n") == (result.code, result.err)
