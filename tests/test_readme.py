"""What the READMEs show is what the library and the command print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import perftargets

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = Path(perftargets.__file__).parent / "example"
LOCALES = {"README.md": "C.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}

FENCE = re.compile(r"^```(?P<info>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "[…]"


@attrs.frozen
class Shown:
    """A program that a README shows, and the output it shows for it."""

    program: tuple[str, ...]
    output: str


def blocks(readme: str, info: str) -> list[str]:
    """Give the bodies of the fenced blocks of one kind, in order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [match["body"] for match in FENCE.finditer(text) if match["info"] == info]


def commands(readme: str) -> list[Shown]:
    """Give the commands of the console blocks, each with the output under it."""
    shown = []
    for body in blocks(readme, "console"):
        command, _, output = body.partition("\n")
        prompt, name, *arguments = shlex.split(command)
        assert ("$", "perftargets") == (prompt, name)
        shown.append(Shown((sys.executable, "-m", "perftargets", *arguments), output))
    return shown


def printed(program: tuple[str, ...], *, locale: str) -> str:
    """Run a program beside the example in a locale and give what it prints."""
    environment = os.environ | {"COLUMNS": "100", "LC_ALL": locale, "PYTHONUTF8": "1"}
    done = subprocess.run(
        program,
        cwd=EXAMPLE,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def excerpt(output: str, shown: str) -> str:
    """Give the text shown where it is the output but for the lines left out.

    Where it is not, give the whole output, so that the comparison of the two tells
    what has changed.
    """
    parts = [re.escape(part) for part in shown.split(f"{LEFT_OUT}\n")]
    pattern = r"(?:.*\n)+?".join(parts)
    return shown if re.fullmatch(pattern, output) else output


@pytest.mark.parametrize("readme", LOCALES)
def test_the_python_example_prints_what_is_shown(readme: str) -> None:
    """The README's example runs as it stands and prints the block under it."""
    (code,) = blocks(readme, "python")
    (shown,) = blocks(readme, "text")

    program = (sys.executable, "-W", "error", "-c", code)
    assert shown == printed(program, locale=LOCALES[readme])


@pytest.mark.parametrize("readme", LOCALES)
def test_the_commands_print_what_is_shown(readme: str) -> None:
    """Each command prints the lines under it; ``[…]`` stands for lines left out."""
    shown = commands(readme)

    assert ["parse", "demo"] == [command.program[3] for command in shown]
    for command in shown:
        output = printed(command.program, locale=LOCALES[readme])
        assert command.output == excerpt(output, command.output)


def test_an_excerpt_that_is_wrong_is_not_accepted() -> None:
    """A line that the output lacks, or has elsewhere, makes the comparison fail."""
    output = "one\ntwo\nthree\nfour\n"

    assert "one\n[…]\nfour\n" == excerpt(output, "one\n[…]\nfour\n")
    assert output == excerpt(output, "one\nthree\nfour\n")
    assert output == excerpt(output, "two\n[…]\nfour\n")


def test_both_readmes_show_the_same_programs() -> None:
    """The Chinese README has the example and the commands of the English one."""
    english, chinese = LOCALES

    in_english = [
        code.replace(".reason.zh", ".reason.en") for code in blocks(chinese, "python")
    ]
    assert blocks(english, "python") == in_english
    assert [one.program for one in commands(chinese)] == [
        one.program for one in commands(english)
    ]
