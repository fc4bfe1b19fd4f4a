"""Reports of an evaluation, as text and as JSON."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from perftargets.errors import UsageError
from perftargets.judging.figures import percent, rounded, worded
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reporting import render
from perftargets.reporting.cells import width
from perftargets.scoring.check import check
from perftargets.scoring.result import Evaluation
from perftargets.text import Place
from tests.scoring.points.making import evaluation as checked
from tests.scoring.points.making import row as scored


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
profile: mof2020 (version 1: self-evaluation by 财预〔2020〕10号); lower is
better, target missed: points × target/actual (ratio); tolerance of 约: ±10%;
above a target with =: counts as met; targets in words: reached from 80%, partly
from 60%; bands of satisfaction: off: by the row's own target; dates, yes or no:
all points or none; several targets in a cell: the mean of the points of each;
pass mark: none; far above: a reason from 130%, points taken off: none;
rounding: 2 places, half up; the total adds up rounded points; grades: 优≥90，良
≥80，中≥60，差≥0

本级 › 培训经费
────────────────────────────────────────────────────────────────────────────────
no.   verdict         indicator          target         actual         done
1     ✓ met           培训期数           不少于2期      3期            150%
      actual 3期, target ≥2期: met
      points: met, full points: 20.00 of 20; the actual is 130% of the target or
      more: a reason is required
"""


def test_text_in_english() -> None:
    """A heading, the counts, what the points rest on, then each project."""
    assert render(evaluation(), language="en", width=80).startswith(TEXT_EN)


TEXT_ZH = """\
绩效目标表
项目1个，指标5条  ✓ 达成 1  ✗ 未达成 1  ◐ 部分达成 1  ? 无法判断 1  - 未填报 1
方案：mof2020（第1版，财预〔2020〕10号项目支出绩效自评）；反向指标未达标：分值×
目标/实际；“约”的容差：±10%；高于“=”的目标：算达到；定性指标：达成80%起，部分达
成60%起；满意度按区间计分：否，按自身目标；日期与是否类：未达到不得分；一格多项
目标：按各项得分的平均数计分；及格线：无；远超目标：130%起需说明，扣分：无；小
数：2位，四舍五入，总分按舍入后的得分相加；等级：优≥90，良≥80，中≥60，差≥0

本级 › 培训经费
────────────────────────────────────────────────────────────────────────────────
序号  结论        指标                目标值          实际完成值       完成率
1     ✓ 达成      培训期数            不少于2期       3期              150%
      实际3期，目标≥2期，达到
      得分：达到目标，满分，得20.00分（满分20）；实际达到目标的130%以上，需说明
      原因
2     ✗ 未达成    问题处置率          90%             0.85             94.44%
      实际85%，目标≥90%，未达到；说明：未写方向，“处置”按越高越好判断；实际值
      0.85没有单位，按比率85%理解
      得分：分值×实际/目标＝分值×85/90，得18.89分（满分20）
3     ◐ 部分达成  经费使用            符合财务规范    部分达成
      实际情况“部分达成”表示部分达成
      得分：部分达成，占分值60%至80%（不含80%），表中没有写，取60%，得12.00分
      （满分20）
4     ? 无法判断  出国签证            约24人次        已完成
      实际情况只写“已完成”，没有数字；请填写实际完成的数值
      未计分（满分20）
      - 未填报    满意度              ≥95%
      没有填报实际完成情况
      未计分（满分20）
总分：已计50.89分（满分100分），不完整，不评等级；表中没有分值，按方案mof2020的
一级指标分值平均分配；没有可用的预算数和执行数，预算执行率不计分，其余折算为100
分；总分不完整：2项（共40分）未计分

填报文件中没有采用的数据 1
────────────────────────────────────────────────────────────────────────────────
a.csv:3:1 实际完成值“1”没有采用：表中没有名为“无此指标”的指标
"""


def test_text_in_chinese_lines_up() -> None:
    """Every column begins at the same cell in every row."""
    assert render(evaluation(), language="zh", width=80) == TEXT_ZH


def test_scores_that_do_not_follow_are_told() -> None:
    """The printed figure and the one that the rule gives, at row, total and grade."""
    rows = (
        scored("不少于100条", "98条", weight="60", score="59"),
        scored("不少于100条", "100条", weight="40", score="40"),
    )
    project = Project(name="经费", indicators=rows, total=Decimal(95), grade="良")
    lines = render(checked(project), language="zh", width=80).splitlines()
    told = lines.index("      填报59分，应为58.80分")
    working = "      得分：分值×实际/目标＝分值×98/100，得58.80分（满分60）"
    assert lines[told - 1] == working
    assert lines[-2:] == [
        "总分填报95分，应为99分：各行得分合计99",
        "填报等级良，应为优",
    ]
    assert "填报与计算不符3处：经费（办理数量、总分、等级）" in lines


