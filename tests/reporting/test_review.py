"""A review as text, JSON, CSV and HTML: each printed figure against the rule's."""

import csv
import io
import json
from typing import get_args

import pytest

from perftargets import (
    Document,
    Indicator,
    Project,
    UsageError,
    check,
    render,
    review,
)
from perftargets.findings import Language

REVIEW = review(
    check(
        Document(
            projects=[
                Project(
                    name="=培训",
                    total="95",
                    grade="良",
                    indicators=[
                        Indicator(
                            category="产出指标",
                            name="<b>培训人次</b>",
                            target="≥100人次",
                            actual="90人次",
                            weight=50,
                            score=50,
                        ),
                        Indicator(
                            category="效益指标",
                            name="上岗率",
                            target="≥80%",
                            actual="90%",
                            weight=50,
                            score=50,
                        ),
                    ],
                )
            ]
        )
    )
)
WANTED = [
    ("row", "<b>培训人次</b>", "50", "45.00", "differs"),
    ("row", "上岗率", "50", "50.00", "follows"),
    ("execution", "", None, None, "not_printed"),
    ("total", "", "95", "100", "differs"),
    ("grade", "", "良", "优", "differs"),
]


def test_a_review_flattens_to_its_printed_figures() -> None:
    """Rows first, then execution, total and grade."""
    keys = ("item", "name", "printed", "expected", "outcome")

    assert WANTED == [tuple(each[key] for key in keys) for each in REVIEW.to_dicts()]


@pytest.mark.parametrize("language", get_args(Language))
def test_every_form_has_every_item(language: Language) -> None:
    """In one language, escaped, the same at each call."""
    tree = json.loads(render(REVIEW, "json", language=language))
    rows = list(csv.reader(io.StringIO(render(REVIEW, "csv", language=language))))
    text = render(REVIEW, language=language)
    html = render(REVIEW, "html", language=language)

    assert REVIEW.to_dicts(language) == tree["items"]
    assert ("perftargets-review/1", False) == (tree["schema"], tree["follows"])
    assert len(WANTED) + 1 == len(rows) == text.count("\n")
    assert "'=培训" == rows[1][0]
    assert "&lt;b&gt;培训人次&lt;/b&gt;" in html
    assert "<b>" not in html
    word = "不符" if language == "zh" else "differs"
    assert 3 == text.count(word) == html.count(word)


def test_another_form_or_value_is_refused() -> None:
    """The message says what there is."""
    with pytest.raises(UsageError, match="there are text, json, html, csv"):
        render(REVIEW, "sarif")
    with pytest.raises(UsageError, match="an Evaluation, a Report or a Review"):
        render("report")  # type: ignore[arg-type]
