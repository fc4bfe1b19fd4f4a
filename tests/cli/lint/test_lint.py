"""``perftargets lint``: what is printed, what is written, what the run ends with."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from perftargets.findings import Severity
from perftargets.linting import Context, Defect, catalogue, rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.model.indicator import Indicator
from tests.cli.conftest import Result, Run
from tests.cli.lint.conftest import TABLE

VALUE = ("--select", "VAL003,STR009", "--format", "concise")
"""The two rules that find something, one line each."""

HEDGED = (
    "table.yaml:7:9: warning VAL003 hedged-number 数字含糊: “约1200人次” states no "
    "line: nobody can say what counts as met; drop the hedge and write “≥1200人次” or "
    "“≤1200人次” or “=1200人次”\n"
)
MISSING = "table.yaml:9:9: error STR009 missing-target 缺少目标值: "


def codes(result: Result) -> list[str]:
    """Give code and line of each finding printed in the concise form."""
    found = []
    for line in result.out.splitlines():
        if line.startswith("perftargets: set aside"):
            continue
        place, rest = line.split(": ", 1)
        found.append(f"{rest.split(' ')[1]}:{place.split(':')[1]}")
    return found


def test_an_error_ends_with_1(run: Run, folder: Path) -> None:  # noqa: ARG001 - goes there
    """Both findings are printed, in the order of the file."""
    result = run("lint", "table.yaml", *VALUE)

    assert 1 == result.code
    assert ["VAL003:7", "STR009:9"] == codes(result)
    assert "" == result.err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--select", "VAL003"), 0),
        (("--select", "VAL003", "--fail-on", "warning"), 1),
        (("--select", "VAL003", "--fail-on", "info"), 1),
        (("--select", "STR009", "--fail-on", "never"), 0),
        (("--select", "STR009", "--ignore", "missing-target"), 2),
    ],
)
@pytest.mark.usefixtures("folder")
def test_fail_on(run: Run, options: tuple[str, ...], code: int) -> None:
    """From the severity that is asked for on, the run ends with 1."""
    assert code == run("lint", "table.yaml", *options).code


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--select", "VAL03"), "there is no rule “VAL03”; did you mean “VAL003”?"),
        (
            ("--ignore", "hedged-numbr"),
            "there is no rule “hedged-numbr”; did you mean “hedged-number”?",
        ),
        (
            ("--profile", "mof2012"),
            (
                "there is no profile “mof2012”; did you mean “mof2021”? available: "
                "hubei, linear, mof2020, mof2021, sichuan, or the path of a .toml file"
            ),
        ),
        (("--write-baseline",), "--write-baseline needs --baseline FILE"),
        (
            ("-o", "xml=a"),
            (
                "--output is FORMAT=FILE, with a format of text, concise, json, sarif, "
                "github, gitlab, junit, html; not “xml=a”"
            ),
        ),
        (("--prior", "none.yaml"), "there is no file “none.yaml”"),
        (("none.yaml",), "there is no file “none.yaml”"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_mistakes_end_with_2(run: Run, argv: tuple[str, ...], said: str) -> None:
    """Nothing is printed, and the message says what would be right."""
    assert Result(2, "", f"perftargets: {said}\n") == run("lint", "table.yaml", *argv)


@pytest.mark.usefixtures("folder")
def test_no_path_is_a_mistake(run: Run) -> None:
    """A call that names no file does not pass for a clean one."""
    assert Result(2, "", "perftargets: there is no file to read\n") == run("lint")


def test_several_reports_of_one_run(run: Run, folder: Path) -> None:
    """One form to standard output, others to files."""
    result = run(
        "lint", "table.yaml", *VALUE, "-o", "json=a.json", "-o", "sarif=b.sarif"
    )

    assert ["VAL003:7", "STR009:9"] == codes(result)
    tree = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert ["VAL003", "STR009"] == [each["code"] for each in tree["findings"]]
    sarif = json.loads((folder / "b.sarif").read_text(encoding="utf-8"))
    assert 2 == len(sarif["runs"][0]["results"])


@pytest.mark.usefixtures("folder")
def test_statistics(run: Run) -> None:
    """How often each rule found something, and the sum."""
    assert run("lint", "table.yaml", "--select", "VAL003,STR009", "--statistics") == (
        Result(
            1,
            "1  STR009  missing-target  缺少目标值\n"
            "1  VAL003  hedged-number  数字含糊\n"
            "error 1, warning 1; files: 1, projects: 1, indicators: 3 "
            "(profile mof2020 1)\n",
        )
    )


def test_a_folder_is_gone_through(run: Run, folder: Path) -> None:
    """Every readable file in order; others are counted and told."""
    (folder / "more").mkdir()
    (folder / "more" / "b.yaml").write_text(TABLE, encoding="utf-8")
    (folder / "more" / "notes.md").write_text("x", encoding="utf-8")

    result = run("lint", ".", "--select", "VAL003", "--format", "concise")

    assert ["more/b.yaml:7:65", "table.yaml:7:65"] == [
        line.split(": ")[0] for line in result.out.splitlines()
    ]
    assert (
        "1 files of the folders have another ending and were not read\n" == result.err
    )


@pytest.mark.usefixtures("folder")
def test_standard_input(run: Run) -> None:
    """``-`` reads what is piped in."""
    result = run("lint", "-", "--select", "STR009", stdin=TABLE.encode())

    assert 1 == result.code
    assert "STR009 missing-target 缺少目标值" in result.out


def test_an_unreadable_file_is_an_error(run: Run, folder: Path) -> None:
    """What cannot be read is not fit to submit."""
    (folder / "bad.xlsx").write_bytes(b"PK\x03\x04 no archive")

    result = run("lint", "bad.xlsx", "--format", "concise")

    assert 1 == result.code
    assert "error REA004 unreadable-file 读不出的文件" in result.out


@rule("TST001", Severity.ERROR, clause="测试")
def broken_rule(_row: Indicator, _context: Context) -> Iterable[Defect]:
    """出错的规则。 | A rule that breaks down."""
    message = "no such key"
    raise LookupError(message)


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.usefixtures("folder")
def test_a_rule_that_breaks_down_ends_with_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Its name is told in every form, and the other rules still run."""
    rules = {**CATALOGUE, "TST001": broken_rule}
    for module in ("linting.lint", "cli.lint"):
        name = "installed" if module == "linting.lint" else "catalogue"
        monkeypatch.setattr(f"perftargets.{module}.{name}", lambda: rules)
    catalogue.catalogue.cache_clear()

    result = run("lint", "table.yaml", "--select", "TST001,VAL003", "--format", form)

    assert 3 == result.code
    assert "TST001 broken-rule broke down" in result.out + result.err
    assert "VAL003" in result.out


