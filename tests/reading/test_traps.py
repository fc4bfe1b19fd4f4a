"""The running-text form: one small table for each trap of it."""

import pytest

from perftargets.model.project import Document
from perftargets.reading.running_text.reader import read_text

ABOVE = (
    "云港市教育局2023年项目支出绩效目标表\n\n"
    "主管部门 预算单位 项目名称 绩效目标 绩效指标\n\n"
)
HEADER = "云港市教育局 局本级 校园安全改造项目\n消除校园安全隐患。\n"


def _rows(document: Document) -> list[tuple[object, ...]]:
    return [
        (row.number, row.category, row.name, row.target.text)
        for _, row in document.rows()
    ]


def _findings(document: Document) -> list[tuple[str, int | None]]:
    return [
        (finding.code, finding.place.line if finding.place else None)
        for finding in document.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1、产出\n\n指标：培训次数，年度指\n标值：5次。", [("培训次数", "5次")]),
        ("1、产出指标：培训次数。年度指标值：5次。", [("培训次数", "5次")]),
        ("1、产出指标：培训次数年度指标值：。", [("培训次数", "")]),
        ("1、产出指标：培训次数，年度指标值：5次", [("培训次数", "5次")]),
        ("1、产出指标：培训次数，指标值：5次；", [("培训次数", "5次")]),
        ("1、产出指标：12345热线，目标值：24小时。", [("12345热线", "24小时")]),
        ("1.产出指标: 培训次数, 指标值: 5次;", [("培训次数", "5次")]),
        (
            "1、质量指标：达标，指标值：完成。其中重点完成。2、数量指标：甲，指标值：1。",
            [("达标", "完成。其中重点完成"), ("甲", "1")],
        ),
        (
            "1、产出指标：酒店，指标值：1.酒店10家；2.房间90间。2、产出指标：甲，指标值：1。",
            [("酒店", "1.酒店10家；2.房间90间"), ("甲", "1")],
        ),
        (
            "1、产出指标：甲，指标值：5次。2\n、产出指标：乙，指标值：6次。",
            [("甲", "5次"), ("乙", "6次")],
        ),
        (
            "1、质量指标：甲，指标值：质量：合格；2.满意度：不低于90%。",
            [("甲", "质量：合格；2.满意度：不低于90%")],
        ),
    ],
)
def test_a_list_gives_its_rows(text: str, rows: list[tuple[str, str]]) -> None:
    """Names and values come out without labels, marks and line breaks."""
    document = read_text(ABOVE + HEADER + text)
    assert rows == [(name, value) for _, _, name, value in _rows(document)]
    assert [] == _findings(document)


def test_numbers_that_start_again_make_no_project() -> None:
    """Without a header before it, a second 1 belongs to the same project."""
    text = "1、产出指标：甲，指标值：1。1、效益指标：乙，指标值：2。"
    document = read_text(ABOVE + HEADER + text)
    assert ["校园安全改造项目"] == [each.name for each in document.projects]
    assert [1, 1] == [number for number, *_ in _rows(document)]


def test_a_figure_without_a_mark_is_parted_from_the_next_number() -> None:
    """1002、 after row 1 is the value 100 and the number 2, and that is a guess."""
    text = "1、产出指标：甲，指标值：1002、产出指标：乙，指标值：3。"
    document = read_text(ABOVE + HEADER + text)
    assert [(1, "产出指标", "甲", "100"), (2, "产出指标", "乙", "3")] == _rows(document)
    assert [("REA002", 7)] == _findings(document)


def test_page_furniture_goes() -> None:
    """A repeated title, column titles and page numbers cut a row and leave no trace."""
    cut = f"1、产出指标：培训次\n- 1 -\n\f{ABOVE}数，指标值：5次。\n第2页/共2页\n"
    document = read_text(ABOVE + HEADER + cut)
    assert [(1, "产出指标", "培训次数", "5次")] == _rows(document)
    assert [] == _findings(document)


def test_bare_page_numbers_go_and_figures_stay() -> None:
    """A number alone on a line is a page's only where a page ends and it counts."""
    cut = f"1、产出指标：甲，指标值：不少于\n35\n1\n{ABOVE}0次。\n2\n"
    document = read_text(ABOVE + HEADER + cut)
    assert [(1, "产出指标", "甲", "不少于350次")] == _rows(document)


def test_a_note_below_the_table_is_reported() -> None:
    """Text after the last value ends up in a finding with its line."""
    text = "1、产出指标：甲，指标值：5次。\n注：本表由单位填报\n"
    document = read_text(ABOVE + HEADER + text)
    assert [(1, "产出指标", "甲", "5次")] == _rows(document)
    assert [("REA001", 8)] == _findings(document)
    assert "注：本表由单位填报" in document.diagnostics[0].message.zh


