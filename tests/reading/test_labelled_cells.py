"""Cells of text in which only the categories are labelled, as in some provinces."""

from pathlib import Path

import pytest

from perftargets.reading import read
from tests.reading.tables.making import workbook

TITLES = ("项目名称", "预算金额（万元）", "年度绩效目标", "绩效指标")
CELL = (
    "数量指标：培育高新技术企业≥12家；举办培训不少于5期\n"
    "质量指标：企业通过率≥90%\n"
    "时效指标：2022年12月底前完成\n"
    "社会效益指标：带动就业≥100人；\n"
    "满意度指标：企业满意度≥95%。"
)
ROWS = [
    ("产出指标", "数量指标", "培育高新技术企业", "≥12家"),
    ("产出指标", "数量指标", "举办培训", "不少于5期"),
    ("产出指标", "质量指标", "企业通过率", "≥90%"),
    ("产出指标", "时效指标", "时效指标", "2022年12月底前完成"),
    ("效益指标", "社会效益指标", "带动就业", "≥100人"),
    ("满意度指标", None, "企业满意度", "≥95%"),
]


@pytest.mark.parametrize("joined", [CELL, CELL.replace("\n", "；")])
def test_each_piece_of_a_labelled_text_is_a_row(tmp_path: Path, joined: str) -> None:
    """On lines of their own or in one line; nothing of the cell is left over."""
    path = workbook(
        tmp_path / "a.xlsx", {"表": (TITLES, ("企业培育", "50", "培育企业。", joined))}
    )
    document = read(path)
    assert ROWS == [
        (row.category, row.subcategory, row.name, row.target.text)
        for _, row in document.rows()
    ]
    assert not [each for each in document.diagnostics if each.code == "REA001"]


def test_labels_without_any_value_make_no_row(tmp_path: Path) -> None:
    """Prose about categories is no table of targets; it is told."""
    prose = "产出指标：按计划推进。\n效益指标：明显。"
    path = workbook(
        tmp_path / "a.xlsx", {"表": (TITLES, ("企业培育", "50", "培育企业。", prose))}
    )
    document = read(path)
    assert [] == list(document.rows())
    assert any(each.code == "REA001" for each in document.diagnostics)
