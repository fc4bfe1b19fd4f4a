"""REA and IGN: reported by readers and markers; here to be selected and looked up."""

from perftargets.findings import Code
from perftargets.findings.codes import (
    GUESSED_STRUCTURE,
    UNPLACED_TEXT,
    UNREADABLE_CELL,
    UNREADABLE_FILE,
    UNUSED_IGNORE,
)
from perftargets.linting.rule import Rule


def _rule(code: Code, title: str) -> Rule:
    return Rule(
        code=code.code,
        name=code.name,
        title=title,
        severity=code.severity,
        summary=code.summary,
        clause=code.clause,
        scope="document",
        module=__name__,
    )


REA001 = _rule(UNPLACED_TEXT, "未识别的文字")
REA002 = _rule(GUESSED_STRUCTURE, "推断的结构")
REA003 = _rule(UNREADABLE_CELL, "读不出的单元格")
REA004 = _rule(UNREADABLE_FILE, "读不出的文件")
IGN001 = _rule(UNUSED_IGNORE, "忽略标记无效")