def test_a_baseline_sets_known_findings_aside(run: Run, folder: Path) -> None:
    """It knows them when their lines move, and tells what is found no more."""
    written = run(
        "lint", "table.yaml", *VALUE, "--baseline", "b.json", "--write-baseline"
    )
    assert Result(0, "", "“b.json” now holds 2 findings as known\n") == written

    moved = TABLE.replace("projects:", "# 移了一行\nprojects:")
    (folder / "table.yaml").write_text(moved, encoding="utf-8")
    aside = "perftargets: set aside by markers or baseline: 2\n"
    assert Result(0, aside) == run("lint", "table.yaml", *VALUE, "--baseline", "b.json")

    (folder / "table.yaml").write_text(TABLE.replace("约", "≥"), encoding="utf-8")
    assert run("lint", "table.yaml", *VALUE, "--baseline", "b.json") == Result(
        0,
        "perftargets: set aside by markers or baseline: 1\n",
        "VAL003 of the baseline (table.yaml / 培训项目 / 培训人次) is found no more; "
        "--write-baseline brings it up to date\n",
    )


def test_a_new_finding_is_not_in_the_baseline(run: Run, folder: Path) -> None:
    """What a baseline does not know is reported."""
    run("lint", "table.yaml", *VALUE, "--baseline", "b.json", "--write-baseline")
    (folder / "table.yaml").write_text(
        TABLE.replace("约1200人次", "约1300人次"), encoding="utf-8"
    )

    result = run("lint", "table.yaml", *VALUE, "--baseline", "b.json")

    assert ["VAL003:7"] == codes(result)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"schema": "x"}', '{"schema": "perftargets-baseline/1"}'],
)
def test_a_file_that_is_no_baseline(run: Run, folder: Path, content: str) -> None:
    """It ends with 2."""
    (folder / "b.json").write_text(content, encoding="utf-8")

    assert run("lint", "table.yaml", "--baseline", "b.json") == Result(
        2, "", "perftargets: “b.json” is no perftargets-baseline/1\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("chosen", [("--select", ""), ("--select", " , ")])
def test_a_selection_of_nothing_is_a_mistake(run: Run, chosen: tuple[str, str]) -> None:
    """A file that no rule looks at is not in order."""
    assert run("lint", "table.yaml", *chosen) == Result(
        2,
        "",
        "perftargets: no rule is selected, so nothing would be looked at; change "
        "--select or --ignore\n",
    )


@pytest.mark.usefixtures("folder")
def test_statistics_as_json(run: Run) -> None:
    """One entry a rule; other forms have none."""
    call = ("lint", "table.yaml", "--select", "VAL003", "--statistics", "--format")

    assert [
        {
            "code": "VAL003",
            "name": "hedged-number",
            "title": "数字含糊",
            "severity": "warning",
            "count": 1,
        }
    ] == json.loads(run(*call, "json").out)
    assert run(*call, "sarif") == Result(
        2, "", "perftargets: --statistics is text or json, not sarif\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_choice_that_is_nearly_right_is_suggested(run: Run) -> None:
    """As an option or a rule is."""
    said = run("lint", "table.yaml", "--fail-on", "warnings").err

    assert "not “warnings”; did you mean “warning”?" in said


@pytest.mark.parametrize(
    ("language", "shown"), [("zh", "没有检查任何文件"), ("en", "no file was looked at")]
)
def test_a_folder_without_a_table_is_not_called_fine(
    run: Run, tmp_path: Path, language: str, shown: str
) -> None:
    """Nothing was looked at: no profile is named, and nothing is in order."""
    result = run("lint", str(tmp_path), "--lang", language)
    assert (1, f"{shown}\n") == (result.code, result.out)
    assert str(tmp_path) in result.err
