"""绩效目标申报表: labels, money, goal, rows, blocks side by side, several projects."""

import datetime as dt
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
    ("项目支出绩效目标申报表",),
    ("（2022年度）",),
    ("项目名称", None, "校园安全改造项目"),
    ("主管部门及代码", None, "101-云港市教育局", None, None, "实施单位", "局本级"),
    ("项目属性", None, "新增项目", None, None, "项目期", "1年"),
    ("项目资金\n（万元）", None, "中期资金总额：", None, 900, "年度资金总额：", 350.5),
    (None, None, "其中：财政拨款", None, 800, "其中：财政拨款", 300),
    (None, None, "其他资金", None, 100, "其他资金", 50.5),
    ("总体目标", "中期目标（2022年—2024年）", None, None, None, "年度目标"),
    (
        None,
        "三年内完成改造。",
        None,
        None,
        None,
        "目标1：改造5所学校。\n目标2：消除隐患。",
    ),
    (
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "二级指标",
        "三级指标",
        "指标值",
    ),
    (
        None,
        "产出指标",
        "数量指标",
        "指标1：改造学校数",
        "15所",
        "数量指标",
        "指标1：改造学校数",
        "≥5所",
    ),
    (None, None, None, "指标2：培训人次", "300人次", None, "指标2：", None),
    (None, None, "质量指标", "验收合格率", 1, "质量指标", "验收合格率", 0.95),
    (
        *(None, None, "时效指标", "完成时间", dt.date(2024, 12, 31)),
        *("时效指标", "完成时间", dt.date(2022, 12, 31)),
    ),
    (None, "效益指标", "社会效益指标", "……", None, "社会效益指标", "事故数", 0),
    (
        None,
        "满意度指标",
        "服务对象满意度指标",
        "家长满意度",
        "≥90%",
        "服务对象满意度指标",
        "家长满意度",
        "≥90%",
    ),
    ("注：本表一式两份。",),
)
MERGES = (
    *("A1:H1", "A2:H2", "A3:B3", "C3:H3", "A4:B4", "C4:E4", "G4:H4", "A5:B5", "C5:E5"),
    *("G5:H5", "A6:B8", "C6:D6", "G6:H6", "C7:D7", "G7:H7", "C8:D8", "G8:H8"),
    *("A9:A10", "B9:E9", "F9:H9", "B10:E10", "F10:H10", "A11:A17", "B12:B15"),
    *("C12:C13", "F12:F13", "A18:H18"),
)
FORMATS = {
    "E14": "0%",
    "H14": "0.0%",
    "H15": 'yyyy"年"m"月"d"日"',
    "H16": '0"起"',
}


def _form(tmp_path: Path) -> Document:
    path = workbook(
        tmp_path / "form.xlsx", {"申报表": FORM}, merges=MERGES, formats=FORMATS
    )
    return read(path)


def test_header_cells_go_to_their_fields(tmp_path: Path) -> None:
    """Labels stand left of their values; the year stands below the title."""
    document = _form(tmp_path)
    project = document.projects[0]
    assert ("项目支出绩效目标申报表", 2022) == (document.title, document.fiscal_year)
    assert ("校园安全改造项目", "局本级", "101-云港市教育局", "1年") == (
        project.name,
        project.agency,
        project.department,
        project.period,
    )


def test_money_of_the_year_takes_the_unit_of_the_form(tmp_path: Path) -> None:
    """The multi-year block beside it is not mixed in."""
    assert {
        "total": {"initial": "350.5万元"},
        "fiscal": {"initial": "300万元"},
        "other": {"initial": "50.5万元"},
    } == money(_form(tmp_path).projects[0].funds)


def test_the_goal_of_the_year_keeps_its_items_on_their_lines(tmp_path: Path) -> None:
    """It stands below its title, beside the goal of several years."""
    goal = _form(tmp_path).projects[0].goal
    assert goal is not None
    assert "目标1：改造5所学校。\n目标2：消除隐患。" == goal.text
    assert goal.place is not None
    assert "F10" == goal.place.cell


def test_both_blocks_of_rows_are_read_apart(tmp_path: Path) -> None:
    """A multi-year value joins the row of its name, or stands alone at the end."""
    rows = [said(row) for row in _form(tmp_path).projects[0].indicators]
    assert [
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "改造学校数",
            "target": "≥5所",
            "long_term_target": "15所",
        },
        {
            "category": "产出指标",
            "subcategory": "质量指标",
            "name": "验收合格率",
            "target": "95%",
            "long_term_target": "100%",
        },
        {
            "category": "产出指标",
            "subcategory": "时效指标",
            "name": "完成时间",
            "target": "2022-12-31",
            "long_term_target": "2024-12-31",
        },
        {
            "category": "效益指标",
            "subcategory": "社会效益指标",
            "name": "事故数",
            "target": "0起",
        },
        {
            "category": "满意度指标",
            "subcategory": "服务对象满意度指标",
            "name": "家长满意度",
            "target": "≥90%",
            "long_term_target": "≥90%",
        },
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "培训人次",
            "target": "",
            "long_term_target": "300人次",
        },
    ] == rows


