"""A check passes on what was read, never on nothing; walks say what they left out."""

from pathlib import Path

import openpyxl
import pytest

from perftargets.reading import read_bytes
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

GOOD = "项目名称,三级指标,指标值\n甲项目,培训次数,≥5次\n"
NOTHING = {
    "a.json": '{"projects": []}',
    "b.json": '{"schema": "perftargets/1", "projects": []}',
    "c.json": '{"schema": "perftargets/1", "projects": [{"name": "甲"}]}',
    "d.json": '{"unknown": 1, "other": [{"name": "甲"}]}',
    "e.yaml": "schema: perftargets/1\nprojects:\n",
    "f.toml": 'schema = "perftargets/1"\nprojects = []\n',
    "g.csv": "项目名称,三级指标,指标值\n",
    "h.csv": "名称,年龄\n甲,3\n",
    "i.txt": "这里没有表\n",
    "j.html": "<html><body><p>没有表</p></body></html>",
}
"""Files without a single indicator."""

PLAIN = {
    "package.json": '{"name": "x", "version": "1.0.0", "files": ["a", "b"]}',
    "notes.txt": "本周安排：开会、写总结。\n",
    "people.csv": "name,age\nbob,3\n",
    "ci.yaml": "on: push\njobs:\n  test: {runs-on: ubuntu}\n",
    "list.json": "[1, 2, 3]",
    "settings.toml": "[tool.other]\nwidth = 88\n",
    "index.html": "<html><body><p>hello</p></body></html>",
}
"""Files of forms that are read, which plainly are no tables of targets."""

MEANT = {
    "titles.csv": "甲栏,某指标值栏\n1,2\n",
    "letter.txt": "二级指标：数量指标\n",
    "empty.csv": "",
    "broken.xlsx": "PK\x03\x04....",
    "other.xlsx": "今天天气很好。",
    "nothing.json": '{"projects": []}',
    "cut.json": '{"schema": "perftargets/1", "projects": [',
}
"""Files that are damaged, or may be meant for tables; a walk tells them."""


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files of text into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_without_an_indicator_is_an_error(name: str) -> None:
    """REA004, once, whatever the form is."""
    found = read_bytes(NOTHING[name].encode(), path=name).diagnostics
    assert [each.code for each in found if each.severity == "error"] == ["REA004"]


@pytest.mark.parametrize("command", ["lint", "check", "convert"])
@pytest.mark.parametrize("name", NOTHING)
def test_whatever_names_it_the_command_fails(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    name: str,
) -> None:
    """As an argument, by a pattern, or on standard input."""
    put(tmp_path / "in", {name: NOTHING[name]})
    monkeypatch.chdir(tmp_path)
    goal = ("-o", "out") if command == "convert" else ()
    text = NOTHING[name].encode()
    results = [
        run(command, f"in/{name}"),
        run(command, "in/*", *goal),
        run(command, "-", stdin=text),
    ]
    assert [each.code for each in results] == [1, 1, 1]
    assert all("REA004" in each.out + each.err for each in results)


def test_an_empty_project_among_others_is_for_the_rules(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """Where other rows are read, the file is read."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "schema: perftargets/1\nprojects:\n- {name: 甲, goal: 好}\n"
        "- {name: 乙, goal: 好, indicators: [{name: 培训次数, target: ≥5次}]}\n",
        encoding="utf-8",
    )
    said = run("lint", str(path)).out
    assert "REA004" not in said
    assert "STR002" in said


@pytest.mark.parametrize("command", ["lint", "check", "convert"])
def test_a_walk_passes_over_what_plainly_is_no_table(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    """It counts them, and the table among them decides how it ends."""
    put(tmp_path / "in", {**PLAIN, "table.csv": GOOD})
    book = openpyxl.Workbook()
    book.worksheets[0].append(["预算", 3])
    book.save(tmp_path / "in" / "money.xlsx")
    monkeypatch.chdir(tmp_path)
    goal = ("-o", "out") if command == "convert" else ()
    never = ("--fail-on", "never") if command == "lint" else ()
    result = run(command, "in", *goal, *never)
    assert result.code == 0
    assert f"{len(PLAIN) + 1} files of the folders are no tables" in result.err
    assert "REA004" not in result.out + result.err


@pytest.mark.parametrize("command", ["lint", "check", "convert"])
@pytest.mark.parametrize("name", MEANT)
def test_a_walk_tells_what_may_be_meant_for_a_table(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    name: str,
) -> None:
    """A damaged file in a folder is no less damaged than one that is named."""
    put(tmp_path / "in", {"table.csv": GOOD, name: MEANT[name]})
    monkeypatch.chdir(tmp_path)
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "in", *goal)
    assert result.code == 1
    assert "REA004" in result.out + result.err
    assert name in result.out + result.err


@pytest.mark.parametrize("command", ["lint", "check", "convert"])
@pytest.mark.parametrize("files", [{}, PLAIN, {"note.md": "x"}])
def test_a_walk_without_a_table_fails(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    files: dict[str, str],
) -> None:
    """Also beside a table that is named: somebody expected tables in this folder."""
    put(tmp_path / "in", files)
    put(tmp_path, {"table.csv": GOOD})
    monkeypatch.chdir(tmp_path)
    goal = ("-o", "out") if command == "convert" else ()
    never = ("--fail-on", "never") if command in {"lint", "check"} else ()
    alone = run(command, "in", *goal, *never)
    beside = run(command, "table.csv", "in", *goal, *never)
    assert [alone.code, beside.code] == [1, 1]
    assert "no table of targets was found in “in”" in alone.err
    assert "no table of targets was found in “in”" in beside.err


def test_a_file_in_a_folder_that_is_named_too_is_told(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What an argument names is no finding of the walk."""
    put(tmp_path / "in", {"table.csv": GOOD, "notes.txt": PLAIN["notes.txt"]})
    monkeypatch.chdir(tmp_path)
    result = run("lint", "in", "in/notes.txt")
    assert result.code == 1
    assert "in/notes.txt" in result.out


def test_last_years_table_that_cannot_be_read_ends_the_call(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rules that compare years would find nothing, and that would look fine."""
    put(tmp_path, {"table.csv": GOOD, "last.json": NOTHING["a.json"]})
    monkeypatch.chdir(tmp_path)
    for command in ("lint", "check"):
        result = run(command, "table.csv", "--prior", "last.json", "--fail-on", "never")
        assert result.code == 2
        assert "last.json" in result.err
