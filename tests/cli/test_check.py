"""``perftargets check`` and ``perftargets demo``: verdicts, and how the run ends."""

import json
from pathlib import Path

import pytest

from perftargets import check, read
from perftargets._data import data
from perftargets.reading.actuals import read_actuals
from perftargets.reporting import render
from tests.cli.conftest import Run

TABLE = str(data("example", "panyu-2022.txt"))
ACTUALS = str(data("example", "panyu-2022-actuals.csv"))


def document(folder: Path, *rows: tuple[str, str | None]) -> str:
    """Write a document of one project with these targets and actuals."""
    indicators = [
        {"category": "产出指标", "name": f"指标{number}", "target": target}
        | ({} if actual is None else {"actual": actual})
        for number, (target, actual) in enumerate(rows)
    ]
    project = {"name": "工作经费", "indicators": indicators}
    path = folder / "document.json"
    content = {"schema": "perftargets/1", "projects": [project]}
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_report_goes_to_standard_output(run: Run, language: str, form: str) -> None:
    """The report is the library's, in the form and language asked for."""
    evaluation = check(read(TABLE), read_actuals(ACTUALS))
    expected = render(
        evaluation,
        format="json" if form == "json" else "text",
        language="zh" if language == "zh" else "en",
    )
    argv = [TABLE, "--actuals", ACTUALS, "--format", form, "--lang", language]
    result = run("check", *argv)
    assert (result.code, result.out) == (0, expected.rstrip("\n") + "\n")


MET = ("不少于100条", "132条")
NOT_MET = ("不少于100条", "99条")
UNDETERMINED = ("不少于100条", "完成")
NOT_REPORTED = ("不少于100条", None)


@pytest.mark.parametrize(
    ("row", "fail_on", "code"),
    [
        (MET, "not_met", 0),
        (MET, "undetermined", 0),
        (NOT_MET, "never", 0),
        (NOT_MET, "not_met", 1),
        (NOT_MET, "undetermined", 1),
        (UNDETERMINED, "never", 0),
        (UNDETERMINED, "not_met", 0),
        (UNDETERMINED, "undetermined", 1),
        (NOT_REPORTED, "not_met", 0),
        (NOT_REPORTED, "undetermined", 1),
    ],
)
def test_fail_on_names_the_verdicts_that_end_with_1(
    run: Run, tmp_path: Path, row: tuple[str, str | None], fail_on: str, code: int
) -> None:
    """A row that is met never fails; each step of ``--fail-on`` adds to the last."""
    path = document(tmp_path, MET, row)
    assert run("check", path, "--fail-on", fail_on).code == code


def test_a_missed_target_is_no_failure_unless_asked(run: Run, tmp_path: Path) -> None:
    """By default only content that cannot be read ends with 1."""
    assert run("check", document(tmp_path, NOT_MET)).code == 0


def test_unreadable_actuals_are_an_error(run: Run, tmp_path: Path) -> None:
    """Actuals without the columns wanted end with 1; the report still comes."""
    actuals = tmp_path / "actuals.csv"
    actuals.write_text("今天\n", encoding="utf-8")
    path = document(tmp_path, MET)
    result = run("check", path, "--actuals", str(actuals))
    assert (result.code, result.out) == (1, run("check", path).out)
    assert ": error REA004 unreadable-file 读不出的文件: " in result.err


def test_demo_shows_the_main_job(run: Run) -> None:
    """What was read, some readings, the check, and that the actuals are made up."""
    result = run("demo")
    table = run("check", TABLE, "--actuals", ACTUALS)
    title = "广州市番禺区人民政府办公室2022年项目支出绩效目标表（含转移支付项目）"
    first, _, *_ = lines = result.out.splitlines()
    assert first == f"Read “{title}”: 8 projects, 50 indicators."
    assert (result.code, result.err) == (0, "")
    assert f"  处置率90%{' ' * 37}comparison  处置率 90 %" in lines
    assert "The check (the table is as published; the actuals are made up):" in lines
    assert result.out.endswith(f":\n{table.out}")


def test_demo_in_chinese(run: Run) -> None:
    """The same in Chinese."""
    lines = run("demo", "--lang", "zh").out.splitlines()
    assert "核对（表格为公开发布的原文；实际完成值是为演示编造的）：" in lines
