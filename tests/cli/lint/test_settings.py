"""Settings: where they are found, what they change, what is told of mistakes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Result, Run

CONCISE = ("lint", "table.yaml", "--format", "concise")


def severities(result: Result) -> dict[str, str]:
    """Give the severity of each code printed."""
    found = {}
    for line in result.out.splitlines():
        severity, code, _ = line.split(": ", 1)[1].split(" ", 2)
        found[code] = severity
    return found


def settings(folder: Path, text: str, name: str = "perftargets.toml") -> None:
    """Write settings."""
    (folder / name).write_text(text, encoding="utf-8")


def test_settings_of_their_own_file(run: Run, folder: Path) -> None:
    """Selection, severity and the line at which the run fails."""
    settings(
        folder,
        'select = ["VAL003", "STR009"]\nfail-on = "never"\n'
        '[severity]\nVAL003 = "error"\nmissing-target = "info"\n',
    )

    result = run(*CONCISE)

    assert 0 == result.code
    assert {"VAL003": "error", "STR009": "info"} == severities(result)


def test_settings_in_pyproject(run: Run, folder: Path) -> None:
    """A table of the file that Python projects have anyway."""
    settings(folder, '[tool.perftargets]\nselect = ["VAL003"]\n', name="pyproject.toml")

    assert {"VAL003": "warning"} == severities(run(*CONCISE))


def test_settings_are_looked_for_further_up(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest file counts; a pyproject.toml without the table is passed over."""
    settings(folder, 'select = ["VAL003"]\n')
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    settings(below, "[project]\n", name="pyproject.toml")
    monkeypatch.chdir(below)

    result = run("lint", "../../table.yaml", "--format", "concise")

    assert {"VAL003": "warning"} == severities(result)


def test_options_come_over_settings(run: Run, folder: Path) -> None:
    """--select replaces, --ignore adds, --fail-on replaces."""
    settings(folder, 'select = ["VAL003"]\nfail-on = "warning"\n')

    assert 1 == run(*CONCISE).code
    assert 0 == run(*CONCISE, "--fail-on", "error").code
    assert {"STR009": "error"} == severities(run(*CONCISE, "--select", "STR009"))
    assert {} == severities(run(*CONCISE, "--ignore", "VAL"))


def test_rules_ignored_for_some_files(run: Run, folder: Path) -> None:
    """A pattern of paths counts from the folder of the settings."""
    settings(
        folder,
        'select = ["VAL003", "STR009"]\n[per-file-ignores]\n"tab*.yaml" = ["STR"]\n'
        '"old/*" = ["VAL003"]\n',
    )

    assert {"VAL003": "warning"} == severities(run(*CONCISE))


def test_settings_extend_others(run: Run, folder: Path) -> None:
    """What is not named comes from the file below."""
    settings(folder, 'select = ["VAL003", "STR009"]\nfail-on = "never"\n', "base.toml")
    settings(folder, 'extend = "base.toml"\nignore = ["STR009"]\n')

    assert Result(0, run(*CONCISE).out) == run(*CONCISE)
    assert {"VAL003": "warning"} == severities(run(*CONCISE))


