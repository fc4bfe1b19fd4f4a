"""Reports of an evaluation, as text and as JSON."""

import json
from fractions import Fraction
from typing import Any

import pytest

import perftargets
from perftargets.checker import check
from perftargets.errors import UsageError
from perftargets.evaluation._figures import percent, rounded, worded
from perftargets.evaluation.result import Evaluation
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.report import render
from perftargets.report._cells import width
from perftargets.text import Place


def evaluation() -> Evaluation:
    """Check a small table, one row of each verdict that it can have."""
    rows = (
        (1, "培训期数", "不少于2期", "3期"),
        (2, "问题处置率", "90%", "0.85"),
        (3, "经费使用", "符合财务规范", "部分达成"),
        (4, "出国签证", "约24人次", "已完成"),
        (None, "满意度", "≥95%", None),
    )
    indicators = tuple(
        Indicator(
            number=number,
            category="产出指标",
            name=name,
            target=parse(target),
            actual=None if actual is None else Actual(actual),
        )
        for number, name, target, actual in rows
    )
    document = Document(
        title="绩效目标表",
        fiscal_year=2022,
        projects=(Project(name="培训经费", agency="本级", indicators=indicators),),
    )
    stray = ReportedActual(
        project="",
        indicator="无此指标",
        actual=Actual("1", Place(path="a.csv", line=3, column=1)),
    )
    return check(document, Actuals(rows=(stray,)))


TEXT_EN = """\
绩效目标表
projects: 1, indicators: 5  ✓ met 1  ✗ not met 1  ◐ partly met 1
? undetermined 1  - not reported 1

培训经费
────────────────────────────────────────────────────────────────────────────────
"""


def test_text_in_english() -> None:
    """A heading, the counts, then each project."""
    assert render(evaluation(), language="en", width=80).startswith(TEXT_EN)


TEXT_ZH = """\
绩效目标表
项目1个，指标5条  ✓ 达成 1  ✗ 未达成 1  ◐ 部分达成 1  ? 无法判断 1  - 未填报 1

培训经费
────────────────────────────────────────────────────────────────────────────────
序号  结论        指标                目标值          实际完成值       完成率
1     ✓ 达成      培训期数            不少于2期       3期              150%
      实际3期，目标≥2期，达到
2     ✗ 未达成    问题处置率          90%             0.85             94.44%
      实际85%，目标≥90%，未达到；说明：未写方向，按越高越好判断；实际值0.85没有
      单位，按比率85%理解
3     ◐ 部分达成  经费使用            符合财务规范    部分达成
      实际情况“部分达成”表示部分达成
4     ? 无法判断  出国签证            约24人次        已完成
      实际情况只写“已完成”，没有数字；请填写实际完成的数值
      - 未填报    满意度              ≥95%
      没有填报实际完成情况
"""


def test_text_in_chinese_lines_up() -> None:
    """Every column begins at the same cell in every row."""
    assert render(evaluation(), language="zh", width=80) == TEXT_ZH


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(columns: int, language: Any) -> None:  # noqa: ANN401
    """Long cells wrap instead."""
    text = render(evaluation(), language=language, width=columns)
    assert max(map(width, text.splitlines())) <= columns


def test_control_characters_do_not_reach_the_terminal() -> None:
    """A file from outside cannot colour or clear the screen."""
    name = "红\x1b[2J\u202e指标"
    row = Indicator(category="产出指标", name=name, target=parse("\x1b[31m5次"))
    table = Document(
        title="\x1b]0;x", projects=(Project(name=name, indicators=(row,)),)
    )
    text = render(check(table), width=100)
    assert [each for each in text if each < " " and each != "\n"] == []
    assert "\u202e" not in text


