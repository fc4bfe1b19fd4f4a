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


def _rule(code: Code) -> Rule:
    return Rule(
        code=code.code,
        name=code.name,
        severity=code.severity,
        summary=code.summary,
        clause=code.clause,
        scope="document",
        module=__name__,
    )


REA001 = _rule(UNPLACED_TEXT)
REA002 = _rule(GUESSED_STRUCTURE)
REA003 = _rule(UNREADABLE_CELL)
REA004 = _rule(UNREADABLE_FILE)
IGN001 = _rule(UNUSED_IGNORE)
