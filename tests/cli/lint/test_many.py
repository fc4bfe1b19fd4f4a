"""``perftargets lint`` on many files: written one by one, and none is kept."""

from pathlib import Path

import pytest

from perftargets import read
from perftargets.cli import output
from perftargets.findings import combined
from perftargets.linting.lint import lint
from perftargets.reporting.lint import FORMATS, render_report
from tests.cli.conftest import Run
from tests.cli.keeping import watched

NAMES = ("a.yaml", "b.yaml", "c.yaml", "d.yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a working folder with files of several findings, one of them broken."""
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(NAMES):
        text = (
            "schema: perftargets/1\nprojects:\n"
            f"  - {{name: 项目\u2028{number}, goal: 做好, indicators: [\n"
            f"      {{category: 效益指标, name: 效果{number}, target: 明显提升}}]}}\n"
        )
        Path(name).write_text("[" if name == "c.yaml" else text, encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_files_one_by_one_give_what_all_together_give(run: Run, form: str) -> None:
    """Sums at the top, lists, separators: as if everything had been there at once."""
    whole = combined(lint(read(name)) for name in NAMES)
    wanted = render_report(whole, form, language="en")
    assert wanted == run("lint", ".", "--format", form).out


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_a_file_is_the_one_on_the_terminal(run: Run, form: str) -> None:
    """Also where it waits on disk, being too long for memory."""
    shown = run("lint", ".", "--format", form).out
    run("lint", ".", "-o", f"{form}=out.txt")
    assert shown == Path("out.txt").read_text(encoding="utf-8")


def test_what_waits_may_wait_on_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of many files is longer than what is kept in memory."""
    shown = run("lint", ".", "--format", "json").out
    monkeypatch.setattr(output, "IN_MEMORY", 1)
    monkeypatch.setattr(output, "_BLOCK", 7)
    assert shown == run("lint", ".", "--format", "json").out


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """When a file is looked at, those before the last one are gone."""
    alive = watched(monkeypatch, "perftargets.cli.lint.lint", lint)
    run("lint", ".", "--format", form)
    assert [0, 1, 1, 1] == alive
