"""Formats of numbers, text and dates: what a cell shows, exactly as it is stored."""

import datetime as dt
from pathlib import Path

import pytest

from perftargets.reading import read
from perftargets.reading.formats.workbook.number_format import (
    FormatDoubt,
    Shown,
    number_text,
    string_text,
)
from tests.reading.tables.making import noticed, workbook

TITLES = ("项目名称", "三级指标", "指标值")
SMALLER = (
    "数字格式“#,##0,”缩小数值而不写单位，按显示读取：存储值“1234567”"
    "读作“1234.567”（C5）"
)
ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234567, '0!.0,"万元"', "123.4567万元"),
        (1234567, r'0\.0,"万元"', "123.4567万元"),
        (1234567, '0!.0000"万元"', "123.4567万元"),
        (1234567, '#,##0,"千元"', "1234.567千元"),
        (1234567, '0.00,,"百万元"', "1.234567百万元"),
        (1234567, '0,.0"千元"', "1234.567千元"),
        (12345, '[>=10000]0!.0,"万";0', "1.2345万"),
        (500, '[>=10000]0!.0,"万";0', "500"),
        (0.95, '[<=1]0%;0"项"', "95%"),
        (12, '[<=1]0%;0"项"', "12项"),
        (5, '[<3]0"少";[<9]0"中";0"多"', "5中"),
        (9, '[<3]0"少";[<9]0"中";0"多"', "9多"),
    ],
)
def test_a_number_shown_smaller_keeps_its_unit_and_every_digit(
    value: float, number_format: str, text: str
) -> None:
    """The figure is that of the unit shown; conditions choose the section."""
    assert Shown(text) == number_text(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (30, 'General"人"', "30人"),
        (30, 'G/通用格式"人"', "30人"),
        (30, "≥0", "≥30"),
        (12, "0次", "12次"),
        (5.25, "0.0‰", "5.25‰"),
        (0.95, '"≥"0%', "≥95%"),
        (0.95, '0.0"%"', "0.95%"),
        (3, "@", "3"),
        (0.5, "# ?/?", "0.5"),
        (1200, "0.00E+00", "1200"),
        (0.5, ".00", "0.5"),
        (7, "[DBNum1][$-804]General", "7"),
        (7, "000", "7"),
    ],
)
def test_literals_of_a_format_are_part_of_the_text(
    value: float, number_format: str, text: str
) -> None:
    """In quotes, escaped or bare: ≥, 人, 次, ‰."""
    assert Shown(text) == number_text(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (-3, "0", "-3"),
        (-3, "(0)", "-3"),
        (-3, "0;[Red]0", "-3"),
        (-3, '0"人";[Red]0"人"', "-3人"),
        (-0.3, "0%", "-30%"),
        (-0.3, "0%;[Red]0.0%", "-30%"),
        (-0.05, '"增长"0%;"下降"0%', "下降5%"),
        (-0.05, '[<0]"下降"0%;"增长"0%', "下降5%"),
        (0.05, '[<0]"下降"0%;"增长"0%', "增长5%"),
        (0, ACCOUNTS, "0"),
        (-3.5, ACCOUNTS, "-3.5"),
        (0, '0;-0;"-"', "0"),
    ],
)
def test_the_sign_of_a_negative_number_stays_unless_words_say_it(
    value: float, number_format: str, text: str
) -> None:
    """A minus, brackets and red say one thing; 下降 says it too; a dash is nought."""
    assert Shown(text) == number_text(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "text", "doubt"),
    [
        (3, ";;;", "3", FormatDoubt.HIDDEN),
        (0, "0;-0;;@", "0", FormatDoubt.HIDDEN),
        (-0.5, '0%;;"未开展"', "-0.5", FormatDoubt.HIDDEN),
        (5, "[<3]0;[<4]0.0", "5", FormatDoubt.HIDDEN),
        (0, '0%;;"未开展"', "未开展", FormatDoubt.WORDED),
        (1, '"合格"', "合格", FormatDoubt.WORDED),
        (1234567, "#,##0,", "1234.567", FormatDoubt.SCALED),
        (1234567, "0!.0,", "123.4567", FormatDoubt.SCALED),
        (202305, '0"年"00"月"', "202305", FormatDoubt.ODD),
        (3, '0".5"', "3", FormatDoubt.ODD),
        (3, '"1"0', "3", FormatDoubt.ODD),
        (3, "-0", "3", FormatDoubt.ODD),
        (0.5, "0%%", "0.5", FormatDoubt.ODD),
        (5, '[<3]0;0"甲";0"乙"', "5", FormatDoubt.ODD),
        (5, "0" * 300, "5", FormatDoubt.ODD),
        (float("inf"), "0", "inf", FormatDoubt.ODD),
    ],
)
def test_what_a_format_hides_or_garbles_is_doubtful(
    value: float, number_format: str, text: str, doubt: FormatDoubt
) -> None:
    """Never a value that is neither stored nor shown, and never without a word."""
    assert Shown(text, doubt) == number_text(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("30", '@"人"', Shown("30人")),
        ("5", '"≥"@', Shown("≥5")),
        ("优", '0;-0;0;"评为"@', Shown("评为优")),
        ("优", "0;-0;;@", Shown("优")),
        ("优", "0.00", Shown("优")),
        ("优", ";;;", Shown("优", FormatDoubt.HIDDEN)),
        ("优", '0;0;0;"见附件"', Shown("见附件", FormatDoubt.WORDED)),
        ("优", "@@", Shown("优")),
    ],
)
def test_text_is_shown_by_the_section_for_text(
    value: str, number_format: str, shown: Shown
) -> None:
    """The one with @, or the fourth; formats of numbers leave text alone."""
    assert shown == string_text(value, number_format)


