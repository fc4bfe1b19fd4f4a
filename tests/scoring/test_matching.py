"""Files of actuals with units, years and codes: each row is used, or told."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reading.actuals import read_actuals, read_text
from perftargets.scoring.check import check
from perftargets.scoring.result import Evaluation


def school(
    agency: str | None, code: str | None = None, name: str = "公用经费"
) -> Project:
    """Make the project of one school."""
    rows = (
        Indicator(
            number=1, category="产出指标", name="培训次数", target=parse("≥10次")
        ),
    )
    return Project(name=name, agency=agency, code=code, indicators=rows)


def checked(csv: str, *projects: Project, year: int | None = 2022) -> Evaluation:
    """Check projects against a file of actuals."""
    actuals = read_text(csv, path="actuals.csv")
    return check(Document(fiscal_year=year, projects=projects), actuals)


def actuals(found: Evaluation) -> list[str | None]:
    """List the actual of each row."""
    return [None if row.actual is None else row.actual.text for _, row in found.rows()]


def told(found: Evaluation) -> list[tuple[int | None, str]]:
    """List the rows that are not used: line and reason."""
    return [
        (None if each.place is None else each.place.line, each.message.zh)
        for each in found.unused
    ]


def test_the_unit_tells_projects_of_one_name_apart() -> None:
    """Both schools have a 公用经费 with 培训次数."""
    found = checked(
        "预算单位,项目名称,指标名称,实际完成值\n"
        "甲校,公用经费,培训次数,12次\n乙校,公用经费,培训次数,8次\n",
        school("甲校"),
        school("乙校"),
    )
    assert (actuals(found), told(found), found.diagnostics) == (["12次", "8次"], [], ())


def test_the_code_tells_projects_of_one_unit_apart() -> None:
    """Codes decide where name and unit are the same; the name may be left out."""
    found = checked(
        "项目代码,指标名称,实际完成值\nB02,培训次数,8次\nA01,培训次数,12次\n",
        school("甲校", "A01"),
        school("甲校", "B02"),
    )
    assert (actuals(found), told(found), found.diagnostics) == (["12次", "8次"], [], ())


def test_without_unit_and_code_nothing_is_guessed() -> None:
    """The reason names the units, and what to write."""
    found = checked(
        "项目名称,指标名称,实际完成值\n公用经费,培训次数,12次\n",
        school("甲校"),
        school("乙校"),
    )
    assert actuals(found) == [None, None]
    reason = (
        "实际完成值“12次”没有采用：指标“培训次数”有2条：“甲校 公用经费 1”、"
        "“乙校 公用经费 1”；请写明预算单位或项目代码"
    )
    assert told(found) == [(2, reason)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2021,甲校,A01,公用经费,培训次数,12次", "这是2021年的数据，目标表是2022年的"),
        (
            "2022,丙校,A01,公用经费,培训次数,12次",
            "预算单位“丙校”没有这个指标；有此指标的是“甲校”",
        ),
        (
            "2022,甲校,C03,公用经费,培训次数,12次",
            "指标“培训次数”所在项目的代码不是“C03”，而是“A01”",
        ),
        (
            "2022,甲校,A01,宣传经费,培训次数,12次",
            "项目“宣传经费”没有指标“培训次数”；有此指标的是“公用经费”",
        ),
    ],
)
def test_a_row_about_something_else_is_told_and_not_used(
    line: str, reason: str
) -> None:
    """Year, unit, code and project each keep a row from another's place."""
    title = "年度,预算单位,项目代码,项目名称,指标名称,实际完成值\n"
    found = checked(title + line + "\n", school("甲校", "A01"))
    assert actuals(found) == [None]
    assert told(found) == [(2, f"实际完成值“12次”没有采用：{reason}")]
    assert [each.place for each in found.unused] == [
        each.place for each in found.diagnostics
    ]