def test_a_profile_beside_the_settings(run: Run, folder: Path) -> None:
    """A path of a profile counts from the folder of the settings."""
    settings(folder, 'extends = "linear"\n', "own.toml")
    settings(folder, 'profile = "own.toml"\nselect = ["VAL003"]\n')

    assert "(profile own 1)" in run("lint", "table.yaml").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", "there is no setting “selct”; did you mean “select”?"),
        ("colour = 1", "there is no setting “colour”"),
        ("select = 'VAL'", "select is a list of texts"),
        ("ignore = [1]", "ignore is a list of texts"),
        ("severity = []", "severity is a table"),
        ("severity.VAL003 = 1", "severity.VAL003 is a text"),
        ("fail-on = 'errors'", "fail-on is one of error, warning, info, never"),
        ("extend = 'perftargets.toml'", "extend goes round, or deeper than 8"),
    ],
)
def test_mistakes_in_settings(run: Run, folder: Path, text: str, said: str) -> None:
    """They end with 2 and name file and key."""
    settings(folder, text)

    path = folder / "perftargets.toml"
    assert Result(2, "", f"perftargets: {path}: {said}\n") == run(*CONCISE)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('select = ["VAL0O3"]', "select"),
        ('ignore = ["VAL0O3"]', "ignore"),
        ('severity = {VAL0O3 = "error"}', "severity.VAL0O3"),
        ('per-file-ignores = {"old/*" = ["VAL0O3"]}', "per-file-ignores.old/*"),
    ],
)
def test_an_unknown_rule_in_settings(
    run: Run, folder: Path, text: str, key: str
) -> None:
    """It is a mistake wherever it stands; file and key are named."""
    settings(folder, text)
    path = folder / "perftargets.toml"
    said = "there is no rule “VAL0O3”; did you mean “VAL003”?"

    assert (2, f"perftargets: {path}: {key}: {said}\n") == (
        run(*CONCISE).code,
        run(*CONCISE).err,
    )


def test_settings_that_are_no_toml(run: Run, folder: Path) -> None:
    """The message says what the parser says."""
    settings(folder, "[[[")

    assert 2 == run(*CONCISE).code
    assert "perftargets.toml: no TOML: " in run(*CONCISE).err


def test_a_profile_with_a_mistake_is_wrong_usage(run: Run, folder: Path) -> None:
    """The caller's profile is no content that is looked at."""
    settings(folder, 'extends = "mof2020"\n[points]\nrevers = "ratio"\n', "own.toml")

    assert run(*CONCISE, "--profile", "own.toml") == Result(
        2,
        "",
        "perftargets: own.toml: there is no setting “points.revers”; did you mean "
        "“reverse”?\n",
    )


def test_exclude_leaves_files_out_of_a_walk(run: Run, folder: Path) -> None:
    """By name, by folder and by path; a file that is named is read all the same."""
    table = (folder / "table.yaml").read_text(encoding="utf-8")
    for name in ("new/a.yaml", "old/b.yaml", "new/c-草稿.yaml"):
        (folder / "walked" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "walked" / name).write_text(table, encoding="utf-8")
    settings(folder, 'exclude = ["old", "*-草稿.yaml"]\n')

    walked = run("lint", "walked", "--format", "concise")
    named = run("lint", "walked/old/b.yaml", "--format", "concise")

    assert "walked/new/a.yaml" in walked.out
    assert "walked/old/b.yaml" not in walked.out
    assert "walked/new/c-草稿.yaml" not in walked.out
    assert (
        "2 files of the folders were left out by exclude or .perftargetsignore"
        in walked.err
    )
    assert "walked/old/b.yaml" in named.out


def test_an_ignore_file_in_the_folder_that_is_walked(run: Run, folder: Path) -> None:
    """Its lines are patterns; comments and blank lines are none."""
    table = (folder / "table.yaml").read_text(encoding="utf-8")
    for name in ("a.yaml", "b.yaml"):
        (folder / "walked").mkdir(exist_ok=True)
        (folder / "walked" / name).write_text(table, encoding="utf-8")
    (folder / "walked" / ".perftargetsignore").write_text(
        "# done\n\nb.yaml\n", encoding="utf-8"
    )

    result = run("lint", "walked", "--format", "concise")

    assert "walked/a.yaml" in result.out
    assert "walked/b.yaml" not in result.out


def test_a_folder_of_which_all_is_excluded_is_no_fault(run: Run, folder: Path) -> None:
    """Who leaves everything out has nothing to look at."""
    (folder / "walked").mkdir()
    (folder / "table.yaml").rename(folder / "walked" / "a.yaml")
    settings(folder, 'exclude = ["walked"]\n')

    result = run("lint", "walked", "--format", "concise")

    assert 0 == result.code
    assert "" == result.out
