"""The published Panyu table of 2022 against a transcription made by hand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from perftargets._data import data
from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.actuals import read_actuals

TRANSCRIPTION: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("panyu-2022.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module", name="panyu")
def _panyu() -> Document:
    return read(str(data("example", "panyu-2022.txt")))


def test_title_year_and_department_are_those_printed(panyu: Document) -> None:
    """The title gives the year; one department stands for the whole document."""
    wanted = tuple(TRANSCRIPTION[key] for key in ("title", "fiscal_year", "department"))
    assert wanted == (panyu.title, panyu.fiscal_year, panyu.department)


def test_eight_projects_are_as_printed(panyu: Document) -> None:
    """Department, agency, name and goal are those of the transcription, in order."""
    assert [
        (TRANSCRIPTION["department"], each["agency"], each["name"], each["goal"])
        for each in TRANSCRIPTION["projects"]
    ] == [
        (each.department, each.agency, each.name, each.goal and each.goal.text)
        for each in panyu.projects
    ]


def test_fifty_rows_are_as_printed(panyu: Document) -> None:
    """Number, category, name and value are those of the transcription, in order."""
    wanted = [
        (each["name"], *row)
        for each in TRANSCRIPTION["projects"]
        for row in each["rows"]
    ]
    assert len(wanted) == 50
    assert wanted == [
        (project.name, row.number, row.category, row.name, row.target.text)
        for project, row in panyu.rows()
    ]


def test_each_project_knows_its_line(panyu: Document) -> None:
    """A project stands where its department is printed."""
    assert [each["line"] for each in TRANSCRIPTION["projects"]] == [
        each.place and each.place.line for each in panyu.projects
    ]


def test_a_row_stands_where_its_number_is_printed(panyu: Document) -> None:
    """The second row of the third project has its number at the end of line 63."""
    place = panyu.projects[2].indicators[1].place
    assert place is not None
    assert (63, 39) == (place.line, place.column)
    assert "专职社会与管理咨询服务人员工作经费" == place.project
    assert "经费使用符合财务有关规范" == place.indicator


def test_nothing_of_the_table_is_left_over(panyu: Document) -> None:
    """Every piece of text has its field, and no division was a guess."""
    assert () == panyu.diagnostics


def test_the_empty_value_is_a_missing_target(panyu: Document) -> None:
    """年度指标值：。 has the text "" and the kind missing."""
    target = panyu.projects[1].indicators[5].target
    assert ("", "missing") == (target.text, target.kind)


def test_the_example_actuals_name_rows_of_the_table(panyu: Document) -> None:
    """Every made-up actual belongs to a row by project, number and name."""
    actuals = read_actuals(str(data("example", "panyu-2022-actuals.csv")))
    rows = {(project.name, row.number, row.name) for project, row in panyu.rows()}
    strange = [
        row
        for row in actuals.rows
        if (row.project, row.number, row.indicator) not in rows
    ]
    assert ([], ()) == (strange, actuals.diagnostics)
    assert 48 == len(actuals.rows)


def test_the_example_actuals_say_that_they_are_made_up() -> None:
    """The first line says so in both languages."""
    text = data("example", "panyu-2022-actuals.csv").read_text(encoding="utf-8")
    first = text.split("\n")[0]
    assert "编造" in first
    assert "made up" in first
