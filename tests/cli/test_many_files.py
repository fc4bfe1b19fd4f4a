"""``perftargets convert`` on several files, on folders, patterns and standard input."""

import gc
import io
import json
import sys
import weakref
from pathlib import Path

import pytest

from perftargets import read
from perftargets.cli import main, progress
from perftargets.cli.input import document as read_document
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reading import Limits
from perftargets.reading.native.json import dumps
from perftargets.reading.native.yaml import dumps as dumps_yaml
from tests.cli.conftest import Result, Run


def document(name: str) -> Document:
    """Make a document of one project with one row."""
    row = Indicator(category="产出指标", name="指标", target=parse("5个"))
    return Document(projects=(Project(name=name, indicators=(row,)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two documents, one of them in a folder of its own."""
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    (made / "b.json").write_text(dumps(document("乙")), encoding="utf-8")
    (made / "sub" / "a.yaml").write_text(dumps_yaml(document("甲")), encoding="utf-8")
    return made


def projects(path: Path) -> list[str]:
    """Read the names of the projects in a file."""
    return [project.name for project in read(path).projects]


def below(path: Path) -> list[str]:
    """List the files below a folder."""
    return sorted(
        each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file()
    )


def test_a_folder_is_converted_with_what_lies_in_it(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """The output folder is made, and its folders are those of the input."""
    goal = tmp_path / "out"
    result = run("convert", str(folder), "--to", "toml", "-o", str(goal))
    assert Result(0, "", "files read: 2, written: 2\n") == result
    assert ["b.toml", "sub/a.toml"] == below(goal)
    assert ["甲"] == projects(goal / "sub" / "a.toml")


def test_one_table_in_two_formats_gives_two_files(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """The ending of each stays in its name; other files leave theirs out."""
    (folder / "B.yaml").write_text(dumps_yaml(document("丙")), encoding="utf-8")
    goal = tmp_path / "out"
    assert 0 == run("convert", str(folder), "--to", "toml", "-o", str(goal)).code
    assert ["B.yaml.toml", "b.json.toml", "sub/a.toml"] == below(goal)
    assert ["丙"] == projects(goal / "B.yaml.toml")


def test_files_that_are_no_tables_are_counted(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Other endings are counted; hidden files and locks of Office are not even that."""
    for name in ("note.md", "photo.png", ".hidden.json", "~$b.xlsx"):
        (folder / name).write_text("x", encoding="utf-8")
    result = run("--lang=zh", "convert", str(folder), "-o", str(tmp_path / "out"))
    said = "文件夹中另有 2 个文件不是可读的格式，没有读取\n读了 2 个文件，写出 2 个\n"
    assert Result(0, "", said) == result


def test_what_an_earlier_run_wrote_is_not_read(run: Run, folder: Path) -> None:
    """An output folder inside the input is no input."""
    call = ("convert", str(folder), "-o", str(folder / "out"), "--force")
    said = "files read: 2, written: 2\n"
    assert [said, said] == [run(*call).err, run(*call).err]


def test_a_pattern_is_followed(run: Run, folder: Path, tmp_path: Path) -> None:
    """Where no shell did it."""
    goal = tmp_path / "out"
    result = run("convert", str(folder / "**" / "*.yaml"), "-o", str(goal))
    assert (0, ["a.json"]) == (result.code, below(goal))


def test_files_come_in_the_order_of_their_names(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Whatever the order of the arguments; a file named twice is read once."""
    for name in ("c.json", "a.json"):
        (folder / name).write_text("{", encoding="utf-8")
    names = [str(folder / name) for name in ("c.json", "b.json", "a.json", "c.json")]
    result = run("convert", *names, "-o", str(tmp_path / "out"))
    told = [line for line in result.err.splitlines() if "REA004" in line]
    assert [str(folder / "a.json"), str(folder / "c.json")] == [
        line.partition(":")[0] for line in told
    ]


def test_a_file_that_cannot_be_read_does_not_stop_the_next(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Bad content ends the run with 1, after everything else was done."""
    (folder / "a.json").write_text("{", encoding="utf-8")
    goal = tmp_path / "out"
    result = run("convert", str(folder), "-o", str(goal))
    assert (1, ["b.json", "sub/a.json"]) == (result.code, below(goal))
    assert "files read: 3, written: 2" == result.err.splitlines()[-1]


def test_a_file_that_cannot_be_opened_does_not_stop_the_next(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """It is told, and the run ends with 2."""
    (folder / "a.json").symlink_to(folder / "none.json")
    goal = tmp_path / "out"
    result = run("convert", str(folder), "-o", str(goal))
    assert (2, ["b.json", "sub/a.json"]) == (result.code, below(goal))
    assert f"there is no file “{folder / 'a.json'}”" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is no file to read"),
        (("in",), "there are several files to read; -o names a folder for the results"),
        (
            ("in", "-o", "in/b.json"),
            "there are several files to read, and “in/b.json” is no folder",
        ),
        (
            ("in", "-o", "all.json"),
            (
                "there are several files to read, so “all.json” should name "
                "a folder; make "
                "it first or take another name"
            ),
        ),
        (("in/*.none", "-o", "out"), "there is no file “in/*.none”"),
        (("in", "none.json", "-o", "out"), "there is no file “none.json”"),
        (
            ("in/b.json", "in/sub/b.json", "-o", "out"),
            (
                "“in/b.json” and “in/sub/b.json” would both become “out/b.json.json”; "
                "convert them apart"
            ),
        ),
        (
            ("in", "-o", "in"),
            "“in/b.json” is the file to read; it is never written over",
        ),
        (
            ("in/b.json", "--to", "yaml", "-o", "x.json"),
            "the ending of “x.json” is not that of --to yaml",
        ),
        (
            ("in/b.json", "-o", "x.md"),
            (
                "cannot write “.md”; known: .csv, .docx, .json, .toml, .xlsx, .xml, "
                ".yaml, .yml"
            ),
        ),
        (
            ("in/b.json", "--to", "xlsx"),
            "a file ending in “.xlsx” cannot go to standard output; -o names a file",
        ),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    """The run ends with 2, and no file is written."""
    if "in/sub/b.json" in arguments:
        (folder / "sub" / "b.json").write_text(dumps(document("丙")), encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    before = below(folder.parent)
    assert Result(2, "", f"perftargets: {said}\n") == run("convert", *arguments)
    assert before == below(folder.parent)


def test_nothing_is_replaced_without_force(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """One result that is there already stops the call before it begins."""
    goal = tmp_path / "out"
    (goal / "sub").mkdir(parents=True)
    (goal / "sub" / "a.json").write_text("mine", encoding="utf-8")
    result = run("convert", str(folder), "-o", str(goal))
    assert (2, ["sub/a.json"]) == (result.code, below(goal))
    assert 0 == run("convert", str(folder), "-o", str(goal), "--force").code
    assert ["甲"] == projects(goal / "sub" / "a.json")


def test_the_ending_of_the_output_is_the_format(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """One file needs no ``--to``."""
    for name in ("x.yaml", "x.toml", "x.json"):
        assert (
            0 == run("convert", str(folder / "b.json"), "-o", str(tmp_path / name)).code
        )
        assert ["乙"] == projects(tmp_path / name)


@pytest.mark.parametrize("command", ["convert", "check"])
def test_standard_input_is_read(run: Run, folder: Path, command: str) -> None:
    """``-`` stands for it, with every command that reads a table."""
    content = (folder / "sub" / "a.yaml").read_bytes()
    result = run(command, "-", stdin=content)
    assert 0 == result.code
    assert "甲" in result.out


def test_findings_about_standard_input_name_it(run: Run) -> None:
    """The place begins with ``-``."""
    result = run("convert", "-", stdin=b"schema: perftargets/1\na: 1\nprojects: []\n")
    assert result.err.startswith("-:2:1: warning REA001 ")


def test_standard_input_among_files_gets_a_name(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Its result is called ``stdin``."""
    goal = tmp_path / "out"
    content = (folder / "sub" / "a.yaml").read_bytes()
    result = run("convert", str(folder), "-", "-o", str(goal), stdin=content)
    assert 0 == result.code
    assert ["b.json", "stdin.json", "sub/a.json"] == below(goal)


def test_standard_input_that_is_closed_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to read from."""
    monkeypatch.setattr(sys, "stdin", None)
    assert 2 == main(["convert", "-"])
    assert "perftargets: standard input is closed\n" == capsys.readouterr().err


def test_no_document_is_kept_when_the_next_is_read(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory does not grow with the number of files."""
    for number in range(5):
        content = dumps(document(f"甲{number}"))
        (folder / f"{number}.json").write_text(content, encoding="utf-8")
    alive: weakref.WeakSet[Project] = weakref.WeakSet()
    counts: list[int] = []

    def watched(file: Path, *, aliases: Path | None, limits: Limits | None) -> Document:
        made = read_document(file, aliases=aliases, limits=limits)
        gc.collect()
        alive.update(made.projects)
        counts.append(len(alive))
        return made

    monkeypatch.setattr("perftargets.cli.conversion.document", watched)
    assert 0 == run("convert", str(folder), "-o", str(tmp_path / "out")).code
    assert [1] * 7 == counts


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        """Say that somebody is watching."""
        return True


def test_a_bar_shows_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts the files, and it is gone at the end."""
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert [1, 2, 3] == list(progress.tracked([1, 2, 3]))
    monkeypatch.setattr(sys, "stderr", pipe)
    assert [1, 2, 3] == list(progress.tracked([1, 2, 3]))
    assert "3/3" in terminal.getvalue()
    assert "" == pipe.getvalue()


def test_short_work_and_single_files_show_no_bar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bar that only flashes helps nobody."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "DELAY", 3600)
    assert [1, 2] == list(progress.tracked([1, 2]))
    monkeypatch.setattr(progress, "DELAY", 0)
    assert [1] == list(progress.tracked([1]))
    assert "" == terminal.getvalue()


def test_the_schema_is_printed(run: Run) -> None:
    """It is JSON, and names itself."""
    result = run("schema")
    assert (0, "perftargets/1") == (result.code, json.loads(result.out)["title"])