def test_a_score_that_no_rule_gives_is_told() -> None:
    """A reviewer sees that nothing holds a printed score, and no error at the top."""
    rows = (scored("不少于100条", "完成", weight="100", score="100"),)
    text = render(
        checked(Project(name="经费", indicators=rows)), language="en", width=80
    )
    assert "printed 100; there is nothing to hold it against" in text
    assert "do not follow" not in text


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(columns: int, language: Any) -> None:
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


def test_json_says_where_it_comes_from() -> None:
    """Form, tool, grammar, profile and every setting that decided something."""
    tree = json.loads(render(evaluation(), "json", language="en"))
    assert tree["schema"] == "perftargets-evaluation/1"
    assert sorted(tree["tool"]) == ["grammar", "name", "version"]
    assert (tree["title"], tree["fiscal_year"], tree["as_of"], tree["language"]) == (
        "绩效目标表",
        2022,
        None,
        "en",
    )
    assert tree["profile"] == {
        "name": "mof2020",
        "version": "1",
        "title": "财预〔2020〕10号项目支出绩效自评",
    }
    assert tree["settings"] == {
        "tolerance": "0.1",
        "equal": "lenient",
        "reverse": "ratio",
        "places": 2,
        "rounding": "half-up",
        "compound": "shared",
        "total": "rounded",
        "deadline_all_or_nothing": True,
        "pass_mark": None,
        "far_above": "1.3",
        "far_above_cut": None,
        "levels": {"achieved": "0.8", "partly": "0.6"},
        "satisfaction_bands": [],
        "grades": [
            {"name": "优", "least": "90"},
            {"name": "良", "least": "80"},
            {"name": "中", "least": "60"},
            {"name": "差", "least": "0"},
        ],
    }
    assert tree["summary"] == {
        "indicators": 5,
        "met": 1,
        "not_met": 1,
        "partly_met": 1,
        "undetermined": 1,
        "not_reported": 1,
    }


def test_json_of_a_project() -> None:
    """Total, grade and whether they are complete, with what they rest on."""
    (project,) = json.loads(render(evaluation(), "json"))["projects"]
    del project["indicators"]
    assert project == {
        "name": "培训经费",
        "code": None,
        "agency": "本级",
        "department": None,
        "total": "50.89",
        "grade": None,
        "complete": False,
        "out_of": "100",
        "open_points": "40",
        "execution": {
            "rate": None,
            "weight": None,
            "points": None,
            "reason": "budget and spending are not both known; execution is not scored",
            "score": None,
            "score_follows": None,
        },
        "notes": [
            (
                "the form gives no points: those of profile mof2020 for each category "
                "are divided evenly over its rows"
            ),
            (
                "budget and spending are not both known: execution is not scored, "
                "the rest makes 100"
            ),
            "the total is incomplete: 2 open, with 40 points",
        ],
        "progress": None,
        "printed": {
            "total": None,
            "total_follows": None,
            "grade": None,
            "grade_follows": None,
        },
        "pointer": "/projects/0",
        "place": None,
    }


def test_json_of_rows() -> None:
    """Verdict and points of each row, field by field."""
    (project,) = json.loads(render(evaluation(), "json"))["projects"]
    _, missed, _, unknown, _ = project["indicators"]
    assert missed == {
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
            "higher is better: no direction is stated, and more is better for “处置”",
            "the actual 0.85 has no unit and is read as a ratio: 85%",
        ],
        "applicable": True,
        "weight": "20",
        "weight_exact": "20",
        "weight_origin": "derived",
        "points": "18.89",
        "points_rule": "at-least",
        "points_reason": "points × actual/target = points × 85/90: 18.89 of 20",
        "far_above": False,
        "notes": [],
        "score": None,
        "score_follows": None,
        "progress": None,
        "pointer": "/projects/0/indicators/1",
        "place": None,
        "actual_place": None,
    }
    assert (unknown["verdict"], unknown["points"], unknown["points_rule"]) == (
        "undetermined",
        None,
        "open",
    )


def test_json_of_what_was_noticed() -> None:
    """An actual without a row is told with its place."""
    assert json.loads(render(evaluation(), "json"))["diagnostics"] == [
        {
            "code": "REA001",
            "name": "unplaced-text",
            "severity": "warning",
            "message": "the actual “1” is not used: the table has no indicator "
            "named “无此指标”",
            "project": None,
            "indicator": "无此指标",
            "place": "a.csv:3:1",
            "pointer": None,
        }
    ]


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
    form: Any,
    language: Any,
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
        (Fraction(70000), "宗", None, "7万宗"),
        (Fraction(10930000), "元", None, "1093万元"),
        (Fraction(12345678), "元", None, "12345678元"),
        (Fraction(3, 2), "百分点", None, "1.5个百分点"),
        (Fraction(250000000), "元", None, "2.5亿元"),
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
