"""Findings stand at the field that they speak of, in every form that has places."""

from pathlib import Path

import openpyxl

from perftargets import lint
from perftargets.model.places import Places
from perftargets.reading import read, read_bytes
from perftargets.text import Place

YAML = """\
schema: perftargets/1
projects:
- name: 培训项目
  total: 92
  indicators:
  - category: 产出指标
    name: 培训人次
    target: 约1200人次
    weight: 60
  - {category: 产出指标, name: 合格率, target: ''}
"""
CSV = """\
项目名称,一级指标,二级指标,三级指标,指标值,备注
培训项目,产出指标,数量指标,培训人次,约1200人次,
培训项目,产出指标,质量指标,合格率,,见附件
"""


def found(data: str, path: str, code: str) -> list[str]:
    """Give the places of what a rule finds."""
    report = lint(read_bytes(data.encode(), path=path), select=[code])
    return [str(finding.place) for finding in report]


def test_yaml_points_at_the_value() -> None:
    """Line and column are those of the value, in block and in flow style."""
    assert ["a.yaml:8:13"] == found(YAML, "a.yaml", "VAL003")
    assert ["a.yaml:10:41"] == found(YAML, "a.yaml", "STR009")


def test_csv_points_at_the_cell() -> None:
    """An empty cell has a place too."""
    assert ["a.csv:2:21"] == found(CSV, "a.csv", "VAL003")
    assert ["a.csv:3:20"] == found(CSV, "a.csv", "STR009")


def test_a_workbook_points_at_the_cell(tmp_path: Path) -> None:
    """The value's cell, an empty one too, and the category's where it is merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["项目名称", "一级指标", "二级指标", "三级指标", "指标值", "单位"],
        ["培训项目", "效益指标", "社会效益指标", "培训人次", "约1200", "人次"],
        ["培训项目", None, None, "合格率", None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")

    document = read(tmp_path / "a.xlsx")
    first, second = document.projects[0].indicators

    def cells(*places: Place | None) -> list[str | None]:
        return [place.cell if place else None for place in places]

    assert ["D2", "E2", "F2"] == cells(
        first.place, first.place_of("target"), first.place_of("unit")
    )
    assert ["D3", "E3", "B2"] == cells(
        second.place, second.place_of("target"), second.place_of("category")
    )
    report = lint(document, select=["STR009", "VAL003"])
    assert [("VAL003", "E2", "D2"), ("STR009", "E3", "D3")] == [
        (each.code, *cells(each.place, each.row_place)) for each in report
    ]


def test_a_project_points_at_its_field() -> None:
    """The total score has a line of its own."""
    project = read_bytes(YAML.encode(), path="a.yaml").projects[0]

    assert "a.yaml:4:10" == str(project.place_of("total"))
    assert project.place == project.place_of("grade")


def test_places_are_outside_equality_and_shared() -> None:
    """The same table is the same document; rows of one layout share one value."""
    document = read_bytes(CSV.encode(), path="a.csv")
    other = read_bytes(CSV.replace("\n", "\n\n", 1).encode(), path="b.csv")
    first = document.projects[0].indicators[0]

    assert document.projects == other.projects
    assert first.places is other.projects[0].indicators[0].places


def test_a_place_of_another_kind_is_kept_whole() -> None:
    """A field on another sheet is not told as a step from the row."""
    row = Place(sheet="甲", cell="B2", project="某项目")
    far = Place(sheet="乙", cell="AB30")
    places = Places.of(row, {"name": row, "target": far, "unit": Place(line=3)})

    assert places is not None
    assert ("target", "unit") == places.fields
    assert Place(sheet="乙", cell="AB30", project="某项目") == places.of_field(
        "target", row
    )
    assert None is places.of_field("name", row)


def test_steps_count_columns_as_letters() -> None:
    """From Z the next column is AA."""
    row = Place(sheet="甲", cell="Z9")
    places = Places.of(row, {"target": Place(sheet="甲", cell="AA12")})

    assert places is not None
    assert Place(sheet="甲", cell="AC103") == places.of_field(
        "target", Place(sheet="甲", cell="AB100")
    )
