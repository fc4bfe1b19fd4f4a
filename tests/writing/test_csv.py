"""The flat table as CSV."""

import csv
import io

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets._escaping import csv_cell, csv_value
from perftargets.model.project import Document
from perftargets.writing.csv import render
from tests.writing.documents import DOCUMENT, ROADS, SCHOOL, with_reason


def _rows(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text))


def test_each_row_holds_its_project_and_its_indicator() -> None:
    """The first row of the table, title by title."""
    assert {
        "年度": "2023",
        "主管部门": "云港市教育局",
        "预算单位": "云港市教育局本级",
        "项目名称": "校园安全改造项目",
        "项目期": "",
        "年度绩效目标": "消除校园安全隐患。",
        "年度总体目标实际完成情况": "已完成全部改造。",
        "年度资金总额年初预算数": "350.5万元",
        "年度资金总额全年预算数": "340万元",
        "年度资金总额全年执行数": "338.20万元",
        "当年财政拨款年初预算数": "350.5万元",
        "当年财政拨款全年预算数": "340万元",
        "当年财政拨款全年执行数": "338.20万元",
        "总分": "89.61",
        "等级": "良",
        "序号": "",
        "一级指标": "产出指标",
        "二级指标": "数量指标",
        "三级指标": "改造围墙长度",
        "年度指标值": "≥1200米",
        "分值": "20",
        "实际完成值": "1250米",
        "得分": "20",
        "偏差原因分析及改进措施": "",
    } == _rows(render(DOCUMENT).data)[0]


def test_rows_keep_their_order() -> None:
    """All projects, one after the other, row by row."""
    assert [(project.name, row.name) for project, row in DOCUMENT.rows()] == [
        (row["项目名称"], row["三级指标"]) for row in _rows(render(DOCUMENT).data)
    ]


def test_a_project_without_indicators_has_a_row() -> None:
    """Its goal would be lost otherwise."""
    bare = attrs.evolve(ROADS, indicators=())
    rows = _rows(render(Document(projects=(bare,))).data)
    assert [("农村道路养护项目", "养护农村道路。", "")] == [
        (row["项目名称"], row["年度绩效目标"], row["三级指标"]) for row in rows
    ]


def test_the_mark_can_be_left_off() -> None:
    """Excel in China wants a byte order mark; other programs may not."""
    with_mark = render(DOCUMENT).data
    assert with_mark[3:] == render(DOCUMENT, byte_order_mark=False).data
    assert b"\xef\xbb\xbf" == with_mark[:3]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5℃", "'-5℃"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("\t=1", "'\t=1"),
        ("'单引号'", "'单引号'"),
        ("≥90%", "≥90%"),
        ("1-2月", "1-2月"),
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(text: str, cell: str) -> None:
    """What begins with = + - @ or a tab is guarded, and nothing else is."""
    row = _rows(render(with_reason(text)).data)[0]
    assert cell == row["偏差原因分析及改进措施"]
    assert text == csv_value(cell)


@given(st.text(alphabet="'=+-@\t\r甲1", max_size=6))
def test_the_guard_comes_off_exactly(text: str) -> None:
    """Whatever the text, the way back gives it again; ends of lines become one."""
    assert text.replace("\r", "\n") == csv_value(csv_cell(text))


@given(st.text(alphabet="'=+-@\t\r甲1", max_size=6))
def test_no_guarded_text_begins_as_a_formula(text: str) -> None:
    """The law that the guard is for."""
    assert not csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_cells_of_several_lines_and_quotes_stay_one_cell() -> None:
    """Line ends inside a cell are plain, and quotes are doubled."""
    data = render(with_reason('甲\r\n"乙",丙')).data
    assert '甲\n"乙",丙' == _rows(data)[0]["偏差原因分析及改进措施"]


def test_a_number_of_a_row_is_written_as_it_stands() -> None:
    """Whole numbers and text alike."""
    rows = (
        attrs.evolve(SCHOOL.indicators[0], number=1),
        attrs.evolve(SCHOOL.indicators[1], number="2.1"),
    )
    document = Document(projects=(attrs.evolve(SCHOOL, indicators=rows),))
    assert ["1", "2.1"] == [row["序号"] for row in _rows(render(document).data)]