def test_text_above_the_title_is_reported_or_known() -> None:
    """附件2 is furniture; a sentence above the title is not part of it."""
    row = "1、产出指标：甲，指标值：5次。\n"
    document = read_text("附件2\n说明如下：\n" + ABOVE + HEADER + row)
    assert "云港市教育局2023年项目支出绩效目标表" == document.title
    assert [("REA001", 2)] == _findings(document)


def test_a_title_may_be_cut() -> None:
    """A title over two lines is one."""
    cut = ABOVE.replace("项目支出绩效", "项目支出绩\n效")
    document = read_text(cut + HEADER + "1、产出指标：甲，指标值：5次。")
    assert ("云港市教育局2023年项目支出绩效目标表", 2023) == (
        document.title,
        document.fiscal_year,
    )


@pytest.mark.parametrize("year", ["2023年", "二〇二三年", "２０２３年", "2023 年"])
def test_the_year_is_read_in_any_digits(year: str) -> None:
    """The fiscal year of the title is 2023 however it is written."""
    above = ABOVE.replace("2023年", year)
    document = read_text(above + HEADER + "1、产出指标：甲，指标值：5次。")
    assert 2023 == document.fiscal_year


@pytest.mark.parametrize(
    "header",
    [
        "云港市教育局 云港市第二中学 校园安全改造项目\n消除校园安全隐患。\n",
        "云港市教育局\n云港市第二中学\n校园安全改造项目\n消除校园安全隐患。\n",
        "云港市教\n育局\n云港市第\n二中学\n校园安全\n改造项目\n消除校园安全隐患。\n",
        "云港市教育局 云港市第二中学 校园安全改造项目 消除校园安全隐患。\n",
        "云港市教育局 云港市第二中学\n校园安全改造\n\n项目\n消除校园安全隐患。\n",
    ],
)
def test_a_header_is_divided_however_it_is_broken(header: str) -> None:
    """Department, agency, project and goal share lines or do not."""
    document = read_text(ABOVE + header + "1、产出指标：甲，指标值：5次。")
    (project,) = document.projects
    goal = project.goal.text if project.goal else None
    assert (
        "云港市教育局",
        "云港市第二中学",
        "校园安全改造项目",
        "消除校园安全隐患。",
    ) == (
        project.department,
        project.agency,
        project.name,
        goal,
    )


def test_a_project_without_rows_stays() -> None:
    """A header after a header is a project of its own, with no indicators."""
    second = "云港市教育局 局本级 教师培训经费\n提高教师能力。\n"
    row = "1、产出指标：甲，指标值：5次。"
    document = read_text(ABOVE + HEADER + second + row)
    assert [("校园安全改造项目", 0), ("教师培训经费", 1)] == [
        (each.name, len(each.indicators)) for each in document.projects
    ]


def test_another_department_begins_a_project_as_a_guess() -> None:
    """A header with a new department is found by its shape, and said so."""
    row = "1、产出指标：甲，指标值：5次。\n"
    other = "南山县水务局 水政监察大队 执法车辆购置项目\n保障水政执法工作。\n"
    document = read_text(ABOVE + HEADER + row + other + row)
    assert [
        ("云港市教育局", "校园安全改造项目"),
        ("南山县水务局", "执法车辆购置项目"),
    ] == [(each.department, each.name) for each in document.projects]
    assert ("REA002", 8) in _findings(document)
    assert document.department is None


def test_a_second_level_and_an_unknown_category_are_kept() -> None:
    """产出指标-数量指标 gives both levels; any …指标 with a value is a category."""
    text = "1、产出指标-数量指标：甲，指标值：1。2、发展潜力指标：乙，指标值：2。"
    document = read_text(ABOVE + HEADER + text)
    assert [("产出指标", "数量指标"), ("发展潜力指标", None)] == [
        (row.category, row.subcategory) for _, row in document.rows()
    ]


def test_spaces_between_latin_words_stay() -> None:
    """A space printed in a line stays; a cut inside a word is joined and reported."""
    text = "1、产出指标：安装Office 365 Pro\nfessional，指标值：5套。"
    document = read_text(ABOVE + HEADER + text)
    assert ["安装Office 365 Professional"] == [row.name for _, row in document.rows()]
    assert [("REA002", 8)] == _findings(document)


def test_a_row_without_a_label_keeps_all_its_text() -> None:
    """Without 指标值： the whole is the name, the target missing, and it is said."""
    document = read_text(ABOVE + HEADER + "1、产出指标：培训5次。")
    assert [(1, "产出指标", "培训5次", "")] == _rows(document)
    assert [("REA002", 7)] == _findings(document)


def test_a_table_without_column_titles_is_read_as_a_guess() -> None:
    """The order of the cells is assumed, and that is reported."""
    text = "云港市教育局2023年项目支出绩效目标表\n" + HEADER
    document = read_text(text + "1、产出指标：甲，指标值：5次。")
    assert [("云港市教育局", "校园安全改造项目")] == [
        (each.department, each.name) for each in document.projects
    ]
    assert [("REA002", 2)] == _findings(document)
