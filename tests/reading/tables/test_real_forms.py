"""Habits of the forms of several places, field by field."""

import pytest

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from tests.reading.tables.making import grid, money, noticed, read_grids, said, unplaced


def _monitored(reason: str, likelihood: str) -> Document:
    return read_grids(
        grid(
            "项目名称|绿化|<|<|<",
            "一级指标|三级指标|年度指标值|偏差原因分析|完成目标可能性",
            f"产出指标|成活率|≥95%|{reason}|{likelihood}",
        )
    )


@pytest.mark.parametrize(
    ("reason", "likelihood", "read"),
    [
        (
            "☑经费保障 □制度保障 ☑人员保障 □其他：",
            "□确定能 ☑有可能 □完全不可能",
            ("经费保障；人员保障", "有可能"),
        ),
        ("√经费保障□制度保障□其他", "√确定能□有可能", ("经费保障", "确定能")),
        ("经费保障□ 制度保障☑", "确定能□ 有可能√", ("制度保障", "有可能")),
        (
            "（ ）经费保障（√）制度保障",
            "（√）有可能（ ）确定能",
            ("制度保障", "有可能"),
        ),
        ("□经费保障 □其他：人手不足", "□确定能 □有可能", ("其他：人手不足", None)),
        ("□经费保障 □制度保障", "确定能", (None, "确定能")),
        ("说明：☑经费保障 □其他", "有可能", ("经费保障；说明", "有可能")),
        ("□为空白框，未写类别", "有可能", ("□为空白框，未写类别", "有可能")),
    ],
)
def test_boxes_in_one_cell_give_what_is_ticked(
    reason: str, likelihood: str, read: tuple[str | None, str | None]
) -> None:
    """Boxes before or behind their words; an empty box says nothing."""
    ((_, row),) = _monitored(reason, likelihood).rows()
    assert (row.reason, row.likelihood) == read


def test_two_ticks_of_likelihood_in_one_cell_are_told() -> None:
    """Both are kept, since the form asks for one."""
    document = _monitored("", "☑确定能 ☑有可能 □完全不可能")
    ((_, row),) = document.rows()
    assert row.likelihood == "确定能；有可能"
    assert noticed(document) == [("REA003", "完成目标可能性勾选了多项：确定能；有可能")]


def test_labels_on_one_line_are_fields_of_their_own() -> None:
    """White space parts them, and only where a label, a year or a unit follows."""
    document = read_grids(
        grid(
            "2024年项目支出绩效目标表|<|<",
            "主管部门：市文广旅局　　实施单位：市 图书馆  2024年度  单位：万元|<|<",
            "项目名称：社区 图书角|<|<",
            "财政拨款|120|<",
            "一级指标|三级指标|指标值",
            "产出指标|建设数量|20个",
        )
    )
    (project,) = document.projects
    assert (project.name, project.department, project.agency) == (
        "社区 图书角",
        "市文广旅局",
        "市 图书馆",
    )
    assert money(project.funds) == {"fiscal": {"initial": "120万元"}}
    assert noticed(document) == []


def test_budget_and_spending_side_by_side_with_their_sources_below() -> None:
    """预算数 and 执行数 stand left of their amounts, as in older forms."""
    document = read_grids(
        grid(
            "项目名称|防汛物资储备|<|<|<",
            "预算执行情况（万元）|预算数：|80|执行数：|76.8",
            "^|其中：财政拨款|75|其中：财政拨款|71.8",
            "^|其他资金|5|其他资金|5",
            "一级指标|三级指标|预期指标值|实际完成指标值|得分",
            "产出指标|物资种类|3类|3类|20",
        )
    )
    assert money(document.projects[0].funds) == {
        "total": {"initial": "80万元", "spent": "76.8万元"},
        "fiscal": {"initial": "75万元", "spent": "71.8万元"},
        "other": {"initial": "5万元", "spent": "5万元"},
    }
    assert noticed(document) == []


def test_amounts_below_their_titles_without_a_source_are_those_of_the_whole() -> None:
    """As monitoring forms have them in one row; the year stands with the months."""
    document = read_grids(
        grid(
            "项目支出绩效运行监控表|<|<|<|<",
            "（2023年1-7月）|<|<|<|<",
            "项目名称|绿化|<|<|<",
            "项目资金（万元）|全年预算数|1-7月执行数|1-7月执行率|全年预计执行数",
            "^|350.5|201.2|57.4%|350.5",
            "一级指标|三级指标|年度指标值|1-7月完成情况|全年预计完成情况",
            "产出指标|养护面积|≥120万平方米|100万平方米|120万平方米",
        )
    )
    assert document.fiscal_year == 2023
    assert money(document.projects[0].funds) == {
        "total": {
            "adjusted": "350.5万元",
            "spent": "201.2万元",
            "expected": "350.5万元",
            "rate": "57.4%",
        }
    }
    assert noticed(document) == []


