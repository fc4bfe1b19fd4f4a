"""Which column holds what: blocks, years, operators, bounds, points."""

from pathlib import Path

import pytest

from perftargets.model.project import Document
from perftargets.reading import read
from tests.reading.docx import making as word
from tests.reading.tables.making import (
    codes,
    grid,
    noticed,
    read_grids,
    said,
    unplaced,
    workbook,
)


def _form(*rows: str, year: int = 2024) -> Document:
    heading = f"{year}年度项目支出绩效目标申报表"
    return read_grids(grid(heading, "项目名称|甲项目", *rows))


def _rows(document: Document) -> list[dict[str, object]]:
    return [said(row) for _, row in document.rows()]


def _targets(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


def _signs(operator: str, value: str, unit: str = "") -> Document:
    return _form(
        "一级指标|三级指标|指标性质|指标值|度量单位",
        f"产出指标|甲指标|{operator}|{value}|{unit}",
    )


TWO_BLOCKS = [
    {
        "category": "产出指标",
        "name": "植树",
        "target": "=9000棵",
        "unit": "棵",
        "long_term_target": "≥9000万棵",
    }
]


def test_blocks_of_merged_titles_keep_their_own_operator_and_unit(
    tmp_path: Path,
) -> None:
    """Titles merged over three columns each, in a workbook."""
    rows = (
        ("2024年度项目支出绩效目标申报表",),
        ("项目名称", "甲项目"),
        ("一级指标", "三级指标", "实施期目标", None, None, "年度目标"),
        (None, None, *("指标性质", "指标值", "度量单位") * 2),
        ("产出指标", "植树", "≥", 9000, "万棵", "=", 9000, "棵"),
    )
    merges = ("A3:A4", "B3:B4", "C3:E3", "F3:H3")
    document = read(workbook(tmp_path / "a.xlsx", {"表": rows}, merges=merges))
    assert TWO_BLOCKS == _rows(document)
    assert [] == codes(document)


def test_blocks_without_merged_cells_are_told_by_the_title_to_the_left(
    tmp_path: Path,
) -> None:
    """The same table as CSV leaves the cells beside a wide title blank."""
    path = tmp_path / "a.csv"
    path.write_text(
        "2024年度项目支出绩效目标申报表,,,,,,,\n"
        "项目名称,甲项目,,,,,,\n"
        "一级指标,三级指标,实施期目标,,,年度目标,,\n"
        ",,指标性质,指标值,度量单位,指标性质,指标值,度量单位\n"
        "产出指标,植树,≥,9000,万棵,=,9000,棵\n",
        encoding="utf-8",
    )
    document = read(path)
    assert TWO_BLOCKS == _rows(document)
    assert [] == codes(document)


def test_block_titles_without_titles_below_are_the_values() -> None:
    """实施期目标 | 年度目标 hold the two values; the project has no goal there."""
    document = _form("一级指标|三级指标|实施期目标|年度目标", "产出指标|植树|30|10")
    assert [("10", "30")] == [
        (row["target"], row["long_term_target"]) for row in _rows(document)
    ]
    assert document.projects[0].goal is None


def test_one_operator_and_unit_serve_both_values() -> None:
    """指标性质 and 度量单位 that stand once belong to both."""
    document = _form(
        "一级指标|三级指标|指标性质|实施期指标值|年度指标值|度量单位",
        "产出指标|植树|≥|30|10|棵",
    )
    assert [("≥10棵", "≥30棵")] == [
        (row["target"], row["long_term_target"]) for row in _rows(document)
    ]


@pytest.mark.parametrize(
    ("below", "row", "target"),
    [
        ("符号|值|<", "≥|95%|<", "≥95%"),
        ("下限|上限|单位", "90|95|%", "90~95%"),
        ("下限|上限|单位", "90||%", "≥90%"),
        ("上限|下限|单位", "95||%", "≤95%"),
    ],
)
def test_titles_below_a_wide_title_are_no_row(
    below: str, row: str, target: str
) -> None:
    """A sign and a value, or two bounds and a unit, make one value."""
    document = _form(
        "一级指标|三级指标|年度指标值|<|<", f"^|^|{below}", f"产出指标|甲指标|{row}"
    )
    assert [target] == _targets(document)
    assert [] == codes(document)


def test_unknown_titles_below_a_wide_title_are_reported_with_what_they_hold() -> None:
    """Which of them is the target cannot be told, so none is taken."""
    document = _form(
        "一级指标|三级指标|年度指标值|<|分值",
        "^|^|申报|核定|^",
        "产出指标|甲指标|95|90|10",
    )
    assert [
        {"category": "产出指标", "name": "甲指标", "target": "", "weight": "10"}
    ] == _rows(document)
    assert ["申报：95", "核定：90"] == unplaced(document)


def test_one_title_over_operator_figure_and_unit_gives_one_value() -> None:
    """The cells below it are parts of a phrase, not several values."""
    document = _form("一级指标|三级指标|指标值|<|<", "产出指标|甲指标|≥|95|%")
    assert ["≥95%"] == _targets(document)


def test_a_row_of_the_long_block_alone_keeps_the_category_of_its_block() -> None:
    """The block of the year has its categories in a column of its own."""
    document = _form(
        "实施期目标|<|<|年度目标|<|<",
        "一级指标|三级指标|指标值|一级指标|三级指标|指标值",
        "产出指标|甲|10|产出指标|甲|5",
        "效益指标|乙|20|||",
    )
    assert [("产出指标", "甲", "5", "10"), ("效益指标", "乙", "", "20")] == [
        (row["category"], row["name"], row["target"], row["long_term_target"])
        for row in _rows(document)
    ]


def test_categories_that_stand_once_serve_both_blocks() -> None:
    """They are titles of two rows to the left of both blocks."""
    document = _form(
        "一级指标|二级指标|实施期目标|<|年度目标|<",
        "^|^|三级指标|指标值|三级指标|指标值",
        "产出指标|数量指标|甲|10|甲|5",
    )
    assert [
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "甲",
            "target": "5",
            "long_term_target": "10",
        }
    ] == _rows(document)
    assert [] == codes(document)


