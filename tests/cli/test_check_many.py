"""``perftargets check`` on many files: written one by one, and none is kept."""

from pathlib import Path

import pytest

from perftargets import read
from perftargets.cli import output
from perftargets.reporting.evaluation import FORMATS, render_evaluations
from perftargets.scoring.check import check
from tests.cli.conftest import Run
from tests.cli.keeping import watched

NAMES = ("a.yaml", "b.yaml", "c.yaml", "d.yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a working folder with four units of one department."""
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(NAMES):
        Path(name).write_text(
            "schema: perftargets/1\nfiscal_year: 2023\ndepartment: 某局\nprojects:\n"
            f"  - {{name: 项目\u2028{number}, indicators: [\n"
            f"      {{category: 产出指标, name: 场次, target: 不少于{number + 5}场,"
            f" weight: 90, actual: {number + 6}场}}]}}\n",
            encoding="utf-8",
        )


def whole(form: str) -> str:
    """Write all the evaluations at once."""
    evaluations = [check(read(name)) for name in NAMES]
    return render_evaluations(evaluations, form, language="en")


@pytest.mark.parametrize("form", FORMATS)
def test_files_one_by_one_give_what_all_together_give(run: Run, form: str) -> None:
    """Sums, departments, lists: as if everything had been there at once."""
    assert whole(form) == run("check", ".", "--format", form).out


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_takes_what_the_terminal_shows(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Also where it waits on disk; CSV in a file begins with a mark for Excel."""
    monkeypatch.setattr(output, "IN_MEMORY", 1)
    monkeypatch.setattr(output, "_BLOCK", 7)
    assert 0 == run("check", ".", "--format", form, "-o", f"out.{form[:4]}").code
    written = Path(f"out.{form[:4]}").read_bytes().decode()
    assert whole(form) == written.removeprefix("\ufeff")


@pytest.mark.parametrize("form", FORMATS)
def test_no_evaluation_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """When a file is checked, those before the last one are gone."""
    alive = watched(monkeypatch, "perftargets.cli.check.check", check)
    run("check", ".", "--format", form)
    assert [0, 1, 1, 1] == alive
