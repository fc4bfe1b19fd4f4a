"""The action, the hook and the example for GitLab, each run as its server runs it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.lint.conftest import TABLE

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent

INPUTS = {
    "PATHS": "table.yaml\n",
    "PROFILE": "",
    "SELECT": "VAL003,STR009",
    "IGNORE": "",
    "FAIL_ON": "error",
    "BASELINE": "",
    "CONFIG": "",
    "ALIASES": "",
    "PRIOR": "",
    "LIMIT": "",
    "SARIF": "",
    "LANGUAGE": "en",
}
"""What the server puts into the variables of the action."""


def bash(
    script: str, folder: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a script as a server does: it stops at the first command that fails."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("there is no bash")
    environment = os.environ | variables
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        [shell, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action that checks, with the command that is installed."""
    tree = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = tree["runs"]["steps"][-1]
    assert set(INPUTS) == set(step["env"])
    runner = folder / "runner"
    if not runner.exists():
        runner.mkdir()
        (runner / "perftargets").symlink_to(BIN.parent)
    return bash(step["run"], folder, {**INPUTS, "RUNNER_TEMP": str(runner), **inputs})


@pytest.mark.checkout
def test_the_action_annotates_and_fails(folder: Path) -> None:
    """Findings become workflow commands, and an error fails the step."""
    done = action(folder)

    assert 1 == done.returncode
    assert ["::warning file=table.yaml,line=7", "::error file=table.yaml,line=9"] == [
        line.partition(",col")[0] for line in done.stdout.splitlines()
    ]


@pytest.mark.checkout
def test_the_action_passes_its_inputs_on(folder: Path) -> None:
    """Each input is an option; none is pasted into the script."""
    done = action(
        folder,
        SELECT="ALL",
        IGNORE="STR,CAT,WGT",
        PROFILE="mof2021",
        SARIF="report.sarif",
        FAIL_ON="never",
        PATHS="table.yaml\n$(touch caught)\n",
    )

    assert 2 == done.returncode
    assert "there is no file “$(touch caught)”" in done.stderr
    assert not (folder / "caught").exists()


@pytest.mark.checkout
def test_the_action_trims_paths_and_limits(folder: Path) -> None:
    """Spaces and the ends of lines of Windows around a path are no part of it."""
    done = action(folder, PATHS="  table.yaml \r\n\t\n", LIMIT=" rows=1000 \n\n")

    assert ("", 1) == (done.stderr, done.returncode)
    assert 2 == action(folder, LIMIT="rows=x").returncode


@pytest.mark.checkout
@pytest.mark.parametrize("name", ["CONFIG", "ALIASES", "PRIOR"])
def test_the_action_takes_files_beside_the_tables(folder: Path, name: str) -> None:
    """Settings, titles of columns and last year's table are options too."""
    done = action(folder, **{name: "none.file"})

    assert 2 == done.returncode
    assert "there is no file “none.file”" in done.stderr


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("绩效目标表.xlsx", True),
        ("2023/绩效/道路养护.XLSX", True),
        ("2023年绩效目标/a/b.csv", True),
        ("a.targets.YAML", True),
        ("绩效.xlsb", True),
        ("绩效.XLSM", True),
        ("绩效.Pdf", True),
        ("培训.yaml", False),
        ("绩效.py", False),
        ("targets.yaml", False),
        ("绩效.xlsx.bak", False),
    ],
)
def test_what_the_hook_looks_at(path: str, fits: bool) -> None:  # noqa: FBT001 - a case
    """绩效 in the name of a file or folder, endings of any case."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert fits is (re.search(hook["files"], path) is not None)


@pytest.mark.checkout
def test_the_action_declares_every_input_that_it_uses() -> None:
    """An input without a declaration would be empty for ever."""
    tree = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    used = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", str(tree["runs"])))

    assert used == set(tree["inputs"])


def test_the_example_for_gitlab_runs(folder: Path) -> None:
    """Its script writes the two reports that it hands to the server."""
    page = (ROOT / "docs" / "how-to" / "lint-in-ci.md").read_text(encoding="utf-8")
    section = page.partition("## GitLab")[2]
    block = re.search(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert block is not None
    job = yaml.safe_load(block[1])["targets"]
    (folder / "tables").mkdir()
    (folder / "tables" / "a.yaml").write_text(TABLE, encoding="utf-8")

    done = bash(job["script"][1], folder, {})

    assert 1 == done.returncode
    reports = job["artifacts"]["reports"]
    issues = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert "tables/a.yaml" == issues[0]["location"]["path"]
    assert (folder / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.checkout
def test_the_hook_runs_under_pre_commit(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """pre-commit finds the hook in a repository, and a faulty table stops a commit."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    hooks = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    variables = {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("cache")),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "LANG": "en_GB.UTF-8",
    }
    begin = f'"{git}" init -q . && "{git}" add -A && "{git}" commit -qm x'
    made = bash(f'{begin} && "{git}" rev-parse HEAD', hooks, variables)
    assert 0 == made.returncode, made.stderr
    # The environment of the hook is the one of the tests: nothing is downloaded.
    (folder / ".pre-commit-config.yaml").write_text(
        "repos:\n"
        f"  - repo: {hooks}\n"
        f"    rev: {made.stdout.strip()}\n"
        "    hooks:\n"
        "      - id: perftargets\n"
        "        language: system\n"
        "        additional_dependencies: []\n",
        encoding="utf-8",
    )
    (folder / "培训.targets.yaml").write_text(TABLE, encoding="utf-8")
    (folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")

    done = bash(
        f'"{git}" init -q . && "{git}" add -A && '
        f'"{sys.executable}" -m pre_commit run --color never',
        folder,
        variables,
    )

    assert 1 == done.returncode
    assert "perftargets lint" in done.stdout
    assert (
        "培训.targets.yaml:9:47: error STR009 missing-target 缺少目标值" in done.stdout
    )
    assert "other.yaml" not in done.stdout
