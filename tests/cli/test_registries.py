"""What stands in a folder stands in help and docs: profiles, forms of a report."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest

from perftargets import _data
from perftargets.cli.options import profiles
from perftargets.findings import Language
from perftargets.profile import load_profile, shipped
from perftargets.reading.native import profile_schema
from perftargets.reporting import evaluation, lint, render
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
PROFILES = files("perftargets") / "profiles"


def page(name: str) -> str:
    """Read a page of the reference."""
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def test_every_file_of_profiles_is_a_profile() -> None:
    """By its name, in the help and in the loader alike."""
    names = sorted(each.name.removesuffix(".toml") for each in PROFILES.iterdir())

    assert names == list(profiles()) == list(shipped())
    assert names == [load_profile(name).name for name in names]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("command", ["lint", "check"])
@pytest.mark.parametrize("name", profiles())
def test_a_profile_stands_in_the_help(
    run: Run, name: str, command: str, language: Language
) -> None:
    """Of both commands that take one."""
    assert re.search(rf"\b{name}\b", run(command, "--help", "--lang", language).out)


@pytest.mark.checkout
@pytest.mark.parametrize("name", profiles())
def test_a_profile_stands_in_the_docs(name: str) -> None:
    """On the page of the command and on that of lint."""
    assert all(f"`{name}`" in page(each) for each in ("command.md", "lint.md"))


@pytest.fixture
def probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put one more file into the folder of profiles, and nothing anywhere else."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    for each in PROFILES.iterdir():
        folder.joinpath(each.name).write_text(
            each.read_text(encoding="utf-8"), encoding="utf-8"
        )
    folder.joinpath("probe.toml").write_text(
        'extends = "hubei"\ntitle = "试点方案"\nversion = "7"\n', encoding="utf-8"
    )
    real = _data._folder  # noqa: SLF001 - where packaged files lie

    def found(name: str) -> Any:
        return folder if name == "profiles" else real(name)

    monkeypatch.setattr(_data, "_folder", found)
    shipped.cache_clear()
    yield "probe"
    monkeypatch.undo()
    shipped.cache_clear()


def test_one_more_profile_is_one_more_file(
    run: Run, probe: str, tmp_path: Path
) -> None:
    """The loader, the help, the schema, the command and its mistakes all know it."""
    assert probe in shipped()
    assert ("probe", "7") == (load_profile(probe).name, load_profile(probe).version)
    for language in get_args(Language):
        for command in ("lint", "check"):
            assert re.search(
                r"\bprobe\b", run(command, "--help", "--lang", language).out
            )
    assert probe in profile_schema.schema()["properties"]["extends"]["enum"]
    table = tmp_path / "table.yaml"
    table.write_text(
        "schema: perftargets/1\nprojects:\n  - {name: 甲, indicators: [{category: "
        "产出指标, name: 场次, target: 5场, weight: 90, actual: 5场}]}\n",
        encoding="utf-8",
    )
    done = run("check", str(table), "--profile", probe, "--format", "csv")
    assert (0, "") == (done.code, done.err)
    assert done.out.rstrip().endswith("probe 7")
    assert "probe" in run("check", str(table), "--profile", "prob").err


FORMS: list[tuple[str, str]] = [("lint", form) for form in lint.FORMATS]
FORMS += [("check", form) for form in evaluation.FORMATS]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize(("command", "form"), FORMS)
def test_a_form_of_a_report_stands_in_the_help(
    run: Run, command: str, form: str, language: Language
) -> None:
    """Of the command that writes it."""
    assert re.search(rf"\b{form}\b", run(command, "--help", "--lang", language).out)


@pytest.mark.parametrize(("command", "form"), FORMS)
def test_the_command_takes_every_form(run: Run, command: str, form: str) -> None:
    """The choices of ``--format`` are those that there are."""
    result = run(command, "absent.csv", "--format", form)
    assert (2, "") == (result.code, result.out)
    assert "absent.csv" in result.err


@pytest.mark.checkout
@pytest.mark.parametrize(("command", "form"), FORMS)
def test_a_form_of_a_report_stands_in_the_docs(command: str, form: str) -> None:
    """On the page of the command, and those of lint in the table of the forms."""
    section = page("command.md").partition(f"\n## {command}\n")[2].partition("\n## ")[0]
    assert re.search(rf"`(--format )?{form}`", section)
    if command == "lint":
        assert f"| `{form}` |" in page("lint.md")


def test_every_form_of_a_report_stands_in_its_docstring() -> None:
    """``help(render)`` names them all."""
    said = render.__doc__ or ""
    for name in {form for _, form in FORMS}:
        assert re.search(rf"\b{name}\b", said), name
