"""Tables laid out another way: side by side, in columns, of a whole department."""

import pytest

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from tests.reading.tables.making import (
    codes,
    grid,
    money,
    noticed,
    read_grids,
    said,
    unplaced,
)

SIDE_BY_SIDE = (
    "2024年度项目支出绩效目标表|<|<|<|<|<|<",
    "项目名称|图书采购|<||项目名称|免费开放|<",
    "主管部门|县文旅局|<||主管部门|县文旅局|<",
    "一级指标|三级指标|指标值||一级指标|三级指标|指标值",
    "产出指标|采购册数|20000册||产出指标|开放天数|≥300天",
    "效益指标|到馆人次|≥5万人次||满意度指标|读者满意度|≥90%",
)
IN_COLUMNS = (
    "项目名称|绿化|<|<",
    "一级指标|产出指标|<|效益指标",
    "三级指标|植树|种草|绿化率",
    "指标值|5棵|6亩|≥40%",
    "分值|10|20|30",
    "总分|60|<|<",
)


def _targets(document: Document) -> list[tuple[str, str, str]]:
    return [
        (project.name, row.name, row.target.text) for project, row in document.rows()
    ]


BOTH = [
    ("图书采购", "采购册数", "20000册"),
    ("图书采购", "到馆人次", "≥5万人次"),
    ("免费开放", "开放天数", "≥300天"),
    ("免费开放", "读者满意度", "≥90%"),
]


def test_two_projects_side_by_side_are_two_projects() -> None:
    """The right one is no block of the year of the left one."""
    document = read_grids(grid(*SIDE_BY_SIDE))
    assert _targets(document) == BOTH
    assert document.department == "县文旅局"
    assert document.fiscal_year == 2024
    assert noticed(document) == []


def test_projects_side_by_side_need_no_empty_column_between_them() -> None:
    """The label of the second name says where it begins."""
    close = [row.split("|") for row in SIDE_BY_SIDE]
    rows = ["|".join((*cells[:3], *cells[4:])) for cells in close]
    document = read_grids(grid(*rows))
    assert _targets(document) == BOTH
    assert noticed(document) == []


def test_projects_side_by_side_keep_their_places() -> None:
    """A row on the right points into its own cell of the file."""
    text = "\n".join(row.replace("<", "").replace("|", ",") for row in SIDE_BY_SIDE)
    document = read_bytes(text.encode("gbk"), path="table.csv")
    assert _targets(document) == BOTH
    place = document.projects[1].indicators[0].place_of("target")
    assert place is not None
    assert (place.line, place.column) == (5, 29)


def test_one_name_twice_in_a_row_is_one_project() -> None:
    """The blocks of one project may each repeat its name."""
    document = read_grids(
        grid(
            "项目名称|绿化|<|项目名称|绿化|<",
            "实施期目标|<|<|年度目标|<|<",
            "一级指标|三级指标|指标值|一级指标|三级指标|指标值",
            "产出指标|植树|≥90棵|产出指标|植树|≥30棵",
        )
    )
    assert [said(row) for _, row in document.rows()] == [
        {
            "category": "产出指标",
            "name": "植树",
            "target": "≥30棵",
            "long_term_target": "≥90棵",
        }
    ]


def test_more_rows_side_by_side_than_are_read_at_once_are_told() -> None:
    """Which project they belong to cannot be known any more."""
    rest = grid("产出指标|借阅册数|1万册||产出指标|讲座|≥10场")
    parts = grid(*SIDE_BY_SIDE), type(rest)(rows=rest.rows, first=False)
    document = read_grids(*parts)
    assert _targets(document) == BOTH
    assert noticed(document) == [
        ("REA003", "并排的项目行数太多，从“产出指标”起的 1 行没有读取")
    ]


def test_indicators_in_columns_are_turned_into_rows() -> None:
    """Titles down the left side: read, and told as a guess."""
    document = read_grids(grid(*IN_COLUMNS))
    assert [said(row) for _, row in document.rows()] == [
        {"category": "产出指标", "name": "植树", "target": "5棵", "weight": "10"},
        {"category": "产出指标", "name": "种草", "target": "6亩", "weight": "20"},
        {"category": "效益指标", "name": "绿化率", "target": "≥40%", "weight": "30"},
    ]
    assert document.projects[0].name == "绿化"
    assert str(document.projects[0].total) == "60"
    assert codes(document) == ["REA002"]


@pytest.mark.parametrize(
    "title",
    [
        "2023-2025年指标值",
        "2023年-2025年指标值",
        "2023至2025年绩效指标值",
        "2023—2025年目标",
        "2023-2025年度总目标值",
        "三年指标值",
        "规划期指标值",
        "总目标值",
        "“十四五”指标值",
        "实施期目标",
    ],
)
def test_a_target_of_several_years_is_the_long_term_one(title: str) -> None:
    """Beside the target of the year, with no blocks above them."""
    document = read_grids(
        grid(
            "2023年度项目支出绩效目标申报表|<|<|<",
            "项目名称|河道治理|<|<",
            f"一级指标|三级指标|{title}|2023年指标值",
            "产出指标|治理长度|≥90公里|≥30公里",
        )
    )
    assert [said(row) for _, row in document.rows()] == [
        {
            "category": "产出指标",
            "name": "治理长度",
            "target": "≥30公里",
            "long_term_target": "≥90公里",
        }
    ]
    assert noticed(document) == []


def test_blocks_are_known_by_titles_that_nothing_merges() -> None:
    """As CSV and ODS give them: the title stands over its first column only."""
    document = read_grids(
        grid(
            "项目名称|绿化||||",
            "|中期目标|||年度目标|",
            "|三年植树九十棵。|||今年植树三十棵。|",
            "一级指标|二级指标|三级指标|指标值|三级指标|指标值",
            "产出指标|数量指标|植树|≥90棵|植树|≥30棵",
        )
    )
    (row,) = document.projects[0].indicators
    assert (row.target.text, str(row.long_term_target)) == ("≥30棵", "≥90棵")
    assert unplaced(document) == ["中期目标：三年植树九十棵。"]
    assert codes(document) == ["REA001"]


def test_the_form_of_a_whole_department_is_named_by_its_title() -> None:
    """It has no project; parts of the money without a field are told line by line."""
    document = read_grids(
        grid(
            "部门整体支出绩效自评表|<|<|<|<",
            "（2023年度）|<|<|<|<",
            "部门名称|乙市应急管理局|<|<|<",
            "年度支出（万元）||全年预算数|全年执行数|执行率",
            "^|资金总额|850|816|96%",
            "^|其中：基本支出|500|490|98%",
            "^|项目支出|350|326|93.14%",
            "一级指标|三级指标|年度指标值|实际完成值|得分",
            "履职效能|检查企业|≥300家|312家|50",
        )
    )
    (project,) = document.projects
    assert (project.name, project.department) == ("部门整体支出", "乙市应急管理局")
    assert money(project.funds) == {
        "total": {"adjusted": "850万元", "spent": "816万元", "rate": "96%"}
    }
    assert unplaced(document) == [
        "其中：基本支出：500 | 490 | 98%",
        "项目支出：350 | 326 | 93.14%",
        "年度支出（万元）",
    ]
    assert noticed(document)[-1] == (
        "REA002",
        "表里没有项目名称，按标题读作“部门整体支出”",
    )
