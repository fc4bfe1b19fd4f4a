"""Single rows as a reviewer judges them, and the cases that rules once got wrong."""

from pathlib import Path

import pytest

from perftargets import Document, Goal, Indicator, Project, lint, parse, read

HERE = Path(__file__).parent
CATEGORIES = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("成本指标", "经济成本指标"),
    "社会": ("效益指标", "社会效益指标"),
    "经济": ("效益指标", "经济效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}
ROWS = [
    [part.strip() for part in line.split(" | ")]
    for line in (HERE / "reviewed.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]} {row[2]}")
def test_a_row_is_reported_as_a_reviewer_would(row: list[str]) -> None:
    """Under these codes and no other; most rows are fine."""
    short, name, target, *codes = row
    category, subcategory = CATEGORIES[short]
    indicator = Indicator(
        category=category, subcategory=subcategory, name=name, target=parse(target)
    )
    project = Project(
        name="综合事务",
        goal=Goal("完成综合事务各类任务，提供便捷服务给相关方"),
        indicators=(indicator,),
    )
    report = lint(
        Document(fiscal_year=2025, projects=(project,)), ignore=["STR", "TXT"]
    )
    assert () == report.faults
    assert (codes or [""])[0].split() == [found.code for found in report.findings]


def _of_rows(name: str) -> list[tuple[str, str | None]]:
    report = lint(read(HERE / "cases" / name))
    assert () == report.faults
    return [
        (finding.code, finding.indicator)
        for finding in report.findings
        if finding.indicator is not None
    ]


def test_thirteen_values_in_words_state_nothing_and_one_has_no_budget() -> None:
    """提升, 合规, 及时, 是, 高中低 and the like; ≥100人次 is fine."""
    found = _of_rows("silent_vague.csv")
    assert 14 == len(found)
    assert {"VAL001", "VAL002", "VAL018"} == {code for code, _ in found}
    assert "服务人次" not in {name for _, name in found}


def test_what_others_do_is_no_act_of_the_unit() -> None:
    """媒体报道, 群众参加 and 群众办理 are effects."""
    assert [] == _of_rows("cat004_others_acts.yaml")


def test_goal_and_rows_contradict_each_other_in_four_figures() -> None:
    """By 期, 人次, 座 and people, each with what is counted."""
    names = ("举办职业技能培训班期数", "培训学员人次", "新建公园座数", "补贴老年人人数")
    assert [("LOG002", name) for name in names] == _of_rows("log002.yaml")


def test_a_system_with_a_name_is_no_routine_duty() -> None:
    """低保制度 and 学校食品安全制度 are what the project carries out."""
    assert [] == _of_rows("nam005_named_system.yaml")


def test_no_unit_of_a_share_is_proposed_for_a_thickness() -> None:
    """Each lacks a unit, and none of the proposals says %."""
    findings = lint(read(HERE / "cases" / "unt004_degree.yaml")).findings
    assert ["UNT004"] * 3 == [each.code for each in findings]
    texts = [proposal.target for each in findings for proposal in each.proposals]
    assert ["≥20__", "≤70__", "≥300__"] == texts


def test_days_under_a_rate_are_another_kind_and_no_ceiling() -> None:
    """检测及时率 ≤7工作日 is not turned round."""
    assert [("UNT001", "检测及时率")] == _of_rows("val009_rate_days.yaml")


def test_a_season_that_ends_next_year_is_not_moved() -> None:
    """2025年11月15日-2026年3月15日 begins in the year."""
    assert [] == _of_rows("val012_range.yaml")


def test_xiangmu_wancheng_is_output() -> None:
    """项目完成指标 is a name of 产出指标."""
    codes = {code for code, _ in _of_rows("str008_xiangmu_wancheng.yaml")}
    assert "STR008" not in codes
    assert codes == {"NAM001", "NAM006", "VAL001", "VAL018", "VAL020"}
