"""``perftargets check``: profiles, monitoring, many files, and what is written."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from perftargets import read
from perftargets.reporting.evaluation.json import MANY, schema
from tests.cli.conftest import Result, Run

ROWS: list[dict[str, Any]] = [
    {"name": "培训人数", "target": "不少于120人", "actual": "60人", "weight": 40},
    {"name": "培训成本", "target": "不超过100元", "actual": "150元", "weight": 50},
]


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Give a table of one project with points, money and printed scores."""
    return written(tmp_path / "table.json", ROWS)


def written(
    path: Path,
    rows: list[dict[str, Any]],
    year: int = 2022,
    **project: Any,
) -> str:
    """Write a table of one project."""
    funds = {"total": {"adjusted": "100万元", "spent": "95万元"}}
    indicators = [{"category": "产出指标", **row} for row in rows]
    document = {
        "schema": "perftargets/1",
        "fiscal_year": year,
        "projects": [
            {"name": "培训经费", "funds": funds, "indicators": indicators, **project}
        ],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def project(run: Run, *argv: str) -> dict[str, Any]:
    """Run the check and give its first project."""
    found: dict[str, Any] = json.loads(run("check", *argv, "--format", "json").out)[
        "projects"
    ][0]
    return found


@pytest.mark.parametrize(
    ("profile", "points", "result"),
    [
        ("mof2020", ["20.00", "33.33"], ("62.83", "中", True)),
        ("linear", ["20.00", "25.00"], ("54.50", "差", True)),
    ],
)
def test_a_profile_decides_the_points(
    run: Run, table: str, profile: str, points: list[str], result: tuple[Any, ...]
) -> None:
    """The same table by ratio and in a line; 9.50 points are the budget's."""
    found = project(run, table, "--profile", profile)
    assert [row["points"] for row in found["indicators"]] == points
    assert (found["total"], found["grade"], found["complete"]) == result


def test_a_profile_of_ones_own(run: Run, table: str, tmp_path: Path) -> None:
    """A file extends a shipped profile and changes what it wants."""
    own = tmp_path / "own.toml"
    own.write_text(
        'extends = "mof2020"\ntitle = "本地"\ntitle_en = "own"\nversion = "3"\n'
        "[points]\npass_mark = 0.6\n",
        encoding="utf-8",
    )
    result = run("check", table, "--profile", str(own), "--format", "json")
    tree = json.loads(result.out)
    assert tree["profile"] == {"name": "own", "version": "3", "title": "本地"}
    assert [row["points"] for row in tree["projects"][0]["indicators"]] == [
        "0.00",
        "33.33",
    ]


def test_a_profile_that_is_not_there_is_a_mistake(run: Run, table: str) -> None:
    """2, before anything is read."""
    result = run("check", table, "--profile", "mof2022")
    assert result.code == 2
    assert result.err.startswith("perftargets: there is no profile “mof2022”")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("extends = ", "own.toml: no TOML"),
        (
            'extends = "mof2020"\n[points]\nrevers = "linear"\n',
            "own.toml: there is no setting “points.revers”; did you mean “reverse”?",
        ),
        (
            'extends = "mof2020"\n[points]\nrounding = "up"\n',
            "own.toml: points.rounding is one of half-up, half-even, down, not “up”",
        ),
    ],
)
def test_a_mistake_in_a_profile_is_one_of_the_call(
    run: Run, table: str, tmp_path: Path, content: str, said: str
) -> None:
    """2, with the file and the setting; nothing is checked."""
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    result = run("check", table, "--profile", str(own))
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_folder_is_no_file_to_write_to(run: Run, table: str, tmp_path: Path) -> None:
    """The message says what -o wants."""
    result = run("check", table, "-o", str(tmp_path))
    err = (
        f"perftargets: “{tmp_path}” is a folder; -o names a file, such as result.xlsx\n"
    )
    assert result == Result(2, "", err)


def test_a_file_cannot_open_a_profile(run: Run, tmp_path: Path) -> None:
    """A document names shipped profiles only; another name is told and left."""
    path = tmp_path / "table.json"
    path.write_text(
        json.dumps({"schema": "perftargets/1", "profile": "/etc/x.toml"}),
        encoding="utf-8",
    )
    result = run("check", str(path), "--format", "json")
    assert json.loads(result.out)["profile"]["name"] == "mof2020"
    assert "the document asks for the profile “/etc/x.toml”" in result.err


def test_monitoring(run: Run, table: str) -> None:
    """What is expected by July, the light, and the money beside it."""
    found = project(run, table, "--as-of", "2022-07-31")
    assert found["indicators"][0]["progress"] == {
        "light": "green",
        "expected": "70",
        "missing": "60",
        "unit": "人",
        "behind": False,
        "reason": "expected so far 70人 (120人 × 7/12), actual 60人; 60人 to the "
        "target of the year",
    }
    assert (found["progress"]["light"], found["progress"]["execution"]) == (
        "red",
        "0.9500",
    )


def test_a_day_that_is_none_is_a_mistake(run: Run, table: str) -> None:
    """The message shows how a day is written."""
    err = "perftargets: --as-of is a date such as 2022-07-31, not “7月底”\n"
    assert run("check", table, "--as-of", "7月底") == Result(2, "", err)


