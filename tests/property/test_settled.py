"""A law: ordinary rows, read by settled columns, are as all other rows are read."""

import csv
import io
from collections.abc import Callable, Sequence
from random import Random

import pytest

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.tables import reader
from perftargets.reading.tables.titles import texts
from perftargets.reading.tables.values import is_nothing
from perftargets.text import fold
from tests.property.everything import everything
from tests.reading.tables.made.formats import read_as
from tests.reading.tables.made.layouts import layout

pytestmark = pytest.mark.sampled

TITLES = {
    "project": ("项目名称",),
    "agency": ("预算单位",),
    "department": ("主管部门",),
    "code": ("项目代码",),
    "goal": ("年度绩效目标",),
    "budget": ("预算金额（万元）",),
    "fiscal_year": ("预算年度",),
    "number": ("序号",),
    "category": ("一级指标",),
    "subcategory": ("二级指标",),
    "name": ("三级指标", "指标名称"),
    "operator": ("计算符号",),
    "target": ("年度指标值", "指标值", "指标值（%）"),
    "unit": ("度量单位",),
    "long_term_target": ("中期指标值",),
    "weight": ("权重", "分值"),
    "direction": ("指标方向",),
    "actual": ("实际完成值",),
    "expected": ("全年预计完成情况",),
    "likelihood": ("完成目标可能性",),
    "score": ("得分",),
    "reason": ("偏差原因分析及改进措施",),
    "note": ("备注",),
    "": ("填表联系电话", "审核口径"),
}
USUAL = {
    "project": ("农村公路经费", "河涌整治经费", "培训经费"),
    "agency": ("甲局", "乙中心"),
    "department": ("甲局",),
    "code": ("A01", "A02"),
    "goal": ("完成年度任务", "改善环境。"),
    "budget": ("120", "35.5"),
    "fiscal_year": ("2022", "2022年"),
    "number": ("1", "2", "3", "1.1"),
    "category": ("产出指标", "效益指标", "满意度指标", "产出指标（50分）"),
    "subcategory": ("数量指标", "质量指标", "时效指标", "社会效益指标"),
    "name": ("培训人次", "验收合格率", "按时完成率（含复检）", "河涌水质达标率"),
    "operator": ("≥", "≤", "=", "大于等于", "定性", "正向指标"),
    "target": ("≥95", "100", "≥300人次", "优", "6月底前", "12", "≥90%", "不少于3场"),
    "unit": ("%", "人次", "场", "万元"),
    "long_term_target": ("≥98%", "300"),
    "weight": ("10", "12.5", "5分"),
    "direction": ("正向", "反向"),
    "actual": ("96%", "已完成320人次", "11,000", "优"),
    "expected": ("能完成", "98%"),
    "likelihood": ("确定能", "有可能"),
    "score": ("10", "9.5"),
    "reason": ("人手不足，明年改进", "受天气影响"),
    "note": ("见附件", "含上年结转"),
    "": ("86520000", "按季度统计"),
}
ODD = (
    *("", "  ", "/", "—", "无", "……", " 无 ", "无：", "0", "指标1：", "合计", "小计"),
    *("总分", "一级指标", "1", "①", "甲", "甲=乙+丙", "栏次", "产出指标", "年度目标"),
    *("培训人次（10分）", "指标2：参训人数", "≥10³", "10^3人", "'=1", "＝"),
    *('="95%"', '含"引"号'),
    *("☑确定能 □有可能", "（√）能", "两\n行", "1.培训\n2.活动", "零\u200b宽", " 前后 "),
    *("项目名称：丙项目", "备注：无", "填表人", "年月日", "数量指标（20分）", "十分"),
    *("2022年", "12月31日", "≥", "×", "。", "'", " 满意度指标  ", "\t制表"),
)
"""What a cell may hold that is no plain value: a mark for none, a sum, a label …."""


def table(seed: int) -> list[list[str]]:
    """Return a table made up by seed, its titles in any order, a few cells odd."""
    random = Random(seed)  # noqa: S311 - a table
    wanted = random.sample([*TITLES], random.randint(4, 14))
    needed = ("name", "target") if random.random() < 0.85 else ("name", "actual")
    wanted += [each for each in needed if each not in wanted]
    if random.random() < 0.7:
        wanted = [each for each in TITLES if each in wanted]
    rows = [[random.choice(TITLES[field]) for field in wanted]]
    odd = random.choice((0.0, 0.01, 0.05, 0.2))
    blank = random.choice((0.0, 0.0, 0.1, 0.5))
    held: dict[str, str] = {}
    for _ in range(random.randint(3, 40)):
        row = []
        for field in wanted:
            keeps = field in held and field in {"project", "agency", "code", "goal"}
            if not keeps or random.random() < 0.3:
                held[field] = random.choice(USUAL[field])
            text = held[field]
            if random.random() < odd:
                text = random.choice(ODD)
            elif field != "name" and random.random() < blank:
                text = ""
            row.append(text)
        if random.random() < odd:
            row = row[: random.randint(0, len(row))]
        if random.random() < odd:
            row.append(random.choice(ODD))
        rows.append(row)
        if random.random() < odd / 2:
            rows.append(random.choice(([], rows[0], [str(n) for n in range(1, 9)])))
    return rows


def as_csv(rows: Sequence[Sequence[str]], *, quoted: bool) -> bytes:
    """Return a table as CSV."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(
        rows
    )
    return out.getvalue().encode()


def both_ways(
    read: Callable[[], Document], monkeypatch: pytest.MonkeyPatch
) -> tuple[Document, Document]:
    """Read a document with settled columns and without."""
    with monkeypatch.context() as patch:
        patch.setattr(reader._Forms, "settles", False)  # noqa: SLF001 - the plain way
        plain = read()
    return plain, read()


@pytest.mark.parametrize("seed", range(300))
def test_made_up_rows_are_read_alike(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, findings, places and the account are those of the plain way."""
    data = as_csv(table(seed), quoted=seed % 3 == 0)
    plain, quick = both_ways(lambda: read_bytes(data, path="made.csv"), monkeypatch)
    assert plain == quick
    assert everything(plain) == everything(quick)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(40))
def test_made_up_layouts_are_read_alike(
    seed: int, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same law on forms that are printed, with their heads and merged cells."""
    made = layout(seed)
    plain, quick = both_ways(lambda: read_as(made.table, form), monkeypatch)
    assert everything(plain) == everything(quick)


def test_what_is_looked_for_first_is_in_no_mark_for_none() -> None:
    """Two Chinese characters say something: none folds to anything but another."""
    assert all(is_nothing(each) for each in texts("rows", "filler"))
    folded = {fold(chr(code)) for code in range(0x4E00, 0xA000)}
    assert all("\u4e00" <= each <= "\u9fff" for each in folded)
