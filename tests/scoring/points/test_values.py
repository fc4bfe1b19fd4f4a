"""An evaluation as a value: in a notebook, as dictionaries, filled in, by profile."""

import json
from decimal import Decimal

import pytest

from perftargets.model.indicator import Actual
from perftargets.model.project import Document, Project
from perftargets.scoring.check import check
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.review import ReviewOutcome, review
from tests.scoring.points.making import evaluation, row


def project(*rows: object, name: str = "培训经费") -> Project:
    """Make a project of rows."""
    return Project(name=name, indicators=rows)  # type: ignore[arg-type]


def test_rows_as_dictionaries() -> None:
    """JSON can hold them; the project stands with each."""
    made = evaluation(project(row("不少于3次", "2次", weight="100", number=1)))
    (found,) = json.loads(json.dumps(made.to_dicts("zh")))
    assert (found["project"], found["number"], found["verdict"]) == (
        "培训经费",
        1,
        "not_met",
    )
    assert (found["points"], found["weight"], found["completion"]) == (
        "66.67",
        "100",
        "0.6667",
    )
    assert found["reason"] == "实际2次，目标≥3次，未达到"


def test_a_notebook_shows_the_rows_escaped() -> None:
    """The indicators, then the totals, under titles; nothing in a name is markup."""
    made = evaluation(project(row("不少于3次", "2次", weight="100", name="<b>次</b>")))
    text = made._repr_html_()
    assert text.count("<tr>") == 4
    assert "&lt;b&gt;次&lt;/b&gt;" in text
    last = text.rpartition("<tr>")[2]
    for cell in ("66.67", "中", "是"):
        assert f">{cell}</td>" in last


def test_a_notebook_shows_the_first_rows_of_many() -> None:
    """200 rows, and how many more there are."""
    rows = [row("5次", name=f"指标{number}") for number in range(203)]
    text = evaluation(project(*rows))._repr_html_()
    rows_shown, _, totals = text.partition("<p>… 3</p>")
    assert (rows_shown.count("<tr>"), totals.count("<tr>")) == (201, 2)


def test_a_filled_document_is_reviewed_without_a_difference() -> None:
    """What is filled in follows from its own rules; the document itself is kept."""
    rows = [
        row("不少于3次", "2次", weight="60"),
        row("不超过100元", "150元", weight="40"),
    ]
    made = evaluation(project(*rows))
    document = fill_form(made)
    assert [each.score for _, each in document.rows()] == [
        Decimal("40.00"),
        Decimal("26.67"),
    ]
    assert (document.projects[0].total, document.projects[0].grade) == (
        Decimal("66.67"),
        "中",
    )
    assert [each.score for _, each in made.document.rows()] == [None, None]


@pytest.mark.parametrize(
    ("rows", "weights"),
    [
        (3, ["33.34", "33.33", "33.33"]),
        (6, ["16.66", "16.66", "16.67", "16.67", "16.67", "16.67"]),
        (8, ["12.50"] * 8),
    ],
)
def test_derived_points_add_up_in_the_form(rows: int, weights: list[str]) -> None:
    """Thirds and sixths of 100 print with two decimals and make 100.00."""
    document = fill_form(evaluation(project(*[row("5次", "5次")] * rows)))
    printed = [each.weight for _, each in document.rows()]
    assert printed == [Decimal(each) for each in weights]
    assert document.projects[0].total == Decimal("100.00")


def test_a_form_with_derived_points_follows_from_itself() -> None:
    """Checked again, no score is above its points and no figure differs."""
    rows = [row("5次", "4次"), *[row("5次", "5次")] * 5]
    again = evaluation(*fill_form(evaluation(project(*rows))).projects)
    (found,) = review(again).projects
    assert found.follows
    assert found.total.outcome is ReviewOutcome.FOLLOWS
    assert all(
        each.score is not None and each.weight is not None and each.score <= each.weight
        for _, each in again.document.rows()
    )


def test_a_remark_of_the_file_is_kept() -> None:
    """An open row says why in its remarks, unless something stands there."""
    rows = [
        row("5次", "完成", weight="50", note="见附件"),
        row("5次", "完成", weight="50"),
    ]
    notes = [each.note for _, each in fill_form(evaluation(project(*rows))).rows()]
    assert notes == ["见附件", "结论无法判断，需人工计分"]


def test_a_verdict_names_the_profile_that_decided() -> None:
    """The tolerance of 约 and an actual above = are the profile's, unless given."""
    rows = [row("约20次", "21次", weight="50"), row("=5次", "6次", weight="50")]
    document = Document(projects=(project(*rows),))
    by_profile = [
        each.judgement.assumptions[-1].zh for _, each in check(document).rows()
    ]
    assert by_profile == [
        "“约”按上下浮动10%以内判断（方案mof2020）",
        "目标为“=”，实际值高于目标，按达到处理（方案mof2020）",
    ]
    given = check(document, tolerance=Decimal("0.2"))
    assert [each.judgement.assumptions[-1].zh for _, each in given.rows()] == [
        "“约”按上下浮动20%以内判断",
        "目标为“=”，实际值高于目标，按达到处理",
    ]


def test_last_year_is_told_apart_by_project() -> None:
    """A row of another project is no base; a name that stands twice is none either."""
    wanted = row("较上年增长4%", "103万人次", name="游客")
    before = row("", "100万人次", name="游客")
    document = Document(projects=(project(wanted),))
    same = check(document, prior=Document(projects=(project(before),)))
    other = Document(projects=(project(before, name="宣传经费"),))
    twice = Document(projects=(project(before, before),))
    assert [
        str(next(made.rows())[1].judgement.verdict)
        for made in (same, check(document, prior=other), check(document, prior=twice))
    ] == ["not_met", "undetermined", "undetermined"]


def test_a_file_that_names_a_shipped_profile_is_scored_by_it() -> None:
    """The caller's choice comes before the file's."""
    rows = [row("不超过100元", "150元", weight="100")]
    document = Document(profile="linear", projects=(project(*rows),))
    assert check(document).projects[0].score.total == Decimal("50.00")
    by_ratio = check(document, profile="mof2020")
    assert by_ratio.projects[0].score.total == Decimal("66.67")


def test_an_actual_keeps_its_text() -> None:
    """What was reported is filled in as it was written."""
    document = fill_form(evaluation(project(row("5次", "5 次", weight="100"))))
    assert [each.actual for _, each in document.rows()] == [Actual("5 次")]


def test_the_words_of_a_notebook_follow_the_language() -> None:
    """Titles, verdicts and reasons are of one language."""
    made = evaluation(project(row("不少于3次", "2次", weight="100")))
    zh, en = made.table_html("zh"), made.table_html("en")
    assert all(word in zh for word in ("结论", "未达成", "实际2次，目标≥3次，未达到"))
    assert all(
        word in en
        for word in ("verdict", "not met", "actual 2次, target ≥3次: not met")
    )
    assert "not_met" not in zh + en