def test_columns_of_other_years_are_reported() -> None:
    """The fiscal year of the document says which column is the target."""
    document = _form(
        "一级指标|三级指标|2022年实际值|2023年指标值|2024年指标值",
        "产出指标|植树|10|20|30",
    )
    assert [{"category": "产出指标", "name": "植树", "target": "30"}] == _rows(document)
    assert ["2022年实际值：10", "2023年指标值：20"] == unplaced(document)


def test_years_below_one_title_are_told_apart() -> None:
    """指标值 over 2023年, 2024年, 2025年."""
    document = _form(
        "一级指标|三级指标|指标值|<|<",
        "^|^|2023年|2024年|2025年",
        "产出指标|植树|1|2|3",
    )
    assert ["2"] == _targets(document)
    assert ["指标值 2023年：1", "指标值 2025年：3"] == unplaced(document)


def test_an_actual_of_another_year_is_not_that_of_the_target() -> None:
    """The target's title states no year, so it is of the fiscal year."""
    document = _form("一级指标|三级指标|指标值|2022年实际值", "产出指标|植树|10|9")
    assert [{"category": "产出指标", "name": "植树", "target": "10"}] == _rows(document)
    assert ["2022年实际值：9"] == unplaced(document)


def test_columns_that_are_all_of_another_year_are_read_as_a_guess() -> None:
    """A form titled 2024 may report on 2023; that is said."""
    document = _form(
        "一级指标|三级指标|2023年指标值|2023年实际值", "产出指标|植树|10|9"
    )
    assert ["10"] == _targets(document)
    assert [
        ("REA002", "栏目名称写明的年度里没有表格的年度2024，按 2023 年的栏目读取")
    ] == noticed(document)


@pytest.mark.parametrize(
    ("operator", "value", "unit", "target"),
    [
        ("≥", "95", "%", "≥95%"),
        ("不低于", "上年", "", "不低于上年"),
        ("下降", "3", "%", "下降3%"),
        ("定量", "95", "%", "95%"),
        ("定性", "优", "", "优"),
        ("≥", "不少于90", "%", "不少于90%"),
        ("=", "90-95", "%", "90-95%"),
        ("≤", "2024-12-31", "年月日", "≤2024-12-31"),
    ],
)
def test_only_operators_join_the_target(
    operator: str, value: str, unit: str, target: str
) -> None:
    """Words of the kind of value are understood, what is said twice falls away."""
    document = _signs(operator, value, unit)
    assert [target] == _targets(document)
    assert [] == codes(document)