def test_what_no_field_takes_is_reported(tmp_path: Path) -> None:
    """The multi-year goal and money, the kind of project and the note."""
    assert [
        "其中：财政拨款：800",
        "其他资金：100",
        "项目属性：新增项目",
        "中期资金总额：900",
        "中期目标（2022年—2024年）：三年内完成改造。",
        "注：本表一式两份。",
    ] == unplaced(_form(tmp_path))


def test_operator_value_and_unit_of_three_columns_make_a_phrase(
    tmp_path: Path,
) -> None:
    """≥ + 95 + % is ≥95%; 定性 + 优 is 优; what the value says itself is said once."""
    rows = (
        ("项目名称", "智慧农业项目"),
        ("三级指标", "指标性质", "指标值", "度量单位", "权重", "指标方向性"),
        ("发芽率", "≥", 95, "%", 10, "正向"),
        ("病害株数", "≤", 100, "株", 10, "反向"),
        ("服务态度", "定性", "优", None, 5, "正向"),
        ("示范户", ">", "12户", "户", 5, "正向"),
        ("节水率", "≥", 0.085, None, 5, "正向"),
        ("温室面积", "=", "＝20", "亩", 5, "正向"),
        ("响应时间", "≤", 30, "分钟", 5, "反向"),
        ("规范性", "定性", "达标", "其他", 5, "正向"),
    )
    path = workbook(tmp_path / "a.xlsx", {"表": rows}, formats={"C7": "0.00%"})
    document = read(path)
    assert [
        ("≥95%", "%", "10", "正向"),
        ("≤100株", "株", "10", "反向"),
        ("优", None, "5", "正向"),
        (">12户", "户", "5", "正向"),
        ("≥8.5%", None, "5", "正向"),
        ("＝20亩", "亩", "5", "正向"),
        ("≤30分钟", "分钟", "5", "反向"),
        ("达标", "其他", "5", "正向"),
    ] == [
        (row.target.text, row.unit, str(row.weight), row.direction)
        for row in document.projects[0].indicators
    ]
    assert [] == codes(document)


def test_each_sheet_is_a_project(tmp_path: Path) -> None:
    """A sheet names its project, or lends it its own name, which is a guess."""
    titles = ("一级指标", "二级指标", "三级指标", "指标值")
    sheets = {
        "甲": (("项目名称", "甲项目"), titles, ("产出指标", "数量指标", "会议", "3次")),
        "乙": (("项目名称", "乙项目"), titles, ("产出指标", "数量指标", "会议", "4次")),
        "丙": (titles, ("产出指标", "数量指标", "会议", "5次")),
    }
    document = read(workbook(tmp_path / "a.xlsx", sheets))
    assert [("甲项目", "3次"), ("乙项目", "4次"), ("丙", "5次")] == [
        (project.name, row.target.text) for project, row in document.rows()
    ]
    assert ["REA002"] == codes(document)


def test_several_forms_below_each_other_are_projects() -> None:
    """A label 项目名称 after rows begins the next project."""
    document = read_grids(
        grid(
            "项目绩效目标表 | < | < | <",
            "项目名称 | 甲项目 | 实施单位 | 一中",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 桌椅 | 40套",
            "项目名称 | 乙项目 | 实施单位 | 二中",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 桌椅 | 50套",
        )
    )
    assert [("甲项目", "一中", "40套"), ("乙项目", "二中", "50套")] == [
        (project.name, project.agency, row.target.text)
        for project, row in document.rows()
    ]
    assert [] == codes(document)


def test_labels_may_stand_above_their_values() -> None:
    """A row of labels and below it a row of values."""
    document = read_grids(
        grid(
            "项目名称 | 主管部门 | 实施单位 | 项目期",
            "甲项目 | 教育局 | 一中 | 2年",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 桌椅 | 40套",
        )
    )
    project = document.projects[0]
    assert ("甲项目", "教育局", "一中", "2年") == (
        project.name,
        project.department,
        project.agency,
        project.period,
    )
    assert [] == codes(document)


def test_labels_may_stand_in_one_cell_with_their_values() -> None:
    """项目名称：甲项目 in one cell; the unit beside the agency."""
    document = read_grids(
        grid(
            "项目名称：甲项目 | 主管部门：教育局 | 单位：元 | ",
            "项目资金 | 财政拨款：1,200 | 其他资金：— | ",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 桌椅 | 40套",
        )
    )
    project = document.projects[0]
    assert ("甲项目", "教育局") == (project.name, project.department)
    assert {"fiscal": {"initial": "1,200元"}} == money(project.funds)
    assert [] == codes(document)


def test_points_in_a_category_cell_are_its_weight() -> None:
    """产出指标（50分） is 产出指标, of 50 points."""
    document = read_grids(
        grid(
            "项目名称 | 甲项目 | | ",
            "一级指标 | 二级指标 | 指标内容 | 指标值",
            "产出指标（50分） | 数量指标 | 桌椅 | 40套",
            "^ | 质量指标 | 合格率 | 100%",
            "效益指标（40分） | 社会效益 | 受益人数 | 300人",
        )
    )
    project = document.projects[0]
    assert [("产出指标", "50"), ("效益指标", "40")] == [
        (name, str(weight)) for name, weight in project.weights
    ]
    assert ["产出指标", "产出指标", "效益指标"] == [
        row.category for row in project.indicators
    ]
