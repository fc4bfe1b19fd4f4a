"""Findings set aside: comments in YAML and TOML, remarks, a sidecar file."""

from pathlib import Path

import pytest

from perftargets.linting.lint import lint
from perftargets.reading import read
from tests.cli.conftest import Result, Run
from tests.cli.lint.conftest import TABLE

ROW = "target: 约1200人次}"
LINT = ("lint", "table.yaml", "--select", "VAL003,STR009,IGN", "--format", "concise")

ASIDE = "perftargets: set aside by markers or baseline: 2\n"


def found(result: Result) -> list[str]:
    """Give line and code of each finding printed."""
    lines = [
        line.split(": ", 1)
        for line in result.out.splitlines()
        if not line.startswith("perftargets: set aside")
    ]
    return [f"{place.split(':')[1]} {rest.split(' ')[1]}" for place, rest in lines]


def write(folder: Path, text: str) -> None:
    """Write the table anew."""
    (folder / "table.yaml").write_text(text, encoding="utf-8")


def test_a_comment_behind_a_row(run: Run, folder: Path) -> None:
    """It counts for that row and that rule."""
    write(folder, TABLE.replace(ROW, f"{ROW} # perftargets: ignore[VAL003] 历年口径"))

    assert ["9 STR009"] == found(run(*LINT))


def test_a_comment_on_its_own_line(run: Run, folder: Path) -> None:
    """It counts for what begins below it."""
    write(
        folder,
        TABLE.replace(
            "      - {category: 效益",
            "      # perftargets: ignore[missing-target]\n      - {category: 效益",
        ),
    )

    assert ["7 VAL003"] == found(run(*LINT))


def test_a_comment_for_the_whole_file(run: Run, folder: Path) -> None:
    """``ignore-file`` takes several rules."""
    write(folder, f"# perftargets: ignore-file[VAL, STR009]\n{TABLE}")

    assert Result(0, ASIDE) == run(*LINT)


def test_a_comment_does_not_reach_another_row(run: Run, folder: Path) -> None:
    """A comment at the wrong row sets nothing aside, and is reported."""
    write(folder, TABLE.replace("≥95%}", "≥95%} # perftargets: ignore[VAL003]"))

    assert ["7 VAL003", "9 STR009", "8 IGN001"] == found(run(*LINT))


def test_text_of_the_table_is_no_comment(run: Run, folder: Path) -> None:
    """What stands without a space before it belongs to the value."""
    write(folder, TABLE.replace("培训人次,", '"培训人次#perftargets:ignore[VAL003]",'))

    assert ["7 VAL003", "9 STR009"] == found(run(*LINT))


def test_a_marker_in_the_remarks(run: Run, folder: Path) -> None:
    """Every form has 备注, so every form can set a finding aside."""
    write(folder, TABLE.replace(ROW, f'{ROW[:-1]}, note: "perftargets: ignore[VAL]"}}'))

    assert ["9 STR009"] == found(run(*LINT))


def test_a_sidecar(run: Run, folder: Path) -> None:
    """A file beside the table names rule, project and row."""
    (folder / "table.yaml.ignore.toml").write_text(
        '[[ignore]]\nrule = "VAL003"\nproject = "培训项目"\nindicator = "培训人次"\n'
        'reason = "历年口径"\n\n[[ignore]]\nrule = "VAL003"\nindicator = "别的"\n',
        encoding="utf-8",
    )

    result = run(*LINT)

    assert "STR009 missing-target 缺少目标值" in result.out
    assert "VAL003 hedged-number 数字含糊" not in result.out
    assert (
        "table.yaml.ignore.toml: warning IGN001 unused-ignore 忽略标记无效: "
        "the marker that ignores “VAL003” sets nothing aside; remove it\n" in result.out
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[ignore]]\nproject = "a"\n', 'each [[ignore]] has a rule = "…"'),
        (
            '[[ignore]]\nrule = "VAL003"\nprojct = "a"\n',
            "there is no setting “projct”; did you mean “project”?",
        ),
        ("[[ignores]]\n", "there is no setting “ignores”; did you mean “ignore”?"),
        ('[[ignore]]\nrule = "VAL003"\nproject = 3\n', "“project” is a text"),
        ("#" * 1_000_001, "over 1000000 bytes"),
        ("[[ignore]", "no TOML: Expected ']]' at the end of an array declaration"),
    ],
)
def test_mistakes_in_a_sidecar(run: Run, folder: Path, text: str, said: str) -> None:
    """They are told where they stand, and nothing is set aside for them."""
    (folder / "table.yaml.ignore.toml").write_text(text, encoding="utf-8")

    result = run(*LINT)

    assert (
        f"table.yaml.ignore.toml: warning IGN001 unused-ignore 忽略标记无效: {said}"
        in result.out
    )
    assert "VAL003 hedged-number 数字含糊" in result.out
    assert "STR009 missing-target 缺少目标值" in result.out


