"""XLS and ODS: what their cells show, and what is told where that is not known."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.formats.workbook import xls_ods
from perftargets.reading.formats.workbook.displayed import (
    date_displayed,
    number_displayed,
)
from perftargets.reading.formats.workbook.number_format import FormatDoubt, Shown
from perftargets.reading.formats.workbook.xls_ods import xls_formats
from tests.reading.tables.making import noticed, workbook

TITLES = ("项目名称", "三级指标", "度量单位", "指标值")
CELLS = (
    (0.95, "0%", "%"),
    (1.2, "0%", None),
    (0.954999, "0%", None),
    (30, '0"人"', None),
    (12, '"≥"0"次"', None),
    (1234567, '0.00,,"百万元"', None),
    (350.5, '"¥"#,##0.00', None),
    (0.3, "General", None),
    (12, '[<=1]0%;0"项"', None),
    (dt.date(2022, 12, 31), 'yyyy"年"m"月"d"日前"', None),
    (dt.date(2022, 12, 1), 'yyyy"年"m"月"', None),
    ("年底前", "General", None),
    (3, ";;;", None),
    ("#N/A", "General", None),
)
READ = [
    *("95%", "120%", "95.4999%", "30人", "≥12次", "1.234567百万元", "¥350.5", "0.3"),
    *("12项", "2022-12-31前", "2022-12", "年底前", "", ""),
]


def _converted(folder: Path, form: str) -> Path:
    """Write a workbook, and let LibreOffice save it in another format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there")
    rows = [
        ("甲", f"第{number}项", unit, value)
        for number, (value, _, unit) in enumerate(CELLS, start=1)
    ]
    path = workbook(
        folder / "a.xlsx",
        {"表": (TITLES, *rows)},
        formats={f"D{row}": look for row, (_, look, _) in enumerate(CELLS, start=2)},
    )
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [
            *(office, profile, "--headless", "--convert-to", form),
            *("--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"a.{form}"


def _values(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


def _cells(document: Document) -> list[tuple[str, str]]:
    places = [(each.code, each.place) for each in document.diagnostics]
    return [(code, (place and place.cell) or "") for code, place in places]


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_one_workbook_says_the_same_in_every_format(tmp_path: Path, form: str) -> None:
    """Percent, units, scales and dates; what is hidden and an error are told."""
    document = read(_converted(tmp_path, form))
    assert READ == _values(document)
    assert [("REA002", "D14"), ("REA003", "D15")] == sorted(_cells(document))


def test_a_workbook_whose_formats_are_not_seen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every number may have been shown otherwise, not those up to 1 alone."""
    path = _converted(tmp_path, "xls")
    monkeypatch.setattr(xls_ods, "xls_formats", lambda _: None)
    document = read(path)
    # The unit of its own column is joined to what is stored, and the cell is named.
    assert ["0.95%", "1.2", "0.954999", "30"] == _values(document)[:4]
    said = (
        "读不到这个文件的数字格式：数值按存储值读取，显示的百分号、单位和缩放都看不到"
        "（表!D2、表!D3、表!D4、表!D5、表!D6…）；另存为 XLSX 可避免"
    )
    assert [("REA002", said)] == noticed(document)


def test_what_is_no_xls_has_no_formats() -> None:
    """The process that looks fails, and that of the caller does not."""
    assert xls_formats(b"no workbook") is None


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        (0.954999, "95%", Shown("95.4999%")),
        (1234567, "1.23百万元", Shown("1.234567百万元")),
        (1234567, "123.5万元", Shown("123.4567万元")),
        (1234567, "1,234,567.00", Shown("1234567")),
        (1234567, "1,235", Shown("1234.567", FormatDoubt.SCALED)),
        (1200, "1.20E+03", Shown("1200")),
        (12, "≥12次", Shown("≥12次")),
        (-3, "-3人", Shown("-3人")),
        (-3, "(3)", Shown("-3")),
        (-3, "3人", Shown("-3", FormatDoubt.ODD)),
        (-0.05, "下降5%", Shown("-0.05", FormatDoubt.ODD)),
        (3, "-3", Shown("3", FormatDoubt.ODD)),
        (0, "-", Shown("0")),
        (0, "未开展", Shown("未开展", FormatDoubt.WORDED)),
        (3, "", Shown("3", FormatDoubt.HIDDEN)),
        (3, "###", Shown("###", FormatDoubt.WORDED)),
        (202305, "2023年05月", Shown("202305", FormatDoubt.ODD)),
        (17, "95%", Shown("17", FormatDoubt.ODD)),
        (1234, "0万元", Shown("1234", FormatDoubt.ODD)),
        (5, "9" * 300, Shown("5", FormatDoubt.ODD)),
        (1.2, None, Shown("1.2")),
    ],
)
def test_the_stored_number_takes_the_place_of_the_one_shown(
    value: float, text: str | None, shown: Shown
) -> None:
    """Where it is that number, rounded or in another scale; else it is told."""
    assert shown == number_displayed(value, text, percent=False)


def test_a_percentage_whose_text_is_left_out_is_one() -> None:
    """The type of the cell says so."""
    assert Shown("120%") == number_displayed(1.2, None, percent=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022年12月31日前", "2022-12-31前"),
        ("截至2022/12/31", "截至2022-12-31"),
        ("2022年12月", "2022-12"),
        ("2022年", "2022"),
        ("12-31", "2022-12-31"),
        ("", "2022-12-31"),
        (None, "2022-12-31"),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(text: str | None, said: str) -> None:
    """With the words before and after it."""
    assert said == date_displayed(dt.date(2022, 12, 31), text)