def test_last_years_table_is_what_changes_start_from(run: Run, tmp_path: Path) -> None:
    """103 after 100 is an increase of 3 %."""
    row = {"name": "游客", "target": "较上年增长4%", "weight": 100}
    now = written(tmp_path / "now.json", [{**row, "actual": "103万人次"}])
    last = [{**row, "actual": "100万人次"}]
    before = written(tmp_path / "before.json", last, 2021)
    other = written(tmp_path / "other.json", last)
    (alone,) = project(run, now)["indicators"]
    (known,) = project(run, now, "--prior", before)["indicators"]
    assert (alone["verdict"], alone["points"]) == ("undetermined", None)
    assert (known["verdict"], known["points"]) == ("not_met", "75.00")
    (unknown,) = project(run, now, "--prior", other)["indicators"]
    assert unknown["verdict"] == "undetermined"
    assert (
        "the table of the year before is of 2022, not of 2021; nothing is compared "
        "with it; give the table of 2021, or check the year of both"
        in run("check", now, "--prior", other).err
    )


def test_the_form_is_filled_in(run: Run, table: str, tmp_path: Path) -> None:
    """A sheet for each project, read back with points, total and grade."""
    out = tmp_path / "自评表.xlsx"
    assert run("check", table, "-o", str(out)) == Result(0, "")
    (found,) = read(out).projects
    assert [(row.weight, row.score) for row in found.indicators] == [
        (Decimal(40), Decimal("20.00")),
        (Decimal(50), Decimal("33.33")),
    ]
    assert (found.total, found.grade) == (Decimal("62.83"), "中")
    assert found.funds is not None
    assert (found.funds.total.weight, found.funds.total.score) == (
        Decimal(10),
        Decimal("9.50"),
    )


def test_the_form_is_filled_in_for_word(run: Run, table: str, tmp_path: Path) -> None:
    """DOCX holds the same."""
    out = tmp_path / "自评表.docx"
    assert run("check", table, "-o", str(out)) == Result(0, "")
    (found,) = read(out).projects
    assert (found.total, found.grade) == (Decimal("62.83"), "中")


def test_an_open_row_leaves_the_total_of_the_form_empty(
    run: Run, tmp_path: Path
) -> None:
    """An incomplete total would pass for a final one; the remark says why."""
    rows = [{**ROWS[0], "actual": "完成"}, ROWS[1]]
    out = tmp_path / "out.xlsx"
    run("check", written(tmp_path / "table.json", rows), "-o", str(out))
    (found,) = read(out).projects
    assert (found.total, found.grade) == (None, None)
    assert [(row.score, row.note) for row in found.indicators] == [
        (None, "结论无法判断，需人工计分"),
        (Decimal("33.33"), None),
    ]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.html", b"<!DOCTYPE html>"),
        ("out.csv", "\ufeffdepartment,agency,project".encode()),
        ("out.json", b'{\n  "schema": "perftargets-evaluation/1"'),
        ("out.txt", b"projects: 1, indicators: 2"),
    ],
)
def test_the_ending_of_the_output_is_its_form(
    run: Run, table: str, tmp_path: Path, name: str, begins: bytes
) -> None:
    """Nothing goes to standard output then."""
    out = tmp_path / name
    assert run("check", table, "-o", str(out)) == Result(0, "")
    assert out.read_bytes()[: len(begins)] == begins


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["-o", "out.md"], "the ending of “out.md” names no form; there are .csv, "),
        (
            ["-o", "out.html", "--format", "csv"],
            "the ending of “out.html” is not that of --format csv",
        ),
        (["--format", "xlsx"], "xlsx cannot go to standard output; -o names a file"),
    ],
)
def test_outputs_that_cannot_be(
    run: Run, table: str, argv: list[str], said: str
) -> None:
    """A call that contradicts itself ends with 2."""
    result = run("check", table, *argv)
    assert result.code == 2
    assert result.err.startswith(f"perftargets: {said}")


def test_a_file_that_is_there_is_kept(run: Run, table: str, tmp_path: Path) -> None:
    """Only --force replaces it."""
    out = tmp_path / "out.json"
    out.write_text("mine", encoding="utf-8")
    assert run("check", table, "-o", str(out)).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("check", table, "-o", str(out), "--force").code == 0
    assert out.read_text(encoding="utf-8") != "mine"


def test_several_files(run: Run, tmp_path: Path) -> None:
    """JSON is one document, a form has the sheets of all, text one after another."""
    first = written(tmp_path / "a.json", ROWS)
    second = written(tmp_path / "b.json", ROWS[:1], name="宣传经费")
    tree = json.loads(run("check", first, second, "--format", "json").out)
    names = [each["projects"][0]["name"] for each in tree["evaluations"]]
    assert names == ["培训经费", "宣传经费"]
    assert tree["schema"] == "perftargets-evaluations/1"
    assert tree["summary"] == {
        "files": 2,
        "projects": 2,
        "indicators": 3,
        "met": 0,
        "not_met": 3,
        "partly_met": 0,
        "undetermined": 0,
        "not_reported": 0,
    }
    out = tmp_path / "out.xlsx"
    assert run("check", first, second, "-o", str(out)).code == 0
    assert [each.name for each in read(out).projects] == ["培训经费", "宣传经费"]
    text = run("check", first, second).out
    assert text.index("培训经费") < text.index("宣传经费")


