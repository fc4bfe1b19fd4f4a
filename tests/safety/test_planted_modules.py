"""Modules that lie in the current folder: none of them is ever imported.

Whoever sends a file may send modules beside it, and a job of CI runs in their folder.
"""

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from perftargets.reading.formats.helper import JOBS
from perftargets.reading.formats.registry import READERS
from tests.safety import files

PLANT = 'open({where!r}, "a").write({name!r} + " ")\n'
SHELL = ("lint", "check", "convert")
"""The commands that read documents."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of files in every form, and of modules with every name there is."""
    made = tmp_path_factory.mktemp("planted")
    files.put_all(made)
    names = {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize"}
    for name in sorted(names - {"__main__"}):
        if name.isidentifier():
            text = PLANT.format(where=str(made / "RAN"), name=name)
            (made / f"{name}.py").write_text(text, encoding="utf-8")
    return made


def ran(folder: Path, *command: str) -> list[str]:
    """Run a command in the folder, and give the planted modules that ran."""
    log = folder / "RAN"
    log.unlink(missing_ok=True)
    done = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=120, check=False
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    return log.read_text(encoding="utf-8").split() if log.exists() else []


def script() -> str:
    """Give the command as it is installed."""
    return str(Path(sys.executable).with_name("perftargets"))


def test_a_planted_module_is_seen_where_it_does_run(folder: Path) -> None:
    """The law below could not fail if nothing here were ever imported."""
    assert ran(folder, sys.executable, "-c", "import resource") == ["resource"]


@pytest.mark.parametrize("command", SHELL)
def test_no_command_runs_a_module_of_the_current_folder(
    folder: Path, command: str
) -> None:
    """For every command that reads documents, with every reader in one call."""
    names = sorted(path.name for path in folder.glob("a.*"))
    assert len(names) == len(READERS)
    goal = ("-o", "out", "--force") if command == "convert" else ()
    assert ran(folder, script(), command, *names, *goal) == []


@pytest.mark.parametrize(
    "call",
    [
        ("parse", "不少于100条"),
        ("rule", "VAL003"),
        ("schema",),
        ("demo",),
        ("synth", "--rows", "9", "-o", "s.csv", "--force"),
        ("scan", "a.csv", "-o", "b.parquet", "--force"),
    ],
)
def test_the_other_commands_run_none_either(
    folder: Path, call: tuple[str, ...]
) -> None:
    """Those that read phrases, big tables or nothing."""
    assert ran(folder, script(), *call) == []


def test_nor_does_the_package_when_it_is_run_as_a_module(folder: Path) -> None:
    """``python -m`` puts the current folder first; it goes before anything is read.

    What the interpreter itself imports to find the package is not ours to choose, so
    those names are not planted here.
    """
    early = subprocess.run(
        [sys.executable, "-c", "import runpy, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name in {*early.stdout.replace(".", " ").split(), "perftargets"}:
        (folder / f"{name}.py").unlink(missing_ok=True)
    assert (folder / "resource.py").exists()
    assert (folder / "python_calamine.py").exists()
    assert ran(folder, sys.executable, "-m", "perftargets", "lint", "a.xls") == []


def test_every_job_of_the_helper_is_isolated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It starts elsewhere, and takes neither folders nor modules by the environment."""
    from perftargets.reading.formats import isolated

    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setenv("PYTHONSTARTUP", str(folder / "json.py"))
    (folder / "RAN").unlink(missing_ok=True)
    for job in JOBS:
        answer = isolated.run(
            job, "xlrd", (folder / "a.xls").read_bytes(), memory=2**32
        )
        assert answer is not None
        assert answer.code == 0
    assert not (folder / "RAN").exists()