def test_a_marker_without_brackets_means_all(run: Run, folder: Path) -> None:
    """Behind a row it counts for every rule there, and for no other row."""
    write(folder, TABLE.replace(ROW, f"{ROW}  # perftargets: ignore 历年口径"))

    assert ["9 STR009"] == found(run(*LINT))


def test_a_file_is_set_aside_without_brackets(run: Run, folder: Path) -> None:
    """``ignore-file`` alone counts for every rule."""
    write(folder, f"# perftargets: ignore-file\n{TABLE}")

    assert Result(0, ASIDE) == run(*LINT)


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("ignore", "the marker that ignores “ALL” sets nothing aside; remove it"),
        (
            "ignore[VAL003",
            "the bracket of the marker is not closed, so it sets nothing aside",
        ),
        (
            "ignore[]",
            "the brackets of the marker name no rule, so it sets nothing aside",
        ),
        (
            "ignore[VAL999]",
            "the marker ignores “VAL999”, and there is no such rule",
        ),
        (
            "ignore-fle[VAL003]",
            "there is no marker “ignore-fle”; write ignore or ignore-file",
        ),
    ],
)
@pytest.mark.parametrize("where", ["  # perftargets: ", ', note: "perftargets: '])
def test_a_marker_without_effect(
    run: Run, folder: Path, marker: str, said: str, where: str
) -> None:
    """It is reported with its reason, in a comment as in 备注."""
    row = "target: ≥95%}"
    written = f"{row}{where}{marker}"
    if "note" in where:
        written = f'target: ≥95%{where}{marker}"}}'
    write(folder, TABLE.replace(row, written))

    result = run(*LINT)

    assert ["7 VAL003", "8 IGN001", "9 STR009"] == sorted(found(result))
    assert f"IGN001 unused-ignore 忽略标记无效: {said}" in result.out


def test_brackets_of_full_width(run: Run, folder: Path) -> None:
    """They are what a Chinese keyboard gives."""
    note = f'{ROW[:-1]}, note: "perftargets：ignore【VAL003、UNT】合同原文"}}'
    write(folder, TABLE.replace(ROW, note))

    assert "7 VAL003" not in found(run(*LINT))


def test_the_library_sets_aside_what_the_command_does(folder: Path) -> None:
    """Comments, 备注 and the file beside it come with the document."""
    write(folder, TABLE.replace(ROW, f"{ROW}  # perftargets: ignore[VAL003]"))
    (folder / "table.yaml.ignore.toml").write_text(
        '[[ignore]]\nrule = "STR009"\n', encoding="utf-8"
    )

    report = lint(read("table.yaml"), select=["VAL003", "STR009", "IGN"])

    assert () == report.findings
    assert ["STR009", "VAL003"] == sorted(each.code for each in report.suppressed)


def test_marks_are_no_part_of_a_table(folder: Path) -> None:
    """A document with a comment equals one without."""
    write(folder, f"# perftargets: ignore-file\n{TABLE}")
    marked = read("table.yaml")
    write(folder, TABLE)

    assert read("table.yaml") == marked
    assert 1 == len(marked.marks)


def test_the_sum_counts_what_is_set_aside(run: Run, folder: Path) -> None:
    """Nothing is dropped without a word."""
    write(folder, f"# perftargets: ignore-file[ALL]\n{TABLE}")

    assert run("lint", "table.yaml", "--select", "VAL003,STR009").out == (
        "nothing found; files: 1, projects: 1, indicators: 3 (profile mof2020 1); "
        "set aside by markers or baseline: 2\n"
    )
