"""绩效自评表 and 绩效运行监控表: money in columns, actuals, points, sums, ticks."""

from pathlib import Path

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading.tables.making import (
    codes,
    grid,
    money,
    read_grids,
    said,
    unplaced,
    workbook,
)

FORM = (
    ("项目支出绩效自评表",),
    ("（2023年度）",),
    ("项目名称", None, "农村公路养护"),
    ("主管部门", None, "县交通局", None, None, None, "实施单位", "公路站"),
    (
        "项目资金（万元）",
        None,
        None,
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ),
    (None, None, "年度资金总额", 200, 180.5, 171.475, 10, 0.95, 9.5),
    (None, None, "其中：当年财政拨款", 150, 130.5, 121.475, "—", 0.93, "—"),
    (None, None, "上年结转资金", 50, 50, 50, "—", 1, "—"),
    (None, None, "其他资金", 0, None, None, "—", None, "—"),
    ("年度总体目标", "预期目标", None, None, None, None, "实际完成情况"),
    (None, "养护公路120公里，保障畅通。", None, None, None, None, "养护118公里。"),
    (
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    (
        None,
        "产出指标\n（50分）",
        "数量指标",
        "养护里程",
        "≥120公里",
        "118公里",
        25,
        24.58,
        "雨季延误，加派人手",
    ),
    (None, None, "质量指标", "路面完好率", "≥90%", 0.912, 25, 25, None),
    (
        None,
        "效益指标\n（30分）",
        "社会效益指标",
        "受益人口",
        "3.2万人",
        3.2,
        30,
        30,
        "无",
    ),
    (
        None,
        "满意度指标\n（10分）",
        "服务对象满意度指标",
        "群众满意度",
        "≥95%",
        "97%",
        10,
        10,
        None,
    ),
    ("总分", None, None, None, None, None, 100, 99.08, None),
    ("填报人：李四",),
)
MERGES = (
    *("A1:I1", "A2:I2", "A3:B3", "C3:I3", "A4:B4", "C4:F4", "H4:I4", "A5:B9"),
    *("A10:A11", "B10:F10", "G10:I10", "B11:F11", "G11:I11", "A12:A16", "B13:B14"),
    *("A17:F17", "A18:I18"),
)
FORMATS = dict.fromkeys(("H6", "H7", "H8", "F14"), "0%")


def _form(tmp_path: Path) -> Document:
    return read(
        workbook(
            tmp_path / "form.xlsx", {"自评表": FORM}, merges=MERGES, formats=FORMATS
        )
    )


def test_money_stands_in_lines_and_columns(tmp_path: Path) -> None:
    """Four sources, three amounts; rate, points and score as the form prints them."""
    assert {
        "total": {
            "initial": "200万元",
            "adjusted": "180.5万元",
            "spent": "171.475万元",
            "rate": "95%",
            "weight": "10",
            "score": "9.5",
        },
        "fiscal": {
            "initial": "150万元",
            "adjusted": "130.5万元",
            "spent": "121.475万元",
            "rate": "93%",
        },
        "carried_over": {
            "initial": "50万元",
            "adjusted": "50万元",
            "spent": "50万元",
            "rate": "100%",
        },
        "other": {"initial": "0万元"},
    } == money(_form(tmp_path).projects[0].funds)


def test_goal_actual_total_and_weights(tmp_path: Path) -> None:
    """The total score is the one under 得分; weights stand in the category cells."""
    project = _form(tmp_path).projects[0]
    assert project.goal is not None
    assert ("养护公路120公里，保障畅通。", "养护118公里。") == (
        project.goal.text,
        project.goal.actual,
    )
    assert "99.08" == str(project.total)
    assert [("产出指标", "50"), ("效益指标", "30"), ("满意度指标", "10")] == [
        (name, str(weight)) for name, weight in project.weights
    ]


def test_rows_have_actual_points_and_reason(tmp_path: Path) -> None:
    """A percentage is read by its format; a bare actual stays bare."""
    assert [
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "养护里程",
            "target": "≥120公里",
            "weight": "25",
            "actual": "118公里",
            "score": "24.58",
            "reason": "雨季延误，加派人手",
        },
        {
            "category": "产出指标",
            "subcategory": "质量指标",
            "name": "路面完好率",
            "target": "≥90%",
            "weight": "25",
            "actual": "91.2%",
            "score": "25",
        },
        {
            "category": "效益指标",
            "subcategory": "社会效益指标",
            "name": "受益人口",
            "target": "3.2万人",
            "weight": "30",
            "actual": "3.2",
            "score": "30",
            "reason": "无",
        },
        {
            "category": "满意度指标",
            "subcategory": "服务对象满意度指标",
            "name": "群众满意度",
            "target": "≥95%",
            "weight": "10",
            "actual": "97%",
            "score": "10",
        },
    ] == [said(row) for row in _form(tmp_path).projects[0].indicators]


