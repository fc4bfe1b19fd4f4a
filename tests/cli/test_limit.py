"""``--limit NAME=NUMBER``: what a file may hold, for every command that reads one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = "项目名称,三级指标,指标值\n" + "甲项目,培训次数,不少于5次\n" * 4


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Give a table of five rows."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_a_limit_is_kept(run: Run, table: str, command: str) -> None:
    """A file over it is refused by each command, with what to do."""
    result = run(command, table, "--limit", "size=20")
    said = "split it or raise the limit size (--limit size=… of the command)"
    assert 1 == result.code
    assert said in result.out + result.err


def test_several_limits_are_taken(run: Run, table: str) -> None:
    """The option may be given again; figures may be grouped."""
    limits = ("--limit", "size=1_000,000", "--limit", "rows=2")
    result = run("convert", table, *limits)
    assert 1 == result.code
    assert "more than the limit of 2 rows" in result.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("row=5", "there is no limit “row”; did you mean rows?"),
        ("xyz=5", "there is no limit “xyz”; there are: size, rows, columns"),
        ("rows", "--limit is NAME=NUMBER with a whole number above 0"),
        ("=5", "--limit is NAME=NUMBER with a whole number above 0"),
        ("rows=0", "--limit is NAME=NUMBER with a whole number above 0"),
        ("rows=-1", "--limit is NAME=NUMBER with a whole number above 0"),
        ("rows=1.5", "--limit is NAME=NUMBER with a whole number above 0"),
        ("rows=" + "9" * 5000, "--limit is NAME=NUMBER with a whole number above 0"),
    ],
)
@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_a_limit_that_is_none_is_a_mistake(
    run: Run, table: str, command: str, given: str, said: str
) -> None:
    """Before anything is read, with the names there are."""
    result = run(command, table, "--limit", given)
    assert (2, "") == (result.code, result.out)
    assert said in result.err
