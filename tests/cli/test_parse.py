"""``perftargets parse``: phrases in, results out."""

import json
import os
import subprocess
import sys

import pytest

from perftargets.cli import parse as command
from perftargets.phrase import parse, to_wire
from tests.cli.conftest import Result, Run


def test_a_phrase_is_one_line(run: Run) -> None:
    """The phrase, its kind and what was read."""
    assert run("parse", "不少于100条") == Result(
        0, "不少于100条  comparison  ≥ 100 条\n"
    )


def test_phrases_are_aligned(run: Run) -> None:
    """Several phrases form columns, by terminal cells."""
    assert run("--lang", "zh", "parse", "处置率90%", "", "符合财务规范") == Result(
        0,
        "处置率90%     比较  处置率 90 %\n"
        "（空）        缺失  没有目标值\n"
        "符合财务规范  定性  以文字为准\n",
    )


def test_lines_of_standard_input(run: Run) -> None:
    """One result a line in order, blank lines, CRLF and a missing end included."""
    stdin = "不少于100条\r\n\n处置率90%".encode()
    assert run("parse", stdin=stdin) == Result(
        0,
        "不少于100条  comparison  ≥ 100 条\n"
        "(empty)  missing  no target\n"
        "处置率90%  comparison  处置率 90 %\n",
    )


def test_jsonl_is_the_wire_form(run: Run) -> None:
    """Every line is the wire form of its phrase, Chinese unescaped."""
    phrases = ["不少于100条", "", "符合财务规范"]
    result = run("parse", "--format", "jsonl", stdin="\n".join(phrases).encode())
    wires = [json.dumps(to_wire(parse(one)), ensure_ascii=False) for one in phrases]
    assert Result(0, "".join(f"{wire}\n" for wire in wires)) == result


def test_json_is_an_array(run: Run) -> None:
    """All results in one array, one a line."""
    phrases = ["不少于100条", "处置率90%"]
    result = run("parse", "--format=json", *phrases)
    assert result.out.splitlines()[0] == "["
    assert result.out.splitlines()[-1] == "]"
    assert json.loads(result.out) == [to_wire(parse(phrase)) for phrase in phrases]


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_nothing_in_is_nothing_out(run: Run, form: str) -> None:
    """An empty standard input holds no line."""
    assert Result(0, "") == run("parse", "--format", form)


def test_nothing_in_is_an_empty_array(run: Run) -> None:
    """An array is written even with nothing in it."""
    assert Result(0, "[]\n") == run("parse", "--format", "json")


def test_bytes_that_are_not_utf8_are_told(run: Run) -> None:
    """They are replaced, and standard error names the line; the run goes on."""
    result = run("parse", stdin=b"\n\xff\n\n")
    assert result == Result(
        0,
        "(empty)  missing  no target\n"
        "\N{REPLACEMENT CHARACTER}  qualitative  the words are the target\n"
        "(empty)  missing  no target\n",
        "line 2 of standard input is not UTF-8; bytes that cannot be read "
        "became U+FFFD\n",
    )


def test_byte_order_mark_is_no_part_of_a_phrase(run: Run) -> None:
    """A mark at the start of the stream, as Windows writes it, is dropped."""
    assert run("parse", stdin="\ufeff不少于100条\n".encode()) == Result(
        0, "不少于100条  comparison  ≥ 100 条\n"
    )


def test_endless_lines_are_cut_and_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line beyond the bound is cut; the next line is read as its own."""
    monkeypatch.setattr(command, "LONGEST_LINE", 4)
    assert run("parse", stdin=b"abcdefghij\n\nab\n") == Result(
        0,
        "abcd  qualitative  the words are the target\n"
        "(empty)  missing  no target\n"
        "ab  qualitative  the words are the target\n",
        "line 1 of standard input is too long; only its first 4 bytes were read\n",
    )


def test_explain_draws_the_parts(run: Run) -> None:
    """``--explain`` underlines what was recognised."""
    assert run("parse", "--explain", "不少于100条").out == (
        "不少于100条\n"
        "~~~~~~       operator  ≥\n"
        "      ~~~    number    100\n"
        "         ~~  unit      条\n"
        "reads as  comparison  ≥ 100 条\n"
        "\n"
    )


def test_explain_is_for_people(run: Run) -> None:
    """A drawing has no JSON form."""
    assert run("parse", "--explain", "--format", "json", "90%") == Result(
        2, "", "perftargets: --explain goes with --format text only\n"
    )


@pytest.mark.parametrize("argv", [["不少于100条"], []])
def test_c_locale_gets_utf8(argv: list[str]) -> None:
    """Arguments, input and output are UTF-8 where the locale knows only ASCII."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "perftargets", "parse", *argv],
        check=False,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        input="不少于100条".encode(),
    )
    assert done.stderr == b""
    assert done.stdout.decode() == "不少于100条  comparison  ≥ 100 条\n"
    assert done.returncode == 0