def test_a_sum_that_adds_up_is_no_finding_and_a_signature_is(tmp_path: Path) -> None:
    """100 is 90 of the rows and 10 of the money."""
    assert ["填报人：李四"] == unplaced(_form(tmp_path))


def test_sums_that_do_not_add_up_are_reported() -> None:
    """小计 and 总分 are compared with the rows above them."""
    document = read_grids(
        grid(
            "项目名称 | 甲项目 | | ",
            "三级指标 | 指标值 | 分值 | 得分",
            "桌椅 | 40套 | 20 | 20",
            "黑板 | 10块 | 20 | 18",
            "小计 | | 40 | 38",
            "满意度 | 90% | 10 | 10",
            "小计 | | 10 | 9",
            "合计 | | 60 | 48",
        )
    )
    assert ["小计：9", "合计：60"] == unplaced(document)
    assert "48" == str(document.projects[0].total)
    assert 3 == len(document.projects[0].indicators)


def test_total_and_grade_may_stand_among_the_labels() -> None:
    """总分 | 100 | 98: the last number is the score; 等级 follows."""
    document = read_grids(
        grid(
            "项目名称 | 甲项目 | | ",
            "三级指标 | 指标值 | 实际完成值 | 备注",
            "桌椅 | 40套 | 40套 | 已验收",
            "自评得分 | 98 | 等级 | 优",
        )
    )
    project = document.projects[0]
    assert ("98", "优") == (str(project.total), project.grade)
    assert "已验收" == project.indicators[0].note
    assert [] == codes(document)


def test_points_that_are_no_number_are_reported_with_their_cell(
    tmp_path: Path,
) -> None:
    """The row stays, without the points."""
    rows = (
        ("项目名称", "甲项目"),
        ("三级指标", "指标值", "分值"),
        ("桌椅", "40套", "十分之一"),
        ("黑板", "10块", "10分"),
    )
    document = read(workbook(tmp_path / "a.xlsx", {"表": rows}))
    assert [None, "10"] == [
        None if row.weight is None else str(row.weight) for _, row in document.rows()
    ]
    assert [("REA003", "C3")] == [
        (each.code, each.place and each.place.cell) for each in document.diagnostics
    ]


