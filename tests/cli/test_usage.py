"""Wrong calls, help, version, faults: what is said, and what the run ends with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import perftargets
from perftargets.cli import language as languages
from perftargets.cli import main
from tests.cli.conftest import Result, Run

READ_MORE = "perftargets parse --help shows what can be used\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("prase",), "there is no command “prase”; did you mean “parse”?"),
        (("什么",), "there is no command “什么”"),
        (("--nope",), "there is no command “--nope”"),
    ],
)
def test_unknown_command(run: Run, argv: tuple[str, ...], said: str) -> None:
    """A command that is not there ends with 2, and the nearest one is named."""
    err = f"perftargets: {said}\nperftargets --help shows what can be used\n"
    assert Result(2, "", err) == run(*argv)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--formt", "json"), "there is no option “--formt”; did you mean “--format”?"),
        (("--lnag=zh", "x"), "there is no option “--lnag=zh”; did you mean “--lang”?"),
        (
            ("-5%",),
            "there is no option “-5%”. A phrase that begins with “-” goes after “--”",
        ),
        (("--format", "xml"), "“--format” is one of text, json, jsonl, not “xml”"),
        (("--format",), "“--format” needs a value after it"),
        (("--explain=3",), "“--explain” does not take “3”"),
        (("--format=json", "--format=text"), "“--format” is given twice"),
    ],
)
def test_wrong_options(run: Run, argv: tuple[str, ...], said: str) -> None:
    """A wrong option ends with 2 and says what would be right."""
    assert Result(2, "", f"perftargets: {said}\n{READ_MORE}") == run("parse", *argv)


def test_wrong_options_in_chinese(run: Run) -> None:
    """The same in Chinese."""
    assert run("--lang", "zh", "parse", "--fromat").err == (
        "perftargets：没有选项“--fromat”，是不是“--format”？\n"
        "perftargets parse --help 会列出可用的写法\n"
    )


def test_wrong_number_of_arguments(run: Run) -> None:
    """A file too few or too many is wrong usage."""
    err = "perftargets: “b” is one argument too many\n"
    err += "perftargets demo --help shows what can be used\n"
    assert Result(2, "", err) == run("demo", "b")
    assert Result(2, "", "perftargets: there is no file to read\n") == run("check")


def test_help_in_english(run: Run) -> None:
    """The first page lists the commands, the exit codes, ``--lang`` and ``--debug``."""
    assert run("--help") == Result(
        0,
        """\
Usage: perftargets COMMAND

Read and check Chinese government budget performance targets.

Commands:
  parse    Parse target phrases and print what each says. Without phrases, read
           one a line from standard input; an empty line is a phrase too.
  convert  Write files in another form; those in a folder one by one.
  lint     Check whether tables are fit to submit: what is wrong where, what
           that rests on, and what to write instead.
  rule     Explain rules: code, name, severity, what they flag and rest on.
  check    Check for each indicator whether its actual meets its target, and
           work out points and grades.
  review   List every printed score, total and grade that does not follow, with
           the formula and the digest of the file; a run that was ended goes on
           when it is called again.
  collect  Put the tables of many units into one document or frame, with file
           and digest for each row; a run that was ended goes on when called
           again.
  new      Write an empty form, 申报表 or 自评表: fixed titles, and lists to
           choose categories and signs from.
  scan     Check a big flat table (Parquet, CSV or a folder) batch by batch into
           one Parquet file; a run that was ended goes on when it is called
           again.
  synth    Make up a big table with the true verdict of each row, for tests and
           measurements.
  schema   Print the JSON Schema of perftargets/1, by which editors complete and
           check a document.
  demo     Show reading and checking on the bundled Panyu table of 2022.

Options:
  --help, -h            show this help
  --install-completion  install completion for the shell that is running
  --version             show the version

Every command takes --lang zh|en (default: by locale) and --debug, for
the traceback of a fault.
Exit codes: 0 fine
            1 findings, or content that cannot be read
            2 wrong usage, a missing file or a missing extra
            3 internal fault
