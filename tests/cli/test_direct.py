"""Calls of ``lint`` that pass by the parser of options say what it would have said."""

from pathlib import Path

import pytest

from perftargets.cli import direct
from perftargets.cli import lint as command
from perftargets.cli._app import build
from perftargets.cli.options import LintOptions

Call = tuple[tuple[Path, ...], LintOptions]

CALLS: tuple[list[str], ...] = (
    ["lint", "甲.json"],
    ["lint", "甲.json", "乙.yaml"],
    ["lint", "a/*.csv", "--format", "json"],
    ["lint", "--fail-on", "never", "甲.json"],
    ["lint", "--format", "sarif", "甲.json", "--fail-on", "warning", "乙.json"],
    ["lint", "<stdin>"],
)

OTHERS: tuple[list[str], ...] = (
    [],
    ["lint"],
    ["check", "甲.json"],
    ["lint", "--fix", "甲.json"],
    ["lint", "甲.json", "--format"],
    ["lint", "甲.json", "--format", "yaml"],
    ["lint", "甲.json", "--format=json"],
    ["lint", "甲.json", "--format", "json", "--format", "text"],
    ["lint", "--format", "json"],
    ["lint", "--", "甲.json"],
    ["lint", "-h"],
    ["lint", ""],
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return the calls that reach the command, which does nothing."""
    found: list[Call] = []

    def run(files: tuple[Path, ...], options: LintOptions, _: str) -> int:
        found.append((files, options))
        return 7

    monkeypatch.setattr(command, "run", run)
    return found


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_direct_call_is_the_call_of_the_parser(
    calls: list[Call], arguments: list[str]
) -> None:
    """The same files, the same options, the same exit code."""
    assert 7 == direct.lint(arguments, "en")
    assert 7 == build("en")(arguments, exit_on_error=False, print_error=False)
    own, parsed = calls
    assert parsed == own


@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_every_other_call_goes_to_the_parser(
    calls: list[Call], arguments: list[str]
) -> None:
    """What has to be taken apart, or refused, is none of it."""
    assert None is direct.lint(arguments, "en")
    assert [] == calls
