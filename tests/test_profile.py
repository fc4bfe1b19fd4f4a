"""Profiles: what they say, and what is told of one that cannot be used."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from perftargets.errors import DataError, UsageError
from perftargets.profile import asked_profile, load_profile, model, shipped
from perftargets.profile.loader import SIZE_LIMIT
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


BOUNDS = [
    ("verdict.tolerance", "0", "-0.01", "≥ 0"),
    ("levels.partly", "0", "-0.1", None),
    ("levels.partly", "0.8", "0.81", None),
    ("levels.achieved", "1", "1.01", None),
    ("points.places", "0", "-1", "0–6"),
    ("points.places", "6", "7", "0–6"),
    ("points.far_above", "1", "0.99", "≥ 1"),
    ("weights.sums", "[90]", "[]", "≥ 1"),
    ("monitoring.red_below", "0.85", "0.86", None),
    ("monitoring.blue_from", "0.85", "0.84", None),
]
"""A setting, the last value that is fit, the first that is not, and what is told."""

GIVEN = """\
extends = "mof2020"
[levels]
achieved = 0.8
[monitoring]
yellow_below = 0.85
"""


def with_setting(folder: Path, setting: str, value: str) -> Path:
    """Write a profile with one setting over those that the bounds are drawn by."""
    table, _, key = setting.partition(".")
    lines = [
        line for line in GIVEN.splitlines() if not line.startswith((f"{key} ", "["))
    ]
    tables: dict[str, list[str]] = {"levels": [], "monitoring": [], table: []}
    for line in lines[1:]:
        tables["levels" if "achieved" in line else "monitoring"].append(line)
    tables[table].append(f"{key} = {value}")
    text = "\n".join(f"[{name}]\n" + "\n".join(of) for name, of in tables.items())
    return written(folder, f"{lines[0]}\n{text}\n")


@pytest.mark.parametrize(("setting", "last", "beyond", "wanted"), BOUNDS)
def test_a_bound_itself_is_fit_and_what_lies_beyond_is_not(
    tmp_path: Path, setting: str, last: str, beyond: str, wanted: str | None
) -> None:
    """Each bound is tried at its last value and one step beyond."""
    laws = {"levels": "0 ≤ partly ≤ achieved", "monitoring": "red_below ≤ yellow_below"}
    table, _, key = setting.partition(".")

    profile = load_profile(with_setting(tmp_path, setting, last))
    found = getattr(getattr(profile, table), key)
    assert found == ((Decimal(90),) if key == "sums" else Decimal(last))

    path = with_setting(tmp_path, setting, beyond)
    with pytest.raises(DataError) as caught:
        load_profile(path)
    told = f"{setting} must hold {wanted}" if wanted else f"{table} must hold "
    assert caught.value.en.startswith(f"{path}: {told}{'' if wanted else laws[table]}")


@pytest.mark.parametrize("setting", ["grades", "satisfaction.bands"])
def test_bands_fall_and_none_is_given_twice(tmp_path: Path, setting: str) -> None:
    """Two of one least total, or one above the other, contradict each other."""
    table, _, key = setting.rpartition(".")
    kind = "share = 1" if key == "bands" else 'name = "优"'
    head = f'extends = "mof2020"\n[{table}]\n' if table else 'extends = "mof2020"\n'
    for fit, leasts in ((True, [90, 60, 0]), (False, [90, 90]), (False, [60, 90])):
        bands = ", ".join(f"{{{kind}, least = {least}}}" for least in leasts)
        path = written(tmp_path, f"{head}{key} = [{bands}]\n")
        if fit:
            assert len(leasts) in {
                len(load_profile(path).grades),
                len(load_profile(path).satisfaction.bands),
            }
            continue
        with pytest.raises(DataError, match=f"{setting} must hold 90 > 80 > …"):
            load_profile(path)


def test_rules_end_for_the_profile_that_says_so_alone(tmp_path: Path) -> None:
    """What extends the form of 2020 does not end with it, unless it says so."""
    assert (2021, "mof2021") == (load_profile().until, load_profile().successor)
    assert (None, None) == (
        load_profile("mof2021").until,
        load_profile("mof2021").successor,
    )
    own = load_profile(written(tmp_path, 'extends = "mof2020"\n'))
    assert (None, None) == (own.until, own.successor)
    own = load_profile(written(tmp_path, 'extends = "mof2020"\nuntil = 2030\n'))
    assert (2030, None) == (own.until, own.successor)


def test_a_setting_that_may_be_off_is_off_with_false(tmp_path: Path) -> None:
    """One that may not be is told, with what was found."""
    off = 'extends = "mof2020"\n[points]\npass_mark = false\n[execution]\n'
    profile = load_profile(written(tmp_path, off + "explain_below = false\n"))
    assert (None, None) == (
        profile.points.pass_mark,
        profile.execution.explain_below,
    )
    for value, shown in (("true", "true"), ("false", "false")):
        path = written(tmp_path, f'extends = "mof2020"\n[points]\nplaces = {value}\n')
        with pytest.raises(DataError, match=f"points.places: .*{shown}"):
            load_profile(path)
    path = written(tmp_path, 'extends = "mof2020"\n[points]\npass_mark = true\n')
    with pytest.raises(DataError, match=r"points.pass_mark: .*true"):
        load_profile(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[points]\nreverse = 3", "points.reverse is one of ratio, linear, not 3"),
        ("[weights]\nsums = true", "weights.sums is a list, not true"),
        ("[weights]\nsums = 'x'", "weights.sums is a list, not “x”"),
        ("[weights]\nsums = {}", "weights.sums is a list, not dict"),
        ("[weights]\nsums = 9.50", "weights.sums is a list, not 9.50"),
        (
            "[weights]\nsums = [90, 'x']",
            "weights.sums[1]: expected a number such as 10 or 7.5, found “x”",
        ),
        ("grades = [3]", "grades[0] is a table, not 3"),
        (
            "grades = [{name = '优', least = 90}, {name = '良'}]",
            'grades[1] lacks least; extends = "mof2020" takes the rest from there',
        ),
        (
            "grades = [{name = '优', leest = 90}]",
            "there is no setting “grades[0].leest”; did you mean “least”?",
        ),
        (
            "[categories]\nlevel1 = ['outputs']",
            "categories.level1 knows no category “outputs”; did you mean “output”?",
        ),
        (
            "[categories]\noutput_aspects = ['日志']",
            "categories.output_aspects knows no category “日志”",
        ),
        (
            "[categories]\nlevel1 = ['output']\nrequired = ['benefit']",
            "categories.required knows no category “benefit”",
        ),
    ],
)
def test_a_message_quotes_what_was_found(tmp_path: Path, text: str, said: str) -> None:
    """As it is written, with the place of an item of a list."""
    path = written(tmp_path, f'extends = "mof2020"\n{text}\n')
    with pytest.raises(DataError) as caught:
        load_profile(path)
    assert f"{path}: {said}" == caught.value.en


def test_a_table_goes_over_the_table_below_and_a_list_in_its_place(
    tmp_path: Path,
) -> None:
    """One setting of a table leaves the others; a list is taken as it stands."""
    path = written(
        tmp_path,
        'extends = "mof2020"\ntitle = "自定"\n[weights]\nsums = [50]\n'
        "[monitoring]\nlights = false\n",
    )
    own, base = load_profile(path), load_profile()
    assert ("自定", base.title_en) == (own.title, own.title_en)
    assert attrs.evolve(base.weights, sums=(Decimal(50),)) == own.weights
    assert attrs.evolve(base.monitoring, lights=False) == own.monitoring


def test_a_profile_has_a_size_and_an_encoding(tmp_path: Path) -> None:
    """As many bytes as the limit are read, one more is not; a mark may stand first."""
    head = '\ufeffextends = "mof2020"\n#'
    rest = SIZE_LIMIT - len(head.encode())
    path = written(tmp_path, head + "x" * rest)
    assert SIZE_LIMIT == path.stat().st_size == 1_000_000
    assert "own" == load_profile(path).name

    path = written(tmp_path, head + "x" * (rest + 1))
    with pytest.raises(DataError, match="a profile has at most 1000000 bytes"):
        load_profile(path)

    path.write_bytes('title = "自定"'.encode("gb18030"))
    with pytest.raises(DataError, match="a profile is UTF-8"):
        load_profile(path)


def test_a_name_is_a_name_and_a_path_a_path(tmp_path: Path) -> None:
    """What ends in .toml or holds a separator is a path, and no name is guessed."""
    path = written(tmp_path, 'extends = "mof2020"\n')
    bare = tmp_path / "own"
    path.rename(bare)
    assert "own" == load_profile(str(bare)).name
    with pytest.raises(FileNotFoundError):
        load_profile("mof2012.toml")
    known = "hubei, linear, mof2020, mof2021, sichuan"
    with pytest.raises(UsageError) as caught:
        load_profile("别处的")
    assert (
        f"there is no profile “别处的”; available: {known}, or the path of a .toml file"
        == caught.value.en
    )
    assert f"没有方案“别处的”；可用：{known.replace(', ', '、')}" in caught.value.zh


CLASSES = [
    each
    for each in vars(model).values()
    if isinstance(each, type) and attrs.has(each) and each.__module__ == model.__name__
]


@pytest.mark.parametrize("kind", CLASSES)
def test_settings_are_given_by_their_names(kind: type[Any]) -> None:
    """Two figures in the wrong order would be another regulation."""
    wanted = len(attrs.fields(kind))
    with pytest.raises(TypeError, match="positional argument"):
        kind(*range(wanted))


def test_what_a_caller_asks_for_is_taken_or_refused(tmp_path: Path) -> None:
    """A profile is taken as it is; a wrong file and a wrong kind are his mistakes."""
    own = attrs.evolve(load_profile(), version="9")
    assert asked_profile(own) is own
    assert asked_profile("mof2021") == load_profile("mof2021")
    assert "own" == asked_profile(written(tmp_path, 'extends = "mof2020"\n')).name
    with pytest.raises(UsageError, match=r"own\.toml: weights is a table, not 3"):
        asked_profile(written(tmp_path, 'extends = "mof2020"\nweights = 3\n'))
    with pytest.raises(UsageError, match="profile"):
        asked_profile(3)  # type: ignore[arg-type]
