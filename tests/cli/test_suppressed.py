"""Who submits cannot silence who checks: markers are counted, and can be overruled."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from perftargets import Report, lint, read, render
from perftargets.reporting.lint import FORMATS
from tests.cli.conftest import Result, Run

SILENCED = """\
项目名称,绩效目标,一级指标,二级指标,三级指标,指标值,分值,备注
道路养护,全年养护100公里以上,产出指标,数量指标,养护里程,,40,perftargets: ignore
道路养护,,产出指标,质量指标,合格率,≥120%,20,perftargets: ignore
道路养护,,效益指标,社会效益指标,好路率,≥90%,30,
"""

ABOVE = """\
schema: perftargets/1
fiscal_year: 2023
projects:
  # perftargets: ignore[VAL001] 全项目
  - name: 河道管护
    goal: 全年巡河24次以上，水质稳定达标。
    indicators:
      - {category: 产出指标, name: 巡河次数, target: ≥24次}
      - {category: 产出指标, name: 清漂, target: 有效提升}
      - {category: 效益指标, name: 群众认可度, target: 显著提升}
  - name: 河道清淤
    goal: 全年清淤2次以上。
    indicators:
      - {category: 效益指标, name: 村民认可度, target: 显著提升}
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a table that sets its own findings aside."""
    monkeypatch.chdir(tmp_path)
    path = Path("self_silenced.csv")
    path.write_text(SILENCED, encoding="utf-8")
    return path


def codes(report: Report) -> list[tuple[str, str | None]]:
    """Give code and row of each finding."""
    return [(each.code, each.indicator) for each in report]


def test_markers_set_aside_and_are_overruled(table: Path) -> None:
    """Without them the findings of both rows are back, in their order."""
    with_marks, without = lint(table), lint(table, inline_ignores=False)

    aside = [("STR009", "养护里程"), ("VAL006", "合格率")]
    assert aside == [(each.code, each.indicator) for each in with_marks.suppressed]
    assert not set(aside) & set(codes(with_marks))
    assert () == without.suppressed
    assert set(codes(without)) == {*codes(with_marks), *aside}


@pytest.mark.usefixtures("table")
def test_the_command_overrules_them_too(run: Run) -> None:
    """``--no-inline-ignores``, and a setting of the same name."""
    call = ("lint", "self_silenced.csv", "--select", "STR009,VAL006")
    shown = (*call, "--format", "concise", "--lang", "zh")

    assert Result(0, "perftargets: 另有2处按标记或基线不报\n") == run(*shown)
    overruled = run(*shown, "--no-inline-ignores")
    assert (1, 2) == (overruled.code, overruled.out.count("\n"))
    Path("perftargets.toml").write_text("inline-ignores = false\n", encoding="utf-8")
    assert overruled == run(*shown)
    Path("perftargets.toml").write_text('inline-ignores = "no"\n', encoding="utf-8")
    wrong = "perftargets：perftargets.toml：inline-ignores 应为 true 或 false\n"
    assert wrong == run(*shown).err.replace(str(Path.cwd()) + "/", "")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "另有2处按标记或基线不报"), ("en", "set aside by markers or baseline: 2")],
)
def test_every_format_counts_what_is_set_aside(
    table: Path, form: str, language: str, said: str
) -> None:
    """In words where a person reads, as data where a program does."""
    report = lint(table)

    written = render(report, form, language=language)  # type: ignore[arg-type]

    match form:
        case "json":
            assert 2 == json.loads(written)["summary"]["suppressed"]
        case "sarif":
            (run,) = json.loads(written)["runs"]
            assert 2 == sum("suppressions" in each for each in run["results"])
        case "gitlab":
            *_, last = json.loads(written)
            assert ("info", said) == (last["severity"], last["description"])
        case "junit":
            root = ET.fromstring(written)  # noqa: S314 - made here
            aside = "set aside: " if language == "en" else "已按标记或基线搁置："
            skipped = [each.get("message", "") for each in root.iter("skipped")]
            assert 2 == sum(each.startswith(aside) for each in skipped)
            assert str(len(skipped)) == root.get("skipped")
        case _:
            assert 1 == written.count(said)
    for unsilenced in (lint(table, inline_ignores=False),):
        assert said not in render(unsilenced, form, language=language)  # type: ignore[arg-type]


def test_a_marker_above_a_project_holds_for_its_rows(tmp_path: Path) -> None:
    """And for no row of the next project."""
    path = tmp_path / "above.yaml"
    path.write_text(ABOVE, encoding="utf-8")

    report = lint(read(path), select=["VAL001", "IGN001"])

    assert [("VAL001", "村民认可度")] == codes(report)
    assert ["清漂", "群众认可度"] == [each.indicator for each in report.suppressed]
