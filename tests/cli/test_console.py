"""The command on consoles of others: language of Windows, GBK, completion, codes."""

import codecs
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from perftargets.cli.language import of_locale
from perftargets.findings import CODES, Language
from perftargets.linting.catalogue import catalogue
from tests.cli.conftest import Result, Run

TAIWAN, PRC, AMERICAN, GERMAN = 0x0404, 0x0804, 0x0409, 0x0407
"""Language identifiers as Windows gives them."""


@pytest.mark.parametrize(
    ("locale", "interface", "language"),
    [
        ("Chinese (Simplified)_China", AMERICAN, "zh"),
        ("zh_CN", AMERICAN, "zh"),
        ("English_United States", PRC, "zh"),
        ("", TAIWAN, "zh"),
        ("English_United States", AMERICAN, "en"),
        ("", GERMAN, "en"),
        ("", 0, "en"),
    ],
)
def test_windows_is_asked_where_no_variable_is_set(
    locale: str, interface: int, language: Language
) -> None:
    """The locale first, then the user interface."""
    found = of_locale({}, locale=lambda: locale, interface=lambda: interface)

    assert language == found


def test_a_variable_goes_before_the_system() -> None:
    """LANG is what the user set; the system is not asked."""
    for name, language in (("en_US.UTF-8", "en"), ("zh_CN.UTF-8", "zh")):
        other = "zh_CN" if language == "en" else "en_US"
        assert language == of_locale({"LANG": name}, locale=lambda: other)  # noqa: B023 - asked at once


def command(*argv: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "perftargets", *argv],
        capture_output=True,
        check=False,
        env=os.environ | variables,
    )


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "gb2312", "gb18030"])
def test_output_for_a_gbk_console(encoding: str) -> None:
    """Nothing breaks, nothing is escaped: signs that GBK lacks have others there."""
    done = command("demo", "--lang", "zh", PYTHONIOENCODING=encoding)

    text = done.stdout.decode(encoding)
    assert (0, b"") == (done.returncode, done.stderr)
    assert "无法判断" in text
    assert "\\u" not in text


def test_a_pipe_has_utf8_unless_asked_otherwise() -> None:
    """Whatever the locale is."""
    done = command("parse", "≥95%", "--lang", "zh", LC_ALL="C", PYTHONIOENCODING="")

    assert "≥" in done.stdout.decode("utf-8")
    assert b"\xa1\xdd" in command("parse", "≥95%", PYTHONIOENCODING="gbk").stdout
    assert "gbk" == codecs.lookup("cp936").name


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".local/share/bash-completion/completions/perftargets"),
        ("fish", ".config/fish/completions/perftargets.fish"),
        ("zsh", ".zsh/completions/_perftargets"),
    ],
)
def test_completion_is_installed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, file: str
) -> None:
    """The script goes to where the shell looks; the message says where."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ZSH_CUSTOM", raising=False)
    monkeypatch.delenv("ZSH", raising=False)

    done = run("--install-completion", "--shell", shell, "--lang", "zh")

    (script,) = [
        each for each in tmp_path.rglob("*") if each.is_file() and "rc" not in each.name
    ]
    text = script.read_text("utf-8")
    said = f"补全脚本已写到“{script}”，重新打开 shell 后生效\n"
    assert Result(0, said) == done
    assert "perftargets" in file
    assert all(name in text for name in ("no-inline-ignores", "convert", "check"))


def test_bash_completes_commands_and_options(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``perftargets li`` and ``perftargets lint --no-in`` are completed."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert 0 == run("--install-completion", "--shell", "bash").code
    script = tmp_path / ".local/share/bash-completion/completions/perftargets"
    asked = f"""
source '{script}'
name=$(complete -p perftargets | sed 's/.*-F \\([^ ]*\\).*/\\1/')
ask() {{
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}
  "$name" perftargets "${{@: -1}}" "${{@: -2:1}}"
  echo "${{COMPREPLY[@]}}"
}}
ask perftargets li
ask perftargets lint --no-in
"""
    done = subprocess.run(
        [bash, "-c", asked], capture_output=True, check=True, encoding="utf-8"
    )

    assert ["lint", "--no-inline-ignores"] == done.stdout.split()


def test_a_shell_that_is_not_known_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names those that are."""
    from cyclopts import App
    from cyclopts.completion.detect import ShellDetectionError

    def install(*_: object, **__: object) -> Path:
        raise ShellDetectionError

    monkeypatch.setattr(App, "install_completion", install)
    done = run("--install-completion")

    assert (2, "") == (done.code, done.out)
    assert "write --shell bash, zsh, fish or powershell" in done.err


@pytest.mark.parametrize("code", sorted({*CODES, *catalogue()}))
def test_rule_knows_every_code(run: Run, code: str) -> None:
    """Of rules, readers, writers and markers; in both languages."""
    entry = CODES.get(code) or catalogue()[code]
    for language in ("zh", "en"):
        done = run("rule", code, "--lang", language)
        assert 0 == done.code
        assert done.out.startswith(f"{code} {entry.name} ")
        assert entry.summary.text(language) in done.out
    (tree,) = json.loads(run("rule", code, "--format", "json").out)
    assert (code, entry.name) == (tree["code"], tree["name"])


def test_all_codes_are_listed(run: Run) -> None:
    """``rule --all`` has a line for each."""
    lines = run("rule", "--all").out.splitlines()

    assert sorted({*CODES, *catalogue()}) == [line.split()[0] for line in lines]