def test_monitoring_form_with_ticks_under_two_rows_of_titles() -> None:
    """Kinds of reasons and likelihoods are columns that are ticked or filled in."""
    document = read_grids(
        grid(
            "项目支出绩效运行监控表 | < | < | < | < | < | < | < | < | < | <",
            "（2024年度） | < | < | < | < | < | < | < | < | < | <",
            "项目名称 | 河道保洁 | < | < | 主管部门 | 水利局 | < | 实施单位 | 河道所 "
            "| < | <",
            "项目资金（元） | | 年初预算数 | < | 1-7月执行数 | 1-7月执行率 "
            "| 全年预计执行数 | < | < | < | <",
            "^ | 年度资金总额 | 120000 | < | 60000 | 50% | 118000 | < | < | < | <",
            "一级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 全年预计完成情况 "
            "| 偏差原因分析 | < | < | 完成目标可能性 | < | <",
            "^ | ^ | ^ | ^ | ^ | 经费保障 | 人员保障 | 原因说明 | 确定能 | 有可能 "
            "| 完全不可能",
            "产出指标 | 保洁次数 | ≥12次 | 5次 | 11次 | | √ | 汛期停工 | | √ | ",
            "^ | 打捞量 | ≥30吨 | 20吨 | 32吨 | | | | √ | | ",
            "效益指标 | 投诉数 | ≤3件 | 4件 | 5件 | 缺口2万元 | | | | | √",
        )
    )
    project = document.projects[0]
    assert (2024, "河道保洁", "水利局", "河道所") == (
        document.fiscal_year,
        project.name,
        project.department,
        project.agency,
    )
    assert {
        "total": {
            "initial": "120000元",
            "spent": "60000元",
            "expected": "118000元",
            "rate": "50%",
        }
    } == money(project.funds)
    assert [
        {
            "category": "产出指标",
            "name": "保洁次数",
            "target": "≥12次",
            "actual": "5次",
            "expected": "11次",
            "likelihood": "有可能",
            "reason": "人员保障；汛期停工",
        },
        {
            "category": "产出指标",
            "name": "打捞量",
            "target": "≥30吨",
            "actual": "20吨",
            "expected": "32吨",
            "likelihood": "确定能",
        },
        {
            "category": "效益指标",
            "name": "投诉数",
            "target": "≤3件",
            "actual": "4件",
            "expected": "5件",
            "likelihood": "完全不可能",
            "reason": "经费保障：缺口2万元",
        },
    ] == [said(row) for row in project.indicators]
    assert [] == codes(document)


def test_habits_of_real_copies_are_read() -> None:
    """Letters behind titles, remarks in amounts, points behind names, 附件2 above."""
    document = read_grids(
        grid(
            "附件2 | < | < | < | < | < | <",
            "2023年度项目支出绩效自评表 | < | < | < | < | < | <",
            "项目名称 | 良种推广 | < | 项目编码 | A001 | < | <",
            "主管部门（公章） | 农业局 | < | 项目单位 | 农技站 | < | <",
            "预算执行情况（万元） | 项目 | 年初预算数（A） | 全年预算数（B） "
            "| 全年执行数（C） | 执行率（C/B） | 得分",
            "^ | 资金总额 | 854万（其中结转4万） | 854 | 854 | 100% | 10",
            "年度目标 | 年初设定目标 | < | < | 全年实际完成情况 | < | <",
            "^ | 推广良种。 | < | < | 已推广。 | < | <",
            "年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值（A） "
            "| 实际完成值（B） | 得分",
            "^ | 产出指标（50分） | 数量指标（20分） | 推广面积（10分） | 500亩 "
            "| 500亩 | 10",
            "^ | ^ | ^ | 培训人数 | 100人 | 100人 | 10",
            "合计 | < | < | < | < | < | 20",
            "其他需要说明的问题 | 资金已结清 | < | < | < | < | <",
        )
    )
    project = document.projects[0]
    assert ("良种推广", "农业局", "农技站", "20") == (
        project.name,
        project.department,
        project.agency,
        str(project.total),
    )
    assert {
        "total": {
            "initial": "854万（其中结转4万）",
            "adjusted": "854万元",
            "spent": "854万元",
            "rate": "100%",
            "score": "10",
        }
    } == money(project.funds)
    assert project.code == "A001"
    assert [("推广面积", "10"), ("培训人数", "None")] == [
        (row.name, str(row.weight)) for row in project.indicators
    ]
    assert [
        "数量指标（20分）",
        "其他需要说明的问题：资金已结清",
    ] == unplaced(document)


def test_notes_below_a_table_are_reported_and_no_rows() -> None:
    """Paragraphs after the table, and a reason on a row without a name."""
    document = read_grids(
        grid(
            "项目名称 | 甲项目 | | ",
            "三级指标 | 指标值 | 实际完成值 | 偏差原因",
            "桌椅 | 40套 | 40套 | ",
            "…… | | | 见附件",
            trailing=("注：数据为年末数。",),
        )
    )
    assert ["桌椅"] == [row.name for _, row in document.rows()]
    assert ["见附件", "注：数据为年末数。"] == unplaced(document)