""",
    )


def test_help_of_a_command_in_chinese(run: Run) -> None:
    """``--lang zh`` turns the help round too, wherever it stands."""
    assert run("parse", "--help", "--lang", "zh") == Result(
        0,
        """\
用法：perftargets parse [OPTIONS] [PHRASE...]

说出每条目标短语的含义。不给短语时从标准输入逐行读取，空行也算一条。

参数：
  PHRASE  目标短语

选项：
  --format text|json|jsonl  输出形式（默认 text）；jsonl 每行一个 JSON 对象
  --explain                 在短语下面标出比较符、数值、单位和对象

每个命令都可加 --lang zh|en 选择语言（默认随系统语言环境）。
--debug 显示内部错误的详情。
退出码：0 正常
        1 有问题，或内容无法读取
        2 用法有误，或缺少文件、附加组件
        3 程序内部错误
""",
    )


def test_no_command_shows_the_help(run: Run) -> None:
    """The bare command is a question, and the help answers it."""
    assert run() == run("--help")


def test_version(run: Run) -> None:
    """The version is the one of the package."""
    assert Result(0, f"perftargets {perftargets.__version__}\n") == run("--version")


@pytest.fixture
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: object) -> None:
        message = "first line\nsecond line"
        raise RuntimeError(message)

    monkeypatch.setattr(languages, "check", fail)


@pytest.mark.usefixtures("_broken")
def test_fault_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program ends with 3 and says how to see the traceback."""
    monkeypatch.delenv("PERFTARGETS_TRACEBACK", raising=False)
    assert run("demo") == Result(
        3,
        "",
        "perftargets: internal fault: RuntimeError: first line (please report it; "
        "run again with --debug to see the traceback)\n",
    )


@pytest.mark.usefixtures("_broken")
def test_fault_shows_its_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for by option or variable, the traceback stands before the line."""
    monkeypatch.delenv("PERFTARGETS_TRACEBACK", raising=False)
    by_option = run("demo", "--debug")
    monkeypatch.setenv("PERFTARGETS_TRACEBACK", "1")
    assert by_option == run("demo")
    assert by_option.code == 3
    assert by_option.err.startswith("Traceback (most recent call last):\n")
    assert "RuntimeError: first line\nsecond line\nperftargets: " in by_option.err


def test_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130, as shells expect, and without a traceback."""

    def interrupted(_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(languages, "check", interrupted)
    assert Result(130, "") == run("demo")


@pytest.mark.parametrize("command", ["convert", "check"])
def test_missing_file(run: Run, tmp_path: Path, command: str) -> None:
    """A file that is not there is a mistake of the caller: 2."""
    path = str(tmp_path / "没有.txt")
    err = f"perftargets: there is no file “{path}”\n"
    assert Result(2, "", err) == run(command, path)


def test_empty_folder(run: Run, tmp_path: Path) -> None:
    """A folder without a table has nothing to check, and a check of it fails."""
    err = f"“{tmp_path}”中没有找到绩效目标表\n"
    assert Result(1, "", err) == run("--lang=zh", "check", str(tmp_path))


def test_reader_that_leaves_is_no_fault() -> None:
    """A pipe that is closed early ends help and parse without a word."""
    for argv in (["--help"], ["parse", "--explain", "90%"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "perftargets", *argv],
            check=False,
            stdout=writer,
            stderr=subprocess.PIPE,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")
def test_disk_that_is_full_is_told() -> None:
    """Output that cannot be written is said in one line, and the run ends with 2."""
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "perftargets", "--lang", "en", "parse", "90%"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    said = b"perftargets: cannot read or write: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_streams_that_are_closed_are_no_fault(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without standard output and error the exit code still tells."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run("parse", "90%").code == 0
    assert run("prase").code == 2


def test_closed_standard_input_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no phrase and nothing to read from there is nothing to do."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["parse"]) == 2
    said = "perftargets: no phrase, and standard input is closed\n"
    assert capsys.readouterr().err == said