def test_json_is_perftargets_evaluation_1() -> None:
    """The whole of it, field by field."""
    assert json.loads(render(evaluation(), "json", language="en")) == {
        "schema": "perftargets-evaluation/1",
        "tool": {"name": "perftargets", "version": perftargets.__version__},
        "language": "en",
        "title": "绩效目标表",
        "fiscal_year": 2022,
        "settings": {"tolerance": "0.1", "equal": "lenient"},
        "summary": {
            "indicators": 5,
            "met": 1,
            "not_met": 1,
            "partly_met": 1,
            "undetermined": 1,
            "not_reported": 1,
        },
        "projects": [
            {
                "name": "培训经费",
                "agency": "本级",
                "indicators": [
                    {
                        "number": 1,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "培训期数",
                        "target": "不少于2期",
                        "actual": "3期",
                        "verdict": "met",
                        "completion": "1.5000",
                        "deviation": "0.5000",
                        "reason": "actual 3期, target ≥2期: met",
                        "assumptions": [],
                    },
                    {
                        "number": 2,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "问题处置率",
                        "target": "90%",
                        "actual": "0.85",
                        "verdict": "not_met",
                        "completion": "0.9444",
                        "deviation": "-0.0556",
                        "reason": "actual 85%, target ≥90%: not met",
                        "assumptions": [
                            (
                                "higher is better: no direction is stated and nothing "
                                "says otherwise"
                            ),
                            "the actual 0.85 has no unit and is read as a ratio: 85%",
                        ],
                    },
                    {
                        "number": 3,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "经费使用",
                        "target": "符合财务规范",
                        "actual": "部分达成",
                        "verdict": "partly_met",
                        "completion": None,
                        "deviation": None,
                        "reason": "the actual “部分达成” says partly reached",
                        "assumptions": [],
                    },
                    {
                        "number": 4,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "出国签证",
                        "target": "约24人次",
                        "actual": "已完成",
                        "verdict": "undetermined",
                        "completion": None,
                        "deviation": None,
                        "reason": "the actual only says “已完成”; "
                        "write the figure reached",
                        "assumptions": [],
                    },
                    {
                        "number": None,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "满意度",
                        "target": "≥95%",
                        "actual": None,
                        "verdict": "not_reported",
                        "completion": None,
                        "deviation": None,
                        "reason": "no actual is reported",
                        "assumptions": [],
                    },
                ],
            }
        ],
        "diagnostics": [
            {
                "code": "REA001",
                "name": "unplaced-text",
                "severity": "warning",
                "message": "the actual “1” has no place: the table has no indicator "
                "named “无此指标”",
                "project": None,
                "indicator": "无此指标",
                "place": "a.csv:3:1",
            }
        ],
    }


def test_json_is_the_same_byte_for_byte() -> None:
    """Two runs differ in nothing, and the terminal's width does not touch it."""
    first = render(evaluation(), "json")
    assert render(evaluation(), "json", width=60) == first
    assert first.endswith("}\n")


def test_json_can_always_be_encoded() -> None:
    """A lone surrogate in a name comes back as it was."""
    table = Document(projects=(Project(name="坏\ud800名"),))
    written = render(check(table), "json").encode()
    assert json.loads(written)["projects"][0]["name"] == "坏\ud800名"


def test_the_language_is_the_callers() -> None:
    """Messages are in one language, whichever is asked for."""
    tree = json.loads(render(evaluation(), "json", language="zh"))
    assert tree["projects"][0]["indicators"][0]["reason"] == "实际3期，目标≥2期，达到"


@pytest.mark.parametrize(
    ("form", "language", "message"),
    [("xml", "en", "no report format “xml”"), ("text", "fr", "no language “fr”")],
)
def test_an_unknown_form_or_language_is_refused(
    form: Any,  # noqa: ANN401
    language: Any,  # noqa: ANN401
    message: str,
) -> None:
    """The message names what there is."""
    with pytest.raises(UsageError, match=message):
        render(evaluation(), form, language=language)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(1, 20000), 4, "0.0001"),
        (Fraction(-1, 20000), 4, "-0.0001"),
        (Fraction(-1, 30000), 4, "0.0000"),
        (Fraction(3, 2), 4, "1.5000"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(10**5000), 0, "1" + "0" * 5000),
    ],
)
def test_ratios_round_half_up(value: Fraction, places: int, text: str) -> None:
    """Halves go away from zero; there is no minus zero and no limit of digits."""
    assert rounded(value, places) == text


@pytest.mark.parametrize(
    ("value", "unit", "per", "text"),
    [
        (Fraction(70000), "宗", None, "70000宗"),
        (Fraction(9, 2), "亩", None, "4.5亩"),
        (Fraction(1, 3), None, None, "1/3"),
        (Fraction(2000, 2999), None, None, "≈0.6669"),
        (Fraction(1), "次", "季度", "1次/季度"),
        (Fraction(-5, 8), "%", None, "-0.625%"),
    ],
)
def test_figures_are_written_plainly(
    value: Fraction, unit: str | None, per: str | None, text: str
) -> None:
    """No exponents, no zeros at the end."""
    assert worded(value, unit, per) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(19, 18), "105.56%"), (Fraction(1), "100%"), (Fraction(0), "0%")],
)
def test_completion_is_shown_as_a_percentage(value: Fraction, text: str) -> None:
    """Two decimals at most."""
    assert percent(value) == text