def test_a_row_that_does_not_apply_fails_nothing(run: Run, tmp_path: Path) -> None:
    """不适用 is no missing report."""
    rows = [{**ROWS[0], "actual": "120人"}, {**ROWS[1], "actual": "不适用"}]
    path = written(tmp_path / "table.json", rows)
    assert run("check", path, "--fail-on", "undetermined").code == 0


@pytest.fixture
def units(tmp_path: Path) -> tuple[str, str]:
    """Give the tables of two units of one department."""
    rows = [
        [{"name": "培训人数", "target": "≥100人", "actual": actual, "weight": 90}]
        for actual in ("90人", "0.02万人")
    ]
    return (
        written(tmp_path / "a.json", rows[0], name="一中", department="教育局"),
        written(tmp_path / "b.json", rows[1], name="二中", department="教育局"),
    )


def test_units_of_a_department_are_put_together(
    run: Run, units: tuple[str, str]
) -> None:
    """90 and 200 of 100 each are 290 of 200, in JSON, text and HTML."""
    tree = json.loads(run("check", *units, "--format", "json").out)
    assert tree["departments"] == [
        {
            "department": "教育局",
            "year": 2022,
            "name": "培训人数",
            "unit": "人",
            "per": None,
            "way": "sum",
            "apart": None,
            "target": "200",
            "actual": "290",
            "completion": "1.4500",
            "count": 2,
            "targets": {"least": "100", "greatest": "100"},
            "actuals": {"least": "90", "greatest": "200"},
            "projects": ["一中", "二中"],
            "units": [
                {"project": "一中", "target": "100", "actual": "90"}
                | {"verdict": "not_met"},
                {"project": "二中", "target": "100", "actual": "200"}
                | {"verdict": "met"},
            ],
            "left_out": [],
        }
    ]
    jsonschema.validate(tree, json.loads(schema(MANY)))
    said = "教育局 · 2022年 · 培训人数：目标200人，实际290人，完成率145%"
    said += "（2个项目合计：一中、二中）；其中1个项目未达到自身目标：一中"
    text = run("check", *units, "--lang", "zh").out
    assert said in "".join(text.splitlines())
    page = run("check", *units, "--format", "html", "--lang", "zh").out
    assert f"<li>{said}</li>" in page


def test_units_in_one_file_are_put_together(run: Run, tmp_path: Path) -> None:
    """What two units report under one project is added up, and no other project."""
    row = {"category": "产出指标", "name": "培训人数", "target": "≥100人"}
    projects = [
        {"name": name, "agency": agency, "indicators": [{**row, "actual": actual}]}
        for name, agency, actual in (
            ("公用经费", "一中", "90人"),
            ("公用经费", "二中", "120人"),
            ("助学金", "一中", "70人"),
        )
    ]
    table = tmp_path / "table.json"
    content = {"schema": "perftargets/1", "fiscal_year": 2022, "projects": projects}
    table.write_text(json.dumps(content), encoding="utf-8")
    tree = json.loads(run("check", str(table), "--format", "json").out)
    jsonschema.validate(tree, json.loads(schema()))
    (found,) = tree["departments"]
    assert (found["target"], found["actual"], found["projects"]) == (
        "200",
        "210",
        ["公用经费（一中）", "公用经费（二中）"],
    )
    said = "2022年 · 公用经费 › 培训人数：目标200人，实际210人，完成率105%"
    said += "（2个项目合计：一中、二中）；其中1个项目未达到自身目标：一中"
    lines = run("check", str(table), "--lang", "zh").out.splitlines()
    assert said in "".join(lines)
    assert "二中 › 公用经费" in lines


def test_the_year_before_gives_trends(run: Run, tmp_path: Path) -> None:
    """60 after 80 is a quarter less; the year before is added to no department."""
    now = written(tmp_path / "now.json", ROWS[:1])
    before = tmp_path / "before.json"
    written(before, [{**ROWS[0], "actual": "80人"}])
    content = json.loads(before.read_text(encoding="utf-8"))
    before.write_text(json.dumps({**content, "fiscal_year": 2021}), encoding="utf-8")
    argv = [now, "--prior", str(before)]
    tree = json.loads(run("check", *argv, "--format", "json").out)
    jsonschema.validate(tree, json.loads(schema()))
    years = [
        {"verdict": "not_met", "target": "120", "unit": "人", "year": year}
        | {"actual": actual}
        for year, actual in ((2021, "80"), (2022, "60"))
    ]
    assert tree["trends"] == [
        {"agency": None, "project": "培训经费", "name": "培训人数"}
        | {"change": "-0.2500", "years": years}
    ]
    line = "培训经费 › 培训人数: 2021 80人, 2022 60人; down 25% against the year before"
    assert line in " ".join(run("check", *argv).out.splitlines())
