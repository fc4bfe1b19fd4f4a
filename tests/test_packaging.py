"""What is shipped: metadata, extras, data files, and the command without its extra."""

import json
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from packaging.requirements import Requirement

import perftargets
from perftargets import _data

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads(
    (ROOT / "pyproject.toml").read_text(encoding="utf-8")
)["project"]


def names(requirements: list[str]) -> set[str]:
    """Give the names of the distributions required."""
    return {Requirement(line).name for line in requirements}


def files_under(folder: str) -> set[str]:
    """List the files under a folder of the project, without what Python caches."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an sdist and a wheel of this checkout, without any network."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_core_depends_on_three_libraries() -> None:
    """Nothing but attrs, cattrs and lark comes with the bare package."""
    assert {"attrs", "cattrs", "lark"} == names(PROJECT["dependencies"])


def test_all_holds_every_extra_but_spark_and_the_benchmarks() -> None:
    """``perftargets[all]`` names each extra that serves a user and is no burden."""
    extras = PROJECT["optional-dependencies"]
    (everything,) = extras["all"]

    assert "perftargets" == Requirement(everything).name
    assert {*extras} - {"all", "bench", "spark"} == Requirement(everything).extras


def test_the_version_stands_in_one_place() -> None:
    """The metadata takes the version from the package."""
    assert ["version"] == PROJECT["dynamic"]
    assert "version" not in PROJECT


def test_the_wheel_carries_grammar_and_pages_inside_the_package(built: Path) -> None:
    """A wheel holds the package, grammar/ and the pages of rules, and nothing else."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    package = {name.removeprefix("src/") for name in files_under("src")}
    grammar = {f"perftargets/{name}" for name in files_under("grammar")}
    pages = {
        name.replace("docs/rules/", "perftargets/linting/pages/")
        for name in files_under("docs/rules")
    }
    assert package | grammar | pages | {*carried()} == held


def carried() -> dict[str, Path]:
    """Give the tables that the wheel carries as JSON too, and where each is written."""
    return {
        f"perftargets/_tables/{folder}-{file.name}.json": file
        for folder, lies in (("grammar", "grammar"), ("words", "src/perftargets/words"))
        for file in (ROOT / lies).glob("*.toml")
    }


def test_the_wheel_carries_each_table_as_it_is_written(built: Path) -> None:
    """The tables of JSON are those of TOML, under the checksum of the text."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name, file in carried().items():
            text = file.read_text(encoding="utf-8")
            checksum, tree = archive.read(name).decode("utf-8").split("\n", 1)

            assert f"{crc32(text.encode()):08x}" == checksum, name
            assert tomllib.loads(text) == json.loads(tree), name


def test_the_sdist_carries_what_building_and_testing_need(built: Path) -> None:
    """An sdist holds sources, grammar, tests, docs, both READMEs and the checks."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {member.name.partition("/")[2] for member in archive if member.isfile()}

    folders = (".ci", "bench", "docs", "grammar", "src", "tests", "tools", "web")
    top = {
        ".gitignore",
        ".pre-commit-config.yaml",
        ".pre-commit-hooks.yaml",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "PKG-INFO",
        "README.md",
        "README.zh-CN.md",
        "SECURITY.md",
        "action.yml",
        "pyproject.toml",
    }
    assert top.union(*map(files_under, folders)) == held


def test_a_checkout_reads_the_grammar_where_it_is_edited() -> None:
    """An editable install and PYTHONPATH=src read grammar/ at the top."""
    checkout = Path(perftargets.__file__).resolve().parents[2]

    assert checkout / "grammar" / "target.lark" == _data.data("grammar", "target.lark")


def test_a_checkout_reads_the_pages_of_rules_where_they_are_edited() -> None:
    """They lie in docs/rules."""
    checkout = Path(perftargets.__file__).resolve().parents[2]

    assert checkout / "docs" / "rules" / "hedged-number.md" == _data.data(
        "linting/pages", "hedged-number.md"
    )