def test_marked_utf16_is_read_though_most_of_it_is_ascii() -> None:
    """Exports of systems have English titles; the mark at the start decides."""
    text = (
        "pro_name,kpi_lv1,kpi_lv2,kpi_lv3,computesign,kpi_val,meterunit,ind_weight\n"
        "甲项目,产出指标,数量指标,培训人次,≥,500,人次,20\n"
    )
    document = read_bytes(text.encode("utf-16"), path="table.csv")
    assert [said(row) for _, row in document.rows()] == [
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "培训人次",
            "target": "≥500人次",
            "unit": "人次",
            "weight": "20",
        }
    ]
    assert unplaced(document) == []


def test_names_of_projects_between_the_rows_begin_projects() -> None:
    """项目名称：… over the whole width; the titles above hold for all of them."""
    document = read_grids(
        grid(
            "2024年项目绩效目标汇总表|<|<|<",
            "一级指标|三级指标|指标值|备注",
            "项目名称：甲项目|<|<|<",
            "产出指标|植树|100棵|",
            "效益指标|成活率|≥90%|",
            "项目名称：乙项目|<|<|<",
            "|种草|200亩|",
        )
    )
    assert [
        (project.name, row.category, row.name, row.target.text)
        for project, row in document.rows()
    ] == [
        ("甲项目", "产出指标", "植树", "100棵"),
        ("甲项目", "效益指标", "成活率", "≥90%"),
        ("乙项目", "", "种草", "200亩"),
    ]
    assert noticed(document) == []


def test_three_known_titles_are_enough_beside_many_unknown_ones() -> None:
    """The columns without a field are told, each once."""
    document = read_grids(
        grid(
            "项目名称|指标名称|全年目标值|一季度|二季度|三季度|四季度",
            "甲项目|培训人次|1000人次|200|500|800|1000",
        )
    )
    ((project, row),) = document.rows()
    assert (project.name, row.name, row.target.text) == (
        "甲项目",
        "培训人次",
        "1000人次",
    )
    assert unplaced(document) == [
        "一季度：200",
        "二季度：500",
        "三季度：800",
        "四季度：1000",
    ]


def test_a_name_that_is_a_label_elsewhere_is_a_name_beside_its_label() -> None:
    """部门整体支出 is what such forms are named, and the label of their money."""
    document = read_grids(
        grid(
            "项目名称|部门整体支出|<|<",
            "主管部门|乙市应急管理局|<|<",
            "部门整体支出|120万元|<|<",
            "一级指标|三级指标|指标值|分值",
            "产出指标|检查企业|≥300家|50",
        )
    )
    (project,) = document.projects
    assert (project.name, project.department) == ("部门整体支出", "乙市应急管理局")
    assert money(project.funds) == {"total": {"initial": "120万元"}}
    assert noticed(document) == []


@pytest.mark.parametrize("title", ["2024年预算数", "预算数"])
def test_amounts_of_another_year_are_told_and_not_taken(title: str) -> None:
    """2023年预算数 beside 2024年预算数 in a form of 2024."""
    document = read_grids(
        grid(
            "2024年度项目支出绩效目标表|<|<",
            "项目名称|绿化|<",
            f"资金来源（万元）|2023年预算数|{title}",
            "财政拨款|80|100",
            "一级指标|三级指标|指标值",
            "产出指标|植树|100棵",
        )
    )
    assert money(document.projects[0].funds) == {"fiscal": {"initial": "100万元"}}
    assert unplaced(document) == ["财政拨款：80"]


def test_a_category_is_never_the_value_of_a_label() -> None:
    """Indicators in columns of their category: the goal stands below its title."""
    document = read_grids(
        grid(
            "2024年部门预算项目绩效目标公开表|<|<",
            "项目名称|年度目标|产出指标",
            "甲项目|做好甲项目的工作。|植树100棵",
        )
    )
    goal = document.projects[0].goal
    assert goal is not None
    assert goal.text == "做好甲项目的工作。"
    assert unplaced(document) == ["产出指标", "植树100棵"]


@pytest.mark.parametrize(
    ("title", "value", "target"),
    [
        ("指标值（%）", "95", "95%"),
        ("年度指标值（单位：万元）", "1,200", "1,200万元"),
        ("指标值（%）", "≥95", "≥95%"),
        ("指标值（%）", "≥95%", "≥95%"),
        ("指标值（%）", "12人", "12人"),
        ("指标值（A）", "95", "95"),
        ("指标值（选填）", "95", "95"),
    ],
)
def test_a_unit_in_the_title_of_the_values_is_that_of_bare_figures(
    title: str, value: str, target: str
) -> None:
    """A letter or other words in brackets are no unit."""
    document = read_grids(
        grid("项目名称|绿化|", f"一级指标|三级指标|{title}", f"产出指标|成活率|{value}")
    )
    assert [row.target.text for _, row in document.rows()] == [target]