@pytest.mark.parametrize("word", ["正向指标", "反向"])
def test_a_direction_among_the_operators_is_the_direction(word: str) -> None:
    """It is no part of the target."""
    assert [
        {
            "category": "产出指标",
            "name": "甲指标",
            "target": "3起",
            "unit": "起",
            "direction": word,
        }
    ] == _rows(_signs(word, "3", "起"))


@pytest.mark.parametrize("word", ["数量", "10", "≥5", "定性"])
def test_what_is_no_operator_is_reported(word: str) -> None:
    """Glued to the figure it would change it; 定性 does not fit a figure."""
    document = _signs(word, "95", "%")
    assert ["95%"] == _targets(document)
    assert [word] == unplaced(document)


@pytest.mark.parametrize(("operator", "value"), [("≥", "≤90"), ("≥", "90-95")])
def test_an_operator_that_the_value_contradicts_is_reported(
    operator: str, value: str
) -> None:
    """The value counts; the finding quotes both."""
    document = _signs(operator, value, "%")
    assert [f"{value}%"] == _targets(document)
    assert [
        ("REA003", f"“{operator}”和指标值“{value}”不一致，按指标值读取")
    ] == noticed(document)


def test_a_figure_that_is_no_date_under_a_unit_of_dates_is_reported() -> None:
    """12 and 年月日: no month and no day."""
    document = _signs("", "12", "年月日")
    assert [("REA003", "度量单位是“年月日”，指标值“12”读不成日期")] == noticed(document)


def test_points_beside_a_name_that_disagree_with_their_column_are_reported() -> None:
    """The column counts."""
    document = _form("一级指标|三级指标|指标值|分值", "产出指标|甲指标（10分）|1|5")
    assert ["5"] == [row["weight"] for row in _rows(document)]
    assert ["甲指标（10分）"] == unplaced(document)


def test_points_of_a_row_of_fillers_are_reported() -> None:
    """A row of — is no indicator, but its points were meant for something."""
    document = _form(
        "一级指标|三级指标|指标值|分值", "产出指标|—|—|5", "产出指标|甲|1|5"
    )
    assert ["甲"] == [row["name"] for row in _rows(document)]
    assert ["5"] == unplaced(document)


def test_a_number_of_the_form_in_a_cell_of_its_own_is_no_part_of_the_name() -> None:
    """三级指标 spans two columns: 指标1 and the name."""
    document = _form(
        "一级指标|三级指标|<|指标值", "产出指标|指标1|植树|5", "^|2|种草|6"
    )
    assert ["植树", "种草"] == [row["name"] for row in _rows(document)]


def test_a_title_behind_what_it_is_attached_as_is_the_title() -> None:
    """附表：2024年度… gives title and year."""
    document = read_grids(
        grid(
            "附表：2024年度部门整体支出绩效目标表",
            "部门名称|甲局",
            "一级指标|三级指标|绩效目标值|绩效标准",
            "产出指标|植树|≥5棵|历史标准",
        )
    )
    assert ("2024年度部门整体支出绩效目标表", 2024, "甲局") == (
        document.title,
        document.fiscal_year,
        document.department,
    )
    assert ["历史标准"] == [row["note"] for row in _rows(document)]


RAISED = [("REA003", "“≤10^3个”带有上标，数值不能确定；请写出完整的数")]


def test_a_raised_figure_of_a_page_does_not_join_the_figure(tmp_path: Path) -> None:
    """10 and a raised 3 are not 103; the 2 of m² stays as it is."""
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><td>项目名称</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td>甲</td><td>菌落</td><td>≤10<sup>3</sup>个</td></tr>"
        "<tr><td>甲</td><td>面积</td><td>50m<sup>2</sup></td></tr></table>",
        encoding="utf-8",
    )
    document = read(path)
    assert ["≤10^3个", "50m2"] == _targets(document)
    assert RAISED == noticed(document)


def test_a_raised_figure_of_a_word_document_does_not_join_the_figure(
    tmp_path: Path,
) -> None:
    """A run of superscript behind a figure."""
    rows = [("项目名称", "三级指标", "指标值"), ("甲", "菌落", "≤10")]
    made = word.with_table(rows)
    paragraph = made.tables[0].cell(1, 2).paragraphs[0]
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run("个")
    document = read(word.saved(made, tmp_path))
    assert ["≤10^3个"] == _targets(document)
    assert RAISED == noticed(document)
