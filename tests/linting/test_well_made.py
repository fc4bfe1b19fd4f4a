"""Tables as careful budget units write them: no finding of theirs is a false alarm."""

from pathlib import Path

import pytest

from perftargets import lint, read
from perftargets.findings import Severity

TABLES = sorted((Path(__file__).parent / "well_made").glob("*.yaml"))

# What a reviewer would still ask: figures without an operator, names said in short, and
# the budget itself as the one limit of cost.
WARNINGS = {"education": ["LOG003 项目总成本"]}
HINTS = {
    "agriculture": ["VAL005 工程验收合格率", "VAL005 补贴对象资格审核准确率"],
    "education": [
        "VAL005 覆盖农村学校数",
        "VAL005 食品安全事故发生数",
        "NAM004 学生及家长满意度",
        "VAL005 改造实验室间数",
        "VAL005 工程验收合格率",
        "VAL005 校舍安全事故发生数",
        "VAL005 培训按期完成率",
    ],
    "elderly": [
        "VAL005 津贴发放准确率",
        "VAL005 新建社区助餐点数量",
        "VAL005 服务人员持证上岗率",
        "NAM003 服务对象满意度",
    ],
    "hospital": [
        "VAL005 购置彩色多普勒超声诊断仪台数",
        "VAL005 购置呼吸机台数",
        "VAL005 设备验收合格率",
    ],
    "roads": [
        "VAL005 养护施工引发的交通事故",
        "VAL005 修复水毁路段处数",
        "VAL005 改造危桥座数",
        "VAL005 交工验收合格率",
    ],
    "systems": ["VAL005 重大网络安全事件发生数"],
}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_hardly_anything_above_a_hint_fires_on_a_well_made_table(path: Path) -> None:
    """Rows of bureaus, a hospital, roads, farms, systems and care of the elderly."""
    document = read(path)
    assert () == document.diagnostics
    findings = lint(document, extend_select=["ALL"]).findings
    hints, others = [
        [
            f"{finding.code} {finding.indicator}"
            for finding in findings
            if (finding.severity is Severity.INFO) is hint
        ]
        for hint in (True, False)
    ]
    assert HINTS[path.stem] == hints
    assert WARNINGS.get(path.stem, []) == others