@pytest.mark.parametrize(
    ("csv", "quoted"),
    [
        ("项目,指标,实际值\n公用经费,培训次数,1,200次\n", "该行没有采用"),
        ("年度,指标,实际值\n去年,培训次数,12次\n", "年度“去年”不是年份"),
        ("指标,实际值\n,12次\n", "没有指标名称，该行没有采用"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_not_used(csv: str, quoted: str) -> None:
    """More cells than titles, a year that is none, no name."""
    found = checked(csv, school("甲校"))
    assert actuals(found) == [None]
    ((line, reason),) = told(found)
    assert line == 2
    assert quoted in reason


def test_what_the_table_does_not_have_is_taken_on_trust_and_told_once() -> None:
    """A table without unit, year and codes."""
    title = "年度,预算单位,项目代码,项目名称,指标名称,实际完成值\n"
    found = checked(
        f"{title}2022,甲校,A01,公用经费,培训次数,12次\n", school(None), year=None
    )
    assert (actuals(found), told(found)) == (["12次"], [])
    assert [(each.code, each.message.zh) for each in found.diagnostics] == [
        ("REA002", "目标表没有年度，按2022年的数据采用"),
        ("REA002", "目标表没有项目代码，填报文件的项目代码没有核对"),
        ("REA002", "目标表没有预算单位，填报文件的预算单位没有核对"),
    ]


def test_years_side_by_side_beside_a_table_without_one_are_not_used() -> None:
    """Which of the two is meant cannot be told."""
    csv = "年度,指标,实际值\n2021,培训次数,8次\n2022,培训次数,12次\n"
    found = checked(csv, school("甲校"), year=None)
    assert (actuals(found), len(told(found))) == ([None], 2)


NAMES = st.sampled_from(["甲校", "乙校", "丙校", ""])
YEARS = st.sampled_from(["2021", "2022", "2022年", "明年", ""])


@given(
    st.lists(
        st.tuples(
            YEARS,
            NAMES,
            st.sampled_from(["A01", "B02", ""]),
            st.sampled_from(["公用经费", "专项", ""]),
            st.sampled_from(["培训次数", "会议次数", ""]),
            st.sampled_from(["12次", "8次", "1,200次", '"1,200次"']),
        ),
        max_size=6,
    )
)
def test_every_row_of_a_file_is_used_or_told(rows: list[tuple[str, ...]]) -> None:
    """The law: no actual slides by, and none is used for another unit or year."""
    title = "年度,预算单位,项目代码,项目名称,指标名称,实际完成值"
    csv = "\n".join([title, *map(",".join, rows)]) + "\n"
    projects = (
        school("甲校", "A01"),
        school("乙校", "B02"),
        school("甲校", name="专项"),
    )
    found = checked(csv, *projects)
    lines = Counter(each.place.line for each in found.unused if each.place is not None)
    assert all(count == 1 for count in lines.values())
    used = set(range(2, len(rows) + 2)) - set(lines)
    placed = {
        row.actual.place.line: project.project
        for project, row in found.rows()
        if row.actual is not None
        and row.actual.place is not None
        and row.actual.place.line is not None
    }
    repeated = {
        each.place.line
        for each in found.diagnostics
        if each.place is not None and each.place.line not in lines
    }
    assert used <= set(placed) | repeated | _doubled(found)
    for line, project in placed.items():
        year, agency, code, name, indicator, _ = rows[line - 2]
        assert year in {"2022", "2022年", ""}
        assert agency in {project.agency, ""}
        assert code in {project.code, ""}
        assert name in {project.name, ""}
        assert indicator == "培训次数"


def _doubled(found: Evaluation) -> set[int | None]:
    """Return the lines of actuals that stand beside others of one row."""
    return {
        each.place.line
        for each in found.diagnostics
        if each.place is not None and "同一指标" in each.message.zh
    }


def test_a_file_of_actuals_on_disk(tmp_path: Path) -> None:
    """What is read from a file is what is read from its text."""
    path = tmp_path / "actuals.csv"
    path.write_text("预算单位,指标,实际值\n甲校,培训次数,12次\n", encoding="gbk")
    found = check(Document(fiscal_year=2022, projects=(school("甲校"),)), path)
    assert actuals(found) == ["12次"]
    assert read_actuals(path).rows[0].agency == "甲校"