def test_doubtful_cells_of_one_format_are_told_together_by_name(tmp_path: Path) -> None:
    """One finding a format, at the first cell, with the cells and what is stored."""
    rows = (
        TITLES,
        ("甲", "覆盖面", 12),
        ("甲", "培训量", 13),
        ("甲", "到场率", 0),
        ("甲", "支出", 1234567),
    )
    formats = {"C2": ";;;", "C3": ";;;", "C4": '0%;;"未开展"', "C5": "#,##0,"}
    document = read(workbook(tmp_path / "a.xlsx", {"表": rows}, formats=formats))
    assert ["", "", "未开展", "1234.567"] == [
        row.target.text for _, row in document.rows()
    ]
    assert [
        (
            "REA002",
            '数字格式“0%;;"未开展"”把“0”显示为“未开展”，按显示读取（C4）',
        ),
        (
            "REA002",
            SMALLER,
        ),
        (
            "REA002",
            "数字格式不显示单元格的内容，没有读取：“12 13”（C2、C3）",
        ),
    ] == noticed(document)
    assert ["C4", "C5", "C2"] == [
        each.place and each.place.cell for each in document.diagnostics
    ]


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ('yyyy"年"m"月"d"日前"', "2022-12-31前"),
        ('yyyy"年"m"月"d"日"', "2022-12-31"),
        ('"截至"yyyy-mm-dd', "截至2022-12-31"),
        ('yyyy-mm-dd"前"', "2022-12-31前"),
        ('yyyy"年"m"月底前"', "2022-12底前"),
        ('m"月"d"日"', "2022-12-31"),
        ('m"月"', "2022-12"),
        ('yyyy"年"', "2022"),
        ("[$-804]yyyy/m/d;@", "2022-12-31"),
    ],
)
def test_words_round_a_date_stay(tmp_path: Path, number_format: str, text: str) -> None:
    """截至 and 前 make a deadline of a date; 年, 月 and 日 say what ISO says."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": (TITLES, ("甲", "完成时间", dt.date(2022, 12, 31)))},
        formats={"C2": number_format},
    )
    assert [text] == [row.target.text for _, row in read(path).rows()]


def test_a_unit_that_looks_like_a_month_makes_no_date(tmp_path: Path) -> None:
    """The library takes the m of 0!m for a month; the number is 30."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": (TITLES, ("甲", "里程", 30))},
        formats={"C2": "0!m"},
    )
    document = read(path)
    assert ["30"] == [row.target.text for _, row in document.rows()]
    assert [("REA002", "看不懂数字格式“0!m”，按存储值“30”读取（C2）")] == noticed(
        document
    )
