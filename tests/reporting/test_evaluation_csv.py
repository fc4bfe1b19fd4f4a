"""An evaluation as a table in CSV."""

import csv
import io
from datetime import date

from perftargets.model.project import Project
from perftargets.reporting import render
from perftargets.reporting.evaluation import writer
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions, written
from tests.scoring.points.making import evaluation, row


def cells(*rows: object) -> list[dict[str, str]]:
    """Write rows of one project and read them back."""
    project = Project(name="培训经费", agency="本级", indicators=rows)  # type: ignore[arg-type]
    text = render(evaluation(project), "csv", language="en")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_indicator() -> None:
    """Every column of a row that lost points."""
    (found,) = cells(row("不少于3次", "2次", name="次数", weight="100", number=1))
    assert found == {
        "department": "",
        "agency": "本级",
        "project": "培训经费",
        "number": "1",
        "category": "产出指标",
        "subcategory": "",
        "name": "次数",
        "target": "不少于3次",
        "actual": "2次",
        "verdict": "not met",
        "completion": "0.6667",
        "deviation": "-0.3333",
        "weight": "100.0000",
        "points": "66.67",
        "score": "",
        "score_follows": "",
        "light": "",
        "expected": "",
        "missing": "",
        "unit": "",
        "reason": "actual 2次, target ≥3次: not met",
        "points_reason": "points × actual/target = points × 2/3: 66.67 of 100",
        "assumptions": "",
        "total": "66.67",
        "complete": "yes",
        "grade": "中",
        "profile": "mof2020 1",
    }


def test_text_of_a_file_cannot_run() -> None:
    """What a spreadsheet takes for a formula gets an apostrophe; numbers do not."""
    (found,) = cells(row("不少于4%", "-3%", name="=1+1", weight="100"))
    assert (found["name"], found["actual"]) == ("'=1+1", "'-3%")
    assert found["completion"] == "-0.7500"


def test_a_mark_for_excel_where_it_is_asked_for() -> None:
    """Excel in China takes UTF-8 for GBK without."""
    to_file = writer("csv", WriterOptions(language="zh", to_file=True))
    text = written(to_file, [evaluation()], Totals())
    assert text.startswith("\ufeff主管部门,预算单位,项目名称,序号,")


def test_a_reviewer_filters_by_what_does_not_follow() -> None:
    """A printed score stands beside its points, with yes or no; open rows have none."""
    found = cells(
        row("不少于3次", "2次", weight="30", score="30"),
        row("不少于3次", "3次", weight="30", score="30"),
        row("不少于3次", "完成", weight="30", score="30"),
    )
    assert [
        (each["points"], each["score"], each["score_follows"]) for each in found
    ] == [
        ("20.00", "30", "no"),
        ("30.00", "30", "yes"),
        ("", "30", ""),
    ]


def test_monitoring_has_its_own_columns() -> None:
    """What is expected by July and what is missing, with the unit of both."""
    project = Project(name="经费", indicators=(row("不少于12次", "6次"),))
    made = evaluation(project, as_of=date(2022, 7, 31))
    text = render(made, "csv", language="en")
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert [found[key] for key in ("light", "expected", "missing", "unit")] == [
        "green",
        "7.0000",
        "6.0000",
        "次",
    ]
