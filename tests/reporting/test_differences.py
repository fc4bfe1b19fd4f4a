"""An auditor's sheet: each printed figure that does not follow, in every form."""

import csv
import io
import json
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from perftargets.findings import Language, Message
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.reporting.differences import render_differences
from perftargets.reporting.sheet import save_sheet
from perftargets.reporting.sheet_lines import TITLES
from perftargets.scoring.check import check
from perftargets.scoring.differences import FileReview, Problem
from perftargets.text import Place

DIGEST = "0123456789abcdef" * 4


def form(name: str = "培训") -> Document:
    """Make a filled form with a wrong score, execution, total and grade."""
    return Document(
        department="教育局",
        path="表.xlsx",
        projects=[
            Project(
                name=name,
                agency="一中",
                total="99",
                grade="差",
                funds=Funds(
                    total=Amounts(
                        adjusted="100万元", spent="50万元", weight="10", score="10"
                    ),
                    place=Place(path="表.xlsx", sheet="自评", cell="C5"),
                ),
                indicators=[
                    Indicator(
                        category="产出指标",
                        name=name,
                        target="≥100人次",
                        actual="90人次",
                        weight=50,
                        score=50,
                        place=Place(path="表.xlsx", sheet="自评", cell="B9"),
                    ),
                    Indicator(
                        category="效益指标",
                        name="上岗率",
                        target="≥80%",
                        actual="90%",
                        weight=40,
                        score=40,
                    ),
                ],
            )
        ],
    )


def reviewed(name: str = "培训", file: str = "表.xlsx") -> FileReview:
    """Review that form, and say that a part of the file could not be read."""
    found = FileReview.of(check(form(name)), file=file, digest=DIGEST)
    problem = Problem(
        place=f"{file}[自评!D9]",
        code="REA003",
        message=Message(zh="读不出来", en="it cannot be read"),
        is_error=True,
    )
    return FileReview.from_tree(
        {**found.to_tree(), "problems": [problem_tree(problem)]}
    )


def problem_tree(problem: Problem) -> dict[str, object]:
    """Return a problem as ``to_tree`` has it."""
    return {
        "place": problem.place,
        "code": problem.code,
        "message": {"zh": problem.message.zh, "en": problem.message.en},
        "is_error": problem.is_error,
    }


LINES = [
    (
        "自评!B9",
        "培训",
        "50",
        "45.00",
        "分值×实际/目标＝分值×90/100，得45.00分（满分50）",
    ),
    (
        "自评!C5",
        "预算执行率得分",
        "10",
        "5.00",
        "执行数50万元，全年预算数100万元，执行率50%，得分10分×50%＝5.00分",
    ),
    ("", "总分", "99", "100", "各行得分合计100"),
    ("", "等级", "差", "优", "总分99分（优≥90，良≥80，中≥60，差≥0）"),
]
"""Place, item, printed, recomputed and formula of each line, worked out by hand."""


def test_every_line_has_file_place_figures_formula_and_digest() -> None:
    """As CSV: one line for each, then what was not read."""
    text = render_differences([reviewed()], "csv", language="zh")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == [title.zh for title in TITLES]
    *lines, unread = [
        (row[0], row[1], row[3], row[4], *row[5:9], row[9]) for row in rows
    ]
    assert lines == [
        ("表.xlsx", place, "一中", "培训", item, printed, expected, formula, DIGEST)
        for place, item, printed, expected, formula in LINES
    ]
    assert unread[0] == "表.xlsx"
    assert unread[-2:] == ("REA003 读不出来", DIGEST)


@pytest.mark.parametrize("language", get_args(Language))
def test_json_has_the_same_lines(language: Language) -> None:
    """With the sums before them."""
    tree = json.loads(render_differences([reviewed()], "json", language=language))
    assert tree["schema"] == "perftargets-differences/1"
    assert tree["summary"] == {
        "files": 1,
        "projects": 1,
        "printed": 5,
        "unchecked": 0,
        "differences": 4,
        "unread": 1,
    }
    (file,) = tree["files"]
    assert [
        (each["item"], each["printed"], each["expected"])
        for each in file["differences"]
    ] == [
        ("row", "50", "45.00"),
        ("execution", "10", "5.00"),
        ("total", "99", "100"),
        ("grade", "差", "优"),
    ]


@pytest.mark.parametrize("language", get_args(Language))
def test_the_workbook_has_them_too(language: Language, tmp_path: Path) -> None:
    """Figures as figures, texts as texts, what was not read on a sheet of its own."""
    path = tmp_path / "differences.xlsx"
    totals = save_sheet(
        path, iter([reviewed("=1+1", file="=表.xlsx")]), language=language
    )
    assert (totals.differences, totals.unread) == (4, 1)
    book = openpyxl.load_workbook(path)
    sheet, unread = book.worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(title.text(language) for title in TITLES)
    assert [row[6:8] for row in rows[1:5]] == [
        (50, 45),
        (10, 5),
        (99, 100),
        ("差", "优"),
    ]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert rows[1][0] == "'=表.xlsx"
    assert unread.max_row == 2


def test_what_is_kept_of_a_review_is_all_of_it() -> None:
    """A journal holds it as JSON."""
    found = reviewed()
    assert FileReview.from_tree(json.loads(json.dumps(found.to_tree()))) == found


def test_a_form_that_follows_has_no_line() -> None:
    """Nothing but the sums."""
    document = Document(projects=[Project(name="空")])
    found = FileReview.of(check(document), file="a.xlsx", digest=None)
    assert found.differences == ()
    assert render_differences([found], "text", language="zh") == (
        "文件1个，项目1个，核对填报数0处，不符0处\n"
    )
