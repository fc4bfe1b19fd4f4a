"""Profiles: what they say, and what is told of one that cannot be used."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from perftargets.errors import DataError, UsageError
from perftargets.profile import load_profile, shipped
from perftargets.profile.model import GradeBand


def test_the_default_is_the_form_of_2020() -> None:
    """Weights, sums, grades and the reverse formula of 10号."""
    profile = load_profile()

    assert "mof2020" == profile.name
    weights = profile.weights
    assert [0, 50, 30, 10, 10] == [
        int(each)
        for each in (
            weights.cost,
            weights.output,
            weights.benefit,
            weights.satisfaction,
            weights.execution,
        )
    ]
    assert (Decimal(90), Decimal(100)) == weights.sums
    assert "ratio" == profile.points.reverse
    assert (
        GradeBand(name="优", least=Decimal(90)),
        GradeBand(name="良", least=Decimal(80)),
        GradeBand(name="中", least=Decimal(60)),
        GradeBand(name="差", least=Decimal(0)),
    ) == profile.grades
    assert profile.points.pass_mark is None


@pytest.mark.parametrize("name", shipped())
def test_the_points_of_a_shipped_profile_add_up_to_100(name: str) -> None:
    """With rows on cost and without, the categories and the execution make 100."""
    weights = load_profile(name).weights
    shared = weights.satisfaction + weights.execution

    assert 100 == weights.cost + weights.output + weights.benefit + shared
    assert 100 == weights.output_without_cost + weights.benefit_without_cost + shared


def test_the_profiles_differ_where_the_texts_do() -> None:
    """Cost at level 1, execution to explain, bands, the linear formula."""
    assert "sustainability" not in load_profile("mof2021").categories.level2
    assert Decimal("0.9") == load_profile("sichuan").execution.explain_below
    assert Decimal("0.5") == load_profile("hubei").levels.partly
    assert "linear" == load_profile("linear").points.reverse


def test_figures_are_exact() -> None:
    """A share is a decimal or a fraction, as written."""
    assert Decimal("1.3") == load_profile().points.far_above
    assert isinstance(load_profile().points.far_above, Decimal)


def written(folder: Path, text: str) -> Path:
    """Write a profile."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    """The rest comes from the profile that it extends."""
    path = written(
        tmp_path,
        'extends = "mof2021"\n[points]\npass_mark = 0.6\nfar_above_cut = "1/3"\n',
    )

    profile = load_profile(path)

    assert "own" == profile.name
    assert Decimal("0.6") == profile.points.pass_mark
    assert Fraction(1, 3) == profile.points.far_above_cut
    assert load_profile("mof2021").weights == profile.weights


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[points]\nrevers = 'ratio'",
            "there is no setting “points.revers”; did you mean “reverse”?",
        ),
        (
            "[points]\nreverse = 'rato'",
            "points.reverse is one of ratio, linear, not “rato”",
        ),
        (
            "[verdict]\ntolerance = 'much'",
            "verdict.tolerance: expected a number such as 10 or 7.5, found “much”",
        ),
        ("[verdict]\ntolerance = -1", "verdict.tolerance must hold ≥ 0"),
        ("[weights]\nsums = 90", "weights.sums is a list, not 90"),
        ("weights = 3", "weights is a table, not 3"),
        (
            "grades = [{name = '优', least = 60}, {name = '良', least = 90}]",
            "grades must hold 90 > 80 > …",
        ),
        (
            "[categories]\nrequired = ['outputs']",
            "categories.required knows no category “outputs”; did you mean “output”?",
        ),
        ("colour = 'red'", "there is no setting “colour”"),
    ],
)
def test_a_profile_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    """The message names the file and the setting."""
    path = written(tmp_path, f'extends = "mof2020"\n{text}\n')

    with pytest.raises(DataError) as caught:
        load_profile(path)
    assert f"{path}: {said}" == caught.value.en


def test_a_profile_that_extends_nothing_has_every_setting(tmp_path: Path) -> None:
    """What is missing is named, and where to take it from."""
    path = written(tmp_path, 'title = "自定"\n')

    with pytest.raises(DataError, match=r'extends = "mof2020" takes the rest'):
        load_profile(path)


def test_a_profile_extends_only_what_is_shipped(tmp_path: Path) -> None:
    """No file names another file to open."""
    path = written(tmp_path, 'extends = "../other.toml"\n')

    with pytest.raises(DataError, match=r"extends names a shipped profile"):
        load_profile(path)


def test_a_name_of_no_profile_is_refused() -> None:
    """The nearest name is suggested."""
    with pytest.raises(
        UsageError,
        match=r"^there is no profile “mof2012”; did you mean “mof20[12][01]”\?",
    ):
        load_profile("mof2012")


def test_a_profile_that_is_no_toml(tmp_path: Path) -> None:
    """The message says what the parser says."""
    with pytest.raises(DataError, match=r"own\.toml: no TOML: "):
        load_profile(written(tmp_path, "[[[\n"))
