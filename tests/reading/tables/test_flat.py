"""Flat tables: one indicator a row, with a column for the project."""

from pathlib import Path

from perftargets.reading import read
from tests.reading.tables.making import codes, grid, read_grids, said, unplaced


def _read(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_names_of_the_national_data_standard_are_known(tmp_path: Path) -> None:
    """kpi_lv1 … devi_analy, as systems export them."""
    text = (
        "pro_name,kpi_lv1,kpi_lv2,kpi_lv3,kpi_content,computesign,kpi_val,meterunit,"
        "ind_comp,ind_weight,eval_score,devi_analy,kpi_evalstd\n"
        "甲项目,产出指标,数量指标,培训人次,全年参训,≥,95,人次,90,10,9.47,疫情影响,"
        "按比例扣分\n"
    )
    document = read(_read(tmp_path, text))
    assert ["甲项目"] == [project.name for project in document.projects]
    assert [
        {
            "category": "产出指标",
            "subcategory": "数量指标",
            "name": "培训人次",
            "target": "≥95人次",
            "unit": "人次",
            "weight": "10",
            "actual": "90",
            "score": "9.47",
            "reason": "疫情影响",
            "note": "全年参训；按比例扣分",
        }
    ] == [said(row) for _, row in document.rows()]
    assert [] == codes(document)


def test_blank_cells_go_on_with_what_stands_above(tmp_path: Path) -> None:
    """Project, agency and category, as merged cells come out in CSV; a guess."""
    text = (
        "项目名称,实施单位,一级指标,二级指标,三级指标,指标值\n"
        "甲项目,一中,产出指标,数量指标,桌椅,40套\n"
        ",,,质量指标,合格率,100%\n"
        ",,效益指标,社会效益,受益人数,300人\n"
        "乙项目,,产出指标,数量指标,黑板,10块\n"
    )
    document = read(_read(tmp_path, text))
    assert [
        ("甲项目", "一中", "产出指标", "数量指标", "桌椅"),
        ("甲项目", "一中", "产出指标", "质量指标", "合格率"),
        ("甲项目", "一中", "效益指标", "社会效益", "受益人数"),
        ("乙项目", "一中", "产出指标", "数量指标", "黑板"),
    ] == [
        (project.name, project.agency, row.category, row.subcategory, row.name)
        for project, row in document.rows()
    ]
    assert ["REA002", "REA002"] == codes(document)


def test_projects_that_come_back_are_the_same_projects(tmp_path: Path) -> None:
    """Rows of one name and agency belong together wherever they stand."""
    text = (
        "项目名称,预算单位,指标名称,指标值\n"
        "甲,一中,桌椅,40套\n"
        "乙,一中,桌椅,50套\n"
        "甲,一中,黑板,10块\n"
        "甲,二中,黑板,20块\n"
    )
    document = read(_read(tmp_path, text))
    assert [
        ("甲", "一中", ["40套", "10块"]),
        ("乙", "一中", ["50套"]),
        ("甲", "二中", ["20块"]),
    ] == [
        (each.name, each.agency, [row.target.text for row in each.indicators])
        for each in document.projects
    ]


def test_a_cell_has_its_line_and_column(tmp_path: Path) -> None:
    """Quotes, doubled quotes and line breaks inside cells are counted."""
    text = (
        "项目名称,指标名称,指标值,备注\n"
        '"甲","他称""好""率",90%,\n'
        '乙,"长\n名",5次,"一\n二"\n'
        "丙,短名,6次,\n"
    )
    document = read(_read(tmp_path, text))
    assert [
        ("他称“好”率".replace("“", '"').replace("”", '"'), 2, 6),
        ("长名", 3, 4),
        ("短名", 6, 3),
    ] == [
        (row.name, row.place and row.place.line, row.place and row.place.column)
        for _, row in document.rows()
    ]


def test_a_column_without_a_field_is_reported_once(tmp_path: Path) -> None:
    """With its title and what stands in it."""
    text = "项目名称,指标名称,指标值,经办\n甲,桌椅,40套,张三\n甲,黑板,10块,李四\n"
    document = read(_read(tmp_path, text))
    assert ["经办：张三 | 李四"] == unplaced(document)


def test_a_cell_beyond_the_titles_is_reported(tmp_path: Path) -> None:
    """A row longer than its titles loses nothing."""
    text = "项目名称,指标名称,指标值\n甲,桌椅,40套,另有10套\n"
    assert ["另有10套"] == unplaced(read(_read(tmp_path, text)))


def test_own_titles_are_known_by_a_file_of_aliases(tmp_path: Path) -> None:
    """A user's file adds titles of columns and labels to those shipped."""
    text = "考核对象：,甲项目,\n考核点,应达到,实际达到\n桌椅,40套,38套\n"
    path = _read(tmp_path, text)
    aliases = _read(
        tmp_path,
        '[columns]\nname = ["考核点"]\ntarget = ["应达到"]\nactual = ["实际达到"]\n'
        '[labels]\nname = ["考核对象"]\n',
        "own.toml",
    )
    document = read(path, aliases=aliases)
    assert [("甲项目", "桌椅", "40套", "38套")] == [
        (project.name, row.name, row.target.text, row.actual and row.actual.text)
        for project, row in document.rows()
    ]
    assert ["REA004"] == codes(read(path))


def test_titles_over_two_rows_name_one_column_together() -> None:
    """实施期目标 and 年度目标 over 指标值 tell the two values apart."""
    document = read_grids(
        grid(
            "项目名称 | 三级指标 | 实施期目标 | 年度目标 | <",
            "^ | ^ | 指标值 | 指标值 | 度量单位",
            "甲 | 桌椅 | 90套 | 40 | 套",
        )
    )
    assert [{"category": "", "name": "桌椅", "target": "40套"}] == [
        {key: value for key, value in said(row).items() if key in _SHOWN}
        for _, row in document.rows()
    ]
    later = document.projects[0].indicators[0].long_term_target
    assert later is not None
    assert "90套" == later.text


_SHOWN = {"category", "name", "target"}


def test_titles_are_repeated_at_the_head_of_each_page() -> None:
    """Titles and the heading of the table are no rows the second time."""
    titles = "序号 | 项目名称 | 三级指标 | 指标值"
    document = read_grids(
        grid("2022年绩效目标表 | < | < | <", titles, "1 | 甲 | 桌椅 | 40套"),
        grid("2022年绩效目标表 | < | < | <", titles, "2 | 甲 | 黑板 | 10块", page=2),
    )
    assert [(1, "桌椅", "40套"), (2, "黑板", "10块")] == [
        (row.number, row.name, row.target.text) for _, row in document.rows()
    ]
    assert [] == codes(document)


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    """The rest has no number of its own; that it was joined is said."""
    titles = "序号 | 项目名称 | 三级指标 | 指标值"
    document = read_grids(
        grid(titles, "1 | 甲 | 桌椅 | 40套", "2 | 甲 | 绿化与环境 | 不少于"),
        grid(" | | 整治面积 | 300平方米", "3 | 甲 | 黑板 | 10块", page=2),
    )
    assert [
        (1, "桌椅", "40套"),
        (2, "绿化与环境整治面积", "不少于300平方米"),
        (3, "黑板", "10块"),
    ] == [(row.number, row.name, row.target.text) for _, row in document.rows()]
    assert ["REA002"] == codes(document)


def test_fillers_are_no_rows() -> None:
    """……, a number of the form alone, blank rows and rows of marks."""
    document = read_grids(
        grid(
            "项目名称 | 二级指标 | 三级指标 | 指标值",
            "甲 | 数量指标 | 指标1：桌椅 | 40套",
            " | | 指标2： | ",
            " | | …… | ",
            " | 质量指标 | / | /",
            " | | | ",
            " | 时效指标 | 按时完成率100% | ",
        )
    )
    assert [("数量指标", "桌椅", "40套"), ("时效指标", "按时完成率100%", "")] == [
        (row.subcategory, row.name, row.target.text) for _, row in document.rows()
    ]


def test_a_value_without_a_name_is_an_error_and_stays() -> None:
    """The value is kept, the missing name is said."""
    document = read_grids(
        grid("项目名称 | 三级指标 | 指标值", "甲 | 桌椅 | 40套", "甲 | | 95%")
    )
    assert [("桌椅", "40套"), ("", "95%")] == [
        (row.name, row.target.text) for _, row in document.rows()
    ]
    assert ["REA003"] == codes(document)


def test_a_name_merged_over_two_rows_has_two_values() -> None:
    """Each value is a row of its own; points of merged cells count once."""
    document = read_grids(
        grid(
            "项目名称 | 三级指标 | 指标值 | 分值",
            "甲 | 培训 | 3期 | 10",
            "^ | ^ | 60人次 | ^",
        )
    )
    assert [("培训", "3期", "10"), ("培训", "60人次", "None")] == [
        (row.name, row.target.text, str(row.weight)) for _, row in document.rows()
    ]


def test_a_sum_of_a_group_is_no_project() -> None:
    """市场监管系统小计 stands among the numbers; its amount is told."""
    document = read_grids(
        grid(
            "序号 | 项目名称 | 金额（万元） | 一级指标 | 三级指标 | 指标值",
            "1 | 抽检 | 48 | 产出指标 | 抽检批次 | ≥580批次",
            "市场监管系统小计 | | 48 | | | ",
            "2 | 升级改造 | 76 | 产出指标 | 改造市场 | ≥3个",
            "全市合计 | | 76 | | | ",
        )
    )
    assert ["抽检", "升级改造"] == [project.name for project in document.projects]
    assert ["市场监管系统小计：48", "全市合计：76"] == unplaced(document)
